"""What somebody writes in a unit's proposal and has not saved: kept in the session, and set in when they come back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from tvaers.engine.budget import process_queries, queries
from tvaers.kernel import clock
from tvaers.web.budget import frame
from tvaers.web.budget.draft_forms import DraftForm
from tvaers.web.budget.unit_names import my_units
from tvaers.web.problems import shows_problems

Words = dict[str, str]
NEW, OLD = "budget-forslag-nyt-{}", "budget-forslag-{}"
"""Where the words of a new proposal to a catalogue, and those of one that is there, lie in the session."""


def kept(request: HttpRequest, place: str) -> Words:
    """The words by the names of their fields, as they were written; nothing when nothing is kept."""
    found: Words = request.session.get(place, {})
    return found


def drop(request: HttpRequest, place: str) -> None:
    """Forget the words, when they are saved or not wanted."""
    request.session.pop(place, None)


def _keep(request: HttpRequest, place: str, names: Iterable[str], form_url: str) -> HttpResponse:
    """Keep what is posted and say when; with `glem` in the post, forget it and show the form anew."""
    if "glem" in request.POST:
        drop(request, place)
        return redirect(form_url)
    request.session[place] = {name: request.POST[name] for name in (*names, "version") if name in request.POST}
    return HttpResponse(f"Kladden er gemt kl. {clock.now().astimezone(clock.COPENHAGEN):%H.%M}.")


@require_POST
@shows_problems
def keep_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Gem det, der er skrevet i et nyt forslag til et katalog."""
    user: Any = request.user
    catalogue = queries.open_catalogue(user, pk)
    form = DraftForm(outline=process_queries.outline(user, catalogue), units=my_units(user))
    return _keep(request, NEW.format(pk), form.fields, reverse("budget:new_draft", args=[pk]))


@require_POST
@shows_problems
def keep_old(request: HttpRequest, pk: int) -> HttpResponse:
    """Gem det, der er skrevet i et forslag, som rettes."""
    user: Any = request.user
    found = process_queries.draft(user, pk)
    frame.require(user, "budget.write_draft", found)
    form = DraftForm(outline=process_queries.outline(user, found.catalogue), units=[])
    return _keep(request, OLD.format(pk), form.fields, reverse("budget:write_draft", args=[pk]))
