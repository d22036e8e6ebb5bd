"""Tavle: who goes home within 48 hours, and what blocks them?

The database says which stays come up, and only those that are shown are folded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tvaers.engine.cases import boarding
from tvaers.engine.cases.board import Line, home_within
from tvaers.engine.cases.bulk import Folded
from tvaers.engine.parties.queries import name_of
from tvaers.kernel import clock
from tvaers.kernel.errors import NotFound
from tvaers.web.discharge import shown, tables
from tvaers.web.problems import shows_problems
from tvaers.web.table_file import xlsx

TYPE = "discharge"
HOURS = 48
MOST = 100
"""How many lines the page shows of each list."""
MOST_LOOKED = 2000
"""How many stays are looked through for those that the reader's own parties block."""
MOST_IN_FILE = 20_000
"""How many lines a spreadsheet holds at most."""
Pair = tuple[Folded, Line]


@require_safe
@shows_problems
def board(request: HttpRequest) -> HttpResponse:
    """Tavlen: hvem skal hjem, og hvad står i vejen? The minute's refresh asks for the lines alone."""
    given = request.GET.dict()
    context = _context(request.user, given)
    if request.headers.get("HX-Target") == "tavle":
        return render(request, "discharge/lines.html", context)
    return render(request, "discharge/board.html", {**context, **_choices(request.user)})


@require_safe
@shows_problems
def spreadsheet(request: HttpRequest, what: str) -> HttpResponseBase:
    """En af tavlens lister som regneark. NotFound for others."""
    reader, given, now = shown.Reader(request.user), request.GET.dict(), clock.now()
    stays = _stays(request.user, given)
    if what == "tavle":
        found = _pairs(boarding.home_by(stays, _until(now)), now, MOST_IN_FILE)
        lines = found if given.get("mine") != "1" else (pair for pair in found if reader.blocks(pair[1]))
        return xlsx(tables.board([shown.row_of(reader, one.row, line, now) for one, line in lines]), what)
    maker = tables.MAKERS.get(what)
    if maker is None:
        raise NotFound(what="Listen findes ikke.", do="Vælg en af listerne på tavlen.")
    return xlsx(tables.made(maker, stays, now, "", MOST_IN_FILE), what)


def _context(user: Any, given: Mapping[str, str]) -> dict[str, Any]:
    now, reader = clock.now(), shown.Reader(user)
    stays = _stays(user, given)
    query = urlencode({name: value for name, value in given.items() if value})
    return {
        "trail": [{"title": "Forløb", "url": reverse("cases:home")}, {"title": "Hjem inden 48 timer"}],
        **_lines(reader, stays, given, now),
        "in_hospital": stays.exists(), "now": now, "given": given,
        "refresh_url": f"{reverse('discharge:board')}{'?' + query if query else ''}",
        "xlsx_url": f"{reverse('discharge:xlsx', args=['tavle'])}{'?' + query if query else ''}",
        "tables": [tables.made(maker, stays, now, _file(name, query), MOST) for name, maker in tables.MAKERS.items()],
    }  # fmt: skip


def _choices(user: Any) -> dict[str, Any]:
    """The wards and municipalities to choose among; the minute's refresh does without them."""
    every = boarding.visible(user, TYPE)
    towns = sorted(((code, name_of(code)) for code in boarding.towns(every)), key=lambda one: one[1])
    return {"wards": boarding.wards(every), "municipalities": towns}


def _stays(user: Any, given: Mapping[str, str]) -> Any:
    """The stays of patients in hospital that the reader may see and that pass the filters."""
    return boarding.visible(user, TYPE, ward=given.get("afdeling", ""), town=given.get("kommune", ""))


def _until(now: datetime) -> datetime:
    return now.astimezone(UTC) + timedelta(hours=HOURS)


def _lines(reader: shown.Reader, stays: Any, given: Mapping[str, str], now: datetime) -> dict[str, Any]:
    """The lines of the board with their numbers; with the filter only those that the reader's own parties block."""
    soon = boarding.home_by(stays, _until(now))
    if given.get("mine") == "1":
        return _mine(reader, soon, now)
    rows = [shown.row_of(reader, one.row, line, now) for one, line in _pairs(soon, now, MOST)]
    count, overdue = boarding.counts(soon, now)
    return {"rows": rows, "count": count, "more": max(count - MOST, 0), "overdue": overdue}


def _mine(reader: shown.Reader, soon: Any, now: datetime) -> dict[str, Any]:
    """The first lines that the reader's own parties block. There may be more than the page has looked for."""
    found = list(islice((pair for pair in _pairs(soon, now, MOST_LOOKED) if reader.blocks(pair[1])), MOST + 1))
    rows = [shown.row_of(reader, one.row, line, now) for one, line in found[:MOST]]
    overdue = sum(line.is_overdue for _, line in found[:MOST])
    return {"rows": rows, "count": len(rows), "is_part": len(found) > MOST, "overdue": overdue}


def _pairs(soon: Any, now: datetime, most: int) -> Iterator[Pair]:
    """The first stays with their lines, in the board's order; one that has no line just now is passed over."""
    for one in boarding.folded(soon, most):
        yield from ((one, line) for line in home_within([one.case], now, HOURS))


def _file(name: str, query: str) -> str:
    return f"{reverse('discharge:xlsx', args=[name])}{'?' + query if query else ''}"
