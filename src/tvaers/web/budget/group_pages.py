"""Partigrupper: who works for each group, and letting people in and out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tvaers.engine.access.policies import scopes
from tvaers.engine.access.queries import user_named
from tvaers.engine.budget import actions, policies, round_queries
from tvaers.engine.parties import queries as parties
from tvaers.kernel.action import may
from tvaers.kernel.errors import NotFound
from tvaers.web.budget import frame
from tvaers.web.forums.sheets import Sheet, answer
from tvaers.web.problems import shows_problems

TRAIL = {"title": "Partigrupper"}


def parties_kept(user: Any) -> list[tuple[str, str]]:
    """The regions whose budget the user keeps."""
    held = scopes(user, policies.KEEP)
    return [(one.code, one.name) for one in parties.regions() if "*" in held or one.code in held]


def groups_seen(user: Any) -> list[round_queries.Group]:
    """All groups of the regions that the user keeps, else the user's own."""
    kept = [one for party, _ in parties_kept(user) for one in round_queries.groups(user, party)]
    return kept or list(round_queries.my_groups(user))


@require_safe
@shows_problems
def groups(request: HttpRequest) -> HttpResponse:
    """Grupperne og deres medlemmer."""
    user: Any = request.user
    shown = [
        (one, parties.name_of(one.party), round_queries.members(user, one), may(user, "budget.seat_in_group", one))
        for one in groups_seen(user)
    ]
    context = {"groups": shown, "founds": bool(parties_kept(user)), "trail": [frame.home(), TRAIL]}
    return render(request, "budget/groups.html", context)


class FoundForm(forms.Form):
    """A new group."""

    name = forms.CharField(label="Gruppens navn", max_length=120)

    def __init__(self, *args: Any, held: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"] = forms.ChoiceField(label="Region", choices=held)


def _sheet(title: str, **words: Any) -> Sheet:
    back = reverse("budget:groups")
    return Sheet(title=title, back=back, trail=[frame.home(), {**TRAIL, "url": back}, {"title": title}], **words)


@shows_problems
def found(request: HttpRequest) -> HttpResponse:
    """Opret en partigruppe."""
    user: Any = request.user
    held = parties_kept(user)
    frame.require(user, "budget.found_group", held[0][0] if held else None)

    def do(given: dict[str, Any]) -> None:
        actions.found_group(actor=user, **given)

    sheet = _sheet("Opret en partigruppe", verb="Opret gruppen", said="Gruppen er oprettet. Sæt dens medlemmer på.")
    return answer(request, FoundForm(request.POST or None, held=held), sheet, do)


class SeatForm(forms.Form):
    """Who is let in."""

    username = forms.CharField(label="Brugernavn", max_length=150)


@shows_problems
def seat(request: HttpRequest, pk: int) -> HttpResponse:
    """Lad en bruger arbejde for gruppen."""
    user: Any = request.user
    group = round_queries.group(user, pk)
    frame.require(user, "budget.seat_in_group", group)

    def do(given: dict[str, Any]) -> None:
        other = user_named(given["username"].strip())
        if other is None:
            raise NotFound(what="Brugeren findes ikke.", do="Se efter, om brugernavnet er skrevet rigtigt.")
        actions.seat_in_group(actor=user, group=group, user=other)

    sheet = _sheet(f"Nyt medlem i {group.name}", verb="Sæt i gruppen", said="Brugeren er med i gruppen fra i dag.",
                   lead="Medlemmet ser alt i gruppen, også de private opstillinger.")  # fmt: skip
    return answer(request, SeatForm(request.POST or None), sheet, do)


@require_POST
@shows_problems
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Lad en bruger træde ud af gruppen."""
    user: Any = request.user
    group = round_queries.group(user, pk)
    other = user_named(request.POST.get("username", ""))
    if other is None:
        raise NotFound(what="Brugeren findes ikke.")
    actions.leave_group(actor=user, group=group, user=other)
    messages.success(request, f"{other.username} er trådt ud af {group.name}.")
    return redirect("budget:groups")
