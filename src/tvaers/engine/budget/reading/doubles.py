"""Lines that look like a slip before any table is understood: one that stands twice, or a letter within a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from tvaers.engine.budget.catalogue import Catalogue, Doubt
from tvaers.engine.budget.reading.figures import EMPTY, from_the_right
from tvaers.engine.budget.reading.lines import Line

LETTERED = re.compile(r"(?<![\w.,])(?=[\dlIO.,]*\d)(?=[\dlIO.,]*[lIO])-?[\dlIO]{1,3}(?:[.,][\dlIO]{1,3})+(?![\w])")
"""A figure in which l, I or O stands for a digit, as scanned papers have it."""
DIGITS = str.maketrans("lIO", "110")
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


def lettered_figures(lines: Sequence[Line]) -> Iterator[Doubt]:
    """A doubt for each figure with a letter in it; it is told and never read as the figure it looks like."""
    for line in lines:
        for found in LETTERED.finditer(line.text):
            text = f"“{found[0]}” ligner et tal med et bogstav i. Ret det i filen, hvis det skal læses som et tal."
            yield Doubt("letter-in-figure", text, line.place, (found[0].translate(DIGITS),))


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
