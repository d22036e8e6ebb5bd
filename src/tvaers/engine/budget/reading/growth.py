"""Overviews and theme tables: titles with growth in cost (opdrift) and saving (omstilling), read from the right.

An amount can stand on the line below its title; an empty column vanishes, so a negative amount is a saving.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from tvaers.engine.budget.catalogue import Cell, Place, Unit
from tvaers.engine.budget.reading.figures import cell, from_the_right
from tvaers.engine.budget.reading.lines import Line
from tvaers.engine.budget.reading.titles import joined
from tvaers.engine.budget.reading.wording import (
    CAPTION,
    SECTION,
    UNIT_LINE,
    is_flagged,
    is_total,
    unit_in,
    without_flag,
)

Which = Literal["growth", "saving"]
GROWTH = r"opdrift|udvidelser|merudgifter|nye udgifter"
SAVING = r"omstillinger|omstilling|besparelser|reduktioner|effektiviseringer"
HEADER = re.compile(rf"^(?P<words>.*?)\b(?P<growth>{GROWTH})(?:[\s|/]+(?P<saving>{SAVING}))?[\s|*]*$", re.IGNORECASE)
NUMBER = re.compile(r"^(?P<number>\d{1,2}\.\d{1,2})\.?\s+(?P<title>\S.*)$")
AREA = re.compile(r"^\d{1,2}\.?\s+[A-ZÆØÅ]\S")
LONGEST_HEADER = 110
NEAR = 7
"""Lines after a header within which a row with an amount must come."""
PENDING = 4
"""Lines that a title may take."""


@dataclass(frozen=True)
class GrowthRow:
    """A row as printed: `number` is a theme's, "" for a proposal; `is_total` for the sum of a table."""

    title: str
    number: str
    growth: Cell | None
    saving: Cell | None
    place: Place
    is_total: bool = False
    is_flagged: bool = False


@dataclass
class GrowthTable:
    """A table as printed: `first` and `last` are indexes of its lines; `number` and `title` a theme's, else ""."""

    first: int
    last: int
    number: str
    title: str
    rows: list[GrowthRow] = field(default_factory=list)

    @property
    def is_overview(self) -> bool:
        return any(one.number for one in self.rows)


def growth_tables(lines: Sequence[Line]) -> list[GrowthTable]:
    """Every overview and theme table, in order."""
    found: list[GrowthTable] = []
    at = 0
    while at < len(lines):
        table = _table_at(lines, at)
        if table:
            found.append(table)
            at = table.last
        at += 1
    return found


def _table_at(lines: Sequence[Line], at: int) -> GrowthTable | None:
    header = _header(lines[at])
    if not header:
        return None
    words, columns = header
    unit = unit_in(" ".join(one.text for one in lines[max(0, at - 2) : at + 1])) or "mio. kr."
    number = NUMBER.match(words)
    title = number["title"].strip() if number else ""
    table = GrowthTable(at, at, number["number"] if number else "", title)
    _Filling(table, columns, unit).fill(lines)
    near = any(row.growth or row.saving for row in table.rows[:NEAR])
    return table if near and len(table.rows) > 1 else None


def _header(line: Line) -> tuple[str, tuple[Which, ...]] | None:
    found = HEADER.match(line.text) if len(line.text) <= LONGEST_HEADER else None
    if not found:
        return None
    columns: tuple[Which, ...] = ("growth", "saving") if found["saving"] else ("growth",)
    return found["words"].strip(" |"), columns


class _Filling:
    """A table on its way to be filled from the lines below its header."""

    def __init__(self, table: GrowthTable, columns: tuple[Which, ...], unit: Unit) -> None:
        self.table, self.columns, self.unit = table, columns, unit
        self.pending: list[Line] = []

    def fill(self, lines: Sequence[Line]) -> None:
        """Take rows until the table's total, or something that is no row."""
        for at in range(self.table.first + 1, len(lines)):
            line = lines[at]
            if line.is_furniture:
                continue
            if self._is_end(line):
                break
            title, tokens = self._parted(line)
            if not tokens:
                if self.pending and not self._goes_on(title):
                    self._flush()
                self.pending.append(line)
                if len(self.pending) > PENDING:
                    break
                continue
            self._take(line, title, tokens, at)
            if self._is_closed():
                return
        self.pending.clear()

    def _is_end(self, line: Line) -> bool:
        text = line.text
        return bool(HEADER.match(text) or CAPTION.match(text) or UNIT_LINE.match(text) or SECTION.match(text))

    def _parted(self, line: Line) -> tuple[str, tuple[str, ...]]:
        if not line.cells:
            return from_the_right(line.text, len(self.columns))
        width = len(self.columns)
        values = tuple(line.cells[-width:]) if len(line.cells) > width else tuple(line.cells[1:])
        title = " ".join(line.cells[: len(line.cells) - len(values)]).strip()
        return title, values if any(one.strip() for one in values) else ()

    def _goes_on(self, title: str) -> bool:
        return title[:1].islower() or self.pending[-1].text.endswith("-")

    def _take(self, line: Line, title: str, tokens: tuple[str, ...], at: int) -> None:
        if self.pending and title and not self._goes_on(title):
            self._flush()
        first = self.pending[0] if self.pending else line
        whole = joined([one.text for one in self.pending] + ([title] if title else []))
        self.pending.clear()
        self._add(whole, tokens, first.place)
        self.table.last = at

    def _flush(self) -> None:
        """A title without an amount: a row of its own, unless it names an area (`1 Sundhedsområdet`)."""
        title = joined([one.text for one in self.pending])
        if not AREA.match(title):
            self._add(title, (), self.pending[0].place)
        self.pending.clear()

    def _add(self, title: str, tokens: tuple[str, ...], place: Place) -> None:
        numbered = NUMBER.match(title)
        growth, saving = self._placed(tokens)
        shown = without_flag(numbered["title"] if numbered else title)
        number = numbered["number"] if numbered else ""
        total = not number and is_total(title)
        self.table.rows.append(GrowthRow(shown, number, growth, saving, place, total, is_flagged(title)))

    def _placed(self, tokens: tuple[str, ...]) -> tuple[Cell | None, Cell | None]:
        """The cells of a row; a single one is a saving where it is negative."""
        if len(tokens) == len(self.columns) == 2:
            return self._cell("growth", tokens[0]), self._cell("saving", tokens[1])
        if not tokens:
            return None, None
        only = cell("growth", tokens[0], self.unit)
        if only.amount and only.amount.high < 0 and len(self.columns) == 2:
            return None, self._cell("saving", tokens[0])
        return only, None

    def _cell(self, column: Which, printed: str) -> Cell | None:
        return cell(column, printed, self.unit) if printed.strip() else None

    def _is_closed(self) -> bool:
        """A total ends the table, unless it stands on top of it."""
        return self.table.rows[-1].is_total and len(self.table.rows) > 1
