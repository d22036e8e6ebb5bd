"""Rules of an acceptance: whether it came before the treatment, and who pays then (BA-3.8, BA-4.1e, A18 to A20)."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from tvaers.kernel.case_rules import Facts, rule
from tvaers.kernel.clock import COPENHAGEN


@rule("BA-3.8a", "BA-4.1e")
def is_across(case: Facts) -> bool:
    """Whether another region than the patient's own treats."""
    return case.data.get("home_region") != case.data.get("treating_region")


@rule("BA-3.8a", "BA-4.1e")
def counts(case: Facts) -> bool:
    """Whether an acceptance holds for the treatment.

    It must come before rejected medicine begins, to the minute (A18), and at the latest at a private re-referral. One
    that came later counts when it was agreed in writing that it reaches back to the day of the beginning.
    """
    accepted, started = case.data.get("accepted_at"), case.data.get("started_at")
    if accepted is None:
        return False
    is_private = case.data.get("kind") == "private_re_referral"
    if started is None or accepted < started or (is_private and accepted == started):
        return True
    day, back = started.astimezone(COPENHAGEN).date(), case.data.get("retroactive_from")
    return bool(case.data.get("retroactive")) and (back is None or back <= day)


@rule("BA-3.8a", "BA-4.1e")
def covers_from(case: Facts) -> datetime | None:
    """The moment after which a treatment is covered: that of the acceptance, or where it was agreed to reach back to.

    An acceptance that reaches back covers its first day whole, so the moment is the last minute before that day;
    without a first day it reaches back to the agreement's own.
    """
    accepted: datetime | None = case.data.get("accepted_at")
    if accepted is None or not case.data.get("retroactive"):
        return accepted
    first = case.data.get("retroactive_from") or case.package.valid.start
    return datetime.combine(first, time(), tzinfo=COPENHAGEN) - timedelta(minutes=1)


@rule("BA-3.8c", "BA-4.1e")
def payer(case: Facts) -> str:
    """Who pays: the home region with an acceptance that counts, else the treating one; undecided before the start."""
    if case.data.get("started_at") is None:
        return "undecided"
    return "home" if counts(case) else "treating"
