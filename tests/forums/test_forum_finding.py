"""Searching everything: forums, meetings, items and decisions are found by those who may see them, and no others."""

from typing import Any

import pytest
from tests.access.world import person
from tests.forums.forum_world import BEFORE, SYSTEM, World, at, decided, held, minuted, seated_user, world

from tvaers.engine.forums import actions, finding, queries
from tvaers.engine.forums.models import Meeting
from tvaers.kernel import clock
from tvaers.web.overview.search import search

pytestmark = pytest.mark.django_db
WORD = "Kanariefugl"


def outsider() -> Any:
    """Somebody with a role and no seat."""
    with clock.fixed(BEFORE):
        return person("udenfor", "udvalgsmedlem", "0813")


def found(user: Any, text: str) -> dict[str, list[str]]:
    """The titles of what the search page shows, by group."""
    with clock.fixed(at(2025, 8, 26)):
        return {group.title: [hit.title for hit in group.hits] for group in search(user, text)}


def called(made: World) -> World:
    """The agenda is out."""
    with clock.fixed(BEFORE):
        made.meeting = actions.send_agenda(actor=SYSTEM, meeting=made.meeting)
    return made


@pytest.mark.parametrize("text", ["udvalget ffu", "FFU"])
def test_a_forum_is_found_by_its_name_and_its_short_name(text: str) -> None:
    world()
    assert found(outsider(), text)["Fora"] == ["Udvalget ffu"]


@pytest.mark.parametrize(("text", "many"), [("22-08-2025", 1), ("22.8.2025", 1), ("21-08-2025", 0), ("99-99-2025", 0)])
def test_a_meeting_is_found_by_its_day(text: str, many: int) -> None:
    world()
    assert len(found(outsider(), text).get("Møder", [])) == many


def test_an_item_on_an_agenda_that_is_out_is_found_by_its_title() -> None:
    called(world())
    assert found(outsider(), "revideret aftale")["Punkter"] == ["Revideret aftale"]


def test_an_item_that_is_still_prepared_is_found_inside_only() -> None:
    made = world()
    outside, inside = outsider(), seated_user("inde", made.first, seat="region")
    assert ("Punkter" in found(outside, "revideret"), "Punkter" in found(inside, "revideret")) == (False, True)


def test_a_closed_item_is_found_inside_only() -> None:
    made = called(world(is_closed=True))
    outside, inside = outsider(), seated_user("inde", made.first, seat="region")
    assert ("Punkter" in found(outside, "revideret"), "Punkter" in found(inside, "revideret")) == (False, True)


def test_what_was_said_finds_an_item_for_others_when_the_minutes_are_out() -> None:
    made = held(called(world()))
    with clock.fixed(at(2025, 8, 22, 12, 30)):
        actions.remark(actor=SYSTEM, item=made.item, text=WORD)
    decided(made, "approved", "approved")
    outside, inside = outsider(), seated_user("inde", made.first, seat="region")
    assert (found(outside, WORD), found(inside, WORD)["Beslutninger"]) == ({}, ["Revideret aftale"])
    minuted(Meeting.objects.get(pk=made.meeting.pk), at(2025, 8, 25))
    assert found(outside, WORD) == {"Beslutninger": ["Revideret aftale"]}


def test_what_is_decided_stands_once() -> None:
    made = held(called(world()))
    decided(made, "approved", "approved")
    minuted(Meeting.objects.get(pk=made.meeting.pk), at(2025, 8, 25))
    groups = found(outsider(), "revideret")
    assert (groups["Beslutninger"], "Punkter" in groups) == (["Revideret aftale"], False)


def test_nothing_is_found_by_nothing() -> None:
    world()
    assert not finding.items_found(SYSTEM, " ").exists()
    assert not finding.meetings_found(SYSTEM, "").exists()
    assert finding.forums_named(SYSTEM, "") == []
    assert queries.forums(SYSTEM).exists()
