"""Deadlines counted back from a day that is known: a discharge, or the day a change takes effect."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial

from tvaers.engine.deadlines.account import Mark, steps, why_closed
from tvaers.engine.deadlines.due import Due, Step
from tvaers.engine.deadlines.given import end_of, known, number
from tvaers.engine.deadlines.pauses import ONE_DAY
from tvaers.kernel.calendar import Calendar
from tvaers.kernel.calendar import at as clock_at
from tvaers.kernel.danish_days import day_in_words, time_in_words
from tvaers.kernel.periods import add_months, last_day_of_year_validity


def workdays_before(day: date, n: int, *, at: str | None = None, calendar: Calendar) -> Due:
    """The n-th working day before the day, to the minute `at` ("14:00") or the whole day (MIN-12g, readings 10 and 12).

    The day itself never counts; n = 0 is the day itself, also when it is closed. Problem for a negative number, a
    clock that is none, or a day outside 1990-2060.
    """
    found = calendar.previous_working_day(known(day), n) if number(n, "arbejdsdage") else known(day)
    moment = end_of(found) if at is None else clock_at(found, at)
    explain = partial(_account_of_workdays, day, moment, at is not None, calendar)
    return Due(moment, "day" if at is None else "minute", explain)


def days_before(day: date, n: int) -> Due:
    """The deadline n calendar days before the day, not moved by closed days. Problem as for workdays_before()."""
    last = known(day) - timedelta(days=number(n, "dage"))
    return _single(day, last, "1 dag før" if n == 1 else f"{n} dage før")


def months_before(day: date, months: int) -> Due:
    """The deadline on the same date months before, or the last day of the month if it is shorter (BA-3.6a, A12).

    What is done on that day is in time, also when the day is closed (A13). Problem as for workdays_before().
    """
    last = add_months(known(day), -number(months, "måneder"))
    words = "1 måned" if months == 1 else f"{months} måneder"
    return _single(day, last, f"{words} før", ", månedens sidste dag" if last.day < day.day else "")


def year_validity(issued: date) -> Due:
    """The last day of what holds for one year from its issue: the day before the anniversary (BA-2.3d, reading A7)."""
    return _single(issued, last_day_of_year_validity(known(issued)), "1 år fra")


def _single(day: date, last: date, words: str, remark: str = "") -> Due:
    """Return the whole last day, with an account of one line: from which day, and how."""
    how = "samme dag" if last == day else f"{words} {day_in_words(day)}{remark}"
    text = f"{day_in_words(known(last))}: sidste dag, {how}"
    return Due(end_of(last), "day", partial(tuple, (Step(last, True, text),)))


def _account_of_workdays(day: date, due: datetime, to_the_minute: bool, calendar: Calendar) -> tuple[Step, ...]:
    """Return the account of the days walked back from the day to the one that is due."""
    last = due.date()
    limit = f"senest kl. {time_in_words(due)}" if to_the_minute else "sidste dag"
    if last == day:
        return (Step(day, True, f"{day_in_words(day)}: dag 0, {limit}"),)
    marks = list(_backward(day, last, calendar))
    final = Step(last, True, f"{day_in_words(last)}: {marks.pop().number}. arbejdsdag før, {limit}")
    return (Step(day, False, f"{day_in_words(day)}: dag 0"), *steps(marks, back=True), final)


def _backward(day: date, last: date, calendar: Calendar) -> Iterator[Mark]:
    """Mark each day before the day, back to the last one."""
    count = 0
    while day != last:
        day -= ONE_DAY
        reason, name = why_closed(day, calendar)
        count += not reason
        yield Mark(day, count, reason, name)
