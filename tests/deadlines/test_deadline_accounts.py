"""The account of a deadline in Danish, line by line."""

from datetime import date, datetime, timedelta

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
    months_before,
    workdays_before,
    year_validity,
)
from tvaers.kernel.calendar import Calendar, at

PLAIN = Calendar()
CLOSED = Calendar(frozenset({"Juleaftensdag", "1. maj"}))


def noon(year: int, month: int, day: int) -> datetime:
    """Return 12 o'clock in Denmark."""
    return at(date(year, month, day), "12:00")


def lines(due: Due) -> list[str]:
    """Return the texts of the account."""
    return [step.text for step in due.account]


def pause(start: datetime, end: datetime | None = None) -> list[Pause]:
    """Return one pause."""
    return [Pause(start, end)]


def test_ninety_days_are_three_lines() -> None:
    assert lines(after_days(noon(2011, 3, 15), 90)) == [
        "tirsdag 15. marts 2011: dag 0",
        "onsdag 16. marts – søndag 12. juni 2011: dag 1-89",
        "mandag 13. juni 2011: dag 90, sidste dag",
    ]


def test_a_short_account_has_a_line_for_each_day() -> None:
    assert lines(after_workdays(noon(2013, 3, 21), 3, calendar=PLAIN)) == [
        "torsdag 21. marts 2013: dag 0",
        "fredag 22. marts 2013: dag 1",
        "lørdag 23. marts 2013: tæller ikke, weekend",
        "søndag 24. marts 2013: tæller ikke, weekend",
        "mandag 25. marts 2013: dag 2",
        "tirsdag 26. marts 2013: dag 3, sidste dag",
    ]


def test_each_line_says_whether_it_counted_and_where_it_begins() -> None:
    found = [(step.day.day, step.counted) for step in after_workdays(noon(2013, 3, 21), 2, calendar=PLAIN).account]
    assert found == [(21, False), (22, True), (23, False), (24, False), (25, True)]


@pytest.mark.parametrize(("days", "length"), [(15, 16), (16, 3)])
def test_an_account_is_short_up_to_two_weeks_between_the_first_and_last_day(days: int, length: int) -> None:
    assert len(after_days(noon(2025, 6, 2), days).account) == length


def test_a_long_account_names_each_holiday() -> None:
    found = lines(after_workdays(noon(2025, 12, 15), 12, calendar=CLOSED))
    assert found[3:8] == [
        "mandag 22. – tirsdag 23. december 2025: dag 5-6",
        "juleaftensdag 24. december 2025: tæller ikke, lukkedag",
        "juledag 25. december 2025: tæller ikke, helligdag",
        "anden juledag 26. december 2025: tæller ikke, helligdag",
        "lørdag 27. – søndag 28. december 2025: tæller ikke, weekend",
    ]


@pytest.mark.parametrize(
    ("calendar", "day", "text"),
    [
        (CLOSED, date(2025, 5, 1), "torsdag 1. maj 2025: tæller ikke, lukkedag"),
        (PLAIN, date(2025, 5, 29), "Kristi himmelfartsdag 29. maj 2025: tæller ikke, helligdag"),
        (PLAIN, date(2025, 4, 20), "påskedag 20. april 2025: tæller ikke, helligdag"),
        (CLOSED, date(2022, 12, 24), "lørdag 24. december 2022: tæller ikke, weekend"),
        (PLAIN, date(2008, 5, 1), "Kristi himmelfartsdag 1. maj 2008: tæller ikke, helligdag"),
    ],
)
def test_a_closed_day_is_named(calendar: Calendar, day: date, text: str) -> None:
    start = at(day - timedelta(days=1), "12:00")
    assert lines(after_workdays(start, 1, calendar=calendar))[1] == text


