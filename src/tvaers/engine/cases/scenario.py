"""Playing a case from a scenario: it is opened with what is given, its events come in order, and it is looked at.

The same core as the real thing, without a database. A role that no party is named for is played by one that is called
as the role itself, so that an example need not name codes that it is not about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from tvaers.engine.cases.core import Case, Doer, Happened, begin, brought, event_named, happen, warnings_of
from tvaers.engine.cases.given import as_fact, read_time, read_value
from tvaers.engine.cases.undoing import corrected, without
from tvaers.engine.cases.words import Word, taken_back, words_of
from tvaers.kernel import clock
from tvaers.kernel.case_events import ENGINE_EVENTS
from tvaers.kernel.case_types import CaseType, EventSpec, LookUp
from tvaers.kernel.errors import NotAllowed, Problem
from tvaers.kernel.package import Package


@dataclass(frozen=True)
class Step:
    """One line of a scenario's `when`: an event, when, by whom, with what. `how` says if it happens or is changed."""

    event: EventSpec
    at: datetime
    by: str
    given: dict[str, Any]
    how: str = "event"


CHANGES = ("correct", "annul")
OPENED_AT = "opened_at"
"""The key of `data` that says when the case was opened; else it is when the first event happened."""


@dataclass(frozen=True)
class Played:
    """What became of a case: how it is at `at`, every word that was sent, every warning, and the refusal if any."""

    case: Case
    at: datetime
    words: tuple[Word, ...]
    warnings: tuple[str, ...]
    refused: Problem | None = None

    @property
    def seen(self) -> Case:
        """The case as it was at the moment that is looked at."""
        return self.case.as_of(self.at)


def play(
    package: Package, type_id: str, data: Mapping[str, Any], events: Sequence[Mapping[str, Any]], as_of: str | None
) -> Played:
    """Open the case and let the events happen. The first refusal ends it. Problem for what no engine could play."""
    type = _type(package, type_id)
    steps = _steps(type, dict(data), events)
    found = _found(package, type, {**data, **steps[0].given})
    case = _preset(begin(package, type, found), steps[0])
    words: list[Word] = []
    warnings: list[str] = []
    refused: Problem | None = None
    for step in steps:
        try:
            case, sent = _played(case, step)
        except Problem as problem:
            refused = problem
            break
        words += sent
        warnings += () if step.how in CHANGES else warnings_of(case)
    last = steps[-1].at if steps else clock.now()
    return Played(case, read_time(as_of) if as_of else last, tuple(words), tuple(warnings), refused)


def _played(case: Case, step: Step) -> tuple[Case, tuple[Word, ...]]:
    """The case after one more step, and the word that it sends. Problem when it is refused."""
    if step.how in CHANGES:
        return _changed(case, step)
    if step.event.id in ENGINE_EVENTS:
        after = brought(case, Happened(case.events[-1].number + 1, step.event.id, step.at, Doer("", "")))
    else:
        after = happen(_cast(case), step.event.id, step.at, _doer(case, step.event, step.by), step.given)
    return _cast(after), words_of(_cast(after))


def _changed(case: Case, step: Step) -> tuple[Case, tuple[Word, ...]]:
    """The case with the last event of a name annulled or corrected, by the party that it was registered for."""
    found = [one for one in case.events if one.event == step.event.id]
    if not found:
        raise Problem(what=f"»{step.event.label}« kan ikke ændres.", why="Den er ikke sket.")
    if step.by and _doer(case, step.event, step.by).party != found[-1].doer.party:
        raise NotAllowed(what="Det kan du ikke ændre.", why="Kun den part, der registrerede det, kan ændre det.")
    if step.how == "correct":
        return _cast(corrected(case, found[-1].number, step.given)), ()
    after = _cast(without(case, found[-1].number))
    return after, taken_back(case, found[-1].number, step.at)


def _type(package: Package, type_id: str) -> CaseType:
    if type_id in package.case_types:
        return package.case_types[type_id]
    known = ", ".join(sorted(package.case_types))
    raise Problem(what=f"Aftalen har ingen forløbstype »{type_id}«.", do=f"Vælg en af: {known}." if known else "")


