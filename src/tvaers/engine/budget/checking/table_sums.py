"""The sums down the columns of proposals' and sub-tables (I2): rows to sub-totals and totals, each end by itself.

Investment tables go here too (I15): their groups, columns and totals follow the same levels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tvaers.engine.budget.catalogue import Catalogue, Interval, Table
from tvaers.engine.budget.checking.finding import Outcome
from tvaers.engine.budget.checking.levels import EVERY, ColumnSum, column_sums
from tvaers.engine.budget.checking.telling import Subject, judge
from tvaers.engine.budget.checking.wheres import Held, row_words, tables_with_owner
from tvaers.engine.budget.checking.wording import column_words


def check_columns(catalogue: Catalogue) -> Iterator[Outcome]:
    """I2 and I15: every printed total and sub-total against its rows."""
    for held in tables_with_owner(catalogue):
        if held.table.kind in ("proposal", "sub", "investment", "development"):
            yield from _table(held)


def _table(held: Held) -> Iterator[Outcome]:
    sums = tuple(column_sums(held.table))
    for one in sums:
        column = column_words(held.table, one.column)
        where = f"{held.words}, {row_words(one.row)}, {column if one.column == EVERY else f'kolonnen {column}'}"
        subject = Subject(held.rule, held.object, where, one.row.place, held.table.unit)
        before, nearby = _beside(held.table, one, sums)
        yield judge(subject, one.balance, "Rækkerne", before=before, nearby=nearby)


def _beside(table: Table, one: ColumnSum, sums: Sequence[ColumnSum]) -> tuple[Interval | None, tuple[Interval, ...]]:
    """The nearest total to the left that holds, and what the rows give in the columns on either side."""
    keys = [column.key for column in table.columns]
    if one.column not in keys:
        return None, ()
    at = keys.index(one.column)
    row = {other.column: other.balance for other in sums if other.row is one.row}
    left = [row[key] for key in reversed(keys[:at]) if key in row]
    before = next((other.printed.amount for other in left if other.verdict == "held"), None)
    beside = [keys[place] for place in (at - 1, at + 1) if 0 <= place < len(keys)]
    return before, tuple(row[key].recomputed for key in beside if key in row)
