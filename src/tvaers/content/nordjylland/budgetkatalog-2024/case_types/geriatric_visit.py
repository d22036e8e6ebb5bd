"""Rules of a visit by the geriatric team: who is visited, and what a visit has in it (BUD-140)."""

from __future__ import annotations

from datetime import date

from tvaers.kernel.case_rules import Facts, rule
from tvaers.kernel.clock import COPENHAGEN


def _requested_on(case: Facts) -> date:
    """The day whose values hold for the visit: that of the request."""
    return (case.happened[0].at if case.happened else case.at).astimezone(COPENHAGEN).date()


@rule("BUD-140")
def is_old_enough(case: Facts) -> bool:
    """Whether the patient has the age from which the team visits."""
    limit, age = case.known("geriatric_minimum_age", on=_requested_on(case)), case.data.get("age")
    return limit is not None and age is not None and age >= int(str(limit))


def _left(case: Facts) -> list[str]:
    items = case.known("geriatric_visit_items", on=_requested_on(case))
    done = case.data.get("items") or {}
    return [item for item in items if item not in done] if isinstance(items, tuple) else []


@rule("BUD-140")
def missing(case: Facts) -> str | None:
    """The Danish names of what the visit has not had yet; None when it has had everything."""
    words = case.package.find_parameter("geriatric_visit_items")[0].words
    return ", ".join(words.get(item, item) for item in _left(case)) or None


@rule("BUD-140")
def is_complete(case: Facts) -> bool:
    """Whether every item is done or not relevant."""
    return not _left(case)
