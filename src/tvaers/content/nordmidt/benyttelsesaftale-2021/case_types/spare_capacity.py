"""Rules of spare capacity: how many slots are left, and whether they can still be booked (BA-3.3b)."""

from __future__ import annotations

from tvaers.kernel.case_rules import Facts, rule
from tvaers.kernel.clock import COPENHAGEN


@rule("BA-3.3b")
def left(case: Facts) -> int:
    """The slots that nobody has booked; those released count again."""
    rows = case.data.get("bookings") or ()
    taken = sum(int(row.get("booked", 0)) - int(row.get("released", 0)) for row in rows)
    return int(case.data.get("slots") or 0) - taken


@rule("BA-3.3b")
def is_within(case: Facts) -> bool:
    """Whether no more is booked than offered, and no row is booked or released by less than one or more than it had."""
    rows = case.data.get("bookings") or ()
    sound = all(row.get("booked", 0) > 0 and 0 <= row.get("released", 0) <= row.get("booked", 0) for row in rows)
    return sound and left(case) >= 0


def _is_over(case: Facts) -> bool:
    last = case.data.get("available_to")
    return last is not None and case.at.astimezone(COPENHAGEN).date() > last


@rule("BA-3.3b")
def is_bookable(case: Facts) -> bool:
    """Whether the offer's last day has not passed."""
    return not _is_over(case)


@rule("BA-3.3b")
def standing(case: Facts) -> str:
    """Whether slots can be booked, all are taken, or the offer has expired."""
    return "expired" if _is_over(case) or case.state == "ended" else "open" if left(case) > 0 else "full"


@rule("BA-3.3b")
def is_sound(case: Facts) -> bool:
    """Whether the offer has slots, and its last day is not before its first."""
    first, last = case.data.get("available_from"), case.data.get("available_to")
    return int(case.data.get("slots") or 0) > 0 and not (first and last and last < first)
