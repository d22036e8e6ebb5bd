"""The list of a type's cases: filter, sort and columns in the address, and what is filtered as a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any, Literal, cast
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from tvaers.engine.cases import queries
from tvaers.engine.cases.beside import Beside
from tvaers.engine.parties.queries import within
from tvaers.exports import case_columns
from tvaers.exports import cases as files
from tvaers.kernel.case_events import VOID
from tvaers.kernel.case_types import CaseType
from tvaers.kernel.errors import NotFound
from tvaers.kernel.ids import looks_like_cpr
from tvaers.web.cases import acting, saved
from tvaers.web.cases.shown import in_words, short
from tvaers.web.design import danish
from tvaers.web.design.parts import Cell, Column, Link, Row, Table
from tvaers.web.problems import shows_problems

PAGE_SIZE = 50
MOST_COUNTED = 10_000
"""Lists longer than this are not counted to the end, because nobody reads the number."""
OPEN = (("", "Åbne"), ("lukkede", "Lukkede"), ("alle", "Alle"))
SORTABLE = {"nummer": "number", "tilstand": "state", "oprettet": "opened_at", "aendret": "changed_at"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Filter(forms.Form):
    """What a list can be narrowed by."""

    use_required_attribute = False
    soeg = forms.CharField(label="Søg", required=False)
    tilstand = forms.ChoiceField(label="Tilstand", required=False)
    aabne = forms.ChoiceField(label="Åbne og lukkede", required=False, choices=OPEN)
    enhed = forms.ChoiceField(label="Enhed", required=False)

    def __init__(self, type: CaseType, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        states = [("", "Alle"), *((one.id, one.label) for one in (*type.states, VOID))]
        self.fields["tilstand"].choices = states  # type: ignore[attr-defined]
        if len(units) > 1:
            self.fields["enhed"].choices = [("", "Alle mine"), *units]  # type: ignore[attr-defined]
        else:
            del self.fields["enhed"]


@shows_problems
def listing(request: HttpRequest, type: str) -> HttpResponseBase:
    """Alle forløb af en type, som man må se."""
    user: Any = request.user
    found_type = queries.case_types().get(type)
    if found_type is None:
        raise NotFound(what="Den slags forløb findes ikke.")
    look = look_of(found_type, request.GET)
    found = _found(user, found_type, look.given)
    if look.given.get("hent"):
        return file_of(found_type, found, look.chosen, look.given["hent"])
    page: Page[Any] = Paginator(cast(Any, _Counted(found)), PAGE_SIZE).get_page(look.given.get("side"))
    units = acting.choices(user)
    form = Filter(found_type, units, initial=look.given)
    context = {
        "type": found_type, "form": form, "groups": _groups(look), "picked": look.chosen,
        "table": _table(page, look), "address": reverse("cases:list", args=[type]),
        "kept": [(name, look.given[name]) for name in ("orden",) if look.given.get(name)],
        "own": look.own, "here": look.url(side=look.given.get("side", "")),
        "pick_key": look.narrowed, "cpr": looks_like_cpr(look.given.get("soeg", "")),
        **saved.shown(user, found_type.id, look.query(), units),
    }  # fmt: skip
    return render(request, "cases/list.html", context)


@dataclass(frozen=True)
class Look:
    """How a list is looked at: its type, what the address says, and the keys of the columns."""

    type: CaseType
    given: Mapping[str, str]
    known: Mapping[str, case_columns.Column]
    chosen: list[str]

    @property
    def own(self) -> list[str]:
        """The columns when they are other than those the type lists; they stand in the address then."""
        return self.chosen if self.chosen != listed(self.type, self.known) else []

    def query(self, **more: str) -> str:
        """The look as the query of an address, with some of it changed. The page is no part of a look."""
        given = {**self.given, "hent": "", "side": "", **more}
        return urlencode([(name, value) for name, value in sorted(given.items()) if value]
                         + [("kol", name) for name in self.own])  # fmt: skip

    @property
    def narrowed(self) -> str:
        """What the list is narrowed by: ticks are kept for as long as this is the same, whatever the page and order."""
        return urlencode([(name, self.given.get(name, "")) for name in ("soeg", "tilstand", "aabne", "enhed")])

    def url(self, **more: str) -> str:
        """The list's address with some of its query changed."""
        query = self.query(**more)
        return reverse("cases:list", args=[self.type.id]) + (f"?{query}" if query else "")


def look_of(type: CaseType, asked: QueryDict) -> Look:
    """What an address asks for. Columns that the type does not have are left out."""
    names = ("soeg", "tilstand", "aabne", "enhed", "orden", "side", "hent")
    given = {name: asked[name].replace("\x00", "") for name in names if asked.get(name)}
    known = case_columns.columns(type)
    chosen = list(dict.fromkeys(name for name in asked.getlist("kol") if name in known))
    return Look(type, given, known, chosen or listed(type, known))


def listed(type: CaseType, known: Mapping[str, object]) -> list[str]:
    """The columns that a list has when nobody has chosen others."""
    return [name for name in type.listed if name in known]


