"""A deadline in Danish words: when it is, and how long there is left."""

from __future__ import annotations

from datetime import datetime, timedelta

from tvaers.engine.deadlines.account import STILL
from tvaers.engine.deadlines.due import Due
from tvaers.engine.deadlines.given import local
from tvaers.kernel.calendar import elapsed
from tvaers.kernel.danish_days import day_in_words, moment_in_words

HOURS_UNTIL_DAYS = 48
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def in_words(due: Due) -> str:
    """The deadline as text: "fredag 22. august 2025", with "kl. 14.00" unless the whole day counts."""
    if due.moment is None:
        return STILL
    return day_in_words(due.moment.date()) if due.precision == "day" else moment_in_words(due.moment)


def time_left(due: Due, now: datetime) -> str:
    """How far off the deadline is: "i dag", "om 3 timer", "3 dage for sent"; the unit is rounded down.

    A deadline to the day is told in calendar days; one with a time of day in minutes or hours up to 48 hours, then in
    calendar days. Problem for a moment without zone or outside 1990-2060.
    """
    if due.moment is None:
        return STILL
    here, last = local(now), local(due.moment)
    days = (last.date() - here.date()).days
    if due.precision == "day":
        return {0: "i dag", 1: "i morgen"}.get(days) or _off(days > 0, _counted(days, "dag", "dage"))
    left = elapsed(here.replace(microsecond=0), last.replace(microsecond=0))
    if due.precision == "minute":
        left += timedelta(seconds=here.second)
    if not left:
        return "nu"
    if abs(left) < HOURS_UNTIL_DAYS * HOUR:
        return _off(left > timedelta(0), _short(abs(left)))
    return _off(days > 0, _counted(days, "dag", "dage"))


def _short(length: timedelta) -> str:
    """Return a length of time in whole hours or, under an hour, whole minutes."""
    if length < MINUTE:
        return "mindre end 1 minut"
    if length < HOUR:
        return _counted(length // MINUTE, "minut", "minutter")
    return _counted(length // HOUR, "time", "timer")


def _counted(number: int, one: str, many: str) -> str:
    """Return "1 dag", and "3 dage" for 3 as for -3."""
    return f"{abs(number)} {one if abs(number) == 1 else many}"


def _off(ahead: bool, length: str) -> str:
    return f"om {length}" if ahead else f"{length} for sent"
