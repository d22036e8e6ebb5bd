"""Deadlines counted in hours that really pass, also across the two clock changes (readings A28 and A43)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from fractions import Fraction
from functools import partial

from tvaers.engine.deadlines.account import STILL
from tvaers.engine.deadlines.due import Due, Step
from tvaers.engine.deadlines.given import local, number, utc
from tvaers.engine.deadlines.pauses import FOREVER, ONE_DAY, Pause, Stretch, stretches
from tvaers.kernel.danish_days import day_in_words, duration_in_words, moment_in_words
from tvaers.kernel.errors import Problem

NO_TIME = timedelta(0)


def after_hours(start: datetime, hours: int | Fraction, *, pauses: Sequence[Pause] = ()) -> Due:
    """The moment when `hours` have really passed since the start with the clock running; precision second.

    0 is the start itself, whatever is paused. Problem for a moment without zone or outside 1990-2060, a negative
    number, or hours that are not whole seconds.
    """
    seconds = number(Fraction(hours), "timer") * 3600
    if seconds.denominator != 1:
        raise Problem(what=f"{hours} timer er ikke et helt antal sekunder.", do="Angiv fristen i hele sekunder.")
    begins = utc(start)
    ran, due = _running(begins, timedelta(seconds=int(seconds)), stretches(pauses))
    return Due(None if due is None else local(due), "second", partial(_account, begins, ran, due))


def _running(begins: datetime, left: timedelta, paused: list[Stretch]) -> tuple[tuple[Stretch, ...], datetime | None]:
    """Return the stretches in which the clock runs, and when `left` has passed in them; None if it never does."""
    moment, ran = begins, []
    for pause in paused:
        if pause.end <= moment:
            continue
        room = max(pause.start - moment, NO_TIME)
        if room >= left:
            break
        if room:
            ran.append(Stretch(moment, pause.start))
        left -= room
        if pause.end == FOREVER:
            return tuple(ran), None
        moment = pause.end
    return (*ran, Stretch(moment, moment + left)), moment + left


def _account(begins: datetime, ran: tuple[Stretch, ...], due: datetime | None) -> tuple[Step, ...]:
    """Return the account: start, stretches that count, stretches that do not, clock changes, and the end."""
    lines, moment = [_step(begins, False, f"{moment_in_words(begins)}: fristen begynder")], begins
    for stretch in ran:
        if moment < stretch.start:
            lines.append(_step(moment, False, f"{_between(moment, stretch.start)}: tæller ikke, {STILL}"))
        lines.append(
            _step(stretch.start, True, f"{_between(*stretch)}: {duration_in_words(stretch.end - stretch.start)}")
        )
        lines.extend(_clock_changes(stretch))
        moment = stretch.end
    if due is None:
        return (*lines, _step(moment, False, f"{moment_in_words(moment)}: {STILL}, indtil pausen slutter"))
    return (*lines, _step(due, True, f"{moment_in_words(due)}: fristen udløber"))


def _clock_changes(stretch: Stretch) -> Iterator[Step]:
    """Say of each clock change in the stretch what it does to the day."""
    day, last = local(stretch.start).date(), local(stretch.end).date()
    while day <= last:
        change = datetime.combine(day, time(1), tzinfo=UTC)
        before, after = local(change - timedelta(seconds=1)).utcoffset(), local(change).utcoffset()
        if before != after and stretch.start < change <= stretch.end:
            longer = after is not None and before is not None and after < before
            text = "sommertiden slutter, døgnet har 25 timer" if longer else "sommertiden begynder, døgnet har 23 timer"
            yield _step(change, False, f"{day_in_words(day)}: {text}")
        day += ONE_DAY


def _between(start: datetime, end: datetime) -> str:
    return f"{moment_in_words(start)} – {moment_in_words(end)}"


def _step(moment: datetime, counted: bool, text: str) -> Step:
    return Step(local(moment).date(), counted, text)
