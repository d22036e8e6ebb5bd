"""Rules of booking a quick assessment: from when, how many a week, and what is left (BUD-82, BUD-85, R9)."""

from __future__ import annotations

from datetime import date

from tvaers.kernel.case_rules import Facts, rule
from tvaers.kernel.clock import COPENHAGEN


def _week(case: Facts) -> tuple[int, int] | None:
    """The ISO year and week of the slot."""
    day = case.data.get("slot_on")
    return day.isocalendar()[:2] if day else None


@rule("BUD-85")
def booking_is_open(case: Facts) -> bool:
    """Whether slots can be booked on the screen on the day: after the last day of the quarter that was set (R9)."""
    today = case.at.astimezone(COPENHAGEN).date()
    due = case.known("booking_due", on=today)
    return due is not None and today > date.fromisoformat(str(due))


@rule("BUD-85")
def booked_that_week(case: Facts) -> int:
    """How many others have a slot with the psychiatrist in the same week."""
    found = (one.get("slot_on") for one in case.found.get("bookings", ()))
    return sum(day is not None and day.isocalendar()[:2] == _week(case) for day in found)


@rule("BUD-85")
def is_within_limit(case: Facts) -> bool:
    """Whether one more patient keeps the week within the limit of the slot's day."""
    limit = case.known("reserved_slots_limit", on=case.data.get("slot_on"))
    return limit is None or booked_that_week(case) < int(str(limit))


@rule("BUD-82")
def slots_left(case: Facts) -> int | None:
    """The slots that the psychiatrist has set aside that week and nobody has booked; None when none are told."""
    told = [one for one in case.found.get("slots", ()) if one["week_from"].isocalendar()[:2] == _week(case)]
    return sum(one["slots"] for one in told) - booked_that_week(case) if told else None


@rule("BUD-82")
def has_free_slot(case: Facts) -> bool:
    """Whether there is a slot to book; where the psychiatrist has told of none, only the limit counts."""
    left = slots_left(case)
    return left is None or left > 0
