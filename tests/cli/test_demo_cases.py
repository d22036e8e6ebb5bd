"""The demo region: every state of every case type, told once and no more, and pages for each of its people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tvaers.cli import demo, demo_people
from tvaers.cli.demo_cases import post, region, telling
from tvaers.cli.demo_cases.story import Copy, Story, base
from tvaers.engine.access.queries import user_named
from tvaers.engine.agreements import queries as agreements
from tvaers.engine.cases import queries
from tvaers.engine.messages import queries as messages
from tvaers.kernel import clock
from tvaers.kernel.action import System

pytestmark = pytest.mark.django_db
SYSTEM = System()
NOW = datetime(2026, 11, 18, 11, 20, tzinfo=clock.COPENHAGEN)


@pytest.fixture(scope="module")
def told(django_db_setup: Any, django_db_blocker: Any) -> Iterator[int]:
    """The region with one copy of each story and its post; gives how many cases and messages a second telling made."""
    with django_db_blocker.unblock(), transaction.atomic(), clock.fixed(NOW):
        demo.parties.load(actor=SYSTEM)
        demo.parties.load(actor=SYSTEM, folder=demo.DEMO_PARTIES)
        demo_people.make()
        region.fill(lambda text: None, most=1)
        post.fill(lambda text: None)
        again = region.fill(lambda text: None, most=1) + post.fill(lambda text: None)
        yield again
        transaction.set_rollback(True)


def test_every_state_of_every_case_type_is_reached(told: int) -> None:
    declared = {
        (type.id, state.id) for type in agreements.package(telling.PACKAGE).case_types.values() for state in type.states
    }
    reached = set(queries.cases(SYSTEM).filter(package=telling.PACKAGE).values_list("type", "state"))
    assert declared - reached == set()


def test_a_second_telling_adds_nothing(told: int) -> None:
    assert told == 0


def test_something_is_late_and_something_is_due_today(told: int) -> None:
    due = [one.due for one in queries.turns(SYSTEM) if one.due]
    assert any(one < NOW for one in due)
    assert any(one >= NOW and one.date() == NOW.date() for one in due)


def test_rows_are_mended_and_annulled_and_cases_are_linked(told: int) -> None:
    assert {"correction", "annulment"} <= set(queries.Event.objects.values_list("kind", flat=True))
    assert {link.kind for link in _links()} == {"handler om", "førte til"}


def _links() -> list[Any]:
    from tvaers.engine.cases.models import Link

    return list(Link.objects.all())


SHARED = ("/forloeb/", "/forloeb/tavle", "/forloeb/venteliste", "/forloeb/venteliste/ens-vilkaar",
          "/forloeb/venteliste/lukninger", "/forloeb/venteliste/ledige-pladser", "/forloeb/venteliste/breve",
          "/meddelelser/", "/meddelelser/indbakke", "/meddelelser/sendt", "/meddelelser/fejlsendte")  # fmt: skip
"""Pages that show those with access something, and others a refusal: 200, 403 or 404, never a fault."""


def test_messages_moved_cases_and_some_were_misdirected(told: int) -> None:
    moved = messages.Incoming.objects.exclude(case=None)
    assert {row.standard for row in moved} == {"hospital-notification", "care-communication"}
    assert sorted(row.handled for row in messages.Misdirected.objects.all()) == ["", "returned"]


@pytest.mark.parametrize("username", [name for name, _, _ in demo_people.CARING])
def test_every_page_of_cases_answers_each_of_the_people(told: int, username: str, client: Client) -> None:
    user = user_named(username)
    assert user is not None
    client.force_login(user)
    shared = {page: client.get(page).status_code for page in SHARED}
    assert {page: code for page, code in shared.items() if code not in (200, 403, 404)} == {}
    assert shared["/forloeb/"] == 200
    seen = {case.type: case for case in queries.cases(user)}
    pages = [f"/forloeb/alle/{type}" for type in seen] + [f"/forloeb/{case.number}" for case in seen.values()]
    assert pages
    assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)


def test_the_invented_agreement_is_nowhere_without_the_demo(settings: Any) -> None:
    settings.DEMO = False
    agreements._packages.cache_clear()
    assert telling.PACKAGE not in agreements._packages(-1)
    settings.DEMO = True
    agreements._packages.cache_clear()
    assert telling.PACKAGE in agreements._packages(-2)


def test_its_title_says_that_it_is_invented() -> None:
    assert "opdigtet" in agreements.package(telling.PACKAGE).title


@pytest.mark.parametrize(
    ("written", "expected"),
    [("@+2d", "2026-11-12"), ("@-1d", "2026-11-09"), ("@today+1d", "2026-11-19"),
     ("@+0d 14:00", "2026-11-10T14:00:00+01:00"), ("{town}", "0851"), ("@bredt", "@bredt")],
)  # fmt: skip
def test_days_and_places_are_filled_in(written: str, expected: str) -> None:
    story = Story("discharge", "admitted", (1,), "x", (0, "hospital/laege", "admit", {}))
    begins = datetime(2026, 11, 10, 10, 0, tzinfo=clock.COPENHAGEN)
    assert Copy(story, 1, begins, NOW, {"town": "0851"}).filled(written) == expected


@pytest.mark.parametrize(("hour", "day"), [(9, 17), (10, 18), (23, 18)])
def test_stories_begin_at_ten_on_the_last_day_that_has_come_to_it(hour: int, day: int) -> None:
    assert base(NOW.replace(hour=hour, minute=0)) == NOW.replace(day=day, hour=10, minute=0)


def test_no_story_is_longer_than_the_time_since_it_began() -> None:
    stories = [story for _, group in region.GROUPS for story in group]
    assert [story for story in stories if story.hours > 24 * min(story.agos)] == []


def test_no_demo_user_is_named_like_a_person() -> None:
    assert [name for name, _, _ in demo_people.PEOPLE if not re.fullmatch(r"demo-[a-z-]+", name)] == []
