"""The rules that a table cannot say: what holds between the resources of a message.

Names such as "CC-5" are the invariants of the implementation guides (medcom-careCommunication-5, …).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import cast

from tvaers.engine.citizens.cpr import Cpr
from tvaers.engine.messages.bundle import Bundle, Tree, every, extension, text, tree, trees
from tvaers.engine.messages.message import Finding
from tvaers.engine.messages.profiles import codes
from tvaers.engine.messages.refusal import UNKNOWN_VALUE
from tvaers.kernel.errors import Problem

Rule = Callable[[Bundle], Iterator[Finding]]


def addresses(bundle: Bundle) -> Iterator[Finding]:
    """bdl-7, bdl-8, and FHIR 2.36.4.1: every full address once, and none that contradicts its resource's id."""
    counted = Counter(text(entry, "fullUrl") for entry in bundle.entries)
    for address, times in counted.items():
        if address and times > 1:
            kinds = {
                text(entry, "resource.resourceType") for entry in bundle.entries if text(entry, "fullUrl") == address
            }
            which = "Provenance" if kinds == {"Provenance"} else "ressourcer"
            yield Finding("Bundle.entry.fullUrl", f"To {which} har samme adresse.")
        if "/_history/" in address:
            yield Finding("Bundle.entry.fullUrl", "Adressen må ikke pege på en bestemt version.")
    for entry in bundle.entries:
        resource = tree(entry, "resource")
        address, name = text(entry, "fullUrl"), text(resource, "id")
        tail = f"{text(resource, 'resourceType')}/{name}"
        if address and name and not address.startswith("urn:") and not f"/{address}".endswith(f"/{tail}"):
            yield Finding("Bundle.entry.fullUrl", f"Adressen passer ikke med ressourcen {tail[:80]}.")


def own_history(bundle: Bundle) -> Iterator[Finding]:
    """One Provenance, and no two that disagree, says what this very message does."""
    own = {
        text(provenance, "activity.coding.code") for provenance in bundle.of("Provenance") if bundle.is_own(provenance)
    }
    if not own:
        yield Finding("Provenance.target", "Ingen Provenance peger på denne meddelelses hoved.")
    if len(own) > 1:
        yield Finding("Provenance.activity", "Meddelelsens egen aktivitet er angivet på to forskellige måder.")


def one_citizen(bundle: Bundle) -> Iterator[Finding]:
    """HN-2 and CC-2."""
    if len(bundle.of("Patient")) != 1:
        yield Finding("Bundle.entry", "En meddelelse handler om præcis én borger (Patient).")


def known_number(bundle: Bundle) -> Iterator[Finding]:
    """Tek-CPR-1 to 3: a CPR number that can be one, or a replacement number; modulus 11 is not asked for."""
    for patient in bundle.of("Patient"):
        numbers = [(text(one, "system"), text(one, "value")) for one in trees(patient, "identifier")]
        if not any(system == codes.CPR or codes.is_replacement(system) for system, _ in numbers):
            yield Finding("Patient.identifier", "Borgeren mangler et CPR-nummer eller et erstatnings-CPR-nummer.")
        for system, value in numbers:
            if system == codes.CPR and not _is_cpr(value):
                yield Finding("Patient.identifier.value", "Det er ikke et CPR-nummer.", UNKNOWN_VALUE)


def _is_cpr(value: str) -> bool:
    try:
        Cpr(value)
    except Problem:
        return False
    return True


def cpr_only(bundle: Bundle) -> Iterator[Finding]:
    """HN-4: a hospital notification names the citizen by CPR number and by nothing else."""
    for patient in bundle.of("Patient"):
        systems = [text(one, "system") for one in trees(patient, "identifier")]
        if systems != [codes.CPR]:
            yield Finding("Patient.identifier", "En advis må kun have borgerens CPR-nummer.", UNKNOWN_VALUE)


def leave_has_start(bundle: Bundle) -> Iterator[Finding]:
    """HN-6: a stay on leave says when the leave began."""
    for encounter in bundle.of("Encounter"):
        starts = text(extension(encounter, codes.LEAVE_PERIOD), "valuePeriod.start")
        if text(encounter, "status") == "onleave" and not starts:
            yield Finding("Encounter.extension", "En borger på orlov skal have en orlovsperiode med start.")


_EXPECTED_STATUS = {
    "admit": "in-progress",
    "start-leave": "onleave",
    "end-leave": "in-progress",
    "discharge": "finished",
    "cancel-admit": "entered-in-error",
    "cancel-start-leave": "in-progress",
    "cancel-end-leave": "onleave",
    "cancel-discharge": "in-progress",
}


def status_follows_activity(bundle: Bundle) -> Iterator[Finding]:
    """The table of codes: a status or class that contradicts the activity is odd, and no reason to refuse."""
    provenances = [one for one in bundle.of("Provenance") if bundle.is_own(one)]
    activity = text(next(iter(provenances), {}), "activity.coding.code")
    encounter = next(iter(bundle.of("Encounter")), {})
    dead = any(patient.get("deceasedBoolean") is True for patient in bundle.of("Patient"))
    step, _, kind = activity.removeprefix("revise-").removesuffix("-home").rpartition("-")
    expected = "finished" if dead else _EXPECTED_STATUS.get(step, "")
    if expected and text(encounter, "status") != expected:
        what = f"Status er {text(encounter, 'status')}, men aktiviteten svarer til {expected}."
        yield Finding("Encounter.status", what, severity="warning")
    if kind and text(encounter, "class.code") != {"emergency": "EMER", "inpatient": "IMP"}.get(kind):
        yield Finding("Encounter.class", "Klassen svarer ikke til aktiviteten.", severity="warning")


