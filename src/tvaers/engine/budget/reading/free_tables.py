"""Tables without years for columns: a head of names and rows with a figure under each, by cells or by count."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tvaers.engine.budget.catalogue import Column, ColumnKind, Table
from tvaers.engine.budget.reading.figures import YEAR, from_the_right
from tvaers.engine.budget.reading.headers import Header
from tvaers.engine.budget.reading.leading import arrange
from tvaers.engine.budget.reading.lines import Line
from tvaers.engine.budget.reading.period_tables import Found, is_end, unit_of
from tvaers.engine.budget.reading.rowing import RawRow
from tvaers.engine.budget.reading.sums import laid, row_of
from tvaers.engine.budget.reading.wording import unit_in

MOST_COLUMNS = 12
LEAST_ROWS = 2
EXTRA_WORDS = 5
"""Words that a head may have before the names of its columns."""
TWO_WORDS = re.compile(r"\bi alt\b", re.IGNORECASE)
SUM = re.compile(r"^(samlet|i alt|ialt|total|sum)$", re.IGNORECASE)


def free_tables(lines: Sequence[Line], first: int, end: int, taken: set[int]) -> list[Found]:
    """The tables with named columns among lines `[first, end)` that nothing else took."""
    found: list[Found] = []
    at = first
    while at < end - LEAST_ROWS:
        table = _table(lines, at, end, taken) if at not in taken else None
        if table:
            found.append(table)
            at = table.end - 1
        at += 1
    return found


def _table(lines: Sequence[Line], at: int, end: int, taken: set[int]) -> Found | None:
    head = lines[at]
    width = len(head.cells) - 1 if head.cells else _width(lines, at + 1)
    if width < 1 or (width < 2 and not head.cells) or at + 1 >= end:
        return None
    columns = _columns(head, width)
    rows = _rows(lines, at + 1, end, width, taken) if columns else []
    if len(rows) < LEAST_ROWS or (width < 2 and not head.cells):
        return None
    words = head.cells[0] if head.cells else " ".join(head.text.split()[:-width])
    above = lines[at - 1].text if at and not lines[at].opens else ""
    counted = above if unit_in(above) in ("antal", "pct.") else ""
    unit, _ = unit_of(f"{counted} {head.text}", Header(words, columns, at, at + 1), rows)
    placed = laid(rows, columns, unit)
    arrange(placed)
    made = [row_of(one, columns) for one in placed]
    table = Table("sub", words, unit, columns, tuple(row for row, _ in made), head.place)
    return Found(table, at, rows[-1].last + 1, tuple(doubt for _, doubt in made if doubt), bool(words))


def _width(lines: Sequence[Line], at: int) -> int:
    """How many figures the first row has."""
    return len(from_the_right(lines[at].text, MOST_COLUMNS)[1]) if at < len(lines) and not lines[at].cells else 0


def _columns(head: Line, width: int) -> tuple[Column, ...]:
    """The columns by their names; nothing where the line cannot be their head."""
    names = list(head.cells[1:]) if head.cells else TWO_WORDS.sub("Ialt", head.text).split()
    if not head.cells and not (width <= len(names) <= width + EXTRA_WORDS):
        return ()
    names = names[-width:]
    plain = [one for one in names if not re.search(r"\d", one) or YEAR.fullmatch(one)]
    if len(plain) < len(names) or head.text.endswith((".", ",", ";")) or not all(names):
        return ()
    return tuple(Column("total" if _kind(one) == "total" else one, _kind(one), one) for one in names)


def _kind(name: str) -> ColumnKind:
    return "period" if YEAR.fullmatch(name) else "total" if SUM.match(name) else "other"


def _rows(lines: Sequence[Line], first: int, end: int, width: int, taken: set[int]) -> list[RawRow]:
    """Rows with as many figures as there are columns; with cells, any of them may be empty."""
    rows: list[RawRow] = []
    for at in range(first, end):
        line = lines[at]
        if line.is_furniture:
            continue
        if at in taken or (not line.cells and is_end(lines, at, first)):
            break
        if line.cells:
            label, figures = line.cells[0], tuple(one for one in line.cells[1:] if one)
            cells = tuple(line.cells[1:])
            if len(cells) != width or any(len(from_the_right(one, 1)[0]) > 0 for one in figures):
                break
        else:
            label, figures = from_the_right(line.text, width)
            cells = figures
            if len(figures) != width or not label or len(from_the_right(line.text, width + 1)[1]) > width:
                break
        rows.append(RawRow(label, figures, line.place, at, at, cells, True))
    return rows
