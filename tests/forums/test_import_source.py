"""The real minutes of 22 August 2025 become live, as the clauses MIN-3 to MIN-12 ask. Counts and roles only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.db import transaction
from tests.forums.forum_world import SYSTEM, at
from tests.forums.reading.invented import SOURCE

from tvaers.engine.forums import actions
from tvaers.engine.forums.models import Forum, Item, Meeting, Person
from tvaers.engine.forums.planning import open_remarks
from tvaers.engine.forums.reading import Minutes, read_minutes, without_names
from tvaers.engine.parties import actions as parties
from tvaers.engine.workplans import actions as workplans
from tvaers.engine.workplans import queries as plans
from tvaers.kernel import clock
from tvaers.kernel.errors import Conflict

pytestmark = [
    pytest.mark.skipif(not SOURCE.exists(), reason="the sources are not beside the repository"),
    pytest.mark.django_db,
]


@pytest.fixture(scope="module")
def read() -> Minutes:
    return read_minutes(SOURCE)


@pytest.fixture(scope="module")
def live(django_db_setup: Any, django_db_blocker: Any, read: Minutes) -> Iterator[Meeting]:
    """The meeting as it is imported, with roles for names, three days after it was held; then the work plan."""
    with django_db_blocker.unblock(), transaction.atomic(), clock.fixed(at(2025, 8, 25, 9)):
        parties.load(actor=SYSTEM)
        actions.take_up(actor=SYSTEM)
        meeting = actions.import_minutes(actor=SYSTEM, forum=forum("ffu"), minutes=without_names(read))
        workplans.take_up(actor=SYSTEM)
        yield meeting
        transaction.set_rollback(True)


def forum(key: str) -> Forum:
    return Forum.objects.get(key=key)


def item(meeting: Meeting, number: int) -> Item:
    return meeting.items.get(position=number)


def waiting(key: str, title: str) -> Item:
    """What waits in the pipeline of a forum under a title."""
    return Item.objects.get(forum__key=key, state="pipeline", gone_at=None, title__icontains=title)


def day(one: Item) -> tuple[int, int]:
    assert one.meeting is not None
    moment: datetime = one.meeting.starts_at.astimezone(clock.COPENHAGEN)
    return moment.day, moment.month


def test_fifteen_items_with_their_outcomes(live: Meeting) -> None:
    found = list(live.items.order_by("position").values_list("outcome", flat=True))
    assert found == [
        "nothing_to_note", "approved", "discussed_with_remarks", "discussed_with_remarks", "noted_implicitly",
        "noted_with_remarks", "approved", "approved", "approved_with_remarks", "approved_with_reservation",
        "not_approved", "approved_with_remarks", "noted_with_remarks", "nothing_to_note", "nothing_to_note",
    ]  # fmt: skip


def test_points_papers_and_absence(live: Meeting) -> None:
    assert sum(one.points.count() for one in live.items.all()) == 18
    assert sum(one.papers.count() for one in live.items.all()) == 9
    assert list(live.attendances.values_list("status", flat=True)) == ["excused"]


def test_the_seats_are_filled_by_roles_without_names(live: Meeting, read: Minutes) -> None:
    words = {word for one in read.participants for word in one.name.split() if len(word) > 2}
    kept = {word for one in Person.objects.all() for word in one.name.replace(",", "").split()}
    assert kept & words == set()
    assert live.forum.sittings.count() == 12


def test_no_text_of_an_item_holds_a_participant(live: Meeting, read: Minutes) -> None:
    texts = [f"{one.title} {one.decision} {one.sections}" for one in Item.objects.all()]
    texts += [point.text for one in Item.objects.all() for point in one.points.all()]
    assert [1 for one in read.participants if any(one.name in text for text in texts)] == []


def test_ten_and_six_entries_wait_and_remarks_ask_for_seven_more(live: Meeting) -> None:
    told = Item.objects.filter(origin=str(live), state="pipeline", gone_at=None, follows=None)
    asked = told.filter(title__startswith="Der ") | told.filter(title__startswith="Regionen orienterer")
    asked |= told.filter(title__startswith="Strategisk Sundhedsforum skal")
    assert sorted(asked.values_list("forum__key", flat=True)) == ["ssf"] * 4 + ["ssu"] * 3  # MIN-3h..k, MIN-4h..j
    assert list(asked.filter(is_oral=True).values_list("forum__key", flat=True)) == ["ssu"]  # MIN-4h


def test_the_next_forum_must_meet_the_remark_first(live: Meeting) -> None:  # MIN-12m, MIN-12o
    first, last = waiting("ssf", "behandlingsredskaber"), waiting("ssu", "behandlingsredskaber")
    assert (day(first), day(last)) == ((29, 9), (29, 10))
    assert [one.item for one in open_remarks(first)] == [item(live, 12)]


def test_the_working_group_cannot_begin_before_the_reservation_is_met(live: Meeting) -> None:  # MIN-10h
    start = item(live, 10).followups.get(text="Arbejdsgruppen igangsættes")
    with pytest.raises(Conflict, match="forbehold"):
        actions.progress(actor=SYSTEM, followup=start, state="begun")


def test_not_approved_comes_back_at_the_next_ordinary_meeting(live: Meeting) -> None:  # MIN-11q
    assert item(live, 11).state == "stopped"
    assert day(waiting("ffu", "osteoporose")) == (23, 9)


@pytest.mark.parametrize(("key", "to", "was"), [("ssf", (25, 11), "29-09-2025"), ("ssu", (16, 12), "29-10-2025")])
def test_what_is_put_off_keeps_both_dates(
    live: Meeting, key: str, to: tuple[int, int], was: str
) -> None:  # MIN-3f, MIN-4k
    found = waiting(key, "osteoporose")
    assert (day(found), was in found.note) == (to, True)


def test_the_status_is_on_its_way_through_three_meetings(live: Meeting) -> None:  # MIN-7j
    found = [waiting(key, "midtvejsstatus") for key in ("ffu", "ssf", "ssu")]
    assert [day(one) for one in found] == [(23, 10), (25, 11), (16, 12)]
    assert [one.follows for one in found] == [item(live, 7), found[0], found[1]]


def test_activities_with_a_forum_and_a_day_are_at_its_meeting(live: Meeting) -> None:
    plan = plans.plan(SYSTEM, "reformplan")
    linked = [one for one in plan.activities.all() if one.item is not None]
    assert {(one.forum.key, day(one.item)) for one in linked if one.forum and one.item} == {
        ("ffu", (23, 9)), ("ssf", (29, 9)), ("ffu", (23, 10)), ("ssf", (25, 11)), ("ssu", (16, 12))
    }  # fmt: skip


def test_the_remarks_to_the_work_plan_are_open(live: Meeting) -> None:
    found = plans.open_remarks(SYSTEM, plans.plan(SYSTEM, "reformplan"))
    assert sum(one.item == item(live, 6) for one in found) == 4
