"""How a deadline stands at a moment: pending, met, late, void or paused, and as it was seen at an earlier moment."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tvaers.engine.deadlines import Due, Pause, Standing, after_days, after_hours, split, standing, workdays_before
from tvaers.kernel.calendar import Calendar, at
from tvaers.kernel.clock import COPENHAGEN

START = at(date(2025, 6, 2), "12:00")
BY_DAY = after_days(START, 3)
BY_MINUTE = workdays_before(date(2025, 6, 6), 1, at="14:00", calendar=Calendar())
BY_SECOND = after_hours(at(date(2025, 6, 5), "13:00"), 1)
PAUSED = after_days(START, 3, pauses=[Pause(at(date(2025, 6, 3), "08:00"))])
LATER = at(date(2025, 7, 1), "12:00")
HOUR_TWICE = datetime(2026, 10, 25, 2, 30, tzinfo=COPENHAGEN)


@pytest.mark.parametrize(
    ("due", "now", "late_by"),
    [
        (BY_DAY, "2025-06-05T23:59:59+02:00", None),
        (BY_DAY, "2025-06-06T00:00:00+02:00", timedelta(days=1)),
        (BY_DAY, "2025-06-05T22:00:00+00:00", timedelta(days=1)),
        (BY_MINUTE, "2025-06-05T14:00:59+02:00", None),
        (BY_MINUTE, "2025-06-05T14:01:00+02:00", timedelta(minutes=1)),
        (BY_SECOND, "2025-06-05T14:00:00.999+02:00", None),
        (BY_SECOND, "2025-06-05T14:00:01+02:00", timedelta(seconds=1)),
    ],
)
def test_what_is_not_done_becomes_late_when_the_time_is_up(due: Due, now: str, late_by: timedelta | None) -> None:
    expected = Standing("pending") if late_by is None else Standing("late", late_by)
    assert standing(due, done_at=None, void=False, now=datetime.fromisoformat(now)) == expected


def test_what_is_done_in_time_is_met() -> None:
    done = at(date(2025, 6, 5), "23:59")
    assert standing(BY_DAY, done_at=done, now=LATER) == Standing("met", done_at=done)


def test_what_is_done_too_late_keeps_its_lateness() -> None:
    done = at(date(2025, 6, 8), "09:00")
    assert standing(BY_DAY, done_at=done, now=LATER) == Standing("late", timedelta(days=3), done)


def test_an_earlier_look_does_not_know_what_was_done_later() -> None:
    done = at(date(2025, 6, 8), "09:00")
    assert standing(BY_DAY, done_at=done, now=at(date(2025, 6, 7), "09:00")) == Standing("late", timedelta(days=2))


@pytest.mark.parametrize(("seconds", "status"), [(-1, "pending"), (0, "met")])
def test_it_is_done_from_the_moment_it_was_done(seconds: int, status: str) -> None:
    assert standing(BY_DAY, done_at=START, now=START + timedelta(seconds=seconds)).status == status


def test_void_wins_over_late() -> None:
    assert standing(BY_DAY, void=True, now=LATER) == Standing("void")


def test_it_waits_while_the_clock_stands_still() -> None:
    assert standing(PAUSED, now=LATER) == Standing("paused")


def test_it_may_be_done_while_the_clock_stands_still() -> None:
    assert standing(PAUSED, done_at=START, now=LATER) == Standing("met", done_at=START)


@pytest.mark.parametrize(("fold", "status"), [(0, "pending"), (1, "late")])
def test_the_hour_that_comes_twice_is_told_apart(fold: int, status: str) -> None:
    due = after_hours(HOUR_TWICE, 0)
    assert standing(due, now=HOUR_TWICE.replace(fold=fold)).status == status


def test_what_is_done_in_the_second_of_two_hours_is_not_done_in_the_first() -> None:
    due = after_hours(HOUR_TWICE, 5)
    assert standing(due, done_at=HOUR_TWICE.replace(fold=1, minute=10), now=HOUR_TWICE) == Standing("pending")


def test_the_time_is_split_between_those_who_had_the_task() -> None:
    history = [
        (START, "hospital"),
        (at(date(2025, 6, 3), "12:00"), "kommune"),
        (at(date(2025, 6, 3), "18:00"), "hospital"),
    ]
    found = split(history, at(date(2025, 6, 4), "00:00"))
    assert found == {"hospital": timedelta(hours=30), "kommune": timedelta(hours=6)}


def test_the_time_is_real_time() -> None:
    assert split([(at(date(2026, 3, 29), "00:00"), "a")], at(date(2026, 3, 30), "00:00")) == {"a": timedelta(hours=23)}


def test_a_hand_over_in_the_future_has_not_happened() -> None:
    history = [(START, "a"), (LATER, "b")]
    assert split(history, START + timedelta(hours=1)) == {"a": timedelta(hours=1)}


def test_the_later_of_two_at_the_same_moment_has_it() -> None:
    assert split([(START, "a"), (START, "b")], LATER) == {"a": timedelta(0), "b": LATER - START}


@pytest.mark.parametrize("history", [[], [(LATER, "a")]])
def test_nobody_has_had_it_before_the_first_hand_over(history: list[tuple[datetime, str]]) -> None:
    assert split(history, START.astimezone(UTC)) == {}


def test_hand_overs_may_be_told_in_any_order() -> None:
    history = [(at(date(2025, 6, 3), "12:00"), "kommune"), (START, "hospital")]
    found = split(history, at(date(2025, 6, 3), "13:00"))
    assert found == {"hospital": timedelta(hours=24), "kommune": timedelta(hours=1)}
