"""Rules of an agreement on local follow-up: whether it holds on a day (BA-1.3b)."""

from __future__ import annotations

from tvaers.kernel.case_rules import Facts, rule
from tvaers.kernel.clock import COPENHAGEN


@rule("BA-1.3b")
def period_is_sound(case: Facts) -> bool:
    """Whether the last day, if there is one, is not before the first."""
    first, last = case.data.get("valid_from"), case.data.get("valid_to")
    return not (first and last and last < first)


@rule("BA-1.3b")
def standing(case: Facts) -> str | None:
    """Whether the agreement is coming, holds on the day (both its days included) or is over; None until agreed."""
    first, last = case.data.get("valid_from"), case.data.get("valid_to")
    if case.state not in ("agreed", "ended") or first is None:
        return None
    day = case.at.astimezone(COPENHAGEN).date()
    return "coming" if day < first else "over" if last and day > last else "active"
