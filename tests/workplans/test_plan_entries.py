"""An activity with a forum and a date is an entry in the forum's pipeline; moving one moves the other."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from tests.forums.forum_world import BEFORE, SYSTEM, World, at, world
from tests.workplans.plan_world import activity, plan, progress

from tvaers.engine.forums import actions as forums
from tvaers.engine.forums.models import Item
from tvaers.engine.workplans import actions, queries
from tvaers.engine.workplans.documents import days_of
from tvaers.engine.workplans.models import Activity, Plan
from tvaers.kernel import clock
from tvaers.kernel.errors import Conflict

pytestmark = pytest.mark.django_db
LATER = date(2025, 9, 23)
"""The day of the first forum's second meeting."""


@dataclass
class Planned:
    """The world of forums with a plan."""

    world: World
    plan: Plan

    def entries(self) -> list[Item]:
        """What waits in pipelines because of the plan."""
        return list(Item.objects.filter(state="pipeline", gone_at=None).order_by("pk"))

    def on_later(self, **more: Any) -> Activity:
        """An activity at the first forum's second meeting."""
        return activity(self.plan, forum=self.world.first, starts=LATER, **more)


@pytest.fixture
def planned() -> Planned:
    made = world()
    return Planned(made, plan(made))


def line(one: Activity) -> queries.Line:
    return queries.line(SYSTEM, Activity.objects.get(pk=one.pk))


def test_forum_and_date_make_an_entry_to_the_meeting_of_the_day(planned: Planned) -> None:
    made = planned.on_later()
    (entry,) = planned.entries()
    assert (entry.forum, entry.meeting, entry.title) == (planned.world.first, planned.world.later, made.text)
    assert entry.origin == "Arbejdsplan, 23. september 2025"


def test_without_a_meeting_on_the_day_the_entry_waits_without_one(planned: Planned) -> None:
    activity(planned.plan, forum=planned.world.first, starts=date(2025, 9, 24))
    assert [one.meeting for one in planned.entries()] == [None]


def test_an_entry_joins_the_meeting_that_is_planned_on_its_day_later_and_then_moves_with_it(planned: Planned) -> None:
    made = activity(planned.plan, forum=planned.world.first, starts=date(2025, 9, 24))
    with clock.fixed(BEFORE):
        meeting = forums.call_meeting(actor=SYSTEM, forum=planned.world.first, starts_at=at(2025, 9, 24))
        counts = [actions.join_meetings(actor=SYSTEM) for _ in range(2)]
        forums.move_meeting(actor=SYSTEM, meeting=meeting, starts_at=at(2025, 9, 30))
    assert (counts, line(made).starts) == ([1, 0], date(2025, 9, 30))


def test_an_entry_that_the_secretary_gave_another_meeting_stays_there(planned: Planned) -> None:
    made = planned.on_later()
    Item.objects.filter(pk=made.item_id).update(meeting=planned.world.meeting)
    with clock.fixed(BEFORE):
        assert actions.join_meetings(actor=SYSTEM) == 0


@pytest.mark.parametrize(
    ("day", "entries"), [(date(2025, 7, 31), 0), (date(2025, 8, 1), 1), (date(2025, 8, 2), 1), (None, 0)]
)
def test_only_what_lies_ahead_makes_an_entry(planned: Planned, day: date | None, entries: int) -> None:
    activity(planned.plan, forum=planned.world.first, starts=day)
    assert len(planned.entries()) == entries


def test_without_a_forum_there_is_no_entry(planned: Planned) -> None:
    activity(planned.plan, starts=LATER)
    assert planned.entries() == []


def test_moving_the_meeting_moves_the_activity(planned: Planned) -> None:
    made = planned.on_later()
    with clock.fixed(BEFORE):
        forums.move_meeting(actor=SYSTEM, meeting=planned.world.later, starts_at=at(2025, 9, 26))
    assert (line(made).starts, line(made).ends) == (date(2025, 9, 26), date(2025, 9, 26))


def test_moving_the_meeting_keeps_the_last_day_of_a_period(planned: Planned) -> None:
    made = planned.on_later(ends=date(2025, 10, 31))
    with clock.fixed(BEFORE):
        forums.move_meeting(actor=SYSTEM, meeting=planned.world.later, starts_at=at(2025, 9, 26))
    assert (line(made).starts, line(made).ends) == (date(2025, 9, 26), date(2025, 10, 31))


