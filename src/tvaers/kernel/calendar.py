"""The Danish calendar: holidays and working days from a dated table of our own, and elapsed time across clock changes.

A working day is a day that is not Saturday, Sunday or a public holiday. Which of the optional days (1 May,
5 June, 24 and 31 December) also count as closed belongs to each agreement. docs/regler/kalender.md says it in Danish.
"""

from __future__ import annotations

import csv
import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from tvaers.kernel.calendar_table import FIRST_YEAR, HOLIDAY, LAST_YEAR, OPTIONAL, TABLE
from tvaers.kernel.clock import COPENHAGEN
from tvaers.kernel.errors import Problem

SATURDAY = 5
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")


@dataclass(frozen=True)
class Calendar:
    """The Danish calendar as one agreement counts it.

    `optional` names the optional days that the agreement counts as closed, e.g. frozenset({"Juleaftensdag"}).
    Problem if a name is not one of optional_days(). Every method raises Problem for a day outside 1990-2060.
    """

    optional: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        unknown = sorted(self.optional - optional_days())
        if unknown:
            raise Problem(
                what=f"Kalenderen kender ikke den valgfri lukkedag {unknown[0]}.",
                do=f"Vælg blandt {', '.join(sorted(optional_days()))}.",
                findings=tuple(unknown),
            )

    def is_holiday(self, day: date) -> bool:
        """Say whether the day is a public holiday (helligdag)."""
        return _names(HOLIDAY).get(_known(day)) is not None

    def name(self, day: date) -> str:
        """Return the Danish name of the holiday or optional day, or "" for any other day; the holiday comes first."""
        return _names(HOLIDAY).get(_known(day)) or _names(OPTIONAL).get(day, "")

    def is_working_day(self, day: date) -> bool:
        """Say whether the day is a working day under the agreement."""
        weekend = day.weekday() >= SATURDAY
        return not (self.is_holiday(day) or weekend or _names(OPTIONAL).get(day) in self.optional)

    def next_working_day(self, day: date, n: int = 1) -> date:
        """Return the n-th working day after the day; the day itself is never counted. n is at least 1."""
        return self._step(day, n, timedelta(days=1))

    def previous_working_day(self, day: date, n: int = 1) -> date:
        """Return the n-th working day before the day; the day itself is never counted. n is at least 1."""
        return self._step(day, n, timedelta(days=-1))

    def _step(self, day: date, n: int, one: timedelta) -> date:
        if n < 1:
            raise Problem(what=f"Man kan ikke gå {n} arbejdsdage frem eller tilbage.", do="Angiv 1 eller flere.")
        _known(day)
        while n:
            day += one
            n -= self.is_working_day(day)
        return day


@cache
def version() -> str:
    """Return what identifies this edition of the table: the first 12 hex digits of its SHA-256."""
    return hashlib.sha256(TABLE.read_bytes()).hexdigest()[:12]


@cache
def optional_days() -> frozenset[str]:
    """Return the names of the days that an agreement may count as closed."""
    return frozenset(_names(OPTIONAL).values())


def at(day: date, clock: str) -> datetime:
    """Return a moment in Denmark: at(date(2026, 3, 2), "14:00").

    A time that does not exist, in the hour skipped in March, becomes the moment one hour later; a time that comes
    twice in October is the first of the two. Problem unless the clock is "00:00" to "23:59".
    """
    found = _CLOCK.fullmatch(clock)
    if found is None:
        raise Problem(what=f"{clock!r} er ikke et klokkeslæt.", do='Skriv timer og minutter, fx "14:00".')
    local = datetime.combine(day, time(int(found[1]), int(found[2])), tzinfo=COPENHAGEN)
    return local.astimezone(UTC).astimezone(COPENHAGEN)


def elapsed(start: datetime, end: datetime) -> timedelta:
    """Return the time that really passed between two moments, also across a clock change (readings A28 and A43).

    Python subtracts two local times of the same zone by the wall clock, so both go by UTC. Problem without a zone.
    """
    if start.tzinfo is None or end.tzinfo is None:
        raise Problem(what="Tidspunktet mangler en tidszone.", do="Angiv tidszonen, fx +01:00.")
    return end.astimezone(UTC) - start.astimezone(UTC)


@cache
def _names(kind: str) -> dict[date, str]:
    """Return the names of the table's days of a kind, by date."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {date.fromisoformat(row["date"]): row["name"] for row in csv.DictReader(file) if row["kind"] == kind}


def _known(day: date) -> date:
    """Return the day. Problem if the table does not reach it; TypeError for a datetime, which no date would equal."""
    if isinstance(day, datetime):
        raise TypeError("The calendar takes a date, not a moment.")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Problem(
            what=f"Kalenderen kender ikke {day:%d-%m-%Y}.",
            why=f"Den dækker årene {FIRST_YEAR} til {LAST_YEAR}.",
        )
    return day
