"""What an event makes of a case's data and parties: values merged in, records added and changed, roles given. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tvaers.engine.cases.given import RECORD, read_value
from tvaers.kernel.case_types import CaseType, EventSpec, FieldSpec
from tvaers.kernel.clock import COPENHAGEN
from tvaers.kernel.errors import Problem

if TYPE_CHECKING:
    from tvaers.engine.cases.core import Case, Happened


def with_given(case: Case, one: Happened, event: EventSpec) -> dict[str, Any]:
    """The case's data after the event. Problem when it changes a record that is not there."""
    data = dict(case.data)
    given = {name: value for name, value in one.data.items() if name != RECORD}
    if event.adds:
        columns = {column.id for column in case.type.field(event.adds).of}
        record = {name: given.pop(name) for name in list(given) if name in columns}
        rows = list(data.get(event.adds, ()))
        stamp = {"id": str(len(rows) + 1), "by": one.doer.party, "at": one.stamp}
        data[event.adds] = [*rows, {**record, **stamp}]
    if event.updates:
        data[event.updates] = _updated(case, one, case.type.field(event.updates), given)
    for name, value in given.items():
        data[name] = _merged(case.type.field(name), data.get(name), value, one.doer.party)
    data.update(_written(case.type, one, event))
    for name in event.clears:
        data.pop(name, None)
    return data


def _written(type: CaseType, one: Happened, event: EventSpec) -> dict[str, Any]:
    """What the event itself writes: a fixed value, or its own day, time or party unless another was given with it."""
    local = one.at.astimezone(COPENHAGEN)
    own = {
        "event:day": local.date().isoformat(),
        "event:time": local.isoformat(),
        "event:party": one.doer.party,
    }
    return {
        name: read_value(type.field(name), own.get(written, written))
        for name, written in event.sets.items()
        if written not in own or name not in one.data
    }


def _merged(field: FieldSpec, old: Any, new: Any, party: str) -> Any:
    """A party's own value beside the others', checklist lines over what they were, anything else as it is given."""
    if field.per:
        return {**(old or {}), party: new}
    if field.type == "checklist":
        return {line: mark for line, mark in {**(old or {}), **new}.items() if mark != "open"}
    return new


def _updated(case: Case, one: Happened, field: FieldSpec, given: dict[str, Any]) -> list[dict[str, Any]]:
    """The records with one of them changed; its columns are taken out of `given`."""
    columns = {column.id for column in field.of}
    changes = {name: given.pop(name) for name in list(given) if name in columns}
    rows = [dict(row) for row in case.data.get(field.id, ())]
    wanted = str(one.data.get(RECORD, ""))
    if wanted not in {row["id"] for row in rows}:
        raise Problem(what=f"{field.label} har ingen nummer {wanted}.", do="Vælg en af dem, der står på listen.")
    return [{**row, **changes} if row["id"] == wanted else row for row in rows]


def with_parties(case: Case, one: Happened, event: EventSpec, data: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """The parties by role after the event. Problem if a role with one party would lose it."""
    parties = {role: those for role, those in case.parties.items() if role not in event.releases}
    if event.opens and one.doer.party and not case.type.role(one.doer.role).outside:
        parties[one.doer.role] = (one.doer.party,)
    for role_id, sources in event.assigns.items():
        named = tuple(party for source in sources for party in _named(source, case, one, data))
        if named:
            role = case.type.role(role_id)
            parties[role_id] = tuple(dict.fromkeys((*parties.get(role_id, ()), *named))) if role.many else named[:1]
    return parties


def _named(source: str, case: Case, one: Happened, data: Mapping[str, Any]) -> tuple[str, ...]:
    """The parties that an assignment names: the doer's, those of a role, or those in a field or a derived value."""
    if source == "actor":
        return (one.doer.party,)
    sort, name = source.split(":", 1)
    if sort == "role":
        return case.parties.get(name, ())
    if sort == "derived":
        value = replace(case, data=data, events=(*case.events, one), before=case).look(one.at).value(name)
    else:
        value = one.data.get(name, data.get(name))
    return tuple(value) if isinstance(value, list | tuple) else ((str(value),) if value else ())
