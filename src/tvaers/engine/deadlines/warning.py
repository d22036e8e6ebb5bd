"""When to remind of a deadline: at 8 in the morning some working days or days before it, or some hours before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tvaers.engine.deadlines.due import Due
from tvaers.engine.deadlines.given import known, local, number
from tvaers.kernel.calendar import Calendar, at
from tvaers.kernel.errors import Problem

MORNING = "08:00"


def warning(
    due: Due,
    *,
    workdays_before: int | None = None,
    days_before: int | None = None,
    hours_before: int | None = None,
    calendar: Calendar,
) -> datetime | None:
    """Return when to remind, in Danish time, never after the deadline; None while the clock stands still.

    `workdays_before=1` is the last working day before the last day, also when that is closed (reading 14, BA-3.6a,
    A13); 0 is the last day itself. Hours are real time. Problem unless exactly one of the three is given, or if it is
    negative or reaches outside 1990-2060.
    """
    given = [each for each in (workdays_before, days_before, hours_before) if each is not None]
    if len(given) != 1:
        raise Problem(what="En påmindelse skal have én afstand til fristen.", do="Angiv arbejdsdage, dage eller timer.")
    if due.moment is None:
        return None
    last = local(due.moment)
    if hours_before is not None:
        return local(last.astimezone(UTC) - timedelta(hours=number(hours_before, "timer")))
    if days_before is not None:
        day = known(last.date() - timedelta(days=number(days_before, "dage")))
    else:
        steps = number(given[0], "arbejdsdage")
        day = calendar.previous_working_day(last.date(), steps) if steps else last.date()
    return min(at(day, MORNING), last)
