"""Many cases folded at once: the same cases as one by one, and the same number of queries for few and for many."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cases.conftest import PARTIES, person

from tvaers.engine.agreements import queries as agreements
from tvaers.engine.cases import actions, bulk, queries
from tvaers.engine.cases.actions import Given, Opening
from tvaers.engine.citizens import actions as citizens
from tvaers.engine.parties import actions as parties
from tvaers.kernel.action import System
from tvaers.kernel.clock import COPENHAGEN, fixed

NOW = datetime(2013, 5, 14, 10, tzinfo=COPENHAGEN)


@pytest.fixture
def nurse(db: Any) -> Any:
    with fixed(NOW):
        parties.load(actor=System(), folder=PARTIES)
        return person("n", "sygeplejerske", "afsnit-a")


def admitted(nurse: Any, stay: int = 0, place: str = "afsnit-a") -> Any:
    package = agreements.packages()["sundhedsaftale-midt-2011"]
    opening = Opening(package.id, package.case_types["discharge"], place, "hospital", "", "admit_emergency")
    given = {"setting": "bed_ward", "home_municipality": "0851", "ward": f"M{stay}", "stay_id": f"S{stay}"}
    with fixed(NOW):
        citizen = citizens.register(actor=System())
        row = actions.open_case(actor=System(), opening=opening, given=Given(given), citizen=citizen,
                                at=NOW - timedelta(hours=1))  # fmt: skip
        when = {"expected_at": (NOW + timedelta(hours=5)).isoformat()}
        return actions.act(actor=nurse if place == "afsnit-a" else System(), case=row, event="expect_discharge",
                           given=Given(when))  # fmt: skip


def test_cases_folded_together_are_those_folded_alone(nurse: Any) -> None:
    for stay in range(3):
        admitted(nurse, stay)
    together = {one.row.number: one.case for one in bulk.open_cores(nurse, "discharge")}
    alone = {row.number: queries.as_core(row) for row in queries.cases(nurse, "discharge")}
    assert together == alone


def test_a_correction_counts_also_in_bulk(nurse: Any) -> None:
    row = admitted(nurse)
    with fixed(NOW):
        later = Given({"expected_at": (NOW + timedelta(hours=9)).isoformat()})
        actions.correct(actor=nurse, case=row, number=2, given=later, reason="Skrev et forkert tidspunkt")
    (found,) = bulk.open_cores(nurse, "discharge")
    assert found.case.look(NOW).value("expected_home") == NOW + timedelta(hours=9)


def test_what_is_looked_up_is_found_by_its_own_case_only(nurse: Any) -> None:
    first, second = admitted(nurse, 1), admitted(nurse, 2)
    package = agreements.packages()["sundhedsaftale-midt-2011"]
    type = package.case_types["discharge"].model_copy(
        update={"looks_up": (package.case_types["discharge"].looks_up[0].model_copy(
            update={"type": "discharge", "states": ("admitted",)}),)})  # fmt: skip
    seen = bulk._others(package, type.looks_up[0], set())
    assert [len(rows) for rows in seen.values()] == [1, 1]
    assert {rows[0]["ward"] for rows in seen.values()} == {first.data["ward"], second.data["ward"]}


def test_the_cases_of_others_are_not_there(nurse: Any) -> None:
    admitted(nurse, place="afsnit-b")
    assert bulk.open_cores(nurse, "discharge") == ()


def asked(nurse: Any) -> int:
    with CaptureQueriesContext(connection) as seen:
        bulk.open_cores(nurse, "discharge")
    return len(seen)


def test_many_cases_take_no_more_queries_than_few(nurse: Any) -> None:
    for stay in range(2):
        admitted(nurse, stay)
    bulk.open_cores(nurse, "discharge")
    few = asked(nurse)
    for stay in range(2, 12):
        admitted(nurse, stay)
    assert asked(nurse) == few