def test_moving_the_activity_moves_the_entry(planned: Planned) -> None:
    planned.on_later()
    activity(planned.plan, forum=planned.world.first, starts=date(2025, 8, 22))
    assert [one.meeting for one in planned.entries()] == [planned.world.meeting]


def test_another_forum_takes_the_entry_over(planned: Planned) -> None:
    planned.on_later()
    activity(planned.plan, forum=planned.world.second, starts=date(2025, 9, 29))
    assert [(one.forum, one.meeting) for one in planned.entries()] == [(planned.world.second, planned.world.onward)]


def test_a_cancelled_meeting_leaves_the_activity_its_own_day(planned: Planned) -> None:
    made = planned.on_later()
    with clock.fixed(BEFORE):
        forums.cancel_meeting(actor=SYSTEM, meeting=planned.world.later, reason="Sygdom")
    assert line(made).starts == LATER
    assert [one.meeting for one in planned.entries()] == [None]


def test_beginning_after_the_meeting_was_moved_keeps_the_entry_there(planned: Planned) -> None:
    made = planned.on_later()
    with clock.fixed(BEFORE):
        forums.move_meeting(actor=SYSTEM, meeting=planned.world.later, starts_at=at(2025, 9, 26))
    progress(Activity.objects.get(pk=made.pk), "begun")
    assert [one.meeting for one in planned.entries()] == [planned.world.later]
    assert line(made).starts == date(2025, 9, 26)


@pytest.mark.parametrize("state", ["done", "dropped"])
def test_what_is_over_takes_its_entry_back_and_planning_it_again_makes_one(planned: Planned, state: str) -> None:
    made = progress(planned.on_later(), state)
    assert planned.entries() == []
    progress(made, "planned")
    assert len(planned.entries()) == 1


def test_removing_the_activity_takes_the_entry_back(planned: Planned) -> None:
    with clock.fixed(BEFORE):
        actions.remove(actor=SYSTEM, activity=planned.on_later())
    assert planned.entries() == []


def test_an_entry_that_the_secretary_withdrew_is_made_again_when_planned_again(planned: Planned) -> None:
    planned.on_later()
    Item.objects.filter(state="pipeline").update(state="withdrawn", gone_at=BEFORE)
    planned.on_later()
    assert [one.meeting for one in planned.entries()] == [planned.world.later]


def test_on_an_agenda_the_day_stands_and_the_text_can_change(planned: Planned) -> None:
    made = planned.on_later()
    with clock.fixed(BEFORE):
        forums.put_on_agenda(actor=SYSTEM, item=made.item, meeting=planned.world.later)
    with pytest.raises(Conflict, match="dagsorden"):
        activity(planned.plan, forum=planned.world.first, starts=date(2025, 8, 22))
    assert planned.on_later(text="Ny tekst").text == "Ny tekst"


def test_on_another_meeting_the_activity_has_that_day(planned: Planned) -> None:
    made = planned.on_later()
    with clock.fixed(BEFORE):
        forums.put_on_agenda(actor=SYSTEM, item=made.item, meeting=planned.world.meeting)
    assert line(made).starts == date(2025, 8, 22)


def test_put_off_at_the_meeting_the_activity_moves_to_the_later_one(planned: Planned) -> None:
    made = activity(planned.plan, forum=planned.world.first, starts=date(2025, 8, 22))
    with clock.fixed(BEFORE):
        forums.put_on_agenda(actor=SYSTEM, item=made.item, meeting=planned.world.meeting)
    with clock.fixed(at(2025, 8, 22)):
        forums.hold(actor=SYSTEM, meeting=planned.world.meeting, leader=planned.world.chair)
        item = Item.objects.get(pk=made.item.pk)
        forums.decide(
            actor=SYSTEM, item=item, outcome="deferred", words="Mangler data.", deferred_to=planned.world.later
        )
        forums.conclude(actor=SYSTEM, item=Item.objects.get(pk=item.pk))
    assert days_of(Activity.objects.get(pk=made.pk))[0] == LATER


def test_the_meeting_that_treated_it_is_linked_also_when_it_is_past(planned: Planned) -> None:
    with clock.fixed(at(2025, 9, 30)):
        made = actions.plan_activity(actor=SYSTEM, plan=planned.plan, key="b", text="Holdt", starts=LATER,
                                     track=planned.plan.tracks.first(), forum=planned.world.first)  # fmt: skip
    assert (line(made).item, line(made).meeting) == (None, planned.world.later)
