"""The golden messages that our own building makes: correspondence in a thread, and the three answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tests.messages import golden

from tvaers.engine.citizens.cpr import Cpr
from tvaers.engine.messages.building import acknowledgement
from tvaers.engine.messages.message import Address, Attachment, Person, Text
from tvaers.engine.messages.view import message_of
from tvaers.engine.messages.writing import Draft, care_communication

Tree = dict[str, Any]

NOW = datetime.fromisoformat("2039-03-06T12:00:00+01:00")
HOSPITAL = Address(golden.HOSPITAL["sor"], golden.HOSPITAL["gln"], golden.HOSPITAL["name"])
MUNICIPALITY = Address(golden.MUNICIPALITY["sor"], golden.MUNICIPALITY["gln"], golden.MUNICIPALITY["name"])
PRACTICE = Address("33333000016007", "5790000000036", "Prøve Lægehus")
PERSON = Person(Cpr(golden.PATIENT_CPR), name="Fiktiv Ada Prøvesen")


def counted_ids(start: int = 1) -> Callable[[], str]:
    """UUIDs of version 4 that count up, so that a message can be built again just as it was."""
    count = iter(range(start, start + 1000))
    return lambda: str(UUID(int=next(count), version=4))


def signed(text: str, at: datetime = NOW) -> Text:
    """A text with its signature."""
    return Text(
        id="", written=at, author="Fiktiv Skriver", function="sygeplejerske", phone="+45 00 00 00 00", text=text
    )


def new_message() -> Tree:
    """The hospital asks the municipality, with a file."""
    return care_communication(
        Draft(
            activity="new-message",
            sender=HOSPITAL,
            receiver=MUNICIPALITY,
            person=PERSON,
            category="discharge",
            topic="Udskrivelse på fredag",
            texts=(signed("Kan borgeren få hjælp fra fredag?"),),
            attachments=(Attachment("Plan", "application/pdf", b"%PDF-1.4"),),
        ),
        ids=counted_ids(),
        now=NOW,
    )


def reply() -> Tree:
    """The municipality answers."""
    return care_communication(
        Draft(
            activity="reply-message",
            sender=MUNICIPALITY,
            receiver=HOSPITAL,
            person=PERSON,
            category="discharge",
            topic="Udskrivelse på fredag",
            texts=(signed("Ja, fra klokken 12.", NOW + timedelta(hours=1)),),
            answers=new_message(),
        ),
        ids=counted_ids(1000),
        now=NOW + timedelta(hours=1),
    )


def forward() -> Tree:
    """The municipality sends the question on to a practice."""
    return care_communication(
        Draft(
            activity="forward-message",
            sender=MUNICIPALITY,
            receiver=PRACTICE,
            person=PERSON,
            category="discharge",
            texts=(signed("Til jeres orientering.", NOW + timedelta(hours=2)),),
            answers=new_message(),
        ),
        ids=counted_ids(2000),
        now=NOW + timedelta(hours=2),
    )


def answer(code: str) -> Tree:
    """The municipality's answer to a notification."""
    issues = {
        "ok": (),
        "fatal-error": (("MSG_VALUESET_VALUE_UNKNOWN", "Aktiviteten er ukendt."),),
        "transient-error": (("MSG_Mailbox_Out_Of_Operation", "Postkassen er ude af drift."),),
    }
    of = message_of(golden.hospital_notification("STIN"))
    return acknowledgement(of=of, code=code, issues=issues[code], ids=counted_ids(3000), now=NOW)  # type: ignore[arg-type]


def all_messages() -> dict[str, Tree]:
    """Every golden message by its file name."""
    notifications = {f"hn-{short}": golden.hospital_notification(short) for short in golden.HOSPITAL_MESSAGES}
    letters = {"cc-new": new_message(), "cc-reply": reply(), "cc-forward": forward()}
    answers = {f"ack-{code}": answer(code) for code in ("ok", "fatal-error", "transient-error")}
    return notifications | letters | answers
