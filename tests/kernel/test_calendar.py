"""The Danish calendar: the table, working days, and time across the two clock changes."""

import csv
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvaers.kernel import calendar_table
from tvaers.kernel.calendar import Calendar, at, elapsed, optional_days, version
from tvaers.kernel.clock import COPENHAGEN
from tvaers.kernel.errors import Problem

PLAIN = Calendar()
CHRISTMAS_EVE = Calendar(frozenset({"Juleaftensdag"}))
DAYS = st.dates(date(1991, 1, 1), date(2059, 12, 31))


def rows(kind: str) -> dict[date, str]:
    """Return the committed rows of a kind, by date."""
    with calendar_table.TABLE.open(encoding="utf-8", newline="") as file:
        return {date.fromisoformat(row["date"]): row["name"] for row in csv.DictReader(file) if row["kind"] == kind}


def test_the_committed_table_is_the_one_the_rules_make(tmp_path: Path) -> None:
    calendar_table.write(tmp_path / "calendar.csv")
    assert (tmp_path / "calendar.csv").read_bytes() == calendar_table.TABLE.read_bytes()


def test_the_holidays_are_those_of_the_holidays_package() -> None:
    years = range(calendar_table.FIRST_YEAR, calendar_table.LAST_YEAR + 1)
    assert rows("holiday") == dict(holidays.country_holidays("DK", years=years, language="da"))


def test_each_year_has_its_four_optional_days() -> None:
    years = [day.year for day in rows("optional")]
    assert years == [year for year in range(1990, 2061) for _ in range(4)]


@pytest.mark.parametrize(
    ("day", "holiday"),
    [(date(2023, 5, 5), True), (date(2024, 4, 26), False), (date(2000, 4, 23), True), (date(2026, 12, 24), False)],
)
def test_holidays(day: date, holiday: bool) -> None:
    assert PLAIN.is_holiday(day) is holiday


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2023, 5, 5), "Store bededag"),
        (date(2026, 12, 24), "Juleaftensdag"),
        (date(2026, 12, 23), ""),
        (date(2008, 5, 1), "Kristi himmelfartsdag"),
        (date(2017, 6, 5), "Anden pinsedag"),
    ],
)
def test_names(day: date, name: str) -> None:
    assert PLAIN.name(day) == name


@pytest.mark.parametrize(
    ("calendar", "day", "working"),
    [
        (PLAIN, date(2026, 7, 10), True),
        (PLAIN, date(2026, 7, 11), False),
        (PLAIN, date(2026, 7, 12), False),
        (PLAIN, date(2026, 12, 25), False),
        (PLAIN, date(2026, 12, 24), True),
        (CHRISTMAS_EVE, date(2026, 12, 24), False),
        (CHRISTMAS_EVE, date(2026, 12, 31), True),
        (PLAIN, date(2024, 2, 29), True),
    ],
)
def test_working_days(calendar: Calendar, day: date, working: bool) -> None:
    assert calendar.is_working_day(day) is working


@pytest.mark.parametrize(
    ("calendar", "n", "expected"),
    [(PLAIN, 1, date(2026, 12, 28)), (CHRISTMAS_EVE, 1, date(2026, 12, 28)), (PLAIN, 4, date(2026, 12, 31))],
)
def test_next_working_day_after_christmas_eve(calendar: Calendar, n: int, expected: date) -> None:
    assert calendar.next_working_day(date(2026, 12, 24), n) == expected


@pytest.mark.parametrize(
    ("calendar", "n", "expected"),
    [(PLAIN, 1, date(2026, 12, 24)), (CHRISTMAS_EVE, 1, date(2026, 12, 23)), (CHRISTMAS_EVE, 2, date(2026, 12, 22))],
)
def test_previous_working_day_before_christmas(calendar: Calendar, n: int, expected: date) -> None:
    assert calendar.previous_working_day(date(2026, 12, 27), n) == expected


def test_the_last_working_day_of_february_in_a_leap_year() -> None:
    assert PLAIN.previous_working_day(date(2028, 3, 1)) == date(2028, 2, 29)


@given(DAYS, st.integers(1, 60))
def test_a_step_lands_on_a_working_day_and_leaves_n_minus_one_between(day: date, n: int) -> None:
    target = PLAIN.next_working_day(day, n)
    between = [day + timedelta(days=gone) for gone in range(1, (target - day).days)]
    assert (sum(map(PLAIN.is_working_day, between)), PLAIN.is_working_day(target)) == (n - 1, True)


@given(DAYS.filter(PLAIN.is_working_day), st.integers(1, 60))
def test_back_undoes_forth_from_a_working_day(day: date, n: int) -> None:
    assert PLAIN.previous_working_day(PLAIN.next_working_day(day, n), n) == day


