"""Pauses: stretches in which the clock of a deadline stands still, made from the events of a case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from tvaers.engine.deadlines.given import local, utc
from tvaers.kernel.errors import Problem

FOREVER = datetime.max.replace(tzinfo=UTC)
NEVER_ENDS = date.max
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Pause:
    """The clock stands still from `start` until just before `end`; None while nobody knows when it goes on.

    Problem if a moment has no zone or is outside 1990-2060, or if the pause ends before it starts.
    """

    start: datetime
    end: datetime | None = None

    def __post_init__(self) -> None:
        start = utc(self.start)
        if self.end is not None and utc(self.end) < start:
            raise Problem(what="Pausen slutter, før den begynder.", do="Ret pausens tidspunkter.")


class Stretch(NamedTuple):
    """Time in which the clock stands still, in UTC, the end not included; FOREVER for an open pause."""

    start: datetime
    end: datetime


class Days(NamedTuple):
    """Days at whose end the clock stands still, both included; the last is NEVER_ENDS for an open pause."""

    first: date
    last: date


def stretches(pauses: Iterable[Pause]) -> list[Stretch]:
    """Return the pauses in order of time, with those that overlap or meet made one, and the empty ones left out."""
    merged: list[Stretch] = []
    given = sorted(Stretch(utc(each.start), FOREVER if each.end is None else utc(each.end)) for each in pauses)
    for stretch in given:
        if stretch.start == stretch.end:
            continue
        if merged and stretch.start <= merged[-1].end:
            merged[-1] = Stretch(merged[-1].start, max(merged[-1].end, stretch.end))
        else:
            merged.append(stretch)
    return merged


def paused_days(pauses: Iterable[Pause]) -> list[Days]:
    """Return the days at whose end the clock stands still, in order: a pause takes its days but not the one it ends on.

    A day counts when the clock runs at its last instant. So a pause that begins and ends within a day takes none.
    """
    days: list[Days] = []
    for stretch in stretches(pauses):
        first = local(stretch.start).date()
        last = NEVER_ENDS if stretch.end == FOREVER else local(stretch.end).date() - ONE_DAY
        if first <= last:
            days.append(Days(first, last))
    return days
