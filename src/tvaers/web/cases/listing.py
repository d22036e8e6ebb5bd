"""The list of a type's cases: filter, sort and columns in the address, and what is filtered as a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from tvaers.engine.cases import queries
from tvaers.engine.parties.queries import within
from tvaers.exports import cases as files
from tvaers.kernel.case_types import CaseType
from tvaers.kernel.errors import NotFound
from tvaers.kernel.ids import looks_like_cpr
from tvaers.web.cases import acting
from tvaers.web.cases.shown import in_words, short
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
        states = [("", "Alle"), *((one.id, one.label) for one in type.states)]
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
    given = {name: value.replace("\x00", "") for name, value in request.GET.dict().items() if name != "kol"}
    known = files.columns(found_type)
    listed = [name for name in found_type.listed if name in known]
    chosen = [name for name in request.GET.getlist("kol") if name in known] or listed
    found = _found(user, found_type, given)
    if given.get("hent"):
        return _file(found_type, found, chosen, given["hent"])
    page: Page[Any] = Paginator(cast(Any, _Counted(found)), PAGE_SIZE).get_page(given.get("side"))
    form = Filter(found_type, acting.choices(user), initial=given)
    context = {
        "type": found_type, "form": form, "known": known, "picked": chosen,
        "table": _table(found_type, page, given, chosen), "address": reverse("cases:list", args=[type]),
        "kept": [(name, value) for name, value in given.items() if name not in ("side", "hent")],
        "cpr": looks_like_cpr(given.get("soeg", "")),
    }  # fmt: skip
    return render(request, "cases/list.html", context)


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


def _table(type: CaseType, page: Page[Any], given: Mapping[str, str], chosen: list[str]) -> Table:
    fields = [type.field(name) for name in chosen]
    rows = [
        Row(
            cells=[
                Cell(text=one.number, href=reverse("cases:case", args=[one.number]), header=True),
                Cell(text=type.state(one.state).label),
                *(Cell(text=in_words(field, one.data.get(field.id))) for field in fields),
                Cell(text=short(one.opened_at)),
                Cell(text=short(one.changed_at)),
            ]
        )
        for one in page
    ]
    count = page.paginator.count
    noun = type.plural.lower()
    return Table(
        caption=type.plural,
        columns=[_column("nummer", "Nummer", type, given, chosen), _column("tilstand", "Tilstand", type, given, chosen),
                 *(Column(key=f.id, title=f.label, align="right" if f.type in ("money", "count") else "left")
                   for f in fields),
                 _column("oprettet", "Oprettet", type, given, chosen),
                 _column("aendret", "Senest ændret", type, given, chosen)],
        rows=rows, count=min(count, MOST_COUNTED), noun=noun if count <= MOST_COUNTED else f"{noun} eller flere",
        page_text=f"Side {page.number}" + (f" af {page.paginator.num_pages}" if count <= MOST_COUNTED else ""),
        previous_url=_url(type, given, chosen, side=str(page.number - 1)) if page.has_previous() else "",
        next_url=_url(type, given, chosen, side=str(page.number + 1)) if page.has_next() else "",
        downloads=[Link(title="XLSX", url=_url(type, given, chosen, hent="xlsx")),
                   Link(title="CSV", url=_url(type, given, chosen, hent="csv"))],
        empty=f"Her kommer {noun}, som din enhed har en rolle i og som passer til filteret.",
    )  # fmt: skip


def _column(key: str, title: str, type: CaseType, given: Mapping[str, str], chosen: list[str]) -> Column:
    order = given.get("orden", "")
    falls = order == key
    now = "descending" if order == f"-{key}" else "ascending" if falls else ""
    url = _url(type, given, chosen, orden=f"-{key}" if falls else key, side="")
    return Column(key=key, title=title, sort_url=url, sorted=now)  # type: ignore[arg-type]


def _url(type: CaseType, given: Mapping[str, str], chosen: list[str], **more: str) -> str:
    """The list's address with some of its query changed."""
    query = [(name, value) for name, value in {**given, "hent": "", **more}.items() if value]
    own = [("kol", name) for name in chosen] if chosen != list(type.listed) else []
    address = reverse("cases:list", args=[type.id])
    return f"{address}?{urlencode([*query, *own])}" if query or own else address


def _file(type: CaseType, found: QuerySet[queries.Case], chosen: list[str], form: str) -> HttpResponseBase:
    """What is filtered, as XLSX or CSV. NotFound for other forms."""
    rows = found[: files.MOST].iterator(chunk_size=2000)
    answer: HttpResponseBase
    if form == "xlsx":
        answer = FileResponse(files.write_xlsx(type, rows, chosen), content_type=XLSX)
    elif form == "csv":
        answer = StreamingHttpResponse(files.csv_lines(type, rows, chosen), content_type="text/csv; charset=utf-8")
    else:
        raise NotFound(what="Listen kan ikke hentes sådan.", do="Vælg XLSX eller CSV.")
    answer["Content-Disposition"] = f'attachment; filename="{type.id.replace("_", "-")}.{form}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
