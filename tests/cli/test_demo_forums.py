"""The forum year of the demo: told once, whole, at any time of the year, with every state that a page shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tvaers.cli import demo, demo_people
from tvaers.cli.demo_forums import minutes, region, year
from tvaers.cli.demo_forums.calendar import LAST, Calendar
from tvaers.engine.access.queries import user_named
from tvaers.engine.approvals import queries as approvals
from tvaers.engine.forums import queries
from tvaers.engine.forums.models import Followup, Item, Matter, Meeting, Minutes, Person, Remark
from tvaers.engine.workplans import queries as plans
from tvaers.kernel import clock
from tvaers.kernel.action import System

pytestmark = pytest.mark.django_db
SYSTEM = System()
NOW = datetime(2026, 11, 18, 11, 20, tzinfo=clock.COPENHAGEN)


def silent(text: str) -> None:
    """Says nothing."""


@pytest.fixture(scope="module")
def told(django_db_setup: Any, django_db_blocker: Any) -> Iterator[tuple[bool, bool]]:
    """The year; whether the first telling told anything, and the second."""
    with (
        django_db_blocker.unblock(), transaction.atomic(), clock.fixed(NOW), pytest.MonkeyPatch.context() as patch
    ):  # fmt: skip
        patch.setattr(demo_people, "PEOPLE", demo_people.MEETING)
        demo.parties.load(actor=SYSTEM)
        demo_people.make()
        yield region.fill(silent), region.fill(silent)
        transaction.set_rollback(True)


def meeting(key: str, weeks: int) -> Meeting:
    """The meeting of a forum so many weeks from today."""
    return Meeting.objects.get(forum__key=key, starts_at=Calendar(NOW.date()).at(weeks, hour=12))


def test_the_year_is_told_once(told: tuple[bool, bool]) -> None:
    assert told == (True, False)


def test_a_second_telling_writes_nothing(told: tuple[bool, bool]) -> None:
    counts = [one.objects.count() for one in (Meeting, Item, Matter, Followup, Person, Minutes)]
    region.fill(silent)
    assert [one.objects.count() for one in (Meeting, Item, Matter, Followup, Person, Minutes)] == counts


def test_the_retold_minutes_have_the_counts_of_the_real_ones() -> None:
    read = minutes.told()
    assert len(read.items) == 15
    assert [len(one.pipeline.entries) for one in read.items if one.pipeline] == [10, 6]
    assert sum(len(one.points) for one in read.items) == 18
    assert sum(len(one.attachments) for one in read.items) == 9
    assert [len(one.work_plan.activities) for one in read.items if one.work_plan] == [16]


def test_the_retold_minutes_have_the_outcomes_of_the_real_ones(told: tuple[bool, bool]) -> None:
    found = Meeting.objects.get(forum__key="ffu", starts_at__date=minutes.HELD)
    assert list(found.items.filter(gone_at=None).order_by("position").values_list("outcome", flat=True)) == [
        "nothing_to_note", "approved", "discussed_with_remarks", "discussed_with_remarks", "noted_implicitly",
        "noted_with_remarks", "approved", "approved", "approved_with_remarks", "approved_with_reservation",
        "not_approved", "approved_with_remarks", "noted_with_remarks", "nothing_to_note", "nothing_to_note",
    ]  # fmt: skip


def test_people_of_the_minutes_are_roles(told: tuple[bool, bool]) -> None:
    names = set(Person.objects.values_list("name", flat=True))
    assert [one for one in names if not re.match(r"(Medlem|Mødeleder|Sekretær|Politiker)\b", one)] == []


def test_the_composition_of_the_first_forum_is_complete(told: tuple[bool, bool]) -> None:
    assert [one.text for one in queries.seating(SYSTEM, queries.forum(SYSTEM, "ffu")).lacks] == []


def test_held_meetings_have_approved_minutes_and_the_newest_awaits_one_member(told: tuple[bool, bool]) -> None:
    assert [meeting("ffu", weeks).state for weeks in (-24, -12, -2)] == ["approved"] * 2 + ["minuted"]
    newest = meeting("ffu", -2).minutes.order_by("-version")[0]
    assert queries.still_to_approve(newest) == ["Medlem, Thisted Kommune"]


def test_the_coming_meeting_has_half_an_agenda_and_a_dozen_waiting(told: tuple[bool, bool]) -> None:
    ahead = meeting("ffu", 2)
    placed = ahead.items.filter(state="agenda", standing="")
    assert (placed.count(), placed.filter(is_closed=True).count()) == (4, 1)
    waiting = set(queries.pipeline(SYSTEM, ahead.forum, ahead))
    assert len([one for one in waiting if one.title in year.AHEAD]) == 12


def test_follow_ups_are_overdue_open_done_and_blocked(told: tuple[bool, bool]) -> None:
    open_ones = Followup.objects.filter(state="open", due__isnull=False)
    assert open_ones.filter(due__lt=NOW.date(), due__gte=date(2026, 9, 1)).exists()
    assert open_ones.filter(due__gt=NOW.date()).exists()
    assert Followup.objects.filter(state="done").exists()
    assert open_ones.filter(blocked_by__answered_at=None, blocked_by__kind="reservation").exists()


def test_a_deferred_item_is_there_again_where_it_was_put_off_to(told: tuple[bool, bool]) -> None:
    was = meeting("ffu", -24).items.get(state="deferred")
    assert [one.meeting for one in was.followers.all()] == [meeting("ffu", -12)]


@pytest.mark.parametrize(
    ("title", "states"),
    [
        ("Samarbejdsaftale om osteoporose", ["stopped", "waiting", "waiting"]),
        ("Samarbejdsaftale om hjælpemidler og behandlingsredskaber", ["conditional", "waiting", "waiting"]),
        ("Samarbejdsaftale om lokationsnumre", ["passed", "passed", "passed"]),
    ],
)
def test_editions_stand_where_the_story_left_them(told: tuple[bool, bool], title: str, states: list[str]) -> None:
    edition = approvals.proposals(SYSTEM).get(title=title)
    stages = approvals.stands(SYSTEM, edition).stages
    assert [one.state for one in stages if one.fact.kind == "forum"] == states


def test_six_of_twelve_parties_have_approved_and_one_has_a_condition(told: tuple[bool, bool]) -> None:
    edition = approvals.proposals(SYSTEM).get(title="Samarbejdsaftale om lokationsnumre")
    chain = approvals.stands(SYSTEM, edition)
    assert (chain.approved, chain.parties) == (6, 12)
    assert [one.state for one in chain.stages].count("conditional") == 1


def test_a_hearing_is_open_with_a_comment_to_answer(told: tuple[bool, bool]) -> None:
    edition = approvals.proposals(SYSTEM).get(title="Samarbejdsaftale om genoptræning")
    hearing = edition.steps.get(kind="hearing")
    assert hearing.heard.filter(answered_on=None).count() == 2
    assert hearing.comments.filter(reply="").count() == 1


def test_the_work_plan_meets_its_forums_and_has_open_remarks(told: tuple[bool, bool]) -> None:
    plan = plans.plan(SYSTEM, "reformplan")
    assert plan.activities.exclude(item=None).count() == 5
    told_in_minutes = Remark.objects.filter(item__meeting__starts_at__date=minutes.HELD, item__position=6)
    assert set(told_in_minutes) <= set(plans.open_remarks(SYSTEM, plan))


PEOPLE = [name for name, _, _ in demo_people.MEETING]


@pytest.mark.parametrize("username", PEOPLE)
def test_pages_of_forums_open_for_each_of_the_people(told: tuple[bool, bool], username: str, client: Client) -> None:
    client.force_login(user_named(username))
    pages = [reverse("forums:home"), *(reverse("forums:forum", args=[key]) for key in year.MEETINGS)]
    pages += [reverse("forums:meeting", args=[meeting("ffu", weeks).pk]) for weeks in (-2, 2)]
    assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)


def test_the_secretary_sees_the_closed_item_and_the_politician_does_not(told: tuple[bool, bool]) -> None:
    closed = Item.objects.get(is_closed=True)
    seen = [queries.items(user_named(one)).filter(pk=closed.pk).exists() for one in (PEOPLE[0], PEOPLE[3])]
    assert seen == [True, False]


def test_the_calendar_keeps_to_weekdays() -> None:
    assert Calendar(date(2026, 11, 21)).day(1) == date(2026, 11, 30)
    assert LAST.year == 2027
