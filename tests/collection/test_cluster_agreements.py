"""The agreement of 2011: each cluster has its own agreement, and the hearing body its guidelines."""

from datetime import date

import pytest
from tests.forums.forum_world import SYSTEM

from tvaers.engine.collection import actions, queries
from tvaers.engine.forums.models import Forum
from tvaers.engine.forums.seating import take_up

pytestmark = pytest.mark.django_db
AGREEMENT = "sundhedsaftale-midt-2011"
LAST = date(2014, 12, 31)


@pytest.fixture(autouse=True)
def _forums() -> None:
    take_up(actor=SYSTEM)


def lacking(clause: str, day: date = LAST) -> list[str]:
    return [one.forum.key for one in queries.missing(SYSTEM, day) if one.wanted.clause == clause]


def test_six_somatic_and_eight_psychiatric_agreements_are_missing_at_first() -> None:
    """SA-OK-34 and SA-OK-35."""
    assert (len(lacking("SA-OK-34")), len(lacking("SA-OK-35"))) == (6, 8)


def test_one_that_is_there_is_no_longer_missing() -> None:
    where = Forum.objects.get(key=lacking("SA-OK-34")[0])
    actions.add(actor=SYSTEM, forum=where, title="Klyngeaftale for Vest", kind="klyngeaftale")
    assert where.key not in lacking("SA-OK-34")
    assert len(lacking("SA-OK-34")) == 5


def test_the_day_after_the_agreement_none_is_missing() -> None:
    assert lacking("SA-OK-34", date(2015, 1, 1)) == []