def _found(package: Package, type: CaseType, data: Mapping[str, Any]) -> dict[str, tuple[Mapping[str, Any], ...]]:
    """The cases of other types that are given to be looked up, as rules see them."""
    found: dict[str, tuple[Mapping[str, Any], ...]] = {}
    for look in type.looks_up:
        fields = {field.id: field for field in package.case_types[look.type].fields}
        rows = data.get(look.id) or ()
        found[look.id] = tuple(
            {name: as_fact(fields[name], read_value(fields[name], value)) for name, value in row.items()}
            for row in rows
            if all(str(row[theirs]) == str(data[ours]) for theirs, ours in _both(look, row, data))
        )
    return found


def _both(look: LookUp, row: Mapping[str, Any], data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The names, theirs and ours, that a case is found by and that the example gives for both."""
    return [(theirs, ours) for theirs, ours in look.match.items() if theirs in row and ours in data]


def _preset(case: Case, opening: Step) -> Case:
    """The case with what is given beyond the opening event: parties by role, and fields that it does not take."""
    event, given = opening.event, opening.given
    own = {*event.needs, *event.takes}
    roles, fields = {role.id for role in case.type.roles}, {field.id: field for field in case.type.fields}
    parties, data = dict(case.parties), dict(case.data)
    for name in [name for name in given if name not in own]:
        if name in roles:
            parties[name] = tuple(str(one) for one in (given[name] if isinstance(given[name], list) else [given[name]]))
        elif name in fields:
            data[name] = read_value(fields[name], given[name])
        else:
            raise Problem(what=f"{case.type.title} har intet felt »{name}«.", do=f"Brug et af: {', '.join(fields)}.")
        del given[name]
    return replace(case, data=data, parties=parties)


def _steps(type: CaseType, data: dict[str, Any], events: Sequence[Mapping[str, Any]]) -> list[Step]:
    """The events with the opening one first: the first event if it opens a case, else one made of what is given."""
    written = [_step(type, one) for one in events]
    opened_at = data.pop(OPENED_AT, None)
    rest = {name: value for name, value in data.items() if name not in {look.id for look in type.looks_up}}
    if written and written[0].event.opens:
        return [replace(written[0], given={**rest, **written[0].given}), *written[1:]]
    opening = next(event for event in type.events if event.opens)
    first = read_time(opened_at) if opened_at else written[0].at if written else clock.now()
    return [Step(opening, first, opening.by[0] if opening.by else type.roles[0].id, rest), *written]


def _step(type: CaseType, one: Mapping[str, Any]) -> Step:
    ways = [how for how in ("event", *CHANGES) if how in one]
    unknown = set(one) - {"at", *ways, "by", "data"}
    if unknown or len(ways) != 1 or "at" not in one:
        lacking = "at og præcis ét af event, correct og annul skal stå der."
        raise Problem(
            what="En hændelse i scenariet kan ikke læses.",
            why=f"Ukendt: {', '.join(sorted(unknown))}." if unknown else lacking,
            do="Skriv {at: tid, event: navn, by: rolle eller part, data: {…}}, eller correct eller annul for event.",
        )
    name = str(one[ways[0]])
    event = ENGINE_EVENTS.get(name) or event_named(type, name)
    return Step(event, read_time(one["at"]), str(one.get("by") or ""), dict(one.get("data") or {}), ways[0])


def _cast(case: Case) -> Case:
    """The case with every role that nobody has yet played by a party called as the role, until somebody gets it."""
    cast: dict[str, tuple[str, ...]] = {}
    for role in case.type.roles:
        real = tuple(party for party in case.parties.get(role.id, ()) if party != role.id)
        cast[role.id] = real or (role.id,)
    return replace(case, parties=cast)


def _doer(case: Case, event: EventSpec, by: str) -> Doer:
    """Who does it: a role, a job, a role/job, or a party; without anything, whoever may."""
    roles = {role.id: role for role in case.type.roles}
    cast = _cast(case).parties
    role_id, _, job = by.partition("/")
    able = event.by or tuple(roles)
    if role_id in roles:
        return Doer(cast[role_id][0] if not job.isdigit() else job, role_id, "" if job.isdigit() else job)
    for id in (*able, *roles):
        if role_id in roles[id].jobs:
            return Doer(cast[id][0], id, role_id)
    for id in (*able, *roles):
        if role_id in cast[id] or (event.opens and id in able and role_id):
            return Doer(role_id, id, event.jobs[0] if event.jobs else "")
    if not by:
        return Doer(cast[able[0]][0], able[0], event.jobs[0] if event.jobs else "")
    return Doer(role_id, able[0], "")
