"""Ledige pladser: what can we book with the other region, and what have we offered (BA-3.3b)?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tvaers.engine.cases import bulk
from tvaers.engine.cases.bulk import Folded
from tvaers.engine.parties.queries import name_of
from tvaers.kernel import clock
from tvaers.web import case_overviews as overviews
from tvaers.web.design.parts import Cell, Status, Table
from tvaers.web.problems import shows_problems
from tvaers.web.table_file import xlsx
from tvaers.web.waiting import parts

TYPE, GONE = "spare_capacity", "expired"
STEPS, BACK = ("book", "change_offer"), ("release",)
COLUMNS: tuple[overviews.ONE_COLUMN, ...] = (
    ("Plads til", "left"), ("Tilbudt af", "left"), ("Fra", "left"), ("Til og med", "left"), ("Pladser", "right"),
    ("Ledige nu", "right"), ("Status", "left"), ("Book", "left"), ("Giv tilbage", "left"),
)  # fmt: skip


@require_safe
@shows_problems
def board(request: HttpRequest) -> HttpResponseBase:
    """Tavlen over ledige pladser. Offers whose last day has passed are gone."""
    shown = table(request)
    if overviews.wants_file(request):
        return xlsx(shown, "ledige-pladser")
    context = {**parts.frame("waiting:spare", "Ledige pladser"), "table": shown,
               "openings": overviews.openings(request.user, TYPE)}  # fmt: skip
    return render(request, "waiting/spare.html", context)


def table(request: HttpRequest) -> Table:
    """The offers that hold, those that end first on top."""
    ways, now = overviews.Ways(request.user), clock.now()
    found = [(one, str(one.case.look(now).value("standing"))) for one in bulk.open_cores(request.user, TYPE)]
    live = [(one, standing) for one, standing in found if standing != GONE]
    live.sort(key=lambda pair: str(pair[0].case.data["available_to"]))
    cells = [_cells(ways, one, standing) for one, standing in live]
    empty = "Her står de pladser, som I tilbyder, og dem, den anden region tilbyder jer. Udløbne tilbud er væk."
    return overviews.table("Ledige pladser", COLUMNS, cells, "tilbud", empty, f"{reverse('waiting:spare')}?hent=xlsx")


def _cells(ways: overviews.Ways, one: Folded, standing: str) -> list[Cell]:
    data, case = one.case.data, one.case
    spec = next(derived for derived in case.type.derived if derived.id == "standing")
    words = {choice.id: choice.label for choice in spec.choices}
    providers = ", ".join(name_of(party) for party in case.parties.get("provider", ()))
    booked = any(int(row.get("booked", 0)) > int(row.get("released", 0)) for row in data.get("bookings", ()))
    first = next((row["id"] for row in data.get("bookings", ())
                  if int(row.get("booked", 0)) > int(row.get("released", 0))), "")  # fmt: skip
    back = ways.link(one.row.number, case, BACK) if booked else Cell()
    return [
        Cell(text=str(data["what"]), href=reverse("cases:case", args=[one.row.number]), header=True),
        Cell(text=providers),
        Cell(text=overviews.day(data["available_from"])),
        Cell(text=overviews.day(data["available_to"])),
        Cell(text=str(data["slots"])),
        Cell(text=str(case.look(clock.now()).value("left"))),
        Cell(status=Status(text=words[standing], kind="ok" if standing == "open" else "neutral")),
        ways.link(one.row.number, case, STEPS),
        Cell(text=back.text, href=f"{back.href}?nr={first}") if booked else back,
    ]
