"""What a scenario of forums leaves to be done: deadlines, who has to act, and what is not as the agreement says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from tvaers.engine.forums import desk, queries
from tvaers.engine.forums.models import Followup
from tvaers.engine.forums.playing.world import MEMBERS, World
from tvaers.kernel import clock
from tvaers.kernel.action import System

Row = dict[str, Any]
SYSTEM = System("scenariet")
TOLD = ("note", "warning", "deviation")
"""What a year's number of meetings can come to that is told as a warning."""


def deadlines(world: World) -> Iterator[Row]:
    """The last day for items of each meeting, and the day of each follow-up."""
    for name in world.meetings:
        due = world.meeting(name).items_due
        yield {"name": name, "due": due, "status": _status(due), "party": ""}
    for task in Followup.objects.exclude(due=None).order_by("pk"):
        status = {"done": "met", "dropped": "void"}.get(task.state) or _status(task.due)
        yield {"name": task.text, "due": task.due, "status": status, "party": task.owner}


def _status(due: date | None) -> str:
    """A day that is over is late from the day after."""
    return "late" if due is not None and clock.today() > due else "pending"


def worklist(world: World) -> Iterator[Row]:
    """Whose turn it is: agendas and minutes to send, minutes to answer, follow-ups."""
    for by in MEMBERS:
        user = world.user(by)
        for meeting in desk.agendas_to_send(user):
            yield {"role": by, "what": f"Udsend dagsordenen: {meeting}", "due": None}
        for meeting in desk.minutes_to_send(user):
            yield {"role": by, "what": f"Send referatet: {meeting}", "due": None}
        for minutes in desk.minutes_to_answer(user):
            yield {"role": by, "what": f"Svar på referatet: {minutes.meeting}", "due": None}
    for task in queries.open_followups(SYSTEM):
        yield {"role": task.owner, "what": task.text, "due": task.due}


def warnings(world: World) -> list[str]:
    """What is amiss: seats where they are given, too few or too many meetings, points without a decision."""
    found: list[str] = []
    for key, forum in world.forums.items():
        if key in world.seated:
            found += [one.text for one in queries.seating(SYSTEM, forum).lacks]
        year = [one for one in queries.year_of(SYSTEM, forum) if one.sort in TOLD]
        found += [
            f"{one.text} ({one.held}/{one.wanted} – krav ikke opfyldt)" for one in year if one.sort == "deviation"
        ]
        found += [one.text for one in year if one.sort != "deviation"]
    for name in world.meetings:
        meeting = world.meeting(name)
        if meeting.state == "held":
            found += [f"{one} mangler en beslutning." for one in queries.missing_decisions(SYSTEM, meeting)]
    return found


def state_of(world: World, name: str) -> tuple[str, str]:
    """The state of an item or a meeting, by name and in Danish. Problem for one that is not there."""
    row = world.meeting(name) if name in world.meetings else world.item(name)
    return row.state, str(row.get_state_display())
