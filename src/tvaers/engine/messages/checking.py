"""Comparing a message's tree with what its standard asks: FHIR's structure, the profiles' tables, and the rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tvaers.engine.messages import checking_rules as rules
from tvaers.engine.messages.bundle import Bundle, Tree, text
from tvaers.engine.messages.checking_profile import ProfileCheck
from tvaers.engine.messages.checking_structure import resource_faults
from tvaers.engine.messages.message import Finding
from tvaers.engine.messages.profiles import acknowledgement, care, codes, core, hospital
from tvaers.engine.messages.profiles.asking import Ask
from tvaers.engine.messages.refusal import NOT_RECEIVED_HERE


@dataclass(frozen=True)
class _Profile:
    """What one standard asks: of each resource by its type, and of the message as a whole."""

    resources: dict[str, tuple[Ask, ...]]
    rules: tuple[rules.Rule, ...]


_ANY_RULES = (rules.addresses, rules.own_history)
_PROFILES: dict[str, _Profile] = {
    "hospital-notification": _Profile(
        {
            "MessageHeader": hospital.HOSPITAL_HEADER,
            "Patient": hospital.HOSPITAL_PATIENT,
            "Encounter": hospital.HOSPITAL_ENCOUNTER,
            "Organization": core.ORGANIZATION,
            "Provenance": hospital.HOSPITAL_PROVENANCE,
        },
        (
            *_ANY_RULES,
            rules.one_citizen,
            rules.known_number,
            rules.cpr_only,
            rules.leave_has_start,
            rules.status_follows_activity,
        ),
    ),
    "care-communication": _Profile(
        {
            "MessageHeader": care.CARE_HEADER,
            "Patient": core.PATIENT,
            "Communication": care.COMMUNICATION,
            "Encounter": care.CARE_ENCOUNTER,
            "Organization": core.ORGANIZATION,
            "CareTeam": care.CARE_TEAM,
            "Practitioner": care.PRACTITIONER,
            "PractitionerRole": care.PRACTITIONER_ROLE,
            "Provenance": care.CARE_PROVENANCE,
        },
        (
            *_ANY_RULES,
            rules.one_citizen,
            rules.known_number,
            rules.claimed_profiles,
            rules.priority_and_topic,
            rules.named_authors,
            rules.roles_are_one_of,
            rules.related_stay,
            rules.units_belong,
        ),
    ),
    "acknowledgement": _Profile(
        {
            "MessageHeader": acknowledgement.ACKNOWLEDGEMENT_HEADER,
            "Organization": core.ORGANIZATION,
            "OperationOutcome": acknowledgement.OUTCOME,
            "Provenance": acknowledgement.ACKNOWLEDGEMENT_PROVENANCE,
        },
        (*_ANY_RULES, rules.answer_says_why),
    ),
}


def check(found: Tree) -> tuple[Finding, ...]:
    """Every fault of a message's tree, each once: errors, for which it is refused, and warnings."""
    return tuple(dict.fromkeys(_weighed(finding) for finding in _faults(found)))


TOLERATED = (
    ("Provenance.agent.who", "Henvisningen peger ikke på"),
    ("Bundle.entry.fullUrl", "To Provenance har samme adresse."),
    ("Encounter.episodeOfCare.identifier.value", "Værdien har ikke den form"),
)
"""Faults in MedCom's own test messages, which a receiver must take in: they are told as warnings. What they are about
is history or a number for others to look up; nothing here rests on it.
"""


def _weighed(finding: Finding) -> Finding:
    """The finding, as a warning where it is one that is tolerated."""
    mild = any(finding.path == path and finding.what.startswith(what) for path, what in TOLERATED)
    return replace(finding, severity="warning") if mild else finding


def _faults(found: Tree) -> Iterator[Finding]:
    """The faults in the order of looking: is it a message, is it one that is taken in here, is it whole."""
    if found.get("resourceType") != "Bundle":
        yield Finding("", "En meddelelse skal være en Bundle.")
        return
    bundle = Bundle(found)
    headers = bundle.of("MessageHeader")
    if len(headers) != 1:
        yield Finding("Bundle.entry", "En meddelelse skal have præcis ét hoved (MessageHeader).")
        return
    event = text(headers[0], "eventCoding.code")
    standard = codes.STANDARD_OF_EVENT.get(event)
    if event and standard is None:
        yield Finding("MessageHeader.eventCoding", _not_here(event), NOT_RECEIVED_HERE)
        return
    yield from resource_faults(found, "Bundle")
    yield from ProfileCheck(bundle).resource(found, core.BUNDLE)
    if standard is None:
        yield Finding("MessageHeader.eventCoding.code", "Elementet mangler.")
    else:
        yield from _standard_faults(bundle, _PROFILES[standard])


def _standard_faults(bundle: Bundle, profile: _Profile) -> Iterator[Finding]:
    """The faults that the standard's own tables and rules find."""
    checked = ProfileCheck(bundle)
    for kind, asks in profile.resources.items():
        for resource in bundle.of(kind):
            yield from checked.resource(resource, asks)
    for rule in profile.rules:
        yield from rule(bundle)


def _not_here(event: str) -> str:
    """Why a type of message is not taken in."""
    return f"Meddelelser af typen »{event[:60]}« kan ikke modtages her."
