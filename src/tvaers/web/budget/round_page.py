"""En runde: which rules hold, which compositions are there, and where do I begin?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tvaers.engine.budget import actions, policies
from tvaers.engine.budget import round_queries as queries
from tvaers.engine.budget.composing.wording import pot_name
from tvaers.engine.budget.wording import mio, period_words
from tvaers.kernel.action import may
from tvaers.kernel.errors import Problem
from tvaers.web.budget import frame
from tvaers.web.design.parts import Align, Cell, Column, Row, Table
from tvaers.web.problems import into_form, shows_problems


class ScenarioForm(forms.Form):
    """A new composition: its name, whose it is, and what it begins as."""

    name = forms.CharField(label="Navn", max_length=120)
    group = forms.ChoiceField(label="Gruppe")
    copy_of = forms.ChoiceField(label="Begynd med", required=False)

    def __init__(self, *args: Any, groups: list[tuple[str, str]], copies: list[tuple[str, str]], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["group"] = forms.ChoiceField(label="Gruppe", choices=groups)
        start = [("", "Kun det uomgængelige"), *copies]
        self.fields["copy_of"] = forms.ChoiceField(label="Begynd med", choices=start, required=False)


@shows_problems
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Runden: reglerne og opstillingerne."""
    user: Any = request.user
    found = queries.one_round(user, pk)
    scenarios = list(queries.scenarios(user, found))
    mine = [one for one in queries.my_groups(user) if one.party == policies.party_of(found)]
    copies = [(one.slug, f"En kopi af {one.name}") for one in scenarios]
    form = ScenarioForm(request.POST or None, groups=[(str(one.pk), one.name) for one in mine], copies=copies)
    if request.method == "POST" and form.is_valid():
        try:
            made = _made(user, found, form)
        except Problem as problem:
            into_form(form, problem)
        else:
            messages.success(request, "Opstillingen er oprettet. Kun din gruppe ser den, til I deler den.")
            return redirect("budget:board", made.slug)
    context = {
        **frame.of_version(user, found.catalogue_version, "budget:catalogue", found.name), "round": found,
        "table": _scenarios(scenarios), "rules": _rules(found), "form": form if mine and not found.closed_at else None,
        "agreed": _to_agree(user, found),
    }  # fmt: skip
    return render(request, "budget/round.html", context)


def _made(user: Any, found: queries.Round, form: ScenarioForm) -> queries.Scenario:
    given = form.cleaned_data
    copied = queries.scenario(user, given["copy_of"]) if given["copy_of"] else None
    group = queries.group(user, int(given["group"]))
    return actions.open_scenario(actor=user, round=found, group=group, name=given["name"], copy_of=copied)


def _to_agree(user: Any, found: queries.Round) -> queries.Scenario | None:
    """The joint composition of an open round, for whoever may note an agreement on it."""
    joint = queries.joint(user, found) if found.closed_at is None else None
    return joint if joint is not None and may(user, "budget.agree", joint) else None


def _scenarios(scenarios: list[queries.Scenario]) -> Table:
    rows = [
        Row(cells=[Cell(text=one.name, href=reverse("budget:board", args=[one.slug]), header=True),
                   Cell(text=one.group.name if one.group else "Alle grupper"),
                   Cell(text=f"{one.risk / 10:g} %".replace(".", ",")), Cell(text=str(one.choices.count()))])
        for one in scenarios
    ]  # fmt: skip
    sides: dict[str, Align] = {"Opstilling": "left", "Gruppe": "left", "Risiko": "right", "Valgt": "right"}
    columns = [Column(key=title, title=title, align=side) for title, side in sides.items()]
    return Table(
        caption="Opstillinger", columns=columns, rows=rows, count=len(rows),
        noun="opstilling" if len(rows) == 1 else "opstillinger",
        empty="Her står din gruppes opstillinger og dem, andre deler med jer.",
    )  # fmt: skip


def _rules(found: queries.Round) -> Table:
    rules = queries.rules_of(found)
    periods = (rules.hard, *rules.told)
    rows = [
        Row(cells=[Cell(text=pot_name(pot, rules).capitalize(), header=True),
                   *(Cell(text=mio(held.get(period))) for period in periods)])
        for pot, held in rules.frames.items()
    ]  # fmt: skip
    columns = [Column(key="pulje", title="Pulje"),
               *(Column(key=one, title=period_words(one), align="right") for one in periods)]  # fmt: skip
    return Table(caption="Rammerne (mio. kr.)", columns=columns, rows=rows)
