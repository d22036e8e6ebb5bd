"""Who must say yes before a registration is corrected, and by what procedure (SA-IU-4.5b)."""

from __future__ import annotations

from tvaers.kernel.case_rules import Facts, rule


@rule("SA-IU-4.5b")
def procedure(case: Facts) -> str:
    """The procedure that is followed, or that none has been published (reading A35)."""
    return str(case.known("correction_procedure") or "not_published")


@rule("SA-IU-4.5b")
def procedure_published(case: Facts) -> bool:
    """Whether there is a procedure to follow."""
    return case.known("correction_procedure") is not None


@rule("SA-IU-4.5b")
def approvals(case: Facts) -> int:
    """How many have approved: the hospital and the region, each for itself."""
    return len({fact.event for fact in case.happened} & {"approve_hospital", "approve_region"})


@rule("SA-IU-4.5b")
def enough_approvals(case: Facts) -> bool:
    """Whether as many have approved as the agreement asks for (reading A33)."""
    return approvals(case) >= int(str(case.parameter("correction_approvals")))


@rule("SA-IU-4.4c")
def times_differ(case: Facts) -> bool:
    """Whether there is anything to correct."""
    return bool(case.data["registered_time"] != case.data["correct_time"])
