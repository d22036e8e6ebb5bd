"""Tabeller: the tables of a catalogue that belong to no single proposal."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tvaers.engine.budget import queries
from tvaers.web.budget import frame, table_parts
from tvaers.web.problems import shows_problems

KINDS = {
    "financing": "Rammen og balancen", "unavoidable": "Uomgængelige udgifter", "development": "Regional udvikling",
    "investment": "Investeringer", "sub": "Andre tabeller",
}  # fmt: skip


@login_not_required
@require_safe
@shows_problems
def tables(request: HttpRequest, pk: int) -> HttpResponse:
    """Katalogets tabeller, efter hvad de handler om."""
    user: Any = request.user
    version = queries.version(user, pk)
    read = queries.read(user, version)
    groups = [
        (title, [table_parts.table_of(one) for one in read.tables if one.kind == kind])
        for kind, title in KINDS.items()
    ]  # fmt: skip
    context = {**frame.of_version(user, version, "budget:tables"), "groups": [one for one in groups if one[1]]}
    return render(request, "budget/tables.html", context)
