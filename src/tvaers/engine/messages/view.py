"""From a checked tree to the facts of a message, and the one way in: `read`."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from tvaers.engine.citizens.cpr import Cpr
from tvaers.engine.messages import checking, fhir
from tvaers.engine.messages.bundle import Bundle, Tree, every, extension, text, tree, trees
from tvaers.engine.messages.message import (
    Address,
    Attachment,
    Finding,
    Happening,
    Letter,
    Message,
    Person,
    Response,
    ResponseCode,
    Stay,
    Text,
)
from tvaers.engine.messages.profiles import codes
from tvaers.engine.messages.profiles.primitives import moment
from tvaers.engine.messages.refusal import Partial, Refused

_AIMS = ("revision", "removal")
"""How a step points to the message that it follows: an annulment removes it."""
_EARLIEST = datetime.fromisoformat("0001-01-02T00:00:00+00:00")


@dataclass(frozen=True)
class Reading:
    """A message that may be taken in, what was odd about it (warnings only), and the tree it was read from."""

    message: Message
    warnings: tuple[Finding, ...]
    tree: Tree


def read(raw: bytes) -> Message:
    """Read one message in JSON or XML. Refused, with every fault and the envelope, if it may not be taken in."""
    return take(raw).message


def take(raw: bytes) -> Reading:
    """Read one message together with the warnings about it. Refused as in `read`."""
    found = fhir.parse(raw)
    findings = checking.check(found)
    if any(finding.severity == "error" for finding in findings):
        raise Refused(findings, envelope(found))
    return Reading(message_of(found), findings, found)


def envelope(found: Tree) -> Partial:
    """As much of the envelope as can be read of any tree."""
    bundle = Bundle(found)
    header = bundle.header
    return Partial(
        bundle_id=text(found, "id"),
        header_id=text(header, "id"),
        event=text(header, "eventCoding.code"),
        sender=_address(bundle, tree(header, "sender")),
        receiver=_receiver(bundle),
    )


def message_of(found: Tree) -> Message:
    """The facts of a tree that has passed the checking."""
    bundle = Bundle(found)
    header = bundle.header
    standard = codes.STANDARD_OF_EVENT[text(header, "eventCoding.code")]
    history = _history(bundle)
    person = next(iter(bundle.of("Patient")), None)
    report_receiver = tree(extension(header, codes.REPORT_RECEIVER), "valueReference")
    return Message(
        standard=standard,
        bundle_id=text(found, "id"),
        header_id=text(header, "id"),
        sent_at=moment(text(found, "timestamp")),
        sender=_address(bundle, tree(header, "sender")),
        receiver=_receiver(bundle),
        copies=tuple(_address(bundle, tree(one, "receiver")) for one in _destinations(bundle, copies=True)),
        activity=history[-1].activity,
        history=history,
        person=_person(person) if person else None,
        stay=_stay(bundle) if standard == "hospital-notification" else None,
        letter=_letter(bundle) if standard == "care-communication" else None,
        response=_response(bundle) if standard == "acknowledgement" else None,
        asks_for_report=extension(header, codes.REPORT_FLAG).get("valueBoolean") is True,
        report_receiver=_address(bundle, report_receiver) if report_receiver else None,
    )


def _moment_or_none(written: str) -> datetime | None:
    return moment(written) if written else None


def _address(bundle: Bundle, reference: Tree) -> Address:
    """An organisation's SOR code, GLN number and name; empty where the message does not carry it."""
    organization = bundle.resolve(reference) or {}
    numbers = {text(found, "system"): text(found, "value") for found in trees(organization, "identifier")}
    return Address(numbers.get(codes.SOR, ""), numbers.get(codes.GLN, ""), text(organization, "name"))


def _receiver(bundle: Bundle) -> Address:
    """Whom the message is to: the first destination that is no copy; empty where there is none."""
    first = next(iter(_destinations(bundle, copies=False)), {})
    return _address(bundle, tree(first, "receiver"))


def _destinations(bundle: Bundle, *, copies: bool) -> list[Tree]:
    """The destinations that get a copy, or those that do not."""
    found = trees(bundle.header, "destination")
    return [one for one in found if (text(extension(one, codes.USE), "valueCoding.code") == "cc") is copies]


def _history(bundle: Bundle) -> tuple[Happening, ...]:
    """Every Provenance, oldest first; those of this very header last, whatever their times say."""
    own = text(bundle.header, "id")
    found = [_happening(bundle, provenance) for provenance in bundle.of("Provenance")]
    return tuple(sorted(found, key=lambda one: (one.header_id == own, one.occurred or _EARLIEST, one.header_id)))


