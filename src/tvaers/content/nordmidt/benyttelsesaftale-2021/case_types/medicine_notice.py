"""Rules of the notice of expensive medicine: what is covered, and from which cost (BA-3.7, A14, A16, A17)."""

from __future__ import annotations

from tvaers.kernel.case_rules import Facts, rule
from tvaers.kernel.money import kroner

MONTHS_OF_A_YEAR = 12


@rule("BA-3.7b")
def covered(case: Facts) -> bool:
    """Whether the use is new and nobody has recommended it yet: a new drug, or a known one for a new indication."""
    is_new = bool(case.data.get("is_new_drug") or case.data.get("is_new_indication"))
    return is_new and case.data.get("recommendation") == "none"


def _cost(case: Facts) -> int | None:
    """The expected cost of the patient's year in øre, as given or twelve times that of a month."""
    year: int | None = case.data.get("cost_per_year")
    month: int | None = case.data.get("cost_per_month")
    return year if year is not None else month * MONTHS_OF_A_YEAR if month is not None else None


@rule("BA-3.7c")
def yearly_cost(case: Facts) -> str | None:
    """The expected cost of the patient's year as people read it, such as "500.400,00 kr."."""
    cost = _cost(case)
    return None if cost is None else kroner(cost)


@rule("BA-3.7a", "BA-3.7c")
def must_be_notified(case: Facts) -> bool:
    """Whether a covered use reaches the limit that holds on the day that it begins (A14)."""
    cost, limit = _cost(case), case.known("expensive_drug_threshold", on=case.data.get("starts_on"))
    return covered(case) and cost is not None and limit is not None and cost >= int(str(limit))
