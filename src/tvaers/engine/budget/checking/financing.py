"""The financing overview: its parts, its sums, and the figures it takes from the rest of the catalogue (I5).

Financing is the sum of its parts, savings are those of the overview, and the balance is the pressure less both. The
rows are known by their words, because the table mixes what must be paid with what pays for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tvaers.engine.budget.catalogue import Catalogue, Row, Table
from tvaers.engine.budget.checking.balance import Balance, Term, finest_step, term_of
from tvaers.engine.budget.checking.copies import compare
from tvaers.engine.budget.checking.finding import Outcome
from tvaers.engine.budget.checking.telling import Subject, judge
from tvaers.engine.budget.checking.titles import likeness
from tvaers.engine.budget.checking.wheres import row_words

WORDS = "Finansieringsoversigten"
PRESSURE = "udgiftspres"
ENOUGH = 600
"""How alike a row and a proposal's title must be, in thousandths, to be the same saving."""


def check_financing(catalogue: Catalogue) -> Iterator[Outcome]:
    """I5: the sub-totals and the balance of the financing overview, and what it copies from the main overview."""
    for table in catalogue.tables:
        if table.kind == "financing":
            yield from _sums(table)
            yield from _copies(catalogue, table)


def _sums(table: Table) -> Iterator[Outcome]:
    """Each sub-total from the rows above it; the total from the pressure and the sub-totals."""
    finest = finest_step([table])
    above: list[Row] = []
    highest: list[Row] = []
    for row in table.rows:
        if PRESSURE in row.label.casefold():
            highest.append(row)
        elif row.kind == "subtotal":
            yield from _sum(table, row, above, finest)
            highest.append(row)
            above = []
        elif row.kind == "total":
            yield from _sum(table, row, [*highest, *above], finest)
        elif row.kind not in ("group", "note"):
            above.append(row)


def _sum(table: Table, row: Row, parts: Sequence[Row], finest: int) -> Iterator[Outcome]:
    for column in table.columns:
        printed = term_of(row.cell(column.key), finest)
        terms = _terms(parts, column.key, finest)
        if printed and terms:
            subject = Subject("I5", "financing", f"{WORDS}, {row_words(row)}", row.place, table.unit)
            yield judge(subject, Balance(printed, terms), "Rækkerne")


def _copies(catalogue: Catalogue, table: Table) -> Iterator[Outcome]:
    """The pressure is the overview's growth, and each saving that of the proposal it names."""
    finest = finest_step([table])
    grand = next((one for one in catalogue.overview_totals if not one.theme), None)
    for row in table.rows:
        printed = next((one for one in (term_of(cell, finest) for cell in row.cells) if one), None)
        subject = Subject("I5", "financing", f"{WORDS}, {row_words(row)} mod oversigten", row.place, table.unit)
        if PRESSURE in row.label.casefold() and grand:
            yield from compare(subject, printed, term_of(grand.growth, finest), "Den samlede oversigt")
        elif row.kind not in ("group", "note", "subtotal", "total"):
            yield from compare(subject, printed, _saving(catalogue, row.label, finest), "Den samlede oversigt")


def _saving(catalogue: Catalogue, label: str, finest: int) -> Term | None:
    """The saving in the main overview that a row names; None where none is alike enough."""
    savings = [one for one in catalogue.overview if one.saving and one.saving.amount]
    best = max(savings, key=lambda one: likeness(label, one.title), default=None)
    return term_of(best.saving, finest) if best and likeness(label, best.title) >= ENOUGH else None


def _terms(rows: Sequence[Row], column: str, finest: int) -> tuple[Term, ...]:
    found = (term_of(row.cell(column), finest, row.label) for row in rows)
    return tuple(one for one in found if one)
