"""Letters in and out: threads, cases, the outbox, sending again, the other way, and what landed wrong."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from tests.messages.course import CITIZEN, HEART, LUNGS, TOWN, Course, at
from tests.messages.stay_bundle import as_json

from tvaers.engine.access import actions as access
from tvaers.engine.citizens import actions as citizens
from tvaers.engine.messages import actions, fhir, jobs, outbox, queries
from tvaers.engine.messages.actions import Letter, Raw
from tvaers.engine.messages.message import Address, Attachment, Person, Text
from tvaers.engine.messages.models import Incoming, Location, Misdirected, Outgoing, Relation
from tvaers.engine.messages.writing import Draft, care_communication
from tvaers.kernel.action import System
from tvaers.kernel.clock import fixed
from tvaers.kernel.errors import Conflict, NotAllowed, NotFound, Problem

pytestmark = pytest.mark.django_db
TOWN_CODE, HOSPITAL = "0615", "hospital"
SYSTEM = System()
NOW = at(100)
BOTH = ["hospital-notification", "care-communication"]


def number(address: Address, party: str, **facts: Any) -> Location:
    given = {"ours": True, "starts": date(2010, 1, 1), "standards": BOTH, "phone": "11 22 33 44", **facts}
    return Location.objects.create(sor=address.sor, gln=address.gln, party=party, name=address.name, **given)


@pytest.fixture(autouse=True)
def register(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    number(TOWN, TOWN_CODE)
    number(HEART, HOSPITAL)


def user(name: str, role: str, scope: str) -> Any:
    made = access.create_user(actor=SYSTEM, username=name, title="Sygeplejerske")
    access.grant(actor=SYSTEM, user=made, role=role, scope=scope, reason="prøve")
    return made


def written(**facts: Any) -> bytes:
    """A letter from the hospital to the town."""
    text = Text("", NOW, "Anna Eksempel", "Læge", "11223344", facts.pop("text", "Vi har brug for en seng."))
    given: dict[str, Any] = {
        "activity": "new-message", "sender": HEART, "receiver": TOWN, "person": Person(CITIZEN, name="Bo Eksempel"),
        "category": "discharge", "texts": (text,), **facts,
    }  # fmt: skip
    tree = care_communication(Draft(**given), ids=outbox.new_id, now=NOW)
    return fhir.to_json(tree)


def take(content: bytes) -> Incoming:
    with fixed(NOW):
        return actions.take_in(actor=SYSTEM, raw=Raw(content))


def answer(row: Incoming, **facts: Any) -> Outgoing:
    given: dict[str, Any] = {
        "party": TOWN_CODE, "to": Location.objects.get(sor=HEART.sor), "category": "discharge", "text": "Den er klar.",
        "author": "Bente Eksempel", "function": "Visitator", "phone": "11223344", "activity": "reply-message",
        "answers": row, **facts,
    }  # fmt: skip
    with fixed(NOW):
        return actions.send(actor=SYSTEM, letter=Letter(**given))


def test_a_letter_is_taken_in_about_anybody_and_can_be_read() -> None:
    row = take(written())
    assert (row.outcome, row.category, row.citizen is not None) == ("accepted", "discharge", True)
    message = queries.letter_of(row)
    assert message is not None and message.letter is not None
    assert message.letter.texts[0].text == "Vi har brug for en seng."


def test_a_reply_stays_in_the_thread_and_goes_to_the_sender() -> None:
    row = take(written())
    reply = answer(row)
    assert (reply.thread, reply.state, reply.receiver_sor) == (row.thread, "queued", HEART.sor)
    assert [one.ours for one in queries.correspondence(SYSTEM, row)] == [False, True]


def test_a_letter_sent_on_begins_a_thread_of_its_own() -> None:
    row = take(written())
    forward = answer(row, activity="forward-message")
    assert forward.thread not in ("", row.thread)


def test_a_letter_that_breaks_the_standard_is_not_sent() -> None:
    row = take(written())
    with pytest.raises(Problem) as refused:
        answer(row, category="other", topic="")
    assert "emne" in str(refused.value)


@pytest.mark.parametrize("facts", [{"standards": []}, {"outside_medcom": True}, {"ends": date(2020, 1, 1)}])
def test_a_receiver_that_cannot_take_it_in_gives_the_other_way(facts: dict[str, Any]) -> None:
    row = take(written())
    to = number(LUNGS, "0657", alternative="Sikker mail til social@eksempel.dk", **facts)
    Location.objects.filter(pk=to.pk).exclude(ends=None).update(ends=date(2020, 1, 1))
    current = number(LUNGS, "0657", alternative="Sikker mail til social@eksempel.dk", standards=[])
    letter = answer(row, to=to)
    assert (letter.state, letter.body) == ("other_way", None)
    assert letter.alternative == current.alternative


def test_nothing_agreed_is_said_too() -> None:
    letter = answer(take(written()), to=number(LUNGS, "0657", standards=[]))
    assert letter.alternative == "Der er ikke aftalt en anden vej. Ring til modtageren."


def sent_letter(minutes: int, attempts: int = 1) -> Outgoing:
    """A letter of ours that was sent so many minutes before NOW."""
    letter = answer(take(written()))
    Outgoing.objects.filter(pk=letter.pk).update(
        state="sent", sent_at=NOW - timedelta(minutes=minutes), attempts=attempts
    )
    letter.refresh_from_db()
    return letter


@pytest.mark.parametrize(
    ("minutes", "attempts", "state"), [(29, 1, "sent"), (30, 1, "queued"), (30, 2, "queued"), (30, 3, "given_up")]
)
def test_a_letter_without_an_answer_is_sent_again_at_most_twice(minutes: int, attempts: int, state: str) -> None:
    letter = sent_letter(minutes, attempts)
    with fixed(NOW):
        jobs.send_unanswered_again()
    letter.refresh_from_db()
    assert letter.state == state


def test_what_is_sent_again_has_a_new_envelope_and_the_same_header() -> None:
    before = sent_letter(30)
    with fixed(NOW):
        jobs.send_unanswered_again()
    after = Outgoing.objects.get(pk=before.pk)
    assert after.header_id == before.header_id
    assert after.bundle_id != before.bundle_id
    assert queries.body_of(after)["id"] == after.bundle_id


def test_a_letter_that_fails_keeps_no_other_back(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = sent_letter(30)
    other = Outgoing.objects.get(pk=broken.pk)
    other.pk = None
    other.save()
    real = outbox.send_again

    def failing(row: Outgoing) -> Outgoing:
        if row.pk == broken.pk:
            raise RuntimeError
        return real(row)

    monkeypatch.setattr(outbox, "send_again", failing)
    with fixed(NOW):
        assert jobs.send_unanswered_again() == 1
    assert Outgoing.objects.get(pk=other.pk).state == "queued"


def test_acknowledgements_are_not_sent_again() -> None:
    take(written())
    Outgoing.objects.update(state="sent", sent_at=NOW - timedelta(hours=1))
    with fixed(NOW):
        assert jobs.send_unanswered_again() == 0


def test_only_those_of_the_unit_see_its_letters() -> None:
    row = take(written())
    reader, stranger = user("a", "visitator", TOWN_CODE), user("b", "visitator", "0657")
    assert list(queries.inbox(reader)) == [row]
    assert not queries.inbox(stranger).exists()
    with pytest.raises(NotFound):
        queries.message(stranger, row.pk)


def test_the_first_reader_counts() -> None:
    row = take(written())
    for name in ("a", "b"):
        actions.read(actor=user(name, "visitator", TOWN_CODE), message=row)
    assert (row.read_by, queries.unread_count(SYSTEM)) == ("a", 0)


def test_nobody_writes_for_another_party() -> None:
    row = take(written())
    letter = Letter("0657", Location.objects.get(sor=HEART.sor), "discharge", "x", "A B", "C", "1", answers=row)
    with pytest.raises(NotAllowed):
        actions.send(actor=user("a", "visitator", TOWN_CODE), letter=letter)


def test_a_letter_to_a_number_that_has_ended_is_listed_as_misdirected() -> None:
    Location.objects.filter(sor=TOWN.sor).update(ends=date(2020, 1, 1))
    row = take(written())
    assert row.outcome == "accepted"
    assert Misdirected.objects.get().message == row


def test_a_misdirected_letter_goes_back_to_its_sender_once() -> None:
    row = take(written())
    with fixed(NOW):
        found = actions.handle_misdirected(actor=SYSTEM, message=row, handled="returned")
        with pytest.raises(Conflict):
            actions.handle_misdirected(actor=SYSTEM, message=row, handled="kept")
    letters = Outgoing.objects.filter(standard="care-communication")
    assert (found.handled, [one.receiver_sor for one in letters]) == ("returned", [HEART.sor])


def test_a_misdirected_letter_goes_on_to_the_right_unit() -> None:
    right = number(LUNGS, "0657")
    row = take(written())
    with fixed(NOW):
        found = actions.handle_misdirected(actor=SYSTEM, message=row, handled="forwarded", to=right)
    assert (found.right_receiver, Outgoing.objects.filter(receiver_sor=LUNGS.sor).count()) == (right, 1)


def test_a_notice_is_no_letter_to_send_on() -> None:
    citizen = citizens.register(actor=SYSTEM, cpr=CITIZEN)
    Relation.objects.create(citizen=citizen, party=TOWN_CODE, basis="prøve", starts=date(2010, 1, 1))
    row = take(as_json(Course().tell("STIN", 0)))
    with pytest.raises(Problem, match="Kun breve"), fixed(NOW):
        actions.handle_misdirected(actor=SYSTEM, message=row, handled="returned")
    assert not Misdirected.objects.exists()


def test_a_file_without_a_case_stays_in_the_letter() -> None:
    row = take(written(attachments=(Attachment("Plan", "application/pdf", b"%PDF-1"),)))
    message = queries.letter_of(row)
    assert message is not None and message.letter is not None
    assert [one.title for one in message.letter.attachments] == ["Plan"]
