"""How a deadline stands: pending, met, late, void or paused. A pure function, so it can be asked of the past.

To know how it stood on a past day, give that day as `now` and make the deadline from the events known then: a pause
that had not ended then is an open one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Literal

from tvaers.engine.deadlines.due import Due, Precision
from tvaers.engine.deadlines.given import local, utc

Status = Literal["pending", "met", "late", "void", "paused"]
NO_TIME = timedelta(0)


@dataclass(frozen=True)
class Standing:
    """Where a deadline stands.

    `late_by` is None unless the status is "late": whole days for a deadline to the day, otherwise real time in whole
    minutes or seconds. `done_at` tells what was done too late from what is overdue and not done.
    """

    status: Status
    late_by: timedelta | None = None
    done_at: datetime | None = None


def standing(due: Due, *, done_at: datetime | None = None, void: bool = False, now: datetime) -> Standing:
    """Say how the deadline stands at `now`. What is done after `now` is not done yet; void wins over the rest.

    What is done while the clock stands still is met. Problem for a moment without zone or outside 1990-2060.
    """
    done = done_at if done_at is not None and utc(done_at) <= utc(now) else None
    if void:
        return Standing("void", done_at=done)
    if due.moment is None:
        return Standing("met" if done else "paused", done_at=done)
    late_by = _whole(done or now, due.precision) - _whole(due.moment, due.precision)
    if late_by > NO_TIME:
        return Standing("late", late_by, done)
    return Standing("met" if done else "pending", done_at=done)


def _whole(moment: datetime, precision: Precision) -> datetime:
    """Return the start of the day, minute or second of the moment; days in a zone where each has 24 hours."""
    if precision == "day":
        return datetime.combine(local(moment).date(), time(), tzinfo=UTC)
    exact = utc(moment).replace(microsecond=0)
    return exact.replace(second=0) if precision == "minute" else exact
