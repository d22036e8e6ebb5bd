"""Duties become items once, in time, and follow what moves while they wait."""

from datetime import date

import pytest
from tests.forums.forum_world import BEFORE, SYSTEM, at, world
from tests.yearwheel.wheel_world import duty, later_meeting, turned

from tvaers.engine.forums import actions as forums
from tvaers.engine.forums.models import Forum, Item
from tvaers.engine.yearwheel import actions
from tvaers.engine.yearwheel.models import Entry, Obligation, Register
from tvaers.engine.yearwheel.placing import NO_MEETING
from tvaers.kernel import clock
from tvaers.kernel.errors import Problem

pytestmark = pytest.mark.django_db


def days() -> list[tuple[str, str]]:
    """Each entry's forum with the day of its meeting, or what is amiss."""
    entries = Entry.objects.order_by("step").select_related("forum", "item__meeting")
    return [(e.forum.key, f"{e.item.meeting.starts_at:%m-%d}" if e.item.meeting else e.warning) for e in entries]


def test_the_items_stand_on_the_last_meetings_before_the_due_day() -> None:
    later_meeting(world(), 12, 16)
    duty()
    assert turned() == 2
    assert days() == [("ffu", "09-23"), ("ssf", "12-16")]


def test_the_last_forum_decides_and_the_one_before_advises() -> None:
    world()
    duty()
    turned()
    assert [(one.item.role, one.item.kinds) for one in Entry.objects.order_by("step")] == [
        ("advises", ["approval"]), ("decides", ["approval"]),
    ]  # fmt: skip


def test_turning_twice_makes_nothing_more() -> None:
    world()
    duty()
    turned()
    before = Item.objects.count()
    assert (turned(), Item.objects.count()) == (0, before)


@pytest.mark.parametrize(("lead", "made"), [(151, 0), (152, 2)])
def test_items_come_with_the_lead_and_not_before(lead: int, made: int) -> None:
    """1 August is 152 days before 31 December."""
    world()
    duty(lead_days=lead)
    assert turned() == made


def test_without_a_meeting_in_time_the_item_waits_with_a_warning() -> None:
    world()
    duty(due="2025-09-28")
    turned()
    assert days() == [("ffu", "09-23"), ("ssf", NO_MEETING)]


def test_a_meeting_that_is_planned_later_takes_the_item_and_the_warning_goes() -> None:
    made = world()
    duty(due="2025-09-28")
    turned()
    later_meeting(made, 9, 26)
    turned()
    assert days() == [("ffu", "09-23"), ("ssf", "09-26")]
    assert not Entry.objects.exclude(warning="").exists()


def test_a_due_day_that_moves_takes_what_waits_with_it() -> None:
    later_meeting(world(), 12, 16)
    found = duty()
    turned()
    with clock.fixed(BEFORE):
        actions.set_due(actor=SYSTEM, obligation=found, due=date(2025, 9, 30), reason="Ministeriets brev")
    assert days() == [("ffu", "09-23"), ("ssf", "09-29")]


def test_what_is_on_an_agenda_stays_there() -> None:
    made = world()
    later_meeting(made, 12, 16)
    found = duty()
    turned()
    item = Entry.objects.get(forum=made.second).item
    with clock.fixed(BEFORE):
        forums.put_on_agenda(actor=SYSTEM, item=item, meeting=item.meeting)
        actions.set_due(actor=SYSTEM, obligation=found, due=date(2025, 9, 30), reason="Ministeriets brev")
    assert days() == [("ffu", "09-23"), ("ssf", "12-16")]


def test_a_cancelled_meeting_gives_the_item_to_the_one_before() -> None:
    made = world()
    extra = later_meeting(made, 12, 16)
    duty()
    turned()
    with clock.fixed(BEFORE):
        forums.cancel_meeting(actor=SYSTEM, meeting=extra, reason="Valg")
    turned()
    assert days() == [("ffu", "09-23"), ("ssf", "09-29")]


def test_an_earlier_meeting_that_somebody_chose_stands() -> None:
    made = world()
    later_meeting(made, 12, 16)
    duty()
    turned()
    Item.objects.filter(pk=Entry.objects.get(forum=made.second).item_id).update(meeting=made.onward)
    assert (turned(), days()[1]) == (0, ("ssf", "09-29"))


def test_a_yearly_duty_makes_items_anew_each_year() -> None:
    world()
    duty(due="12-31", holds={"from": "2025-01-01"}, lead_days=100)
    with clock.fixed(at(2025, 11, 1)):
        first = actions.turn(actor=SYSTEM)
    with clock.fixed(at(2026, 11, 1)):
        assert (first, actions.turn(actor=SYSTEM), actions.turn(actor=SYSTEM)) == (2, 2, 0)


def test_what_is_not_settled_makes_items_once_it_is() -> None:
    world()
    found = duty(due="uafklaret", why="Afventer meddelelse")
    assert turned() == 0
    with clock.fixed(BEFORE):
        actions.set_due(actor=SYSTEM, obligation=found, due=date(2025, 12, 31), reason="Meddelelsen")
    assert Entry.objects.count() == 2


def test_the_day_of_a_yearly_duty_is_that_of_the_agreement() -> None:
    world()
    found = duty(due="12-31", holds={"from": "2025-01-01"})
    with pytest.raises(Problem, match="hvert år"):
        actions.set_due(actor=SYSTEM, obligation=found, due=date(2025, 12, 31), reason="Fordi")


def test_the_agreements_duties_and_registers_are_taken_up_once() -> None:
    forums.take_up(actor=SYSTEM)
    assert actions.take_up(actor=SYSTEM) == Obligation.objects.count() + Register.objects.count() > 15
    assert actions.take_up(actor=SYSTEM) == 0


def test_the_midterm_status_of_the_minutes_goes_through_three_forums() -> None:
    """FFU 23 October, SSF 25 November, SSU 16 December (MIN-7j); the final status is not settled (MIN-7m)."""
    with clock.fixed(at(2025, 8, 22, 14)):
        forums.take_up(actor=SYSTEM)
        actions.take_up(actor=SYSTEM)
        for key, month, day in (("ffu", 9, 23), ("ffu", 10, 23), ("ssf", 9, 29), ("ssf", 11, 25), ("ssu", 12, 16)):
            forums.call_meeting(actor=SYSTEM, forum=Forum.objects.get(key=key), starts_at=at(2025, month, day))
        assert actions.turn(actor=SYSTEM) == 3
    assert days() == [("ffu", "10-23"), ("ssf", "11-25"), ("ssu", "12-16")]
