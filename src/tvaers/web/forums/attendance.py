"""Fremmøde: who was there, who came instead, and who did not take part in an item."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tvaers.engine.forums import actions, desk, queries
from tvaers.kernel.errors import NotFound, Problem
from tvaers.web.forums import frame
from tvaers.web.problems import shows_problems

STATUSES = [one for one in queries.Attendance.STATUSES if one[0] != "guest"]


@shows_problems
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Notér fremmødet, for hele mødet eller for ét punkt. Whoever has no other word was there."""
    user: Any = request.user
    meeting = queries.meeting(user, pk)
    frame.require(user, "forums.attend", meeting)
    item = desk.item_at(user, request.GET["punkt"]) if request.GET.get("punkt") else None
    if item is not None and item.meeting_id != meeting.pk:
        raise NotFound(what="Punktet er på et andet møde.")
    faults: list[str] = []
    if request.method == "POST":
        faults = _save(user, meeting, item, request.POST)
        if not faults:
            messages.success(request, "Fremmødet er gemt.")
            return redirect(f"{reverse('forums:attendance', args=[pk])}{f'?punkt={item.slug}' if item else ''}")
    shared = frame.of_forum(user, meeting.forum, "forums:meetings", "Fremmøde")
    persons = list(queries.persons(user))
    context = {
        **shared, "meeting": meeting, "item": item, "rows": _rows(user, meeting, item, request.POST), "faults": faults,
        "statuses": STATUSES, "persons": persons, "agenda": queries.agenda(user, meeting),
        "guest": request.POST.get("guest", ""),
    }  # fmt: skip
    return render(request, "forums/attendance.html", context)


def _rows(
    user: Any, meeting: queries.Meeting, item: queries.Item | None, posted: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Each person with what is recorded, or what was written when it could not be saved."""
    return [
        {"row": one, "status": posted.get(f"status-{one.person}", one.status),
         "substitute": posted.get(f"substitute-{one.person}", str(one.substitute or ""))}
        for one in desk.attendance(user, meeting, item)
    ]  # fmt: skip


def _save(user: Any, meeting: queries.Meeting, item: queries.Item | None, posted: Mapping[str, str]) -> list[str]:
    """Record what differs from what stands. What could not be recorded, in words; the rest is saved."""
    faults = []
    known = {str(one.pk): one for one in queries.persons(user)}
    for one in desk.attendance(user, meeting, item):
        status = posted.get(f"status-{one.person}", one.status)
        chosen = known.get(posted.get(f"substitute-{one.person}", "")) if status == "substitute" else None
        if (status, chosen.pk if chosen else None) == (one.status, one.substitute):
            continue
        try:
            actions.attend(actor=user, meeting=meeting, person=known[str(one.person)], status=status,
                           substitute=chosen, item=item)  # fmt: skip
        except Problem as problem:
            faults.append(f"{one.name}: {problem.what} {problem.do}")
    if guest := known.get(posted.get("guest", "")):
        actions.attend(actor=user, meeting=meeting, person=guest, status="guest")
    return faults
