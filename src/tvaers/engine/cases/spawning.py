"""The cases of other types that an event opens: what their opening events are given. The store opens them.

The new case gets the values that are named and nothing else, so that it can go to people who may not see the old one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tvaers.engine.cases.core import Case
from tvaers.kernel.case_types import Spawn
from tvaers.kernel.money import plain


@dataclass(frozen=True)
class Spawned:
    """A case to open: its type, its opening event, what that event is given, and whether it is about our citizen."""

    type: str
    event: str
    data: Mapping[str, Any]
    citizen: bool = False


def spawned(case: Case) -> tuple[Spawned, ...]:
    """The cases that the case's last event opens; none when nothing has happened."""
    if not case.events:
        return ()
    last = case.events[-1]
    look = case.look(last.at, last.doer)
    return tuple(
        Spawned(spawn.type, spawn.event, _values(case, spawn), spawn.citizen)
        for spawn in case.type.event(last.event).spawns
        if spawn.condition is None or spawn.condition.holds(look)
    )


def _values(case: Case, spawn: Spawn) -> dict[str, Any]:
    """The fixed values, and ours under their names; what we do not have is left out."""
    copied = {name: _value(case, source) for name, source in spawn.copies.items()}
    return {**spawn.fixed, **{name: value for name, value in copied.items() if value not in (None, "", [], {})}}


def _value(case: Case, source: str) -> Any:
    """A role's party (a list where several can have it), a field as it is written, or what a derived value is."""
    if source.startswith("role:"):
        role = case.type.role(source.removeprefix("role:"))
        parties = list(case.parties.get(role.id, ()))
        return parties if role.many else "".join(parties[:1])
    if any(derived.id == source for derived in case.type.derived):
        return case.look(case.events[-1].at).value(source)
    kept = case.data.get(source)
    is_money = kept is not None and case.type.field(source).type == "money"
    return plain(int(kept or 0)) if is_money else kept
