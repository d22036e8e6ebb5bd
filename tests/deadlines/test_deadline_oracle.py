"""The engine beside the minute-by-minute oracle, on 200,000 random cases and more.

The cases are drawn from SEED, so every run has the same ones. A failure prints the seed, the number of the case and
the case itself. Starts and pauses are drawn often around clock changes, Easter, Christmas and weekends.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from tests.deadlines import minute_oracle as oracle

from tvaers.engine import deadlines
from tvaers.engine.deadlines import Pause
from tvaers.kernel.calendar import Calendar

SEED = 20260329
CALENDAR, NO_EVE = Calendar(), Calendar(frozenset({"Juleaftensdag"}))
EARLY, LATE = datetime(2023, 1, 10, tzinfo=UTC), datetime(2026, 12, 31, tzinfo=UTC)
SPAN = (LATE - EARLY) // oracle.MINUTE
DELICATE = tuple(
    datetime(*day, tzinfo=UTC)
    for day in (
        (2023, 3, 26), (2024, 3, 31), (2025, 3, 30), (2026, 3, 29), (2023, 10, 29), (2024, 10, 27), (2025, 10, 26),
        (2026, 10, 25), (2023, 4, 6), (2024, 3, 28), (2025, 4, 17), (2026, 4, 2), (2023, 12, 23), (2024, 12, 24),
        (2025, 12, 31), (2024, 2, 29), (2023, 5, 5), (2024, 4, 26), (2023, 8, 31), (2025, 8, 31), (2024, 12, 31),
    )
)  # fmt: skip

Draw = random.Random
Held = tuple[tuple[datetime, datetime | None], ...]
Pair = tuple[object, object, object]


def a_moment(draw: Draw) -> datetime:
    """Return a minute: two in five within two days of a delicate day, one in ten at midnight in Denmark."""
    if draw.random() < 0.4:
        moment = draw.choice(DELICATE) + draw.randrange(-2880, 4320) * oracle.MINUTE
    else:
        moment = EARLY + draw.randrange(SPAN) * oracle.MINUTE
    return _midnight(moment) if draw.random() < 0.1 else moment


def pauses(draw: Draw, start: datetime, reach: int) -> Held:
    """Return 0 to 4 pauses in any order, near the start: short, long, of weekends, empty, overlapping, or open."""
    made: list[tuple[datetime, datetime | None]] = []
    for _ in range(draw.choice((0, 1, 1, 2, 3, 4))):
        begins = start + draw.randrange(-2880, reach) * oracle.MINUTE
        kind = draw.random()
        if kind < 0.2:
            begins = _midnight(begins + timedelta(days=5 - begins.weekday()))
            made.append((begins, _midnight(begins + timedelta(hours=draw.choice((30, 54, 78))))))
        elif kind < 0.28:
            made.append((begins, None))
        else:
            ends = begins + draw.choice((0, 1, 59, 60, 600, 1440, 3000, 9000)) * oracle.MINUTE
            made.append((begins, _midnight(ends + oracle.MINUTE * 1500) if draw.random() < 0.1 else ends))
    return tuple(made)


def _midnight(moment: datetime) -> datetime:
    """Return the midnight in Denmark that begins the moment's day."""
    there = moment.astimezone(oracle.ZONE)
    return datetime(there.year, there.month, there.day, tzinfo=oracle.ZONE).astimezone(UTC)


def _pauses(held: Held) -> list[Pause]:
    return [Pause(*each) for each in held]


def _day(due: deadlines.Due) -> date | None:
    """Return the day of a deadline to the day, having seen that it is at 23:59 in Denmark."""
    if due.moment is None:
        return None
    assert (due.precision, due.moment.tzinfo, due.moment.strftime("%H:%M:%S")) == ("day", oracle.ZONE, "23:59:00")
    return due.moment.date()


def _utc(due: deadlines.Due) -> datetime | None:
    return None if due.moment is None else due.moment.astimezone(UTC)


def days(draw: Draw) -> Pair:
    start, number = a_moment(draw), draw.randrange(0, draw.choice((5, 40, 100)))
    held = pauses(draw, start, draw.choice((6000, 60000)))
    expected = oracle.nth_day(start, number, held, that_count=oracle.ANY, horizon=number + 50)
    return (start, number, held), _day(deadlines.after_days(start, number, pauses=_pauses(held))), expected


def workdays(draw: Draw) -> Pair:
    start, number = a_moment(draw), draw.randrange(0, draw.choice((4, 25)))
    held = pauses(draw, start, draw.choice((6000, 30000)))
    calendar, that_count = draw.choice(((CALENDAR, oracle.OPEN), (NO_EVE, oracle.OPEN_BUT_CHRISTMAS_EVE)))
    expected = oracle.nth_day(start, number, held, that_count=that_count, horizon=number * 2 + 60)
    due = deadlines.after_workdays(start, number, calendar=calendar, pauses=_pauses(held))
    return (start, number, held, calendar), _day(due), expected


def months(draw: Draw) -> Pair:
    start, number = a_moment(draw), draw.randrange(0, 8)
    held = pauses(draw, start, 60000)
    begins = oracle.day_of(oracle.place(start))
    length = oracle.same_date(begins, number).toordinal() - begins.toordinal()
    expected = oracle.nth_day(start, length, held, that_count=oracle.ANY, horizon=length + 50)
    return (start, number, held), _day(deadlines.after_months(start, number, pauses=_pauses(held))), expected


def hours(draw: Draw) -> Pair:
    start, minutes = a_moment(draw), draw.choice((0, 30, 1440, 2880, draw.randrange(6000)))
    held = pauses(draw, start, 6000)
    expected = oracle.nth_minute(start, minutes, held, horizon=minutes + 45000)
    due = deadlines.after_hours(start, Fraction(minutes, 60), pauses=_pauses(held))
    return (start, minutes, held), _utc(due), expected


