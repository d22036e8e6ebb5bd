"""The board: who goes home within 48 hours, what blocks them, and who does what next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest

from tvaers.engine.cases.board import Block, Line, home_within
from tvaers.engine.cases.core import Case, Doer, begin, happen
from tvaers.kernel.clock import COPENHAGEN
from tvaers.kernel.package import CONTENT, Package, load_package

NOW = datetime(2013, 5, 14, 10, tzinfo=COPENHAGEN)
"""A Tuesday."""
HOSPITAL, MUNICIPALITY = Doer("hospital", "hospital", "laege"), Doer("0751", "municipality", "visitator")
READY = ("tick_tasks", {"admin_tasks": ["medicine", "devices"]})
Given = tuple[str, Mapping[str, object]]


@pytest.fixture(scope="module")
def package() -> Package:
    return load_package(CONTENT / "midtjylland" / "sundhedsaftale-2011")


def stay(package: Package, *events: Given, doer: Doer = HOSPITAL, started: datetime = NOW) -> Case:
    """A stay that began an hour before, with the events that follow, a minute apart."""
    case = begin(package, package.case_types["discharge"])
    given = {"setting": "bed_ward", "home_municipality": "0751", "ward": "M1"}
    case = happen(case, "admit_emergency", started - timedelta(hours=1), HOSPITAL, given)
    for minutes, (event, data) in enumerate(events):
        case = happen(case, event, started - timedelta(minutes=30 - minutes), doer, data)
    return case


def expected(when: datetime) -> Given:
    return "expect_discharge", {"expected_at": when.isoformat()}


def blocks(case: Case, at: datetime = NOW) -> dict[str, Block]:
    lines = home_within([case], at)
    return {block.what: block for line in lines for block in line.blocks}


def only(case: Case, at: datetime = NOW) -> Line:
    (line,) = home_within([case], at)
    return line


@pytest.mark.parametrize(("seconds", "shown"), [(0, 1), (1, 0)])
def test_the_last_moment_is_included(package: Package, seconds: int, shown: int) -> None:
    case = stay(package, expected(NOW + timedelta(hours=48, seconds=seconds)))
    assert len(home_within([case], NOW)) == shown


@pytest.mark.parametrize(("hour", "shown"), [(11, 1), (12, 0)])
def test_the_hours_are_real_hours_across_the_change_to_summer_time(package: Package, hour: int, shown: int) -> None:
    friday = datetime(2013, 3, 29, 10, tzinfo=COPENHAGEN)
    case = stay(package, expected(datetime(2013, 3, 31, hour, tzinfo=COPENHAGEN)), started=friday)
    assert len(home_within([case], friday)) == shown


def test_those_without_an_expected_day_are_not_on_it(package: Package) -> None:
    assert home_within([stay(package)], NOW) == ()


def test_those_who_are_home_are_not_on_it(package: Package) -> None:
    assert home_within([stay(package, expected(NOW), ("discharge_home", {}))], NOW) == ()


def test_those_who_should_be_home_come_first(package: Package) -> None:
    late, soon = stay(package, expected(NOW - timedelta(hours=1))), stay(package, expected(NOW + timedelta(hours=1)))
    assert [line.is_overdue for line in home_within([soon, late], NOW)] == [True, False]


def test_a_day_without_a_time_comes_before_a_time_of_that_day(package: Package) -> None:
    offered = {"offered_for": (NOW + timedelta(hours=24)).isoformat()}
    day = stay(package, ("offer_earlier", offered), doer=MUNICIPALITY)
    timed = stay(package, expected(NOW + timedelta(hours=20)))
    assert [isinstance(line.home, datetime) for line in home_within([timed, day], NOW)] == [False, True]


def test_an_open_duty_that_blocks_is_shown_with_its_owner_and_event(package: Package) -> None:
    block = blocks(stay(package, expected(NOW)))["Gør medicin og hjælpemidler klar"]
    assert (block.kind, block.owner, block.party, block.event) == ("barrier", "hospital", "hospital", "tick_tasks")


def test_a_duty_that_is_done_blocks_nothing(package: Package) -> None:
    assert blocks(stay(package, expected(NOW), READY)) == {}


def test_a_duty_that_does_not_block_is_not_shown(package: Package) -> None:
    assert "Afklar hjælpemidler" not in blocks(stay(package, expected(NOW)))


@pytest.mark.parametrize(("minute", "kind"), [(0, "barrier"), (1, "delay")])
def test_what_is_late_is_a_delay(package: Package, minute: int, kind: str) -> None:
    home = NOW + timedelta(days=1)
    case = stay(package, READY, ("clarify_devices", {"devices_needed": "yes"}), expected(home))
    at = NOW.replace(hour=14, minute=minute)
    assert blocks(case, at)["Bed om hjælpemidler"].kind == kind


BLOCKER = {"blocker_kind": "milestone", "blocker_text": "Nøgle til boligen", "blocker_owner": "municipality"}


def test_a_row_that_is_not_solved_blocks_with_owner_and_clock(package: Package) -> None:
    case = stay(package, READY, expected(NOW), ("add_blocker", BLOCKER))
    block = blocks(case)["Nøgle til boligen"]
    assert (block.kind, block.owner, block.party, block.row) == ("milestone", "municipality", "0751", "1")
    assert block.since == NOW - timedelta(minutes=28)


def test_a_row_that_is_solved_blocks_nothing(package: Package) -> None:
    solved = ("solve_blocker", {"record": "1", "solved": "yes"})
    assert blocks(stay(package, READY, expected(NOW), ("add_blocker", BLOCKER), solved)) == {}


@pytest.mark.parametrize(("seconds", "kind"), [(0, "milestone"), (1, "delay")])
def test_a_row_whose_time_has_passed_is_a_delay(package: Package, seconds: int, kind: str) -> None:
    due = {**BLOCKER, "blocker_due": NOW.isoformat()}
    case = stay(package, READY, expected(NOW), ("add_blocker", due))
    assert blocks(case, NOW + timedelta(seconds=seconds))["Nøgle til boligen"].kind == kind


def test_the_next_step_is_the_block_that_is_due_first(package: Package) -> None:
    case = stay(package, expected(NOW + timedelta(days=1)), ("clarify_devices", {"devices_needed": "yes"}))
    step = only(case).next
    assert (step.what, step.event, step.owner) == ("Bed om hjælpemidler", "request_devices", "hospital")


def test_without_blocks_the_next_step_is_that_of_the_state(package: Package) -> None:
    finish = ("finish", {"finished_reason": "treatment_ended"})
    step = only(stay(package, READY, expected(NOW), finish)).next
    assert (step.what, step.event, step.party) == ("Udskriv patienten", "discharge_home", "hospital")


def test_the_board_shows_what_was_known_at_the_moment(package: Package) -> None:
    case = stay(package, expected(NOW), READY)
    assert "Gør medicin og hjælpemidler klar" in blocks(case, NOW - timedelta(minutes=30))
