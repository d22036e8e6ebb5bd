"""Rules of refusing resuscitation: from which age (BUD-162, BK-2)."""

from __future__ import annotations

from tvaers.kernel.case_rules import Facts, rule
from tvaers.kernel.clock import COPENHAGEN


@rule("BUD-162")
def is_old_enough(case: Facts) -> bool:
    """Whether the citizen has the age from which resuscitation can be refused; never where no age is known."""
    limit = case.known("resuscitation_minimum_age", on=case.at.astimezone(COPENHAGEN).date())
    age = case.data.get("age")
    return limit is not None and age is not None and age >= int(str(limit))
