"""Deadlines worked out by hand from the clauses and readings that they come from, on both sides of each limit."""

from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest

from tvaers.engine.deadlines import (
    Due,
    Pause,
    act_by,
    after_days,
    after_hours,
    after_months,
    after_workdays,
    days_before,
    in_words,
    is_after_cutoff,
    months_before,
    standing,
    warning,
    workdays_before,
    year_validity,
)
from tvaers.kernel.calendar import Calendar, at
from tvaers.kernel.clock import COPENHAGEN

PLAIN = Calendar()
NO_EVE = Calendar(frozenset({"Juleaftensdag", "Nytårsaftensdag"}))
CASE = after_days(at(date(2011, 3, 15), "10:20"), 90)
NOTICE = months_before(date(2022, 1, 1), 6)


def moment(text: str) -> datetime:
    """Return a moment in Denmark from "2025-08-22 14:00"; a second "!" at the end means the second of two."""
    local = datetime.fromisoformat(text.removesuffix("!")).replace(tzinfo=COPENHAGEN)
    return local.replace(fold=1) if text.endswith("!") else local


def done(due: Due, text: str) -> tuple[str, timedelta | None]:
    """Return status and lateness when the task is done at a moment and looked at long after."""
    found = standing(due, done_at=moment(text), now=moment("2059-01-01 00:00"))
    return found.status, found.late_by


def test_an_adverse_event_reported_15_march_is_due_13_june() -> None:  # SA-UH-43; Whit Monday does not move it
    assert in_words(CASE) == "mandag 13. juni 2011"


@pytest.mark.parametrize(
    ("closed", "expected"),
    [
        ("2011-06-13 23:59:59", ("met", None)),
        ("2011-06-14 00:00", ("late", timedelta(days=1))),
        ("2011-06-15 23:59", ("late", timedelta(days=2))),
    ],
)
def test_an_adverse_event_is_late_from_the_next_day(closed: str, expected: tuple[str, timedelta | None]) -> None:
    assert done(CASE, closed) == expected


def test_the_warning_is_on_the_last_weekday_before() -> (
    None
):  # SA-UH-43, reading 14: Whit Sunday and Saturday lie between
    assert warning(CASE, workdays_before=1, calendar=PLAIN) == moment("2011-06-10 08:00")


@pytest.mark.parametrize(
    ("discharge", "due"),
    [
        (date(2025, 8, 25), "2025-08-22 14:00"),
        (date(2025, 4, 22), "2025-04-16 14:00"),
        (date(2025, 8, 22), "2025-08-21 14:00"),
        (date(2025, 8, 24), "2025-08-22 14:00"),
        (date(2025, 5, 30), "2025-05-28 14:00"),
        (date(2023, 5, 8), "2023-05-04 14:00"),
        (date(2024, 4, 29), "2024-04-26 14:00"),
        (date(2027, 1, 4), "2026-12-31 14:00"),
    ],
)
def test_aids_are_requested_by_14_on_the_last_weekday(discharge: date, due: str) -> None:  # MIN-12g, reading 12
    assert workdays_before(discharge, 1, at="14:00", calendar=PLAIN).moment == moment(due)


def test_the_eves_close_only_where_the_parties_say_so() -> None:  # reading 12
    assert workdays_before(date(2027, 1, 4), 1, at="14:00", calendar=NO_EVE).moment == moment("2026-12-30 14:00")


@pytest.mark.parametrize(
    ("sent", "status", "late"),
    [("14:00:00", "met", None), ("14:00:59", "met", None), ("14:01:00", "late", 1), ("15:30:20", "late", 90)],
)
def test_a_request_within_the_minute_is_in_time(sent: str, status: str, late: int | None) -> None:  # reading 10
    due = workdays_before(date(2025, 8, 25), 1, at="14:00", calendar=PLAIN)
    assert done(due, f"2025-08-22 {sent}") == (status, None if late is None else timedelta(minutes=late))


@pytest.mark.parametrize(
    ("sent", "after", "day"),
    [
        ("2025-08-22 13:59", False, date(2025, 8, 22)),
        ("2025-08-22 14:00", False, date(2025, 8, 22)),
        ("2025-08-22 14:00:59", False, date(2025, 8, 22)),
        ("2025-08-22 14:01", True, date(2025, 8, 25)),
        ("2025-08-23 09:00", True, date(2025, 8, 25)),
        ("2025-04-17 09:00", True, date(2025, 4, 22)),
        ("2025-12-24 14:01", True, date(2025, 12, 29)),
        ("2025-08-25 00:00", False, date(2025, 8, 25)),
    ],
)
def test_a_report_is_acted_on_the_same_day_until_14(sent: str, after: bool, day: date) -> None:  # MIN-12j/k, reading 11
    due = act_by(moment(sent), cutoff="14:00", calendar=PLAIN)
    found = is_after_cutoff(moment(sent), cutoff="14:00", calendar=PLAIN)
    assert (found, due.moment, due.precision) == (after, at(day, "23:59"), "day")


