"""A deadline in Danish words: when it is, and how long there is left."""

from datetime import date, datetime, timedelta

import pytest

from tvaers.engine.deadlines import Due, Pause, after_days, after_hours, in_words, time_left, workdays_before
from tvaers.kernel.calendar import Calendar, at
from tvaers.kernel.clock import COPENHAGEN
from tvaers.kernel.danish_days import days_in_words, duration_in_words, moment_in_words

PLAIN = Calendar()


def noon(year: int, month: int, day: int) -> datetime:
    """Return 12 o'clock in Denmark."""
    return at(date(year, month, day), "12:00")


def pause(start: datetime) -> list[Pause]:
    """Return one pause without end."""
    return [Pause(start)]


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (workdays_before(date(2025, 8, 25), 1, at="14:00", calendar=PLAIN), "fredag 22. august 2025 kl. 14.00"),
        (after_days(noon(2025, 8, 20), 2), "fredag 22. august 2025"),
        (after_hours(noon(2025, 8, 20), 2), "onsdag 20. august 2025 kl. 14.00"),
        (after_days(noon(2025, 8, 20), 2, pauses=pause(noon(2025, 8, 1))), "fristen står stille"),
    ],
)
def test_a_deadline_in_words(due: Due, words: str) -> None:
    assert in_words(due) == words


BY_DAY = after_days(noon(2025, 8, 20), 2)
BY_MINUTE = workdays_before(date(2025, 8, 25), 1, at="14:00", calendar=PLAIN)
BY_SECOND = after_hours(noon(2025, 8, 20), 50)


@pytest.mark.parametrize(
    ("due", "now", "words"),
    [
        (BY_DAY, "2025-08-20 23:59", "om 2 dage"),
        (BY_DAY, "2025-08-21 00:00", "i morgen"),
        (BY_DAY, "2025-08-22 00:00", "i dag"),
        (BY_DAY, "2025-08-22 23:59:59", "i dag"),
        (BY_DAY, "2025-08-23 00:00", "1 dag for sent"),
        (BY_DAY, "2025-08-25 00:00", "3 dage for sent"),
        (BY_MINUTE, "2025-08-20 13:59", "om 2 dage"),
        (BY_MINUTE, "2025-08-20 14:00", "om 2 dage"),
        (BY_MINUTE, "2025-08-20 14:01", "om 47 timer"),
        (BY_MINUTE, "2025-08-22 11:00", "om 3 timer"),
        (BY_MINUTE, "2025-08-22 11:01", "om 2 timer"),
        (BY_MINUTE, "2025-08-22 13:00", "om 1 time"),
        (BY_MINUTE, "2025-08-22 13:00:30", "om 1 time"),
        (BY_MINUTE, "2025-08-22 13:01", "om 59 minutter"),
        (BY_MINUTE, "2025-08-22 13:59:59", "om 1 minut"),
        (BY_MINUTE, "2025-08-22 14:00:00", "nu"),
        (BY_MINUTE, "2025-08-22 14:00:59", "nu"),
        (BY_MINUTE, "2025-08-22 14:01:00", "1 minut for sent"),
        (BY_MINUTE, "2025-08-22 14:01:59", "1 minut for sent"),
        (BY_MINUTE, "2025-08-22 17:30", "3 timer for sent"),
        (BY_MINUTE, "2025-08-25 08:00", "3 dage for sent"),
        (BY_SECOND, "2025-08-22 13:59:01", "om mindre end 1 minut"),
        (BY_SECOND, "2025-08-22 14:00:00", "nu"),
        (BY_SECOND, "2025-08-22 14:00:01", "mindre end 1 minut for sent"),
        (BY_SECOND, "2025-08-22 14:01:00", "1 minut for sent"),
    ],
)
def test_the_time_that_is_left(due: Due, now: str, words: str) -> None:
    assert time_left(due, datetime.fromisoformat(now).replace(tzinfo=COPENHAGEN)) == words


def test_there_is_no_time_left_to_tell_while_the_clock_stands_still() -> None:
    due = after_days(noon(2025, 8, 20), 2, pauses=pause(noon(2025, 8, 1)))
    assert time_left(due, noon(2025, 8, 20)) == "fristen står stille"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2025, 6, 2), date(2025, 6, 2), "mandag 2. juni 2025"),
        (date(2025, 6, 2), date(2025, 6, 4), "mandag 2. – onsdag 4. juni 2025"),
        (date(2025, 5, 30), date(2025, 6, 4), "fredag 30. maj – onsdag 4. juni 2025"),
        (date(2025, 12, 30), date(2026, 1, 4), "tirsdag 30. december 2025 – søndag 4. januar 2026"),
        (date(2025, 6, 2), date(2026, 6, 2), "mandag 2. juni 2025 – tirsdag 2. juni 2026"),
    ],
)
def test_days_in_words(first: date, last: date, words: str) -> None:
    assert days_in_words(first, last) == words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-10-25T00:30:00+00:00", "søndag 25. oktober 2026 kl. 02.30 (sommertid)"),
        ("2026-10-25T01:30:00+00:00", "søndag 25. oktober 2026 kl. 02.30 (normaltid)"),
        ("2026-10-25T02:00:00+00:00", "søndag 25. oktober 2026 kl. 03.00"),
        ("2026-03-29T01:00:00+00:00", "søndag 29. marts 2026 kl. 03.00"),
        ("2025-08-22T14:00:05+02:00", "fredag 22. august 2025 kl. 14.00.05"),
        ("2025-12-31T23:00:00+00:00", "torsdag 1. januar 2026 kl. 00.00"),
    ],
)
def test_a_moment_in_words(moment: str, words: str) -> None:
    assert moment_in_words(datetime.fromisoformat(moment)) == words


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(hours=48), "48 timer"),
        (timedelta(hours=1, minutes=1), "1 time og 1 minut"),
        (timedelta(minutes=30, seconds=1), "30 minutter og 1 sekund"),
        (timedelta(hours=2, minutes=5, seconds=9), "2 timer og 5 minutter"),
        (timedelta(milliseconds=999), "0 sekunder"),
    ],
)
def test_a_length_of_time_in_words(length: timedelta, words: str) -> None:
    assert duration_in_words(length) == words
