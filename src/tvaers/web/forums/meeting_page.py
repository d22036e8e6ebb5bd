"""Et møde: the agenda, what waits beside it, and the steps that the secretariat takes with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tvaers.engine.forums import desk, queries
from tvaers.engine.parties.queries import name_of
from tvaers.kernel import clock
from tvaers.web.design.parts import Status
from tvaers.web.forums import frame, words
from tvaers.web.forums.item_page import is_answered
from tvaers.web.problems import shows_problems

AHEAD = ("planned", "called")
"""The states in which the agenda can still change."""


@dataclass(frozen=True)
class Line:
    """One item of an agenda as it is shown. `place` is its place in the order, as written when it was written."""

    item: queries.Item
    number: str
    kinds: str
    tags: tuple[Status, ...]
    place: str


@dataclass(frozen=True)
class Candidate:
    """One item that waits. `hindrances` are in the way; `is_barred`: no reason lets it through."""

    item: queries.Item
    kinds: str
    hindrances: tuple[str, ...]
    is_barred: bool
    needs_reason: bool
    is_ticked: bool


@dataclass(frozen=True)
class Written:
    """What was written on the page and could not be done: it is shown again, with the reasons."""

    faults: Sequence[str] = ()
    ticked: Sequence[str] = ()
    reason: str = ""
    places: Sequence[tuple[str, str]] = ()


@require_safe
@shows_problems
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Mødet og dets dagsorden."""
    return page(request, queries.meeting(request.user, pk), Written())


def page(request: HttpRequest, meeting: queries.Meeting, written: Written) -> HttpResponse:
    """The page of a meeting, with what was written when a step could not be taken."""
    user: Any = request.user
    shared = frame.of_forum(user, meeting.forum, "forums:meetings", str(meeting))
    may_plan = shared["keeps"] and meeting.state in AHEAD
    lines = _lines(queries.agenda(user, meeting), dict(written.places))
    context = {
        **shared, "meeting": meeting, "status": words.meeting_status(meeting), "theme": words.theme(meeting),
        "host": name_of(meeting.host) if meeting.host else "", "lines": lines, "may_plan": may_plan,
        "due": words.away(meeting.items_due), "is_late": clock.today() > meeting.items_due,
        "written": written, "is_held": meeting.state in ("held", "minuted", "approved"),
        "undecided": _undecided(meeting, lines) if shared["keeps"] else [],
        **(_waiting(user, meeting, written) if may_plan else {}),
    }  # fmt: skip
    return render(request, "forums/meeting.html", context)


def _lines(agenda: list[tuple[queries.Item, str]], places: dict[str, str]) -> list[Line]:
    return [
        Line(item, number, words.kinds(item), _tags(item), places.get(item.slug, str(place)))
        for place, (item, number) in enumerate(agenda, start=1)
    ]


def _tags(item: queries.Item) -> tuple[Status, ...]:
    """What one must know of an item at a glance, in words."""
    found = []
    if words.is_hidden(item):
        found.append(Status(text="Lukket punkt", kind="neutral"))
    if item.standing:
        found.append(Status(text="Fast punkt", kind="neutral"))
    if item.is_oral:
        found.append(Status(text="Mundtligt", kind="neutral"))
    if item.awaits and not item.awaits_met:
        found.append(Status(text=f"Afventer {item.awaits}", kind="wait"))
    if item.outcome:
        found.append(words.outcome_status(item.outcome))
    return tuple(found)


def _undecided(meeting: queries.Meeting, lines: list[Line]) -> list[Line]:
    """The items that still need a decision while the minutes are not out, in the order of the agenda."""
    return [one for one in lines if not is_answered(one.item)] if meeting.state == "held" else []


def _waiting(user: Any, meeting: queries.Meeting, written: Written) -> dict[str, Any]:
    """What waits: items meant for this meeting, and the others; whether any needs the chair's reason."""
    meant, others = desk.waiting(user, meeting)
    shown = {
        "meant": [_candidate(item, found, written) for item, found in desk.in_the_way(meant, meeting)],
        "others": [_candidate(item, found, written) for item, found in desk.in_the_way(others, meeting)],
    }
    every = [one for found in shown.values() for one in found]
    return {**shown, "asks_reason": bool(written.reason) or any(one.needs_reason for one in every)}


def _candidate(item: queries.Item, found: list[Any], written: Written) -> Candidate:
    return Candidate(
        item, words.kinds(item), tuple(f"{one.what} {one.why}" for one in found),
        is_barred=any(not one.may_override for one in found), needs_reason=any(one.may_override for one in found),
        is_ticked=item.slug in written.ticked,
    )  # fmt: skip
