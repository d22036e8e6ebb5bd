"""A proposal's series of sub-tables against its text and its total (I16).

Several lists of one amount each ("Tabel 1-4") usually make one frame, and each list's total is told in the text. A
frame or a total that the text tells exactly is fine; one that it almost tells is a finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tvaers.engine.budget.catalogue import Catalogue, Interval, Proposal, Row, Table
from tvaers.engine.budget.checking.balance import Balance, term_of
from tvaers.engine.budget.checking.finding import HELD, Outcome
from tvaers.engine.budget.checking.mentions import Mention, is_copy, mentions
from tvaers.engine.budget.checking.naming import budget_year_total
from tvaers.engine.budget.checking.telling import Subject, judge
from tvaers.engine.budget.checking.titles import stems
from tvaers.engine.budget.checking.wheres import row_words

NEAR = 20
"""How far off, in thousandths, an amount of the text may be and still be taken for the total of a list."""


def check_series(catalogue: Catalogue) -> Iterator[Outcome]:
    """I16: each list's total, and the sum of all the lists, against the amounts that the text tells."""
    for proposal in catalogue.proposals:
        listed = [(table, row) for table in proposal.sub_tables if (row := _total(table))]
        found = [one for one in mentions(proposal.sections, proposal.amounts) if one.is_money]
        for table, row in listed:
            yield from _list(proposal, table, row, found)
        if len(listed) > 1:
            yield from _frame(catalogue, proposal, listed, found)


def _list(proposal: Proposal, table: Table, row: Row, found: Sequence[Mention]) -> Iterator[Outcome]:
    total = term_of(row.cells[0], 0, row.label)
    if not total or any(is_copy(one.term, total.amount) for one in found):
        yield from [HELD] if total and found else []
        return
    alike = [one for one in found if _near(one, total.amount) and stems(row.label) & stems(one.before + one.after)]
    if alike:
        told = f"Totalen {row_words(row)}"
        yield judge(_subject(proposal, alike[0]), Balance(alike[0].term, (total,)), told, kind="inconsistency")


def _frame(
    catalogue: Catalogue, proposal: Proposal, listed: Sequence[tuple[Table, Row]], found: Sequence[Mention]
) -> Iterator[Outcome]:
    """The sum of the lists' totals, and where it is off what their rows give."""
    terms = tuple(one for one in (term_of(row.cells[0], 0, row.label) for _, row in listed) if one)
    own = budget_year_total(catalogue, proposal)
    if own and Balance(own, terms).verdict != "off":
        yield HELD
        return
    balances = [(one, Balance(one.term, terms)) for one in found]
    near = [(one, balance) for one, balance in balances if _near(one, balance.recomputed)]
    if any(balance.verdict != "off" for _, balance in balances):
        yield HELD
    elif near:
        one, balance = near[0]
        yield judge(_subject(proposal, one), balance, "Tabellernes totaler", kind="inconsistency")
        rows = tuple(term for table, _ in listed for row in table.parts if (term := term_of(row.cells[0], 0)))
        yield judge(_subject(proposal, one), Balance(one.term, rows), "Tabellernes rækker", kind="inconsistency")


def _total(table: Table) -> Row | None:
    """The total of a list: a table of one column, all of one unit."""
    return table.total if len(table.columns) == 1 and table.unit.endswith("kr.") else None


def _near(one: Mention, amount: Interval) -> bool:
    return 0 < abs(one.amount.amount.low - amount.low) * 1000 <= NEAR * max(abs(amount.low), 1)


def _subject(proposal: Proposal, one: Mention) -> Subject:
    where = one.where(f"Budgetbrik {proposal.key}")
    return Subject("I16", proposal.key, where, one.amount.place, one.amount.unit)
