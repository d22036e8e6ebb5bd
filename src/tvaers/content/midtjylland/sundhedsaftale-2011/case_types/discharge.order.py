"""Which event came before which: finishing twice or after a resumption, and answering what the other proposed."""

from __future__ import annotations

from tvaers.kernel.case_rules import Facts, rule


@rule("SA-IU-4.3a")
def is_finished_before(case: Facts) -> bool:
    """Whether that was said already before the event that is happening now."""
    earlier = [fact for fact in case.happened[:-1] if fact.event in ("finish", "resume_treatment")]
    return bool(earlier) and earlier[-1].event == "finish"


@rule("SA-IU-4.3a")
def finished_after_resumption(case: Facts) -> bool:
    """Whether the time does not lie before treatment was last resumed, so that no day counts twice."""
    resumed = case.last("resume_treatment")
    return resumed is None or resumed.at <= (case.data.get("finished_at") or case.at)


@rule("SA-IU-4.4a")
def answers_other(case: Facts) -> bool:
    """Whether the yes that is given now is to a proposal of the other party that nobody has answered."""
    earlier = [fact for fact in case.happened[:-1] if fact.event in ("propose_time", "accept_time")]
    return bool(earlier) and earlier[-1].event == "propose_time" and earlier[-1].role != case.happened[-1].role
