"""Printed tables as text: a head of years or names, a line per row, bars between cells where plain text will not do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tvaers.engine.budget.catalogue import Cell, Column, Row, Table
from tvaers.engine.budget.reading.figures import from_the_right

NUMBERED_NAME = re.compile(r"(Tabel|Figur)\s*\.?\s*\d+")
ON_LINE = re.compile(r"I alt|Total|Sum|Samlet", re.IGNORECASE)
GRANT = "Bevilling"


def table_lines(table: Table, sections: bool = True) -> list[str]:
    """Caption, head and rows of a table, one string a line; without `sections` lists leave out what describes a row."""
    if table.kind == "development":
        return list(_development(table))
    if len(table.columns) == 1:
        return [table.columns[0].printed, *(line for one in table.rows for line in _listed(one, sections))]
    if sum(one.kind == "period" for one in table.columns) > 1 and all(_is_yearly(one) for one in table.columns):
        return [*_yearly_head(table), *(_row(one, len(table.columns)) for one in table.rows)]
    return list(_named(table))


def _is_yearly(column: Column) -> bool:
    return column.kind in ("period", "earlier", "later", "total")


def _yearly_head(table: Table) -> Iterator[str]:
    words = "" if NUMBERED_NAME.match(table.name) else table.name
    if table.caption and table.caption != words:
        yield table.caption
    yield from (one.printed for one in table.columns if one.kind == "earlier")
    years = [one.printed or one.key for one in table.columns if one.kind == "period"]
    totals = [one for one in table.columns if one.kind in ("later", "total")]
    on_line = len(totals) == 1 and bool(ON_LINE.fullmatch(totals[0].printed))
    yield " ".join([*([words] if words else []), *years, *(one.printed for one in totals if on_line)])
    yield from (one.printed for one in totals if not on_line)


def _row(row: Row, width: int) -> str:
    """A row; plain where every column has a figure, or where vanished cells should vanish again."""
    if row.kind == "group":
        return row.label
    if row.note and row.cells and row.cells[0].state == "text":
        return f"{row.label} {row.note}"
    figures = tuple(one.printed for one in row.cells if one.printed)
    vanished = any(one.state in ("placed", "doubtful") for one in row.cells)
    plain = f"{row.label} {''.join(f'{one.printed} ' for one in row.cells)}"
    if figures and (len(figures) == width or vanished) and from_the_right(plain, width) == (row.label, figures):
        return plain.rstrip() if len(figures) == width else plain
    return barred(row.label, row.cells)


def barred(label: str, cells: Sequence[Cell]) -> str:
    """A row with bars between its cells."""
    return f"| {' | '.join([label, *(one.printed for one in cells)])} |"


def _listed(row: Row, described: bool) -> Iterator[str]:
    """A row of a list with one amount; one that is described has its amount on a line of its own."""
    printed = row.cells[0].printed if row.cells else ""
    if row.note and printed and described:
        is_first_sentence = re.split(r"(?<=\w{3})\. ", row.note)[0].rstrip(".") == row.label
        yield row.note if is_first_sentence else f"{row.label} | {row.note}"
        yield printed
    else:
        yield f"{row.label} {printed}".rstrip()


def _named(table: Table) -> Iterator[str]:
    """A table with named columns: plain where each row has every figure and each name is one word."""
    names = [one.printed or one.key for one in table.columns]
    rows = [(one.label, tuple(cell.printed for cell in one.cells)) for one in table.rows]
    is_whole = all(from_the_right(" ".join((label, *cells)), len(names)) == (label, cells) for label, cells in rows)
    if is_whole and all(len(one.split()) == 1 for one in names):
        yield " ".join([*([table.caption] if table.caption else []), *names])
        yield from (" ".join((label, *cells)) for label, cells in rows)
        return
    yield f"| {' | '.join([table.caption, *names])} |"
    yield from (barred(one.label, one.cells) for one in table.rows)


def _development(table: Table) -> Iterator[str]:
    """The budget of regional development with its head over several lines and each grant's sum before its rows."""
    if table.caption and table.caption != table.columns[0].printed:
        yield table.caption
    for one in table.columns:
        yield from one.printed.split(" ") if one.kind in ("draft", "proposal") else [one.printed]
    yield "Noter"
    whole = table.rows[0].label if any(one.group == table.rows[0].label for one in table.rows) else ""
    for at, row in enumerate(table.rows):
        if at and row.kind == "subtotal" and row.group == whole:
            yield GRANT
        note = row.note.removeprefix("Note ") if row.note else ""
        yield " ".join([row.label, *(one.printed for one in row.cells if one.printed), *([note] if note else [])])
