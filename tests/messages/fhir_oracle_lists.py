"""What the oracle must be told: which profile a message's resources have, and the lists that HL7 keeps elsewhere."""

from __future__ import annotations

import re

IG = "http://medcomfhir.dk/ig"
_HOSPITAL = f"{IG}/hospitalnotification/StructureDefinition/medcom-hospitalNotification"
BUNDLES = {
    "hospital-notification-message": f"{_HOSPITAL}-message",
    "care-communication-message": f"{IG}/carecommunication/StructureDefinition/medcom-careCommunication-message",
    "acknowledgement-message": f"{IG}/acknowledgement/StructureDefinition/medcom-messaging-acknowledgement",
}
_CORE = {
    kind: f"{IG}/core/StructureDefinition/medcom-core-{kind.lower()}"
    for kind in ("Patient", "Organization", "Practitioner", "PractitionerRole", "CareTeam", "Encounter")
}
RESOURCES = {
    "hospital-notification-message": _CORE
    | {
        "MessageHeader": f"{IG}/hospitalnotification/StructureDefinition/medcom-hospitalNotification-messageHeader",
        "Encounter": f"{IG}/hospitalnotification/StructureDefinition/medcom-hospitalNotification-encounter",
        "Provenance": f"{IG}/messaging/StructureDefinition/medcom-messaging-provenance",
    },
    "care-communication-message": _CORE
    | {
        "MessageHeader": f"{IG}/carecommunication/StructureDefinition/medcom-careCommunication-messageHeader",
        "Communication": f"{IG}/carecommunication/StructureDefinition/medcom-careCommunication-communication",
        "Provenance": f"{IG}/carecommunication/StructureDefinition/medcom-careCommunication-provenance",
    },
    "acknowledgement-message": _CORE
    | {
        "MessageHeader": f"{IG}/acknowledgement/StructureDefinition/medcom-messaging-acknowledgementHeader",
        "OperationOutcome": f"{IG}/acknowledgement/StructureDefinition/medcom-acknowledgement-operationoutcome",
        "Provenance": f"{IG}/messaging/StructureDefinition/medcom-messaging-provenance",
    },
}
DK_CORE_SYSTEMS = {
    "dk-core-gln-identifier": "https://www.gs1.org/gln",
    "dk-core-sor-identifier": "urn:oid:1.2.208.176.1.1",
    "dk-core-cpr-identifier": "urn:oid:1.2.208.176.1.2",
    "dk-core-x-ecpr-identifier": "urn:oid:1.2.208.176.1.6.1.1",
    "dk-core-kombit-org-identifier": "https://kombit.dk/sts/organisation",
    "dk-core-cvr-identifier": "urn:oid:2.16.840.1.113883.2.24.1.1",
}
"""The identifier profiles of HL7 Denmark that MedCom's packages point to and do not contain."""
HL7_LISTS = {
    "http://hl7.org/fhir/ValueSet/response-code": {"ok", "transient-error", "fatal-error"},
    "http://hl7.org/fhir/ValueSet/issue-severity": {"fatal", "error", "warning", "information"},
    "http://hl7.org/fhir/ValueSet/narrative-status": {"generated", "extensions", "additional", "empty"},
    "http://hl7.org/fhir/ValueSet/name-use": {"usual", "official", "temp", "nickname", "anonymous", "old", "maiden"},
    "http://hl7.org/fhir/ValueSet/contact-point-system": {"phone", "fax", "email", "pager", "url", "sms", "other"},
    "http://hl7.org/fhir/ValueSet/provenance-entity-role": {"derivation", "revision", "quotation", "source", "removal"},
    "http://hl7.org/fhir/ValueSet/care-team-status": {
        "proposed",
        "active",
        "suspended",
        "inactive",
        "entered-in-error",
    },
    "http://hl7.org/fhir/ValueSet/encounter-status": {"planned", "in-progress", "onleave", "finished", "cancelled"},
    "http://hl7.org/fhir/ValueSet/issue-type": {
        "structure",
        "value",
        "invalid",
        "required",
        "code-invalid",
        "transient",
        "not-found",
        "not-supported",
        "too-long",
    },
}
ENCOUNTER_CLASSES = {"AMB", "EMER", "FLD", "HH", "IMP", "ACUTE", "NONAC", "PRENC", "SS", "VR"}
"""HL7's classes of encounters, which MedCom's value set names by a filter."""
ZONED = re.compile(r"\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-](0\d|1[0-4]):[0-5]\d)")
PRIMITIVES = {
    "instant": ZONED,
    "dateTime": re.compile(rf"\d{{4}}(-\d\d(-\d\d)?)?|{ZONED.pattern}"),
    "id": re.compile(r"[A-Za-z0-9\-.]{1,64}"),
    "System.String": re.compile(r"(?s).*\S.*"),
    "code": re.compile(r"\S+( \S+)*"),
    "string": re.compile(r"(?s).*\S.*"),
    "uri": re.compile(r"\S+"),
    "url": re.compile(r"\S+"),
    "canonical": re.compile(r"\S+"),
}
