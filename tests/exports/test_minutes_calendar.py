"""Meetings in calendars and mail: one entry that stays the same one, told to whoever sits there, once a minute."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail as outbox
from tests.forums.forum_world import BEFORE, MEETING_AT, SYSTEM, World, at, world

from tvaers.engine.forums import actions, mailing, queries
from tvaers.engine.forums.models import Invitation, Meeting, Person, Sitting
from tvaers.exports import meeting_calendar
from tvaers.kernel import clock
from tvaers.kernel.errors import Conflict, Problem

pytestmark = pytest.mark.django_db


def entry(meeting: Meeting) -> dict[str, str]:
    """The lines of a meeting's entry, unfolded, by name."""
    meeting = queries.meeting(SYSTEM, meeting.pk)
    lines = meeting_calendar.of_meeting(meeting).replace("\r\n ", "").split("\r\n")
    inner = lines[lines.index("BEGIN:VEVENT") : lines.index("END:VEVENT")]
    return dict(line.split(":", 1) for line in inner) | {"METHOD": next(x for x in lines if x.startswith("METHOD"))}


@pytest.fixture
def made() -> World:
    """A world whose member has an address."""
    built = world()
    Person.objects.filter(pk=built.member.pk).update(email="medlem@example.dk")
    return built


def invited(built: World) -> World:
    """The same with the invitation told."""
    with clock.fixed(BEFORE):
        actions.invite(actor=SYSTEM, meeting=built.meeting)
        mailing.tell(built.member.pk)
    return built


def told(built: World) -> list[Any]:
    """The mails of the next look at what has changed."""
    outbox.outbox.clear()
    with clock.fixed(BEFORE + timedelta(minutes=5)):
        mailing.look()
        mailing.tell(built.member.pk)
    return list(outbox.outbox)


def test_a_moved_meeting_keeps_its_uid_and_has_a_higher_sequence(made: World) -> None:
    before = entry(made.meeting)
    with clock.fixed(BEFORE):
        actions.move_meeting(actor=SYSTEM, meeting=made.meeting, starts_at=at(2025, 8, 25, 9))
    after = entry(made.meeting)
    assert after["UID"] == before["UID"] and int(after["SEQUENCE"]) == int(before["SEQUENCE"]) + 1
    assert after["DTSTART;TZID=Europe/Copenhagen"] == "20250825T090000"


def test_a_cancelled_meeting_is_cancelled_in_the_calendar(made: World) -> None:
    with clock.fixed(BEFORE):
        actions.cancel_meeting(actor=SYSTEM, meeting=made.meeting, reason="Ferie")
    found = entry(made.meeting)
    assert (found["METHOD"], found["STATUS"]) == ("METHOD:CANCEL", "CANCELLED")


def test_a_meeting_that_stands_is_published_as_busy_with_its_zone(made: World) -> None:
    found, text = entry(made.meeting), meeting_calendar.of_meeting(made.meeting)
    assert (found["METHOD"], found["STATUS"], found["TRANSP"]) == ("METHOD:PUBLISH", "CONFIRMED", "OPAQUE")
    assert "BEGIN:VTIMEZONE" in text and "TZID:Europe/Copenhagen" in text


def test_a_forums_calendar_has_its_meetings_and_no_others(made: World) -> None:
    text = meeting_calendar.of_forum(SYSTEM, made.first)
    assert text.count("BEGIN:VEVENT") == 2 and f"UID:{made.onward.uid}" not in text


def test_the_invitation_goes_to_whoever_sits_there_on_the_day(made: World) -> None:
    invited(made)
    [mail] = outbox.outbox
    assert mail.to == ["medlem@example.dk"] and mail.subject.startswith("Invitation: Møde i Udvalget ffu 22-08-2025")
    [(name, text, kind)] = mail.attachments
    assert name.endswith(".ics") and "METHOD:REQUEST" in text and kind == "text/calendar; method=REQUEST"


def test_nothing_new_is_no_new_mail(made: World) -> None:
    assert told(invited(made)) == []


def test_changes_within_a_minute_are_one_mail(made: World) -> None:
    invited(made)
    with clock.fixed(BEFORE):
        for hour in (9, 10, 11):
            actions.move_meeting(actor=SYSTEM, meeting=made.meeting, starts_at=at(2025, 8, 25, hour))
    [mail] = told(made)
    assert mail.subject.startswith("Ændret: ") and "kl. 11.00" in mail.body


def test_several_meetings_are_one_mail(made: World) -> None:
    with clock.fixed(BEFORE):
        actions.invite(actor=SYSTEM, meeting=made.meeting)
        actions.invite(actor=SYSTEM, meeting=made.later)
    [mail] = told(made)
    assert len(mail.attachments) == 2 and "2 møder" in mail.subject


def test_a_cancelled_meeting_is_told_as_cancelled(made: World) -> None:
    invited(made)
    with clock.fixed(BEFORE):
        actions.cancel_meeting(actor=SYSTEM, meeting=made.meeting, reason="Ferie")
    [mail] = told(made)
    assert mail.subject.startswith("Aflyst: ") and "METHOD:CANCEL" in mail.attachments[0][1]


def test_whoever_leaves_their_seat_is_told_that_the_meeting_is_not_theirs(made: World) -> None:
    invited(made)
    Sitting.objects.filter(person=made.member).update(ends=BEFORE.date())
    [mail] = told(made)
    assert "Ikke længere dit møde" in mail.subject and "STATUS:CANCELLED" in mail.attachments[0][1]


def test_a_meeting_that_nobody_was_invited_to_is_not_told_of(made: World) -> None:
    assert told(made) == []


def test_sending_the_agenda_invites(made: World) -> None:
    with clock.fixed(BEFORE):
        actions.send_agenda(actor=SYSTEM, meeting=made.meeting)
    [mail] = told(made)
    assert mail.subject.startswith("Invitation: ") and "Dagsordenen er udsendt." in mail.body


def test_a_mail_names_no_item(made: World) -> None:
    invited(made)
    [mail] = outbox.outbox
    assert made.item.title not in str(mail.message())


def test_a_mail_that_cannot_be_sent_is_told_later(made: World, monkeypatch: pytest.MonkeyPatch) -> None:
    with clock.fixed(BEFORE):
        actions.invite(actor=SYSTEM, meeting=made.meeting)

    def fails(*_given: Any) -> None:
        raise OSError

    with monkeypatch.context() as broken, pytest.raises(OSError), clock.fixed(BEFORE):  # noqa: PT011
        broken.setattr("django.core.mail.EmailMessage.send", fails)
        mailing.tell(made.member.pk)
    assert Invitation.objects.get(person=made.member).told == "" and len(told(made)) == 1


def test_nobody_with_an_address_cannot_be_invited() -> None:
    with clock.fixed(BEFORE), pytest.raises(Problem, match="ingen at invitere"):
        actions.invite(actor=SYSTEM, meeting=world().meeting)


@pytest.mark.parametrize(("minutes", "is_ahead"), [(-1, True), (0, False)])
def test_only_a_meeting_ahead_is_invited_to(made: World, minutes: int, is_ahead: bool) -> None:
    with clock.fixed(MEETING_AT + timedelta(minutes=minutes)):
        if is_ahead:
            assert actions.invite(actor=SYSTEM, meeting=made.meeting) == 1
        else:
            with pytest.raises(Conflict):
                actions.invite(actor=SYSTEM, meeting=made.meeting)
