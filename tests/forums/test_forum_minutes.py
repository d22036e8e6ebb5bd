"""Minutes: every sentence from something recorded, points without a decision named, approval of one version."""

import pytest
from tests.access.world import person as user
from tests.forums.forum_world import SYSTEM, at, decided, forum_type, held, seated_user, world

from tvaers.engine.forums import actions
from tvaers.engine.forums.minutes import made as document_of
from tvaers.engine.forums.models import Meeting, Minutes, Sitting
from tvaers.engine.forums.reading_rows import met, still_to_approve
from tvaers.kernel import clock
from tvaers.kernel.errors import Conflict, NotAllowed, Problem

pytestmark = pytest.mark.django_db


def answer_all(meeting: Meeting) -> None:
    """The standing item answered too."""
    for item in meeting.items.filter(outcome="", state="agenda"):
        actions.decide(actor=SYSTEM, item=item, outcome="approved")


def sent() -> Minutes:
    """Minutes that are sent: everything was approved."""
    made = held(world())
    decided(made, "approved", "approved")
    answer_all(made.meeting)
    return actions.send_minutes(actor=SYSTEM, meeting=made.meeting)


def sentences(meeting: Meeting) -> list[str]:
    """The sentences of the decision of the last item."""
    part = document_of(met(meeting), with_closed=True).parts[-1]
    return [one.text for heading, lines in part.sections if heading == "Beslutning" for one in lines]


def test_a_point_without_a_decision_is_named_and_stops_the_minutes() -> None:
    made = held(world())
    actions.decide(actor=SYSTEM, item=made.item, point=1, outcome="approved")
    answer_all_but = made.meeting.items.exclude(standing="").get()
    actions.decide(actor=SYSTEM, item=answer_all_but, outcome="approved")
    with pytest.raises(Problem) as refused:
        actions.send_minutes(actor=SYSTEM, meeting=made.meeting)
    assert refused.value.findings == ("Punkt 2, indstillingspunkt 2: Sender den videre.",)


def test_the_decision_is_told_point_by_point() -> None:
    made = held(world())
    decided(made, "approved", "approved_with_remarks")
    assert sentences(made.meeting) == [
        "Ad 1: Udvalget ffu godkendte indstillingen.",
        "Ad 2: Udvalget ffu godkendte indstillingen med bemærkninger.",
    ]


def test_what_was_not_recorded_has_no_sentence() -> None:
    made = held(world())
    decided(made, "approved", "not_recorded")
    assert sentences(made.meeting) == ["Ad 1: Udvalget ffu godkendte indstillingen."]


def test_every_sentence_names_the_rows_behind_it() -> None:
    minutes = sent()
    lines = [line for part in minutes.document["parts"] for _, section in part["sections"] for line in section]
    assert [line["text"] for line in lines if not line["refs"]] == []


def test_absence_is_told_with_the_substitute() -> None:
    made = held(world())
    other = actions.register_person(actor=SYSTEM, name="Stedfortræder")
    actions.attend(actor=SYSTEM, meeting=made.meeting, person=made.member, status="substitute", substitute=other)
    people = [one.text for one in document_of(met(made.meeting), with_closed=True).people]
    assert "Medlem i ffu (afbud; Stedfortræder deltog i stedet)" in people


def test_the_same_minutes_are_one_version() -> None:
    first = sent()
    assert actions.make_minutes(actor=SYSTEM, meeting=first.meeting) == first


def approve_all(minutes: Minutes) -> None:
    """Every member logs in and says yes."""
    for sitting in minutes.meeting.forum.sittings.exclude(seat="sekretaer").select_related("person"):
        sitting.person.user = user(f"m{sitting.pk}", "udvalgsmedlem", "0860")
        sitting.person.save()
        actions.approve_minutes(actor=sitting.person.user, minutes=minutes)


def test_minutes_are_approved_when_every_member_has_said_yes() -> None:
    minutes = sent()
    approve_all(minutes)
    minutes.meeting.refresh_from_db()
    assert (minutes.meeting.state, still_to_approve(minutes)) == ("approved", [])


def test_a_change_opens_the_approval_again() -> None:
    minutes = sent()
    approve_all(minutes)
    with clock.fixed(at(2025, 8, 26)):
        actions.attend(actor=SYSTEM, meeting=minutes.meeting, person=Sitting.objects.first().person, status="excused")
        newer = actions.make_minutes(actor=SYSTEM, meeting=Meeting.objects.get(pk=minutes.meeting_id))
    assert (newer.version, newer.meeting.state, len(still_to_approve(newer))) == (2, "minuted", 2)


def test_an_old_version_cannot_be_approved() -> None:
    minutes = sent()
    member = seated_user("m", minutes.meeting.forum, seat="region")
    actions.make_minutes(actor=SYSTEM, meeting=minutes.meeting)
    with pytest.raises(Conflict, match="nyere version"):
        actions.approve_minutes(actor=member, minutes=minutes)


def test_only_those_with_a_seat_approve() -> None:
    minutes = sent()
    other = actions.establish(actor=SYSTEM, type=forum_type("andet"))
    with pytest.raises(NotAllowed):
        actions.approve_minutes(actor=seated_user("fremmed", other, seat="region"), minutes=minutes)


def test_closed_items_have_numbers_of_their_own() -> None:
    made = held(world(is_closed=True))
    assert [one.number for one in met(made.meeting).items] == ["1", "L1"]


def test_without_the_closed_items_nothing_tells_of_them() -> None:
    made = held(world(is_closed=True))
    assert [one.number for one in document_of(met(made.meeting), with_closed=False).parts] == ["1"]


def test_an_item_without_points_tells_where_it_is_put_off_to() -> None:
    made = held(world())
    item = made.meeting.items.exclude(standing="").get()
    actions.decide(actor=SYSTEM, item=item, outcome="deferred", words="Tiden gik", deferred_to=made.later)
    part = document_of(met(made.meeting), with_closed=True).parts[0]
    said = [one.text for heading, lines in part.sections if heading == "Beslutning" for one in lines]
    assert said == ["Udvalget ffu udskød punktet til FFU 23-09-2025.", "Tiden gik"]
