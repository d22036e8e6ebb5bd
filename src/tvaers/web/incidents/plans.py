"""Handleplaner: how much of what we promised have we done? Only the reader's own organisation (SA-UH-46)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tvaers.engine.access.queries import is_everywhere
from tvaers.engine.cases import bulk, policies
from tvaers.engine.cases.bulk import Folded
from tvaers.engine.cases.waiting import Share
from tvaers.engine.parties.queries import name_of
from tvaers.kernel import clock
from tvaers.web import case_overviews as overviews
from tvaers.web.design.parts import Cell, Figure, Status, Table
from tvaers.web.incidents.frame import frame
from tvaers.web.problems import shows_problems
from tvaers.web.table_file import xlsx

TYPE = "adverse_event"
PLANNED = ("sharing", "closed_locally", "following_up", "closed")
"""The states after the plan was approved."""
COLUMNS: tuple[overviews.ONE_COLUMN, ...] = (
    ("Handling", "left"), ("Sag", "left"), ("Part", "left"), ("Enhed", "left"), ("Senest", "left"),
    ("Gennemført den", "left"), ("Status", "left"),
)  # fmt: skip
Action = tuple[Folded, Mapping[str, Any]]


@require_safe
@shows_problems
def plans(request: HttpRequest) -> HttpResponseBase:
    """Vores egne handlinger, de ugjorte først."""
    found = actions(request.user)
    shown = table(found)
    if overviews.wants_file(request):
        return xlsx(shown, "handleplaner")
    context = {**frame("incidents:plans", "Handleplaner"), "table": shown, "figures": [figure(found)]}
    return render(request, "incidents/plans.html", context)


def actions(user: Any) -> list[Action]:
    """The actions of approved plans that the reader's own parties are responsible for."""
    own = {party for _, parties in policies.stands(user) for party in parties}
    every = any(is_everywhere(party) for party in own)
    found = [
        (one, row)
        for one in bulk.open_cores(user, TYPE, states=PLANNED)
        for row in one.case.data.get("actions", ())
        if every or row.get("action_party") in own
    ]
    return sorted(found, key=lambda pair: (bool(pair[1].get("implemented_on")), pair[1].get("action_due") or ""))


def figure(found: list[Action]) -> Figure:
    """The degree of implementation, such as 6 of 8 = 75 %."""
    share = Share(sum(bool(row.get("implemented_on")) for _, row in found), len(found))
    text = "Ingen endnu" if share.percent is None else f"{share.percent:g}".replace(".", ",")
    note = f"{share.part} af {share.whole} handlinger"
    return Figure(label="Gennemført hos jer", value=text, unit="" if share.percent is None else "%", note=note)


def table(found: list[Action]) -> Table:
    """One row an action."""
    cells = [
        [Cell(text=str(row["action"]), header=True),
         Cell(text=one.row.number, href=reverse("cases:case", args=[one.row.number])),
         Cell(text=name_of(str(row.get("action_party") or ""))), Cell(text=str(row.get("unit") or "")),
         Cell(text=overviews.day(row.get("action_due"))), Cell(text=overviews.day(row.get("implemented_on"))),
         Cell(status=_standing(row))]
        for one, row in found
    ]  # fmt: skip
    empty = "Her står de handlinger, som din part har ansvar for i godkendte handleplaner."
    noun = "handling" if len(cells) == 1 else "handlinger"
    return overviews.table("Handlinger", COLUMNS, cells, noun, empty, f"{reverse('incidents:plans')}?hent=xlsx")


def _standing(row: Mapping[str, Any]) -> Status:
    if row.get("implemented_on"):
        return Status(text="Gennemført", kind="ok")
    if str(row.get("action_due") or "9999") < clock.today().isoformat():
        return Status(text="For sent", kind="error")
    return Status(text="I gang" if row.get("action_started_on") else "Ikke begyndt", kind="wait")
