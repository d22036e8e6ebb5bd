"""What a case of admission and discharge lacks to be where the picture of the stay says that the citizen is. Pure.

The picture decides, not the message: whatever order notices come in, the case ends in the same state. Rules:
docs/regler/meddelelser.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tvaers.engine.messages.stay import StayPicture

OPEN = "open"
"""The step that opens a new case."""
WANTED = {
    "admitted-emergency": "admitted",
    "admitted": "admitted",
    "on-leave": "on_leave",
    "discharged": "discharged",
    "dead": "dead",
    "cancelled": "cancelled",
}
_IN_HOSPITAL = {
    "on_leave": "start_leave",
    "discharged": "discharge_home",
    "dead": "die",
    "cancelled": "cancel_admission",
}
_EVENTS: dict[str, dict[str, str]] = {
    "admitted": _IN_HOSPITAL,
    "finished_treatment": _IN_HOSPITAL,
    "on_leave": {**_IN_HOSPITAL, "admitted": "end_leave"},
    "discharged": {
        "admitted": "cancel_discharge",
        "on_leave": "cancel_discharge",
        "dead": "die",
        "cancelled": "cancel_discharge",
    },
    "closed": {"admitted": "cancel_discharge", "on_leave": "cancel_discharge"},
    "dead": dict.fromkeys(("admitted", "on_leave", "discharged", "cancelled"), "cancel_death"),
}
"""From the case's state, by the state that is wanted: the event to cause next."""
_SAME = {"admitted": ("admitted", "finished_treatment")}
_ENDED = ("discharged", "closed", "dead", "cancelled")
SINCE = {"start_leave": "on-leave", "discharge_home": "discharged", "die": "dead"}
"""The events whose time is the time since when the picture holds, and the state of the picture that tells it."""


@dataclass(frozen=True)
class Standing:
    """A case as far as the stay concerns it: its state, when it began, and when it ended (None while it has not)."""

    state: str
    ended: datetime | None = None


@dataclass(frozen=True)
class Step:
    """An event to cause: its id (`OPEN` for a new case), when it happened (None: now), and what is given with it."""

    event: str
    at: datetime | None = None
    values: Mapping[str, Any] = field(default_factory=dict)


def next_step(case: Standing | None, picture: StayPicture, activity: str = "") -> Step | None:
    """The next event that brings the case to where the picture is; None when it is there, or nothing leads there.

    `activity` is that of the notice that just came: it tells a leave that was annulled from one that ended.
    """
    wanted = WANTED.get(picture.state or "", "")
    if not wanted:
        return None
    if case is None or case.state == "cancelled" or _begins_anew(case, picture):
        return None if wanted == "cancelled" else Step(OPEN, picture.first_start, facts(picture))
    if case.state in _SAME.get(wanted, (wanted,)):
        return None
    event = _EVENTS.get(case.state, {}).get(wanted, "")
    event = _annulled(event, activity)
    return Step(event, _when(event, picture)) if event else None


def _begins_anew(case: Standing, picture: StayPicture) -> bool:
    """Whether the picture is of a later course than the one that the case is about."""
    starts = picture.first_start
    return case.state in _ENDED and None not in (case.ended, starts) and starts > case.ended  # type: ignore[operator]


def _annulled(event: str, activity: str) -> str:
    if event == "end_leave" and activity.startswith("cancel-start-leave"):
        return "cancel_leave"
    if event == "start_leave" and activity.startswith("cancel-end-leave"):
        return "cancel_end_leave"
    return event


def _when(event: str, picture: StayPicture) -> datetime | None:
    return picture.since if event in SINCE or event == "end_leave" else None


def opening_event(picture: StayPicture) -> str:
    """Which event opens the case: acute when anything of the course was."""
    return "admit_emergency" if _is_acute(picture) else "admit_inpatient"


def facts(picture: StayPicture) -> dict[str, Any]:
    """What the picture tells of the stay, by the fields of the case type."""
    department = picture.department
    found = {
        "setting": "acute_reception" if picture.kind == "EMER" else "bed_ward",
        "ward": department.name or department.sor if department else "",
        "admitted_at": picture.first_start.isoformat() if picture.first_start else "",
        "stay_id": _stay_id(picture),
    }
    return {name: value for name, value in found.items() if value}


def changes(before: StayPicture, after: StayPicture) -> dict[str, Any]:
    """What a notice changed in the facts of a stay that goes on; {} when it began, ended or was another before."""
    if before.state is None or after.state in (None, "cancelled") or not _same_course(before, after):
        return {}
    old = {**facts(before), "admission_type": _kind(before)}
    new = {**facts(after), "admission_type": _kind(after)}
    return {name: value for name, value in new.items() if old.get(name) != value and name != "stay_id"}


def mended_time(before: StayPicture, after: StayPicture) -> tuple[str, datetime] | None:
    """The event whose time a correction changed, and the right time: the state is the same, but since another time."""
    if before.state != after.state or after.since is None or before.since == after.since:
        return None
    event = next((event for event, state in SINCE.items() if state == after.state), "")
    return (event, after.since) if event and _same_course(before, after) else None


def _same_course(before: StayPicture, after: StayPicture) -> bool:
    """Whether two pictures are of one course: it has not begun anew after an end."""
    ended = before.since if before.state in ("discharged", "dead") else None
    return ended is None or after.first_start is None or after.first_start <= ended


def _kind(picture: StayPicture) -> str:
    return "acute" if _is_acute(picture) else "planned"


def _is_acute(picture: StayPicture) -> bool:
    """Whether anything in the course was acute: the arrival may be known only from a later notice."""
    start = picture.first_start
    steps = [line for line in picture.history if line.mark in ("current", "history") and line.code == "STAA"]
    return picture.kind == "EMER" or any(start is None or line.moment >= start for line in steps)


def _stay_id(picture: StayPicture) -> str:
    """The number that the hospital registers the stay under, from the notice that holds now."""
    notices = [line.notice for line in picture.history if line.notice and line.mark == "current"]
    episodes = [value for one in notices for _, value in one.stay.episodes]
    return episodes[0] if episodes else ""
