"""Lines with figures that stand twice in a row, and that no table took as rows: a total that is printed again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from tvaers.engine.budget.catalogue import Catalogue, Doubt
from tvaers.engine.budget.reading.figures import EMPTY, from_the_right
from tvaers.engine.budget.reading.lines import Line

MOST = 12
"""Figures of a line that are looked at."""


def doubled_lines(lines: Sequence[Line], catalogue: Catalogue) -> Iterator[Doubt]:
    """A doubt for each line that repeats the one before it; rows of tables are left to the check (DUBLET)."""
    rows = _rows(catalogue)
    shown = [one for one in lines if not one.is_furniture]
    for before, line in pairwise(shown):
        if line.text == before.text and line.number not in rows and _has_amounts(line.text):
            text = f"Linjen “{line.text[:120]}” står to gange lige efter hinanden. Se efter, om den ene er for meget."
            yield Doubt("doubled-line", text, line.place)


def _has_amounts(text: str) -> bool:
    """Words and an amount, or several amounts; a lone figure can well be the same in two rows."""
    label, figures = from_the_right(text, MOST)
    amounts = [one for one in figures if one not in EMPTY and any(sign in "123456789" for sign in one)]
    return any("," in one or "." in one for one in amounts) and bool(label or len(amounts) > 1)


def _rows(catalogue: Catalogue) -> Set[int]:
    """The lines that rows of tables and overviews begin on."""
    tables = [*catalogue.tables, *(one.table for one in catalogue.proposals if one.table)]
    tables += [table for one in catalogue.proposals for table in one.sub_tables]
    entries = [*catalogue.overview, *catalogue.overview_totals]
    entries += [entry for theme in catalogue.themes for entry in (*theme.entries, *filter(None, [theme.total]))]
    return {row.place.line for table in tables for row in table.rows} | {one.place.line for one in entries}