@pytest.mark.parametrize("n", [0, -1])
def test_a_step_is_at_least_one_day(n: int) -> None:
    with pytest.raises(Problem, match="1 eller flere"):
        PLAIN.next_working_day(date(2026, 1, 5), n)


@pytest.mark.parametrize("day", [date(1989, 12, 31), date(2061, 1, 1)])
@pytest.mark.parametrize("method", [PLAIN.is_holiday, PLAIN.name, PLAIN.is_working_day, PLAIN.next_working_day])
def test_days_outside_the_table_are_refused(method: object, day: date) -> None:
    with pytest.raises(Problem, match="1990 til 2060"):
        method(day)  # type: ignore[operator]


@pytest.mark.parametrize("day", [date(1990, 1, 1), date(2060, 12, 26)])
def test_the_first_and_last_year_are_in_the_table(day: date) -> None:
    assert PLAIN.is_holiday(day)


def test_a_moment_is_refused_because_it_equals_no_date() -> None:
    with pytest.raises(TypeError, match="date"):
        PLAIN.is_holiday(datetime(2026, 12, 25, tzinfo=UTC))


def test_an_unknown_optional_day_is_refused_with_the_choices() -> None:
    with pytest.raises(Problem, match=r"Fastelavn.*1\. maj, Grundlovsdag, Juleaftensdag, Nytårsaftensdag"):
        Calendar(frozenset({"Fastelavn"}))


def test_the_optional_days_can_be_listed() -> None:
    assert optional_days() == {"1. maj", "Grundlovsdag", "Juleaftensdag", "Nytårsaftensdag"}


def test_the_version_identifies_the_table() -> None:
    assert len(version()) == 12


@pytest.mark.parametrize(
    ("day", "clock", "utc"),
    [
        (date(2026, 1, 5), "14:00", "13:00"),
        (date(2026, 7, 6), "14:00", "12:00"),
        (date(2026, 3, 29), "01:59", "00:59"),
        (date(2026, 3, 29), "02:30", "01:30"),
        (date(2026, 3, 29), "03:00", "01:00"),
        (date(2026, 10, 25), "02:30", "00:30"),
        (date(2026, 10, 25), "03:00", "02:00"),
        (date(2028, 2, 29), "23:59", "22:59"),
    ],
)
def test_at_gives_the_danish_moment(day: date, clock: str, utc: str) -> None:
    assert at(day, clock).astimezone(UTC).strftime("%H:%M") == utc


def test_a_skipped_time_is_shown_as_the_moment_it_became() -> None:
    assert at(date(2026, 3, 29), "02:30").isoformat() == "2026-03-29T03:30:00+02:00"


@pytest.mark.parametrize("clock", ["", "24:00", "9:00", "12:60", "12.30", "12:30:00", "middag"])
def test_at_refuses_what_is_no_time_of_day(clock: str) -> None:
    with pytest.raises(Problem, match="klokkeslæt"):
        at(date(2026, 1, 5), clock)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        (date(2026, 3, 28), date(2026, 3, 29), 23),
        (date(2026, 10, 24), date(2026, 10, 25), 25),
        (date(2026, 6, 1), date(2026, 6, 2), 24),
        (date(2028, 2, 28), date(2028, 3, 1), 48),
    ],
)
def test_elapsed_counts_the_hours_that_passed(start: date, end: date, hours: int) -> None:
    assert elapsed(at(start, "12:00"), at(end, "12:00")) == timedelta(hours=hours)


def test_elapsed_tells_the_repeated_hour_apart() -> None:
    first = datetime(2026, 10, 25, 2, 30, tzinfo=COPENHAGEN)
    assert elapsed(first, first.replace(fold=1)) == timedelta(hours=1)


@given(st.datetimes(datetime(1990, 1, 2), datetime(2060, 1, 1)), st.integers(0, 10**6))
def test_elapsed_is_what_was_added(moment: datetime, seconds: int) -> None:
    start = moment.replace(tzinfo=UTC)
    end = (start + timedelta(seconds=seconds)).astimezone(COPENHAGEN)
    assert elapsed(start.astimezone(COPENHAGEN), end) == timedelta(seconds=seconds)


@pytest.mark.parametrize("zoned", ["start", "end"])
def test_elapsed_refuses_a_moment_without_zone(zoned: str) -> None:
    moments = {"start": datetime(2026, 1, 1), "end": datetime(2026, 1, 2)}
    moments[zoned] = moments[zoned].replace(tzinfo=UTC)
    with pytest.raises(Problem, match="tidszone"):
        elapsed(**moments)