def _groups(look: Look) -> list[tuple[str, list[case_columns.Column]]]:
    """The columns to choose among, under the headings of their kinds."""
    return [(group, [one for one in look.known.values() if one.group == group]) for group in case_columns.GROUPS]


def _found(user: Any, type: CaseType, given: Mapping[str, str]) -> QuerySet[queries.Case]:
    """The cases that the filter lets through, in the order asked for. A CPR number in the address finds nothing."""
    text, state = given.get("soeg", ""), given.get("tilstand", "")
    which = given.get("aabne", "alle" if state else "")
    found = queries.cases(user, type.id, state, only_open=not which and not state, text=text)
    if looks_like_cpr(text):
        return found.none()
    found = found.filter(is_open=False) if which == "lukkede" else found
    if given.get("enhed"):
        found = found.filter(pk__in=queries.of_parties(type.id, within(given["enhed"])))
    order = given.get("orden", "")
    column = SORTABLE.get(order.removeprefix("-"), "")
    return found.order_by(("-" if order.startswith("-") else "") + column, "pk") if column else found


class _Counted:
    """Cases whose number is told only up to MOST_COUNTED."""

    def __init__(self, found: QuerySet[queries.Case]) -> None:
        self.found = found

    def count(self) -> int:
        """How many there are, or one more than is counted."""
        return self.found.order_by()[: MOST_COUNTED + 1].count()

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, part: slice) -> QuerySet[queries.Case]:
        return self.found[part]


def _table(page: Page[Any], look: Look) -> Table:
    type, shown = look.type, [look.known[key] for key in look.chosen]
    count, noun = page.paginator.count, type.plural.lower()
    return Table(
        caption=type.plural, picks="valgt",
        columns=[_column("nummer", "Nummer", look), _column("tilstand", "Tilstand", look),
                 *(Column(key=one.key, title=one.title, align=_align(one)) for one in shown),
                 _column("oprettet", "Oprettet", look), _column("aendret", "Senest ændret", look)],
        rows=[_row(type, one, shown) for one in case_columns.lines(type, page, look.chosen)],
        count=min(count, MOST_COUNTED),
        noun=(type.title.lower() if count == 1 else noun) if count <= MOST_COUNTED else f"{noun} eller flere",
        page_text=f"Side {page.number}" + (f" af {page.paginator.num_pages}" if count <= MOST_COUNTED else ""),
        previous_url=look.url(side=str(page.number - 1)) if page.has_previous() else "",
        next_url=look.url(side=str(page.number + 1)) if page.has_next() else "",
        downloads=[Link(title="XLSX", url=look.url(hent="xlsx")), Link(title="CSV", url=look.url(hent="csv"))],
        empty=f"Her kommer {noun}, som din enhed har en rolle i og som passer til filteret.",
    )  # fmt: skip


def _row(type: CaseType, one: Beside, shown: list[case_columns.Column]) -> Row:
    row = one.row
    return Row(
        pick=row.number,
        cells=[
            Cell(text=row.number, href=reverse("cases:case", args=[row.number]), header=True),
            Cell(text=type.state(row.state).label),
            *(Cell(text=text_of(column, one)) for column in shown),
            Cell(text=short(row.opened_at)),
            Cell(text=short(row.changed_at)),
        ],
    )


def text_of(column: case_columns.Column, one: Beside) -> str:
    """A column's value in words; "" for none."""
    if column.field is not None:
        return in_words(column.field, one.row.data.get(column.field.id))
    value = column.value(one)
    if isinstance(value, datetime):
        return f"{value:%d-%m-%Y kl. %H.%M}"
    return danish.day(value) if isinstance(value, date) else "" if value is None else str(value)


def _align(column: case_columns.Column) -> Literal["left", "right"]:
    return "right" if column.field is not None and column.field.type in ("money", "count") else "left"


def _column(key: str, title: str, look: Look) -> Column:
    order = look.given.get("orden", "")
    falls = order == key
    now: Literal["ascending", "descending", ""] = "descending" if order == f"-{key}" else "ascending" if falls else ""
    return Column(key=key, title=title, sort_url=look.url(orden=f"-{key}" if falls else key), sorted=now)


def file_of(type: CaseType, found: QuerySet[queries.Case], chosen: list[str], form: str) -> HttpResponseBase:
    """Some cases as XLSX or CSV. NotFound for other forms."""
    rows = found[: files.MOST].iterator(chunk_size=2000)
    if form == "xlsx":
        return as_file(files.write_xlsx(type, rows, chosen), type.id.replace("_", "-"))
    if form == "csv":
        return as_file(files.csv_lines(type, rows, chosen), type.id.replace("_", "-"))
    raise NotFound(what="Listen kan ikke hentes sådan.", do="Vælg XLSX eller CSV.")


def as_file(content: IO[bytes] | Iterator[str], stem: str) -> HttpResponseBase:
    """A spreadsheet that is read from its beginning, or lines of CSV as they are made."""
    answer: HttpResponseBase
    if isinstance(content, Iterator) and not hasattr(content, "read"):
        answer = StreamingHttpResponse(content, content_type="text/csv; charset=utf-8")
        name = f"{stem}.csv"
    else:
        answer = FileResponse(content, content_type=XLSX)
        name = f"{stem}.xlsx"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
