"""Tavle: who goes home within 48 hours, and what blocks them?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tvaers.engine.cases import bulk, queries
from tvaers.engine.cases.board import PHASE, Line, home_within
from tvaers.engine.cases.bulk import Folded
from tvaers.kernel import clock
from tvaers.kernel.errors import NotFound
from tvaers.web.discharge import shown, tables
from tvaers.web.problems import shows_problems
from tvaers.web.table_file import xlsx

TYPE = "discharge"
MOST = 100
"""How many lines the page shows; the spreadsheet holds them all."""


@require_safe
@shows_problems
def board(request: HttpRequest) -> HttpResponse:
    """Tavlen: hvem skal hjem, og hvad står i vejen? The minute's refresh asks for the lines alone."""
    given = request.GET.dict()
    context = _context(request.user, given)
    part = request.headers.get("HX-Target") == "tavle"
    return render(request, "discharge/lines.html" if part else "discharge/board.html", context)


@require_safe
@shows_problems
def spreadsheet(request: HttpRequest, what: str) -> HttpResponseBase:
    """En af tavlens lister som regneark. NotFound for others."""
    reader, given, now = shown.Reader(request.user), request.GET.dict(), clock.now()
    stays = _stays(request.user, given, now)
    if what == "tavle":
        rows = _rows(stays)
        return xlsx(tables.board([shown.row_of(reader, rows[id(line.case)], line, now)
                                  for line in _lines(reader, stays, given, now)]), what)  # fmt: skip
    maker = tables.MAKERS.get(what)
    if maker is None:
        raise NotFound(what="Listen findes ikke.", do="Vælg en af listerne på tavlen.")
    return xlsx(maker(stays, now, ""), what)


def _context(user: Any, given: Mapping[str, str]) -> dict[str, Any]:
    now, reader = clock.now(), shown.Reader(user)
    every = _stays(user, {}, now)
    stays = [one for one in every if shown.passes(one.case, given)]
    lines, rows = _lines(reader, stays, given, now), _rows(stays)
    query = urlencode({name: value for name, value in given.items() if value})
    return {
        "trail": [{"title": "Forløb", "url": reverse("cases:home")}, {"title": "Hjem inden 48 timer"}],
        "rows": [shown.row_of(reader, rows[id(line.case)], line, now) for line in lines[:MOST]],
        "count": len(lines), "more": max(len(lines) - MOST, 0), "overdue": sum(line.is_overdue for line in lines),
        "in_hospital": len(stays), "now": now, "given": given,
        "wards": shown.wards(one.case for one in every),
        "municipalities": shown.municipalities(one.case for one in every),
        "refresh_url": f"{reverse('discharge:board')}{'?' + query if query else ''}",
        "xlsx_url": f"{reverse('discharge:xlsx', args=['tavle'])}{'?' + query if query else ''}",
        "tables": [maker(stays, now, _file(name, query)) for name, maker in tables.MAKERS.items()],
    }  # fmt: skip


def _stays(user: Any, given: Mapping[str, str], now: datetime) -> list[Folded]:
    """The stays, as of now, of patients in hospital that the reader may see and that pass the filters."""
    types = [type for type in queries.case_types().values() if type.id == TYPE]
    states = {state.id for type in types for state in type.states if state.phase == PHASE}
    found = bulk.open_cores(user, TYPE, states=sorted(states))
    return [Folded(one.row, one.case.as_of(now)) for one in found if shown.passes(one.case, given)]


def _lines(reader: shown.Reader, stays: list[Folded], given: Mapping[str, str], now: datetime) -> list[Line]:
    """The lines of the board; with the filter only those that the reader's own parties block."""
    lines = list(home_within((one.case for one in stays), now))
    return [line for line in lines if reader.blocks(line)] if given.get("mine") == "1" else lines


def _rows(stays: list[Folded]) -> dict[int, queries.Case]:
    """The kept row of each case object: a line's case is the one that was given for it."""
    return {id(one.case): one.row for one in stays}


def _file(name: str, query: str) -> str:
    return f"{reverse('discharge:xlsx', args=[name])}{'?' + query if query else ''}"
