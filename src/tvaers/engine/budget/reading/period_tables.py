"""Tables with years for columns: found by their header, with caption, unit and price level from the lines above."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tvaers.engine.budget.catalogue import Doubt, Interval, Table, TableKind, Unit
from tvaers.engine.budget.reading.figures import FACTORS, figure
from tvaers.engine.budget.reading.growth import HEADER as GROWTH_HEADER
from tvaers.engine.budget.reading.headers import Header, header_at
from tvaers.engine.budget.reading.leading import arrange
from tvaers.engine.budget.reading.lines import Line
from tvaers.engine.budget.reading.rowing import RawRow, RawRows
from tvaers.engine.budget.reading.sums import laid, row_of
from tvaers.engine.budget.reading.titles import joined
from tvaers.engine.budget.reading.wording import (
    CAPTION,
    NUMBERED,
    SECTION,
    UNIT_LINE,
    price_level_in,
    unit_in,
)

SHORT = 60
"""Characters of a line that can say no more than the unit of the table below it."""
ABOVE = 4
"""Lines above a header in which its caption is looked for."""
MONEY = tuple(FACTORS)
INVESTMENT = re.compile(r"^(?:forslag til )?(?:investerings|anlægs)", re.IGNORECASE)
PROPOSAL_TOTAL = re.compile(r"udvidelsesforslag|budgetforslag i alt|forslag i alt", re.IGNORECASE)
LARGE = 100_000
"""A figure from here on, in a table without a unit, is kroner and no count."""
THOUSANDS_DOTTED = re.compile(r"^-?\d{1,3}(\.\d{3})+$")


@dataclass(frozen=True)
class Found:
    """A table with the indexes of its lines `[first, end)`, what is doubtful in it, and whether it has a caption."""

    table: Table
    first: int
    end: int
    doubts: tuple[Doubt, ...]
    has_caption: bool
    lines: frozenset[int] = frozenset()

    @property
    def indexes(self) -> Iterable[int]:
        """The lines that the table took: all of its stretch, or those named where others stand between."""
        return self.lines or range(self.first, self.end)

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
        table = _table(lines, header, end, overview) if header else None
        if table:
            found.append(table)
            at = table.end - 1
        at += 1
    return found


def _table(lines: Sequence[Line], header: Header, end: int, overview: Interval | None) -> Found | None:
    first = header.end
    width = len(header.columns)
    rows = RawRows(
        lines[:end], first, width, lambda at: is_end(lines, at, first), _closes, header.ends, _is_listing(header),
        lambda at: _again(lines, at, header),
    ).read()  # fmt: skip
    kept = _trimmed(rows.rows)
    if not any(one.figures for one in kept):
        return None
    above = _above(lines, header)
    caption = joined([lines[at].text for at in above])
    investment = bool(INVESTMENT.search(caption + " " + header.words))
    unit, doubt = unit_of(caption, header, kept, investment)
    placed = laid(kept, header.columns, unit)
    is_own = bool(CAPTION.match(caption)) or any(PROPOSAL_TOTAL.search(one.label) for one in kept)
    arrange(placed, overview if is_own else None)
    made = [row_of(one, header.columns) for one in placed]
    kind: TableKind = "proposal" if is_own else "investment" if investment else "sub"
    table = Table(
        kind=kind,
        caption=caption or header.words,
        unit=unit,
        columns=header.columns,
        rows=tuple(row for row, _ in made),
        place=lines[header.first].place,
        price_level=price_level_in(caption) or price_level_in(header.words),
        name=_name(caption, header.words),
    )
    doubts = tuple(one for _, one in made if one) + ((Doubt("no-unit", doubt, table.place),) if doubt else ())
    stop = max(kept[-1].last + 1, first)
    taken = frozenset({*above, *range(header.first, stop)})
    return Found(table, min(taken), stop, doubts, bool(caption), taken)


def _again(lines: Sequence[Line], at: int, header: Header) -> int:
    """How many lines the same head takes at `at`; 0 where it does not stand there."""
    found = header_at(lines, at)
    is_same = found is not None and found.first == at and found.columns == header.columns
    return found.end - at if found and is_same else 0


def _closes(label: str) -> bool:
    return bool(PROPOSAL_TOTAL.search(label))


def _is_listing(header: Header) -> bool:
    """Whether rows without any figure are to be expected: tables of investments list projects without amounts."""
    return any(one.kind in ("earlier", "later", "total") for one in header.columns)


def is_end(lines: Sequence[Line], at: int, first: int) -> bool:
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


def _above(lines: Sequence[Line], header: Header) -> list[int]:
    """The lines above a head that are its caption: one that says so, or a short one that names what it shows."""
    for at in range(header.first - 1, max(-1, header.first - 1 - ABOVE), -1):
        text = lines[at].text
        if CAPTION.match(text) or NUMBERED.match(text):
            return [at]
        if INVESTMENT.match(text):
            return [one for one in range(at, header.first) if not lines[one].is_furniture]
        if len(text) > 100 or header_at(lines, at):
            break
        if lines[at].opens or (at == header.first - 1 and text.endswith(":")):
            return [at] if text.endswith(":") else _unit_line(lines, header)
    return _unit_line(lines, header)


def _unit_line(lines: Sequence[Line], header: Header) -> list[int]:
    """The line right above a head where it says no more than the unit."""
    at = header.first - 1
    return [at] if at >= 0 and len(lines[at].text) < SHORT and unit_in(lines[at].text) in MONEY else []


def unit_of(caption: str, header: Header, rows: Sequence[RawRow], investment: bool = False) -> tuple[Unit, str]:
    """The unit, and what is doubtful about it."""
    named = unit_in(caption) or unit_in(header.words)
    if named in MONEY:
        return named, ""
    figures = [one for row in rows for one in row.figures if figure(one)]
    dotted = any(THOUSANDS_DOTTED.match(one) for one in figures)
    if investment and dotted:
        return "1.000 kr.", "Anlægstabellen oplyser ingen enhed. Den er læst som 1.000 kr. Bekræft enheden."
    if named:
        return named, ""
    if any(abs(one) >= LARGE for one in _sizes(figures)):
        return "kr.", ""
    labelled = unit_in(" ".join(one.label for one in rows))
    if labelled in ("antal", "pct."):
        return labelled, ""
    if dotted:
        return "", "Tabellen oplyser ingen enhed, så tallene er læst uden. Angiv enheden."
    return ("mio. kr." if any("," in one for one in figures) else ""), ""


def _sizes(figures: Sequence[str]) -> list[int]:
    found = (figure(one) for one in figures)
    return [int(one.high) for one in found if one]


def _name(caption: str, words: str) -> str:
    numbered = re.match(r"(Tabel|Figur)\s*\.?\s*\d+", caption)
    return numbered[0] if numbered else words
