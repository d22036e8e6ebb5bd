"""How activities stand, both sides of each day; quarters, shares, differences and their text. No database."""

from datetime import date
from typing import Any

import pytest

from tvaers.engine.workplans.changes import Change, difference, told, words
from tvaers.engine.workplans.standing import (
    Course,
    hindered,
    progress,
    quarter_end,
    quarter_faults,
    quarter_of,
    quarters_between,
    share,
    standing,
)

DUE = date(2014, 12, 31)


def text(state: str, today: date, *, starts: date | None = None, ends: date | None = DUE, **more: Any) -> str:
    return standing(Course(state, **more), starts, ends, today).text


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2014, 12, 29), "Om 2 dage"), (date(2014, 12, 30), "Om 1 dag"), (DUE, "Frist i dag"),
        (date(2015, 1, 1), "1 dag over tiden"), (date(2015, 1, 2), "2 dage over tiden"),
    ],
)  # fmt: skip
def test_a_deadline_is_met_to_the_end_of_its_day(today: date, expected: str) -> None:
    assert text("planned", today) == expected


def test_what_is_late_says_how_many_days() -> None:
    assert standing(Course("planned"), None, date(2010, 9, 30), date(2011, 1, 1)).late == 93


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2025, 6, 30), "Om 92 dage"), (date(2025, 7, 1), "I gang"), (date(2025, 9, 29), "I gang"),
        (date(2025, 9, 30), "Frist i dag"), (date(2025, 10, 1), "1 dag over tiden"),
    ],
)  # fmt: skip
def test_a_period_runs_from_its_first_day(today: date, expected: str) -> None:
    assert text("planned", today, starts=date(2025, 7, 1), ends=date(2025, 9, 30)) == expected


@pytest.mark.parametrize(("state", "expected"), [("planned", "Ingen dato"), ("begun", "I gang")])
def test_without_a_day_nothing_is_late(state: str, expected: str) -> None:
    assert text(state, date(2099, 1, 1), ends=None) == expected


@pytest.mark.parametrize(("state", "expected"), [("done", "Udført"), ("dropped", "Bortfaldet")])
def test_what_is_over_is_not_late(state: str, expected: str) -> None:
    assert text(state, date(2099, 1, 1)) == expected


@pytest.mark.parametrize(
    ("day", "expected"), [(DUE, "Udført"), (date(2015, 1, 1), "Udført 1 dag for sent"), (None, "Udført")]
)
def test_what_was_done_late_says_so(day: date | None, expected: str) -> None:
    assert text("done", date(2015, 6, 1), done_on=day) == expected


@pytest.mark.parametrize(
    ("state", "day", "expected"),
    [
        ("begun", date(2014, 11, 1), "Begyndt"), ("begun", date(2015, 1, 1), "Begyndt 1 dag for sent"),
        ("planned", None, "1 dag over tiden"), ("done", date(2014, 11, 1), "Udført"),
    ],
)  # fmt: skip
def test_where_it_is_enough_to_begin_the_day_of_beginning_counts(state: str, day: date | None, expected: str) -> None:
    assert text(state, date(2015, 1, 1), enough="begun", begun_on=day, done_on=date(2016, 1, 1)) == expected


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2025, 1, 1), "2025 Q1"), (date(2025, 3, 31), "2025 Q1"), (date(2025, 4, 1), "2025 Q2"),
        (date(2025, 12, 31), "2025 Q4"),
    ],
)  # fmt: skip
def test_quarter_of_a_day(day: date, quarter: str) -> None:
    assert quarter_of(day) == quarter


@pytest.mark.parametrize(("quarter", "last"), [("2026 Q1", date(2026, 3, 31)), ("2025 Q4", date(2025, 12, 31))])
def test_last_day_of_a_quarter(quarter: str, last: date) -> None:
    assert quarter_end(quarter) == last


def test_quarters_of_a_period() -> None:
    assert quarters_between(date(2025, 10, 1), date(2026, 4, 1)) == ["2025 Q4", "2026 Q1", "2026 Q2"]


@pytest.mark.parametrize(
    ("quarter", "written", "starts", "ends", "expected"),
    [
        ("2026 Q2", "primo 2026", date(2026, 1, 31), date(2026, 1, 31),
         ["»primo 2026« ligger i 1. kvartal 2026, men står under 2. kvartal 2026."]),
        ("2025 Q4", "", date(2025, 9, 1), date(2025, 10, 31),
         ["Datoen ligger i 3. kvartal 2025, men står under 4. kvartal 2025."]),
        ("2026 Q2", "", date(2026, 4, 1), date(2026, 6, 30), []),
        ("2026 Q1", "", None, None, []),
        ("", "1. apr.", date(2026, 4, 1), None, []),
    ],
)  # fmt: skip
def test_a_day_outside_its_quarter_is_told(
    quarter: str, written: str, starts: date | None, ends: date | None, expected: list[str]
) -> None:
    assert quarter_faults(quarter, written, starts, ends) == expected