def before(draw: Draw) -> Pair:
    day, number, kind = oracle.day_of(oracle.place(a_moment(draw))), draw.randrange(0, 9), draw.randrange(4)
    back = oracle.open_days_back(day, number)
    if kind == 0:
        return (day, number), _day(deadlines.workdays_before(day, number, calendar=CALENDAR)), back
    if kind == 1:
        return (day, number), _day(deadlines.months_before(day, number)), oracle.same_date(day, -number)
    if kind == 2:
        expected = date.fromordinal(day.toordinal() - number * 9)
        return (day, number), _day(deadlines.days_before(day, number * 9)), expected
    minute = draw.choice((840, draw.randrange(1440)))
    due = deadlines.workdays_before(day, number, at=_clock(minute), calendar=CALENDAR)
    return (day, number, minute), _utc(due), oracle.clock_on(back, minute)


def cutoffs(draw: Draw) -> Pair:
    sent, minute = a_moment(draw), draw.choice((840, draw.randrange(1440)))
    if draw.random() < 0.3:
        there = oracle.day_of(oracle.place(sent))
        sent = oracle.clock_on(there, minute) + draw.randrange(-1, 2) * oracle.MINUTE
    precise = sent + timedelta(seconds=draw.randrange(60))
    late = deadlines.is_after_cutoff(precise, cutoff=_clock(minute), calendar=CALENDAR)
    due = _day(deadlines.act_by(precise, cutoff=_clock(minute), calendar=CALENDAR))
    expected = (not oracle.in_time_for_the_day(sent, minute), oracle.acting_day(sent, minute))
    return (precise, minute), (late, due), expected


def standings(draw: Draw) -> Pair:
    """A deadline to the day or of hours, which is done, not done, or done later than now."""
    start, number, to_the_day = a_moment(draw), draw.randrange(1, 5), draw.random() < 0.5
    due = deadlines.after_days(start, number) if to_the_day else deadlines.after_hours(start, number * 24)
    last = oracle.place(start) + number * 1440
    done, now = (last + draw.randrange(-3000, 3000) for _ in range(2))
    done_at = oracle.moment(done) if draw.random() < 0.7 else None
    found = deadlines.standing(due, done_at=done_at, now=oracle.moment(now))
    is_done = done_at is not None and done <= now
    looked = done if is_done else now
    if to_the_day:
        beyond = timedelta(days=int(oracle.DAY[looked] - oracle.DAY[oracle.place(start)]) - number)
    else:
        beyond = (looked - last) * oracle.MINUTE
    status = "late" if beyond > timedelta(0) else "met" if is_done else "pending"
    expected = (status, beyond if status == "late" else None, done_at if is_done else None)
    return (start, number, to_the_day, done_at, now), (found.status, found.late_by, found.done_at), expected


def warnings(draw: Draw) -> Pair:
    start, number, kind = a_moment(draw), draw.randrange(0, 30), draw.randrange(3)
    due, back = deadlines.after_days(start, number), draw.randrange(1, 5)
    last = oracle.nth_day(start, number, (), that_count=oracle.ANY, horizon=50)
    assert last is not None
    if kind == 0:
        found = deadlines.warning(due, workdays_before=back, calendar=CALENDAR)
        expected = oracle.clock_on(oracle.open_days_back(last, back), 480)
    elif kind == 1:
        found = deadlines.warning(due, days_before=back, calendar=CALENDAR)
        expected = oracle.clock_on(date.fromordinal(last.toordinal() - back), 480)
    else:
        found = deadlines.warning(due, hours_before=back, calendar=CALENDAR)
        expected = oracle.clock_on(last, 1439) - timedelta(hours=back)
    return (start, number, kind, back), found.astimezone(UTC) if found else None, expected


def clocks(draw: Draw) -> Pair:
    start = a_moment(draw)
    turns = [(start + draw.randrange(3000) * oracle.MINUTE, draw.randrange(3)) for _ in range(draw.randrange(6))]
    until = start + draw.randrange(4000) * oracle.MINUTE
    split = deadlines.split([(when, str(party)) for when, party in turns], until)
    found = [split.get(str(party), timedelta(0)) // oracle.MINUTE for party in range(3)]
    return (turns, until), found, oracle.owners(turns, until, 3)


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


CASES: dict[Callable[[Draw], Pair], int] = {
    days: 50_000, workdays: 50_000, months: 30_000, hours: 50_000, before: 30_000, cutoffs: 30_000,
    standings: 25_000, warnings: 20_000, clocks: 20_000,
}  # fmt: skip


def test_the_minutes_are_walked_two_hundred_thousand_times() -> None:
    assert sum(CASES.values()) >= 200_000


@pytest.mark.parametrize("kind", CASES, ids=lambda kind: kind.__name__)
def test_the_engine_agrees_with_the_minutes(kind: Callable[[Draw], Pair]) -> None:
    draw = random.Random(f"{SEED} {kind.__name__}")
    for number in range(CASES[kind]):
        case, found, expected = kind(draw)
        if found != expected:
            pytest.fail(f"seed {SEED}, {kind.__name__} case {number}: {case}: engine {found}, minutes {expected}")


@pytest.mark.parametrize("kind", [days, workdays, months, hours], ids=lambda kind: kind.__name__)
def test_the_cases_reach_what_they_should(kind: Callable[[Draw], Pair]) -> None:
    draw = random.Random(f"{SEED} {kind.__name__}")
    found = [kind(draw)[:2] for _ in range(500)]
    waiting = sum(due is None for _, due in found)
    assert 10 < waiting < 250
