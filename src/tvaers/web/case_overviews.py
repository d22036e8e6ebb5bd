"""What overviews of cases share: tables with their spreadsheet, the citizen without a number, and the ways on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from tvaers.engine.cases import core, policies, queries
from tvaers.engine.cases.queries import Case as CaseRow
from tvaers.engine.citizens.queries import masked_cpr
from tvaers.kernel.case_types import CaseType, FieldSpec
from tvaers.kernel.errors import NotFound
from tvaers.web.design.parts import Align, Cell, Column, Link, Row, Table

ONE_COLUMN = tuple[str, Align]
"""A column's title and the side that it stands at."""


def tabs(pages: Sequence[tuple[str, str]], name: str, title: str) -> dict[str, Any]:
    """The tabs between pages that belong together, each (address, title), and the trail to the one called `name`."""
    found = [{"title": text, "url": reverse(one), "current": one == name} for one, text in pages]
    return {"tabs": found, "title": title,
            "trail": [{"title": "Forløb", "url": reverse("cases:home")}, {"title": title}]}  # fmt: skip


def case_type(name: str) -> CaseType:
    """A case type by id. NotFound when no agreement has it."""
    found = queries.case_types().get(name)
    if found is None:
        raise NotFound(what="Ingen aftale har den slags forløb.")
    return found


def who(row: CaseRow) -> str:
    """The citizen by the day of birth and the hidden rest of the number, else by pseudonym."""
    return (masked_cpr(row.citizen) or str(row.citizen.pseudonym)) if row.citizen else ""


def day(value: Any) -> str:
    """A kept date as DD-MM-YYYY; "" for none."""
    return f"{value[8:10]}-{value[5:7]}-{value[:4]}" if value else ""


def label(field: FieldSpec, value: Any) -> str:
    """A kept choice in words; "" for none."""
    return field.label_of(str(value)) if value else ""


def table(
    caption: str, columns: Sequence[ONE_COLUMN], cells: list[list[Cell]], noun: str, empty: str, url: str = ""
) -> Table:
    """A table of the overviews, with its spreadsheet when there is something in it."""
    return Table(
        caption=caption, columns=[Column(key=title, title=title, align=align) for title, align in columns],
        rows=[Row(cells=row) for row in cells], count=len(cells), noun=noun, empty=empty,
        downloads=[Link(title="XLSX", url=url)] if url and cells else (),
    )  # fmt: skip


def wants_file(request: HttpRequest) -> bool:
    """Whether the spreadsheet is asked for and not the page."""
    return request.GET.get("hent") == "xlsx"


class Ways:
    """What a reader may do in many cases, with their access asked for once."""

    def __init__(self, user: Any) -> None:
        self.user, self.held = user, policies.stands(user)

    def link(self, number: str, case: core.Case, names: Sequence[str]) -> Cell:
        """The first of some events that the reader may cause now, as a link to its form; else a link to the case."""
        doers = policies.doers(self.user, case.type, case.parties, self.held)
        able = {event.id: event for doer in doers for event in core.allowed(case, doer)}
        event = next((able[name] for name in names if name in able), None)
        if event is None:
            return Cell(text="Åbn", href=reverse("cases:case", args=[number]))
        return Cell(text=event.verb or event.label, href=reverse("cases:event", args=[number, event.id]))


def openings(user: Any, type: str) -> list[dict[str, str]]:
    """The ways in which the reader can begin a case of a type, as titles and addresses."""
    return [
        {"title": one.event.verb or one.event.label,
         "url": reverse("cases:new", args=[one.package, one.type.id, one.event.id])}
        for one in queries.openable(user) if one.type.id == type
    ]  # fmt: skip
