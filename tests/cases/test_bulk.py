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


def test_a_case_looks_up_the_others_like_it_and_never_itself(nurse: Any) -> None:
    package = agreements.packages()["sundhedsaftale-midt-2011"]
    given = {"summary": "Listen manglede", "anonymised": "yes", "area": "somatic", "network": "1082"}
    opening = Opening(package.id, package.case_types["learning_note"], "1082", "messenger", "risikomanager", "submit")
    with fixed(NOW):
        for kind in ("fall", "fall", "medication"):
            actions.open_case(actor=System(), opening=opening, given=Given({**given, "classification": kind}))
        actions.open_case(actor=System(), opening=opening, given=Given(given))
    together = [len(one.case.found["alike"]) for one in bulk.open_cores(System(), "learning_note")]
    alone = [len(queries.as_core(row).found["alike"]) for row in queries.cases(System(), "learning_note")]
    assert (sorted(together), sorted(alone)) == ([0, 0, 1, 1], [0, 0, 1, 1])


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
