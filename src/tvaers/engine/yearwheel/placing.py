"""On which meetings a duty is treated before it is due, and when its items come into the pipelines. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tvaers.kernel.obligation_types import ObligationType

NO_MEETING = "Der er intet møde før fristen."


@dataclass(frozen=True)
class Planned:
    """An ordinary meeting of a forum that lies ahead: the number of its row, and its day."""

    id: int
    day: date


@dataclass(frozen=True)
class Stop:
    """A forum on the way: the meeting that treats the duty, or None with a warning; `latest` is the last good day."""

    forum: str
    latest: date
    meeting: Planned | None
    warning: str = ""


def stops(chain: Sequence[str], due: date, ahead: Mapping[str, Sequence[Planned]]) -> list[Stop]:
    """The meetings of a chain of forums, in its order: the last forum's last one on or before the due day, and before
    it each forum's last one on an earlier day than the one that follows."""
    found: list[Stop] = []
    latest = due
    for forum in reversed(chain):
        fits = [one for one in ahead.get(forum, ()) if one.day <= latest]
        meeting = max(fits, key=lambda one: one.day, default=None)
        found.append(Stop(forum, latest, meeting, "" if meeting else NO_MEETING))
        latest = (meeting.day if meeting else latest) - timedelta(days=1)
    return found[::-1]


def occasions(type: ObligationType, on: date, due: date | None = None) -> list[tuple[str, date]]:
    """The periods of a duty that are within their lead on a day, each with its due day. What is past is none.

    `due` is a day that has been settled here; it stands for that of the agreement.
    """
    days = [due] if due else [day for year in (on.year, on.year + 1) if (day := type.due_in(year))]
    lead = timedelta(days=type.lead_days)
    return [(type.period_of(day), day) for day in days if day - lead <= on <= day]


def locked_on(type: ObligationType, due: date) -> date | None:
    """The last day for material, where the duty has one."""
    return due - timedelta(days=type.lock_days) if type.lock_days is not None else None


def reminded_on(type: ObligationType, due: date) -> date | None:
    """The day when people are reminded, where the duty has one (BUD-43: seven days before)."""
    return due - timedelta(days=type.remind_days) if type.remind_days is not None else None
