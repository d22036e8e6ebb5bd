"""Writes the hospital's notifications about invented stays, as MedCom messages that the demo takes in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tvaers.engine.citizens.queries import Cpr
from tvaers.engine.messages import building
from tvaers.engine.messages.message import Address
from tvaers.engine.messages.profiles import codes

PROFILE = "http://medcomfhir.dk/ig/hospitalnotification/StructureDefinition/medcom-hospitalNotification"
CORE = "http://medcomfhir.dk/ig/core/StructureDefinition/medcom-core-patient"
ACT = "http://terminology.hl7.org/CodeSystem/v3-ActCode"


@dataclass(frozen=True)
class Told:
    """One thing that happened in a stay: MedCom's activity, when, and whether the patient had died."""

    activity: str
    at: datetime
    deceased: bool = False


@dataclass(frozen=True)
class Chain:
    """The notifications of one stay, oldest first, from a hospital to a municipality."""

    name: str
    cpr: Cpr
    sender: Address
    receiver: Address
    told: tuple[Told, ...]


def messages(chain: Chain) -> Iterator[bytes]:
    """Each notification of a stay as FHIR JSON, with the history up to it. Problem if it follows no profile."""
    for last in range(len(chain.told)):
        yield json.dumps(_message(chain, last)).encode()


def _message(chain: Chain, last: int) -> dict[str, Any]:
    sender = building.organization(chain.sender, "sender")
    receiver = building.organization(chain.receiver, "receiver")
    encounter = _encounter(chain, last, sender)
    header = building.header(
        "hospital-notification-message", _header(chain, last), f"{PROFILE}-messageHeader", sender, receiver
    ) | {"focus": [building.refer(encounter)]}
    if last == 0:
        header["extension"] = [
            {"url": codes.REPORT_FLAG, "valueBoolean": True},
            {"url": codes.REPORT_RECEIVER, "valueReference": building.refer(sender)},
        ]
    steps = [_step(chain, place, sender) for place in range(last + 1)]
    resources = [header, _patient(chain, last), encounter, sender, receiver, *steps]
    return building.message(f"bundle-{_header(chain, last)}", f"{PROFILE}-message", chain.told[last].at, resources)


def _header(chain: Chain, place: int) -> str:
    return f"{chain.name}-{place + 1}"


def _patient(chain: Chain, last: int) -> dict[str, Any]:
    made = building.resource("Patient", "patient", CORE, "Borger")
    made["identifier"] = [{"system": codes.CPR, "value": chain.cpr.reveal()}]
    made["name"] = [{"use": "official", "family": "Demo"}]
    return made | ({"deceasedBoolean": True} if chain.told[last].deceased else {})


def _encounter(chain: Chain, last: int, sender: dict[str, Any]) -> dict[str, Any]:
    now = chain.told[last]
    ended = now.deceased or now.activity.startswith("discharge")
    made = building.resource("Encounter", "encounter", f"{PROFILE}-encounter", "Ophold")
    made |= {
        "status": "finished" if ended else "onleave" if now.activity.startswith("start-leave") else "in-progress",
        "class": {"system": ACT, "code": "EMER" if "emergency" in now.activity else "IMP"},
        "subject": {"reference": "Patient/patient"},
        "episodeOfCare": [{"identifier": {"system": f"{codes.SOR_ADDRESS}{chain.sender.sor}", "value": chain.name}}],
        "period": _period(chain.told[0].at, now.at if ended else None),
        "serviceProvider": building.refer(sender),
    }
    leave = [one for one in chain.told[: last + 1] if "leave" in one.activity]
    if leave:
        back = leave[-1].at if leave[-1].activity.startswith("end-leave") else None
        made["extension"] = [{"url": codes.LEAVE_PERIOD, "valuePeriod": _period(leave[0].at, back)}]
    return made


def _period(starts: datetime, ends: datetime | None) -> dict[str, str]:
    return {"start": building.instant(starts)} | ({"end": building.instant(ends)} if ends else {})


def _step(chain: Chain, place: int, who: dict[str, Any]) -> dict[str, Any]:
    own, one = _header(chain, place), chain.told[place]
    profile = f"{codes.MESSAGING_PROFILE}-provenance"
    made = building.provenance(f"step-{own}", profile, own, one.activity, who, one.at)
    before = [{"role": "revision", "what": {"reference": f"MessageHeader/{_header(chain, place - 1)}"}}]
    return made | ({"entity": before} if place else {})
