"""What a deadline may be counted from: moments with a zone, days that the calendar knows, numbers of 0 or more."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from fractions import Fraction
from typing import TypeVar

from tvaers.kernel.calendar import Calendar
from tvaers.kernel.calendar_table import FIRST_YEAR, LAST_YEAR
from tvaers.kernel.clock import COPENHAGEN
from tvaers.kernel.errors import Problem

Number = TypeVar("Number", int, Fraction)
PLAIN = Calendar()
LAST_DAY_TIME = time(23, 59)
_YEARS = LAST_YEAR - FIRST_YEAR + 1
_MOST = {"dage": _YEARS * 366, "arbejdsdage": _YEARS * 366, "måneder": _YEARS * 12, "timer": _YEARS * 366 * 24}


def local(moment: datetime) -> datetime:
    """Return the moment in Danish time. Problem if it has no zone or its day is outside 1990-2060."""
    if moment.tzinfo is None:
        raise Problem(what="Tidspunktet mangler en tidszone.", do="Angiv tidszonen, fx +01:00.")
    danish = moment.astimezone(COPENHAGEN)
    known(danish.date())
    return danish


def utc(moment: datetime) -> datetime:
    """Return the moment in UTC, where Python's subtraction gives real time. Problem as for local()."""
    return local(moment).astimezone(UTC)


def known(day: date) -> date:
    """Return the day. Problem if it is outside 1990-2060."""
    PLAIN.is_holiday(day)
    return day


def start_day(start: datetime | date) -> date:
    """Return the day that counts as day 0. Problem as for local()."""
    return local(start).date() if isinstance(start, datetime) else known(start)


def number(given: Number, unit: str) -> Number:
    """Return the number. Problem if it is negative, or more than the calendar holds of the unit ("dage", "timer" …)."""
    if not 0 <= given <= _MOST[unit]:
        raise Problem(what=f"En frist kan ikke være på {given} {unit}.", do=f"Angiv et tal fra 0 til {_MOST[unit]}.")
    return given


def end_of(day: date) -> datetime:
    """Return 23:59 in Denmark, the moment of a deadline that has the whole day. Problem for a day outside 1990-2060."""
    return datetime.combine(known(day), LAST_DAY_TIME, tzinfo=COPENHAGEN)
