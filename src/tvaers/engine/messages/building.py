"""Writing messages: acknowledgements of what came in, and correspondence of our own.

What is built passes the same checking as what comes in, or is not built. Ids come from `ids`, so that an answer that
must be repeated can be built again just as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from html import escape

from tvaers.engine.messages import checking
from tvaers.engine.messages.bundle import Tree
from tvaers.engine.messages.message import Address, Message, ResponseCode
from tvaers.engine.messages.profiles import codes
from tvaers.engine.messages.refusal import Partial
from tvaers.kernel.errors import Problem

Ids = Callable[[], str]
"""Gives a new UUID each time, in lower case and without a prefix."""

_ISSUE_KIND = {
    "MSG_Receiver_Identifier_UNKNOWN": "not-found",
    "MSG_Receiver_Identifier_MISSING": "required",
    "MSG_RECEIVER_UNABLE_TO_RECEIVE_MSG_TYPE": "not-supported",
    "MSG_VALUESET_VALUE_UNKNOWN": "code-invalid",
    "MSG_CodeSystem_VALUE_UNKNOWN": "code-invalid",
    "MSG_Element_To_Long": "too-long",
    "MSG_Datatype_Wrong": "structure",
    "MSG_Mailbox_Out_Of_Operation": "transient",
    "MSG_Damaged_durin_transport": "structure",
}


def acknowledgement(
    *,
    of: Message | Partial,
    code: ResponseCode,
    issues: Sequence[tuple[str, str]] = (),
    ids: Ids,
    now: datetime,
    by: Address | None = None,
) -> Tree:
    """Answer a message: the receiver writes to the sender. `issues` are (error code, Danish text).

    `by` is our own address where the message does not name it. Problem for the answer to an acknowledgement, and for a
    message whose sender or id is not known.
    """
    if isinstance(of, Message) and of.standard == "acknowledgement" or _event(of) == "acknowledgement-message":
        raise Problem(what="Der kvitteres aldrig for en kvittering.")
    header_id, us = ids(), _organization(by or of.receiver, ids())
    them = _organization(of.sender, ids())
    outcome = [_outcome(issues or (("", "Meddelelsen kunne ikke modtages."),), ids())] if code != "ok" else []
    response: Tree = {"identifier": of.header_id, "code": code}
    if outcome:
        response["details"] = refer(outcome[0])
    own_header = header(
        "acknowledgement-message",
        header_id,
        f"{codes.ACKNOWLEDGEMENT_PROFILE}-messaging-acknowledgementHeader",
        us,
        them,
    )
    own_header["response"] = response
    step = provenance(ids(), f"{codes.MESSAGING_PROFILE}-provenance", header_id, "acknowledgement", us, now)
    step["entity"] = [{"role": "revision", "what": {"reference": f"MessageHeader/{of.header_id}"}}]
    profile = f"{codes.ACKNOWLEDGEMENT_PROFILE}-messaging-acknowledgement"
    return message(ids(), profile, now, [own_header, us, them, step, *outcome])


def _event(of: Message | Partial) -> str:
    return of.event if isinstance(of, Partial) else ""


def message(bundle_id: str, profile: str, now: datetime, resources: Sequence[Tree]) -> Tree:
    """Put resources into a message. Problem, with every fault, if it would not pass our own checking."""
    bundle = {
        "resourceType": "Bundle",
        "id": bundle_id,
        "meta": {"profile": [profile]},
        "type": "message",
        "timestamp": instant(now),
        "entry": [
            {"fullUrl": f"https://medcomfhir.dk/ig/messaging/{name(resource)}", "resource": resource}
            for resource in resources
        ],
    }
    faults = tuple(f"{one.path}: {one.what}" for one in checking.check(bundle) if one.severity == "error")
    if faults:
        raise Problem(
            what="Meddelelsen kan ikke sendes.",
            why="Den følger ikke standarden.",
            do="Ret oplysningerne, og prøv igen.",
            findings=faults,
        )
    return bundle


def header(event: str, header_id: str, profile: str, sender: Tree, receiver: Tree) -> Tree:
    """A message header from one organisation to another, without what it is about."""
    use = {"system": codes.DESTINATION_USE, "code": "primary"}
    return resource("MessageHeader", header_id, profile, f"Meddelelse: {event}") | {
        "eventCoding": {"system": codes.EVENTS, "code": event},
        "destination": [
            {
                "extension": [{"url": codes.USE, "valueCoding": use}],
                "endpoint": _endpoint(receiver),
                "receiver": refer(receiver),
            }
        ],
        "sender": refer(sender),
        "source": {"endpoint": _endpoint(sender)},
    }


def provenance(own_id: str, profile: str, header_id: str, activity: str, who: Tree, now: datetime) -> Tree:
    """One step of the history: what the message with `header_id` does, and who sends it."""
    return resource("Provenance", own_id, profile, f"Aktivitet: {activity}") | {
        "target": [{"reference": f"MessageHeader/{header_id}"}],
        "occurredDateTime": instant(now),
        "recorded": instant(now),
        "activity": {"coding": [{"system": codes.ACTIVITIES, "code": activity}]},
        "agent": [{"who": refer(who)}],
    }


def organization(address: Address, own_id: str) -> Tree:
    """An organisation with its SOR code and GLN number."""
    made = resource("Organization", own_id, f"{codes.MESSAGING_PROFILE}-organization", address.name or address.sor)
    made["identifier"] = [
        {"system": codes.GLN, "value": address.gln},
        {"system": codes.SOR, "value": address.sor},
    ]
    return made | ({"name": address.name} if address.name else {})


def resource(kind: str, own_id: str, profile: str, words: str) -> Tree:
    """The beginning of a resource: its type, id, profile, and a narrative for people."""
    div = f'<div xmlns="http://www.w3.org/1999/xhtml">{escape(words)}</div>'
    return {
        "resourceType": kind,
        "id": own_id,
        "meta": {"profile": [profile]},
        "text": {"status": "generated", "div": div},
    }


def name(of: Tree) -> str:
    """A resource as references name it: type and id."""
    return f"{of['resourceType']}/{of['id']}"


def refer(to: Tree) -> Tree:
    """A Reference to a resource of the same message."""
    return {"reference": name(to)}


def instant(moment: datetime) -> str:
    """A moment as FHIR writes it: whole seconds, with the zone. The moment must have one."""
    return moment.isoformat(timespec="seconds")


def _organization(address: Address, own_id: str) -> Tree:
    """The organisation of an address that can be written to. Problem for one that lacks a number."""
    if not address.sor or not address.gln:
        raise Problem(
            what="Meddelelsen kan ikke adresseres.",
            why="Afsender og modtager skal begge have en SOR-kode og et GLN-nummer.",
        )
    return organization(address, own_id)


def _endpoint(of: Tree) -> str:
    sor = next(one["value"] for one in of["identifier"] if one["system"] == codes.SOR)
    return f"{codes.SOR_ADDRESS}{sor}"


def _outcome(issues: Sequence[tuple[str, str]], own_id: str) -> Tree:
    """Why a message was not taken in. Codes that are not published are left out; the words say it."""
    profile = f"{codes.ACKNOWLEDGEMENT_PROFILE}-acknowledgement-operationoutcome"
    made = resource("OperationOutcome", own_id, profile, "; ".join(text for _, text in issues))
    made["issue"] = [_issue(code, text) for code, text in issues]
    return made


def _issue(code: str, text: str) -> Tree:
    """One fault of a refused message."""
    system = codes.ERRORS if code in codes.ERROR_CODES else codes.FHIR_ERRORS
    known = code in codes.ERROR_CODES | codes.FHIR_ERROR_CODES
    details: Tree = {"coding": [{"system": system, "code": code}]} if known else {}
    if text:
        details["text"] = text
    return {"severity": "error", "code": _ISSUE_KIND.get(code, "invalid")} | ({"details": details} if details else {})