def _happening(bundle: Bundle, provenance: Tree) -> Happening:
    """One Provenance as a fact."""
    earlier = [one for one in trees(provenance, "entity") if one.get("role") in _AIMS]
    return Happening(
        activity=text(provenance, "activity.coding.code"),
        occurred=_moment_or_none(text(provenance, "occurredDateTime")),
        recorded=_moment_or_none(text(provenance, "recorded")),
        header_id=bundle.header_id(tree(provenance, "target")),
        revises=tuple(bundle.header_id(tree(one, "what")) for one in earlier),
    )


def _person(patient: Tree) -> Person:
    """Whom the message is about."""
    numbers = [(text(found, "system"), text(found, "value")) for found in trees(patient, "identifier")]
    cpr = next((value for system, value in numbers if system == codes.CPR), "")
    official = next((name for name in trees(patient, "name") if name.get("use") == "official"), {})
    return Person(
        cpr=Cpr(cpr) if cpr else None,
        ecpr=tuple(value for system, value in numbers if codes.is_replacement(system)),
        name=human_name(official),
        deceased=patient.get("deceasedBoolean") is True or "deceasedDateTime" in patient,
    )


def human_name(name: Tree) -> str:
    """Given names and family name, or the name as one text."""
    parts = [*every(name, "given"), text(name, "family")]
    return " ".join(part for part in parts if isinstance(part, str) and part) or text(name, "text")


def _stay(bundle: Bundle) -> Stay:
    """The Encounter that the header points to."""
    encounter = bundle.resolve(tree(bundle.header, "focus")) or {}
    leave = tree(extension(encounter, codes.LEAVE_PERIOD), "valuePeriod")
    return Stay(
        status=text(encounter, "status"),
        kind=text(encounter, "class.code"),
        starts=moment(text(encounter, "period.start")),
        ends=_moment_or_none(text(encounter, "period.end")),
        leave_starts=_moment_or_none(text(leave, "start")),
        leave_ends=_moment_or_none(text(leave, "end")),
        episodes=_episodes(encounter),
        provider=_address(bundle, tree(encounter, "serviceProvider")),
    )


def _episodes(encounter: Tree) -> tuple[tuple[str, str], ...]:
    """(system, value) of each episode of care, the value as every standard can write it: no hyphens, lower case."""
    found = trees(encounter, "episodeOfCare.identifier")
    return tuple((text(one, "system"), _bare(text(one, "value"))) for one in found)


def _bare(value: str) -> str:
    return value.lower().removeprefix("urn:uuid:").replace("-", "")


def _letter(bundle: Bundle) -> Letter:
    """The Communication that the header points to."""
    communication = bundle.resolve(tree(bundle.header, "focus")) or {}
    payloads = trees(communication, "payload")
    encounter = bundle.resolve(tree(communication, "encounter")) or {}
    return Letter(
        thread=text(communication, "identifier.value"),
        category=text(communication, "category.coding.code"),
        topic=text(communication, "topic.text"),
        priority=text(communication, "priority"),
        texts=tuple(_text(bundle, payload) for payload in payloads if "contentString" in payload),
        attachments=tuple(_attachment(payload) for payload in payloads if "contentAttachment" in payload),
        encounter=next((value for _, value in _episodes(encounter)), ""),
    )


def _text(bundle: Bundle, payload: Tree) -> Text:
    """One signed text."""
    role = bundle.resolve(tree(extension(payload, codes.AUTHOR), "valueReference")) or {}
    practitioner = bundle.resolve(tree(role, "practitioner")) or {}
    return Text(
        id=text(extension(payload, codes.PAYLOAD_ID), "valueIdentifier.value"),
        written=_moment_or_none(text(extension(payload, codes.WRITTEN), "valueDateTime")),
        author=human_name(tree(practitioner, "name")),
        function=text(role, "code.text") or text(role, "code.coding.display") or text(role, "code.coding.code"),
        phone=text(extension(payload, codes.CONTACT), "valueContactPoint.value"),
        text=text(payload, "contentString"),
    )


def _attachment(payload: Tree) -> Attachment:
    """One attached file, or the link to one."""
    content = tree(payload, "contentAttachment")
    data = "".join(text(content, "data").split())
    return Attachment(
        title=text(content, "title"),
        media_type=text(content, "contentType"),
        content=base64.b64decode(data),
        url=text(content, "url"),
    )


def _response(bundle: Bundle) -> Response:
    """What an acknowledgement answers, with the code and the words of each issue."""
    header = bundle.header
    issues = trees({"outcome": bundle.of("OperationOutcome")}, "outcome.issue")
    return Response(
        header_id=text(header, "response.identifier").removeprefix("urn:uuid:"),
        code=cast(ResponseCode, text(header, "response.code")),
        issues=tuple((text(one, "details.coding.code") or text(one, "code"), _words(one)) for one in issues),
    )


def _words(issue: Tree) -> str:
    """What an issue says in words, the first that is there of its text, its code's name and its diagnostics."""
    return text(issue, "details.text") or text(issue, "details.coding.display") or text(issue, "diagnostics")
