"""Writing correspondence (CareCommunication 5.0): a new message, a reply, or one sent on to somebody else."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from tvaers.engine.messages.building import (
    Ids,
    header,
    instant,
    message,
    organization,
    provenance,
    refer,
    resource,
)
from tvaers.engine.messages.bundle import Bundle, Tree, text, tree, trees
from tvaers.engine.messages.message import Address, Attachment, Person, Text
from tvaers.engine.messages.profiles import codes
from tvaers.engine.messages.profiles.core import X_ECPR_FORM

CareActivity = Literal["new-message", "reply-message", "forward-message"]


@dataclass(frozen=True)
class Draft:
    """Correspondence to be sent. `texts` are the new ones only, each signed: who, which function, when, which phone.

    `answers` is the tree of the message that is replied to or sent on; its texts, authors and history go along. `topic`
    and `priority` may be "". An attachment has content or a url.
    """

    activity: CareActivity
    sender: Address
    receiver: Address
    person: Person
    category: str
    texts: tuple[Text, ...]
    attachments: tuple[Attachment, ...] = ()
    topic: str = ""
    priority: str = ""
    answers: Tree | None = None


def care_communication(draft: Draft, *, ids: Ids, now: datetime) -> Tree:
    """Build the message. Problem, with every fault, if what the draft says may not be sent."""
    return _Writer(draft, ids, now).message()


class _Writer:
    """One message being written: the resources so far, the earlier message's among them."""

    def __init__(self, draft: Draft, ids: Ids, now: datetime) -> None:
        self.draft, self.ids, self.now = draft, ids, now
        self.earlier = Bundle(draft.answers or {})
        self.kept: list[Tree] = [_rebased(one, self.earlier) for one in _carried_on(self.earlier)]
        self.sender = self._organization(draft.sender)
        self.receiver = self._organization(draft.receiver)

    def message(self) -> Tree:
        """The whole Bundle."""
        header_id = self.ids()
        patient = _patient(self.draft.person, self.ids())
        payloads, people = self._payloads()
        letter = self._communication(patient, payloads)
        own_header = header(
            "care-communication-message",
            header_id,
            f"{codes.CARE_PROFILE}-messageHeader",
            self.sender,
            self.receiver,
        )
        own_header |= {"focus": [refer(letter)], "definition": f"{codes.CARE_DEFINITION}|{codes.CARE_VERSION}"}
        step = self._step(header_id, payloads)
        resources = [own_header, patient, letter, *people, *self.kept, step]
        return message(self.ids(), f"{codes.CARE_PROFILE}-message", self.now, resources)

    def _organization(self, address: Address) -> Tree:
        """The organisation of an address: the one that the earlier message carries, or a new one."""
        for one in self.kept:
            numbers = {text(number, "value") for number in trees(one, "identifier")}
            if one["resourceType"] == "Organization" and {address.sor, address.gln} <= numbers:
                return one
        made = organization(address, self.ids())
        self.kept.append(made)
        return made

    def _communication(self, patient: Tree, payloads: list[Tree]) -> Tree:
        """The letter with the earlier texts and the new ones. A reply stays in the thread, the others begin one."""
        draft = self.draft
        earlier = self.earlier.resolve(tree(self.earlier.header, "focus")) or {}
        thread = text(earlier, "identifier.value") if draft.activity == "reply-message" else ""
        letter = resource("Communication", self.ids(), f"{codes.CARE_PROFILE}-communication", _words(draft))
        letter |= {
            "identifier": [{"value": thread or f"urn:uuid:{self.ids()}"}],
            "status": "unknown",
            "category": [{"coding": [{"system": codes.CATEGORIES, "code": draft.category}]}],
        }
        if draft.priority:
            letter["priority"] = draft.priority
        letter["subject"] = refer(patient)
        if draft.topic:
            letter["topic"] = {"text": draft.topic}
        letter["payload"] = [_rebased(one, self.earlier) for one in trees(earlier, "payload")] + payloads
        return letter

    def _payloads(self) -> tuple[list[Tree], list[Tree]]:
        """The new texts and attachments, and the people who signed them."""
        payloads: list[Tree] = []
        people: list[Tree] = []
        for one in self.draft.texts:
            person, role = self._author(one)
            people += [role, person]
            payloads.append({"extension": self._signature(one, role), "contentString": one.text})
        for file in self.draft.attachments:
            payloads.append({"extension": self._origin("", self.now), "contentAttachment": _attachment(file)})
        return payloads, people

    def _author(self, signed: Text) -> tuple[Tree, Tree]:
        """A person and the function in which that person wrote."""
        given, _, family = signed.author.rpartition(" ")
        person = resource("Practitioner", self.ids(), f"{codes.CORE_PROFILE}-practitioner", signed.author)
        person["name"] = [({"family": family} if family else {}) | ({"given": given.split()} if given else {})]
        role = resource("PractitionerRole", self.ids(), f"{codes.CORE_PROFILE}-practitionerrole", signed.function)
        role |= {"practitioner": refer(person), "organization": refer(self.sender)}
        return person, role | {"code": [{"text": signed.function}]}

    def _signature(self, signed: Text, role: Tree) -> list[Tree]:
        """When, which number, by whom, on which phone."""
        return [
            *self._origin(signed.id, signed.written or self.now),
            {"url": codes.AUTHOR, "valueReference": refer(role)},
            {"url": codes.CONTACT, "valueContactPoint": {"system": "phone", "value": signed.phone}},
        ]

    def _origin(self, own_id: str, written: datetime) -> list[Tree]:
        """When a payload was written, and its number, which the sender gave it."""
        number = {"value": own_id or f"urn:uuid:{self.ids()}", "assigner": refer(self.sender)}
        return [
            {"url": codes.WRITTEN, "valueDateTime": instant(written)},
            {"url": codes.PAYLOAD_ID, "valueIdentifier": number},
        ]

    def _step(self, header_id: str, payloads: list[Tree]) -> Tree:
        """What this message does: it adds these payloads, and comes after the message that it answers."""
        numbers = [text(one, "extension.valueIdentifier.value") for one in payloads]
        sources: list[Tree] = [{"role": "source", "what": {"identifier": {"value": number}}} for number in numbers]
        before = text(self.earlier.header, "id")
        revision = [{"role": "revision", "what": {"reference": f"MessageHeader/{before}"}}] if before else []
        profile = f"{codes.CARE_PROFILE}-provenance"
        step = provenance(self.ids(), profile, header_id, self.draft.activity, self.sender, self.now)
        return step | {"entity": sources + revision}


