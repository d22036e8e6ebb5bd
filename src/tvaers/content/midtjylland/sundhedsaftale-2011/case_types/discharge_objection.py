"""The dates of an objection to a bill for treatment-complete days, and what the stay itself says (SA-IU-4.5a)."""

from __future__ import annotations

from datetime import date

from tvaers.kernel.case_rules import Fact, Facts, rule
from tvaers.kernel.clock import COPENHAGEN


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