@pytest.mark.parametrize(
    ("done", "of", "expected"),
    [(6, 16, "6 af 16 = 37,5 %"), (15, 19, "15 af 19 = 78,9 %"), (17, 19, "17 af 19 = 89,5 %"),
     (1, 16, "1 af 16 = 6,3 %"), (0, 0, "0 af 0")],
)  # fmt: skip
def test_share(done: int, of: int, expected: str) -> None:
    assert share(done, of) == expected


def test_progress_does_not_count_what_was_dropped() -> None:
    assert progress(["done"] * 6 + ["planned"] * 6 + ["begun"] * 4 + ["dropped"]) == "6 af 16 = 37,5 %"


@pytest.mark.parametrize(("state", "expected"), [("begun", ["b"]), ("done", ["b"]), ("planned", []), ("dropped", [])])
def test_what_waits_for_something_cannot_begin(state: str, expected: list[str]) -> None:
    assert hindered(state, [("a", "done"), ("b", "begun")]) == expected


def document(*activities: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"title": "Plan", "starts": "2025-01-01", "ends": "2026-12-31",
            "tracks": [{"number": "1", "title": "Spor et"}], "activities": list(activities), **more}  # fmt: skip


def one(key: str, **more: Any) -> dict[str, Any]:
    empty = {"quarter": "", "starts": "", "ends": "", "levels": [], "state": "planned"}
    return {"key": key, "track": "1", "text": f"Aktivitet {key}.", **empty, **more}


def test_difference_without_an_earlier_version_is_all_new() -> None:
    assert [(found.sort, found.key) for found in difference(None, document(one("a"), one("b")))] == [
        ("new", "a"), ("new", "b"),
    ]  # fmt: skip


def test_difference_names_what_is_new_changed_and_gone() -> None:
    before = document(one("a"), one("b"), one("c"))
    after = document(one("a"), one("b", starts="2025-09-23", levels=["political"]), one("d"))
    assert difference(before, after) == [
        Change("changed", "b", "1", "Aktivitet b.", (
            ("begynder", "ikke angivet", "23. september 2025"), ("niveau", "ikke angivet", "Pol."),
        )),
        Change("new", "d", "1", "Aktivitet d."),
        Change("gone", "c", "1", "Aktivitet c."),
    ]  # fmt: skip


def test_difference_of_the_plan_itself() -> None:
    tracks = [{"number": "1", "title": "Spor 1"}, {"number": "7", "title": "Det digitale"}]
    found = difference(document(), document(ends="2027-12-31", tracks=tracks))
    assert told(found, {}).splitlines()[1:] == [
        "- Plan: planen slutter ændret fra 31. december 2026 til 31. december 2027.",
        "- Ny: Spor 7: Det digitale.", "- Spor 1: Spor 1: navn ændret fra Spor et til Spor 1.",
    ]  # fmt: skip


def test_no_difference_between_equals() -> None:
    assert difference(document(one("a")), document(one("a"))) == []


def test_text_has_a_paragraph_for_each_track() -> None:
    changes = [Change("new", "a", "2", "Ny opgave."), Change("changed", "b", "6", "Møde", (("tid", "9", "10"),)),
               Change("gone", "c", "2", "Gammel")]  # fmt: skip
    assert told(changes, {"2": "Råd", "6": "Styring"}) == (
        "Siden sidste version er dette ændret:\nSpor 2: Råd\n- Ny: Ny opgave.\n- Udgår: Gammel.\n"
        "Spor 6: Styring\n- Møde: tid ændret fra 9 til 10."
    )


def test_text_says_when_nothing_changed() -> None:
    assert told([], {}) == "Planen er ikke ændret siden sidst."


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [("levels", ["administrative", "political"], "Adm. og Pol."), ("state", "done", "udført"),
     ("owner", "", "ikke angivet"),
     ("quarter", "2025 Q3", "3. kvartal 2025"), ("ends", "2025-09-01", "1. september 2025")],
)  # fmt: skip
def test_values_in_words(field: str, value: Any, expected: str) -> None:
    assert words(field, value) == expected