def test_a_pause_is_told_before_the_weekend_it_covers() -> None:
    held = pause(noon(2025, 6, 6), noon(2025, 6, 11))
    assert lines(after_workdays(noon(2025, 6, 2), 12, calendar=PLAIN, pauses=held))[1:4] == [
        "tirsdag 3. – torsdag 5. juni 2025: dag 1-3",
        "fredag 6. – tirsdag 10. juni 2025: tæller ikke, fristen står stille",
        "onsdag 11. – fredag 13. juni 2025: dag 4-6",
    ]


def test_an_open_pause_ends_the_account() -> None:
    assert lines(after_days(noon(2025, 6, 2), 4, pauses=pause(noon(2025, 6, 4)))) == [
        "mandag 2. juni 2025: dag 0",
        "tirsdag 3. juni 2025: dag 1",
        "onsdag 4. juni 2025: fristen står stille, indtil pausen slutter",
    ]


def test_an_open_pause_from_before_the_start_is_told_of_the_start() -> None:
    assert lines(after_days(noon(2025, 6, 2), 4, pauses=pause(noon(2025, 5, 4)))) == [
        "mandag 2. juni 2025: dag 0",
        "mandag 2. juni 2025: fristen står stille, indtil pausen slutter",
    ]


def test_no_days_are_one_line() -> None:
    assert lines(after_days(noon(2025, 6, 2), 0)) == ["mandag 2. juni 2025: dag 0, sidste dag"]


def test_months_say_which_date_they_come_to() -> None:
    assert lines(after_months(date(2025, 8, 31), 6)) == [
        "søndag 31. august 2025: dag 0, 6 måneder frem er lørdag 28. februar 2026",
        "mandag 1. september 2025 – fredag 27. februar 2026: dag 1-180",
        "lørdag 28. februar 2026: dag 181, sidste dag",
    ]


def test_days_are_walked_back_over_easter() -> None:
    assert lines(workdays_before(date(2025, 4, 22), 1, at="14:00", calendar=PLAIN)) == [
        "tirsdag 22. april 2025: dag 0",
        "anden påskedag 21. april 2025: tæller ikke, helligdag",
        "påskedag 20. april 2025: tæller ikke, helligdag",
        "lørdag 19. april 2025: tæller ikke, weekend",
        "langfredag 18. april 2025: tæller ikke, helligdag",
        "skærtorsdag 17. april 2025: tæller ikke, helligdag",
        "onsdag 16. april 2025: 1. arbejdsdag før, senest kl. 14.00",
    ]


def test_many_days_back_are_told_in_order_of_time_within_a_line() -> None:
    assert lines(workdays_before(date(2025, 8, 25), 12, calendar=PLAIN))[1:3] == [
        "lørdag 23. – søndag 24. august 2025: tæller ikke, weekend",
        "mandag 18. – fredag 22. august 2025: 1.-5. arbejdsdag før",
    ]


