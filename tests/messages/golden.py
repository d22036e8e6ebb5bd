"""Our own messages, one for each thing that a message can say, about people who do not exist.

The CPR numbers are of birthdays in 2039. `write_golden_files` makes the files in `golden/`; a test sees that they are
whole.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tvaers.engine.messages import fhir
from tvaers.engine.messages.profiles import codes

Tree = dict[str, Any]

FOLDER = Path(__file__).parent / "golden"
PATIENT_CPR = "0101395000"
HOSPITAL = {"id": "org-hospital", "sor": "11111000016005", "gln": "5790000000012", "name": "Prøvehospitalet"}
MUNICIPALITY = {"id": "org-municipality", "sor": "22222000016001", "gln": "5790000000029", "name": "Prøve Kommune"}
EPISODE = "urn:uuid:0f1e2d3c-4b5a-4978-8697-a5b4c3d2e1f0"
_BASE = "https://prøve.example/fhir"

Step = tuple[str, str]
"""(activity, header id): one message of a stay's history."""

ADMITTED, EMERGENCY, ON_LEAVE = ("admit-inpatient", "h1"), ("admit-emergency", "h1"), ("start-leave-inpatient", "h2")

HOSPITAL_MESSAGES: dict[str, tuple[str, str, tuple[Step, ...], bool]] = {
    "STAA": ("EMER", "in-progress", (EMERGENCY,), False),
    "STIN": ("IMP", "in-progress", (ADMITTED,), False),
    "STOR": ("IMP", "onleave", (ADMITTED, ON_LEAVE), False),
    "SLOR": ("IMP", "in-progress", (ADMITTED, ON_LEAVE, ("end-leave-inpatient", "h3")), False),
    "SLHJ-akut": ("EMER", "finished", (EMERGENCY, ("discharge-emergency-home", "h2")), False),
    "SLHJ-indlagt": ("IMP", "finished", (ADMITTED, ("discharge-inpatient-home", "h2")), False),
    "MORS-akut": ("EMER", "finished", (EMERGENCY, ("admit-emergency", "h2")), True),
    "MORS-indlagt": ("IMP", "finished", (ADMITTED, ("admit-inpatient", "h2")), True),
    "RE_MORS": ("IMP", "finished", (ADMITTED, ("admit-inpatient", "h2"), ("admit-inpatient", "h3")), True),
    "AN_MORS": ("IMP", "in-progress", (ADMITTED, ("admit-inpatient", "h2"), ("admit-inpatient", "h3")), False),
    "RE_STAA": ("EMER", "in-progress", (EMERGENCY, ("revise-admit-emergency", "h2")), False),
    "RE_STIN": ("IMP", "in-progress", (ADMITTED, ("revise-admit-inpatient", "h2")), False),
    "RE_STOR": ("IMP", "onleave", (ADMITTED, ON_LEAVE, ("revise-start-leave-inpatient", "h3")), False),
    "RE_SLOR": (
        "IMP",
        "in-progress",
        (ADMITTED, ("end-leave-inpatient", "h2"), ("revise-end-leave-inpatient", "h3")),
        False,
    ),
    "RE_SLHJ-akut": ("EMER", "finished", (EMERGENCY, ("revise-discharge-emergency-home", "h2")), False),
    "RE_SLHJ-indlagt": ("IMP", "finished", (ADMITTED, ("revise-discharge-inpatient-home", "h2")), False),
    "AN_STAA": ("EMER", "entered-in-error", (EMERGENCY, ("cancel-admit-emergency", "h2")), False),
    "AN_STIN": ("IMP", "entered-in-error", (ADMITTED, ("cancel-admit-inpatient", "h2")), False),
    "AN_STOR": ("IMP", "in-progress", (ADMITTED, ON_LEAVE, ("cancel-start-leave-inpatient", "h3")), False),
    "AN_SLOR": (
        "IMP",
        "onleave",
        (ADMITTED, ("end-leave-inpatient", "h2"), ("cancel-end-leave-inpatient", "h3")),
        False,
    ),
    "AN_SLHJ-akut": ("EMER", "in-progress", (EMERGENCY, ("cancel-discharge-emergency-home", "h2")), False),
    "AN_SLHJ-indlagt": ("IMP", "in-progress", (ADMITTED, ("cancel-discharge-inpatient-home", "h2")), False),
}
"""MedCom's short name of a notification to its class, status, history and whether the citizen is dead."""


