"""Lukninger: which departments take no patients on the main level, and when do they open again (BA-2.2b)?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tvaers.engine.cases import queries
from tvaers.engine.parties.queries import name_of
from tvaers.kernel import clock
from tvaers.kernel.danish_days import MONTHS
from tvaers.web import case_overviews as overviews
from tvaers.web.design.parts import Cell, Status, Table
from tvaers.web.problems import shows_problems
from tvaers.web.table_file import xlsx
from tvaers.web.waiting import parts

TYPE, CANCELLED = "capacity_closure", "cancelled"
BACK, AHEAD = 14, 106
"""How many days before and after today the picture shows."""
ROW = 44
COLUMNS: tuple[overviews.ONE_COLUMN, ...] = (
    ("Speciale", "left"), ("Niveau", "left"), ("Afdeling", "left"), ("Lukket fra", "left"),
    ("Lukket til og med", "left"), ("Hvad mangler der", "left"), ("Status", "left"),
)  # fmt: skip


@dataclass(frozen=True)
class Mark:
    """One closure in the picture; places across in percent, down in pixels. `outline` is one that has not begun."""

    label: str
    label_y: str
    y: str
    x: str
    width: str
    outline: bool


@dataclass(frozen=True)
class Picture:
    """The closures of some months: marks, the first of each month, today, and the height."""

    title: str
    marks: tuple[Mark, ...]
    months: tuple[tuple[str, str], ...]
    today: str
    height: str


@require_safe
@shows_problems
def calendar(request: HttpRequest) -> HttpResponseBase:
    """Kalenderen over lukninger som billede og tabel."""
    found = queries.cases(request.user, TYPE).exclude(state=CANCELLED)
    rows = sorted(found, key=lambda row: (row.data["closed_from"], row.data["closed_to"], row.pk))
    shown = table(rows)
    if overviews.wants_file(request):
        return xlsx(shown, "lukninger")
    context = {**parts.frame("waiting:closures", "Lukninger"), "table": shown, "picture": picture(rows),
               "openings": overviews.openings(request.user, TYPE)}  # fmt: skip
    return render(request, "waiting/closures.html", context)


def standing(row: queries.Case) -> Status:
    """Whether a closure is coming, holds today, both days included, or is over."""
    today, first, last = clock.today(), _day(row, "closed_from"), _day(row, "closed_to")
    if today < first:
        return Status(text="Kommer", kind="wait")
    return Status(text="Lukket nu", kind="error") if today <= last else Status(text="Åbent igen", kind="ok")


def table(rows: Sequence[queries.Case]) -> Table:
    """Every closure, by first day."""
    type = overviews.case_type(TYPE)
    cells = [
        [Cell(text=overviews.label(type.field("specialty"), row.data.get("specialty")),
              href=reverse("cases:case", args=[row.number]), header=True),
         Cell(text=overviews.label(type.field("level"), row.data.get("level"))),
         Cell(text=name_of(row.data["department"])),
         Cell(text=overviews.day(row.data["closed_from"])), Cell(text=overviews.day(row.data["closed_to"])),
         Cell(text=str(row.data.get("cause") or "")), Cell(status=standing(row))]
        for row in rows
    ]  # fmt: skip
    empty = "Her står lukninger, som I har meldt eller er orienteret om. Højt specialiseret behandling kan ikke lukkes."
    noun = "lukning" if len(cells) == 1 else "lukninger"
    return overviews.table("Alle lukninger", COLUMNS, cells, noun, empty, f"{reverse('waiting:closures')}?hent=xlsx")


def picture(rows: Sequence[queries.Case]) -> Picture:
    """The closures that touch the months around today."""
    today = clock.today()
    first, last = today - timedelta(days=BACK), today + timedelta(days=AHEAD)
    seen = [row for row in rows if _day(row, "closed_from") <= last and _day(row, "closed_to") >= first]
    marks = tuple(_mark(place, row, first, today) for place, row in enumerate(seen))
    closed = sum(standing(row).text == "Lukket nu" for row in seen)
    words = "afdeling er lukket" if closed == 1 else "afdelinger er lukket"
    title = f"{closed} {words} i dag" if closed else "Ingen er lukket i dag"
    return Picture(title, marks, _months(first, last), _across(first, today), f"{ROW * len(marks) + 28}")


def _mark(place: int, row: queries.Case, first: date, today: date) -> Mark:
    start, end = _day(row, "closed_from"), _day(row, "closed_to")
    begins, ends = max((start - first).days, 0), min((end - first).days + 1, BACK + AHEAD)
    specialty = overviews.label(overviews.case_type(TYPE).field("specialty"), row.data.get("specialty"))
    label = f"{specialty}, {name_of(row.data['department'])}"
    return Mark(label, f"{ROW * place + 16}", f"{ROW * place + 22}", _percent(begins), _percent(ends - begins),
                start > today)  # fmt: skip


def _months(first: date, last: date) -> tuple[tuple[str, str], ...]:
    days = (first + timedelta(days=number) for number in range((last - first).days))
    return tuple((MONTHS[day.month - 1], _across(first, day)) for day in days if day.day == 1)


def _across(first: date, day: date) -> str:
    return _percent((day - first).days)


def _percent(days: int) -> str:
    return f"{100 * days / (BACK + AHEAD):.2f}%"


def _day(row: queries.Case, name: str) -> date:
    return date.fromisoformat(row.data[name])
