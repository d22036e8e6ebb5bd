"""What a ward and a municipality watch beside the board: who is done but not home, the acute clock, and the aids. Pure.

The case type has the derived values `finished`, `admitted` and `expected_home`, the fields `setting` and
`devices_needed`, and the deadline `device_request`. A value that no rule gives is None.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from tvaers.engine.cases.board import HOME, PHASE
from tvaers.engine.cases.core import Case
from tvaers.engine.cases.duties import owed
from tvaers.engine.deadlines import Due
from tvaers.kernel.clock import COPENHAGEN
from tvaers.kernel.errors import Problem

ACUTE = "acute_reception"
LIMITS = ("type1_hours_1a", "type1_hours_1b")
"""The parameters, in hours, that decide the type of a stay in acute reception."""
DEVICES = "device_request"


@dataclass(frozen=True)
class Finished:
    """Somebody who could go home: since when, and whole days counted as dates, the first one being day 0."""

    case: Case
    since: datetime
    days: int


@dataclass(frozen=True)
class Acute:
    """Somebody in acute reception, and when each limit is reached: hours and moment, the next one first."""

    case: Case
    admitted: datetime
    ahead: tuple[tuple[int, datetime], ...]


@dataclass(frozen=True)
class Aids:
    """Aids for one discharge: when it is expected, the last time to ask, when they were asked for, and if too late."""

    case: Case
    home: datetime | date | None
    due: Due | None
    asked_at: datetime | None
    is_late: bool


def told(case: Case, name: str, at: datetime) -> Any:
    """A field's or rule's value; None also when no rule is in force on the day, so that one case stops no list."""
    try:
        return case.look(at).value(name)
    except Problem:
        return None


def finished_not_home(cases: Iterable[Case], at: datetime) -> tuple[Finished, ...]:
    """Those who are treatment-complete and still in hospital, the longest first."""
    found = [(case, told(case, "finished", at)) for case in _in_hospital(cases)]
    today = at.astimezone(COPENHAGEN).date()
    lines = [
        Finished(case, since, (today - since.astimezone(COPENHAGEN).date()).days)
        for case, since in found
        if since and since <= at
    ]
    return tuple(sorted(lines, key=lambda line: line.since))


def in_acute(cases: Iterable[Case], at: datetime) -> tuple[Acute, ...]:
    """Those in acute reception with the limits that still lie ahead, the nearest limit first, then those past all."""
    found = [(case, told(case, "admitted", at)) for case in _in_hospital(cases) if case.data.get("setting") == ACUTE]
    lines = [Acute(case, since, tuple(_ahead(case, since, at))) for case, since in found if since]
    return tuple(sorted(lines, key=lambda line: (not line.ahead, line.ahead[0][1] if line.ahead else line.admitted)))


def _ahead(case: Case, since: datetime, at: datetime) -> Iterator[tuple[int, datetime]]:
    """The limits that are not reached: real hours, also across a change of the clock."""
    for name in LIMITS:
        value = case.package.term(name, at.date())
        hours = int(str(value.value)) if value else 0
        end = since.astimezone(UTC) + timedelta(hours=hours)
        if end > at:
            yield hours, end.astimezone(COPENHAGEN)


def aids(cases: Iterable[Case], at: datetime) -> tuple[Aids, ...]:
    """Those who need aids and are in hospital, by the day they go home; those without a day last."""
    lines = [_aids(case, at) for case in _in_hospital(cases) if told(case, "devices_needed", at) is True]
    return tuple(sorted(lines, key=lambda line: _moment(line.home)))


def _aids(case: Case, at: datetime) -> Aids:
    duties = [duty for duty in case.type.duties if duty.id == DEVICES]
    one = next(iter(owed(case, at, duties)), None)
    asked = next((done.at for done in case.events if duties and done.event in duties[0].done_by), None)
    is_late = one is not None and one.status == "late"
    return Aids(case, told(case, HOME, at), one.due if one else None, asked, is_late)


def _in_hospital(cases: Iterable[Case]) -> Iterator[Case]:
    return (case for case in cases if case.events and case.type.state(case.state).phase == PHASE)


def _moment(home: datetime | date | None) -> datetime:
    if home is None:
        return datetime.max.replace(tzinfo=UTC)
    moment = home if isinstance(home, datetime) else datetime.combine(home, time(), tzinfo=COPENHAGEN)
    return moment.astimezone(UTC)