@pytest.mark.parametrize(
    ("due", "text"),
    [
        (months_before(date(2022, 1, 1), 6), "torsdag 1. juli 2021: sidste dag, 6 måneder før lørdag 1. januar 2022"),
        (
            months_before(date(2022, 3, 31), 1),
            "mandag 28. februar 2022: sidste dag, 1 måned før torsdag 31. marts 2022, månedens sidste dag",
        ),
        (months_before(date(2022, 3, 31), 0), "torsdag 31. marts 2022: sidste dag, samme dag"),
        (days_before(date(2025, 10, 10), 7), "fredag 3. oktober 2025: sidste dag, 7 dage før fredag 10. oktober 2025"),
        (days_before(date(2025, 10, 10), 1), "torsdag 9. oktober 2025: sidste dag, 1 dag før fredag 10. oktober 2025"),
        (days_before(date(2025, 10, 10), 0), "fredag 10. oktober 2025: sidste dag, samme dag"),
        (workdays_before(date(2025, 10, 12), 0, calendar=PLAIN), "søndag 12. oktober 2025: dag 0, sidste dag"),
        (
            year_validity(date(2024, 2, 29)),
            "torsdag 27. februar 2025: sidste dag, 1 år fra torsdag 29. februar 2024",
        ),
    ],
)
def test_a_date_away_is_one_line(due: Due, text: str) -> None:
    assert lines(due) == [text]


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (
            at(date(2025, 8, 22), "14:00"),
            ["fredag 22. august 2025 kl. 14.00: sendt senest kl. 14.00", "fredag 22. august 2025: sidste dag"],
        ),
        (
            at(date(2025, 8, 22), "14:01"),
            [
                "fredag 22. august 2025 kl. 14.01: sendt efter kl. 14.00",
                "lørdag 23. august 2025: tæller ikke, weekend",
                "søndag 24. august 2025: tæller ikke, weekend",
                "mandag 25. august 2025: sidste dag",
            ],
        ),
        (
            at(date(2025, 8, 24), "09:00"),
            ["søndag 24. august 2025 kl. 09.00: sendt i en weekend", "mandag 25. august 2025: sidste dag"],
        ),
        (
            at(date(2025, 6, 9), "09:00"),
            ["mandag 9. juni 2025 kl. 09.00: sendt på en helligdag", "tirsdag 10. juni 2025: sidste dag"],
        ),
    ],
)
def test_a_report_tells_when_it_was_sent(sent: datetime, expected: list[str]) -> None:
    assert lines(act_by(sent, cutoff="14:00", calendar=PLAIN)) == expected


@pytest.mark.parametrize(
    ("start", "text"),
    [
        (date(2026, 3, 28), "søndag 29. marts 2026: sommertiden begynder, døgnet har 23 timer"),
        (date(2026, 10, 24), "søndag 25. oktober 2026: sommertiden slutter, døgnet har 25 timer"),
    ],
)
def test_hours_tell_of_the_clock_change(start: date, text: str) -> None:
    assert text in lines(after_hours(at(start, "12:00"), 24))


@pytest.mark.parametrize(("start", "told"), [("00:00", True), ("00:01", True), ("01:00", False)])
def test_a_clock_change_is_told_when_the_hours_reach_it(start: str, told: bool) -> None:
    account = lines(after_hours(datetime.fromisoformat(f"2026-03-29T{start}:00+00:00"), 1))
    assert any("sommertiden" in line for line in account) is told


def test_a_clock_change_that_the_hours_do_not_reach_is_not_told() -> None:
    account = lines(after_hours(datetime.fromisoformat("2026-03-28T23:59:59+00:00"), 1))
    assert not any("sommertiden" in line for line in account)


def test_hours_tell_of_each_pause() -> None:
    held = pause(at(date(2026, 6, 5), "13:00"), at(date(2026, 6, 8), "08:00"))
    assert lines(after_hours(noon(2026, 6, 5), 2, pauses=held)) == [
        "fredag 5. juni 2026 kl. 12.00: fristen begynder",
        "fredag 5. juni 2026 kl. 12.00 – fredag 5. juni 2026 kl. 13.00: 1 time",
        "fredag 5. juni 2026 kl. 13.00 – mandag 8. juni 2026 kl. 08.00: tæller ikke, fristen står stille",
        "mandag 8. juni 2026 kl. 08.00 – mandag 8. juni 2026 kl. 09.00: 1 time",
        "mandag 8. juni 2026 kl. 09.00: fristen udløber",
    ]


def test_hours_do_not_tell_of_an_empty_pause() -> None:
    held = pause(at(date(2026, 6, 5), "13:00"), at(date(2026, 6, 5), "13:00"))
    assert lines(after_hours(noon(2026, 6, 5), 2, pauses=held)) == lines(after_hours(noon(2026, 6, 5), 2))


def test_hours_that_wait_end_with_the_pause() -> None:
    due = after_hours(noon(2026, 6, 5), 2, pauses=pause(noon(2026, 6, 5)))
    assert lines(due)[-1] == "fredag 5. juni 2026 kl. 12.00: fristen står stille, indtil pausen slutter"
