"""Whose time it was: how long each party had the task, from who took over when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from tvaers.engine.deadlines.given import utc


def split(history: Sequence[tuple[datetime, str]], until: datetime) -> dict[str, timedelta]:
    """Return the real time each party had the task: (when it took over, party), in any order, up to `until`.

    The sum is the time from the first hand-over to `until`. Hand-overs after `until` have not happened yet; of two at
    the same moment the later in the list stands. Problem for a moment without zone or outside 1990-2060.
    """
    end = utc(until)
    taken = sorted(((utc(moment), party) for moment, party in history), key=lambda each: each[0])
    taken = [each for each in taken if each[0] <= end]
    stops = [*(moment for moment, _ in taken[1:]), end]
    clocks: dict[str, timedelta] = {}
    for (start, party), stop in zip(taken, stops, strict=False):
        clocks[party] = clocks.get(party, timedelta(0)) + (stop - start)
    return clocks
