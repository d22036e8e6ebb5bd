"""Venteliste: whose turn is it? Priority first, then day of entry; where somebody lives is not shown (BA-2.4)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tvaers.engine.cases import bulk
from tvaers.engine.cases.bulk import Folded
from tvaers.engine.cases.waiting import Entry, in_order
from tvaers.engine.parties.queries import name_of
from tvaers.kernel import clock
from tvaers.web import case_overviews as overviews
from tvaers.web.design.parts import Cell, Table
from tvaers.web.problems import shows_problems
from tvaers.web.table_file import xlsx
from tvaers.web.waiting import parts

TYPE, WAITING = "referral", "waiting"
STEPS = ("start_treatment", "change_priority")
COLUMNS: tuple[overviews.ONE_COLUMN, ...] = (
    ("Nr.", "right"), ("Patient", "left"), ("Afdeling", "left"), ("Speciale", "left"), ("Hastegrad", "left"),
    ("På liste fra", "left"), ("Ventet dage", "right"), ("Næste skridt", "left"),
)  # fmt: skip
EMPTY = "Her står de patienter, som din afdeling har sat på venteliste. Optag en patient, og vælg »Sæt på venteliste«."


@require_safe
@shows_problems
def waiting_list(request: HttpRequest) -> HttpResponseBase:
    """Ventelisten i rækkefølge, for en afdeling eller for dem alle."""
    every = bulk.open_cores(request.user, TYPE, states=(WAITING,))
    chosen = request.GET.get("afdeling", "")
    shown = table(request.user, [one for one in every if chosen in ("", one.case.data.get("to_department"))])
    if overviews.wants_file(request):
        return xlsx(shown, "venteliste")
    codes = {str(one.case.data.get("to_department") or "") for one in every} - {""}
    departments = sorted(((code, name_of(code)) for code in codes), key=lambda one: one[1])
    context = {**parts.frame("waiting:list", "Venteliste"), "table": shown, "departments": departments,
               "chosen": chosen}  # fmt: skip
    return render(request, "waiting/list.html", context)


def table(user: Any, found: list[Folded]) -> Table:
    """The list in the order in which patients are treated, each with its number in line."""
    ways, today = overviews.Ways(user), clock.today()
    by_number = {one.row.number: one for one in found}
    entries = [Entry(one.row.number, str(one.case.data["priority"]), _day(one)) for one in found]
    cells = [_cells(ways, by_number[entry.case], place, (today - entry.listed_on).days)
             for place, entry in enumerate(in_order(entries), start=1)]  # fmt: skip
    noun = "patient" if len(cells) == 1 else "patienter"
    return overviews.table("Venteliste", COLUMNS, cells, noun, EMPTY, f"{reverse('waiting:list')}?hent=xlsx")


def _day(one: Folded) -> date:
    return date.fromisoformat(one.case.data["listed_on"])


def _cells(ways: overviews.Ways, one: Folded, place: int, days: int) -> list[Cell]:
    type, data, row = one.case.type, one.case.data, one.row
    return [
        Cell(text=str(place)),
        Cell(text=overviews.who(row), href=reverse("cases:case", args=[row.number]), header=True),
        Cell(text=name_of(str(data.get("to_department") or ""))),
        Cell(text=overviews.label(type.field("specialty"), data.get("specialty"))),
        Cell(text=overviews.label(type.field("priority"), data.get("priority"))),
        Cell(text=overviews.day(data.get("listed_on"))),
        Cell(text=str(days)),
        ways.link(row.number, one.case, STEPS),
    ]
