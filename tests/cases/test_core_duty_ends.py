"""What pauses, ends or voids a duty, whose it is, and what it is when nothing is agreed."""

from __future__ import annotations

from typing import Any

import pytest
from tests.cases.duty_cases import OWNER, agreement, counted, moment, one, walked

from tvaers.engine.cases.core import Doer, happen
from tvaers.engine.cases.duties import owed
from tvaers.kernel.package import Package


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    return agreement(tmp_path_factory.mktemp("pakke"))


PAUSED = {"since": {"event": "start"}, "paused_in": "waiting"}
PAUSES: list[tuple[dict[str, str], list[tuple[str, str]], str]] = [
    ({"days": "5"}, [], "2021-03-06 23:59"),
    ({"days": "5"}, [("wait", "2021-03-02 10:00"), ("resume", "2021-03-02 23:59")], "2021-03-06 23:59"),
    ({"days": "5"}, [("wait", "2021-03-02 23:59"), ("resume", "2021-03-03 00:00")], "2021-03-07 23:59"),
    ({"days": "5"}, [("wait", "2021-03-02 10:00"), ("resume", "2021-03-04 10:00")], "2021-03-08 23:59"),
    ({"days": "5"}, [("wait", "2021-03-07 00:00"), ("resume", "2021-03-09 10:00")], "2021-03-06 23:59"),
    ({"days": "5"}, [("wait", "2021-03-02 10:00"), ("resume", "2021-03-03 10:00"), ("wait", "2021-03-04 10:00"),
                     ("resume", "2021-03-05 10:00")], "2021-03-08 23:59"),
    ({"workdays": "2"}, [("wait", "2021-03-02 10:00"), ("resume", "2021-03-05 10:00")], "2021-03-08 23:59"),
    ({"hours": "24"}, [("wait", "2021-03-01 12:00"), ("resume", "2021-03-01 13:30")], "2021-03-02 11:30"),
    ({"months": "1"}, [("wait", "2021-03-02 10:00"), ("resume", "2021-03-05 10:00")], "2021-04-04 23:59"),
]  # fmt: skip


@pytest.mark.parametrize(("counts", "steps", "due"), PAUSES)
def test_the_clock_stands_still_in_a_pause(
    package: Package, counts: dict[str, str], steps: list[tuple[str, str]], due: str
) -> None:
    case = walked(package, {**PAUSED, "counts": counts}, "2021-03-01 10:00", *steps)
    assert one(case, "2021-03-20 00:00").moment == moment(due)


def test_a_pause_without_end_has_no_last_moment(package: Package) -> None:
    case = walked(package, {**PAUSED, "counts": {"days": "5"}}, "2021-03-01 10:00", ("wait", "2021-03-02 10:00"))
    found = one(case, "2022-01-01 00:00")
    assert (found.status, found.moment) == ("paused", None)


def test_a_pause_in_another_state_is_none(package: Package) -> None:
    case = walked(package, counted({"days": "5"}), "2021-03-01 10:00", ("wait", "2021-03-02 10:00"))
    assert one(case, "2021-03-03 00:00").moment == moment("2021-03-06 23:59")


def each(package: Package, each: str) -> list[tuple[str, str]]:
    """Which of two parties asked owes what, when one of them has done it."""
    duty = {"owner": "asked", "each": each, "done_by": "do"}
    case = walked(package, duty, "2021-03-01 10:00", called=["0751", "0727"])
    case = happen(case, "do", moment("2021-03-02 10:00"), Doer("0727", "asked"), {})
    return [(found.party, found.status) for found in owed(case, moment("2021-03-03 10:00"))]


def test_each_party_has_its_own(package: Package) -> None:
    assert each(package, "yes") == [("0751", "pending"), ("0727", "met")]


def test_otherwise_one_is_enough(package: Package) -> None:
    assert each(package, "no") == [("0751", "met")]


UNTIL = {"until": {"field": "level", "given": "yes"}}
HELD: list[tuple[list[tuple[str, str]], str, str | None]] = [
    ([], "pending", None),
    ([("set", "2021-03-02 10:00")], "met", "2021-03-02 10:00"),
    ([("set", "2021-03-02 10:00"), ("again", "2021-03-03 10:00")], "met", "2021-03-02 10:00"),
    ([("set", "2021-03-02 10:00"), ("unset", "2021-03-03 10:00")], "pending", None),
    ([("set", "2021-03-02 10:00"), ("unset", "2021-03-03 10:00"), ("set", "2021-03-04 10:00")], "met",
     "2021-03-04 10:00"),
]  # fmt: skip


@pytest.mark.parametrize(("steps", "status", "done"), HELD)
def test_it_is_done_since_its_condition_has_held(
    package: Package, steps: list[tuple[str, str]], status: str, done: str | None
) -> None:
    found = one(walked(package, UNTIL, "2021-03-01 10:00", *steps), "2021-03-10 10:00")
    assert (found.status, found.done_at) == (status, moment(done) if done else None)


def test_the_day_that_it_was_done_may_be_told_later(package: Package) -> None:
    case = walked(package, {**counted({"days": "2"}), "done_on": "told_on"}, "2021-03-01 10:00")
    case = happen(case, "do", moment("2021-03-10 10:00"), OWNER, {"told_on": "03-03-2021"})
    assert one(case, "2021-03-11 10:00").status == "met"


VOIDED: list[tuple[list[tuple[str, str]], str]] = [
    ([], "pending"),
    ([("settle", "2021-03-02 10:00")], "void"),
    ([("end", "2021-03-02 10:00")], "void"),
    ([("do", "2021-03-02 10:00"), ("settle", "2021-03-02 11:00")], "met"),
    ([("do", "2021-03-02 10:00"), ("end", "2021-03-02 11:00")], "met"),
    ([("settle", "2021-03-02 10:00"), ("do", "2021-03-02 11:00")], "met"),
    ([("wait", "2021-03-02 10:00")], "pending"),
]


@pytest.mark.parametrize(("steps", "status"), VOIDED)
@pytest.mark.parametrize("duty", [counted({"days": "5"}), {"done_by": "do"}], ids=["deadline", "task"])
def test_what_no_longer_matters_is_void(
    package: Package, duty: dict[str, Any], steps: list[tuple[str, str]], status: str
) -> None:
    case = walked(package, {**duty, "void_in": "settled"}, "2021-03-01 10:00", *steps)
    assert one(case, "2021-03-03 10:00").status == status


@pytest.mark.parametrize(("start", "status"), [("2010-12-31 23:59", "not_agreed"), ("2011-01-01 00:00", "pending")])
def test_where_no_value_holds_nothing_is_agreed(package: Package, start: str, status: str) -> None:
    assert one(walked(package, counted({"days": "reply_days"}), start), "2011-01-02 00:00").status == status


@pytest.mark.parametrize(("event", "status"), [("do", "met"), ("end", "void")])
def test_what_is_not_agreed_can_be_done_and_end(package: Package, event: str, status: str) -> None:
    case = walked(package, counted({"days": "reply_days"}), "2010-12-01 10:00", (event, "2010-12-02 10:00"))
    assert one(case, "2010-12-03 10:00").status == status


def test_nobody_is_reminded_of_a_clock_that_stands_still(package: Package) -> None:
    duty = {**PAUSED, "counts": {"days": "5"}, "remind": {"days": "1"}}
    case = walked(package, duty, "2021-03-01 10:00", ("wait", "2021-03-02 10:00"))
    assert one(case, "2021-03-03 10:00").reminder is None
