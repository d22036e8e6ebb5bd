"""What we write: answers and correspondence that MedCom's own profiles allow."""

from __future__ import annotations

from typing import Any

import pytest
from tests.messages import golden
from tests.messages.fhir_oracle import Oracle
from tests.messages.fhir_published import needs_published, published
from tests.messages.golden_written import (
    HOSPITAL,
    MUNICIPALITY,
    NOW,
    PERSON,
    all_messages,
    answer,
    counted_ids,
    forward,
    new_message,
    reply,
    signed,
)

from tvaers.engine.messages import fhir
from tvaers.engine.messages.building import acknowledgement
from tvaers.engine.messages.message import Address, Message
from tvaers.engine.messages.refusal import Partial
from tvaers.engine.messages.view import message_of
from tvaers.engine.messages.writing import Draft, care_communication
from tvaers.kernel.errors import Problem

WRITTEN = {name: tree for name, tree in all_messages().items() if not name.startswith("hn-")}


def letter_of(tree: dict[str, Any]) -> Message:
    return message_of(fhir.parse(fhir.to_xml(tree)))


def draft(**changes: Any) -> Draft:
    """A new message that may be sent, but for the changes."""
    given = {
        "activity": "new-message",
        "sender": HOSPITAL,
        "receiver": MUNICIPALITY,
        "person": PERSON,
        "category": "discharge",
        "texts": (signed("Hej."),),
    }
    return Draft(**(given | changes))


@needs_published
@pytest.mark.parametrize("name", WRITTEN)
def test_the_snapshots_allow_what_we_write(name: str) -> None:
    assert list(Oracle(WRITTEN[name]).issues()) == []


@needs_published
@pytest.mark.parametrize("path", published("carecommunication"), ids=lambda path: path.stem[7:15])
def test_a_published_letter_can_be_replied_to(path: Any) -> None:
    tree = fhir.parse(path.read_bytes())
    if "definition" not in next(one["resource"] for one in tree["entry"] if "eventCoding" in one["resource"]):
        pytest.skip("not of version 5")
    asked = message_of(tree)
    assert asked.letter is not None
    answered = care_communication(
        draft(activity="reply-message", sender=asked.receiver, receiver=asked.sender, answers=tree),
        ids=counted_ids(),
        now=NOW,
    )
    assert len(letter_of(answered).history) == len(asked.history) + 1


def test_a_reply_stays_in_the_thread() -> None:
    asked, answered = letter_of(new_message()).letter, letter_of(reply()).letter
    assert asked is not None and answered is not None and answered.thread == asked.thread


def test_a_letter_sent_on_begins_a_thread() -> None:
    asked, sent_on = letter_of(new_message()).letter, letter_of(forward()).letter
    assert asked is not None and sent_on is not None and sent_on.thread != asked.thread


def test_a_reply_carries_the_earlier_text_before_its_own() -> None:
    letter = letter_of(reply()).letter
    assert letter is not None
    assert [one.text for one in letter.texts] == ["Kan borgeren få hjælp fra fredag?", "Ja, fra klokken 12."]


def test_a_reply_comes_after_what_it_answers() -> None:
    assert letter_of(reply()).history[-1].revises == (letter_of(new_message()).header_id,)


def test_an_answer_goes_the_other_way() -> None:
    made = letter_of(answer("ok"))
    assert (made.sender.sor, made.receiver.sor) == (MUNICIPALITY.sor, HOSPITAL.sor)


def test_the_same_ids_give_the_same_answer() -> None:
    assert answer("fatal-error") == answer("fatal-error")


def test_an_unpublished_code_is_told_in_words_only() -> None:
    of = message_of(golden.hospital_notification("STIN"))
    issues = (("message-development-error", "Elementet mangler."),)
    made = acknowledgement(of=of, code="fatal-error", issues=issues, ids=counted_ids(), now=NOW)
    outcome = made["entry"][-1]["resource"]
    assert outcome["issue"][0]["details"] == {"text": "Elementet mangler."}


def test_what_could_be_read_of_a_refused_message_is_answered() -> None:
    of = Partial(
        bundle_id="b", header_id="h9", event="care-communication-message", sender=HOSPITAL, receiver=MUNICIPALITY
    )
    made = letter_of(acknowledgement(of=of, code="fatal-error", ids=counted_ids(), now=NOW))
    assert made.response is not None and made.response.header_id == "h9"


@pytest.mark.parametrize(
    "of", [message_of(answer("ok")), Partial(event="acknowledgement-message")], ids=["read", "refused"]
)
def test_an_answer_is_never_answered(of: Message | Partial) -> None:
    with pytest.raises(Problem, match="aldrig"):
        acknowledgement(of=of, code="ok", ids=counted_ids(), now=NOW)


def test_nothing_is_sent_to_an_address_without_numbers() -> None:
    with pytest.raises(Problem, match="adresseres"):
        acknowledgement(of=Partial(header_id="h1", sender=HOSPITAL), code="ok", ids=counted_ids(), now=NOW)


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"category": "ukendt"}, "Communication.category"),
        ({"category": "other"}, "Communication.topic"),
        ({"priority": "asap"}, "Communication.priority"),
        ({"texts": ()}, "Communication.payload"),
        ({"texts": (signed(""),)}, "contentString"),
        ({"receiver": Address("1", MUNICIPALITY.gln)}, "Organization.identifier"),
    ],
)
def test_a_letter_that_the_profile_does_not_allow_is_not_built(changes: dict[str, Any], path: str) -> None:
    with pytest.raises(Problem) as caught:
        care_communication(draft(**changes), ids=counted_ids(), now=NOW)
    assert any(path in one for one in caught.value.findings)


@pytest.mark.parametrize(
    "changes",
    [
        {"category": "other", "topic": "Andet"},
        {"category": "regarding-referral", "priority": "asap"},
    ],
)
def test_a_letter_that_the_profile_allows_is_built(changes: dict[str, Any]) -> None:
    assert letter_of(care_communication(draft(**changes), ids=counted_ids(), now=NOW)).activity == "new-message"
