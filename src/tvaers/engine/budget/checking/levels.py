"""Which rows of a table make which: groups with their sub-totals, and the total of what stands highest.

A sub-total stands either after its rows ("I alt Psykiatrien") or before them ("Jordforurening", with the rows grouped
under it). A sub-total that is empty in a column gives way to its own rows there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tvaers.engine.budget.catalogue import Row, Table
from tvaers.engine.budget.checking.balance import Balance, Term, finest_step, term_of


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
            found.append(Level(row, tuple(loose)))
            loose, start = [row], 1
        elif row.kind != "note" and not _is_below(table, row, found):
            loose.append(row)
    return tuple(one for one in found if one.parts)


def column_sums(table: Table) -> Iterator[ColumnSum]:
    """Every sum down the columns of a table that can be tried: the total is printed, and at least one part is."""
    finest, known = finest_step([table]), levels(table)
    for level in known:
        for column in table.columns:
            printed = term_of(level.row.cell(column.key), finest, level.row.label)
            terms = tuple(_terms(level.parts, column.key, known, finest))
            if printed and terms:
                yield ColumnSum(level.row, column.key, Balance(printed, terms))


def _terms(parts: tuple[Row, ...], column: str, known: tuple[Level, ...], finest: int) -> Iterator[Term]:
    for row in parts:
        term = term_of(row.cell(column), finest, row.label)
        if term:
            yield term
        elif row.amount(column) is None:
            inner = next((one for one in known if one.row is row), None)
            yield from _terms(inner.parts, column, known, finest) if inner else ()


def _below(table: Table, row: Row) -> tuple[Row, ...]:
    """The rows after a sub-total that stand under its label."""
    after = table.rows[_at(table, row) + 1 :]
    return tuple(one for one in after if one.group == row.label and one.kind not in ("group", "note", "total"))


def _is_below(table: Table, row: Row, found: list[Level]) -> bool:
    """Whether a sub-total higher up has taken the row already."""
    return any(any(one is row for one in level.parts) for level in found)


def _at(table: Table, row: Row) -> int:
    return next(place for place, one in enumerate(table.rows) if one is row)
