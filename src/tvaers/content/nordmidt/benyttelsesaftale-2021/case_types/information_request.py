"""Rules of a request for information: how much was enclosed (BA-3.4a)."""

from __future__ import annotations

from tvaers.kernel.case_rules import Facts, rule


@rule("BA-3.4a")
def attachment_count(case: Facts) -> int:
    """The number of enclosures that have been added."""
    return len(case.data.get("attachments") or ())
