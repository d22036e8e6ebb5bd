"""Deadlines counted forward in days, working days and months from the day something happened, which is day 0.

All three count whole days and differ in which ones: every day, working days only, or as many days as the months have.
A day counts when the clock is running at its last instant; a pause therefore moves the deadline by the days at whose
end it holds. docs/regler/frister.md says it in Danish.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import partial

from tvaers.engine.deadlines.account import account_of_days
from tvaers.engine.deadlines.due import Due
from tvaers.engine.deadlines.given import end_of, number, start_day
from tvaers.engine.deadlines.pauses import NEVER_ENDS, ONE_DAY, Days, Pause, paused_days
from tvaers.kernel.calendar import Calendar
from tvaers.kernel.danish_days import day_in_words
from tvaers.kernel.periods import add_months


def after_days(start: datetime, days: int, *, pauses: Sequence[Pause] = ()) -> Due:
    """The deadline `days` calendar days after the day of start, not moved by weekends or holidays (reading 14).

    0 is the day of start, whatever is paused. Problem for a moment without zone, a negative number, or a day outside
    1990-2060.
    """
    return _due(start_day(start), number(days, "dage"), paused_days(pauses), None)


def after_workdays(start: datetime, days: int, *, calendar: Calendar, pauses: Sequence[Pause] = ()) -> Due:
    """The deadline `days` working days after the day of start (SA-IU-4.1b), which itself never counts.

    0 is the day of start, also when it is closed. Problem as for after_days().
    """
    return _due(start_day(start), number(days, "arbejdsdage"), paused_days(pauses), calendar)


def after_months(start: datetime | date, months: int, *, pauses: Sequence[Pause] = ()) -> Due:
    """The deadline on the same date `months` months later, or the last day of the month if it is shorter (A12).

    Pauses move that day by the number of days at whose end they hold. Problem as for after_days().
    """
    day = start_day(start)
    same = add_months(day, number(months, "måneder"))
    words = "1 måned" if months == 1 else f"{months} måneder"
    return _due(day, (same - day).days, paused_days(pauses), None, f", {words} frem er {day_in_words(same)}")


def _due(start: date, days: int, paused: list[Days], calendar: Calendar | None, remark: str = "") -> Due:
    """Return the day that is number `days` among those that count; calendar None counts closed days too.

    `remark` is what the account adds to day 0.
    """
    last = _running_days(start, days, paused) if calendar is None else _working_days(start, days, paused, calendar)
    explain = partial(account_of_days, start, last, tuple(paused), calendar, remark)
    return Due(None if last is None else end_of(last), "day", explain)


def _running_days(start: date, days: int, paused: list[Days]) -> date | None:
    """Return the day that is number `days` after the start when paused days do not count; None if it never comes."""
    due = start + timedelta(days=days)
    for pause in paused:
        first = max(pause.first, start + ONE_DAY)
        if first > due:
            break
        if pause.last == NEVER_ENDS:
            return None
        due += max(pause.last - first + ONE_DAY, timedelta(0))
    return due


def _working_days(start: date, days: int, paused: list[Days], calendar: Calendar) -> date | None:
    """Return the working day that is number `days` after the start when paused days do not count, or None as above."""
    day, waiting = start, list(paused)
    while days:
        day += ONE_DAY
        while waiting and waiting[0].last < day:
            waiting.pop(0)
        if waiting and waiting[0].first <= day:
            if waiting[0].last == NEVER_ENDS:
                return None
            day = waiting[0].last
        else:
            days -= calendar.is_working_day(day)
    return day
