"""Rules of a closure: its days must be in order, and it must hit everybody alike (BA-2.2b, BA-2.4b, A10)."""

from __future__ import annotations

from tvaers.kernel.case_rules import Facts, rule
from tvaers.kernel.clock import COPENHAGEN


@rule("BA-2.2b")
def period_is_sound(case: Facts) -> bool:
    """Whether the last day is not before the first."""
    first, last = case.data.get("closed_from"), case.data.get("closed_to")
    return not (first and last) or first <= last


@rule("BA-2.4b")
def is_equal_for_all(case: Facts) -> bool:
    """Whether the closure names no home regions, or all those of the agreement (A10)."""
    named = set(case.data.get("home_regions") or ())
    return not named or set(case.package.parties) <= named


@rule("BA-2.2b")
def standing(case: Facts) -> str | None:
    """Whether the closure is coming, holds today (both days included), or is over."""
    first, last = case.data.get("closed_from"), case.data.get("closed_to")
    today = case.at.astimezone(COPENHAGEN).date()
    if first is None or last is None:
        return None
    return "coming" if today < first else "closed" if today <= last and case.state == "active" else "over"