def claimed_profiles(bundle: Bundle) -> Iterator[Finding]:
    """CC-1 and CC-3: the header and every Provenance say that they follow CareCommunication's profiles."""
    for kind, profile in (("MessageHeader", "messageHeader"), ("Provenance", "provenance")):
        for resource in bundle.of(kind):
            claimed = [one for one in every(resource, "meta.profile") if isinstance(one, str)]
            if not any(one.startswith(f"{codes.CARE_PROFILE}-{profile}") for one in claimed):
                yield Finding(f"{kind}.meta.profile", "Ressourcen følger ikke korrespondancens profil.")


def priority_and_topic(bundle: Bundle) -> Iterator[Finding]:
    """CC-5 and CC-6: priority only about a referral, and a topic where the category says "other"."""
    for communication in bundle.of("Communication"):
        category = text(communication, "category.coding.code")
        if category != "regarding-referral" and "priority" in communication:
            yield Finding("Communication.priority", "Prioritet må kun bruges ved kategorien regarding-referral.")
        if category == "other" and "topic" not in communication:
            yield Finding("Communication.topic", "Kategorien other kræver et emne.")


def named_authors(bundle: Bundle) -> Iterator[Finding]:
    """CC-4, CC-7, CC-8, CC-13: whoever wrote has a name, and either a function's code or its name in words."""
    roles, people = bundle.of("PractitionerRole"), bundle.of("Practitioner")
    if not any("name" in person for person in people):
        yield Finding("Practitioner.name", "Meddelelsen mangler navnet på den, der har skrevet.")
    if not any(text(role, "practitioner.reference") for role in roles):
        yield Finding("PractitionerRole.practitioner", "Meddelelsen mangler en henvisning til den, der har skrevet.")
    payloads = [payload for one in bundle.of("Communication") for payload in trees(one, "payload")]
    for payload in payloads:
        reference = tree(extension(payload, codes.AUTHOR), "valueReference")
        if reference:
            role = bundle.resolve(reference) or {}
            yield from _author_faults(bundle, role)


def _author_faults(bundle: Bundle, role: Tree) -> Iterator[Finding]:
    """The faults of one payload's author."""
    person = bundle.resolve(tree(role, "practitioner")) or {}
    if "name" not in person:
        yield Finding("Practitioner.name", "Underskriften mangler et navn.")
    if bool(every(role, "code.coding.code")) == bool(every(role, "code.text")):
        yield Finding("PractitionerRole.code", "Underskriften skal have en funktion, enten som kode eller som tekst.")


def roles_are_one_of(bundle: Bundle) -> Iterator[Finding]:
    """medcom-core-practitionerrole-code-xor-text: a function is a code with its system, or words, not both."""
    for role in bundle.of("PractitionerRole"):
        coded = any("system" in coding and "code" in coding for coding in trees(role, "code.coding"))
        if "code" in role and coded == bool(every(role, "code.text")):
            yield Finding("PractitionerRole.code", "Funktionen skal være enten en kode eller en tekst.")


def related_stay(bundle: Bundle) -> Iterator[Finding]:
    """CC-9 and CC-15: a stay that a letter is about lies in the message and has an episode of care."""
    for communication in bundle.of("Communication"):
        if "encounter" in communication:
            encounter = bundle.resolve(tree(communication, "encounter")) or {}
            if not trees(encounter, "episodeOfCare.identifier"):
                yield Finding("Communication.encounter", "Opholdet skal have et forløbsnummer (episodeOfCare).")


def units_belong(bundle: Bundle) -> Iterator[Finding]:
    """CC-11 and CC-12: the unit that writes belongs to the sender, the unit written to belongs to the receiver."""
    header = bundle.header
    for communication in bundle.of("Communication"):
        if trees(communication, "extension"):
            units = trees(communication, "extension.valueReference")
            yield from _belongs(bundle, units, tree(header, "sender"), "Communication.extension", "afsenderen")
        if "recipient" in communication:
            units = trees(communication, "recipient")
            receiver = tree(header, "destination.receiver")
            yield from _belongs(bundle, units, receiver, "Communication.recipient", "modtageren")


def _belongs(bundle: Bundle, units: list[Tree], to: Tree, path: str, whom: str) -> Iterator[Finding]:
    """The fault of a unit whose organisation is another than `to`."""
    organization = bundle.resolve(to)
    for unit in units or [cast(Tree, {})]:
        found = bundle.resolve(unit) or {}
        own = bundle.resolve(tree(found, "managingOrganization")) or bundle.resolve(tree(found, "organization"))
        if own is None or own is not organization:
            yield Finding(path, f"Enheden hører ikke til {whom}.")


def answer_says_why(bundle: Bundle) -> Iterator[Finding]:
    """acknowledgement-1: an answer that is not "ok" says what was wrong."""
    if text(bundle.header, "response.code") != "ok" and not bundle.of("OperationOutcome"):
        yield Finding("MessageHeader.response", "En negativ kvittering skal have en OperationOutcome.")
