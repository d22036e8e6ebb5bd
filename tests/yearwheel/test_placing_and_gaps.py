"""Where a duty is treated before it is due, the status matrix, and the gaps of a register: pure, by example."""

from datetime import date

import pytest

from tvaers.engine.yearwheel.gaps import Cell, Held, account, overlaps
from tvaers.engine.yearwheel.matrix import Line, Matrix, row_sum, told
from tvaers.engine.yearwheel.placing import NO_MEETING, Planned, locked_on, occasions, reminded_on, stops
from tvaers.kernel.obligation_types import ObligationType

CHAIN = ("ffu", "ssf", "ssu")
AHEAD = {
    "ffu": [Planned(1, date(2025, 9, 23)), Planned(2, date(2025, 10, 23)), Planned(3, date(2025, 11, 25))],
    "ssf": [Planned(4, date(2025, 9, 29)), Planned(5, date(2025, 11, 25))],
    "ssu": [Planned(6, date(2025, 12, 16)), Planned(7, date(2026, 1, 20))],
}  # fmt: skip


def duty(due: str = "2025-12-31", **more: object) -> ObligationType:
    return ObligationType.model_validate(
        {"id": "a", "title": "A", "clause": "C", "text": "T", "due": due, "chain": "ffu", "lead_days": 100, **more}
    )


def days(due: date) -> list[date | None]:
    return [one.meeting and one.meeting.day for one in stops(CHAIN, due, AHEAD)]


def test_each_forum_takes_its_last_meeting_on_an_earlier_day_than_the_next() -> None:
    assert days(date(2025, 12, 31)) == [date(2025, 10, 23), date(2025, 11, 25), date(2025, 12, 16)]


@pytest.mark.parametrize(("due", "last"), [(date(2025, 12, 16), date(2025, 12, 16)), (date(2025, 12, 15), None)])
def test_a_meeting_on_the_due_day_is_in_time(due: date, last: date | None) -> None:
    assert days(due)[-1] == last


def test_no_meeting_before_the_due_day_is_a_warning_and_the_others_keep_theirs() -> None:
    found = stops(CHAIN, date(2025, 12, 15), AHEAD)
    assert [one.warning for one in found] == ["", "", NO_MEETING]


@pytest.mark.parametrize(
    ("day", "found"),
    [(date(2025, 9, 21), []), (date(2025, 9, 22), ["once"]), (date(2025, 12, 31), ["once"]), (date(2026, 1, 1), [])],
)
def test_an_occasion_begins_with_the_lead_and_ends_with_the_due_day(day: date, found: list[str]) -> None:
    assert [period for period, _ in occasions(duty(), day)] == found


def test_a_yearly_duty_looks_into_the_next_year() -> None:
    yearly = duty("01-31", holds={"from": "2025-01-01", "to": "2026-12-31"})
    assert occasions(yearly, date(2025, 12, 1)) == [("2026", date(2026, 1, 31))]
    assert occasions(yearly, date(2026, 12, 1)) == []


def test_what_is_not_settled_is_never_due_until_a_day_is_set() -> None:
    unsettled = duty("uafklaret", why="Afventer")
    assert occasions(unsettled, date(2025, 12, 1)) == []
    assert occasions(unsettled, date(2025, 12, 1), date(2025, 12, 31)) == [("once", date(2025, 12, 31))]


def test_material_is_locked_and_people_reminded_so_many_days_before() -> None:
    calendar = duty("2023-06-21", lock_days=1, remind_days=7)
    due = date(2023, 6, 21)
    assert (locked_on(calendar, due), reminded_on(calendar, due)) == (date(2023, 6, 20), date(2023, 6, 14))


def test_the_counts_of_marks_and_of_rows_have_one_sum() -> None:
    """12 lines × 4 marks with 19 ticks, and a mark that nobody supports (MIN-7e)."""
    marks = {"a": "Lighed", "b": "Nærhed", "c": "Trivsel", "d": "Data"}
    lines = [Line("Klynge", f"Indsats {n}", frozenset("ab" if n < 7 else "c")) for n in range(12)]
    matrix = Matrix(marks, lines)
    assert matrix.columns == {"a": 7, "b": 7, "c": 5, "d": 0}
    assert matrix.total == sum(row_sum(line, marks) for line in lines) == 19
    assert matrix.unsupported == ["Data"]


def test_the_matrix_as_text_names_what_is_missing() -> None:
    text = told(Matrix({"a": "Lighed", "b": "Data"}, [Line("Klynge", "Indsats", frozenset("a"))]), ["Klynge 2"])
    assert "- Lighed: 1 af 1" in text
    assert "Ingen støtter: Data." in text
    assert text.endswith("Mangler svar fra Klynge 2.")


def test_three_areas_and_twelve_organisations_are_36_cells_with_their_gaps() -> None:
    parties = [str(number) for number in range(12)]
    held = [Held(Cell("hr", "kontakt", "3"), "HR-chef", date(2025, 9, 1), date(2025, 12, 31))]
    found = account(["anlaeg", "hr", "jura"], ["kontakt"], parties, held, date(2025, 10, 1))
    assert (len(found.cells), found.text) == (36, "1 af 36 er udpeget, 35 mangler")
    assert [cell.area for cell in found.lacks("3")] == ["anlaeg", "jura"]


@pytest.mark.parametrize(
    ("day", "filled"),
    [(date(2025, 8, 31), 0), (date(2025, 9, 1), 1), (date(2025, 12, 31), 1), (date(2026, 1, 1), 0)],
)
def test_a_contact_holds_from_the_first_to_the_last_day(day: date, filled: int) -> None:
    held = [Held(Cell("hr", "kontakt", "3"), "HR-chef", date(2025, 9, 1), date(2025, 12, 31))]
    assert account(["hr"], ["kontakt"], ["3"], held, day).filled == filled


@pytest.mark.parametrize(("starts", "hit"), [(date(2025, 12, 31), True), (date(2026, 1, 1), False)])
def test_two_in_one_cell_overlap_by_a_day(starts: date, hit: bool) -> None:
    assert overlaps(Held(Cell("h", "k", "3"), "X", date(2025, 9, 1), date(2025, 12, 31)), starts, None) is hit
