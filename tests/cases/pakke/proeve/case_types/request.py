"""Rules of the trial agreement."""

from tvaers.kernel.case_rules import Facts, rule


@rule("PRV-1")
def size(case: Facts) -> str:
    """Whether the amount is large: at or above the limit of the day that it was sent."""
    sent = case.first("send")
    limit = case.parameter("limit", on=sent.at.date()) if sent else 0
    return "large" if (case.data.get("amount") or 0) >= limit else "small"
