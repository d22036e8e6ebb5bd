"""What a forum sends on: an item on each receiver's next meeting, in turn where it says so, and a log of it."""

import io

import pytest
from tests.access.world import person
from tests.forums.forum_world import BEFORE, MEETING_AT, SYSTEM, World, at, decided, held, seated_user, world

from tvaers.engine.forums import actions as forums
from tvaers.engine.forums.models import Item
from tvaers.engine.outreach import actions, circulating, queries
from tvaers.engine.outreach.models import Circular
from tvaers.kernel import clock
from tvaers.kernel.errors import Conflict, NotFound, Problem

pytestmark = pytest.mark.django_db


def sent(made: World, **more: object) -> Circular:
    """A report sent from the second forum to both."""
    given = {"title": "Årsrapport", "text": "Året der gik.", "receivers": [made.first, made.second], **more}
    with clock.fixed(BEFORE):
        return actions.circulate(actor=SYSTEM, forum=made.second, **given)  # type: ignore[arg-type]


def items(found: Circular) -> list[Item]:
    return [one.item for one in found.copies.order_by("step")]


def test_each_forum_gets_an_item_on_its_next_meeting() -> None:
    made = world()
    found = items(sent(made))
    assert [(one.forum, one.meeting, one.kinds) for one in found] == [
        (made.first, made.meeting, ["information"]), (made.second, made.onward, ["information"]),
    ]  # fmt: skip


def test_a_meeting_whose_agenda_is_out_is_passed_over() -> None:
    made = world()
    with clock.fixed(BEFORE):
        forums.send_agenda(actor=SYSTEM, meeting=made.meeting)
    assert items(sent(made, receivers=[made.first]))[0].meeting == made.later


def test_in_turn_the_second_waits_for_the_first_and_meets_after_it() -> None:
    made = world()
    with clock.fixed(BEFORE):
        forums.call_meeting(actor=SYSTEM, forum=made.second, starts_at=at(2025, 8, 20))
    first, second = items(sent(made, in_turn=True))
    assert (second.follows, second.meeting, second.awaits) == (first, made.onward, "behandling i FFU")
    assert [first.role, second.role] == ["advises", "decides"]


def test_in_turn_the_first_decision_lets_the_second_go_on_and_makes_no_third() -> None:
    made = world()
    first, second = items(sent(made, in_turn=True))
    with clock.fixed(BEFORE):
        forums.put_on_agenda(actor=SYSTEM, item=first, meeting=made.meeting)
    held(made)
    with clock.fixed(MEETING_AT):
        forums.decide(actor=SYSTEM, item=first, outcome="noted")
        forums.conclude(actor=SYSTEM, item=first)
    second.refresh_from_db()
    assert second.awaits_met.startswith("behandlet i")
    assert Item.objects.filter(matter=first.matter).count() == 2


def test_the_paper_goes_with_every_item() -> None:
    found = sent(world(), upload=forums.Attachment("rapport.pdf", io.BytesIO(b"%PDF-1.7 en rapport")))
    assert [[paper.name for paper in one.papers.all()] for one in items(found)] == [["rapport.pdf"], ["rapport.pdf"]]


def test_what_has_no_meeting_is_given_one_when_it_is_planned() -> None:
    made = world()
    with clock.fixed(BEFORE):
        forums.cancel_meeting(actor=SYSTEM, meeting=made.onward, reason="Ferie")
        found = items(sent(made))[1]
        assert found.meeting is None
        new = forums.call_meeting(actor=SYSTEM, forum=made.second, starts_at=at(2025, 10, 5))
        assert [circulating.place(), circulating.place()] == [1, 0]
    found.refresh_from_db()
    assert found.meeting == new


def test_the_log_says_where_it_is_and_who_has_it() -> None:
    made = world()
    found = sent(made)
    states = [(one.forum.key, one.state, one.is_received) for one in queries.deliveries(SYSTEM, found)]
    assert states == [("ffu", "placed", True), ("ssf", "placed", True)]
    Item.objects.filter(pk=items(found)[0].pk).update(state="withdrawn", gone_at=clock.now())
    assert [one.is_received for one in queries.deliveries(SYSTEM, found)] == [False, True]


def test_the_log_does_not_tell_a_decision_before_the_minutes() -> None:
    made = world()
    found = sent(made)
    Item.objects.filter(pk=items(found)[0].pk).update(state="treated", outcome="noted")
    with clock.fixed(BEFORE):
        keeper = seated_user("keeper", made.second, seat="region")
    assert [one.state for one in queries.deliveries(keeper, found)] == ["placed", "placed"]
    assert [one.state for one in queries.deliveries(SYSTEM, found)] == ["treated", "placed"]


def test_the_log_is_for_the_inside_of_the_sender() -> None:
    found, outside = sent(world()), person("ude", "udvalgsmedlem", "0813")
    assert queries.deliveries(outside, found) == []
    with pytest.raises(NotFound):
        queries.circular(outside, found.slug)


def test_a_forum_that_has_ended_gets_nothing() -> None:
    made = world()
    made.first.ends = at(2025, 7, 31).date()
    made.first.save()
    with pytest.raises(Problem, match="findes ikke længere"):
        sent(made)


def test_an_extra_meeting_takes_the_item_that_waits_and_only_that() -> None:
    made = world()
    item = items(sent(made))[1]
    with clock.fixed(BEFORE):
        meeting = actions.call_extra(actor=SYSTEM, item=item, starts_at=at(2025, 8, 4), reason="Uenighed om kataloget")
        item.refresh_from_db()
        assert (meeting.kind, item.meeting, item.state) == ("extra", meeting, "agenda")
        with pytest.raises(Conflict, match="venter ikke"):
            actions.call_extra(actor=SYSTEM, item=item, starts_at=at(2025, 8, 5), reason="Igen")


def test_an_extra_meeting_needs_a_reason() -> None:
    with pytest.raises(Problem, match="hvorfor"):
        actions.call_extra(actor=SYSTEM, item=items(sent(world()))[1], starts_at=at(2025, 8, 4), reason=" ")


def test_networks_below_a_forum_show_whether_they_meet() -> None:
    made = world()
    made.first.parent = made.second
    made.first.save()
    decided(held(made), "approved", "approved")
    row = queries.networks(SYSTEM, made.second, at(2026, 8, 22).date())[0]
    assert (row.forum, row.last, row.contact, row.is_quiet) == (made.first, made.meeting, ("Sekretær i ffu",), False)
    assert queries.networks(SYSTEM, made.second, at(2026, 8, 23).date())[0].is_quiet
