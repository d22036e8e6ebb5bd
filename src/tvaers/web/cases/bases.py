"""By what right the parties share what stands on a case's page: one line for each basis, with its fields and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tvaers.engine.cases.core import Case
from tvaers.engine.cases.sharing import Shared, shared
from tvaers.kernel.case_bases import LegalBasis
from tvaers.web.cases.why import clause_of, reading_of
from tvaers.web.design import danish

NONE = "Ingen hjemmel"


@dataclass
class Ground:
    """A basis as the page tells it: its place in the law, how many fields it is for, and the drawer that names them."""

    text: str
    labels: list[str] = field(default_factory=list)
    why: dict[str, Any] = field(default_factory=dict)

    @property
    def count(self) -> str:
        """As "1 felt" or "12 felter"."""
        return f"{len(self.labels)} {'felt' if len(self.labels) == 1 else 'felter'}"


def grounds(case: Case) -> list[Ground]:
    """Each basis that what is given rests on, in the type's order; last what was given without one."""
    given = shared(case)
    order: list[LegalBasis | None] = [*case.type.legal_bases, None]
    found = [_ground(case, basis, [one for one in given.values() if one.basis == basis]) for basis in order]
    return [one for one in found if one.labels]


def marks(case: Case) -> dict[str, str]:
    """The basis of each field that has been given, in a few words; none in a type that declares no basis."""
    return {name: one.basis.text if one.basis else NONE for name, one in shared(case).items()}


def _ground(case: Case, basis: LegalBasis | None, fields: list[Shared]) -> Ground:
    labels = [one.label for one in fields]
    facts = [{"label": one.label, "value": f"Delt {danish.day(one.day)}"} for one in fields]
    if basis is None:
        return Ground(NONE, labels, {"sentence": "Der er ikke skrevet en hjemmel for dagen.", "facts": facts})
    end = f" til {danish.day(basis.end)}" if basis.end else ""
    readings = [one for one in (reading_of(case, basis.reading),) if one]
    sentence = f"{basis.why} Hjemlen gælder her fra {danish.day(basis.start)}{end}."
    clause = clause_of(case, basis.clause)
    return Ground(basis.text, labels, {"sentence": sentence, "facts": facts, "clause": clause, "readings": readings})
