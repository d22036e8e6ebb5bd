"""Arbejdsplaner: which are there, and how far is each?"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tvaers.engine.workplans import queries
from tvaers.web.design.parts import Cell, Column, Row, Status, Table
from tvaers.web.problems import shows_problems
from tvaers.web.workplans import frame

TITLES = ("Arbejdsplan", "Periode", "Følges af", "Version", "Udført", "Over tiden")


@require_safe
@shows_problems
def home(request: HttpRequest) -> HttpResponse:
    """Arbejdsplanerne: hvor langt er de?"""
    rows = [_row(request.user, one) for one in queries.plans(request.user)]
    table = Table(
        caption="Arbejdsplaner", columns=[Column(key=one, title=one) for one in TITLES], rows=rows, count=len(rows),
        noun="plan" if len(rows) == 1 else "planer",
        empty="Arbejdsplaner kommer fra aftalerne, når administratoren indlæser dem.",
    )  # fmt: skip
    return render(request, "workplans/home.html", {"table": table, "trail": [*frame.home()[:1],
                                                                           {"title": "Arbejdsplaner"}]})  # fmt: skip


def _row(user: Any, plan: queries.Plan) -> Row:
    lines = queries.lines(user, plan)
    late, last = len(queries.overdue(lines)), next(iter(queries.versions(user, plan)), None)
    return Row(cells=[
        Cell(text=plan.title, href=frame.plan_url(plan), header=True),
        Cell(text=f"{plan.starts.year}-{plan.ends.year}"),
        Cell(text=plan.forum.short or plan.forum.name), Cell(text=last.number if last else "Ikke udgivet"),
        Cell(text=queries.how_far(lines)),
        Cell(status=Status(text=str(late), kind="error")) if late else Cell(text="Ingen"),
    ])  # fmt: skip
