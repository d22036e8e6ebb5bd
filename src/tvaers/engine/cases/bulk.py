"""Many cases folded at once: one query for the cases, one for their events, one for each sort of case they look up.

The number of queries does not grow with the number of cases, so that boards and overviews can fold hundreds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tvaers.engine.cases import core, policies, store
from tvaers.engine.cases.given import as_fact
from tvaers.engine.cases.models import Case, Event
from tvaers.engine.parties.queries import kind_of
from tvaers.kernel.case_types import CaseType, LookUp
from tvaers.kernel.package import Package

Key = tuple[object, ...]


@dataclass(frozen=True)
class Folded:
    """A case as it is kept, and as its events make it."""

    row: Case
    case: core.Case


def open_cores(user: Any, type: str, *, states: Iterable[str] = (), also_closed: bool = False) -> tuple[Folded, ...]:
    """The open cases of a type that the user may see, folded, oldest first; only in `states` when some are given."""
    found = policies.visible_to(user).filter(type=type).select_related("citizen")
    wanted = tuple(states)
    found = found.filter(state__in=wanted) if wanted else found
    found = found if also_closed or wanted else found.filter(is_open=True)
    return fold(found.order_by("opened_at", "pk"))


def fold(found: Iterable[Case]) -> tuple[Folded, ...]:
    """Cases of one type folded in memory; the caller has them from a query that checked access."""
    rows = list(found)
    events: dict[int, list[Event]] = defaultdict(list)
    for event in Event.objects.filter(case__in=[row.pk for row in rows]).order_by("case_id", "number"):
        events[event.case_id].append(event)
    packages = {row.package: store.package_of(row) for row in rows}
    seen = {name: _looked_up(package, rows) for name, package in packages.items()}
    return tuple(Folded(row, _case(row, packages[row.package], seen[row.package], events[row.pk])) for row in rows)


def _case(row: Case, package: Package, seen: Mapping[str, _Seen], events: list[Event]) -> core.Case:
    type = package.case_types[row.type]
    found = {look.id: seen[look.id].of(row) for look in type.looks_up}
    return core.replay(core.begin(package, type, found, kind_of), store.effective(events))


@dataclass(frozen=True)
class _Seen:
    """The cases that a look-up may find, each with its key, by what they must have in common with ours."""

    look: LookUp
    rows: Mapping[Key, list[tuple[int, Mapping[str, Any]]]]

    def of(self, row: Case) -> tuple[Mapping[str, Any], ...]:
        """Those that one case looks up, never itself; none when it lacks what they must have in common."""
        ours = [row.data.get(name) for name in self.look.match.values()]
        if None in ours or (self.look.citizen and row.citizen_id is None):
            return ()
        found = self.rows.get(_key(self.look, row.citizen_id, ours), ())
        return tuple(facts for own, facts in found if own != row.pk)


def _looked_up(package: Package, rows: list[Case]) -> dict[str, _Seen]:
    type: CaseType = package.case_types[rows[0].type]
    citizens = {row.citizen_id for row in rows}
    return {look.id: _Seen(look, _others(package, look, citizens)) for look in type.looks_up}


def _others(
    package: Package, look: LookUp, citizens: set[int | None]
) -> dict[Key, list[tuple[int, Mapping[str, Any]]]]:
    fields = {field.id: field for field in package.case_types[look.type].fields}
    found = Case.objects.filter(type=look.type, package=package.id).order_by("pk")
    found = found.filter(state__in=look.states) if look.states else found.filter(is_open=True)
    found = found.filter(citizen__in=citizens - {None}) if look.citizen else found
    by_key: dict[Key, list[tuple[int, Mapping[str, Any]]]] = defaultdict(list)
    for row in found:
        facts = {name: as_fact(fields[name], kept) for name, kept in row.data.items() if name in fields}
        by_key[_key(look, row.citizen_id, [row.data.get(name) for name in look.match])].append((row.pk, facts))
    return by_key


def _key(look: LookUp, citizen: int | None, values: Iterable[object]) -> Key:
    return (citizen if look.citizen else None, *(str(value) for value in values))
