"""Waiting lists as plain calculations: their order, whether both regions' patients wait alike, and where they are sent.

Pure: the rows come from the caller, who reads them from referrals. BA-2.4a, BA-2.4b, BA-3.5a and BA-1.3b.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from statistics import median

SMALL_GROUP = 5
"""Below this number of patients a median says little: the group is marked."""


@dataclass(frozen=True)
class Entry:
    """A patient on a waiting list: clinical priority ("p1" first) and the day of entry. `case` is the case's number.

    There is no home region here, so that no order can come to rest on it (BA-2.4b).
    """

    case: str
    priority: str
    listed_on: date


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """The order in which patients are treated: clinical priority, then day of entry, then as given (BA-2.4a)."""
    return sorted(entries, key=lambda entry: (entry.priority, entry.listed_on))


@dataclass(frozen=True)
class Wait:
    """A patient who was treated: where, with which priority, after how many days, and whether from the own region."""

    department: str
    priority: str
    days: int
    is_own: bool


@dataclass(frozen=True)
class Group:
    """Patients with the same home: how many, and the median of their days; None when there are none."""

    count: int
    median: float | None

    @property
    def is_small(self) -> bool:
        """Whether the group is too small to conclude from."""
        return self.count < SMALL_GROUP


@dataclass(frozen=True)
class Comparison:
    """Own residents and the other region's, in one department and priority. `difference` is other minus own, in days.

    None where one of the groups is empty: then there is nothing to compare.
    """

    department: str
    priority: str
    own: Group
    other: Group

    @property
    def difference(self) -> float | None:
        """How many days longer the other region's residents wait; negative when they wait less."""
        if self.own.median is None or self.other.median is None:
            return None
        return self.other.median - self.own.median

    @property
    def is_small(self) -> bool:
        """Whether either group is too small to conclude from."""
        return self.own.is_small or self.other.is_small


def equality(waits: Iterable[Wait]) -> list[Comparison]:
    """One comparison for each department and priority, in that order (BA-2.4b)."""
    found: dict[tuple[str, str], list[Wait]] = defaultdict(list)
    for wait in waits:
        found[wait.department, wait.priority].append(wait)
    return [
        Comparison(department, priority, _group(rows, is_own=True), _group(rows, is_own=False))
        for (department, priority), rows in sorted(found.items())
    ]


def _group(waits: Sequence[Wait], *, is_own: bool) -> Group:
    days = [wait.days for wait in waits if wait.is_own is is_own]
    return Group(len(days), float(median(days)) if days else None)


@dataclass(frozen=True)
class Share:
    """A part of a whole, such as 180 of 200. `percent` has one decimal, halves away from zero; None of nothing."""

    part: int
    whole: int

    @property
    def percent(self) -> float | None:
        """The share in percent with one decimal."""
        if not self.whole:
            return None
        tenths = Fraction(self.part * 1000, self.whole)
        return float(Fraction((2 * tenths.numerator + tenths.denominator) // (2 * tenths.denominator), 10))


def kept_within(referrals: Iterable[tuple[str, str]], regions: Iterable[str]) -> Share:
    """Of the referrals out of the patient's home region, those that stayed within the regions (BA-3.5a).

    Each referral is (home region, receiving region), both codes. Referrals within one region are not counted.
    """
    inside = frozenset(regions)
    out = [(home, receiving) for home, receiving in referrals if home != receiving]
    return Share(sum(receiving in inside for _, receiving in out), len(out))


def in_force(periods: Iterable[tuple[date, date | None]], day: date) -> int:
    """How many periods hold on a day, first and last day included; None is without end (BA-1.3b)."""
    return sum(first <= day and (last is None or day <= last) for first, last in periods)
