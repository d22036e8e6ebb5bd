"""The systems, addresses and codes that the standards use. MedCom terminology 2.0, FHIR R4."""

from __future__ import annotations

import re

from tvaers.engine.messages.message import Standard


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MEDCOM = "http://medcomfhir.dk/ig"
_TERMS = f"{_MEDCOM}/terminology/CodeSystem"

SOR = "urn:oid:1.2.208.176.1.1"
GLN = "https://www.gs1.org/gln"
CPR = "urn:oid:1.2.208.176.1.2"
X_ECPR = "urn:oid:1.2.208.176.1.6.1.1"
D_ECPR = "urn:oid:1.2.208.176.1.6.1.3"
"""The national root; each issuer may have a number after it."""
LPR3 = "https://www.esundhed.dk/Registre/Landspatientregisteret"
YDERNUMMER = "urn:oid:1.2.208.176.1.4"
MUNICIPALITY = "http://hl7.dk/fhir/core/CodeSystem/dk-core-municipality-codes"
REGION = "http://hl7.dk/fhir/core/CodeSystem/dk-core-regional-subdivision-codes"
SOR_ADDRESS = "https://sor2.sum.dsdn.dk/#id="
"""Before a SOR code in an endpoint."""

EVENTS = f"{_TERMS}/medcom-messaging-eventCodes"
ACTIVITIES = f"{_TERMS}/medcom-messaging-activityCodes"
DESTINATION_USE = f"{_TERMS}/medcom-messaging-destinationUse"
CATEGORIES = f"{_TERMS}/medcom-careCommunication-categoryCodes"
ERRORS = f"{_TERMS}/medcom-acknowledgement-error-codes"
TEST_ERRORS = f"{_TERMS}/medcom-acknowledgement-issue-details"
FHIR_ERRORS = "http://terminology.hl7.org/CodeSystem/operation-outcome"
ENCOUNTER_CLASSES = "http://terminology.hl7.org/CodeSystem/v3-ActCode"
OTHER_CLASSES = f"{_TERMS}/medcom-core-encounter-act-codes"

USE = f"{_MEDCOM}/messaging/StructureDefinition/medcom-messaging-destinationUseExtension"
REPORT_FLAG = f"{_MEDCOM}/hospitalnotification/StructureDefinition/medcom-messaging-reportOfAdmissionExtension"
REPORT_RECEIVER = (
    f"{_MEDCOM}/hospitalnotification/StructureDefinition/medcom-messaging-reportOfAdmissionRecipientExtension"
)
LEAVE_PERIOD = f"{_MEDCOM}/hospitalnotification/StructureDefinition/medcom-hospitalnotifiation-leave-period-extension"
"""Spelt as published, without the "c"."""
WRITTEN = f"{_MEDCOM}/core/StructureDefinition/medcom-core-datetime-extension"
PAYLOAD_ID = f"{_MEDCOM}/core/StructureDefinition/medcom-core-identifier-extension"
AUTHOR = f"{_MEDCOM}/core/StructureDefinition/medcom-core-practitioner-extension"
CONTACT = f"{_MEDCOM}/core/StructureDefinition/medcom-core-contact-extension"
SENDER_UNIT = f"{_MEDCOM}/core/StructureDefinition/medcom-core-sender-extension"

CARE_DEFINITION = f"{_MEDCOM}/messagedefinitions/MessageDefinition/MedComCareCommunicationMessageDefinition"
CARE_VERSION = "5.0"
CARE_PROFILE = f"{_MEDCOM}/carecommunication/StructureDefinition/medcom-careCommunication"
HOSPITAL_PROFILE = f"{_MEDCOM}/hospitalnotification/StructureDefinition/medcom-hospitalNotification"
ACKNOWLEDGEMENT_PROFILE = f"{_MEDCOM}/acknowledgement/StructureDefinition/medcom"
MESSAGING_PROFILE = f"{_MEDCOM}/messaging/StructureDefinition/medcom-messaging"
CORE_PROFILE = f"{_MEDCOM}/core/StructureDefinition/medcom-core"