@pytest.mark.parametrize(
    ("takes_effect", "months", "last"),
    [
        (date(2022, 1, 1), 6, date(2021, 7, 1)),
        (date(2022, 8, 31), 6, date(2022, 2, 28)),
        (date(2024, 8, 31), 6, date(2024, 2, 29)),
        (date(2022, 8, 28), 6, date(2022, 2, 28)),
        (date(2022, 3, 31), 1, date(2022, 2, 28)),
        (date(2022, 3, 31), 12, date(2021, 3, 31)),
        (date(2022, 3, 31), 0, date(2022, 3, 31)),
    ],
)
def test_notice_is_given_months_before(takes_effect: date, months: int, last: date) -> None:  # BA-3.6a, A12
    assert months_before(takes_effect, months).moment == at(last, "23:59")


@pytest.mark.parametrize(
    ("sent", "expected"),
    [("2021-07-01 23:59:59", ("met", None)), ("2021-07-02 00:00", ("late", timedelta(days=1)))],
)
def test_notice_on_the_last_day_is_in_time(sent: str, expected: tuple[str, timedelta | None]) -> None:  # BA-3.6a
    assert done(NOTICE, sent) == expected


def test_a_last_day_that_is_closed_stays_and_the_reminder_comes_before() -> None:  # A13: New Year's Day, a Saturday
    due = months_before(date(2022, 7, 1), 6)
    expected = (at(date(2022, 1, 1), "23:59"), moment("2021-12-31 08:00"))
    assert (due.moment, warning(due, workdays_before=1, calendar=PLAIN)) == expected


@pytest.mark.parametrize(
    ("start", "days", "ready"),
    [
        ("2013-03-21 12:00", 3, date(2013, 3, 26)),
        ("2013-03-21 00:00", 3, date(2013, 3, 26)),
        ("2013-03-21 23:59", 3, date(2013, 3, 26)),
        ("2013-03-27 12:00", 1, date(2013, 4, 2)),
        ("2013-03-23 12:00", 1, date(2013, 3, 25)),
        ("2013-03-23 12:00", 0, date(2013, 3, 23)),
        ("2025-12-23 12:00", 3, date(2025, 12, 30)),
    ],
)
def test_preparation_time_counts_working_days(start: str, days: int, ready: date) -> None:  # SA-IU-4.1b
    assert after_workdays(moment(start), days, calendar=PLAIN).moment == at(ready, "23:59")


def test_preparation_time_skips_the_days_the_agreement_closes() -> None:
    assert after_workdays(moment("2025-12-23 12:00"), 3, calendar=NO_EVE).moment == at(date(2026, 1, 2), "23:59")


@pytest.mark.parametrize(
    ("issued", "last"),
    [
        (date(2021, 3, 15), date(2022, 3, 14)),
        (date(2024, 2, 29), date(2025, 2, 27)),
        (date(2023, 3, 1), date(2024, 2, 29)),
        (date(2021, 1, 1), date(2021, 12, 31)),
    ],
)
def test_a_letter_holds_for_one_year(issued: date, last: date) -> None:  # BA-2.3d, A7
    assert year_validity(issued).moment == at(last, "23:59")


@pytest.mark.parametrize(
    ("done_at", "expected"),
    [
        ("2013-05-08 10:00:00", ("met", None)),
        ("2013-05-08 10:00:01", ("late", timedelta(seconds=1))),
        ("2013-05-08 09:59:59", ("met", None)),
    ],
)
def test_48_hours_are_judged_by_the_second(done_at: str, expected: tuple[str, timedelta | None]) -> None:  # A28
    assert done(after_hours(moment("2013-05-06 10:00:00"), 48), done_at) == expected


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2013-03-30 22:00", 24, "2013-03-31 23:00"),
        ("2026-03-28 12:00", 24, "2026-03-29 13:00"),
        ("2026-10-24 12:00", 24, "2026-10-25 11:00"),
        ("2026-10-24 12:00", 48, "2026-10-26 11:00"),
        ("2026-03-29 01:30", 1, "2026-03-29 03:30"),
        ("2026-10-25 02:30", 1, "2026-10-25 02:30!"),
        ("2026-10-25 02:30!", 1, "2026-10-25 03:30"),
        ("2026-10-25 01:30", 2, "2026-10-25 02:30!"),
        ("2014-12-24 15:10", 24, "2014-12-25 15:10"),
        ("2028-02-28 12:00", 48, "2028-03-01 12:00"),
        ("2026-12-31 23:30", 1, "2027-01-01 00:30"),
        ("2026-06-01 12:00", 0, "2026-06-01 12:00"),
    ],
)
def test_hours_are_those_that_pass(start: str, hours: int, due: str) -> None:  # A43, SA-BU-3.1.2e/g
    found = after_hours(moment(start), hours)
    assert found.moment is not None
    assert (found.moment.isoformat(), found.precision) == (moment(due).isoformat(), "second")


