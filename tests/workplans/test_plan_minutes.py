"""Minutes and plans: which activities an item speaks of, which remarks are the plan's, and two who write at once."""

from datetime import date
from typing import Any

import pytest
from tests.access.world import person
from tests.forums.forum_world import BEFORE, MEETING_AT, SYSTEM, World, at, world
from tests.workplans.plan_world import activity, plan

from tvaers.engine.forums import actions as forums
from tvaers.engine.forums.models import Item, Meeting
from tvaers.engine.workplans import actions, queries
from tvaers.engine.workplans.models import Plan
from tvaers.kernel import clock
from tvaers.kernel.errors import Conflict, NotFound

pytestmark = pytest.mark.django_db
TEXT = """Spor 1: Spor et
Q3 2025:
- 23. september: Drøftelse af materialet (Adm.)
- 30. september: Noget helt andet (Adm.)
Q4 2025:
- 9. okt.: Workshop om forebyggelse (Adm.)"""


def told(made: World, text: str = TEXT, *, is_closed: bool = False) -> Item:
    """An item of the first meeting that lists activities."""
    with clock.fixed(BEFORE):
        matter = forums.open_matter(actor=SYSTEM, forum=made.first, title="Arbejdsplanen", is_closed=is_closed)
        item = forums.propose(
            actor=SYSTEM, forum=made.first, matter=matter, sections=[{"kind": "case", "text": text}],
            meeting=made.meeting,
        )  # fmt: skip
        return forums.put_on_agenda(actor=SYSTEM, item=item, meeting=made.meeting)


def own(found: Plan) -> None:
    """Two activities: one with the same day in other words, one with the same words on another day."""
    activity(found, "materiale", text="Materialet drøftes", quarter="2025 Q3", starts=date(2025, 9, 23))
    activity(found, "workshop", text="Workshop om forebyggelse", quarter="2025 Q4", starts=date(2025, 10, 10))


def linked(made: World) -> int:
    """How many activities the meeting was linked to."""
    with clock.fixed(MEETING_AT):
        return int(actions.link_minutes(actor=SYSTEM, meeting=made.meeting))


def spoken(found: Plan) -> dict[str, list[str]]:
    """The words that minutes have of each activity."""
    return {
        one.key: [row.words for row in queries.spoken(SYSTEM, one)] for one in found.activities.order_by("pk")
    }  # fmt: skip


def test_an_item_speaks_of_the_activities_with_the_same_words_or_the_same_time() -> None:
    made = world()
    found = plan(made)
    own(found)
    told(made)
    assert linked(made) == 2
    assert spoken(found) == {"materiale": ["Drøftelse af materialet"], "workshop": ["Workshop om forebyggelse"]}


def test_what_fits_nothing_is_told_and_not_guessed() -> None:
    made = world()
    found = plan(made)
    own(found)
    item = told(made)
    linked(made)
    assert [one.strange for one in queries.plans_of(SYSTEM, item)] == [("Noget helt andet",)]


def test_between_two_of_the_same_day_nothing_is_guessed() -> None:
    made = world()
    found = plan(made)
    own(found)
    activity(found, "andet", text="Et andet møde", quarter="2025 Q3", starts=date(2025, 9, 23))
    told(made)
    linked(made)
    assert spoken(found)["materiale"] == []


def test_another_track_is_another_activity() -> None:
    made = world()
    found = plan(made)
    own(found)
    told(made, TEXT.replace("Spor 1", "Spor 2"))
    assert linked(made) == 0


def test_linking_again_changes_nothing() -> None:
    made = world()
    found = plan(made)
    own(found)
    told(made)
    assert (linked(made), linked(made)) == (2, 2)
    assert len(spoken(found)["workshop"]) == 1


def remark_to(item: Item, text: str) -> Any:
    """A remark made at the meeting."""
    with clock.fixed(MEETING_AT):
        return forums.remark(actor=SYSTEM, item=item, text=text)


def test_a_plans_open_remarks_are_those_about_it_and_not_all_of_its_forum() -> None:
    made = world()
    found = plan(made)
    own(found)
    item = told(made)
    linked(made)
    with clock.fixed(MEETING_AT):
        forums.hold(actor=SYSTEM, meeting=made.meeting, leader=made.chair)
    about, _ = remark_to(item, "Mere tid"), remark_to(made.item, "Ret navnet")
    assert queries.open_remarks(SYSTEM, found) == [about]


def test_an_item_that_somebody_links_makes_its_remarks_the_plans() -> None:
    made = world()
    found = plan(made)
    with clock.fixed(MEETING_AT):
        forums.hold(actor=SYSTEM, meeting=made.meeting, leader=made.chair)
    remark = remark_to(made.item, "Mere tid")
    assert queries.open_remarks(SYSTEM, found) == []
    actions.link_item(actor=SYSTEM, plan=found, item=made.item)
    assert queries.open_remarks(SYSTEM, found) == [remark]


def test_a_plan_laid_before_a_meeting_has_the_remarks_of_that_item() -> None:
    made = world()
    found = plan(made)
    activity(found)
    with clock.fixed(BEFORE):
        actions.publish(actor=SYSTEM, plan=found, number="1.0")
        item = actions.present(actor=SYSTEM, plan=found)
        forums.put_on_agenda(actor=SYSTEM, item=item, meeting=made.meeting)
    with clock.fixed(MEETING_AT):
        forums.hold(actor=SYSTEM, meeting=made.meeting, leader=made.chair)
    remark = remark_to(item, "Mere tid")
    assert queries.open_remarks(SYSTEM, found) == [remark]


def test_nobody_links_an_item_that_they_do_not_see() -> None:
    made = world(is_closed=True)
    found = plan(made)
    Plan.objects.filter(pk=found.pk).update(forum=made.second)
    found.refresh_from_db()
    made.second.rules["secretariat"]["parties"] = ["0813"]
    made.second.save()
    made.first.rules["secretariat"]["parties"] = []
    made.first.save()
    with clock.fixed(BEFORE):
        keeper = person("sekretær for det andet", "forumsekretariat", "0813")
        with pytest.raises(NotFound):
            actions.link_item(actor=keeper, plan=found, item=made.item)


def test_a_closed_item_is_spoken_of_to_those_inside_only() -> None:
    made = world()
    found = plan(made)
    own(found)
    item = told(made, is_closed=True)
    linked(made)
    Meeting.objects.filter(pk=made.meeting.pk).update(state="minuted")
    with clock.fixed(at(2025, 8, 26)):
        outside = person("udenfor", "udvalgsmedlem", "0813")
        one = found.activities.get(key="workshop")
        assert (len(queries.spoken(SYSTEM, one)), queries.spoken(outside, one)) == (1, [])
        assert queries.plans_of(outside, item) == []


def test_of_two_who_write_one_wins_and_the_other_is_told() -> None:
    found = plan()
    seen = activity(found, text="Som den var").version
    assert activity(found, text="Den første", version=seen).text == "Den første"
    with pytest.raises(Conflict, match="En anden har rettet aktiviteten"):
        activity(found, text="Den anden", version=seen)
    assert found.activities.get().text == "Den første"


def test_who_does_not_say_what_they_saw_writes_as_before() -> None:
    found = plan()
    activity(found)
    assert activity(found, text="Igen").text == "Igen"
