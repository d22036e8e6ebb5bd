"""The sums along the rows of a table: draft + change = proposal (I14), earlier + years + later = total (I15).

A row is tried when its sum and at least one of its parts are printed.
"""

from __future__ import annotations

from collections.abc import Iterator

from tvaers.engine.budget.catalogue import Catalogue, Column, Row, Table
from tvaers.engine.budget.checking.balance import Balance, finest_step, term, term_of
from tvaers.engine.budget.checking.finding import Outcome
from tvaers.engine.budget.checking.telling import Subject, judge
from tvaers.engine.budget.checking.wheres import Held, row_words, tables_with_owner
from tvaers.engine.budget.checking.wording import column_words

SUMMED = ("period", "earlier", "later", "other")
"""The kinds of column that a column of totals adds up; "other" are the unnamed ones, such as hospitals side by side."""


def check_rows(catalogue: Catalogue) -> Iterator[Outcome]:
    """I14, I15 and I2: the sum that each row prints against the columns beside it."""
    for held in tables_with_owner(catalogue):
        parts = _parts(held.table)
        if parts:
            yield from _rows(held, *parts)


def _parts(table: Table) -> tuple[Column, tuple[Column, ...]] | None:
    """The column that sums, and those it sums; None where the table has no such column."""
    by_kind = {column.kind: column for column in table.columns}
    if {"draft", "change", "proposal"} <= by_kind.keys():
        return by_kind["proposal"], (by_kind["draft"], by_kind["change"])
    if "total" not in by_kind:
        return None
    summed = tuple(column for column in table.columns if column.kind in SUMMED and column.key != "PERM")
    return (by_kind["total"], summed) if len(summed) > 1 else None


def _rows(held: Held, result: Column, parts: tuple[Column, ...]) -> Iterator[Outcome]:
    finest, ends_in_total = finest_step([held.table]), _ends_in_total(held.table, result)
    for row in held.table.rows:
        is_doubtful = any(cell.state == "doubtful" for cell in row.cells)
        balance = _as_it_comes(row, finest) if is_doubtful else _balance(row, result, parts, finest)
        if balance and (ends_in_total or not is_doubtful):
            told = column_words(held.table, result.key)
            where = f"{held.words}, {row_words(row)}, kolonnen {told} mod rækken"
            names = " + ".join(column_words(held.table, one.key) for one in parts) if len(parts) < 3 else "Kolonnerne"
            yield judge(Subject(held.rule, held.object, where, row.place, held.table.unit), balance, names)


def _ends_in_total(table: Table, result: Column) -> bool:
    """Whether every row of which all is certain prints its sum, so that a doubtful row surely ends with one, too."""
    sure = [row for row in table.parts if row.cells and not any(cell.state == "doubtful" for cell in row.cells)]
    printed = [row for row in sure if any(cell.amount for cell in row.cells)]
    return bool(printed) and all(row.amount(result.key) for row in printed)


def _as_it_comes(row: Row, finest: int) -> Balance | None:
    """A row whose columns are doubtful: the last amount is the sum of the others, wherever they belong."""
    found = [term(cell.amount, cell.step, finest) for cell in row.cells if cell.amount]
    is_part = row.kind not in ("subtotal", "total", "group", "note")
    return Balance(found[-1], tuple(found[:-1])) if is_part and len(found) > 1 else None


def _balance(row: Row, result: Column, parts: tuple[Column, ...], finest: int) -> Balance | None:
    printed = term_of(row.cell(result.key), finest)
    terms = tuple(one for one in (term_of(row.cell(part.key), finest, part.key) for part in parts) if one)
    return Balance(printed, terms) if printed and terms else None
