"""The account of a deadline that is counted in days: which days count, and why each of the others does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from tvaers.engine.deadlines.due import Step
from tvaers.engine.deadlines.given import PLAIN
from tvaers.engine.deadlines.pauses import NEVER_ENDS, ONE_DAY, Days
from tvaers.kernel.calendar import Calendar
from tvaers.kernel.danish_days import date_in_words, day_in_words, days_in_words

DAY_BY_DAY = 14
STILL = "fristen står stille"


@dataclass(frozen=True)
class Mark:
    """One day of a count: its number if it counts, otherwise the reason; `name` is that of a holiday or closed day."""

    day: date
    number: int
    reason: str = ""
    name: str = ""


def account_of_days(
    start: date, last: date | None, paused: Sequence[Days], calendar: Calendar | None, remark: str = ""
) -> tuple[Step, ...]:
    """Return the account from day 0, with the remark, to the last day; calendar None counts closed days too.

    With `last` None it goes to the day from which the clock stands still and nobody knows when it goes on.
    """
    zero = Step(start, False, f"{day_in_words(start)}: dag 0{remark}")
    if last == start:
        return (Step(start, True, f"{day_in_words(start)}: dag 0, sidste dag"),)
    marks = list(_forward(start, last, paused, calendar))
    if last is None:
        still = max(paused[-1].first, start)
        return (zero, *steps(marks), Step(still, False, f"{day_in_words(still)}: {STILL}, indtil pausen slutter"))
    final = marks.pop()
    return (zero, *steps(marks), Step(last, True, f"{day_in_words(last)}: dag {final.number}, sidste dag"))


def why_closed(day: date, calendar: Calendar) -> tuple[str, str]:
    """Return the reason that a day is no working day and its name, both "" for a working day."""
    if calendar.is_working_day(day):
        return "", ""
    if calendar.is_holiday(day):
        return "helligdag", PLAIN.name(day)
    return ("lukkedag", PLAIN.name(day)) if PLAIN.is_working_day(day) else ("weekend", "")


def steps(marks: Sequence[Mark], *, back: bool = False) -> Iterator[Step]:
    """Make the lines of days in a row: a line a day, but in a long count one line for days that are alike.

    Two holidays are never alike, so each is named. `back` is for working days walked back in time.
    """
    alone = len(marks) <= DAY_BY_DAY
    for _, run in groupby(marks, key=lambda mark: mark.day if alone else (mark.reason, mark.name)):
        yield _step(list(run), back)


def _forward(start: date, last: date | None, paused: Iterable[Days], calendar: Calendar | None) -> Iterator[Mark]:
    """Mark each day after the start, to the last one or to the day before an open pause."""
    day, number, waiting = start, 0, list(paused)
    while day != last:
        day += ONE_DAY
        while waiting and waiting[0].last < day:
            waiting.pop(0)
        reason, name = why_closed(day, calendar) if calendar else ("", "")
        if waiting and waiting[0].first <= day:
            if waiting[0].last == NEVER_ENDS:
                return
            reason, name = STILL, ""
        number += not reason
        yield Mark(day, number, reason, name)


def _step(run: Sequence[Mark], back: bool) -> Step:
    """Make one line of days that are alike, walked forward or back in time."""
    first, last = run[0], run[-1]
    when = days_in_words(min(first.day, last.day), max(first.day, last.day))
    if first.reason:
        return Step(first.day, False, f"{_named(first) or when}: tæller ikke, {first.reason}")
    return Step(first.day, True, f"{when}: {_numbered(first.number, last.number, back)}")


def _numbered(first: int, last: int, back: bool) -> str:
    """Return "dag 3" or "dag 1-4"; counted back "1. arbejdsdag før" or "1.-4. arbejdsdag før"."""
    if back:
        return f"{last}. arbejdsdag før" if first == last else f"{first}.-{last}. arbejdsdag før"
    return f"dag {last}" if first == last else f"dag {first}-{last}"


def _named(mark: Mark) -> str:
    """Return "skærtorsdag 17. april 2025", or "" for a day without a name of its own; "1. maj" is only a date."""
    if not mark.name or mark.name[0].isdigit():
        return ""
    name = mark.name if mark.name.startswith("Kristi") else mark.name[0].lower() + mark.name[1:]
    return f"{name} {date_in_words(mark.day)}"
