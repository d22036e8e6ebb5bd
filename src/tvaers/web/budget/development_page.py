"""Regional udvikling: how can the deficit be closed, and how many years does each way take?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tvaers.engine.budget import developing, queries
from tvaers.engine.budget.catalogue import Interval
from tvaers.engine.budget.checking.wording import figures
from tvaers.engine.budget.wording import EMPTY
from tvaers.kernel.errors import Problem
from tvaers.web.budget import frame
from tvaers.web.budget.fields import PercentField
from tvaers.web.design.charts import Bar, BarChart
from tvaers.web.design.parts import Cell, Column, Figure, Row, Table
from tvaers.web.problems import into_form, shows_problems

OWN = "Din egen blanding"


class MixForm(forms.Form):
    """How much of each measure is used every year."""

    trafik = PercentField(label="Kollektiv trafik: procent af den årlige besparelse")
    puljer = PercentField(label="Udviklingspuljer: procent af den årlige besparelse")


@login_not_required
@require_safe
@shows_problems
def development(request: HttpRequest, pk: int) -> HttpResponse:
    """Tre veje til balance i regional udvikling, og din egen blanding."""
    user: Any = request.user
    version = queries.version(user, pk)
    found = developing.development(version.catalogue)
    form = MixForm(request.GET or None)
    own = _own(version.catalogue, found, form)
    ways = [*found.ways, *([own] if own else [])]
    context = {
        **frame.of_version(user, version, "budget:development"), "form": form, "own": own,
        "figures": [
            Figure(label="Udgifter", value=_short(found.cost), unit="mio. kr."),
            Figure(label="Finansiering", value=_short(found.financing), unit="mio. kr."),
            Figure(label="Underskud", value=_short(found.amount), unit="mio. kr."),
        ],
        "traffic": f"{_short(found.traffic)} mio. kr.",
        "pools": f"{_short(found.pools)} mio. kr.", "table": _table(ways, version.catalogue.year),
        "picture": _picture(ways),
    }  # fmt: skip
    return render(request, "budget/development.html", context)


def _own(catalogue: queries.Catalogue, found: developing.Development, form: MixForm) -> developing.Way | None:
    """The reader's own mix; None before it is asked for, and with what is wrong told in the form."""
    if not form.is_valid():
        return None
    traffic, pools = form.cleaned_data["trafik"] or 0, form.cleaned_data["puljer"] or 0
    try:
        closing = developing.close(catalogue, found.amount, traffic, pools)
    except Problem as problem:
        into_form(form, problem)
        return None
    return developing.Way(OWN, traffic, pools, traffic == 0, closing)


def _table(ways: list[developing.Way], year: int) -> Table:
    longest = max(one.closing.years for one in ways)
    shown = min(longest, 10)
    numbers = ["Sparet pr. år", "År til balance", *(f"Efter {year + place}" for place in range(shown))]
    rows = [
        Row(cells=[
            Cell(text=one.title, header=True), Cell(text=_use(one)), Cell(text=_short(one.closing.yearly)),
            Cell(text=str(one.closing.years)),
            *(Cell(text=_short(one.closing.left[place]) if place < one.closing.years else EMPTY)
              for place in range(shown)),
        ])
        for one in ways
    ]  # fmt: skip
    titles = ["Vej", "Bruger hvert år"]
    return Table(
        caption="Veje til balance og underskuddet efter hvert år (mio. kr.)",
        rows=rows, count=len(rows), noun="veje",
        columns=[*(Column(key=one, title=one) for one in titles),
                 *(Column(key=one, title=one, align="right") for one in numbers)],
    )  # fmt: skip


def _use(one: developing.Way) -> str:
    parts = [f"{share / 10:g} % {name}".replace(".", ",") for share, name in
             ((one.traffic, "kollektiv trafik"), (one.pools, "udviklingspuljer")) if share]  # fmt: skip
    return " og ".join(parts) + (". Den kollektive trafik bliver, som den er" if one.keeps_traffic else "")


def _short(kroner: int) -> str:
    """Mio. kr. with two decimals: what is left is only told roughly."""
    return figures(Interval.of(kroner), "mio. kr.", 10_000)


def _picture(ways: list[developing.Way]) -> BarChart:
    fastest = min(ways, key=lambda one: one.closing.years)
    bars = [
        Bar(label=one.title, value=one.closing.years, text=f"{one.closing.years} år", outline=one.title == OWN)
        for one in ways
    ]  # fmt: skip
    return BarChart(
        title=f"Hurtigst går det med {fastest.title.lower()}: {fastest.closing.years} år", bars=bars,
        label_heading="Vej", value_heading="År til balance", description="Hele år, til underskuddet er væk.",
    )  # fmt: skip
