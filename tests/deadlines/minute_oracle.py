"""A second, slow way to find deadlines: walk the minutes one by one. It shares no line with the engine.

It is made of zoneinfo, the table of holidays and arrays with one place a minute, and knows only these rules: a minute
runs unless a pause holds it; a day counts if its last minute runs (and, for working days, is open); an hour is 60
minutes that run. All moments are whole minutes in UTC between July 2022 and the end of 2027.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np

TABLE = Path(__file__).parents[2] / "src" / "tvaers" / "kernel" / "data" / "calendar.csv"
ZONE = ZoneInfo("Europe/Copenhagen")
FIRST, LAST = datetime(2022, 7, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
DAYS_A_HORIZON = 16

Held = Sequence[tuple[datetime, datetime | None]]


def _minutes() -> tuple[np.ndarray, np.ndarray]:
    """Return the local day (ordinal) and the local minute of the day of every minute."""
    hours = [FIRST + timedelta(hours=n) for n in range((LAST - FIRST) // timedelta(hours=1))]
    shifts = [int(hour.astimezone(ZONE).utcoffset().total_seconds()) // 60 for hour in hours]  # type: ignore[union-attr]
    local = np.arange(len(hours) * 60) + np.repeat(np.array(shifts), 60)
    return FIRST.toordinal() + local // 1440, local % 1440


def _open_days(*closing: str) -> np.ndarray:
    """Return for each ordinal whether it is Monday to Friday, no holiday and none of the days that also close."""
    ordinals = np.arange(LAST.toordinal() + 2)
    open_days = (ordinals + 6) % 7 < 5  # day 1 was a Monday
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == "holiday" or row["name"] in closing]
    closed = [date.fromisoformat(row["date"]).toordinal() for row in rows]
    open_days[[ordinal for ordinal in closed if ordinal < len(open_days)]] = False
    return open_days


DAY, CLOCK = _minutes()
OPEN, OPEN_BUT_CHRISTMAS_EVE, ANY = _open_days(), _open_days("Juleaftensdag"), np.ones(LAST.toordinal() + 2, dtype=bool)
ENDS = np.flatnonzero(DAY[1:] != DAY[:-1])  # the last minute of each day


def place(moment: datetime) -> int:
    """Return the number of a minute."""
    return (moment - FIRST) // MINUTE


def moment(minute: int) -> datetime:
    """Return the minute with a number, in UTC."""
    return FIRST + int(minute) * MINUTE


def day_of(minute: int) -> date:
    """Return the local day that a minute is in."""
    return date.fromordinal(int(DAY[minute]))


def running(start: int, length: int, pauses: Held) -> np.ndarray:
    """Return for each of `length` minutes from the start whether the clock runs in it."""
    runs = np.ones(length, dtype=bool)
    for begins, ends in pauses:
        last = length if ends is None else max(place(ends) - start, 0)
        runs[max(place(begins) - start, 0) : last] = False
    return runs


def nth_day(start: datetime, days: int, pauses: Held, *, that_count: np.ndarray, horizon: int) -> date | None:
    """Return the day when so many days after the day of start have counted, or None if not within the horizon."""
    if not days:
        return day_of(place(start))
    begin = place(start)
    first = int(np.searchsorted(ENDS, begin)) + 1
    ends = ENDS[first : first + horizon]
    counts = running(begin, int(ends[-1]) - begin + 1, pauses)[ends - begin] & that_count[DAY[ends]]
    found = np.flatnonzero(counts)
    return day_of(ends[found[days - 1]]) if len(found) >= days else None


def same_date(day: date, months: int) -> date:
    """Return the date months away: go back from the day number until the month has it."""
    for number in range(day.day, 0, -1):
        whole = day.year * 12 + day.month - 1 + months
        try:
            return date(whole // 12, whole % 12 + 1, number)
        except ValueError:
            continue
    raise AssertionError("every month has a day 1")


def nth_minute(start: datetime, minutes: int, pauses: Held, *, horizon: int) -> datetime | None:
    """Return the moment when so many minutes have run, or None if they do not within the horizon of minutes."""
    if not minutes:
        return start
    found = np.flatnonzero(running(place(start), horizon, pauses))
    return start + int(found[minutes - 1] + 1) * MINUTE if len(found) >= minutes else None


def open_days_back(day: date, n: int, open_days: np.ndarray = OPEN) -> date:
    """Return the day that is open and has n - 1 open days between it and the day."""
    ordinal = day.toordinal()
    while n:
        ordinal -= 1
        n -= int(open_days[ordinal])
    return date.fromordinal(ordinal)


def clock_on(day: date, minute: int) -> datetime:
    """Return the first moment of the day at that minute on the clock, or an hour later if there is none."""
    begin = place(datetime(day.year, day.month, day.day, tzinfo=UTC)) - 180
    window = slice(begin, begin + 1800)
    for wanted in (minute, minute + 60):
        found = np.flatnonzero((DAY[window] == day.toordinal()) & (CLOCK[window] == wanted))
        if len(found):
            return moment(begin + found[0])
    raise AssertionError(f"{day} has no minute {minute}")


def in_time_for_the_day(sent: datetime, cutoff: int) -> bool:
    """Say whether the minute is on an open day and not after the cut-off minute of the day."""
    minute = place(sent)
    return bool(OPEN[DAY[minute]]) and int(CLOCK[minute]) <= cutoff


def acting_day(sent: datetime, cutoff: int) -> date:
    """Return the day of sending if it was in time, otherwise that of the first minute of a later day that is open."""
    minute = place(sent)
    if in_time_for_the_day(sent, cutoff):
        return day_of(minute)
    later = DAY[minute : minute + DAYS_A_HORIZON * 1440]
    return date.fromordinal(int(later[np.flatnonzero((later > later[0]) & OPEN[later])[0]]))


def owners(history: Sequence[tuple[datetime, int]], until: datetime, parties: int) -> list[int]:
    """Return how many minutes each party (0, 1 …) had, by writing its number on every minute from its turn on."""
    if not history:
        return [0] * parties
    begin = min(place(when) for when, _ in history)
    minutes = np.full(max(place(until) - begin, 0), parties)
    for when, party in sorted(history, key=lambda each: each[0]):
        minutes[place(when) - begin :] = party
    return [int(count) for count in np.bincount(minutes, minlength=parties + 1)[:parties]]
