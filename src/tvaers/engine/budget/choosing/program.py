"""A small integer program as plain data: columns, rows and an objective, all in Python integers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

Terms = Mapping[int, int]
"""Coefficient by column number."""


@dataclass(frozen=True)
class Column:
    """A variable from `low` to `high` (None: no end). `unit` tells that some best solution has a whole multiple of it.

    A column that is not integer is left continuous in the solver, but its unit lets rows be scaled without loss.
    """

    low: int = 0
    high: int | None = 1
    is_integer: bool = True
    unit: int = 1


@dataclass(frozen=True)
class Row:
    """low ≤ sum of terms ≤ high; None is no bound. `label` says in Danish which demand it is, where it may be told."""

    terms: Terms
    low: int | None = None
    high: int | None = None
    label: str = ""


@dataclass(frozen=True)
class Program:
    """Maximise `objective` over the columns under the rows."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    objective: Terms

    def but(self, *rows: Row, objective: Terms | None = None) -> Program:
        """The same with more rows, and another objective where one is given."""
        return replace(self, rows=(*self.rows, *rows), objective=self.objective if objective is None else objective)

    def without(self, number: int) -> Program:
        """The same without one row."""
        return replace(self, rows=(*self.rows[:number], *self.rows[number + 1 :]))

    def fixed(self, column: int, value: int) -> Program:
        """The same with one column held at a value."""
        return self.bounded(column, low=value, high=value)

    def bounded(self, column: int, **ends: int) -> Program:
        """The same with other ends (`low`, `high`) of one column."""
        columns = list(self.columns)
        columns[column] = replace(columns[column], **ends)  # type: ignore[arg-type]
        return replace(self, columns=tuple(columns))


def worth(terms: Terms, values: tuple[int, ...]) -> int:
    """The sum of terms at values."""
    return sum(factor * values[column] for column, factor in terms.items())