def test_part_hours_are_given_as_fractions() -> None:
    assert after_hours(moment("2026-06-01 12:00"), Fraction(3, 2)).moment == moment("2026-06-01 13:30")


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2025, 8, 28), 6, date(2026, 2, 28)),
        (date(2025, 12, 31), 2, date(2026, 2, 28)),
        (date(2025, 1, 31), 0, date(2025, 1, 31)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
    ],
)
def test_months_end_on_the_last_day_that_there_is(start: date, months: int, last: date) -> None:  # A12
    assert after_months(start, months).moment == at(last, "23:59")


def test_months_take_a_moment_by_its_day_in_denmark() -> None:
    assert after_months(datetime.fromisoformat("2026-06-30T22:30:00+00:00"), 1).moment == at(date(2026, 8, 1), "23:59")


@pytest.mark.parametrize(("contact", "expected"), [("2013-05-27 20:00", "met"), ("2013-05-28 08:00", "late")])
def test_a_visit_is_due_seven_days_after_discharge(contact: str, expected: str) -> None:  # SA-BU-3.1.2b
    assert done(after_days(moment("2013-05-20 11:00"), 7), contact)[0] == expected


def test_days_before_are_calendar_days() -> None:  # MIN-7i
    assert days_before(date(2025, 10, 10), 7).moment == at(date(2025, 10, 3), "23:59")


@pytest.mark.parametrize(
    ("pause", "last"),
    [
        (("2025-06-03 08:00", "2025-06-03 23:59"), date(2025, 6, 12)),
        (("2025-06-03 08:00", "2025-06-04 00:00"), date(2025, 6, 13)),
        (("2025-06-03 08:00", "2025-06-04 23:59"), date(2025, 6, 13)),
        (("2025-06-04 00:00", "2025-06-04 23:59"), date(2025, 6, 12)),
        (("2025-06-02 08:00", "2025-06-03 08:00"), date(2025, 6, 12)),
        (("2025-06-12 23:00", "2025-06-13 08:00"), date(2025, 6, 13)),
        (("2025-06-13 00:00", "2025-06-20 08:00"), date(2025, 6, 12)),
        (("2025-05-20 08:00", "2025-06-05 08:00"), date(2025, 6, 14)),
    ],
)
def test_a_day_counts_when_the_clock_runs_at_its_end(pause: tuple[str, str], last: date) -> None:
    held = [Pause(moment(pause[0]), moment(pause[1]))]
    assert after_days(moment("2025-06-02 12:00"), 10, pauses=held).moment == at(last, "23:59")


@pytest.mark.parametrize(("begins", "waits"), [("2025-06-12 23:59", True), ("2025-06-13 00:00", False)])
def test_an_open_pause_holds_what_is_not_yet_due(begins: str, waits: bool) -> None:
    due = after_days(moment("2025-06-02 12:00"), 10, pauses=[Pause(moment(begins))])
    assert (due.moment is None) is waits


@pytest.mark.parametrize(("begins", "waits"), [("2025-06-02 13:59", True), ("2025-06-02 14:00", False)])
def test_an_open_pause_holds_hours_that_have_not_passed(begins: str, waits: bool) -> None:
    due = after_hours(moment("2025-06-02 12:00"), 2, pauses=[Pause(moment(begins))])
    assert (due.moment is None) is waits


def test_hours_go_on_after_a_pause() -> None:
    held = [Pause(moment("2025-06-02 13:00"), moment("2025-06-03 09:30"))]
    assert after_hours(moment("2025-06-02 12:00"), 2, pauses=held).moment == moment("2025-06-03 10:30")


def test_months_move_by_the_days_of_a_pause() -> None:
    held = [Pause(moment("2025-12-20 20:00"), moment("2025-12-25 20:00"))]
    assert after_months(date(2025, 8, 31), 6, pauses=held).moment == at(date(2026, 3, 5), "23:59")
