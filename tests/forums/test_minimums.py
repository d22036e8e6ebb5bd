"""How many meetings a year: what each rule makes of each number, on both sides, and when it is told."""

from datetime import date

import pytest

from tvaers.engine.forums.minimums import judged, yearly
from tvaers.kernel.forum_types import Meetings, Yearly

DAYS = [date(2012, month, 4) for month in (2, 4, 6, 8, 9)]
END, SUMMER = date(2012, 12, 31), date(2012, 7, 1)
CLUSTER = Meetings(at_least=2)
COUNCIL = Meetings(at_least=4)
HEARING = Meetings(at_least=2, note_at=1)
NETWORK = Meetings(at_least=3, note_at=2)
FORA = Meetings(at_least=2, at_most=3)
DIRECTORS = Meetings(at_least=4, target=True)


@pytest.mark.parametrize(
    ("rule", "number", "sort", "text"),
    [
        (CLUSTER, 1, "deviation", "1 holdt, aftalt 2 – kravet er ikke opfyldt"),
        (CLUSTER, 2, "met", "2 holdt, aftalt 2 – kravet er opfyldt"),
        (COUNCIL, 3, "deviation", "3 holdt, aftalt 4 – kravet er ikke opfyldt"),
        (COUNCIL, 4, "met", "4 holdt, aftalt 4 – kravet er opfyldt"),
        (HEARING, 0, "deviation", "0 holdt, aftalt ca. 2 – kravet er ikke opfyldt"),
        (HEARING, 1, "note", "1 holdt, aftalt ca. 2 – lidt færre end aftalt"),
        (HEARING, 2, "met", "2 holdt, aftalt ca. 2 – kravet er opfyldt"),
        (NETWORK, 1, "deviation", "1 holdt, aftalt ca. 3 – kravet er ikke opfyldt"),
        (NETWORK, 2, "note", "2 holdt, aftalt ca. 3 – lidt færre end aftalt"),
        (NETWORK, 3, "met", "3 holdt, aftalt ca. 3 – kravet er opfyldt"),
        (FORA, 1, "deviation", "1 holdt, aftalt 2 – kravet er ikke opfyldt"),
        (FORA, 2, "met", "2 holdt, aftalt 2 – kravet er opfyldt"),
        (FORA, 3, "met", "3 holdt, aftalt 2 – kravet er opfyldt"),
        (FORA, 4, "note", "4 holdt, aftalt 2 – flere end de 3, aftalen nævner"),
        (DIRECTORS, 3, "note", "3 holdt, aftalt 4 – afviger fra aftalens udgangspunkt"),
        (DIRECTORS, 4, "met", "4 holdt, aftalt 4 – kravet er opfyldt"),
        (Meetings(as_needed=True), 0, "none", "0 holdt – mødes efter behov"),
    ],
)
def test_when_the_year_is_over_the_meetings_held_decide(rule: Meetings, number: int, sort: str, text: str) -> None:
    found = judged(rule, DAYS[:number], [], 2012, END)
    assert (found.sort, found.text) == (sort, text)


@pytest.mark.parametrize(("day", "sort"), [(date(2012, 12, 30), "warning"), (END, "deviation")])
def test_the_requirement_is_broken_on_the_last_day_of_the_year(day: date, sort: str) -> None:
    assert judged(CLUSTER, DAYS[:1], [], 2012, day).sort == sort


@pytest.mark.parametrize(("day", "sort"), [(date(2012, 9, 30), "wait"), (date(2012, 10, 1), "warning")])
def test_too_few_are_told_from_the_first_of_october(day: date, sort: str) -> None:
    found = judged(CLUSTER, DAYS[:1], [], 2012, day)
    assert (found.sort, found.text) == (sort, "1 holdt, aftalt 2 – 1 møde mangler at blive planlagt")


def test_the_day_of_the_warning_is_a_parameter() -> None:
    late = Meetings(at_least=2, warn_on="11-01")
    assert [judged(late, [], [], 2012, day).sort for day in (date(2012, 10, 31), date(2012, 11, 1))] == [
        "wait", "warning",
    ]  # fmt: skip


def test_meetings_that_lie_ahead_count_while_the_year_runs() -> None:
    found = judged(CLUSTER, DAYS[:1], [date(2012, 11, 2)], 2012, date(2012, 10, 1))
    assert (found.sort, found.text) == ("planned", "1 holdt, aftalt 2 – 1 møde er planlagt")


def test_a_meeting_that_was_planned_and_never_held_counts_no_more() -> None:
    assert judged(CLUSTER, DAYS[:1], [date(2012, 9, 30)], 2012, date(2012, 10, 1)).sort == "warning"


def test_meetings_of_other_years_do_not_count() -> None:
    assert judged(CLUSTER, [date(2011, 12, 31), date(2013, 1, 1)], [], 2012, END).held == 0


@pytest.mark.parametrize(("number", "sort"), [(1, "wait"), (2, "note"), (3, "planned")])
def test_a_years_plan_of_about_three_meetings(number: int, sort: str) -> None:
    assert judged(NETWORK, [], [date(2012, 10, 1), date(2012, 11, 1), END][:number], 2012, SUMMER).sort == sort


def test_below_a_starting_point_is_a_note_also_in_october() -> None:
    assert judged(DIRECTORS, DAYS[:3], [], 2012, date(2012, 10, 1)).sort == "note"


@pytest.mark.parametrize(
    ("held", "planned", "day", "sort", "text"),
    [
        ([], [], date(2012, 10, 31), "wait", "0 holdt, aftalt 1 – mangler at blive planlagt"),
        ([], [], date(2012, 11, 1), "warning", "0 holdt, aftalt 1 – mangler at blive planlagt"),
        ([], [date(2012, 12, 5)], date(2012, 11, 1), "planned", "0 holdt, aftalt 1 – er planlagt"),
        ([], [], END, "deviation", "0 holdt, aftalt 1 – kravet er ikke opfyldt"),
        ([date(2012, 10, 4)], [], END, "met", "1 holdt, aftalt 1 – kravet er opfyldt"),
    ],
)
def test_a_yearly_theme_meeting(held: list[date], planned: list[date], day: date, sort: str, text: str) -> None:
    found = yearly(Yearly(id="temamoede", title="Temamøde"), held, planned, 2012, day)
    assert (found.sort, found.text) == (sort, f"Temamøde: {text}")
