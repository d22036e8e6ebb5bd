"""Dates as written and as understood, both sides of what makes them doubtful."""

from __future__ import annotations

from datetime import date

import pytest

from tvaers.engine.forums.reading import Minutes, read_minutes
from tvaers.engine.forums.reading.dates import dates_in

YEAR = 2025


@pytest.mark.parametrize(
    ("text", "start", "end", "how"),
    [
        ("22-08-2025", date(2025, 8, 22), date(2025, 8, 22), "full"),
        ("22.08.2025", date(2025, 8, 22), date(2025, 8, 22), "full"),
        ("22/8 2025", date(2025, 8, 22), date(2025, 8, 22), "full"),
        ("2025-08-22", date(2025, 8, 22), date(2025, 8, 22), "full"),
        ("fredag den 22. august 2026", date(2026, 8, 22), date(2026, 8, 22), "full"),
        ("d. 22. aug.", date(2025, 8, 22), date(2025, 8, 22), "assumed_year"),
        ("1.apr.", date(2025, 4, 1), date(2025, 4, 1), "assumed_year"),
        ("primo oktober", date(2025, 10, 1), date(2025, 10, 10), "early_mid_late"),
        ("medio maj 2026", date(2026, 5, 10), date(2026, 5, 20), "early_mid_late"),
        ("ultimo februar 2028", date(2028, 2, 19), date(2028, 2, 29), "early_mid_late"),
        ("primo 2026", date(2026, 1, 1), date(2026, 1, 31), "early_mid_late"),
        ("medio 2026", date(2026, 6, 1), date(2026, 6, 30), "early_mid_late"),
        ("ultimo 2025", date(2025, 12, 1), date(2025, 12, 31), "early_mid_late"),
        ("1. kvartal 2026", date(2026, 1, 1), date(2026, 3, 31), "quarter"),
        ("Q4 2025", date(2025, 10, 1), date(2025, 12, 31), "quarter"),
        ("sep.-okt.", date(2025, 9, 1), date(2025, 10, 31), "assumed_year"),
        ("maj 2026", date(2026, 5, 1), date(2026, 5, 31), "month"),
    ],
)
def test_one_date(text: str, start: date, end: date, how: str) -> None:
    [found] = dates_in(f"Det sker {text}, siger planen.", YEAR)
    assert (found.written, found.start, found.end, found.how) == (text, start, end, how)


@pytest.mark.parametrize(
    "text", ["31. februar 2025", "1-30-72-146-24", "§ 21", "kl. 12:00", "version 1.4", "2024-2027", "99.99.2025"]
)
def test_no_date(text: str) -> None:
    assert not dates_in(text, YEAR)


def test_a_date_without_year_is_left_out_when_the_meeting_has_no_day() -> None:
    assert not dates_in("den 3. maj", None)


def read(text: str, day: str = "22-08-2025") -> Minutes:
    return read_minutes(
        f"Referat Fælles Forretningsudvalg d. {day}\nPunkt 1: Sag\nSagsfremstilling\n{text}\n".encode(), "a.txt"
    )


def warnings(text: str, day: str = "22-08-2025") -> list[str]:
    return [warning for one in read(text, day).dates for warning in one.warnings]


def test_weekday_that_does_not_fit() -> None:
    assert warnings("Det er torsdag den 29. oktober 2025.") == ["29-10-2025 er en onsdag, ikke en torsdag."]
    assert not warnings("Det er onsdag den 29. oktober 2025.")


def test_saturday_of_a_forum_with_its_nearest_meeting() -> None:
    text = "Sagen kommer på Strategisk Sundhedsforum den 29. november.\n\nNæste gang er SSF den 25. november."
    assert warnings(text) == [
        "29-11-2025 er en lørdag, og dokumentet nævner ikke ellers et møde i SSF den 29-11-2025. "
        "Nærmeste omtalte møde er 25-11-2025."
    ]


def test_a_weekday_named_once_beside_a_meeting_named_twice() -> None:
    text = "SSF den 25. november. SSF mødes den 25. november. Det er SSF den 26. november."
    assert warnings(text) == [
        "Dokumentet nævner ikke ellers et møde i SSF den 26-11-2025. Nærmeste omtalte møde er 25-11-2025."
    ]
    assert not warnings("SSF den 25. november. Det er SSF den 26. november.")


def test_a_weekend_without_a_meeting_is_no_matter() -> None:
    assert not warnings("Loven gælder fra den 29. november 2025.")
    assert warnings("Der holdes konference den 29. november 2025.") == ["29-11-2025 er en lørdag."]


def test_a_year_may_be_the_next_one_when_the_date_is_long_gone() -> None:
    assert warnings("Vi ses den 22. februar.", "25-08-2025") == [
        "22-02-2025 ligger over et halvt år før mødet. Datoen kan være i 2026."
    ]
    assert not warnings("Vi ses den 23. februar.", "25-08-2025")


def test_the_forum_after_a_date() -> None:
    [_, found] = read("Sagen blev drøftet den 21. november 2024 i Strategisk Sundhedsforum.").dates
    assert found.forum == "ssf"
