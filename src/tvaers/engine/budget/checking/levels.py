"""Which rows of a table make which: groups with their sub-totals, and the total of what stands highest.

A sub-total stands either after its rows ("I alt Psykiatrien") or before them ("Jordforurening", with the rows grouped
under it). A sub-total that is empty in a column gives way to its own rows there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tvaers.engine.budget.catalogue import ZERO, Row, Table
from tvaers.engine.budget.checking.balance import Balance, Term, finest_step, term, term_of
from tvaers.engine.budget.checking.wording import THOUSANDTHS

EVERY = "*"
"""Stands for all columns of a table together."""


@dataclass(frozen=True)
class Level:
    """A row that sums others: a sub-total or a total, and the rows that make it."""

    row: Row
    parts: tuple[Row, ...]


@dataclass(frozen=True)
class ColumnSum:
    """One sum of a table: what the row of a level prints in a column, and what its parts give."""

    row: Row
    column: str
    balance: Balance


def levels(table: Table) -> tuple[Level, ...]:
    """The sub-totals and totals of a table with their parts, in the order printed."""
    found: list[Level] = []
    loose: list[Row] = []
    start = 0
    for row in table.rows:
        if row.kind == "group":
            start = len(loose)
        elif row.kind == "subtotal":
            parts = _below(table, row) or tuple(loose[start:])
            found.append(Level(row, parts))
            loose = [one for one in loose if one not in parts]
            loose.append(row)
            start = len(loose)
        elif row.kind == "total":
            found.append(Level(row, tuple(loose) or _under(table, row)))
            loose, start = [row], 1
        elif row.kind != "note" and not _is_below(table, row, found):
            loose.append(row)
    return tuple(one for one in found if one.parts)


def column_sums(table: Table) -> Iterator[ColumnSum]:
    """Every sum down the columns of a table that can be tried: the total is printed, at least one part is, and no
    cell is doubtful. Where cells are, the level is tried once over all its columns, as a cell is in one of them."""
    finest, known = finest_step([table]), levels(table)
    for level in known:
        doubted = [column.key for column in table.columns if _is_doubtful((level.row, *level.parts), column.key)]
        for column in table.columns:
            printed = term_of(level.row.cell(column.key), finest, level.row.label)
            terms = tuple(_terms(level.parts, column.key, known, finest))
            if printed and terms and column.key not in doubted:
                yield ColumnSum(level.row, column.key, _counted(table, Balance(printed, terms)))
        if doubted and _is_additive(table, level) and all(_is_told(level, one.key) for one in table.columns):
            yield ColumnSum(level.row, EVERY, _counted(table, _over_all(level, finest)))


def _counted(table: Table, balance: Balance) -> Balance:
    """The same balance, without any rounding where people or things are counted in whole numbers."""
    figures = (balance.printed, *balance.terms)
    if table.unit != "antal" or any(one.amount.low % THOUSANDTHS or one.amount.high % THOUSANDTHS for one in figures):
        return balance
    printed, *terms = (replace(one, steps=ZERO) for one in figures)
    return Balance(printed, tuple(terms))


def _is_doubtful(rows: tuple[Row, ...], column: str) -> bool:
    return any(cell.state == "doubtful" for row in rows if (cell := row.cell(column)))


def _is_additive(table: Table, level: Level) -> bool:
    """Whether all the amounts of the parts make all those of the row: single rows may print a sum that it does not."""
    has_sums = any(column.kind == "total" for column in table.columns)
    return not has_sums or all(row.kind == "subtotal" for row in level.parts)


def _is_told(level: Level, column: str) -> bool:
    """Whether a column has its total, or may have it, or needs none because no part has a certain amount there."""
    cell = level.row.cell(column)
    has_total = cell is not None and (cell.amount is not None or cell.state == "doubtful")
    return has_total or all(term_of(row.cell(column), 0) is None for row in level.parts)


def _over_all(level: Level, finest: int) -> Balance:
    """All that the row prints, against all that its parts print, wherever it belongs."""
    printed, *terms = (_row_term(row, finest) for row in (level.row, *level.parts))
    return Balance(printed, tuple(terms))


def _row_term(row: Row, finest: int) -> Term:
    cells = [term(cell.amount, cell.step, finest) for cell in row.cells if cell.amount]
    return Term(sum((one.amount for one in cells), ZERO), sum((one.steps for one in cells), ZERO), row.label)


def _terms(parts: tuple[Row, ...], column: str, known: tuple[Level, ...], finest: int) -> Iterator[Term]:
    for row in parts:
        found = term_of(row.cell(column), finest, row.label)
        if found:
            yield found
        elif row.amount(column) is None:
            inner = next((one for one in known if one.row is row), None)
            yield from _terms(inner.parts, column, known, finest) if inner else ()


def _below(table: Table, row: Row) -> tuple[Row, ...]:
    """The rows after a sub-total that stand under its label."""
    after = table.rows[_at(table, row) + 1 :]
    return tuple(one for one in after if one.group == row.label and one.kind not in ("group", "note", "total"))


def _under(table: Table, total: Row) -> tuple[Row, ...]:
    """The rows after a total that stands on top of its table, without those under a sub-total of their own."""
    after = [row for row in table.rows[_at(table, total) + 1 :] if row.kind not in ("group", "note", "total")]
    areas = {row.label for row in after if row.kind == "subtotal"}
    return tuple(row for row in after if row.group not in areas)


def _is_below(table: Table, row: Row, found: list[Level]) -> bool:
    """Whether a sub-total higher up has taken the row already."""
    return any(any(one is row for one in level.parts) for level in found)


def _at(table: Table, row: Row) -> int:
    return next(place for place, one in enumerate(table.rows) if one is row)
