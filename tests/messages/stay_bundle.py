"""Writes a made-up notification as the FHIR message that a hospital would send."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from tvaers.engine.messages import building
from tvaers.engine.messages.message import Happening, Message
from tvaers.engine.messages.profiles import codes

PROFILE = "http://medcomfhir.dk/ig/hospitalnotification/StructureDefinition/medcom-hospitalNotification"
CORE = "http://medcomfhir.dk/ig/core/StructureDefinition/medcom-core-patient"
ACT = "http://terminology.hl7.org/CodeSystem/v3-ActCode"


def as_json(message: Message) -> bytes:
    """A message of tests/messages/course.py as JSON; it passes the checking, or raises Problem."""
    sender = building.organization(message.sender, "sender")
    receiver = building.organization(message.receiver, "receiver")
    patient, encounter = _patient(message), _encounter(message)
    header = building.header(
        "hospital-notification-message", message.header_id, f"{PROFILE}-messageHeader", sender, receiver
    ) | {"focus": [building.refer(encounter)]}
    if message.asks_for_report:
        header["extension"] = [
            {"url": codes.REPORT_FLAG, "valueBoolean": True},
            {"url": codes.REPORT_RECEIVER, "valueReference": building.refer(sender)},
        ]
    steps = [_step(one, sender) for one in message.history]
    resources = [header, patient, encounter, sender, receiver, *steps]
    tree = building.message(message.bundle_id, f"{PROFILE}-message", message.sent_at, resources)
    return json.dumps(tree).encode()


def _patient(message: Message) -> dict[str, Any]:
    assert message.person is not None and message.person.cpr is not None
    made = building.resource("Patient", "patient", CORE, "Borger")
    made["identifier"] = [{"system": codes.CPR, "value": message.person.cpr.reveal()}]
    made["name"] = [{"use": "official", "family": "Eksempel"}]
    return made | ({"deceasedBoolean": True} if message.person.deceased else {})


def _encounter(message: Message) -> dict[str, Any]:
    stay = message.stay
    assert stay is not None
    episode_of = f"{codes.SOR_ADDRESS}{message.sender.sor}"
    made = building.resource("Encounter", "encounter", f"{PROFILE}-encounter", "Ophold")
    made |= {
        "status": stay.status,
        "class": {"system": ACT, "code": stay.kind},
        "subject": {"reference": "Patient/patient"},
        "episodeOfCare": [{"identifier": {"system": episode_of, "value": stay.episodes[0][1]}}],
        "period": _period(stay.starts, stay.ends),
        "serviceProvider": {"reference": "Organization/sender"},
    }
    if stay.leave_starts:
        leave = {"url": codes.LEAVE_PERIOD, "valuePeriod": _period(stay.leave_starts, stay.leave_ends)}
        made["extension"] = [leave]
    return made


def _period(starts: datetime, ends: datetime | None) -> dict[str, str]:
    return {"start": building.instant(starts)} | ({"end": building.instant(ends)} if ends else {})


def _step(one: Happening, who: dict[str, Any]) -> dict[str, Any]:
    assert one.occurred is not None
    profile = f"{codes.MESSAGING_PROFILE}-provenance"
    made = building.provenance(f"step-{one.header_id}", profile, one.header_id, one.activity, who, one.occurred)
    named = [{"role": "revision", "what": {"reference": f"MessageHeader/{header}"}} for header in one.revises]
    return made | ({"entity": named} if named else {})
