"""The tables of cases and of the worklist."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page
from django.urls import reverse

from tvaers.engine import deadlines
from tvaers.engine.deadlines import Due
from tvaers.engine.parties.queries import name_of
from tvaers.kernel import clock
from tvaers.kernel.case_types import CaseType
from tvaers.web.cases.shown import in_words
from tvaers.web.design import danish
from tvaers.web.design.parts import Cell, Column, Row, Status, Table

TURN_COLUMNS = (
    ("left", "Hvor længe"), ("what", "Hvad"), ("case", "Forløb"), ("why", "Hvorfor"), ("due", "Senest"),
    ("party", "Hos"),
)  # fmt: skip
NOTHING_TO_DO = "Der er intet at gøre lige nu. Når et forløb venter på din enhed, står det her."


def turn_table(page: Page[Any], given: Mapping[str, str]) -> Table:
    """The worklist: what, which case, by when and why."""
    now = clock.now()
    rows = []
    for turn in page:
        late = turn.due is not None and turn.due < now
        due = Due(turn.due, "minute") if turn.due else None
        left = deadlines.time_left(due, now) if due else "Ingen frist"
        kind = (
            "error" if late else "warning" if turn.remind and turn.remind <= now else "wait" if turn.due else "neutral"
        )
        rows.append(
            Row(
                cells=[
                    Cell(status=Status(text=left, kind=kind)),  # type: ignore[arg-type]
                    Cell(text=turn.what, href=reverse("cases:case", args=[turn.case.number]), header=True),
                    Cell(text=turn.case.title),
                    Cell(text=turn.why),
                    Cell(text=danish.moment(turn.due.astimezone(clock.COPENHAGEN)) if turn.due else ""),
                    Cell(text=name_of(turn.party)),
                ]
            )
        )
    return _table("Arbejdsliste", TURN_COLUMNS, rows, page, given, reverse("cases:home"), "opgaver", NOTHING_TO_DO)


def case_table(type: CaseType, page: Page[Any], given: Mapping[str, str]) -> Table:
    """A type's cases with the fields that it lists."""
    fields = [type.field(name) for name in type.listed]
    rows = [
        Row(
            cells=[
                Cell(text=one.number, href=reverse("cases:case", args=[one.number]), header=True),
                Cell(text=type.state(one.state).label),
                *(Cell(text=in_words(field, one.data.get(field.id))) for field in fields),
                Cell(text=danish.moment(one.changed_at.astimezone(clock.COPENHAGEN))),
            ]
        )
        for one in page
    ]
    columns = [
        ("number", "Nummer"),
        ("state", "Tilstand"),
        *((f.id, f.label) for f in fields),
        ("changed", "Senest ændret"),
    ]
    empty = f"Her kommer {type.plural.lower()}, som din enhed har en rolle i."
    return _table(
        type.plural, columns, rows, page, given, reverse("cases:list", args=[type.id]), type.plural.lower(), empty
    )


def _table(
    caption: str,
    columns: Any,
    rows: list[Row],
    page: Page[Any],
    given: Mapping[str, str],
    base: str,
    noun: str,
    empty: str,
) -> Table:
    def url(number: int) -> str:
        return f"{base}?{urlencode({**given, 'side': str(number)})}"

    return Table(
        caption=caption,
        columns=[Column(key=key, title=title) for key, title in columns],
        rows=rows,
        count=page.paginator.count,
        noun=noun,
        page_text=f"Side {page.number} af {page.paginator.num_pages}" if page.paginator.num_pages > 1 else "",
        previous_url=url(page.previous_page_number()) if page.has_previous() else "",
        next_url=url(page.next_page_number()) if page.has_next() else "",
        empty=empty,
    )
