"""Dates in Danish text: as written, as understood, and how.

A date without a year is taken to be in the year of the meeting and is marked so. Primo, medio and ultimo are read as in
reading 8: of a month the 10th, the 20th and the last day; of a year 31 January, 30 June and 31 December.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tvaers.engine.forums.reading.tables import MONTHS, WEEKDAYS

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WHOLE_MONTH = "|".join(name for name in MONTHS if len(name) > 4 or name == "maj")
_YEAR = r"(?:19|20)\d\d"
_DAY = rf"(?:(?P<weekday>{'|'.join(WEEKDAYS)})\s+)?(?:(?:d\.|den)\s*)?"
DATE = re.compile(
    "|".join(
        (
            rf"(?P<iso>(?<!\d)(?P<iy>{_YEAR})-(?P<im>\d\d)-(?P<id>\d\d)(?!\d))",
            rf"(?P<numeric>{_DAY.replace('weekday', 'weekday1')}(?<![\d-])(?P<nd>\d{{1,2}})"
            rf"[-./](?P<nm>\d{{1,2}})[-./ ]\s?(?P<ny>{_YEAR})(?!\d))",
            rf"(?P<part>(?P<pword>primo|medio|ultimo)\s+(?:(?P<pm>{_MONTH})\b\.?\s*(?P<pmy>{_YEAR})?|(?P<py>{_YEAR})))",
            rf"(?P<quarter>(?P<qn>[1-4])\.\s*kvartal\s+(?P<qy>{_YEAR})|Q(?P<qn2>[1-4])\s+(?P<qy2>{_YEAR}))",
            rf"(?P<words>{_DAY}(?<![\d.])(?P<wd>\d{{1,2}})\.?\s*"
            rf"(?P<wm>{_MONTH})\b(?:\.(?=[\s:,]))?\s*(?P<wy>{_YEAR})?(?!\d))",
            rf"(?P<span>\b(?P<s1>{_MONTH})\.?\s*[-–]\s*(?P<s2>{_MONTH})\b\.?\s*(?P<sy>{_YEAR})?)",
            rf"(?P<month>\b(?P<mm>{_WHOLE_MONTH})\s+(?P<my>{_YEAR}))",
        )
    ),
    re.IGNORECASE,
)  # fmt: skip
PARTS_OF_MONTH = {"primo": 10, "medio": 20}
PARTS_OF_YEAR = {"primo": (1, 31), "medio": (6, 30), "ultimo": (12, 31)}


@dataclass(frozen=True)
class Found:
    """A date found: the words, where they stand, the first and last day meant, how, and the weekday written with it."""

    written: str
    at: int
    start: date
    end: date
    how: str
    weekday: str = ""

    @property
    def stop(self) -> int:
        """Where the words end."""
        return self.at + len(self.written)

    @property
    def weekday_matches(self) -> bool:
        """Whether the weekday written with it is its own; true when none is written."""
        return not self.weekday or self.weekday.casefold() == WEEKDAYS[self.start.weekday()]


def dates_in(text: str, year: int | None) -> tuple[Found, ...]:
    """The dates of a text in order. `year` is used for those without one; without it they are left out."""
    return tuple(_found(text, year))


def _found(text: str, year: int | None) -> Iterator[Found]:
    for match in DATE.finditer(text):
        try:
            days = _days(match, year)
        except ValueError:  # 31 February and the like: no date
            continue
        if days is not None:
            start, end, how = days
            weekday = match["weekday"] or match["weekday1"] or ""
            written = match.group().rstrip()
            yield Found(written, match.start(), start, end, how, weekday)


def _days(match: re.Match[str], year: int | None) -> tuple[date, date, str] | None:
    if match["iso"]:
        day = date(int(match["iy"]), int(match["im"]), int(match["id"]))
        return day, day, "full"
    if match["numeric"]:
        day = date(int(match["ny"]), int(match["nm"]), int(match["nd"]))
        return day, day, "full"
    if match["words"]:
        return _in_words(match, year)
    if match["quarter"]:
        first, last = quarter_days(int(match["qy"] or match["qy2"]), int(match["qn"] or match["qn2"]))
        return first, last, "quarter"
    if match["part"]:
        return _part(match, year)
    if match["span"]:
        return _span(match, year)
    first, last = month_days(int(match["my"]), _month(match["mm"]))
    return first, last, "month"


def _in_words(match: re.Match[str], year: int | None) -> tuple[date, date, str] | None:
    written = match["wy"]
    if not written and year is None:
        return None
    day = date(int(written or year or 0), _month(match["wm"]), int(match["wd"]))
    return day, day, "full" if written else "assumed_year"


def _part(match: re.Match[str], year: int | None) -> tuple[date, date, str] | None:
    word = match["pword"].casefold()
    if match["py"]:
        month, day = PARTS_OF_YEAR[word]
        end = date(int(match["py"]), month, day)
        return end.replace(day=1), end, "early_mid_late"
    known = match["pmy"] or year
    if known is None:
        return None
    first, last = month_days(int(known), _month(match["pm"]))
    end = first.replace(day=PARTS_OF_MONTH.get(word, last.day))
    return max(first, end - timedelta(days=10)), end, "early_mid_late"


def _span(match: re.Match[str], year: int | None) -> tuple[date, date, str] | None:
    written = match["sy"]
    if not written and year is None:
        return None
    known = int(written or year or 0)
    start, end = month_days(known, _month(match["s1"]))[0], month_days(known, _month(match["s2"]))[1]
    return (start, end, "months" if written else "assumed_year") if start <= end else None


def _month(word: str) -> int:
    return MONTHS[word.casefold()]


def month_days(year: int, month: int) -> tuple[date, date]:
    """The first and last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def quarter_days(year: int, quarter: int) -> tuple[date, date]:
    """The first and last day of a quarter (1 to 4)."""
    return date(year, 3 * quarter - 2, 1), month_days(year, 3 * quarter)[1]


def quarter_of(day: date) -> int:
    """The quarter that a day is in, 1 to 4."""
    return (day.month + 2) // 3
