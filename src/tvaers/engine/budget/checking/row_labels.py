"""What the labels of rows and tables say about their own figures (I9, I10, I13).

A label may tell an amount that the row shares out, a table may be headed by another year than its figures are, and a
row may carry the label of one row and the figures of another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tvaers.engine.budget.catalogue import ZERO, Catalogue, Interval, Proposal, Row, Table
from tvaers.engine.budget.checking.balance import Balance, Term, finest_step, term_of
from tvaers.engine.budget.checking.finding import Finding, Outcome
from tvaers.engine.budget.checking.naming import budget_year_total
from tvaers.engine.budget.checking.telling import Subject, judge
from tvaers.engine.budget.checking.titles import bare
from tvaers.engine.budget.checking.wheres import row_words, shortened, tables_with_owner

SHARED = re.compile(r"\((\d[\d.]*(?:,(\d+))?)\s*mio\.\s*kr\.?\)")
YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
HEADING = 80
"""Characters of a line of text that may be a table's heading."""
LONG = 20
"""Labels of fewer letters ("Drift", "Løn") may well stand in several tables."""


def check_shared_out(catalogue: Catalogue) -> Iterator[Outcome]:
    """I13: "Konsoliderede midler fra 2022 (89,2 mio. kr.)" is shared out over the years of its row, to the last
    krone.
    """
    for held in tables_with_owner(catalogue):
        finest = finest_step([held.table])
        for row in held.table.rows:
            found = SHARED.search(row.label)
            terms = [one for one in (term_of(cell, finest) for cell in row.cells) if one]
            if found and terms:
                total = sum((one.amount for one in terms), ZERO)
                printed = _amount(found[1], found[2] or "", -1 if total.low < 0 else 1)
                subject = Subject("I13", held.object, f"{held.words}, {row_words(row)}", row.place, held.table.unit)
                yield judge(subject, Balance(printed, tuple(terms)), "Rækkens beløb")


def check_years_of_tables(catalogue: Catalogue) -> Iterator[Outcome]:
    """I9: a sub-table that makes the budget year's total is not headed by another year."""
    year = str(catalogue.year or "")
    for proposal in catalogue.proposals:
        own = budget_year_total(catalogue, proposal)
        for table in proposal.sub_tables if own and year else ():
            headed = " ".join((table.name, table.caption, *(column.printed for column in table.columns))).strip()
            years = YEAR.findall(headed) or YEAR.findall(headed := _line_above(proposal, table))
            if own and years and year not in years and _makes(table, own):
                reason = (
                    f"Tabellens overskrift nævner {' og '.join(sorted(set(years)))}, men dens total er budgetbrikkens "
                    f"beløb for {year}."
                )
                where = f"Budgetbrik {proposal.key}, årstallet i overskriften »{shortened(headed)}«"
                yield Finding("I9", "label", table.place, proposal.key, where, reason,
                              printed_text=" ".join(years), recomputed_text=year)  # fmt: skip


def check_borrowed_labels(catalogue: Catalogue) -> Iterator[Outcome]:
    """I10: no row has the label of one row and the figures of another, in a table of the same proposal before it."""
    for proposal in catalogue.proposals:
        earlier: list[Row] = []
        for table in proposal.sub_tables:
            for row in table.rows:
                yield from _borrowed(proposal, row, earlier)
            earlier += table.rows


def _borrowed(proposal: Proposal, row: Row, earlier: list[Row]) -> Iterator[Outcome]:
    label, figures = bare(row.label), _figures(row)
    if len(label) < LONG or len(figures) < 2:
        return
    named = [one for one in earlier if bare(one.label) == label]
    equal = [one for one in earlier if _figures(one) == figures and bare(one.label) != label]
    if named and equal and all(_figures(one) != figures for one in named):
        reason = f"Rækken hedder {row_words(row)}, men beløbene er dem fra {row_words(equal[0])} i tabellen før."
        where = f"Budgetbrik {proposal.key}, rækkens navn {row_words(row)}"
        yield Finding("I10", "label", row.place, proposal.key, where, reason, printed_text=shortened(row.label),
                      recomputed_text=shortened(equal[0].label))  # fmt: skip


def _figures(row: Row) -> tuple[tuple[str, Interval], ...]:
    return tuple((cell.column, cell.amount) for cell in row.cells if cell.amount)


def _line_above(proposal: Proposal, table: Table) -> str:
    """The last line of the text before a table, where it is short enough to be its heading."""
    before = [section for section in proposal.sections if section.place.line <= table.place.line]
    last = before[-1].text.rsplit("\n", 1)[-1] if before else ""
    return last if len(last) <= HEADING else ""


def _makes(table: Table, own: Term) -> bool:
    """Whether one of the total's amounts is the proposal's own, whatever its sign."""
    total = table.total
    terms = [one for one in (term_of(cell, 0) for cell in total.cells) if one] if total else []
    turned = Term(-own.amount, own.steps)
    return any(Balance(each, (one,)).verdict != "off" for one in terms for each in (own, turned))


def _amount(whole: str, decimals: str, sign: int) -> Term:
    """An amount in mio. kr. as it stands in a label."""
    step = 1_000_000 // 10 ** len(decimals)
    digits = int(re.sub(r"\D", "", whole))
    return Term(Interval.of(sign * digits * step), Interval.of(step))
