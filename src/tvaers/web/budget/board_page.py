"""Budgetbord: what can we afford? A composition with its room always in view, and each choice a single step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tvaers.engine.budget import actions, policies, queries, round_queries
from tvaers.engine.budget.composing import Choice, Need, Rules, stand
from tvaers.engine.budget.composing.standing import is_saving
from tvaers.engine.budget.standings import shapes_of
from tvaers.kernel.errors import NotFound, Problem
from tvaers.web.budget import board_forms, frame
from tvaers.web.budget.board import Board, board
from tvaers.web.problems import shows_problems

KINDS = (("", "Alle"), ("valgt", "Valgte"), ("ikke", "Ikke valgte"), ("fast", "Uomgængelige"),
         ("usikker", "Med interval"), ("politisk", "Fra de politiske udvalg"), ("begyndt", "Begyndt"))  # fmt: skip
Typed = tuple[str, Mapping[str, str]]


class Filter(forms.Form):
    """Which proposals to show on the board."""

    soeg = forms.CharField(label="Søg", required=False, max_length=100)
    tema = forms.ChoiceField(label="Tema", required=False)
    virksomhed = forms.ChoiceField(label="Virksomhed", required=False)
    slags = forms.ChoiceField(label="Slags", choices=KINDS, required=False)

    def __init__(self, *args: Any, needs: tuple[Need, ...], themes: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = sorted({unit for need in needs for unit in need.units})
        numbers = [(one, f"{one} {title}") for one, title in themes.items()]
        self.fields["tema"] = forms.ChoiceField(label="Tema", choices=[("", "Alle"), *numbers], required=False)
        every = [("", "Alle"), *((one, one) for one in units)]
        self.fields["virksomhed"] = forms.ChoiceField(label="Virksomhed", choices=every, required=False)

    def keys(self, needs: tuple[Need, ...], chosen: set[str], hard: str) -> list[str]:
        """The keys asked for; a wrong address asks for all."""
        if not self.is_valid():
            return [one.key for one in needs]
        asked = self.cleaned_data
        return [
            one.key for one in needs
            if asked["soeg"].strip().casefold() in f"{one.key} {one.title}".casefold()
            and asked["tema"] in ("", one.theme)
            and (not asked["virksomhed"] or asked["virksomhed"] in one.units)
            and _is(one, asked["slags"], chosen, hard)
        ]  # fmt: skip


def _is(need: Need, kind: str, chosen: set[str], hard: str) -> bool:
    amount = need.amounts.get(hard)
    kinds = {
        "valgt": need.key in chosen, "ikke": need.key not in chosen and need.unavoidable < 1000,
        "fast": need.unavoidable > 0, "usikker": amount is not None and not amount.is_single,
        "politisk": need.is_political is True, "begyndt": need.is_started,
    }  # fmt: skip
    return kinds.get(kind, True)


@require_safe
@shows_problems
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Opstillingen på budgetbordet."""
    return _page(request, round_queries.scenario(request.user, slug))


@require_POST
@shows_problems
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """Vælg, fravælg, tilpas eller sæt risikoen. A Problem stands on the board with what was written."""
    user: Any = request.user
    found = round_queries.scenario(user, slug)
    key = request.POST.get("key", "")
    try:
        version = int(request.POST.get("version", "0") or 0)
        if "fravaelg" in request.POST:
            actions.drop_choice(actor=user, scenario=found, key=key, version=version)
        elif "saet_risiko" in request.POST:
            risk = board_forms.risk_of(request.POST.get("risiko", ""))
            actions.set_risk(actor=user, scenario=found, risk=risk, version=version)
        else:
            choice = board_forms.choice_of(key, request.POST)
            actions.choose(actor=user, scenario=found, choice=choice, version=version)
    except Problem as problem:
        return _page(request, found, problem=problem, typed=(key, board_forms.typed(request.POST)))
    if request.headers.get("HX-Request"):
        return _page(request, round_queries.scenario(user, slug))
    asked = request.GET.urlencode()
    return redirect(f"{reverse('budget:board', args=[slug])}{'?' + asked if asked else ''}#b-{key}")


