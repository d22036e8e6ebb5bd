"""Saved what-ifs: the list, and one of them as it was computed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tvaers.engine.settlement import queries
from tvaers.engine.settlement.whatif import WhatIf
from tvaers.web.design import danish
from tvaers.web.design.parts import Cell, Column, Row, Table
from tvaers.web.problems import shows_problems
from tvaers.web.settlement import words
from tvaers.web.settlement.whatif import again_url, run_name, trail
from tvaers.web.settlement.whatif_result import result, signed

MOST = 100


@shows_problems
def scenarios(request: HttpRequest) -> HttpResponse:
    """Hvad har vi regnet på før?"""
    found = queries.scenarios(request.user)
    rows = list(found.defer("run__edition__document")[:MOST])
    context = {"trail": [trail()[0], {"title": "Scenarier"}], "table": _table(rows, found.count())}
    return render(request, "settlement/scenarios.html", context)


@shows_problems
def scenario(request: HttpRequest, pk: int) -> HttpResponse:
    """Hvad kom scenariet til?"""
    found = queries.scenario(request.user, pk)
    context = {
        "trail": trail(found.name),
        "scenario": found,
        "owner": words.party(found.owner, found.run.ends),
        "run_name": run_name(found.run),
        "again_url": again_url(found),
        **result(found.run, WhatIf.from_data(found.result)),
    }
    return render(request, "settlement/scenario.html", context)


def _table(rows: list[Any], count: int) -> Table:
    return Table(
        caption="Gemte scenarier",
        columns=[
            Column(key="name", title="Navn"),
            Column(key="change", title="Største forskel i kr.", align="right"),
            Column(key="owner", title="Gemt for"),
            Column(key="run", title="Regnet på"),
            Column(key="saved", title="Gemt"),
        ],
        rows=[Row(cells=_cells(one)) for one in rows],
        count=count,
        noun="scenarie" if count == 1 else "scenarier",
        empty="Her kommer de scenarier, som din part har gemt. Regn på et, og giv det et navn.",
    )


def _cells(one: Any) -> list[Cell]:
    outcome = WhatIf.from_data(one.result)
    amounts = [outcome.total(index).amount for index in range(len(outcome.sets))]
    return [
        Cell(text=one.name, href=reverse("settlement:scenario", args=[one.pk]), header=True),
        Cell(text=signed(max(amounts, key=abs, default=0))),
        Cell(text=words.party(one.owner, one.run.ends)),
        Cell(text=run_name(one.run)),
        Cell(text=f"{danish.day(one.saved_at.date())} af {one.saved_by}"),
    ]
