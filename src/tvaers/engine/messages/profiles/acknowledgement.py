"""Acknowledgement 2.0: what the receiver of a message answers."""

from __future__ import annotations

from tvaers.engine.messages.profiles import codes
from tvaers.engine.messages.profiles.asking import each, may, need, some
from tvaers.engine.messages.profiles.core import HEADER, provenance

ISSUE_CODES = (
    frozenset((codes.ERRORS, code) for code in codes.ERROR_CODES)
    | frozenset((codes.FHIR_ERRORS, code) for code in codes.FHIR_ERROR_CODES)
    | {(codes.TEST_ERRORS, codes.DEVELOPMENT_ERROR)}
)
"""The published list, and the code that MedCom's own test acknowledgements carry."""

ACKNOWLEDGEMENT_HEADER = (
    *HEADER,
    need("eventCoding", among=frozenset({(codes.EVENTS, "acknowledgement-message")})),
    need("response", need("identifier"), need("code")),
)
ACKNOWLEDGEMENT_PROVENANCE = provenance(codes.ANY_ACTIVITY)
OUTCOME = (
    some(
        "issue",
        need("severity"),
        need("code", among=codes.ISSUE_KINDS),
        may("details", each("coding", among=ISSUE_CODES)),
    ),
)
