"""How a duty is counted: the value it is counted with, the last moment, the pauses and the reminder. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from tvaers.engine import deadlines
from tvaers.engine.cases.looking import Look
from tvaers.engine.deadlines import Due, Pause
from tvaers.kernel.calendar import Calendar
from tvaers.kernel.case_types import Count, Duty
from tvaers.kernel.clock import COPENHAGEN
from tvaers.kernel.package import Package

if TYPE_CHECKING:
    from tvaers.engine.cases.core import Case


def value_for(case: Case, counts: Count, look: Look, day: date) -> int | str | None:
    """The value on the day that is counted from; when counting back from a day that no value reaches, the one that
    held when the case was opened: a notice is given under the agreement of its own time."""
    value = _value(case, counts, look, day)
    backwards = any(way.endswith("_before") for way in counts.ways())
    return _value(case, counts, look, as_day(case.events[0].at)) if value is None and backwards else value


def _value(case: Case, counts: Count, look: Look, day: date) -> int | str | None:
    """The number or time of day to count with on a day; None when the parameter has no value for it: not agreed."""
    written = next(iter(counts.ways().values()))
    if written.isdigit():
        return int(written)
    key = _key(case, counts, look)
    found = case.package.term(written, day, key) if _has_key(case.package, written, key) else None
    return None if found is None or isinstance(found.value, tuple) else found.value


def _has_key(package: Package, name: str, key: str | None) -> bool:
    """Whether a parameter can have a value for a key; nothing is agreed for a key that it does not have."""
    owners = (package, *(one.package for one in package.shared))
    keys = next((one.parameters[name].keys for one in owners if name in one.parameters), None)
    return keys is None or key in (keys or (None,))


def _key(case: Case, counts: Count, look: Look) -> str | None:
    """The parameter's key: as written, or the value of the field of that name."""
    if counts.key is None:
        return None
    names = {field.id for field in case.type.fields} | {derived.id for derived in case.type.derived}
    return str(look.value(counts.key)) if counts.key in names else counts.key


def due_of(case: Case, duty: Duty, start: date | datetime, value: int | str, calendar: Calendar) -> Due:
    """The last moment or day of a duty that counts from `start` with a value: a number, or a time of day."""
    assert duty.counts is not None, "asked only of duties that are counted"
    way = next(iter(duty.counts.ways()))
    moment, day = as_moment(start), as_day(start)
    assert moment is not None, "asked only of duties that have a start"
    if way == "act_by":
        return deadlines.act_by(moment, cutoff=str(value), calendar=calendar)
    number = int(value)
    if way == "workdays_before":
        return deadlines.workdays_before(day, number, at=_clock(case, duty.counts, day), calendar=calendar)
    if way == "days_before":
        return deadlines.days_before(day, number)
    if way == "months_before":
        return deadlines.months_before(day, number)
    pauses = tuple(_pauses(case, duty))
    if way == "workdays":
        return deadlines.after_workdays(moment, number, calendar=calendar, pauses=pauses)
    counted = {"days": deadlines.after_days, "months": deadlines.after_months, "hours": deadlines.after_hours}
    return counted[way](moment, number, pauses=pauses)


def _clock(case: Case, counts: Count, day: date) -> str | None:
    """The time of day of those that count back: as written, or a parameter's value."""
    if counts.at is None or ":" in counts.at:
        return counts.at
    found = case.package.term(counts.at, day)
    return str(found.value) if found else None


def _pauses(case: Case, duty: Duty) -> Iterator[Pause]:
    """The stretches in which the case stood in a state where the clock stands still; the last may be open."""
    since: datetime | None = None
    for step in case.steps():
        still = step.state in duty.paused_in
        if still and since is None:
            since = step.events[-1].at
        elif not still and since is not None:
            yield Pause(since, max(since, step.events[-1].at))
            since = None
    if since is not None:
        yield Pause(since, None)


def reminder_of(case: Case, duty: Duty, due: Due, calendar: Calendar, day: date) -> datetime | None:
    """When to remind of a duty, counted back from its last moment; None when nobody is reminded."""
    if duty.remind is None or due.moment is None:
        return None
    ways = {"workdays_before": duty.remind.workdays, "days_before": duty.remind.days, "hours_before": duty.remind.hours}
    for name, written in ways.items():
        if written is not None:
            found = None if written.isdigit() else case.package.term(written, day)
            number = int(written) if written.isdigit() else int(str(found.value)) if found else None
            if number is not None:
                return deadlines.warning(due, calendar=calendar, **{name: number})
    return None


def as_moment(start: date | datetime | None) -> datetime | None:
    """A day as its first moment in Danish time; a time, and None, as they are."""
    if start is None or isinstance(start, datetime):
        return start
    return datetime(start.year, start.month, start.day, tzinfo=COPENHAGEN)


def as_day(start: date | datetime) -> date:
    """The Danish day of a moment; a day as it is."""
    return start.astimezone(COPENHAGEN).date() if isinstance(start, datetime) else start
