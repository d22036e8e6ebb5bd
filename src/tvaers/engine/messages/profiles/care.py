"""CareCommunication 5.0: correspondence about a citizen between hospitals, municipalities and practices."""

from __future__ import annotations

import re

from tvaers.engine.messages.profiles import codes
from tvaers.engine.messages.profiles.asking import (
    MOMENT,
    UUID,
    Target,
    being,
    each,
    having,
    may,
    need,
    never,
    of_url,
    some,
)
from tvaers.engine.messages.profiles.core import ENCOUNTER, HEADER, TO_ORGANIZATION, TO_PATIENT, provenance

_DEFINITION = re.compile(re.escape(codes.CARE_DEFINITION) + r"\|5\.[0-9]{1,2}")
_PHONE = re.compile(r".*[-0-9].*")

CARE_TEAM = (need("id"), need("name"), need("managingOrganization", to=TO_ORGANIZATION))
PRACTITIONER = (need("id"),)
PRACTITIONER_ROLE = (
    need("id"),
    may("organization", to=TO_ORGANIZATION),
    each("code", each("coding", need("system"), need("code"))),
)
_TO_ROLE = Target(("PractitionerRole",), PRACTITIONER_ROLE)
_TO_UNIT = Target(("PractitionerRole", "CareTeam"))

CARE_ENCOUNTER = (
    *ENCOUNTER,
    need(
        "class",
        among=frozenset(
            {(codes.OTHER_CLASSES, "other")} | {(codes.ENCOUNTER_CLASSES, code) for code in codes.CARE_CLASSES}
        ),
    ),
    never("account"),
)

_WRITTEN = (never("extension"), need("valueDateTime", fits=MOMENT))
_AUTHOR = (never("extension"), need("valueReference", to=_TO_ROLE))
_CONTACT = (
    never("extension"),
    need("valueContactPoint", may("system", among=frozenset({"phone"})), need("value", fits=_PHONE)),
)
_IDENTIFIER = (
    never("extension"),
    need(
        "valueIdentifier",
        need("value", fits=UUID),
        need("assigner", to=Target(("Organization",), bundled=False)),
    ),
)


_ANY_PAYLOAD = each(
    "payload",
    may("extension", *_WRITTEN, where=of_url(codes.WRITTEN)),
    may("extension", *_AUTHOR, where=of_url(codes.AUTHOR)),
    may("extension", *_CONTACT, where=of_url(codes.CONTACT)),
    may("extension", *_IDENTIFIER, where=of_url(codes.PAYLOAD_ID)),
)
_TEXT = some(
    "payload",
    *(need("extension", where=of_url(url)) for url in (codes.WRITTEN, codes.AUTHOR, codes.CONTACT, codes.PAYLOAD_ID)),
    where=having("contentString"),
)
"""A message text is signed: when, who, on which phone, and the text's own number."""
_ATTACHMENT = each(
    "payload",
    *(need("extension", where=of_url(url)) for url in (codes.WRITTEN, codes.PAYLOAD_ID)),
    need("contentAttachment", need("title"), may("contentType", among=codes.MEDIA_TYPES)),
    where=having("contentAttachment"),
)

COMMUNICATION = (
    need("identifier", need("value", fits=UUID)),
    need("status", among=frozenset({"unknown"})),
    need(
        "category",
        need("coding", among=frozenset((codes.CATEGORIES, category) for category in codes.CARE_CATEGORIES)),
    ),
    may("priority", among=codes.CARE_PRIORITIES),
    need("subject", to=TO_PATIENT),
    may("topic", need("text")),
    may("encounter", to=Target(("Encounter",), CARE_ENCOUNTER)),
    may("recipient", to=_TO_UNIT),
    may("extension", never("extension"), may("valueReference", to=_TO_UNIT), where=of_url(codes.SENDER_UNIT)),
    _ANY_PAYLOAD,
    _TEXT,
    _ATTACHMENT,
)

CARE_HEADER = (
    *HEADER,
    need("eventCoding", among=frozenset({(codes.EVENTS, "care-communication-message")})),
    need("focus", to=Target(("Communication",), COMMUNICATION)),
    need("definition", fits=_DEFINITION),
)

CARE_PROVENANCE = provenance(
    codes.CARE_ACTIVITIES,
    some("entity", need("role", among=frozenset({"revision", "source"}))),
    may("entity", where=being("role", "revision")),
    some("entity", need("what", need("identifier")), where=being("role", "source")),
)
"""The history names the message before (revision) and every payload that a message added (source)."""
