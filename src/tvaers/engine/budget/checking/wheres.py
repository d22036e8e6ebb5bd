"""Where things are, in words: which proposal or part of the catalogue a table belongs to, and what its rows are
called.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tvaers.engine.budget.catalogue import Catalogue, Proposal, Row, Table

OWN_WORDS = {
    "development": "Regional udvikling",
    "investment": "Investeringsoversigten",
    "financing": "Finansieringsoversigten",
    "unavoidable": "Listen over uomgængelige udgifter",
    "overview": "Den samlede oversigt",
    "theme": "Temaoversigten",
    "sub": "Tabellen",
    "proposal": "Tabellen",
}
RULES = {"development": "I14", "investment": "I15"}
LABEL = 60
"""Longer labels are cut, so that a place stays readable."""


@dataclass(frozen=True)
class Held:
    """A table with the key of what holds it (a proposal's, or the kind of table) and the words for it."""

    table: Table
    object: str
    words: str
    proposal: Proposal | None = None

    @property
    def rule(self) -> str:
        return RULES.get(self.table.kind, "I2")


def tables_with_owner(catalogue: Catalogue) -> Iterator[Held]:
    """All tables: each proposal's own and its sub-tables, then those that no proposal owns."""
    for proposal in catalogue.proposals:
        words = f"Budgetbrik {proposal.key}"
        if proposal.table:
            yield Held(proposal.table, proposal.key, words, proposal)
        names = [_name(one) for one in proposal.sub_tables]
        for number, table in enumerate(proposal.sub_tables, 1):
            yield Held(table, proposal.key, f"{words}, {_named(_name(table), number, names)}", proposal)
    for table in catalogue.tables:
        yield Held(table, table.kind, _own(table))


def row_words(row: Row) -> str:
    """A row by its label, shortened."""
    return f"»{shortened(row.label)}«"


def shortened(text: str) -> str:
    """A label in at most `LABEL` characters, on one line."""
    told = " ".join(text.split())
    return told if len(told) <= LABEL else told[: LABEL - 1].rstrip() + "…"


def _name(table: Table) -> str:
    return shortened(table.name or table.caption)


def _named(name: str, number: int, names: list[str]) -> str:
    """A sub-table by its name; by its number, too, where the name is missing or not its own."""
    if not name:
        return f"deltabel {number}"
    return f"tabellen »{name}«" if names.count(name) == 1 else f"deltabel {number} »{name}«"


def _own(table: Table) -> str:
    words = OWN_WORDS[table.kind]
    name = _name(table)
    return f"{words} »{name}«" if name and table.kind in ("sub", "investment", "proposal") else words
