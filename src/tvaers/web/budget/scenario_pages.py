"""Around a composition: its log, whom it is shared with, how it differs from another, and the best set."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tvaers.engine.budget import actions, policies
from tvaers.engine.budget import round_queries as queries
from tvaers.engine.budget.composing import Comparison, Line, Spread
from tvaers.engine.budget.wording import EMPTY, mio, period_words
from tvaers.kernel.errors import NotAllowed, Problem
from tvaers.web.budget import frame
from tvaers.web.budget.board import STATES
from tvaers.web.design.parts import Cell, Column, Event, Row, Table
from tvaers.web.forums.sheets import Sheet, answer
from tvaers.web.problems import into_form, shows_problems


def context_of(user: Any, scenario: queries.Scenario, step: str) -> dict[str, Any]:
    """What every page around a composition shares."""
    version = scenario.round.catalogue_version
    shared = frame.of_version(user, version, "budget:catalogue", scenario.round.name, scenario.name, step)
    shared["trail"][-3]["url"] = reverse("budget:round", args=[scenario.round_id])
    shared["trail"][-2]["url"] = reverse("budget:board", args=[scenario.slug])
    return {**shared, "scenario": scenario}


class NoteForm(forms.Form):
    """A remark in the log."""

    words = forms.CharField(label="Bemærkning", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


@shows_problems
def log(request: HttpRequest, slug: str) -> HttpResponse:
    """Forhandlingsloggen: hvem gjorde hvad hvornår?"""
    user: Any = request.user
    found = queries.scenario(user, slug)
    may = policies.may_compose(user, found)
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.note(actor=user, scenario=found, words=form.cleaned_data["words"])
        except Problem as problem:
            into_form(form, problem)
        else:
            return redirect("budget:log", slug)
    titles = {one.key: one.title for one in queries.needs_of(found.round)}
    events = [_event(one, titles) for one in queries.log(user, found)]
    context = {**context_of(user, found, "Forhandlingslog"), "events": events[::-1], "form": form if may else None}
    return render(request, "budget/log.html", context)


def _event(one: queries.ScenarioEvent, titles: dict[str, str]) -> Event:
    about = f": {one.key} {titles.get(one.key, '')}".rstrip() if one.key else ""
    note = one.words
    if one.kind == "risk":
        note = f"Fra {one.before['risk'] / 10:g} til {one.after['risk'] / 10:g} %".replace(".", ",")
    who = f"{one.by} ({one.group.name})" if one.group else one.by
    return Event(when=one.at, who=who, what=f"{one.get_kind_display()}{about}", note=note)


@shows_problems
def share(request: HttpRequest, slug: str) -> HttpResponse:
    """Del opstillingen med andre grupper, eller gør den privat igen."""
    user: Any = request.user
    found = queries.scenario(user, slug)
    if not policies.may_own(user, found):
        raise NotAllowed(what="Kun gruppen selv kan dele opstillingen.")
    others = [one for one in queries.groups(user, str(policies.party_of(found))) if one.pk != found.group_id]
    form = _ShareForm(
        request.POST or None, groups=[(str(one.pk), one.name) for one in others],
        initial={"groups": [str(one) for one in found.shared_with.values_list("pk", flat=True)]},
    )  # fmt: skip

    def do(given: dict[str, Any]) -> str:
        chosen = [one for one in others if str(one.pk) in given["groups"]]
        actions.share(actor=user, scenario=found, groups=chosen)
        return reverse("budget:board", args=[slug])

    sheet = Sheet(
        title=f"Del {found.name}", verb="Gem delingen", said="Delingen er gemt.",
        lead="Dem, du deler med, kan læse opstillingen, men ikke loggen, og de kan ikke ændre noget. "
             "Uden kryds er den kun jeres egen.",
        back=reverse("budget:board", args=[slug]), trail=context_of(user, found, "Del")["trail"],
    )  # fmt: skip
    return answer(request, form, sheet, do)


class _ShareForm(forms.Form):
    def __init__(self, *args: Any, groups: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["groups"] = forms.MultipleChoiceField(
            label="Grupper", choices=groups, required=False, widget=forms.CheckboxSelectMultiple
        )


@require_safe
@shows_problems
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """Sammenlign to opstillinger: kun det, der er forskelligt."""
    user: Any = request.user
    found = queries.scenario(user, slug)
    others = [one for one in queries.scenarios(user, found.round) if one.pk != found.pk]
    wanted = request.GET.get("med", "")
    other = queries.scenario(user, wanted) if wanted else None
    tables = _differences(found, other, queries.comparison(user, found, other)) if other else []
    context = {**context_of(user, found, "Sammenlign"), "others": others, "other": other, "tables": tables}
    return render(request, "budget/compare.html", context)


def _differences(first: queries.Scenario, second: queries.Scenario, made: Comparison) -> list[Table]:
    names = (first.name, second.name)
    periods = dict.fromkeys(one.period for one in made.pots)
    lines = [
        Row(cells=[Cell(text=f"{one.key} {one.title}", header=True), *(Cell(text=_state(side)) for side in
                                                                      (one.first, one.second))])
        for one in made.lines
    ]  # fmt: skip
    pots = [
        Row(cells=[Cell(text=period_words(period), header=True), *_sides(one.first, one.second)])
        for period in periods for one in made.pots if one.period == period
    ]  # fmt: skip
    themes = [
        Row(cells=[Cell(text=f"{one.name}, {period_words(one.period)}", header=True), *_sides(one.first, one.second)])
        for one in made.themes
    ]  # fmt: skip
    return [
        _table("Forslag, der er forskellige", "Forslag", names, lines),
        _table("Brugt i alt ved valgt risiko (mio. kr.)", "Periode", (*names, "Forskel"), pots),
        _table("Brugt pr. tema ved valgt risiko (mio. kr.)", "Tema", (*names, "Forskel"), themes),
    ]


def _state(line: Line | None) -> str:
    return STATES[line.state][0] if line else EMPTY


def _sides(first: Spread, second: Spread) -> list[Cell]:
    change = second.at - first.at
    sign = "+" if change > 0 else ""
    return [Cell(text=mio(first.at)), Cell(text=mio(second.at)), Cell(text=f"{sign}{mio(change)}")]


def _table(caption: str, first: str, titles: Iterable[str], rows: list[Row]) -> Table:
    columns = [Column(key=first, title=first), *(Column(key=one, title=one, align="right") for one in titles)]
    return Table(caption=caption, columns=columns, rows=rows, count=len(rows), noun="forskelle",
                 empty="Her er de to ens.")  # fmt: skip
