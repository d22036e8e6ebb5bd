"""HospitalNotification 3.0: what the hospital tells the municipality about a stay."""

from __future__ import annotations

from tvaers.engine.messages.profiles import codes
from tvaers.engine.messages.profiles.asking import MOMENT, Target, may, need, never, of_system, of_url, some
from tvaers.engine.messages.profiles.core import (
    CPR_FORM,
    ENCOUNTER,
    HEADER,
    PATIENT,
    TO_MESSAGING_ORGANIZATION,
    TO_ORGANIZATION,
    TO_PATIENT,
    provenance,
)

HOSPITAL_ENCOUNTER = (
    *ENCOUNTER,
    need("status", among=codes.HOSPITAL_STATUSES),
    need("class", among=frozenset((codes.ENCOUNTER_CLASSES, code) for code in ("EMER", "IMP"))),
    need("subject", to=TO_PATIENT),
    some("episodeOfCare", never("reference"), need("identifier")),
    need("period", need("start", fits=MOMENT), may("end", fits=MOMENT)),
    need("serviceProvider", to=TO_ORGANIZATION),
    may(
        "extension",
        never("extension"),
        may("valuePeriod", need("start", fits=MOMENT), may("end", fits=MOMENT)),
        where=of_url(codes.LEAVE_PERIOD),
    ),
    never("type"),
    never("serviceType"),
    never("priority"),
    never("basedOn"),
    never("participant"),
    never("appointment"),
    never("length"),
    never("reasonCode"),
    never("reasonReference"),
    never("diagnosis"),
    never("account"),
    never("hospitalization"),
    never("location"),
    never("partOf"),
)
"""Of the stay only what the municipality may know: no reason, no diagnosis, no place."""

HOSPITAL_PATIENT = (*PATIENT, need("identifier", need("value", fits=CPR_FORM), where=of_system(codes.CPR)))
"""medcom-hospitalNotification-4: a CPR number; replacement numbers are refused by a rule."""

HOSPITAL_HEADER = (
    *HEADER,
    need("eventCoding", among=frozenset({(codes.EVENTS, "hospital-notification-message")})),
    need("focus", to=Target(("Encounter",), HOSPITAL_ENCOUNTER)),
    may("extension", never("extension"), need("valueBoolean"), where=of_url(codes.REPORT_FLAG)),
    may(
        "extension",
        never("extension"),
        need("valueReference", to=TO_MESSAGING_ORGANIZATION),
        where=of_url(codes.REPORT_RECEIVER),
    ),
)
HOSPITAL_PROVENANCE = provenance(codes.HOSPITAL_ACTIVITIES)
