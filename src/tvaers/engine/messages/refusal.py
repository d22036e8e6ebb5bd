"""What is said about a message that cannot be taken in: the faults, and as much of its envelope as an answer needs."""

from __future__ import annotations

from dataclasses import dataclass

from tvaers.engine.messages.message import Address, Finding

DAMAGED = "MSG_Damaged_durin_transport"
WRONG_TYPE = "MSG_Datatype_Wrong"
UNKNOWN_VALUE = "MSG_VALUESET_VALUE_UNKNOWN"
TOO_LONG = "MSG_Element_To_Long"
NOT_RECEIVED_HERE = "MSG_RECEIVER_UNABLE_TO_RECEIVE_MSG_TYPE"
RECEIVER_MISSING = "MSG_Receiver_Identifier_MISSING"
"""MedCom's published error codes (medcom-acknowledgement-error-codes), spelt as published."""


@dataclass(frozen=True)
class Partial:
    """The envelope of a refused message, as far as it could be read; "" and empty addresses where it could not.

    `event` is the event code as written, so that an acknowledgement is never answered by another.
    """

    bundle_id: str = ""
    header_id: str = ""
    event: str = ""
    sender: Address = Address()
    receiver: Address = Address()


class Refused(Exception):
    """A message that is not taken in. `findings` has at least one error; `partial` is None for unreadable text."""

    def __init__(self, findings: tuple[Finding, ...], partial: Partial | None = None) -> None:
        self.findings = findings
        self.partial = partial
        super().__init__("; ".join(f"{finding.path}: {finding.what}".lstrip(": ") for finding in findings))


def unreadable(what: str) -> Refused:
    """Refuse text that is no FHIR at all; `what` is a Danish sentence. The published code is "damaged in transport"."""
    return Refused((Finding("", what, DAMAGED),))