def _page(
    request: HttpRequest, found: round_queries.Scenario, *, problem: Problem | None = None, typed: Typed = ("", {})
) -> HttpResponse:
    user: Any = request.user
    fresh = round_queries.scenario(user, found.slug)
    needs, rules, choices = shapes_of(fresh)
    filter, made = _board(request, needs, rules, choices, fresh.round.catalogue_version, typed=typed)
    may = policies.may_compose(user, fresh) and fresh.round.closed_at is None
    shared = frame.of_version(user, fresh.round.catalogue_version, "budget:catalogue", fresh.round.name, fresh.name)
    shared["trail"][-2]["url"] = reverse("budget:round", args=[fresh.round_id])
    context = {
        **shared, "scenario": fresh, "board": made, "filter": filter, "may": may, "problem": problem,
        "query": request.GET.urlencode(), "needs": needs,
        "owns": policies.may_own(user, fresh),
    }  # fmt: skip
    part = "budget/board_body.html" if request.headers.get("HX-Request") else "budget/board.html"
    return render(request, part, context)


def _board(
    request: HttpRequest, needs: tuple[Need, ...], rules: Rules, choices: tuple[Choice, ...],
    version: queries.Version, *, typed: Typed = ("", {}), toggles: Mapping[str, str] | None = None,
) -> tuple[Filter, Board]:  # fmt: skip
    themes = {one.number: one.title for one in version.themes.order_by("position")}
    filter = Filter(request.GET, needs=needs, themes=themes)
    shown = filter.keys(needs, {one.key for one in choices}, rules.hard)
    made = stand(needs, rules, choices)
    return filter, board(made, needs, rules, choices, themes, shown, typed=typed, toggles=toggles)


@login_not_required
@require_safe
@shows_problems
def exercise(request: HttpRequest, pk: int) -> HttpResponse:
    """Prøv selv: the same board for everybody. Every choice stands in the address, and nothing is stored."""
    version = queries.version(request.user, pk)
    round = round_queries.published_round(version)
    if round is None:
        raise NotFound(what="Man kan ikke prøve selv endnu.", do="Kom igen, når forhandlingen er begyndt.")
    needs, rules = round_queries.published_exercise(round)
    known = {one.key for one in needs}
    asked = request.GET.getlist("v") if "v" in request.GET else [one.key for one in needs if is_saving(one)]
    keys = [one for one in dict.fromkeys(asked) if one in known]
    problem, risk = None, rules.risk
    try:
        risk = board_forms.risk_of(request.GET.get("risiko", "") or f"{rules.risk / 10:g}".replace(".", ","))
    except Problem as found:
        problem = found
    rules = replace(rules, risk=risk)
    choices = tuple(Choice(one) for one in keys)
    toggles = {one: _toggled(request, keys, one) for one in known}
    filter, made = _board(request, needs, rules, choices, version, toggles=toggles)
    trail = [frame.home(), {"title": version.catalogue.title, "url": reverse("budget:catalogue", args=[pk])}]
    context = {
        "version": version, "board": made, "filter": filter, "problem": problem, "chosen": keys,
        "trail": [*trail, {"title": "Prøv selv"}], "round": round,
    }  # fmt: skip
    return render(request, "budget/exercise.html", context)


def _toggled(request: HttpRequest, keys: list[str], key: str) -> str:
    """The address with one proposal chosen, or dropped where it was; an empty `v` says that nothing is chosen."""
    now = [one for one in keys if one != key] if key in keys else [*keys, key]
    rest = [(name, value) for name in ("risiko", "tema", "slags", "soeg") if (value := request.GET.get(name, ""))]
    return f"?{urlencode([*rest, *(('v', one) for one in now or [''])])}#b-{key}"
