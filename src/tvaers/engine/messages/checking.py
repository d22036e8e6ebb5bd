"""Comparing a message's tree with what its standard asks. (Profiles: `profiles/`.)"""

from __future__ import annotations

from tvaers.engine.messages.bundle import Bundle, Tree, text
from tvaers.engine.messages.message import Finding
from tvaers.engine.messages.profiles import codes
from tvaers.engine.messages.refusal import NOT_RECEIVED_HERE


def check(found: Tree) -> tuple[Finding, ...]:
    """Every fault of a message's tree, errors and warnings."""
    header = Bundle(found).header
    if not header:
        return (Finding("Bundle.entry", "Meddelelsen mangler et hoved (MessageHeader)."),)
    if text(header, "eventCoding.code") not in codes.STANDARD_OF_EVENT:
        return (
            Finding("MessageHeader.eventCoding", "Denne type meddelelse kan ikke modtages her.", NOT_RECEIVED_HERE),
        )
    return ()
