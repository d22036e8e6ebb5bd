"""The budget of the demo: told once and whole, with the catalogue's own figures and findings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from tests.budget.reading.made_up import REAL

from tvaers.cli import demo, demo_people
from tvaers.cli.demo_budget import region
from tvaers.engine.access.queries import user_named
from tvaers.engine.budget import process_queries, queries, round_queries
from tvaers.engine.budget.catalogue import Interval
from tvaers.engine.budget.checking import check
from tvaers.engine.budget.models import Scenario
from tvaers.engine.budget.reading import read_catalogue
from tvaers.engine.budget.totals import pressure, savings
from tvaers.engine.forums import actions as forums
from tvaers.kernel.action import System

pytestmark = pytest.mark.django_db
SYSTEM = System()


def silent(text: str) -> None:
    """Says nothing."""


@pytest.fixture(scope="module")
def told(django_db_setup: Any, django_db_blocker: Any) -> Iterator[tuple[bool, bool]]:
    """The budget year; whether the first telling told anything, and the second."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(demo_people, "PEOPLE", demo_people.BUDGETING)
        demo.parties.load(actor=SYSTEM)
        forums.take_up(actor=SYSTEM)
        demo_people.make()
        yield region.fill(silent), region.fill(silent)
        transaction.set_rollback(True)


def version() -> queries.Version:
    """The published catalogue."""
    return queries.published_version(region.REGION, 2024)


def test_it_is_told_once(told: tuple[bool, bool]) -> None:
    assert told == (True, False)


def test_the_totals_are_the_catalogues(told: tuple[bool, bool]) -> None:
    read = queries.read(SYSTEM, version())
    assert (len(read.proposals), len(read.themes)) == (51, 12)
    assert pressure(read, "2024") == Interval(192_840_000, 265_440_000)
    assert savings(read, "2024") == Interval.of(-24_280_000)


def test_some_findings_are_open_and_some_explained(told: tuple[bool, bool]) -> None:
    states = {one.state for one in queries.findings(SYSTEM, version())}
    assert states == {"open", "explained"}


@pytest.mark.skipif(not REAL.exists(), reason="the sources are not beside the project")
def test_the_retold_catalogue_has_the_errors_of_the_real_one() -> None:
    told, real = (
        {
            (one.rule, one.object, one.printed, one.recomputed)
            for one in check(read_catalogue(path))
            if one.kind == "error"
        }
        for path in (region.CATALOGUE, REAL)
    )
    assert {one for one in real if one[0] != "TEKST"} <= told


def test_the_round_leaves_the_room_that_the_catalogue_tells(told: tuple[bool, bool]) -> None:
    made = round_queries.published_round(version())
    assert made is not None
    savings = [region.Choice(key) for key in region.SAVINGS]
    room = round_queries.published_stand(made, savings).pot("health").room
    assert room is not None and (room.low, room.high) == (11_400_000, -35_600_000)


def test_each_scenario_may_stand(told: tuple[bool, bool]) -> None:
    made = Scenario.objects.exclude(group=None)
    assert [[fault.text for fault in round_queries.stand(SYSTEM, one).faults] for one in made] == [[], [], []]


def test_a_group_sees_its_own_scenarios_and_the_joint_one(told: tuple[bool, bool]) -> None:
    made = round_queries.published_round(version())
    assert made is not None
    names = {one.name for one in round_queries.scenarios(user_named("demo-gruppe-b"), made)}
    assert names == {"Akutområdet først", "Fælles opstilling"}


def test_the_leader_of_the_hospital_has_a_frame_and_a_proposal_within_it(told: tuple[bool, bool]) -> None:
    user, catalogue = user_named("demo-enhedsleder"), version().catalogue
    room = process_queries.room(user, catalogue, demo_people.HOSPITAL)
    written = process_queries.drafts(user, catalogue).get()
    assert room is not None and room.frame == 5_000_000 and written.amounts["2024"][1] <= room.remaining
