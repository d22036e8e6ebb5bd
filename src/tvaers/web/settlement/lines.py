"""The lines of a run: filter, search, sort, page, choose, and take home as CSV; and the rows that are not settled."""

from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from tvaers.engine.settlement import queries
from tvaers.engine.settlement.lines import LineFilter
from tvaers.web.problems import shows_problems
from tvaers.web.settlement import words
from tvaers.web.settlement.csv_file import csv_rows
from tvaers.web.settlement.line_list import line_list
from tvaers.web.settlement.links import run_trail
from tvaers.web.settlement.listing import KINDS, Listing, read_listing


class LineForm(forms.Form):
    """The filter above a list of lines; its choices are what the run has."""

    soeg = forms.CharField(label="Søg på nummer eller modtager", required=False)
    slags = forms.ChoiceField(label="Udfald", required=False)
    bestemmelse = forms.ChoiceField(label="Bestemmelse", required=False)
    betaler = forms.ChoiceField(label="Betaler", required=False)
    modtager = forms.ChoiceField(label="Modtager", required=False)
    maaned = forms.ChoiceField(label="Måned", required=False)
    tabel = forms.ChoiceField(label="Slags", required=False)
    regel = forms.CharField(widget=forms.HiddenInput, required=False)
    sorter = forms.CharField(widget=forms.HiddenInput, required=False)


@shows_problems
def lines(request: HttpRequest, pk: int) -> HttpResponse:
    """Linjerne i en afregning."""
    run = queries.run(request.user, pk)
    listing = read_listing(reverse("settlement:lines", args=[pk]), request.GET)
    context = line_list(request, run, listing)
    if wants_part(request):
        return _varies(render(request, "settlement/line_list.html", {**context, "is_part": True}))
    trail = [*run_trail(run), {"title": "Linjer"}]
    form = filter_form(request.user, run, listing)
    return _varies(render(request, "settlement/lines.html", {**context, "trail": trail, "form": form}))


@shows_problems
def lines_csv(request: HttpRequest, pk: int) -> HttpResponseBase:
    """De linjer, som filteret viser, som CSV: alle, ikke kun siden."""
    run = queries.run(request.user, pk)
    listing = read_listing("", request.GET)
    found = queries.every_line(request.user, run, listing.filter)
    kind = next(word for word, kind in KINDS.items() if kind == listing.kind)
    headers = {"Content-Disposition": f'attachment; filename="afregning-{run.pk}-{kind}.csv"'}
    rows: Iterator[str] = csv_rows(run, found)
    return StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8", headers=headers)


def wants_part(request: HttpRequest) -> bool:
    """Whether only the table is to be sent: htmx asks for it, and is not restoring a page from its history."""
    htmx: Any = getattr(request, "htmx", None)
    return bool(htmx) and not htmx.history_restore_request


def filter_form(user: Any, run: Any, listing: Listing) -> LineForm:
    """The filter with the choices that the run's lines of this kind give, and the values of the address."""
    form = LineForm(initial=dict(listing.values), auto_id="filter_%s")
    kind = LineFilter(kind=listing.kind)
    groups = queries.line_sums(user, run, kind, "clause", "payer", "payee", "month", "table")

    def fill(field: str, column: str, all_: str, label: Callable[[str], str]) -> None:
        found = {group[column] for group in groups if group[column]} | {listing.values.get(field, "")} - {""}
        choices = sorted(((value, label(value)) for value in found), key=lambda choice: choice[column == "payee"])
        form.fields[field].choices = [("", all_), *choices]  # type: ignore[attr-defined]

    form.fields["slags"].choices = [(word, words.OUTCOMES[kind]) for word, kind in KINDS.items()]  # type: ignore[attr-defined]
    fill("bestemmelse", "clause", "Alle", lambda clause: f"{clause} {words.clause_heading(run, clause)}")
    fill("betaler", "payer", "Alle", lambda code: words.party(code, run.ends))
    fill("modtager", "payee", "Alle", lambda code: words.party(code, run.ends))
    fill("maaned", "month", "Alle", words.month)
    fill("tabel", "table", "Alle", lambda name: words.table_of(run, name)["title"])
    return form


def _varies(response: HttpResponse) -> HttpResponse:
    """The same address gives a page or a part of it, so a cache must look at who asks."""
    patch_vary_headers(response, ["HX-Request"])
    return response
