"""What every MedCom message asks: the envelope, the header, the organisations, the citizen, the history.

MedCom Core and Messaging, as HospitalNotification 3.0 (Core 2.0) and CareCommunication 5.0 (Core 3.0) use them. Core
4.0 asks for a narrative in every resource and an organisation in every PractitionerRole. Neither standard is built on
it yet, and CareCommunication's own examples have no such organisation; so neither is asked for here.
"""

from __future__ import annotations

import re

from tvaers.engine.messages.bundle import text
from tvaers.engine.messages.profiles import codes
from tvaers.engine.messages.profiles.asking import (
    MOMENT,
    UUID_5,
    Ask,
    Target,
    being,
    each,
    may,
    need,
    never,
    of_system,
    of_url,
    some,
)

_DAY = (
    r"(?:(?:0[1-9]|[12][0-9]|3[01])(?:01|03|05|07|08|10|12)|(?:0[1-9]|[12][0-9]|30)(?:04|06|09|11)"
    r"|(?:0[1-9]|[12][0-9])02)[0-9]{2}"
)
CPR_FORM = re.compile(_DAY + "[0-9]{4}")
X_ECPR_FORM = re.compile(_DAY + "[17][A-Z]{2}[0-9]")
D_ECPR_FORM = re.compile(_DAY + "[056][A-Z]{2}[0-9]")
SOR_FORM = re.compile("[0-9]{11,}")

BUNDLE = (
    need("id"),
    need("type", among=frozenset({"message"})),
    need("timestamp", fits=MOMENT),
    never("total"),
    some("entry", need("resource"), never("search"), never("request"), never("response")),
)


def _number(system: str, *, form: re.Pattern[str] | None = None, use: str | None = None) -> Ask:
    """At most one identifier of a system, with a value; `use` is the only one it may have."""
    uses = (may("use", among=frozenset({use})),) if use else ()
    return may("identifier", need("value", fits=form), *uses, where=of_system(system))


ORGANIZATION = (
    need("id"),
    some("identifier"),
    need(
        "identifier",
        need("value", fits=SOR_FORM),
        may("use", among=frozenset({"official"})),
        where=of_system(codes.SOR),
    ),
    _number(codes.GLN, use="official"),
    _number(codes.YDERNUMMER),
    _number(codes.MUNICIPALITY),
    _number(codes.REGION),
    each("telecom", may("use", among=frozenset({"work", "temp", "old", "mobile"}))),
    each("address", may("use", among=frozenset({"work", "temp", "old", "billing"}))),
)
MESSAGING_ORGANIZATION = (*ORGANIZATION, need("identifier", need("value"), where=of_system(codes.GLN)))

PATIENT = (
    need("id"),
    some("identifier"),
    _number(codes.CPR, form=CPR_FORM, use="official"),
    _number(codes.X_ECPR, form=X_ECPR_FORM, use="temp"),
    may(
        "identifier",
        need("value", fits=D_ECPR_FORM),
        may("use", among=frozenset({"temp"})),
        where=lambda element: codes.is_regional_replacement(text(element, "system")),
    ),
    need("name", need("family"), where=being("use", "official")),
    may("managingOrganization", to=Target(("Organization",), ORGANIZATION)),
)

TO_PATIENT = Target(("Patient",), PATIENT)
TO_ORGANIZATION = Target(("Organization",), ORGANIZATION)
TO_MESSAGING_ORGANIZATION = Target(("Organization",), MESSAGING_ORGANIZATION)

HEADER = (
    need("id"),
    need("eventCoding", need("system"), need("code")),
    need(
        "destination",
        need(
            "extension",
            never("extension"),
            need("valueCoding", among=frozenset({(codes.DESTINATION_USE, "primary")})),
            where=of_url(codes.USE),
        ),
        need("endpoint"),
        need("receiver", to=TO_MESSAGING_ORGANIZATION),
    ),
    need("sender", to=TO_MESSAGING_ORGANIZATION),
    need("source", need("endpoint")),
)
"""The header of all three standards: one primary receiver, and no copies."""


def provenance(activities: frozenset[str], *more: Ask) -> tuple[Ask, ...]:
    """One step of a message's history, with the activities that its standard knows."""
    known = frozenset((codes.ACTIVITIES, activity) for activity in activities)
    return (
        need("target", to=Target(("MessageHeader",), bundled=False)),
        need("occurredDateTime", fits=MOMENT),
        never("occurredPeriod"),
        need("recorded", fits=MOMENT),
        need("activity", need("coding", among=known)),
        some("agent", need("who", to=TO_MESSAGING_ORGANIZATION)),
        *more,
    )


ENCOUNTER = (
    need("id"),
    need("subject", to=TO_PATIENT),
    each("episodeOfCare", may("identifier", need("system"), need("value"))),
    may(
        "episodeOfCare",
        need("identifier", need("value", fits=UUID_5)),
        where=being("identifier.system", codes.LPR3),
    ),
    may("serviceProvider", to=TO_ORGANIZATION),
)
