"""The draft of a yearly report: what is counted, what is hidden, and when it is refused."""

from __future__ import annotations

import pytest

from tvaers.engine.cases.incident_report import Count, Draft, Incident, draft, hidden_codes
from tvaers.kernel.errors import Problem

LIMIT = 5


def cases(year: int, number: int, **values: str) -> list[Incident]:
    return [Incident(f"UTH-{year}-{n}", year, **values) for n in range(number)]  # type: ignore[arg-type]


def of(report: Draft, about: str) -> dict[str, int | None]:
    return {one.code: one.number for table in report.tables if table.about == about for one in table.counts}


@pytest.fixture
def three_years() -> list[Incident]:
    return [*cases(2011, 120), *cases(2012, 131), *cases(2013, 149)]


def test_the_years_sum_to_the_number_of_cases(three_years: list[Incident]) -> None:
    assert draft(three_years, [2011, 2012, 2013], LIMIT).total == 400


def test_each_year_is_counted(three_years: list[Incident]) -> None:
    report = draft(three_years, [2011, 2012, 2013], LIMIT)
    assert report.by_year == (Count("2011", 120), Count("2012", 131), Count("2013", 149))


def test_other_years_are_left_out(three_years: list[Incident]) -> None:
    assert draft(three_years, [2012], LIMIT).total == 131


@pytest.mark.parametrize("about", ["severity", "status", "classification", "transition"])
def test_each_thing_has_its_table(about: str) -> None:
    assert of(draft(cases(2012, 7, **{about: "code"}), [2012], LIMIT), about) == {"code": 7}


def test_nothing_is_crossed_so_that_nothing_hidden_can_be_reckoned() -> None:
    tables = draft(cases(2012, 9), [2012], LIMIT).tables
    assert [table.about for table in tables] == ["severity", "status", "classification", "transition"]


def test_what_is_not_known_is_counted_as_such() -> None:
    assert of(draft(cases(2012, 9), [2012], LIMIT), "severity") == {"unknown": 9}


def test_four_are_hidden() -> None:
    assert draft(cases(2012, 4), [2012], LIMIT).total is None


def test_five_are_shown() -> None:
    assert draft(cases(2012, 5), [2012], LIMIT).total == 5


def test_none_are_shown() -> None:
    assert draft([], [2012], LIMIT).total == 0


def test_a_hidden_number_cannot_be_found_by_subtraction() -> None:
    assert hidden_codes({"a": 4, "b": 9, "c": 7}, LIMIT) == {"a", "c"}


def test_two_small_numbers_hide_each_other() -> None:
    assert hidden_codes({"a": 4, "b": 3, "c": 7}, LIMIT) == {"a", "b"}


def test_two_small_numbers_whose_sum_is_small_hide_one_more() -> None:
    assert hidden_codes({"a": 2, "b": 2, "c": 7}, LIMIT) == {"a", "b", "c"}


def test_codes_stand_in_their_own_order_and_not_by_size() -> None:
    found = [*cases(2012, 9, classification="infection"), *cases(2012, 30, classification="medication"),
             *cases(2012, 6, classification="fall")]  # fmt: skip
    assert list(of(draft(found, [2012], LIMIT), "classification")) == ["fall", "infection", "medication"]


def test_a_summary_without_the_mark_refuses_the_report() -> None:
    with pytest.raises(Problem, match="kan ikke laves"):
        draft([Incident("UTH-1", 2012, summary="En patient faldt.")], [2012], LIMIT)


def test_a_marked_summary_that_tells_who_somebody_is_refuses_the_report() -> None:
    with pytest.raises(Problem) as refused:
        draft([Incident("UTH-1", 2012, summary="Patienten 010150-1234 faldt.", anonymised=True)], [2012], LIMIT)
    assert "UTH-1" in refused.value.findings[0]


def test_a_marked_summary_is_part_of_the_report() -> None:
    report = draft([Incident("UTH-1", 2012, summary="En patient faldt.", anonymised=True)], [2012], LIMIT)
    assert report.summaries == ("En patient faldt.",)


def test_a_summary_of_another_year_does_not_refuse_the_report() -> None:
    assert draft([Incident("UTH-1", 2011, summary="En patient faldt.")], [2012], LIMIT).total == 0
