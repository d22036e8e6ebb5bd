"""Meetings and agendas: deadlines, contingent and standing items, moving and cancelling, two people at once."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.forums.forum_world import BEFORE, SYSTEM, TOWN, at, forum_type, held, propose, world

from tvaers.engine.forums import actions
from tvaers.engine.forums.meetings import next_host, next_meeting
from tvaers.engine.forums.models import Item, Meeting
from tvaers.engine.forums.planning import hindrances
from tvaers.kernel import clock
from tvaers.kernel.errors import Conflict, Problem

pytestmark = pytest.mark.django_db


def waiting(made, **given) -> Item:  # type: ignore[no-untyped-def]
    """An item in the pipeline towards the first meeting."""
    return actions.propose(
        actor=SYSTEM, forum=made.first, matter=made.item.matter, title="Venter", meeting=made.meeting, **given
    )


@pytest.mark.parametrize(("day", "is_late"), [(15, False), (16, True)])
def test_an_item_after_the_deadline_needs_the_chairs_reason(day: int, is_late: bool) -> None:
    made = world()
    item = waiting(made)
    with clock.fixed(at(2025, 8, day, 23, 59)):
        found = [one.what for one in hindrances(item, made.meeting)]
    assert found == (["Punktet kommer efter fristen."] if is_late else [])


def test_the_chairs_reason_is_kept_with_a_late_item() -> None:
    made = world()
    item = waiting(made)
    with clock.fixed(at(2025, 8, 16)):
        put = actions.put_on_agenda(actor=SYSTEM, item=item, meeting=made.meeting, override="Ministeren spurgte")
    assert put.late_reason == "Ministeren spurgte"


def test_a_contingent_item_cannot_go_on_without_a_reason() -> None:
    made = world()
    item = waiting(made, awaits="et møde med PLO")
    with clock.fixed(BEFORE), pytest.raises(Conflict, match="Afventer et møde med PLO"):
        actions.put_on_agenda(actor=SYSTEM, item=item, meeting=made.meeting)


def test_a_condition_that_is_met_lets_the_item_on() -> None:
    made = world()
    item = actions.meet_condition(actor=SYSTEM, item=waiting(made, awaits="et møde"), words="Mødet blev holdt")
    with clock.fixed(BEFORE):
        assert actions.put_on_agenda(actor=SYSTEM, item=item, meeting=made.meeting).state == "agenda"


def test_a_new_meeting_has_the_standing_items() -> None:
    assert list(world().later.items.values_list("title", "state")) == [("Godkendelse af dagsorden", "agenda")]


def test_a_standing_item_that_must_be_there_cannot_be_taken_off() -> None:
    standing = [{"id": "tal", "title": "Nøgletal", "keep": "yes"}]
    forum = actions.establish(actor=SYSTEM, type=forum_type("klynge", standing=standing))
    meeting = actions.call_meeting(actor=SYSTEM, forum=forum, starts_at=at(2026, 3, 1))
    with pytest.raises(Conflict, match="skal stå på dagsordenen"):
        actions.take_off_agenda(actor=SYSTEM, item=meeting.items.get())


def test_the_order_is_the_secretarys() -> None:
    made = world()
    second = propose_before(made, "Andet")
    actions.arrange(actor=SYSTEM, meeting=made.meeting, order=[second.pk, made.item.pk])
    shown = made.meeting.items.order_by("position").values_list("title", flat=True)
    assert list(shown) == ["Andet", "Revideret aftale", "Godkendelse af dagsorden"]


def propose_before(made, title: str) -> Item:  # type: ignore[no-untyped-def]
    with clock.fixed(BEFORE):
        return propose(made.first, made.meeting, title=title)


def test_moving_a_meeting_moves_its_deadline_and_tells_calendars() -> None:
    made = world()
    moved = actions.move_meeting(actor=SYSTEM, meeting=made.meeting, starts_at=at(2025, 8, 25))
    assert (moved.items_due - made.meeting.items_due, moved.sequence) == (timedelta(days=3), made.meeting.sequence + 1)


def test_cancelling_a_meeting_sends_its_items_back() -> None:
    made = world()
    actions.cancel_meeting(actor=SYSTEM, meeting=made.meeting, reason="Ferie")
    made.item.refresh_from_db()
    assert (made.item.state, made.item.meeting) == ("pipeline", None)


def test_cancelling_a_meeting_drops_its_standing_items() -> None:
    made = world()
    actions.cancel_meeting(actor=SYSTEM, meeting=made.meeting, reason="Ferie")
    assert not Item.objects.filter(meeting=made.meeting, gone_at=None).exists()


def test_a_meeting_outside_the_forums_time_is_refused() -> None:
    made = world()
    with pytest.raises(Problem, match="findes ikke 1. januar 2028"):
        actions.call_meeting(actor=SYSTEM, forum=made.first, starts_at=at(2028, 1, 1))


def test_the_last_day_of_a_forum_has_meetings() -> None:
    assert actions.call_meeting(actor=SYSTEM, forum=world().first, starts_at=at(2027, 12, 31)).pk


def test_two_meetings_at_one_moment_are_refused() -> None:
    made = world()
    with pytest.raises(Conflict, match="allerede et møde"):
        actions.call_meeting(actor=SYSTEM, forum=made.first, starts_at=made.meeting.starts_at)


def test_the_next_meeting_is_the_next_ordinary_one() -> None:
    made = world()
    actions.call_meeting(actor=SYSTEM, forum=made.first, starts_at=at(2025, 9, 1), kind="extra")
    assert next_meeting(made.first, made.meeting.starts_at) == made.later


def test_hosts_take_turns() -> None:
    forum = actions.establish(actor=SYSTEM, type=forum_type("nord", rotation=["1081", "1082"]))
    actions.call_meeting(actor=SYSTEM, forum=forum, starts_at=at(2025, 2, 9), host="1082")
    second = actions.call_meeting(actor=SYSTEM, forum=forum, starts_at=at(2025, 5, 11))
    assert (second.host, next_host(forum, at(2025, 9, 14))) == ("1081", "1082")


def test_the_first_host_is_nobody_until_the_secretariat_says() -> None:
    forum = actions.establish(actor=SYSTEM, type=forum_type("nord", rotation=["1081", "1082"]))
    assert next_host(forum, at(2025, 5, 1)) == ""


def test_who_writes_second_loses_and_is_told() -> None:
    made = world()
    seen = made.item.version
    actions.write_item(actor=SYSTEM, item=made.item, title="Først", version=seen)
    with pytest.raises(Conflict, match="En anden har rettet"):
        actions.write_item(actor=SYSTEM, item=made.item, title="Sidst", version=seen)


def test_empty_sections_are_left_out() -> None:
    made = world()
    sections = [{"kind": "resume", "text": "Kort"}, {"kind": "economy", "text": "  "}]
    written = actions.write_item(actor=SYSTEM, item=made.item, title="T", sections=sections)
    assert [one["kind"] for one in written.sections] == ["resume"]


def test_a_second_chair_of_a_side_is_refused() -> None:
    made = world()
    other = actions.register_person(actor=SYSTEM, name="Anden formand")
    with pytest.raises(Conflict, match="allerede en formand for regionen"):
        actions.seat(
            actor=SYSTEM, forum=made.first, person=other, seat="region", starts=date(2025, 2, 1), is_chair=True
        )


def test_a_cluster_has_one_steering_group() -> None:
    actions.establish(actor=SYSTEM, type=forum_type("en", cluster="klynge-x"))
    with pytest.raises(Conflict, match="allerede en styregruppe"):
        actions.establish(actor=SYSTEM, type=forum_type("to", cluster="klynge-x"))


def test_an_agenda_without_a_kept_standing_item_cannot_be_sent() -> None:
    standing = [{"id": "tal", "title": "Nøgletal", "keep": "yes"}]
    forum = actions.establish(actor=SYSTEM, type=forum_type("klynge", standing=standing))
    meeting = actions.call_meeting(actor=SYSTEM, forum=forum, starts_at=at(2026, 3, 1))
    Item.objects.filter(meeting=meeting).delete()
    with pytest.raises(Conflict, match="mangler et fast punkt"):
        actions.send_agenda(actor=SYSTEM, meeting=meeting)


def test_a_held_meeting_cannot_be_moved() -> None:
    made = world()
    Meeting.objects.filter(pk=made.meeting.pk).update(state="held")
    with pytest.raises(Conflict, match="Kun et møde forude"):
        actions.move_meeting(actor=SYSTEM, meeting=made.meeting, starts_at=at(2025, 8, 25))


def test_a_seat_of_another_party_still_is_that_seat() -> None:
    made = world()
    assert made.first.sittings.get(seat="kommune").party == TOWN


def test_what_closes_the_meeting_stays_last() -> None:
    standing = [{"id": "eventuelt", "title": "Eventuelt", "at_end": "yes"}]
    forum = actions.establish(actor=SYSTEM, type=forum_type("ffu", standing=standing))
    actions.establish(actor=SYSTEM, type=forum_type("ssf"))
    with clock.fixed(BEFORE):
        meeting = actions.call_meeting(actor=SYSTEM, forum=forum, starts_at=at(2025, 10, 1))
        propose(forum, meeting)
    shown = meeting.items.order_by("position").values_list("title", flat=True)
    assert list(shown) == ["Revideret aftale", "Eventuelt"]


def test_nothing_is_taken_off_an_agenda_that_was_met_on() -> None:
    made = held(world())
    with pytest.raises(Conflict, match="Kun et møde forude"):
        actions.take_off_agenda(actor=SYSTEM, item=made.item)


@pytest.mark.parametrize(("text", "outcome"), [("Godkender aftalen.", "approved"), ("Godkender den nye aftale.", "")])
def test_a_point_that_is_rewritten_loses_what_was_recorded(text: str, outcome: str) -> None:
    made = held(world())
    actions.decide(actor=SYSTEM, item=made.item, point=1, outcome="approved")
    actions.write_item(actor=SYSTEM, item=made.item, title="T", points=[text, "Sender den videre."])
    assert made.item.points.get(number=1).outcome == outcome


@pytest.mark.parametrize("state", ["agenda", "treated"])
def test_only_what_waits_goes_on_an_agenda(state: str) -> None:
    made = world()
    Item.objects.filter(pk=made.item.pk).update(state=state)
    with clock.fixed(BEFORE), pytest.raises(Conflict, match="Punktet er"):
        actions.put_on_agenda(actor=SYSTEM, item=made.item, meeting=made.later)


TIMES = [
    (at(2028, 1, 1), None, None, "findes ikke"), (at(2025, 9, 23), None, None, "allerede et møde"),
    (at(2025, 9, 2), at(2025, 9, 2), None, "slutter"), (at(2025, 9, 2), None, date(2025, 9, 3), "efter mødet"),
]  # fmt: skip


@pytest.mark.parametrize(("starts", "ends", "due", "said"), TIMES)
def test_a_meeting_is_not_moved_to_where_none_could_be_planned(starts: Any, ends: Any, due: Any, said: str) -> None:
    made = world()
    with pytest.raises(Problem, match=said):
        actions.move_meeting(actor=SYSTEM, meeting=made.meeting, starts_at=starts, ends_at=ends, items_due=due)


def test_a_meeting_keeps_its_time_when_its_place_is_written() -> None:
    made = world()
    moved = actions.move_meeting(actor=SYSTEM, meeting=made.meeting, starts_at=made.meeting.starts_at, place="B")
    assert (moved.starts_at, moved.place) == (made.meeting.starts_at, "B")


def test_a_meeting_is_not_cancelled_without_a_reason() -> None:
    made = world()
    with pytest.raises(Problem, match="hvorfor mødet aflyses"):
        actions.cancel_meeting(actor=SYSTEM, meeting=made.meeting, reason=" ")
