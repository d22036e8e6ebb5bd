"""Whether figures add up: the rows of a printed series against its totals, by column and by row.

BUD-54, BUD-60, BUD-61, BUD-62, BUD-75, BUD-95, BUD-101, BUD-123, BUD-125, BUD-168, BUD-183, BUD-189, BUD-193. Whole
kroner. A difference within the rounding of the last printed digit is no error: half a step for each figure and one for
the total.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from tvaers.engine.budget.rules.register import rule
from tvaers.kernel.budget_amounts import Kroner
from tvaers.kernel.budget_plans import Series, SeriesRow

SUMMED = ("running", "one_off", "income", "capital")


@dataclass(frozen=True)
class Sums:
    """The sum of each column, and printed less computed where they differ.

    `rounding` are the columns whose difference the rounding can explain, `errors` those where it cannot.
    """

    sums: dict[str, Kroner]
    differences: dict[str, Kroner]
    rounding: tuple[str, ...]
    errors: tuple[str, ...]


@rule(
    "BUD-54",
    "BUD-60",
    "BUD-61",
    "BUD-62",
    "BUD-75",
    "BUD-95",
    "BUD-101",
    "BUD-123",
    "BUD-125",
    "BUD-158",
    "BUD-164",
    "BUD-168",
    "BUD-183",
    "BUD-184",
    "BUD-189",
    "BUD-193",
    title="Rækker mod skrevne summer",
)
def column_sums(rows: tuple[SeriesRow, ...], printed: dict[str, Kroner], step: Kroner = 1) -> Sums:
    """Rows against printed totals, column by column; a note has no amount and an empty cell is not in the sum."""
    columns = dict.fromkeys((*printed, *(column for row in rows for column in row.amounts)))
    cells = {column: [row.amounts[column] for row in rows if _counts(row, column)] for column in columns}
    sums = {column: sum(amounts) for column, amounts in cells.items()}
    differences = {column: total - sums[column] for column, total in printed.items() if total != sums[column]}
    slack = {column: (len(cells[column]) + 1) * step for column in differences}
    rounding = tuple(column for column, amount in differences.items() if 2 * abs(amount) <= slack[column])
    return Sums(sums, differences, rounding, tuple(column for column in differences if column not in rounding))


def sums_of(series: Series, groups: Collection[str] = ()) -> Sums:
    """The sums of a series of the package, or of some of its groups; the printed totals are those of the series."""
    rows = tuple(row for row in series.rows if not groups or row.group in groups)
    return column_sums(rows, series.printed, series.step)


def _counts(row: SeriesRow, column: str) -> bool:
    return row.kind in SUMMED and column in row.amounts
