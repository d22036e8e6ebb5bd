"""Tables with one column of amounts: the financing, the unavoidable costs, and lists with rows described in prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tvaers.engine.budget.catalogue import Column, Row, Table, TableKind
from tvaers.engine.budget.reading.figures import from_the_right
from tvaers.engine.budget.reading.headers import Header, header_at
from tvaers.engine.budget.reading.leading import arrange
from tvaers.engine.budget.reading.lines import Line
from tvaers.engine.budget.reading.period_tables import Found, is_end, unit_of
from tvaers.engine.budget.reading.rowing import RawRow, RawRows
from tvaers.engine.budget.reading.sums import laid, row_of
from tvaers.engine.budget.reading.titles import joined
from tvaers.engine.budget.reading.wording import is_total, price_level_in, without_flag

UNIT_LAST = re.compile(
    r"^(?P<words>.*?)[\s(]*(?:i\s)?(?:(?:mio|mia)\.?\s?kr|1\.?000\s?kr|t\.?\s?kr|kr)\.?[\s)|]*:?$", re.IGNORECASE
)
YEAR_LAST = re.compile(r"^[A-ZÆØÅ][^.:;,]{2,70}\b20\d\d$")
LONGEST_HEADER = 150
LONGEST_LABEL = 80
"""Characters of a line without figures that can be a label here; longer ones are prose."""
LONGEST_DESCRIPTION = 120
"""Lines that the rows of a described list may take together."""
HANGING = re.compile(
    r"(?:\b(?:på|til|af|for|i|ca|ca\.|med|og|fra|mellem|udgør|samlet|end|over|omkring|under|er|at|kr\.|mio\.|mod)|[,:;(])$",
    re.IGNORECASE,
)
FINANCING = re.compile(r"råderum|bloktilskud|udgiftspres|økonomiaftale", re.IGNORECASE)
UNAVOIDABLE = re.compile(r"uomgængelig", re.IGNORECASE)


def list_tables(lines: Sequence[Line], first: int, end: int, taken: set[int]) -> list[Found]:
    """The tables with one column of amounts among lines `[first, end)` that nothing else took."""
    found: list[Found] = []
    at = first
    while at < end:
        table = _table(lines, at, end, taken) if at not in taken else None
        if table:
            found.append(table)
            at = table.end - 1
        at += 1
    return found


def _table(lines: Sequence[Line], at: int, end: int, taken: set[int]) -> Found | None:
    text = lines[at].text
    if len(text) > LONGEST_HEADER or header_at(lines, at):
        return None
    unit = UNIT_LAST.match(text)
    words = unit["words"].strip(" |").rstrip("( ") if unit else text if YEAR_LAST.match(text) else ""
    is_amount = bool(unit and re.search(r"(?<!\b20\d)\d$", words))
    if not words or is_amount or HANGING.search(words):
        return None
    stop = next((one for one in range(at + 1, end) if one in taken), end)
    return _plain(lines, at, stop, words, bool(unit)) or (_described(lines, at, stop, words) if unit else None)


def _plain(lines: Sequence[Line], at: int, end: int, words: str, has_unit: bool) -> Found | None:
    """Rows of a label and an amount each, from right below the head."""
    rows = RawRows(lines[:end], at + 1, 1, lambda one: _ends(lines, one, at + 1)).read().rows
    while rows and rows[-1].is_group:
        rows.pop()
    stated = [one for one in rows if one.figures]
    soon = stated and stated[0].first <= at + 2
    if not soon or len(stated) < 2 or (not has_unit and any(one.is_group for one in rows[:1])):
        return None
    return _found(lines, at, words, rows)


def _ends(lines: Sequence[Line], at: int, first: int) -> bool:
    label, figures = from_the_right(lines[at].text, 1)
    if is_end(lines, at, first):
        return True
    if not figures:
        return len(label) > LONGEST_LABEL or label.endswith(".") or bool(at > first and UNIT_LAST.match(label))
    return bool(HANGING.search(label)) or label.count("(") > label.count(")")


def _described(lines: Sequence[Line], at: int, end: int, words: str) -> Found | None:
    """Rows whose label is prose over several lines, with the amount on a line of its own; a sum must end them."""
    rows: list[RawRow] = []
    held: list[int] = []
    for one in range(at + 1, min(end, at + 1 + LONGEST_DESCRIPTION)):
        line = lines[one]
        if line.is_furniture:
            continue
        label, figures = from_the_right(line.text, 1)
        if header_at(lines, one) or (UNIT_LAST.match(line.text) and not figures):
            return None
        if figures and is_total(label):
            rows = _with_rest(rows, lines, held)
            rows.append(RawRow(label, figures, line.place, one, one))
            return _found(lines, at, words, rows) if len(rows) > 2 else None
        if figures and not label and held:
            rest = _rest_of_row(lines, held) if rows else []
            rows = _with_rest(rows, lines, rest)
            rows.append(_described_row(lines, held[len(rest) :], one, figures))
            held = []
        else:
            held.append(one)
    return None


def _rest_of_row(lines: Sequence[Line], held: Sequence[int]) -> list[int]:
    """The lines on top of a page that go on with the row before: those before the line that names the next row."""
    named = next((number for number, at in enumerate(held) if " | " in lines[at].text), 0)
    return list(held[:named]) if named and lines[held[0]].opens else []


def _described_row(lines: Sequence[Line], held: Sequence[int], last: int, figures: tuple[str, ...]) -> RawRow:
    text = joined([lines[at].text for at in held])
    name, bar, rest = text.partition(" | ")
    label = name if bar else re.split(r"(?<=\w{3})\. ", text)[0].rstrip(".")
    return RawRow(label, figures, lines[held[0]].place, held[0], last, note=rest if bar else text)


def _with_rest(rows: list[RawRow], lines: Sequence[Line], held: Sequence[int]) -> list[RawRow]:
    """Prose after the last amount goes on with the last row, over a page break."""
    if not held or not rows:
        return rows
    rest = joined([lines[at].text for at in held])
    return [*rows[:-1], replace(rows[-1], note=joined([rows[-1].note, rest]))]


def _found(lines: Sequence[Line], at: int, words: str, raws: Sequence[RawRow]) -> Found:
    text = lines[at].text
    year = re.search(r"20\d\d", text)
    column = Column(year[0], "period", text) if year else Column("amount", "other", text)
    unit, _ = unit_of(text, Header(words, (column,), at, at + 1), raws)
    placed = laid([replace(one, note="") for one in raws], (column,), unit)
    arrange(placed)
    rows = tuple(replace(row_of(one, (column,))[0], note=raw.note) for one, raw in zip(placed, raws, strict=True))
    table = Table(_kind(words, rows), without_flag(words), unit, (column,), rows, lines[at].place, price_level_in(text))
    return Found(table, at, raws[-1].last + 1, (), True)


def _kind(words: str, rows: Sequence[Row]) -> TableKind:
    if UNAVOIDABLE.search(words):
        return "unavoidable"
    labels = " ".join(one.label for one in rows)
    named = {one.casefold() for one in FINANCING.findall(labels)}
    return "financing" if len(named) > 1 or (named and "inansiering" in labels) else "sub"
