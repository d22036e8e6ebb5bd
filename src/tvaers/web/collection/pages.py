"""The documents of all forums and of one: what lies there, what is missing, and the list that is handed over."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tvaers.engine.collection import queries
from tvaers.engine.forums import queries as forums
from tvaers.exports.forum_files import collection_file
from tvaers.kernel import clock
from tvaers.kernel.action import may
from tvaers.web import table_file
from tvaers.web.design import danish
from tvaers.web.design.parts import Cell, Column, Kind, Row, Status, Table
from tvaers.web.forums import frame
from tvaers.web.problems import shows_problems

NAME = "collection:forum"
MARKS: dict[str, Kind] = {"": "neutral", "hand_over": "ok", "drop": "warning"}


@require_safe
@shows_problems
def every(request: HttpRequest) -> HttpResponse:
    """Dokumenterne i alle fora, og dem der mangler."""
    user: Any = request.user
    context = {"missing": _missing(queries.missing(user)), "documents": _all(list(queries.documents(user))),
               "trail": [frame.home(), {"title": "Dokumenter"}]}  # fmt: skip
    return render(request, "collection/every.html", context)


@require_safe
@shows_problems
def forum(request: HttpRequest, key: str) -> HttpResponse:
    """Et forums dokumenter, dem der mangler, og hvad der overdrages."""
    user: Any = request.user
    found = forums.forum(user, key)
    kept = may(user, "collection.add", found)
    rows = list(queries.documents(user, found))
    context = {
        **frame.of_forum(user, found, NAME), "missing": queries.missing(user, forum=found), "may_keep": kept,
        "documents": _of_forum(rows, kept), "handed_over": sum(one.mark == "hand_over" for one in rows),
        "undecided": sum(not one.mark for one in rows),
    }  # fmt: skip
    return render(request, "collection/forum.html", context)


@require_safe
@shows_problems
def handover_file(request: HttpRequest, key: str) -> FileResponse:
    """Hent listen over de dokumenter, forummet overdrager, som regneark."""
    found = forums.forum(request.user, key)
    rows = list(queries.handed_over(request.user, found))
    titles = ("Dokument", "Fil", "Ses efter igen", "Bemærkning")
    cells = [[Cell(text=one.title), Cell(text=one.name), _review(one), Cell(text=one.words)] for one in rows]
    return table_file.xlsx(_table("Overdragelse", titles, cells, ""), f"overdragelse-{found.key}")


@require_safe
@shows_problems
def file(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Hent et dokument."""
    return collection_file(request.user, slug)


def _table(caption: str, titles: tuple[str, ...], cells: list[list[Cell]], empty: str) -> Table:
    noun = "dokument" if len(cells) == 1 else "dokumenter"
    return Table(caption=caption, columns=[Column(key=one, title=one) for one in titles],
                 rows=[Row(cells=one) for one in cells], count=len(cells), noun=noun, empty=empty)  # fmt: skip


def _missing(found: list[queries.Missing]) -> Table:
    cells = [
        [Cell(text=one.wanted.title, header=True), _at_forum(one.forum), Cell(text=one.wanted.clause)] for one in found
    ]
    return _table("Mangler", ("Dokument", "Forum", "Bestemmelse"), cells, "Alle dokumenter, aftalerne kræver, er her.")


def _at_forum(found: forums.Forum) -> Cell:
    return Cell(text=found.name, href=reverse(NAME, args=[found.key]))


def _all(found: list[queries.Document]) -> Table:
    cells = [[_title(one), _at_forum(one.forum), _kind(one), _review(one)] for one in found]
    titles = ("Dokument", "Forum", "Slags", "Ses efter igen")
    return _table("Dokumenter", titles, cells, "Der er ingen dokumenter endnu. Sekretariatet lægger dem ind.")


def _of_forum(found: list[queries.Document], kept: bool) -> Table:
    """The documents of one forum; whoever keeps them has their steps at the end of each row."""
    titles = ("Dokument", "Slags", "Ses efter igen", "Overdragelse", "Begrundelse", *(("Ret",) if kept else ()))
    cells = [
        [_title(one), _kind(one), _review(one), _mark(one, kept), Cell(text=one.words),
         *([Cell(text="Ret", href=reverse("collection:change", args=[one.slug]))] if kept else ())]
        for one in found
    ]  # fmt: skip
    return _table("Forummets dokumenter", titles, cells, "Der er ingen dokumenter endnu.")


def _title(one: queries.Document) -> Cell:
    href = reverse("collection:file", args=[one.slug]) if one.file else ""
    text = f"{one.title} (lukket)" if one.is_closed else one.title
    return Cell(text=text, href=href, header=True)


def _kind(one: queries.Document) -> Cell:
    titles = {each.id: f"{each.title} ({each.clause})" for each in queries.wanted_of(one.forum)}
    return Cell(text=titles.get(one.kind, ""))


def _review(one: queries.Document) -> Cell:
    if one.review_on is None:
        return Cell(text="")
    text = danish.day(one.review_on)
    return Cell(status=Status(text=text, kind="warning")) if one.review_on < clock.today() else Cell(text=text)


def _mark(one: queries.Document, kept: bool) -> Cell:
    if kept:
        return Cell(text=one.MARKS[one.mark], href=reverse("collection:mark", args=[one.slug]))
    return Cell(status=Status(text=one.MARKS[one.mark], kind=MARKS[one.mark]))
