"""Decisions and what follows: the next forum, the same one again, remarks to be met, reservations that block."""

import pytest
from tests.forums.forum_world import BEFORE, SYSTEM, World, at, decided, held, world

from tvaers.engine.forums import actions
from tvaers.engine.forums.models import Item
from tvaers.kernel import clock
from tvaers.kernel.errors import Conflict, Problem

pytestmark = pytest.mark.django_db


def followers(item: Item) -> list[tuple[str, str, str]]:
    """What waits after an item: forum, day of the meeting, state."""
    found = item.followers.filter(gone_at=None).select_related("forum", "meeting").order_by("pk")
    return [(one.forum.key, str(one.meeting or "")[-10:], one.state) for one in found]


def test_an_approval_makes_the_item_of_the_next_forum() -> None:
    assert followers(decided(held(world()), "approved", "approved")) == [("ssf", "29-09-2025", "pipeline")]


def test_what_is_not_approved_comes_back_at_the_next_ordinary_meeting() -> None:
    assert followers(decided(held(world()), "not_approved", "approved")) == [("ffu", "23-09-2025", "pipeline")]


def test_what_is_put_off_goes_to_the_meeting_named() -> None:
    made = held(world())
    item = decided(made, "deferred", "deferred", words="PLO mangler", deferred_to=made.later)
    assert followers(item) == [("ffu", "23-09-2025", "pipeline")]


def test_both_dates_and_the_reason_stay_with_what_is_put_off() -> None:
    made = held(world())
    item = decided(made, "deferred", "deferred", words="PLO mangler", deferred_to=made.later)
    assert item.note == "Udskudt fra FFU 22-08-2025 til FFU 23-09-2025: PLO mangler"


def test_a_deferral_without_a_reason_is_refused() -> None:
    made = held(world())
    with pytest.raises(Problem, match="mangler en grund eller et møde"):
        actions.decide(actor=SYSTEM, item=made.item, point=1, outcome="deferred", deferred_to=made.later)


def test_a_point_without_an_outcome_keeps_the_item_open() -> None:
    made = held(world())
    item = actions.decide(actor=SYSTEM, item=made.item, point=1, outcome="approved")
    with pytest.raises(Conflict, match="mangler en beslutning"):
        actions.conclude(actor=SYSTEM, item=item)


def test_a_point_can_be_said_not_to_be_recorded() -> None:
    assert decided(held(world()), "approved", "not_recorded").state == "treated"


def test_a_remark_to_an_approval_must_be_met_before_the_next_forum() -> None:
    made = held(world())
    actions.remark(actor=SYSTEM, item=made.item, text="Fjern en formulering.")
    item = decided(made, "approved_with_remarks", "approved").followers.get()
    with clock.fixed(at(2025, 8, 25)), pytest.raises(Conflict, match="Fjern en formulering"):
        actions.put_on_agenda(actor=SYSTEM, item=item, meeting=made.onward, override="Formanden siger ja")


def test_a_remark_that_is_met_lets_the_matter_on() -> None:
    made = held(world())
    remark = actions.remark(actor=SYSTEM, item=made.item, text="Fjern en formulering.")
    item = decided(made, "approved_with_remarks", "approved").followers.get()
    actions.answer_remark(actor=SYSTEM, remark=remark, answer="Version 2")
    with clock.fixed(at(2025, 8, 25)):
        assert actions.put_on_agenda(actor=SYSTEM, item=item, meeting=made.onward).state == "agenda"


def test_a_reason_binds_nobody() -> None:
    made = held(world())
    assert not actions.remark(actor=SYSTEM, item=made.item, text="Økonomien", kind="reason").must_be_met_first


def test_a_task_behind_a_reservation_cannot_begin() -> None:
    made = held(world())
    held_back = actions.remark(actor=SYSTEM, item=made.item, text="Afklar usikkerheder", kind="reservation")
    task = actions.follow_up(actor=SYSTEM, item=made.item, text="Nedsæt gruppen", owner="Gruppen", blocked_by=held_back)
    with pytest.raises(Conflict, match="Afklar usikkerheder"):
        actions.progress(actor=SYSTEM, followup=task, state="begun")


def test_a_task_begins_when_the_reservation_is_closed() -> None:
    made = held(world())
    held_back = actions.remark(actor=SYSTEM, item=made.item, text="Afklar usikkerheder", kind="reservation")
    task = actions.follow_up(actor=SYSTEM, item=made.item, text="Nedsæt gruppen", owner="Gruppen", blocked_by=held_back)
    actions.answer_remark(actor=SYSTEM, remark=held_back, answer="Afklaret")
    assert actions.progress(actor=SYSTEM, followup=task, state="begun").state == "begun"


def test_a_task_is_not_done_without_something_to_show() -> None:
    made = held(world())
    task = actions.follow_up(actor=SYSTEM, item=made.item, text="Skriv", owner="Regionen")
    with pytest.raises(Problem, match="hvad der viser det"):
        actions.progress(actor=SYSTEM, followup=task, state="done")


def test_reopening_takes_back_what_followed() -> None:
    item = decided(held(world()), "approved", "approved")
    assert followers(actions.reopen(actor=SYSTEM, item=item)) == []


def test_reopening_is_refused_when_the_next_forum_has_begun() -> None:
    made = held(world())
    item = decided(made, "approved", "approved")
    with clock.fixed(at(2025, 8, 25)):
        actions.put_on_agenda(actor=SYSTEM, item=item.followers.get(), meeting=made.onward)
    with pytest.raises(Conflict, match="senere dagsorden"):
        actions.reopen(actor=SYSTEM, item=item)


