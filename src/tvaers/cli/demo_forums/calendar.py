"""When things happen in the demo's forum year: weeks around today, on weekdays, while the forums exist."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tvaers.kernel import clock

LAST = date(2027, 6, 1)
"""The latest day that the year is told around: the forums end with 2027, and half a year of meetings lies ahead."""


@dataclass(frozen=True)
class Calendar:
    """The year around a day."""

    today: date

    def day(self, weeks: int, days: int = 0) -> date:
        """A weekday some weeks from today; a weekend becomes the Monday after."""
        found = self.today + timedelta(weeks=weeks, days=days)
        return found + timedelta(days=max(0, 7 - found.weekday())) if found.weekday() >= 5 else found

    def at(self, weeks: int, days: int = 0, hour: int = 9) -> datetime:
        """That day at an hour."""
        return datetime.combine(self.day(weeks, days), time(hour), tzinfo=clock.COPENHAGEN)

    def fixed(self, weeks: int, days: int = 0, hour: int = 9) -> AbstractContextManager[object]:
        """What is done while this lasts, is done then; never later than now."""
        return clock.fixed(min(self.at(weeks, days, hour), clock.now()))


def around_today() -> Calendar:
    """The calendar around today, or around the last day that the forums leave room for."""
    return Calendar(min(clock.today(), LAST))
