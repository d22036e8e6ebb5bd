"""Rules of a structural change: whether it must be notified, and by when (BA-3.6, A12 to A15)."""

from __future__ import annotations

from datetime import date

from tvaers.kernel.case_rules import Facts, rule
from tvaers.kernel.clock import COPENHAGEN
from tvaers.kernel.periods import add_months


def _registered_on(case: Facts) -> date:
    """The day whose values hold for the case: that on which it was registered."""
    return case.happened[0].at.astimezone(COPENHAGEN).date() if case.happened else case.at.date()


@rule("BA-3.6c")
def must_be_notified(case: Facts) -> bool:
    """Whether the yearly effect of both regions together, whatever its sign, reaches the limit (A14, A15)."""
    limit = case.known("structural_change_threshold", on=_registered_on(case))
    effect = case.data.get("yearly_effect")
    return limit is not None and effect is not None and abs(effect) >= int(str(limit))


@rule("BA-3.6a")
def last_notice_day(case: Facts) -> date | None:
    """The last day that a notice is in time; the last of the month where there is no such date (A12)."""
    months, effective = case.known("notice_period", on=_registered_on(case)), case.data.get("effective_on")
    return add_months(effective, -int(str(months))) if must_be_notified(case) and months and effective else None


@rule("BA-3.6a")
def late_days(case: Facts) -> int | None:
    """How many days the notice came after the last day; None when it came in time or has not come."""
    last, notified = last_notice_day(case), case.data.get("notified_on")
    return (notified - last).days if last and notified and notified > last else None


@rule("BA-3.6a")
def is_in_time(case: Facts) -> bool:
    """Whether the notice is not late."""
    return late_days(case) is None
