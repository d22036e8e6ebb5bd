"""What must hold when something is sent or handed over: the call that a late report needs, consent, an owner."""

from __future__ import annotations

from tvaers.kernel.calendar import at
from tvaers.kernel.case_rules import Facts, rule
from tvaers.kernel.clock import COPENHAGEN


@rule("MIN-12k")
def call_required(case: Facts) -> bool:
    """Whether the last report must be followed by a call: sent too late for the day, and something cannot wait."""
    report, cutoff = case.last("send_discharge_report"), case.known("report_cutoff")
    if report is None or cutoff is None:
        return False
    sent = report.at.astimezone(COPENHAGEN).replace(second=0, microsecond=0)
    late = not case.calendar.is_working_day(sent.date()) or sent > at(sent.date(), str(cutoff))
    return late and (bool(report.data["report_urgent"]) or case.known("late_report_call") == "always")


@rule("SA-PS-34")
def may_share(case: Facts) -> bool:
    """Whether information may be passed on: always, but in a psychiatric stay only with consent in force."""
    psychiatric = case.data.get("psychiatric") or case.data.get("specialty") == "psychiatric"
    if not psychiatric or case.known("exchange_consent") != "required":
        return True
    given, withdrawn = case.data.get("consent_on"), case.data.get("withdrawn_on")
    today = case.at.astimezone(COPENHAGEN).date()
    return given is not None and given <= today and (withdrawn is None or today < withdrawn)


@rule("MIN-12i")
def report_is_answered(case: Facts) -> bool:
    """Whether the municipality has sent an admission report since the hospital last asked for one."""
    last = case.last("request_admission_report", "send_admission_report")
    return last is not None and last.event == "send_admission_report"


@rule("SA-IU-1")
def blocker_has_owner(case: Facts) -> bool:
    """Whether somebody has the role that the newest blocker is given to."""
    return bool(case.parties.get(case.data["blockers"][-1]["blocker_owner"]))
