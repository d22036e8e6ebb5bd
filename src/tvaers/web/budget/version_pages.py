"""Versioner: what has changed in a catalogue from one version to the next, and why?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tvaers.engine.budget import queries
from tvaers.engine.budget.catalogue import Interval
from tvaers.engine.budget.wording import mio
from tvaers.kernel import clock
from tvaers.web.budget import frame
from tvaers.web.budget.words import state_of
from tvaers.web.design import danish
from tvaers.web.design.parts import Cell, Column, Kind, Row, Status, Table
from tvaers.web.problems import shows_problems

SORTS: dict[str, tuple[str, Kind]] = {
    "new": ("Nyt", "ok"), "gone": ("Udgået", "warning"), "changed": ("Ændret", "info"), "corrected": ("Rettet", "info"),
}  # fmt: skip


@dataclass(frozen=True)
class Told:
    """A line of the list: its sort, where it leads, and the facts before and now."""

    status: Status
    text: str
    url: str
    fields: list[tuple[str, str, str]]


@login_not_required
@require_safe
@shows_problems
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Katalogets versioner, den nyeste først, og det, der er ændret i denne."""
    user: Any = request.user
    version = queries.version(user, pk)
    rows = [_row(one) for one in queries.versions(user, version.catalogue)]
    shared = frame.of_version(user, version, "budget:versions")
    keys = {one.key for one in queries.proposals(user, version)}
    context = {
        **shared,
        "table": Table(
            caption="Versioner", rows=rows, count=len(rows), noun="version" if len(rows) == 1 else "versioner",
            columns=[Column(key=one, title=one) for one in ("Version", "Hvor langt", "Lagt ind", "Udgivet", "Hvorfor")],
        ),
        "changes": [_told(version, one, keys) for one in version.changes if one["sort"] != "corrected"],
        "corrections": _corrections(list(queries.corrections(user, version)), inside=shared["inside"]),
    }  # fmt: skip
    return render(request, "budget/versions.html", context)


def _row(one: queries.Version) -> Row:
    address = reverse("budget:versions", args=[one.pk])
    return Row(cells=[
        Cell(text=f"Version {one.number}", href=address, header=True), Cell(status=state_of(one)),
        *(Cell(text=_day(at) if at else "") for at in (one.created_at, one.published_at)), Cell(text=one.note),
    ])  # fmt: skip


def _day(at: datetime) -> str:
    return danish.day(at.astimezone(clock.COPENHAGEN).date())


def _told(version: queries.Version, one: Mapping[str, Any], keys: set[str]) -> Told:
    """A change as a line; one about a proposal of this version leads to it."""
    text, kind = SORTS[one["sort"]]
    url = reverse("budget:proposal", args=[version.pk, one["key"]]) if one["key"] in keys else ""
    fields = [(str(name)[:1].upper() + str(name)[1:], before, after) for name, before, after in one["fields"]]
    return Told(Status(text=text, kind=kind), f"{one['key']} {one['text']}".strip(), url, fields)


def _corrections(found: list[queries.Correction], *, inside: bool) -> Table:
    """What was corrected; who did it is for those who keep the budget."""
    titles = ["Sted", "Trykt", "Før", "Nu", "Hvorfor", "Dag", *(["Hvem"] if inside else [])]
    amounts = ("Trykt", "Før", "Nu")
    rows = [
        Row(cells=[
            Cell(text=one.place, header=True), Cell(text=one.printed.strip() or "intet"),
            Cell(text=mio(_ends(one.before_low, one.before_high))), Cell(text=mio(_ends(one.low, one.high))),
            Cell(text=one.reason), Cell(text=_day(one.at)), *([Cell(text=one.by)] if inside else []),
        ])
        for one in found
    ]  # fmt: skip
    return Table(
        caption="Rettede tal (mio. kr.)", rows=rows, count=len(rows),
        noun="rettelse" if len(rows) == 1 else "rettelser",
        columns=[Column(key=one, title=one, align="right" if one in amounts else "left") for one in titles],
        empty="Ingen tal er rettet i denne version.",
    )  # fmt: skip


def _ends(low: int | None, high: int | None) -> Interval | None:
    return None if low is None or high is None else Interval(low, high)
