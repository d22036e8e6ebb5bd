"""Tables with years for columns: found by their header, with caption, unit and price level from the lines above."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tvaers.engine.budget.catalogue import Column, Doubt, Interval, Table, TableKind, Unit
from tvaers.engine.budget.reading.figures import figure
from tvaers.engine.budget.reading.growth import HEADER as GROWTH_HEADER
from tvaers.engine.budget.reading.lines import Line
from tvaers.engine.budget.reading.rowing import RawRow, RawRows
from tvaers.engine.budget.reading.sums import laid, row_of, settle
from tvaers.engine.budget.reading.wording import (
    CAPTION,
    NUMBERED,
    SECTION,
    UNIT_LINE,
    period_columns,
    price_level_in,
    unit_in,
)

ABOVE = 4
"""Lines above a header in which its caption is looked for."""
PROPOSAL_TOTAL = re.compile(r"udvidelsesforslag|budgetforslag i alt|forslag i alt", re.IGNORECASE)
THOUSANDS_DOTTED = re.compile(r"^-?\d{1,3}(\.\d{3})+$")


@dataclass(frozen=True)
class Found:
    """A table with the indexes of its lines `[first, end)`, what is doubtful in it, and whether it has a caption."""

    table: Table
    first: int
    end: int
    doubts: tuple[Doubt, ...]
    has_caption: bool

    @property
    def is_of_proposal(self) -> bool:
        total = self.table.total
        return bool(CAPTION.match(self.table.caption)) or bool(total and PROPOSAL_TOTAL.search(total.label))


def period_tables(lines: Sequence[Line], first: int, end: int, overview: Interval | None = None) -> list[Found]:
    """The tables with years in lines `[first, end)`. `overview` is what the overview says of the proposal's budget
    year; it helps place vanished cells of the proposal's own table."""
    found: list[Found] = []
    at = first
    while at < end:
        header = header_at(lines, at)
        table = _table(lines, at, end, header, overview) if header else None
        if table:
            found.append(table)
            at = table.end - 1
        at += 1
    return found


def header_at(lines: Sequence[Line], at: int) -> tuple[str, tuple[Column, ...]] | None:
    """The words and columns of a header line, None where the line is none."""
    line = lines[at]
    shown = " ".join(one for one in line.cells if one) if line.cells else line.text
    return period_columns(shown) if len(shown) < 160 and not line.is_furniture else None


def _table(
    lines: Sequence[Line], at: int, end: int, header: tuple[str, tuple[Column, ...]], overview: Interval | None
) -> Found | None:
    words, columns = header
    width = len(columns)
    rows = RawRows(
        lines[:end],
        at + 1,
        width,
        lambda one: is_end(lines, one, at + 1, width),
        closes=lambda label: bool(PROPOSAL_TOTAL.search(label)),
    ).read()
    kept = _trimmed(rows.rows)
    if not any(one.figures for one in kept):
        return None
    caption_at = _caption(lines, at)
    caption = lines[caption_at].text if caption_at is not None else ""
    unit = unit_in(caption) or unit_in(words) or _guessed(kept, caption)
    placed = laid(kept, width, unit)
    is_own = bool(CAPTION.match(caption)) or any(PROPOSAL_TOTAL.search(one.label) for one in kept)
    settle(placed, overview if is_own else None)
    made = [row_of(one, columns) for one in placed]
    kind: TableKind = "proposal" if is_own else "sub"
    level = price_level_in(caption) or price_level_in(words)
    table = Table(
        kind,
        caption or words,
        unit,
        columns,
        tuple(row for row, _ in made),
        lines[at].place,
        level,
        _name(caption, words),
    )
    doubts = tuple(doubt for _, doubt in made if doubt)
    start = caption_at if caption_at is not None else at
    return Found(table, start, max(kept[-1].last + 1, at + 1), doubts, bool(caption))


def is_end(lines: Sequence[Line], at: int, first: int, width: int) -> bool:
    """Whether a line cannot belong to the rows of a table that began at `first`."""
    line = lines[at]
    text = line.text
    if any(one.match(text) for one in (SECTION, UNIT_LINE, CAPTION, NUMBERED)) or GROWTH_HEADER.match(text):
        return True
    if header_at(lines, at) or text.startswith(("* ", "http", "Kilde", "•")) or re.match(r"\*\S", text):
        return True
    return line.opens and at != first


def _trimmed(rows: list[RawRow]) -> list[RawRow]:
    """The rows without groups at the end that nothing follows."""
    kept = list(rows)
    while kept and kept[-1].is_group:
        kept.pop()
    return kept


def _caption(lines: Sequence[Line], at: int) -> int | None:
    """The nearest line above that is a caption; a line between must be short."""
    for one in range(at - 1, max(-1, at - 1 - ABOVE), -1):
        text = lines[one].text
        if CAPTION.match(text) or NUMBERED.match(text):
            return one
        if len(text) > 100 or header_at(lines, one):
            return None
    return None


def _guessed(rows: Sequence[RawRow], caption: str) -> Unit:
    """The unit of a table that names none: counts where the labels say so, kroner where figures have thousands."""
    labelled = unit_in(" ".join([caption, *(one.label for one in rows)]))
    if labelled in ("antal", "pct."):
        return labelled
    figures = [one for row in rows for one in row.figures if figure(one)]
    if any(THOUSANDS_DOTTED.match(one) for one in figures):
        return "kr."
    return "mio. kr." if any("," in one for one in figures) else ""


def _name(caption: str, words: str) -> str:
    numbered = re.match(r"(Tabel|Figur)\s*\.?\s*\d+", caption)
    return numbered[0] if numbered else words
