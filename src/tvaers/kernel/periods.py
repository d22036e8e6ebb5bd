"""Periods of whole days, and the month and year arithmetic that agreements use.

A period includes both its first and its last day. A last day of None means that no end is known.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from tvaers.kernel.errors import Problem

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """The days from `start` to `end`, both included. Problem if it ends before it starts."""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise Problem(
                what="Perioden slutter, før den begynder.",
                why=f"Den begynder {self.start:%d-%m-%Y} og slutter {self.end:%d-%m-%Y}.",
            )

    def contains(self, day: date) -> bool:
        """Say whether the day is in the period."""
        return self.start <= day <= self._last

    def overlaps(self, other: Period) -> bool:
        """Say whether the periods share at least one day."""
        return self.start <= other._last and other.start <= self._last

    def intersect(self, other: Period) -> Period | None:
        """Return the days that both have, or None."""
        if not self.overlaps(other):
            return None
        last = min(self._last, other._last)
        return Period(max(self.start, other.start), None if last == date.max else last)

    def days(self) -> int:
        """Count the days, both ends included. Problem if the period has no end."""
        if self.end is None:
            raise Problem(what=f"Perioden fra {self.start:%d-%m-%Y} har ingen slutdato, så dagene kan ikke tælles.")
        return (self.end - self.start).days + 1

    @property
    def _last(self) -> date:
        return self.end or date.max


class Timeline(NamedTuple):
    """What is wrong with a row of periods: days that none covers between them, and days that more than one covers."""

    gaps: tuple[Period, ...]
    overlaps: tuple[Period, ...]


def check_timeline(periods: Iterable[Period]) -> Timeline:
    """Return the gaps and overlaps between periods, in order of date; both empty when they follow on each other.

    An overlap is given as the part of a period that earlier ones already cover.
    """
    gaps: list[Period] = []
    overlaps: list[Period] = []
    covered: Period | None = None
    for period in sorted(periods, key=lambda each: each.start):
        if covered is None:
            covered = period
            continue
        shared = covered.intersect(period)
        if shared is not None:
            overlaps.append(shared)
        elif covered.end is not None and covered.end + ONE_DAY < period.start:
            gaps.append(Period(covered.end + ONE_DAY, period.start - ONE_DAY))
        covered = Period(covered.start, _later(covered.end, period.end))
    return Timeline(tuple(gaps), tuple(overlaps))


def add_months(day: date, months: int) -> date:
    """Return the same day `months` later (earlier if negative), or the last of the month if it is shorter (A12)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_years(day: date, years: int) -> date:
    """Return the same date `years` later (earlier if negative); 29 February becomes 28 in other years."""
    return add_months(day, 12 * years)


def last_day_of_year_validity(issued: date) -> date:
    """Return the last day of what is valid for one year: the day before the same date next year (reading A7).

    The anniversary of 29 February is 28 February, so 2024-02-29 gives 2025-02-27.
    """
    return add_years(issued, 1) - ONE_DAY


def _later(one: date | None, other: date | None) -> date | None:
    """Return the later of two last days, where None is without end."""
    return None if one is None or other is None else max(one, other)
