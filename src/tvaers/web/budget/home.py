"""Budget: which catalogues are there, and how far is each?"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tvaers.engine.budget import queries
from tvaers.engine.parties.queries import name_of
from tvaers.kernel.action import may
from tvaers.web.budget import desk
from tvaers.web.budget.words import state_of
from tvaers.web.design.parts import Cell, Column, Row, Table
from tvaers.web.problems import shows_problems

TITLES = ("Budgetkatalog", "Region", "År", "Version", "Hvor langt")


@login_not_required
@require_safe
@shows_problems
def home(request: HttpRequest) -> HttpResponse:
    """Budgetkatalogerne: hvad foreslås, og hvor langt er det?"""
    user: Any = request.user
    rows = [_row(version) for one in queries.catalogues(user) if (version := queries.versions(user, one).first())]
    table = Table(
        caption="Budgetkataloger", columns=[Column(key=one, title=one) for one in TITLES], rows=rows, count=len(rows),
        noun="katalog" if len(rows) == 1 else "kataloger",
        empty="Her står budgetkatalogerne, når de er udgivet. Budgetkontoret lægger dem ind.",
    )  # fmt: skip
    context = {"table": table, "trail": [{"title": "Budget"}], "takes": may(user, "budget.take_up", None),
               "desk": desk.links(user)}  # fmt: skip
    return render(request, "budget/home.html", context)


def _row(version: queries.Version) -> Row:
    address = reverse("budget:catalogue", args=[version.pk])
    return Row(cells=[
        Cell(text=version.catalogue.title, href=address, header=True), Cell(text=name_of(version.catalogue.party)),
        Cell(text=str(version.catalogue.year)), Cell(text=str(version.number)), Cell(status=state_of(version)),
    ])  # fmt: skip
