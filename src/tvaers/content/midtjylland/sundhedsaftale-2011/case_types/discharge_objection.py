"""The dates of an objection to a bill for treatment-complete days, and what the stay itself says (SA-IU-4.5a)."""

from __future__ import annotations

from datetime import date

from tvaers.kernel.case_rules import Fact, Facts, rule
from tvaers.kernel.clock import COPENHAGEN

DAYS = ("billed_days", "objected_days", "corrected_days")


def _day(fact: Fact | None) -> date | None:
    return fact.at.astimezone(COPENHAGEN).date() if fact else None


@rule("SA-IU-4.5a")
def opened_on(case: Facts) -> date | None:
    """The day that the municipality objected."""
    return _day(case.first("object"))


@rule("SA-IU-4.5a")
def answered_on(case: Facts) -> date | None:
    """The day that the hospital last answered."""
    return _day(case.last("answer"))


@rule("SA-IU-4.5a")
def settled_on(case: Facts) -> date | None:
    """The day that the row was corrected or the objection rejected."""
    return _day(case.last("correct", "reject"))


@rule("SA-IU-4.5a")
def days_not_negative(case: Facts) -> bool:
    """Whether no number of days is below zero."""
    return all(days is None or days >= 0 for days in map(case.data.get, DAYS))


@rule("SA-IU-4.5a")
def days_within_bill(case: Facts) -> bool:
    """Whether neither the objection nor the correction says more days than the bill; so without days on the bill."""
    billed = case.data.get("billed_days")
    return billed is None or all((case.data.get(name) or 0) <= billed for name in DAYS)
