"""All tables among some lines, each line in one of them at most: years, development, lists, named columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tvaers.engine.budget.catalogue import Doubt, Interval, Table
from tvaers.engine.budget.reading.development import development_tables
from tvaers.engine.budget.reading.free_tables import free_tables
from tvaers.engine.budget.reading.lines import Line
from tvaers.engine.budget.reading.list_tables import list_tables
from tvaers.engine.budget.reading.period_tables import Found, period_tables


@dataclass(frozen=True)
class Tables:
    """The tables in the order printed, the indexes of the lines they took, and what is doubtful in them."""

    found: tuple[Found, ...]
    taken: frozenset[int]

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        return tuple(doubt for one in self.found for doubt in one.doubts)

    def all(self) -> tuple[Table, ...]:
        return tuple(one.table for one in self.found)


def tables_in(lines: Sequence[Line], first: int, end: int, overview: Interval | None = None) -> Tables:
    """The tables in lines `[first, end)`; `overview` is what the overview says of a proposal's budget year."""
    found = period_tables(lines, first, end, overview)
    taken = {at for one in found for at in one.indexes}
    for one in development_tables(lines, first, end):
        if not taken & set(one.indexes):
            found.append(one)
            taken.update(one.indexes)
    for reader in (list_tables, free_tables):
        more = reader(lines, first, end, taken)
        found += more
        taken.update(at for one in more for at in one.indexes)
    return Tables(tuple(sorted(found, key=lambda one: one.first)), frozenset(taken))
