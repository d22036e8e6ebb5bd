"""Rules of a referral past the emergency unit: what the directory offers, and whether it was passed (BUD-97, 98)."""

from __future__ import annotations

from tvaers.kernel.case_rules import Facts, rule


@rule("BUD-97")
def offered(case: Facts) -> int:
    """How many offers of the kind the directory has for the patient's municipality."""
    home = case.data.get("municipality")
    return len([one for one in case.found.get("offers", ()) if home in (one.get("municipalities") or ())])


@rule("BUD-97")
def is_offered(case: Facts) -> bool:
    """Whether the directory has such an offer there."""
    return bool(offered(case))


@rule("BUD-98")
def bypasses(case: Facts) -> bool | None:
    """Whether the patient was seen without the emergency unit; None until it is known."""
    return {"used": True, "to_emergency": False}.get(case.state)
