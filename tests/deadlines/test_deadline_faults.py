"""What no deadline can be made of is refused in Danish: naive moments, negative numbers, days the calendar lacks."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from tvaers.engine.deadlines import (
    Pause,
    act_by,
    after_days,
    after_hours,
    after_months,
    after_workdays,
    days_before,
    is_after_cutoff,
    months_before,
    split,
    standing,
    time_left,
    warning,
    workdays_before,
    year_validity,
)
from tvaers.kernel.calendar import Calendar
from tvaers.kernel.errors import Problem

PLAIN = Calendar()
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
DUE = after_days(NOON, 1)
FROM_A_MOMENT: dict[str, Callable[[datetime], object]] = {
    "after_days": lambda moment: after_days(moment, 1),
    "after_workdays": lambda moment: after_workdays(moment, 1, calendar=PLAIN),
    "after_months": lambda moment: after_months(moment, 1),
    "after_hours": lambda moment: after_hours(moment, 1),
    "act_by": lambda moment: act_by(moment, cutoff="14:00", calendar=PLAIN),
    "is_after_cutoff": lambda moment: is_after_cutoff(moment, cutoff="14:00", calendar=PLAIN),
    "pause start": lambda moment: Pause(moment),
    "pause end": lambda moment: Pause(NOON, moment),
    "standing now": lambda moment: standing(DUE, now=moment),
    "standing done": lambda moment: standing(DUE, done_at=moment, now=NOON),
    "time_left": lambda moment: time_left(DUE, moment),
    "split until": lambda moment: split([(NOON, "a")], moment),
    "split history": lambda moment: split([(moment, "a")], NOON),
}
BACK_FROM_A_DAY: dict[str, Callable[[date], object]] = {
    "workdays_before": lambda day: workdays_before(day, 1, calendar=PLAIN),
    "workdays_before 0": lambda day: workdays_before(day, 0, calendar=PLAIN),
    "days_before": lambda day: days_before(day, 1),
    "months_before": lambda day: months_before(day, 1),
    "year_validity": year_validity,
    "after_months": lambda day: after_months(day, 1),
}
OF_A_NUMBER: dict[str, Callable[[int], object]] = {
    "after_days": lambda number: after_days(NOON, number),
    "after_workdays": lambda number: after_workdays(NOON, number, calendar=PLAIN),
    "after_months": lambda number: after_months(NOON, number),
    "after_hours": lambda number: after_hours(NOON, number),
    "workdays_before": lambda number: workdays_before(NOON.date(), number, calendar=PLAIN),
    "days_before": lambda number: days_before(NOON.date(), number),
    "months_before": lambda number: months_before(NOON.date(), number),
    "warning workdays": lambda number: warning(DUE, workdays_before=number, calendar=PLAIN),
    "warning days": lambda number: warning(DUE, days_before=number, calendar=PLAIN),
    "warning hours": lambda number: warning(DUE, hours_before=number, calendar=PLAIN),
}


@pytest.mark.parametrize("name", FROM_A_MOMENT)
def test_a_moment_without_zone_is_refused(name: str) -> None:
    with pytest.raises(Problem, match="tidszone"):
        FROM_A_MOMENT[name](datetime(2026, 6, 1, 12))


@pytest.mark.parametrize("year", [1989, 2061])
@pytest.mark.parametrize("name", FROM_A_MOMENT)
def test_a_moment_outside_the_calendar_is_refused(name: str, year: int) -> None:
    with pytest.raises(Problem, match="1990 til 2060"):
        FROM_A_MOMENT[name](datetime(year, 6, 1, tzinfo=UTC))


@pytest.mark.parametrize("day", [date(1989, 12, 31), date(2061, 1, 1)])
@pytest.mark.parametrize("name", BACK_FROM_A_DAY)
def test_a_day_outside_the_calendar_is_refused(name: str, day: date) -> None:
    with pytest.raises(Problem, match="1990 til 2060"):
        BACK_FROM_A_DAY[name](day)


@pytest.mark.parametrize("name", OF_A_NUMBER)
def test_a_negative_number_is_refused(name: str) -> None:
    with pytest.raises(Problem, match="ikke være på -1"):
        OF_A_NUMBER[name](-1)


@pytest.mark.parametrize("name", OF_A_NUMBER)
def test_a_number_beyond_the_calendar_is_refused(name: str) -> None:
    with pytest.raises(Problem, match=r"1990 til 2060|Angiv et tal"):
        OF_A_NUMBER[name](10**12)


@pytest.mark.parametrize("make", [lambda: after_days(NOON, 12_632), lambda: days_before(date(1990, 1, 2), 1)])
def test_the_last_days_of_the_calendar_are_in_it(make: Callable[[], object]) -> None:
    assert make()


@pytest.mark.parametrize("make", [lambda: after_days(NOON, 12_633), lambda: days_before(date(1990, 1, 1), 1)])
def test_a_deadline_outside_the_calendar_is_refused(make: Callable[[], object]) -> None:
    with pytest.raises(Problem, match="1990 til 2060"):
        make()


def test_a_pause_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(Problem, match="slutter, før den begynder"):
        Pause(NOON, NOON.replace(minute=0, hour=11))


def test_an_empty_pause_is_no_fault() -> None:
    assert after_days(NOON, 1, pauses=[Pause(NOON, NOON)]) == DUE


def test_hours_that_are_no_whole_seconds_are_refused() -> None:
    with pytest.raises(Problem, match="sekunder"):
        after_hours(NOON, Fraction(1, 7))


@pytest.mark.parametrize("clock", ["24:00", "14.00", ""])
def test_a_clock_that_is_none_is_refused(clock: str) -> None:
    with pytest.raises(Problem, match="klokkeslæt"):
        workdays_before(NOON.date(), 1, at=clock, calendar=PLAIN)


@pytest.mark.parametrize("given", [{}, {"days_before": 1, "hours_before": 2}])
def test_a_warning_has_one_distance(given: dict[str, int]) -> None:
    with pytest.raises(Problem, match="én afstand"):
        warning(DUE, **given, calendar=PLAIN)
