"""Matters that another forum must prepare first, and the tasks that sent minutes give the parties of a seat."""

from datetime import date

import pytest
from tests.forums.forum_world import BEFORE, MEETING_AT, SYSTEM, World, at, decided, forum_type, held, minuted, world

from tvaers.engine.forums import actions
from tvaers.engine.forums.models import Followup, Forum, Item
from tvaers.kernel import clock
from tvaers.kernel.errors import Conflict, Problem

pytestmark = pytest.mark.django_db
PREPARED = [{"id": "tandpleje", "title": "Tandpleje", "forum": "ffu", "clause": "P-2"}]
AFTER = [{"id": "fortael", "text": "Fortæl det hjemme", "seat": "kommune", "clause": "P-3"}]


def with_rules(forum: Forum, **rules: object) -> None:
    forum.rules = forum_type(forum.key, **rules).model_dump(mode="json", by_alias=True)
    forum.save()


def dental(made: World, topic: str = "tandpleje") -> Item:
    """A matter in the second forum, which the first one must prepare."""
    with_rules(made.second, prepared=PREPARED)
    with clock.fixed(BEFORE):
        matter = actions.open_matter(actor=SYSTEM, forum=made.second, title="Tandlægevagt", topic=topic)
        return actions.propose(actor=SYSTEM, forum=made.second, matter=matter)


def on_agenda(made: World, item: Item) -> Item:
    with clock.fixed(BEFORE):
        return actions.put_on_agenda(actor=SYSTEM, item=item, meeting=made.onward, override="Formanden siger ja")


def test_not_even_the_chair_lets_it_on_before_the_other_forum_has_said_its_word() -> None:
    made = world()
    item = dental(made)
    with pytest.raises(Conflict, match="først gennem Udvalget ffu"):
        on_agenda(made, item)


@pytest.mark.parametrize(("outcome", "may_go"), [("approved", True), ("not_approved", False)])
def test_what_the_other_forum_said_decides(outcome: str, may_go: bool) -> None:
    made = world()
    item = dental(made)
    with clock.fixed(BEFORE):
        first = actions.propose(actor=SYSTEM, forum=made.first, matter=item.matter, points=["Anbefaler."])
        actions.put_on_agenda(actor=SYSTEM, item=first, meeting=made.meeting)
    held(made)
    with clock.fixed(MEETING_AT):
        actions.decide(actor=SYSTEM, item=first, outcome=outcome, point=1)
        actions.conclude(actor=SYSTEM, item=first)
    if may_go:
        assert on_agenda(made, item).state == "agenda"
    else:
        with pytest.raises(Conflict):
            on_agenda(made, item)


def test_a_matter_about_something_else_goes_on_at_once() -> None:
    made = world()
    assert on_agenda(made, dental(made, topic="")).state == "agenda"


def test_a_topic_that_no_forum_has_is_refused() -> None:
    with pytest.raises(Problem, match="Emnet"):
        dental(world(), topic="findes-ikke")


def test_sent_minutes_give_each_party_of_the_seat_one_task_due_at_the_next_meeting() -> None:
    made = world()
    with_rules(made.first, after_minutes=AFTER)
    decided(held(made), "approved", "approved")
    minuted(made.meeting, at(2025, 8, 25))
    actions.send_minutes(actor=SYSTEM, meeting=made.meeting)
    tasks = Followup.objects.order_by("party")
    assert [(one.party, one.due, one.person) for one in tasks] == [
        ("0851", date(2025, 9, 23), made.member), ("0860", date(2025, 9, 23), None),
    ]  # fmt: skip
    assert made.meeting.minutes.count() == 1
