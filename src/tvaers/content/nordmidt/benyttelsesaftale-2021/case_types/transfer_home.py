"""Rules of a transfer home: the days that its steps took (BA-3.2b)."""

from __future__ import annotations

from tvaers.kernel.case_rules import Facts, rule


def _days(case: Facts, first: str, last: str) -> int | None:
    """Days between two dates of the case; 0 on the same day, None while one is missing."""
    start, end = case.data.get(first), case.data.get(last)
    return (end - start).days if start and end else None


@rule("BA-3.2b")
def days_to_offer(case: Facts) -> int | None:
    """Days from the assessment "possible and sound" to the offer."""
    return _days(case, "assessed_on", "offered_on")


@rule("BA-3.2b")
def days_to_move(case: Facts) -> int | None:
    """Days from when both departments found the patient ready to the move."""
    return _days(case, "ready_on", "moved_on")
