"""The tables beside the board: done but not home, the clock in acute reception, and aids by day of discharge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import F
from django.urls import reverse

from tvaers.engine.cases import boarding
from tvaers.engine.cases import stays as watching
from tvaers.engine.cases.bulk import Folded
from tvaers.engine.cases.core import Case
from tvaers.engine.cases.queries import Case as CaseRow
from tvaers.engine.parties.queries import name_of
from tvaers.web.cases.shown import left, short, when
from tvaers.web.design.parts import Cell, Column, Link, Status, Table
from tvaers.web.design.parts import Row as TableRow
from tvaers.web.discharge import shown

Maker = Callable[[Sequence[Folded], datetime, str], Table]
Stays = Any
"""The rows of stays that the reader may see and that pass the filters, as a query."""


def made(maker: Maker, stays: Stays, now: datetime, url: str, most: int) -> Table:
    """One of the tables with its first lines; the number is that of them all."""
    chosen = CHOOSERS[maker](stays)
    table = maker(list(boarding.folded(chosen, most)), now, url)
    count = chosen.count() if len(table.rows) >= most else len(table.rows)
    return replace(table, count=count, noun=f"borgere, her vises {most}") if count > len(table.rows) else table


def board(rows: Iterable[shown.Row]) -> Table:
    """The board itself, for a spreadsheet: one row a citizen, with everything that blocks in one cell."""
    columns = [
        "Borger",
        "Afdeling",
        "Kommune",
        "Ventes hjem",
        "Type",
        "Det, der mangler",
        "Næste skridt",
        "Hos",
        "Senest",
    ]
    return Table(
        caption="Hjem inden 48 timer", columns=[Column(key=title, title=title) for title in columns],
        rows=[TableRow(cells=[Cell(text=text) for text in (
            row.who, row.ward, row.municipality, row.home, row.type, "; ".join(_blocker(one) for one in row.blockers),
            row.step, row.step_owner, row.step_when)]) for row in rows],
    )  # fmt: skip


def _blocker(one: shown.Blocker) -> str:
    return f"{one.kind.text}: {one.what} ({', '.join(part for part in (one.owner, one.when) if part)})"


def finished(stays: Sequence[Folded], now: datetime, url: str = "") -> Table:
    """Those who are treatment-complete and still in hospital."""
    rows = _rows(stays)
    lines = watching.finished_not_home((one.case for one in stays), now)
    return _table(
        "Færdigbehandlet, men ikke hjemme",
        [("Borger", ""), ("Afdeling", ""), ("Kommune", ""), ("Færdigbehandlet", ""), ("Dage", "right"),
         ("Ventes hjem", "")],
        [[*_who(rows[id(line.case)], line.case), Cell(text=short(line.since)), Cell(text=str(line.days)),
          Cell(text=shown.expected(watching.told(line.case, "expected_home", now), now))] for line in lines],
        url, "Alle, der er færdigbehandlet, er kommet hjem.",
    )  # fmt: skip


def acute(stays: Sequence[Folded], now: datetime, url: str = "") -> Table:
    """Those in acute reception and the time to the next limit."""
    rows = _rows(stays)
    cells = []
    for line in watching.in_acute((one.case for one in stays), now):
        hours, end = line.ahead[0] if line.ahead else (0, line.admitted)
        status = Status(text=f"{left(end, now)} til {hours} timer", kind="wait")
        past = Status(text="Over alle grænser", kind="error")
        moment = short(end) if line.ahead else ""
        cells.append([*_who(rows[id(line.case)], line.case), Cell(text=short(line.admitted)),
                      Cell(status=status if line.ahead else past), Cell(text=moment)])  # fmt: skip
    return _table(
        "I akutmodtagelsen",
        [("Borger", ""), ("Afdeling", ""), ("Kommune", ""), ("Indlagt", ""), ("Tid tilbage", ""), ("Grænsen nås", "")],
        cells, url, "Ingen er i akutmodtagelsen lige nu.",
    )  # fmt: skip


def aids(stays: Sequence[Folded], now: datetime, url: str = "") -> Table:
    """Aids by the day of discharge, with the last time to ask for them."""
    rows = _rows(stays)
    lines = watching.aids((one.case for one in stays), now)
    return _table(
        "Hjælpemidler efter udskrivningsdag",
        [("Borger", ""), ("Afdeling", ""), ("Kommune", ""), ("Ventes hjem", ""), ("Hvilke", ""), ("Bedt om", ""),
         ("Senest", ""), ("Status", "")],
        [[*_who(rows[id(line.case)], line.case), Cell(text=shown.expected(line.home, now)),
          Cell(text=str(line.case.data.get("devices_wanted") or "Ikke skrevet endnu")),
          Cell(text=short(line.asked_at) if line.asked_at else ""),
          Cell(text=when(line.due.moment) if line.due and line.due.moment else "Ingen frist endnu"),
          Cell(status=_standing(line))] for line in lines],
        url, "Ingen har brug for hjælpemidler lige nu.",
    )  # fmt: skip


def _standing(line: watching.Aids) -> Status:
    if line.is_late:
        return Status(text="Bedt om for sent" if line.asked_at else "For sent", kind="error")
    return Status(text="Bedt om", kind="ok") if line.asked_at else Status(text="Mangler", kind="warning")


def _who(row: CaseRow, case: Case) -> list[Cell]:
    """The first three cells: who, ward and municipality."""
    towns = ", ".join(name_of(party) for party in case.parties.get("municipality", ()))
    return [Cell(text=shown.who(row), href=reverse("cases:case", args=[row.number]), header=True),
            Cell(text=str(case.data.get("ward") or "")), Cell(text=towns)]  # fmt: skip


def _rows(stays: Sequence[Folded]) -> dict[int, CaseRow]:
    return {id(one.case): one.row for one in stays}


def _table(caption: str, columns: list[tuple[str, str]], cells: list[list[Cell]], url: str, empty: str) -> Table:
    return Table(
        caption=caption, columns=[Column(key=title, title=title, align=align or "left")  # type: ignore[arg-type]
                                  for title, align in columns],
        rows=[TableRow(cells=row) for row in cells], count=len(cells),
        noun="borger" if len(cells) == 1 else "borgere",
        downloads=[Link(title="XLSX", url=url)] if url else (), empty=empty,
    )  # fmt: skip


MAKERS: dict[str, Maker] = {"faerdigbehandlet": finished, "akutmodtagelse": acute, "hjaelpemidler": aids}
"""The tables below the board, by the name of their file."""
CHOOSERS: dict[Maker, Callable[[Stays], Stays]] = {
    finished: lambda stays: stays.filter(finished_at__isnull=False).order_by("finished_at", "pk"),
    acute: lambda stays: stays.filter(is_acute=True).order_by("-case__opened_at", "pk"),
    aids: lambda stays: stays.filter(needs_aids=True).order_by(F("home").asc(nulls_last=True), "pk"),
}
"""Which stays each table is about, and in which order they are taken when there are more than it shows."""
