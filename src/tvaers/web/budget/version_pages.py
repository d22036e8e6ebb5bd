"""Versioner: what has changed in a catalogue from one version to the next, and why?"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tvaers.engine.budget import queries
from tvaers.kernel import clock
from tvaers.web.budget import frame
from tvaers.web.budget.words import state_of
from tvaers.web.design import danish
from tvaers.web.design.parts import Cell, Column, Row, Table
from tvaers.web.problems import shows_problems


@login_not_required
@require_safe
@shows_problems
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Katalogets versioner, den nyeste først."""
    user: Any = request.user
    version = queries.version(user, pk)
    rows = [_row(one) for one in queries.versions(user, version.catalogue)]
    table = Table(
        caption="Versioner", rows=rows, count=len(rows), noun="version" if len(rows) == 1 else "versioner",
        columns=[Column(key=one, title=one) for one in ("Version", "Hvor langt", "Lagt ind", "Udgivet", "Hvorfor")],
    )  # fmt: skip
    return render(
        request, "budget/versions.html", {**frame.of_version(user, version, "budget:versions"), "table": table}
    )


def _row(one: queries.Version) -> Row:
    address = reverse("budget:catalogue", args=[one.pk])
    days = [
        danish.day(at.astimezone(clock.COPENHAGEN).date()) if at else "" for at in (one.created_at, one.published_at)
    ]
    return Row(cells=[
        Cell(text=f"Version {one.number}", href=address, header=True), Cell(status=state_of(one)),
        *(Cell(text=day) for day in days), Cell(text=one.note),
    ])  # fmt: skip
