"""Which proposal a label names, and what a proposal costs in the budget year."""

from __future__ import annotations

from tvaers.engine.budget.catalogue import Catalogue, Column, Proposal, Table
from tvaers.engine.budget.checking.balance import Term, term_of
from tvaers.engine.budget.checking.titles import likeness, stems

ENOUGH = 600
"""How alike a label and a title must be, in thousandths."""


def named(catalogue: Catalogue, label: str) -> Proposal | None:
    """The proposal whose title, or another form of it, is most like `label`; None where none is alike enough."""
    best = max(catalogue.proposals, key=lambda one: _closeness(one, label), default=None)
    return best if best and _closeness(best, label)[0] >= ENOUGH else None


def first_column(catalogue: Catalogue, table: Table) -> Column | None:
    """The column of the budget year: the one named so, else the first, as years in headings may be wrong."""
    year = str(catalogue.year or "")
    found = next((column for column in table.columns if column.key == year), None)
    starts_late = found is not None and table.columns[0].kind == "period" and table.columns[0] is not found
    return table.columns[0] if table.columns and (found is None or starts_late) else found


def budget_year_total(catalogue: Catalogue, proposal: Proposal) -> Term | None:
    """A proposal's printed total of the budget year; None where none is printed."""
    table = proposal.table
    row, column = (table.total, first_column(catalogue, table)) if table else (None, None)
    return term_of(row.cell(column.key), 0, proposal.title) if row and column else None


def _closeness(proposal: Proposal, label: str) -> tuple[int, int]:
    """How alike the best form of the title is, and by how many words."""
    forms = (proposal.title, *proposal.aliases)
    return max((likeness(label, form), len(stems(label) & stems(form))) for form in forms)
