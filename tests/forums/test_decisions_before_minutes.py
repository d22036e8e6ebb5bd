"""What a meeting decides is for the inside until the minutes are sent; from outside its items read as the agenda."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from tests.access.world import person
from tests.forums.forum_world import BEFORE, SYSTEM, World, at, decided, held, seated_user, world

from tvaers.api.forums.shapes import item_out, row_out
from tvaers.engine.forums import actions, desk, queries
from tvaers.exports.decision_register import csv_lines
from tvaers.exports.minutes_paper import paper_of
from tvaers.exports.oparl import agenda_item
from tvaers.kernel import clock
from tvaers.kernel.errors import NotFound

pytestmark = pytest.mark.django_db
WORDS = "Satserne afventer budgettet"


@pytest.fixture
def made() -> World:
    """A meeting that is over, its item concluded with words, a remark and a follow-up; no minutes sent."""
    found = world()
    with clock.fixed(BEFORE):
        found.meeting = actions.send_agenda(actor=SYSTEM, meeting=found.meeting)
    held(found)
    with clock.fixed(at(2025, 8, 22, 12, 30)):
        actions.remark(actor=SYSTEM, item=found.item, text=WORDS)
        actions.follow_up(actor=SYSTEM, item=found.item, text=WORDS, owner="Regionen", party="1081")
    found.item = decided(found, "approved", "approved", words=WORDS)
    return found


@pytest.fixture
def outside() -> Any:
    with clock.fixed(BEFORE):
        return person("udenfor", "udvalgsmedlem", "1081")


@pytest.fixture
def inside(made: World) -> Any:
    with clock.fixed(BEFORE):
        return seated_user("inde", made.first, seat="region")


def send(made: World) -> None:
    with clock.fixed(at(2025, 8, 25)):
        for row in made.meeting.items.filter(outcome="", state="agenda"):
            actions.decide(actor=SYSTEM, item=row, outcome="not_recorded")
        actions.send_minutes(actor=SYSTEM, meeting=made.meeting)
    made.meeting.refresh_from_db()


def told(user: Any, made: World) -> dict[str, bool]:
    """Which of the ways to an item tell the reader that something was decided, or its words."""
    with clock.fixed(at(2025, 8, 25, 13)):
        item = desk.item_at(user, made.item.slug)
        agenda = [row for row, _ in queries.agenda(user, made.meeting)]
        ways: dict[str, Callable[[], object]] = {
            "item": lambda: (item.state == "treated", item.outcome, item.decided_at),
            "points": lambda: [one.outcome or one.words for one in item.points.all()],
            "agenda": lambda: [row.outcome for row in agenda if row.pk == item.pk],
            "course": lambda: [row.outcome for row in queries.course(user, item.matter) if row.pk == item.pk],
            "decisions": lambda: list(queries.decisions(user, None, "satserne")) + list(queries.decisions(user)),
            "remarks": lambda: list(item.remarks.all()) + list(queries.unmet_remarks(user, made.first)),
            "followups": lambda: list(item.followups.all()) + list(queries.open_followups(user)),
            "own": lambda: list(desk.own_followups(user)),
            "api": lambda: WORDS in item_out(user, item).model_dump_json() or row_out(item)["outcome"],
            "document": lambda: WORDS in str(queries.document(user, made.meeting).as_json()),
            "paper": lambda: WORDS in str(paper_of(user, made.meeting)),
            "table": lambda: WORDS in "".join(csv_lines(user, queries.decisions(user))),
        }
        return {
            name: bool(any(said) if isinstance(said := way(), tuple | list) else said) for name, way in ways.items()
        }


def test_outside_is_told_nothing_before_the_minutes(made: World, outside: Any) -> None:
    assert {name for name, is_told in told(outside, made).items() if is_told} == set()


def test_outside_reads_the_item_as_its_agenda_did(made: World, outside: Any) -> None:
    item = desk.item_at(outside, made.item.slug)
    assert (item.state, item.title, [one.text for one in item.points.all()]) == (
        "agenda", made.item.title, ["Godkender aftalen.", "Sender den videre."],
    )  # fmt: skip


def test_outside_is_told_with_the_minutes(made: World, outside: Any) -> None:
    send(made)
    ways = told(outside, made)
    assert {name for name, is_told in ways.items() if not is_told} == set()


def test_inside_is_told_at_once(made: World, inside: Any) -> None:
    assert {name for name, is_told in told(inside, made).items() if not is_told} <= {"own"}


def test_rows_of_their_own_are_not_found_from_outside_before_the_minutes(made: World, outside: Any) -> None:
    remark, task = made.item.remarks.get(), made.item.followups.get()
    for read in (lambda: queries.remark(outside, remark.pk), lambda: queries.followup(outside, task.pk)):
        with pytest.raises(NotFound):
            read()
    send(made)
    assert (queries.remark(outside, remark.pk), queries.followup(outside, task.pk)) == (remark, task)


def test_harvesters_and_readers_from_outside_are_told_together(made: World, outside: Any) -> None:
    def results() -> tuple[bool, bool]:
        fed = agenda_item(queries.item(SYSTEM, made.item.pk), 1)
        return bool(fed.get("result") or fed.get("resolutionText")), bool(desk.item_at(outside, made.item.slug).outcome)

    assert results() == (False, False)
    send(made)
    assert results() == (True, True)


def test_pages_from_outside_tell_nothing_before_the_minutes(made: World, outside: Any, client: Any) -> None:
    client.force_login(outside)
    pages = [reverse("forums:item", args=[made.item.slug]), reverse("forums:meeting", args=[made.meeting.pk])]
    assert all(WORDS not in client.get(page).content.decode() for page in pages)
    send(made)
    assert WORDS in client.get(pages[0]).content.decode()
