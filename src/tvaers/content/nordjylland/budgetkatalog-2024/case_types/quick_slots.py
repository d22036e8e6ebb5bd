"""Rules of the quick slots of a week: how many there should be, and how many were used (BUD-82)."""

from __future__ import annotations

from datetime import timedelta

from tvaers.kernel.case_rules import Facts, rule
from tvaers.kernel.clock import COPENHAGEN


def _number(case: Facts, name: str) -> int | None:
    """A parameter on the first given day of the week; None where it has no value."""
    value = case.known(name, on=case.data.get("week_from"))
    return None if value is None else int(str(value))


@rule("BUD-82")
def expected(case: Facts) -> int | None:
    """The slots that a psychiatrist of full time sets aside in such a week."""
    return _number(case, "reserved_slots_per_week")


@rule("BUD-82")
def region_total(case: Facts) -> int | None:
    """The slots of all the region's full-time psychiatrists in such a week."""
    each, capacities = expected(case), _number(case, "reserved_slot_capacities")
    return each * capacities if each is not None and capacities is not None else None


@rule("BUD-82")
def used(case: Facts) -> int:
    """The slots of the week that are booked."""
    first = case.data.get("week_from")
    week = first.isocalendar()[:2] if first else None
    days = (one.get("slot_on") for one in case.found.get("bookings", ()))
    return len([day for day in days if day is not None and day.isocalendar()[:2] == week])


@rule("BUD-82")
def free(case: Facts) -> int:
    """The slots that nobody has booked."""
    return int(case.data.get("slots") or 0) - int(used(case))


@rule("BUD-82")
def unused(case: Facts) -> int | None:
    """The slots that stayed free, when the week's Sunday has passed; None before that."""
    first = case.data.get("week_from")
    if first is None:
        return None
    sunday = first + timedelta(days=7 - first.isoweekday())
    return free(case) if case.at.astimezone(COPENHAGEN).date() > sunday else None


@rule("BUD-85")
def is_within_limit(case: Facts) -> bool:
    """Whether no more slots are set aside than patients may come in a week, and at least one."""
    slots, limit = int(case.data.get("slots") or 0), _number(case, "reserved_slots_limit")
    return slots > 0 and (limit is None or slots <= limit)


@rule("BUD-82")
def is_as_expected(case: Facts) -> bool:
    """Whether there are as many slots as the agreement counts with."""
    wanted = expected(case)
    return wanted is None or int(case.data.get("slots") or 0) >= wanted