def hospital_notification(short: str) -> Tree:
    """The notification with this short name ("STIN")."""
    kind, status, history, dead = HOSPITAL_MESSAGES[short]
    own = history[-1][1]
    header = _header("hospital-notification-message", own, HOSPITAL, MUNICIPALITY, "Encounter/stay")
    patient = _patient() | ({"deceasedBoolean": dead} if "MORS" in short else {})
    encounter: Tree = {"resourceType": "Encounter", "id": "stay"}
    if status == "onleave":
        leave = {"start": "2039-03-04T14:00:00+01:00"}
        encounter["extension"] = [{"url": codes.LEAVE_PERIOD, "valuePeriod": leave}]
    encounter |= {
        "status": status,
        "class": {"system": codes.ENCOUNTER_CLASSES, "code": kind},
        "subject": {"reference": "Patient/citizen"},
        "episodeOfCare": [{"identifier": {"system": f"{codes.SOR_ADDRESS}{HOSPITAL['sor']}", "value": EPISODE}}],
        "period": {"start": "2039-03-02T10:15:00+01:00"},
        "serviceProvider": {"reference": f"Organization/{HOSPITAL['id']}"},
    }
    if status == "finished":
        encounter["period"]["end"] = "2039-03-06T11:30:00+01:00"
    steps = [_step(number, history) for number in range(len(history))]
    profile = f"{codes.HOSPITAL_PROFILE}-message"
    return _bundle(f"hn-{short}".replace("_", "-"), profile, [header, patient, encounter, *_organizations(), *steps])


def _step(number: int, history: tuple[Step, ...]) -> Tree:
    """One Provenance, a day after the one before."""
    activity, header_id = history[number]
    at = f"2039-03-0{2 + 2 * number}T10:15:00+01:00"
    step: Tree = {
        "resourceType": "Provenance",
        "id": f"step-{number}",
        "target": [{"reference": f"MessageHeader/{header_id}"}],
        "occurredDateTime": at,
        "recorded": at,
        "activity": {"coding": [{"system": codes.ACTIVITIES, "code": activity}]},
        "agent": [{"who": {"reference": f"Organization/{HOSPITAL['id']}"}}],
    }
    if number:
        before = {"reference": f"MessageHeader/{history[number - 1][1]}"}
        step["entity"] = [{"role": "revision", "what": before}]
    return step


def _header(event: str, own: str, sender: dict[str, str], receiver: dict[str, str], focus: str) -> Tree:
    use = {"system": codes.DESTINATION_USE, "code": "primary"}
    return {
        "resourceType": "MessageHeader",
        "id": own,
        "eventCoding": {"system": codes.EVENTS, "code": event},
        "destination": [
            {
                "extension": [{"url": codes.USE, "valueCoding": use}],
                "endpoint": f"{codes.SOR_ADDRESS}{receiver['sor']}",
                "receiver": {"reference": f"Organization/{receiver['id']}"},
            }
        ],
        "sender": {"reference": f"Organization/{sender['id']}"},
        "source": {"endpoint": f"{codes.SOR_ADDRESS}{sender['sor']}"},
        "focus": [{"reference": focus}],
    }


def _patient() -> Tree:
    return {
        "resourceType": "Patient",
        "id": "citizen",
        "identifier": [{"system": codes.CPR, "value": PATIENT_CPR}],
        "name": [{"use": "official", "family": "Prøvesen", "given": ["Fiktiv", "Ada"]}],
    }


def _organizations() -> list[Tree]:
    return [
        {
            "resourceType": "Organization",
            "id": one["id"],
            "identifier": [{"system": codes.GLN, "value": one["gln"]}, {"system": codes.SOR, "value": one["sor"]}],
            "name": one["name"],
        }
        for one in (HOSPITAL, MUNICIPALITY)
    ]


def _bundle(own: str, profile: str, resources: list[Tree]) -> Tree:
    entries = [{"fullUrl": f"{_BASE}/{one['resourceType']}/{one['id']}", "resource": one} for one in resources]
    return {
        "resourceType": "Bundle",
        "id": own,
        "meta": {"profile": [profile]},
        "type": "message",
        "timestamp": "2039-03-06T12:00:00+01:00",
        "entry": entries,
    }


def write_golden_files(messages: dict[str, Tree]) -> None:
    """Write each message as JSON and as XML."""
    for name, tree in messages.items():
        (FOLDER / f"{name}.json").write_bytes(fhir.to_json(tree))
        (FOLDER / f"{name}.xml").write_bytes(fhir.to_xml(tree))