STANDARD_OF_EVENT: dict[str, Standard] = {
    "hospital-notification-message": "hospital-notification",
    "care-communication-message": "care-communication",
    "acknowledgement-message": "acknowledgement",
}
"""The event codes that are taken in here; "homecareobservation-message" and "empty-message" are not."""

_STEPS = ("admit-emergency", "admit-inpatient", "start-leave-inpatient", "end-leave-inpatient")
_DISCHARGES = ("discharge-emergency-home", "discharge-inpatient-home")
HOSPITAL_ACTIVITIES = frozenset(
    f"{change}{step}" for change in ("", "revise-", "cancel-") for step in (*_STEPS, *_DISCHARGES)
)
CARE_ACTIVITIES = frozenset({"new-message", "reply-message", "forward-message"})
ANY_ACTIVITY = (
    HOSPITAL_ACTIVITIES
    | CARE_ACTIVITIES
    | {"retract-message", "modified-message", "carboncopy-message", "acknowledgement"}
)

CARE_CATEGORIES = _words(
    """alcohol-and-drug-treatment assistive-devices carecoordination decease discharge examination-results healthcare
    home-care-assessment medicine nursing outpatient psychiatry-social-disability regarding-referral telemedicine
    training acute-ambulant extended-care-responsibility other"""
)
CARE_PRIORITIES = frozenset({"routine", "asap"})
MEDIA_TYPES = frozenset({"application/pdf", "image/gif", "image/jpeg", "image/png", "image/tiff", "image/bmp"})
CARE_CLASSES = _words("AMB EMER FLD HH IMP ACUTE NONAC PRENC SS VR")
HOSPITAL_STATUSES = frozenset({"in-progress", "onleave", "finished", "entered-in-error"})

DEVELOPMENT_ERROR = "message-development-error"
ERROR_CODES = _words(
    """MSG_Receiver_Identifier_UNKNOWN MSG_Receiver_Identifier_MISSING MSG_RECEIVER_UNABLE_TO_RECEIVE_MSG_TYPE
    MSG_VALUESET_VALUE_UNKNOWN MSG_CodeSystem_VALUE_UNKNOWN MSG_Element_To_Long MSG_Datatype_Wrong
    MSG_Mailbox_Out_Of_Operation MSG_Damaged_durin_transport"""
)
FHIR_ERROR_CODES = frozenset(
    f"MSG_{name}"
    for name in _words(
        """ID_INVALID ID_TOO_LONG BAD_FORMAT BAD_SYNTAX DATE_FORMAT DUPLICATE_ID INVALID_ID JSON_OBJECT
    LOCAL_FAIL NO_MATCH NO_EXIST NO_SUMMARY PARAM_INVALID PARAM_NO_REPEAT PARAM_UNKNOWN RESOURCE_ID_MISMATCH
    RESOURCE_ID_FAIL RESOURCE_ID_MISSING RESOURCE_NOT_ALLOWED RESOURCE_REQUIRED RESOURCE_TYPE_MISMATCH
    TRANSACTION_DUPLICATE_ID TRANSACTION_MISSING_ID UNKNOWN_TYPE VERSION_AWARE VERSION_AWARE_CONFLICT
    VERSION_AWARE_URL WRONG_NS"""
    )
)
ISSUE_KINDS = _words(
    """invalid structure required value invariant security login unknown expired forbidden suppressed processing
    not-supported duplicate multiple-matches not-found deleted too-long code-invalid extension too-costly
    business-rule conflict transient lock-error no-store exception timeout incomplete throttled informational"""
)

_D_ECPR = re.compile(r"urn:oid:1\.2\.208\.176\.1\.6\.1\.3(\.[0-9]+)*")


def is_replacement(system: str) -> bool:
    """Whether an identifier system is one of the replacement numbers (X-eCPR, or a D-eCPR of any region)."""
    return system == X_ECPR or is_regional_replacement(system)


def is_regional_replacement(system: str) -> bool:
    """Whether an identifier system is a D-eCPR: the national root, or a number after it for each issuer."""
    return bool(_D_ECPR.fullmatch(system))
