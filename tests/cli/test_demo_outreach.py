"""What the demo's forums sent out: events, a report with two forums, one word, a status form; and editions' texts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.db import transaction

from tvaers.cli import demo, demo_people
from tvaers.cli.demo_forums import editions, outreach, region, wheel
from tvaers.engine.approvals import queries as approvals
from tvaers.engine.forums import queries as forums
from tvaers.engine.outreach import queries
from tvaers.engine.yearwheel import queries as yearwheel
from tvaers.kernel import clock
from tvaers.kernel.action import System

pytestmark = pytest.mark.django_db
SYSTEM = System()
NOW = datetime(2026, 11, 18, 11, 20, tzinfo=clock.COPENHAGEN)


@pytest.fixture(scope="module", autouse=True)
def told(django_db_setup: Any, django_db_blocker: Any) -> Iterator[None]:
    """The forum year, told once for these tests."""
    with (
        django_db_blocker.unblock(), transaction.atomic(), clock.fixed(NOW), pytest.MonkeyPatch.context() as patch
    ):  # fmt: skip
        patch.setattr(demo_people, "PEOPLE", demo_people.MEETING)
        demo.parties.load(actor=SYSTEM)
        demo_people.make()
        region.fill(lambda _text: None)
        yield
        transaction.set_rollback(True)


def event(title: str) -> Any:
    """The event of that title."""
    return queries.gatherings(SYSTEM).get(meeting__title=title)


def test_the_event_ahead_can_be_signed_up_for() -> None:
    found = event(outreach.AHEAD)
    assert (queries.sign_up_state(found), len(queries.registrations(SYSTEM, found))) == ("open", 3)


def test_of_those_signed_up_for_the_event_held_one_stayed_away() -> None:
    found = queries.registrations(SYSTEM, event(outreach.HELD))
    assert sorted(str(one.attended) for one in found) == ["False", "True", "True", "True"]


def test_the_report_lies_with_two_forums() -> None:
    (found,) = queries.circulars(SYSTEM, forums.forum(SYSTEM, "ffu"))
    assert len(queries.deliveries(SYSTEM, found)) == 2


def test_the_members_have_one_word() -> None:
    assert [one.subject for one in queries.posts(SYSTEM, forums.forum(SYSTEM, "ffu"))] == [outreach.WORD]


def test_two_of_five_have_answered_the_form_and_nobody_supports_the_last_mark() -> None:
    (found,) = yearwheel.requests(SYSTEM)
    statuses = [yearwheel.reply_status(one) for one in yearwheel.replies(SYSTEM, found)]
    assert sorted(statuses) == ["answered"] * 2 + ["waiting"] * 3
    assert yearwheel.matrix(SYSTEM, found).unsupported == [wheel.MARKS[-1]]


def test_a_register_is_partly_filled() -> None:
    assert yearwheel.account_of(SYSTEM, yearwheel.register(SYSTEM, wheel.REGISTER)).filled == len(wheel.NAMED)


def test_one_clause_was_decided_as_recommended_and_one_otherwise() -> None:
    edition = approvals.proposals(SYSTEM).get(title=editions.ON_ITS_WAY)
    differs = [any(piece.sort != "same" for piece in one.decided) for one in approvals.wordings(SYSTEM, edition)]
    assert differs == [True, False]


def test_the_doctors_have_to_approve_the_edition_that_waits_for_them() -> None:
    edition = approvals.proposals(SYSTEM).get(title="Samarbejdsaftale om osteoporose")
    assert "plo-nordjylland" in approvals.parties_of(SYSTEM, edition)