def test_what_waits_under_the_same_words_becomes_the_next_step() -> None:
    made = held(world())
    matter = actions.open_matter(actor=SYSTEM, forum=made.second, title="Aftale revideret")
    twin = actions.propose(actor=SYSTEM, forum=made.second, matter=matter, meeting=made.onward)
    assert decided(made, "approved", "approved").followers.get() == twin


def test_nobody_decides_before_the_meeting_begins() -> None:
    with pytest.raises(Conflict, match="Mødet er ikke begyndt"):
        actions.decide(actor=SYSTEM, item=world().item, point=1, outcome="approved")


def test_an_item_with_points_is_not_decided_whole() -> None:
    with pytest.raises(Problem, match="på hvert indstillingspunkt"):
        actions.decide(actor=SYSTEM, item=held(world()).item, outcome="approved")


def test_the_next_forums_draft_has_what_was_decided_instead_of_recommended() -> None:
    made = held(world())
    actions.decide(
        actor=SYSTEM, item=made.item, point=1, outcome="approved", decided_text="Godkender aftalen af Udvalget ffu."
    )
    actions.decide(actor=SYSTEM, item=made.item, point=2, outcome="approved")
    following = actions.conclude(actor=SYSTEM, item=made.item).followers.get()
    assert following.points.get(number=1).text == "Godkender aftalen af Udvalget ssf."


def test_a_decided_point_is_not_asked_again_when_another_is_put_off() -> None:
    made = held(world())
    again = put_off_second(made)
    assert [one.text for one in again.points.all()] == ["Sender den videre."]


def test_the_next_forum_gets_what_was_decided_before_and_after_the_deferral() -> None:
    made = held(world())
    again = put_off_second(made)
    with clock.fixed(at(2025, 9, 23)):
        actions.put_on_agenda(actor=SYSTEM, item=again, meeting=made.later, override="Udskudt")
        actions.hold(actor=SYSTEM, meeting=made.later, leader=made.chair)
        actions.decide(actor=SYSTEM, item=again, point=1, outcome="approved")
        actions.conclude(actor=SYSTEM, item=again)
    onward = Item.objects.get(forum=made.second, matter=made.item.matter)
    assert [one.text for one in onward.points.order_by("number")] == ["Godkender aftalen.", "Sender den videre."]


def put_off_second(made: World) -> Item:
    """The first point approved and the second put off: the item that comes again."""
    with clock.fixed(at(2025, 8, 22, 13)):
        actions.decide(actor=SYSTEM, item=made.item, point=1, outcome="approved")
        actions.decide(
            actor=SYSTEM, item=made.item, point=2, outcome="deferred", words="Tal mangler", deferred_to=made.later
        )
        actions.conclude(actor=SYSTEM, item=made.item)
    return Item.objects.get(follows=made.item)


@pytest.mark.parametrize("to", ["meeting", "earlier", "cancelled", "onward"])
def test_nothing_is_put_off_to_a_meeting_that_cannot_treat_it(to: str) -> None:
    made = held(world())
    made.item.matter.route = ["ffu"]
    made.item.matter.save()
    with clock.fixed(BEFORE):
        early = actions.call_meeting(actor=SYSTEM, forum=made.first, starts_at=at(2025, 8, 20))
        off = actions.call_meeting(actor=SYSTEM, forum=made.first, starts_at=at(2025, 10, 20))
        actions.cancel_meeting(actor=SYSTEM, meeting=off, reason="Ferie")
    off.refresh_from_db()
    target = {"meeting": made.meeting, "earlier": early, "cancelled": off, "onward": made.onward}[to]
    with pytest.raises(Problem, match="senere møde|ikke behandles"):
        actions.decide(actor=SYSTEM, item=made.item, point=1, outcome="deferred", words="Tal", deferred_to=target)


def test_a_meeting_is_kept_with_a_deferral_only() -> None:
    made = held(world())
    actions.decide(actor=SYSTEM, item=made.item, point=1, outcome="approved", deferred_to=made.later)
    assert made.item.points.get(number=1).deferred_to is None


def test_a_standing_item_that_is_not_approved_does_not_come_twice() -> None:
    made = held(world())
    agenda = made.meeting.items.get(standing="dagsorden")
    actions.decide(actor=SYSTEM, item=agenda, outcome="not_approved")
    actions.conclude(actor=SYSTEM, item=agenda)
    assert not Item.objects.filter(follows=agenda).exists()


def test_what_waited_before_the_decision_stays_when_it_is_taken_back() -> None:
    made = world()
    with clock.fixed(BEFORE):
        matter = actions.open_matter(actor=SYSTEM, forum=made.second, title="Revideret aftale")
        own = actions.propose(actor=SYSTEM, forum=made.second, matter=matter, meeting=made.onward)
    item = decided(held(made), "approved", "approved")
    actions.reopen(actor=SYSTEM, item=item)
    own.refresh_from_db()
    assert (own.state, own.follows, own.gone_at) == ("pipeline", None, None)


def test_a_remark_names_a_point_that_is_there() -> None:
    made = held(world())
    with pytest.raises(Problem, match="intet punkt 7"):
        actions.remark(actor=SYSTEM, item=made.item, text="Hvad med økonomien?", point=7)
