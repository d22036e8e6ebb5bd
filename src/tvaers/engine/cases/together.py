"""One event in many cases: in which it can come and as whom, tried on what is known before anything is written.

Nothing here writes. Each case is then changed by the ordinary action, in a transaction of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tvaers.engine.cases import bulk, core, policies
from tvaers.engine.cases.bulk import Folded
from tvaers.engine.cases.core import Doer
from tvaers.engine.cases.given import Faults, fields_of
from tvaers.kernel.case_types import CaseType, EventSpec
from tvaers.kernel.errors import Problem

MOST = 100
"""The most cases that are changed at once: more would take longer than anybody waits."""


@dataclass(frozen=True)
class Choice:
    """An event that can come in `count` of the chosen cases of a type."""

    type: CaseType
    event: EventSpec
    count: int


@dataclass(frozen=True)
class Chance:
    """Whether the event can come in one case: as whom it then comes, or why it is refused."""

    one: Folded
    doer: Doer | None = None
    refusal: str = ""
    faults: Mapping[str, str] | None = None
    """What is wrong with what was given, by field, when that is why."""


def chosen(user: Any, numbers: Sequence[str]) -> list[Folded]:
    """The cases with these numbers that the user may see, in the order given."""
    found = policies.visible_to(user).filter(number__in=[one.replace("\x00", "") for one in numbers])
    types = sorted(set(found.order_by().values_list("type", flat=True)))
    rows = [one for type in types for one in bulk.fold(_of(found, type))]
    place = {number: nth for nth, number in enumerate(numbers)}
    return sorted(rows, key=lambda one: place[one.row.number])


def _of(found: Any, type: str) -> Any:
    return found.filter(type=type).select_related("citizen").defer("search")


def choices(user: Any, picked: Iterable[Folded]) -> list[Choice]:
    """What the user can do in some of the cases with the same words for all; what most of them can comes first."""
    held = policies.stands(user)
    counts: Counter[tuple[str, str]] = Counter()
    types: dict[str, CaseType] = {}
    for one in picked:
        types[one.case.type.id] = one.case.type
        able = _events(user, one.case, held)
        counts.update((one.case.type.id, name) for name in able)
    found = [Choice(types[type], types[type].event(name), count) for (type, name), count in counts.items()]
    return sorted(found, key=lambda one: (one.type.plural, -one.count, not one.event.main, one.event.label))


def _events(user: Any, case: core.Case, held: tuple[policies.Stand, ...]) -> set[str]:
    doers = policies.doers(user, case.type, case.parties, held)
    return {event.id for doer in doers for event in core.allowed(case, doer) if is_common(case.type, event)}


def is_common(type: CaseType, event: EventSpec) -> bool:
    """Whether an event can be given alike to many: it opens no case, changes no own row and keeps nothing sealed."""
    kinds = {field.type for field in fields_of(type, event).values()}
    return not event.opens and not event.updates and "sealed" not in kinds


def chances(
    user: Any, picked: Iterable[Folded], event: EventSpec, at: datetime, values: Mapping[str, object] | None = None,
    prefer: Collection[str] = (),
) -> list[Chance]:  # fmt: skip
    """For each case whether the event can come at a moment, with the raw values when they are known already.

    `prefer` are the parties to act for where there is a choice.
    """
    held = policies.stands(user)
    return [_chance(one, event, at, values, _doers(user, one, event, held, prefer)) for one in picked]


def _doers(
    user: Any, one: Folded, event: EventSpec, held: tuple[policies.Stand, ...], prefer: Collection[str]
) -> list[Doer]:
    able = policies.doers(user, one.case.type, one.case.parties, held)
    found = [doer for doer in able if event in core.allowed(one.case, doer)]
    return sorted(found, key=lambda doer: doer.party not in prefer)


def _chance(
    one: Folded, event: EventSpec, at: datetime, values: Mapping[str, object] | None, doers: Sequence[Doer]
) -> Chance:
    if not doers:
        state = one.case.type.state(one.case.state).label
        return Chance(one, refusal=f"Forløbet er »{state}«, og her kan du ikke gøre det.")
    says = core.blocked(one.case, event, at, doers[0])
    if says:
        return Chance(one, refusal=says)
    try:
        if values is not None:
            core.happen(one.case, event.id, at, doers[0], values)
    except Faults as faults:
        return Chance(one, refusal=told(faults), faults=faults.by_field)
    except Problem as problem:
        return Chance(one, refusal=told(problem))
    return Chance(one, doers[0])


def told(problem: Problem) -> str:
    """A refusal in one line: what, and why or which fields."""
    if isinstance(problem, Faults):
        return " ".join([problem.what, *problem.by_field.values()])
    return " ".join(part for part in (problem.what, problem.why) if part)


def rows_of(user: Any, numbers: Sequence[str], type: str) -> Any:
    """The kept cases of a type with these numbers that the user may see, newest change first."""
    found = policies.visible_to(user).filter(type=type, number__in=[one.replace("\x00", "") for one in numbers])
    return _of(found, type).order_by("-changed_at", "-pk")
