"""The stays that the database chooses for the boards are those that folding every stay gives, in the same order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.cases import walking
from tests.cases.conftest import PARTIES, person

from tvaers.engine.agreements import queries as agreements
from tvaers.engine.cases import actions, boarding, bulk, refreshing
from tvaers.engine.cases.actions import Given, Opening
from tvaers.engine.cases.board import home_within
from tvaers.engine.cases.core import Doer
from tvaers.engine.cases.models import Stay
from tvaers.engine.cases.stays import aids, finished_not_home, in_acute
from tvaers.engine.citizens import actions as citizens
from tvaers.engine.parties import actions as parties
from tvaers.kernel.action import System
from tvaers.kernel.clock import fixed

pytestmark = pytest.mark.django_db
PACKAGE = agreements.packages()["sundhedsaftale-midt-2011"]
STATES = ("admitted", "on_leave", "finished_treatment")
WALKS, STEPS = 36, 8
LATER = (0, 3, 20, 30, 400)
"""Hours after the last event at which the board is looked at."""
Entry = tuple[str, object, bool]


@pytest.fixture(scope="module")
def walked(django_db_setup: None, django_db_blocker: Any) -> Iterator[datetime]:  # noqa: ARG001
    """Stays that have gone all sorts of ways, and one that is done but not home; gives when the last event came."""
    with django_db_blocker.unblock(), transaction.atomic():
        parties.load(actor=System(), folder=PARTIES)
        random, last = Random(7), walking.first(PACKAGE)
        for _ in range(WALKS):
            row = walking.opened(random, PACKAGE, PACKAGE.case_types["discharge"])
            last = max([last, *(at for _, at in walking.walk(random, row, STEPS))])
        with fixed(last):
            done_not_home()
        yield last
        transaction.set_rollback(True)


def done_not_home() -> None:
    """A stay whose treatment is over."""
    nurse, doctor = (Doer("afsnit-a", "hospital", job) for job in ("sygeplejerske", "laege"))
    opening = Opening(PACKAGE.id, PACKAGE.case_types["discharge"], *vars(nurse).values(), "admit_emergency")
    given = Given({"setting": "bed_ward", "home_municipality": "0851"})
    row = actions.open_case(actor=System(), opening=opening, given=given, citizen=citizens.register(actor=System()))
    ready = Given({"admin_tasks": ["medicine", "devices"]})
    row = actions.act(actor=System(), case=row, event="tick_tasks", given=ready, doer=nurse)
    ended = Given({"finished_reason": "treatment_ended"})
    actions.act(actor=System(), case=row, event="finish", given=ended, doer=doctor)


def slow(user: Any, at: datetime) -> list[Entry]:
    """The board by folding every stay that the reader sees."""
    stays = bulk.open_cores(user, "discharge", states=STATES)
    number = {id(one.case): one.row.number for one in stays}
    return [(number[id(line.case)], line.home, line.is_overdue) for line in home_within((s.case for s in stays), at)]


def quick(user: Any, at: datetime) -> list[Entry]:
    """The board by the rows of stays."""
    found = boarding.home_by(boarding.visible(user, "discharge"), at + timedelta(hours=48))
    lines = [(one.row.number, home_within([one.case], at)) for one in boarding.folded(found, WALKS)]
    return [(number, line.home, line.is_overdue) for number, (line,) in lines]


def test_the_board_is_the_one_that_folding_every_stay_gives(walked: datetime) -> None:
    with fixed(walking.first(PACKAGE)):
        users = [System(), person("n", "sygeplejerske", "afsnit-a"), person("v", "visitator", "0851")]
    looks = [(user, walked + timedelta(hours=hours)) for user in users for hours in LATER]
    told = []
    for user, at in looks:
        with fixed(at):
            told.append((slow(user, at), quick(user, at)))
    assert [one for one, _ in told] == [two for _, two in told]
    assert len({len(one) for one, _ in told}) > 2 and any(over for one, _ in told for *_, over in one)


def test_the_number_of_those_who_should_be_home_is_that_of_the_lines(walked: datetime) -> None:
    for hours in LATER:
        at = walked + timedelta(hours=hours)
        found = boarding.home_by(boarding.visible(System(), "discharge"), at + timedelta(hours=48))
        lines = slow(System(), at)
        assert boarding.counts(found, at) == (len(lines), sum(over for *_, over in lines))


def test_the_lists_beside_the_board_lack_nobody(walked: datetime) -> None:
    stays = bulk.open_cores(System(), "discharge", states=STATES)
    number = {id(one.case): one.row.number for one in stays}
    cases = [one.case for one in stays]
    rows = boarding.visible(System(), "discharge")
    chosen = (rows.filter(finished_at__isnull=False), rows.filter(is_acute=True), rows.filter(needs_aids=True))
    lists = (finished_not_home(cases, walked), in_acute(cases, walked), aids(cases, walked))
    slow_ones = [{number[id(line.case)] for line in lines} for lines in lists]
    assert slow_ones == [set(found.values_list("case__number", flat=True)) for found in chosen]
    assert all(slow_ones)


def test_every_stay_in_hospital_has_a_row_and_no_other(walked: datetime) -> None:  # noqa: ARG001
    wanted = {one.row.pk for one in bulk.open_cores(System(), "discharge", states=STATES)}
    assert set(Stay.objects.values_list("pk", flat=True)) == wanted


def test_rows_that_are_not_there_come_with_the_refresh(walked: datetime) -> None:
    before = set(Stay.objects.values_list("pk", "home", "is_day", "finished_at", "ward"))
    Stay.objects.all().delete()
    with fixed(walked):
        refreshing.refresh()
    assert set(Stay.objects.values_list("pk", "home", "is_day", "finished_at", "ward")) == before


def test_choosing_the_board_takes_the_same_queries_for_few_and_many(walked: datetime) -> None:
    def asked(most: int) -> int:
        with CaptureQueriesContext(connection) as seen:
            list(boarding.folded(boarding.home_by(boarding.visible(System(), "discharge"), walked), most))
        return len(seen)

    asked(1)
    assert asked(2) == asked(WALKS)
