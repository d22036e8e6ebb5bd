"""A past moment holds what had happened by then, also when it was recorded later than what came after it."""

from datetime import datetime

from tvaers.engine.cases.core import Case, Doer, begin, happen
from tvaers.kernel.clock import COPENHAGEN
from tvaers.kernel.package import Package


def at(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=COPENHAGEN)


def backdated(trial: Package) -> Case:
    """A request sent on the 2nd where the checklist of the 5th was recorded before that of the 4th."""
    case = begin(trial, trial.case_types["request"])
    case = happen(case, "send", at(2), Doer("1081", "sender"), {"subject": "Seng", "to": "1082"})
    case = happen(case, "tick", at(5), Doer("1081", "sender"), {"ready": ["medicine"]})
    return happen(case, "tick", at(4), Doer("1081", "sender"), {"ready": ["devices"]})


def test_between_the_two_only_the_earlier_had_happened(trial: Package) -> None:
    assert backdated(trial).as_of(at(4, 12)).data["ready"] == {"devices": "done"}


def test_after_both_the_case_is_itself(trial: Package) -> None:
    case = backdated(trial)
    assert case.as_of(at(5)) is case


def test_before_everything_there_is_no_case(trial: Package) -> None:
    assert backdated(trial).as_of(at(1)).events == ()


def two_steps(trial: Package) -> Case:
    """Two rows of records, the one of the 8th recorded before that of the 7th."""
    case = happen(backdated(trial), "add_step", at(8), Doer("1081", "sender"), {"text": "første"})
    return happen(case, "add_step", at(7), Doer("1081", "sender"), {"text": "anden"})


def test_a_row_that_was_not_there_yet_is_left_out(trial: Package) -> None:
    assert [row["text"] for row in two_steps(trial).as_of(at(7, 12)).data["steps"]] == ["anden"]


def test_a_row_that_is_changed_by_its_number_keeps_it(trial: Package) -> None:
    given = {"record": "2", "done_on": "2026-11-07"}
    case = happen(two_steps(trial), "change_step", at(7, 10), Doer("1081", "sender"), given)
    assert [row["text"] for row in case.as_of(at(7, 12)).data["steps"]] == ["første", "anden"]
