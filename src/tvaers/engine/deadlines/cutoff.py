"""What must be acted on the same working day when it is sent in time, and the next one otherwise (MIN-12j, MIN-12k)."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

from tvaers.engine.deadlines.account import Mark, steps, why_closed
from tvaers.engine.deadlines.due import Due, Step
from tvaers.engine.deadlines.given import end_of, local
from tvaers.engine.deadlines.pauses import ONE_DAY
from tvaers.kernel.calendar import Calendar, at
from tvaers.kernel.danish_days import day_in_words, moment_in_words, time_in_words


def is_after_cutoff(sent: datetime, *, cutoff: str, calendar: Calendar) -> bool:
    """Say whether something was sent too late for that day: after the cut-off minute, or on a closed day (MIN-12k).

    14:00:59 is at the cut-off "14:00", 14:01:00 after it (reading 11). Problem for a moment without zone or outside
    1990-2060, or a clock that is none.
    """
    moment = local(sent)
    limit = at(moment.date(), cutoff)
    return not calendar.is_working_day(moment.date()) or moment.replace(second=0, microsecond=0) > limit


def act_by(sent: datetime, *, cutoff: str, calendar: Calendar) -> Due:
    """The day on which the receiver must act: the same day if sent by the cut-off, otherwise the next working day.

    The whole day counts. Problem as for is_after_cutoff().
    """
    late, day = is_after_cutoff(sent, cutoff=cutoff, calendar=calendar), local(sent).date()
    last = calendar.next_working_day(day) if late else day
    return Due(end_of(last), "day", partial(_account, local(sent), last, cutoff, calendar))


def _account(sent: datetime, last: date, cutoff: str, calendar: Calendar) -> tuple[Step, ...]:
    """Return the account: when it was sent, the closed days after it, and the day to act."""
    day = sent.date()
    first = Step(day, last == day, f"{moment_in_words(sent)}: sendt {_when(day, last, cutoff, calendar)}")
    between = [day + ONE_DAY * n for n in range(1, (last - day).days)]
    skipped = [Mark(each, 0, *why_closed(each, calendar)) for each in between]
    return (first, *steps(skipped), Step(last, True, f"{day_in_words(last)}: sidste dag"))


def _when(day: date, last: date, cutoff: str, calendar: Calendar) -> str:
    """Say how the sending stands to the cut-off: "efter kl. 14.00", or why the day is closed."""
    reason, _ = why_closed(day, calendar)
    if reason:
        return "i en weekend" if reason == "weekend" else f"på en {reason}"
    return f"{'efter' if last > day else 'senest'} kl. {time_in_words(at(day, cutoff))}"
