"""What may be shared in a case, and by what right: each field's legal basis on the day that it was given (BREV-17).

Case types that declare no basis are left alone. In those that do, a field without one is neither asked for nor taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tvaers.engine.cases.core import Case
from tvaers.engine.cases.given import fields_of
from tvaers.kernel import clock
from tvaers.kernel.case_bases import LegalBasis


@dataclass(frozen=True)
class Shared:
    """A field that has been given: its label, the day it was given last, and its basis on that day, if it had one."""

    label: str
    day: date
    basis: LegalBasis | None


def shared(case: Case) -> Mapping[str, Shared]:
    """Each field that the case's events have given; none in a type that declares no basis.

    A row of a list counts for the list, and what a correction changed keeps the day of its event.
    """
    if not case.type.legal_bases:
        return {}
    labels = {one.id: one.label for one in case.type.fields if one.type != "sealed"}
    found: dict[str, Shared] = {}
    for one in case.events:
        day = one.at.astimezone(clock.COPENHAGEN).date()
        for name in _given(case, one.event, one.data):
            if name in labels:
                found[name] = Shared(labels[name], day, case.type.basis_of(name, day))
    return found


def _given(case: Case, event: str, data: Mapping[str, object]) -> list[str]:
    spec = case.type.event(event)
    lists = [name for name in (spec.adds, spec.updates) if name]
    return [*lists, *spec.sets, *(name for name in fields_of(case.type, spec) if name in data)]
