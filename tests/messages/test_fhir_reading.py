"""What messages say once they are read: our golden ones, and those that MedCom has published."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from tests.messages import golden
from tests.messages.fhir_published import needs_published, published

from tvaers.engine.citizens.cpr import Cpr
from tvaers.engine.messages.message import Message
from tvaers.engine.messages.refusal import NOT_RECEIVED_HERE, Refused
from tvaers.engine.messages.view import read, take


def golden_message(name: str) -> Message:
    return read((golden.FOLDER / f"{name}.json").read_bytes())


def refused(path: Path) -> Refused:
    with pytest.raises(Refused) as caught:
        read(path.read_bytes())
    return caught.value


@pytest.mark.parametrize("short", golden.HOSPITAL_MESSAGES)
def test_a_notification_does_what_its_own_provenance_says(short: str) -> None:
    assert golden_message(f"hn-{short}").activity == golden.HOSPITAL_MESSAGES[short][2][-1][0]


@pytest.mark.parametrize("short", golden.HOSPITAL_MESSAGES)
def test_a_notification_that_follows_the_table_of_codes_has_no_warnings(short: str) -> None:
    assert take((golden.FOLDER / f"hn-{short}.xml").read_bytes()).warnings == ()


def test_a_notification_carries_its_history_oldest_first() -> None:
    assert [one.header_id for one in golden_message("hn-SLOR").history] == ["h1", "h2", "h3"]


def test_a_notification_names_the_message_before() -> None:
    assert golden_message("hn-SLOR").history[-1].revises == ("h2",)


def test_a_notification_names_the_citizen() -> None:
    person = golden_message("hn-STIN").person
    assert person is not None and (person.cpr, person.name) == (Cpr(golden.PATIENT_CPR), "Fiktiv Ada Prøvesen")


@pytest.mark.parametrize(("short", "dead"), [("MORS-indlagt", True), ("AN_MORS", False), ("STIN", False)])
def test_death_is_told_by_the_citizen_and_not_by_the_activity(short: str, dead: bool) -> None:
    person = golden_message(f"hn-{short}").person
    assert person is not None and person.deceased is dead


def test_an_episode_is_written_without_hyphens_and_prefix() -> None:
    stay = golden_message("hn-STIN").stay
    assert stay is not None and stay.episodes[0][1] == "0f1e2d3c4b5a49788697a5b4c3d2e1f0"


def test_a_leave_has_its_start() -> None:
    stay = golden_message("hn-STOR").stay
    assert stay is not None and stay.leave_starts == datetime.fromisoformat("2039-03-04T14:00:00+01:00")


def test_a_letter_has_its_signature() -> None:
    letter = golden_message("cc-new").letter
    assert letter is not None
    text = letter.texts[0]
    assert (text.author, text.function, text.phone) == ("Fiktiv Skriver", "sygeplejerske", "+45 00 00 00 00")


def test_a_letter_has_its_file() -> None:
    letter = golden_message("cc-new").letter
    assert letter is not None and letter.attachments[0].content == b"%PDF-1.4"


def test_a_negative_answer_says_why() -> None:
    response = golden_message("ack-fatal-error").response
    assert response is not None and response.issues == (("MSG_VALUESET_VALUE_UNKNOWN", "Aktiviteten er ukendt."),)


def test_an_answer_names_what_it_answers() -> None:
    response = golden_message("ack-ok").response
    assert response is not None and (response.header_id, response.code) == ("h1", "ok")


def test_a_status_that_contradicts_the_activity_is_a_warning_only() -> None:
    tree = golden.hospital_notification("SLHJ-indlagt")
    tree["entry"][2]["resource"]["status"] = "in-progress"
    assert [one.path for one in take(json.dumps(tree).encode()).warnings] == ["Encounter.status"]


@pytest.mark.parametrize("event", ["homecareobservation-message", "empty-message", "helt-ukendt"])
def test_a_type_that_is_not_taken_in_is_refused_with_the_published_code(event: str) -> None:
    tree = golden.hospital_notification("STIN")
    tree["entry"][0]["resource"]["eventCoding"]["code"] = event
    with pytest.raises(Refused) as caught:
        read(json.dumps(tree).encode())
    assert [one.code for one in caught.value.findings] == [NOT_RECEIVED_HERE]


def test_a_refused_message_still_shows_its_envelope() -> None:
    tree = golden.hospital_notification("STIN")
    del tree["timestamp"]
    with pytest.raises(Refused) as caught:
        read(json.dumps(tree).encode())
    partial = caught.value.partial
    assert partial is not None
    assert (partial.header_id, partial.sender.gln) == ("h1", golden.HOSPITAL["gln"])


@needs_published
@pytest.mark.parametrize("path", published("hospitalnotification"), ids=lambda path: path.stem[7:15])
def test_every_published_notification_is_taken_in(path: Path) -> None:
    assert read(path.read_bytes()).standard == "hospital-notification"


@needs_published
@pytest.mark.parametrize("path", published("carecommunication"), ids=lambda path: path.stem[7:15])
def test_published_correspondence_is_taken_in_when_it_says_which_version_it_follows(path: Path) -> None:
    """Six of the fourteen have no MessageHeader.definition.

    The profile of 5.x asks for exactly one, and for a thread identifier and a source in the history, which the six lack
    as well (two use activities that 5.x took away). They are from 4.x, and what is not 5.x is refused.
    """
    header = next(one["resource"] for one in json.loads(path.read_bytes())["entry"] if "eventCoding" in one["resource"])
    if "definition" in header:
        assert read(path.read_bytes()).standard == "care-communication"
    else:
        assert "MessageHeader.definition" in [one.path for one in refused(path).findings]


@needs_published
def test_six_published_letters_are_not_of_version_5() -> None:
    trees = [json.loads(path.read_bytes()) for path in published("carecommunication")]
    headers = [one["resource"] for tree in trees for one in tree["entry"] if "eventCoding" in one["resource"]]
    assert sum("definition" not in header for header in headers) == 6


@needs_published
def test_the_published_answers_are_taken_in_but_for_the_empty_message() -> None:
    codes = [
        read(path.read_bytes()).response.code  # type: ignore[union-attr]
        for path in published("acknowledgement")
        if b'"empty-message"' not in path.read_bytes()
    ]
    assert sorted(codes) == ["fatal-error", "ok", "transient-error"]


@needs_published
@pytest.mark.parametrize("path", published("homecareobservation"), ids=lambda path: path.stem[7:])
def test_measurements_from_home_are_refused_as_a_type_that_is_not_taken_in(path: Path) -> None:
    assert [one.code for one in refused(path).findings] == [NOT_RECEIVED_HERE]
