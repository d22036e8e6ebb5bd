"""Et arrangement: the programme, whether one can sign up, who comes, and how many came from where."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tvaers.engine.forums import queries as forums
from tvaers.engine.forums.composition import SIDES
from tvaers.engine.outreach import queries
from tvaers.kernel import clock
from tvaers.kernel.action import may
from tvaers.web import table_file
from tvaers.web.design.parts import Cell, Link, Table
from tvaers.web.forums import frame
from tvaers.web.outreach.forum_page import NAME, events, status_of, table
from tvaers.web.problems import shows_problems

CAME = {None: "", True: "Ja", False: "Nej"}


@require_safe
@shows_problems
def every(request: HttpRequest) -> HttpResponse:
    """Arrangementer i alle de fora, man må se."""
    found = list(queries.gatherings(request.user))
    trail = [frame.home(), {"title": "Arrangementer"}]
    return render(request, "outreach/gatherings.html", {"trail": trail, "table": events(found)})


@require_safe
@shows_problems
def one(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Ét arrangement: program, tilmelding og deltagere."""
    user: Any = request.user
    found = queries.gathering(user, slug)
    guests = _guests(user, found)
    if request.GET.get("format") == "xlsx":
        return table_file.xlsx(guests, f"deltagere-{slug}")
    keeps = may(user, "outreach.announce", found)
    turnout = queries.turnout(user, found)
    context = {
        **frame.of_forum(user, found.forum, NAME, found.meeting.title), "event": found, "meeting": found.meeting,
        "status": status_of(found), "state": queries.sign_up_state(found), "guests": guests, "keeps": keeps,
        "sides": [SIDES[side] for side in found.sides], "turnout": turnout,
        "counts": _counts(found, turnout) if forums.is_inside(user, found.forum) else None,
        "may_sign_up": may(user, "outreach.sign_up", found), "begun": clock.now() >= found.meeting.starts_at,
    }  # fmt: skip
    return render(request, "outreach/gathering.html", context)


def _guests(user: Any, found: queries.Gathering) -> Table:
    cells = []
    for row in queries.registrations(user, found):
        step = Cell()
        if may(user, "outreach.sign_off", row):
            step = Cell(text="Meld fra", href=reverse("outreach:sign_off", args=[row.slug]))
        cells.append(
            [
                Cell(text=row.name, header=True),
                Cell(text=row.organisation),
                Cell(text=SIDES[row.side].capitalize()),
                Cell(text=row.represents.name if row.represents else ""),
                Cell(text=CAME[row.attended]),
                step,
            ]
        )
    titles = ("Deltager", "Organisation", "Sektor", "Kommer for", "Kom", "Næste skridt")
    made = table("Deltagere", titles, cells, ("deltager", "deltagere"), "Her står de tilmeldinger, du må se.")
    files = [Link(title="Hent som XLSX", url="?format=xlsx")] if cells else ()
    return Table(caption=made.caption, columns=made.columns, rows=made.rows, count=made.count, noun=made.noun,
                 empty=made.empty, downloads=files)  # fmt: skip


def _counts(found: queries.Gathering, turnout: queries.Turnout) -> Table:
    """How many signed up and came, by sector and by invited forum."""
    names = {one.key: one.name for one in found.forums.all()}
    rows = [*((SIDES[side].capitalize(), *numbers) for side, numbers in turnout.sides.items()),
            *((names[key], *numbers) for key, numbers in turnout.forums.items())]  # fmt: skip
    cells = [
        [Cell(text=name, header=True), Cell(text=str(signed)), Cell(text=str(came))] for name, signed, came in rows
    ]
    return table("Hvor mange kommer hvorfra", ("Sektor eller forum", "Tilmeldt", "Kom"), cells, ("række", "rækker"),
                 "Ingen sektorer eller fora er nævnt i invitationen.")  # fmt: skip