def _carried_on(earlier: Bundle) -> Iterator[Tree]:
    """The resources of the earlier message that its texts and its history need."""
    for kind in ("PractitionerRole", "Practitioner", "Organization", "Provenance"):
        yield from earlier.of(kind)


def _rebased(value: Any, earlier: Bundle) -> Any:
    """A copy whose references name resources by type and id, however the earlier message named them."""
    if isinstance(value, list):
        return [_rebased(one, earlier) for one in value]
    if not isinstance(value, dict):
        return value
    copy = {key: _rebased(one, earlier) for key, one in value.items()}
    if isinstance(value.get("reference"), str) and (found := earlier.resolve(value)):
        copy["reference"] = f"{found['resourceType']}/{found['id']}"
    return copy


def _patient(person: Person, own_id: str) -> Tree:
    """The citizen, by CPR number, or by replacement numbers where there is none."""
    numbers: list[Tree] = [{"system": codes.CPR, "value": person.cpr.reveal()}] if person.cpr else []
    for number in person.ecpr:
        system = codes.X_ECPR if X_ECPR_FORM.fullmatch(number) else codes.D_ECPR
        numbers.append({"system": system, "value": number})
    given, _, family = person.name.rpartition(" ")
    official: Tree = {"use": "official", "family": family} | ({"given": given.split()} if given else {})
    patient = resource("Patient", own_id, f"{codes.CORE_PROFILE}-patient", person.name)
    return (
        patient | {"identifier": numbers, "name": [official]} | ({"deceasedBoolean": True} if person.deceased else {})
    )


def _attachment(file: Attachment) -> Tree:
    """A file, or the address where it lies."""
    made: Tree = {"contentType": file.media_type} if file.media_type else {}
    if file.content:
        made["data"] = base64.b64encode(file.content).decode()
    if file.url:
        made["url"] = file.url
    return made | {"title": file.title}


def _words(draft: Draft) -> str:
    """The letter for people: topic and new texts."""
    return " – ".join([part for part in (draft.topic, *(one.text for one in draft.texts)) if part])
