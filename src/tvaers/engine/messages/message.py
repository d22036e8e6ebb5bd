"""What a message says, once it has been read: plain frozen facts, the same whether it came as JSON or as XML.

`fhir.py` reads the text, `checking.py` compares it with the profiles, `view.py` makes these facts of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from tvaers.engine.citizens.cpr import Cpr

Standard = Literal["hospital-notification", "care-communication", "acknowledgement"]
ResponseCode = Literal["ok", "fatal-error", "transient-error"]


@dataclass(frozen=True)
class Finding:
    """One fault in a message: where (a FHIR path such as "Encounter.period.start"), what in Danish, and its code.

    `code` is one of MedCom's published error codes, or "message-development-error" where none fits. `severity` is
    "error" (the message is refused) or "warning" (taken in, and shown to the sender).
    """

    path: str
    what: str
    code: str = "message-development-error"
    severity: Literal["error", "warning"] = "error"


@dataclass(frozen=True)
class Address:
    """An organisation as a message names it: SOR code and GLN number as written, its name if it was given."""

    sor: str = ""
    gln: str = ""
    name: str = ""


@dataclass(frozen=True)
class Person:
    """Whom the message is about. `cpr` is None where only a replacement number (eCPR) was given; names may be ""."""

    cpr: Cpr | None
    ecpr: tuple[str, ...] = ()
    name: str = ""
    deceased: bool = False


@dataclass(frozen=True)
class Happening:
    """One Provenance: an activity code, when it happened, about which message header, after which ones."""

    activity: str
    occurred: datetime | None
    recorded: datetime | None
    header_id: str
    revises: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stay:
    """The Encounter of a notification: class EMER or IMP, status as written, period, leave, and its episode ids."""

    status: str
    kind: str
    starts: datetime
    ends: datetime | None
    leave_starts: datetime | None
    leave_ends: datetime | None
    episodes: tuple[tuple[str, str], ...]
    """Each (system, value); the value without hyphens and in lower case, so that it is the same in every standard."""
    provider: Address


@dataclass(frozen=True)
class Letter:
    """The Communication of a correspondence: category code, priority, topic, and the signed texts."""

    thread: str
    """Communication.identifier: the same in every message of one correspondence; "" when there is none."""
    category: str
    topic: str
    priority: str
    texts: tuple[Text, ...]
    attachments: tuple[Attachment, ...]
    encounter: str = ""


@dataclass(frozen=True)
class Text:
    """One message text: its id, when it was written, by whom (name and function) and a phone number; "" if unknown."""

    id: str
    written: datetime | None
    author: str
    function: str
    phone: str
    text: str


@dataclass(frozen=True)
class Attachment:
    """One attached file: title, media type, and its bytes, or the address where it lies."""

    title: str
    media_type: str
    content: bytes
    url: str = ""


@dataclass(frozen=True)
class Response:
    """What an acknowledgement answers: the id of the message header, a code, and the issues as (code, words)."""

    header_id: str
    code: ResponseCode
    issues: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Message:
    """One message. Exactly one of `stay`, `letter` and `response` is given, after its standard."""

    standard: Standard
    bundle_id: str
    header_id: str
    sent_at: datetime
    sender: Address
    receiver: Address
    copies: tuple[Address, ...]
    activity: str
    """The activity of the Provenance whose target is this header: what this very message does."""
    history: tuple[Happening, ...]
    """Every Provenance, oldest first, this message's own last."""
    person: Person | None = None
    stay: Stay | None = None
    letter: Letter | None = None
    response: Response | None = None
    asks_for_report: bool = False
    """HospitalNotification: the sender asks the municipality for an admission report (XDIS16)."""
    report_receiver: Address | None = None
