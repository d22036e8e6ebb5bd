"""Periods of whole days, and month and year arithmetic."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvaers.kernel.errors import Problem
from tvaers.kernel.periods import Period, add_months, add_years, check_timeline, last_day_of_year_validity

FIRST = date(2021, 1, 1)
DAYS = st.dates(FIRST, FIRST + timedelta(days=40))
PERIODS = st.builds(
    lambda start, length: Period(start, None if length is None else start + timedelta(days=length)),
    DAYS,
    st.none() | st.integers(0, 20),
)
AGREEMENT = Period(date(2021, 1, 1), date(2022, 12, 31))
OPEN = Period(date(2023, 1, 1))


@pytest.mark.parametrize(
    ("day", "inside"),
    [
        (date(2020, 12, 31), False),
        (date(2021, 1, 1), True),
        (date(2022, 12, 31), True),
        (date(2023, 1, 1), False),
    ],
)
def test_a_period_contains_both_its_ends(day: date, inside: bool) -> None:
    assert AGREEMENT.contains(day) is inside


@pytest.mark.parametrize(("day", "inside"), [(date(2022, 12, 31), False), (date(2023, 1, 1), True), (date.max, True)])
def test_a_period_without_end_goes_on(day: date, inside: bool) -> None:
    assert OPEN.contains(day) is inside


@given(PERIODS, PERIODS)
def test_overlap_is_a_day_in_common(one: Period, other: Period) -> None:
    days = [FIRST + timedelta(days=gone) for gone in range(100)]
    assert one.overlaps(other) is any(one.contains(day) and other.contains(day) for day in days)


@given(PERIODS, PERIODS, DAYS)
def test_the_intersection_contains_what_both_contain(one: Period, other: Period, day: date) -> None:
    both = one.intersect(other)
    assert (both is not None and both.contains(day)) is (one.contains(day) and other.contains(day))


def test_the_intersection_of_two_periods_without_end_has_none() -> None:
    assert OPEN.intersect(Period(date(2024, 1, 1))) == Period(date(2024, 1, 1))


def test_periods_that_meet_do_not_overlap() -> None:
    assert AGREEMENT.intersect(OPEN) is None


@pytest.mark.parametrize(
    ("period", "days"),
    [(Period(FIRST, FIRST), 1), (AGREEMENT, 730), (Period(date(2024, 2, 28), date(2024, 3, 1)), 3)],
)
def test_days_counts_both_ends(period: Period, days: int) -> None:
    assert period.days() == days


def test_days_of_a_period_without_end_cannot_be_counted() -> None:
    with pytest.raises(Problem, match="ingen slutdato"):
        OPEN.days()


def test_a_period_cannot_end_before_it_starts() -> None:
    with pytest.raises(Problem, match="begynder 02-01-2021 og slutter 01-01-2021"):
        Period(date(2021, 1, 2), FIRST)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2022, 8, 31), -6, date(2022, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2021, 1, 31), 1, date(2021, 2, 28)),
        (date(2021, 12, 15), 1, date(2022, 1, 15)),
        (date(2021, 1, 15), -1, date(2020, 12, 15)),
        (date(2021, 5, 5), 0, date(2021, 5, 5)),
        (date(2021, 2, 28), 1, date(2021, 3, 28)),
    ],
)
def test_months_stop_at_the_end_of_the_month(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


@pytest.mark.parametrize(
    ("day", "years", "expected"),
    [
        (date(2024, 2, 29), 1, date(2025, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2025, 2, 28), -1, date(2024, 2, 28)),
    ],
)
def test_years_move_29_february_to_28(day: date, years: int, expected: date) -> None:
    assert add_years(day, years) == expected


@pytest.mark.parametrize(
    ("issued", "last"),
    [
        (date(2021, 2, 20), date(2022, 2, 19)),
        (date(2024, 2, 29), date(2025, 2, 27)),
        (date(2024, 2, 28), date(2025, 2, 27)),
        (date(2024, 3, 1), date(2025, 2, 28)),
        (date(2023, 3, 1), date(2024, 2, 29)),
        (date(2021, 1, 1), date(2021, 12, 31)),
    ],
)
def test_a_year_ends_the_day_before_the_anniversary(issued: date, last: date) -> None:
    assert last_day_of_year_validity(issued) == last


def test_periods_that_follow_on_each_other_have_no_fault() -> None:
    assert check_timeline([OPEN, AGREEMENT]) == ((), ())


def test_no_periods_have_no_fault() -> None:
    assert check_timeline([]) == ((), ())


def test_a_single_missing_day_is_a_gap() -> None:
    gap = date(2022, 12, 31)
    assert check_timeline([Period(FIRST, date(2022, 12, 30)), OPEN]).gaps == (Period(gap, gap),)


def test_a_single_day_in_common_is_an_overlap() -> None:
    shared = date(2023, 1, 1)
    assert check_timeline([Period(FIRST, shared), OPEN]).overlaps == (Period(shared, shared),)


def test_nothing_is_a_gap_after_a_period_without_end() -> None:
    assert check_timeline([Period(FIRST), Period(date(2030, 1, 1), date(2030, 12, 31))]).gaps == ()


def test_a_long_period_hides_the_gap_between_short_ones() -> None:
    short = [Period(FIRST, FIRST), Period(FIRST + timedelta(days=5), FIRST + timedelta(days=6))]
    assert check_timeline([Period(FIRST, FIRST + timedelta(days=9)), *short]).gaps == ()


@given(st.lists(PERIODS, max_size=6), DAYS)
def test_a_day_is_in_an_overlap_when_two_periods_have_it(periods: list[Period], day: date) -> None:
    overlaps = check_timeline(periods).overlaps
    covered = sum(period.contains(day) for period in periods)
    assert any(overlap.contains(day) for overlap in overlaps) is (covered > 1)


@given(st.lists(PERIODS, min_size=1, max_size=6), DAYS)
def test_a_day_is_in_a_gap_when_none_has_it_but_some_before_and_after(periods: list[Period], day: date) -> None:
    between = any(period.start < day for period in periods) and any(period.start > day for period in periods)
    free = not any(period.contains(day) for period in periods)
    assert any(gap.contains(day) for gap in check_timeline(periods).gaps) is (free and between)
