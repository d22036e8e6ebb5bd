"""Deadlines in one's own calendar: as a file, and at a secret address that a calendar program reads by itself."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tvaers.engine.cases import dates, queries
from tvaers.engine.parties.queries import name_of
from tvaers.exports import calendar
from tvaers.web.cases import acting
from tvaers.web.problems import shows_problems

PLAIN = "text/plain; charset=utf-8"


@shows_problems
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Frister i din kalender: hvordan, og om der er en adresse."""
    return render(request, "cases/calendar.html", _context(request.user))


@shows_problems
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Lav en adresse. It is shown in this answer and never again."""
    user: Any = request.user
    made = dates.make_calendar(actor=user, party=request.POST.get("party", ""))
    path = reverse("cases:calendar_feed", args=[made.code])
    answer = render(request, "cases/calendar.html", {**_context(user), "address": request.build_absolute_uri(path)})
    answer["Cache-Control"] = "no-store"
    return answer


@shows_problems
@require_POST
def withdraw(request: HttpRequest) -> HttpResponse:
    """Træk adressen tilbage."""
    user: Any = request.user
    key = queries.calendar_key(user)
    if key is not None:
        dates.withdraw_calendar(actor=user, key=key)
        messages.success(request, "Adressen er trukket tilbage. Den giver ikke flere frister.")
    return redirect("cases:calendar")


def _context(user: Any) -> dict[str, Any]:
    key = queries.calendar_key(user)
    return {
        "key": key, "unit": name_of(key.party) if key and key.party else "", "units": acting.choices(user),
        "most": calendar.MOST,
    }  # fmt: skip


@login_not_required
@require_safe
def feed(request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG001
    """Fristerne, som et kalenderprogram henter dem. A secret that opens nothing is answered as an unknown page."""
    found = dates.turns_at(code)
    if found is None:
        return HttpResponse("Adressen findes ikke eller er trukket tilbage.\n", status=404, content_type=PLAIN)
    answer = HttpResponse(calendar.of_turns(found[: calendar.MOST]), content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
