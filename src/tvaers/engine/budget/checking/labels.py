"""Headings, numbers, years, price levels and lines that are wrong or missing (I8, I9, I10, LINJE, TITEL).

None of these is a sum. A finding shows what is printed beside what the rest of the catalogue lets one expect.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tvaers.engine.budget.catalogue import PERMANENT, Catalogue, Place, Proposal, Table
from tvaers.engine.budget.checking.finding import Finding, Outcome
from tvaers.engine.budget.checking.titles import bare, stems
from tvaers.engine.budget.checking.wheres import tables_with_owner

_CAPTION_FOR = re.compile(r"initiativ(?:er|et)?\s+for\s+([^(]+)", re.IGNORECASE)


def check_headers(catalogue: Catalogue) -> Iterator[Outcome]:
    """I9: a proposal's table begins with the budget year, goes on year by year and ends with the permanent level."""
    for proposal in catalogue.proposals:
        table = proposal.table
        years = _years(table) if table else []
        if not table or not years or not catalogue.year:
            continue
        expected = [str(catalogue.year + place) for place in range(len(years))]
        if years != expected:
            reason = (
                f"Kolonnerne hedder {' og '.join(years)}, men kataloget er for {catalogue.year}. "
                f"De skal hedde {' og '.join(expected)}."
            )
            where = f"Budgetbrik {proposal.key}, tabellens årstal"
            yield _label("I9", table.place, proposal.key, where, reason, _heads(years, table), _heads(expected, table))


def check_theme_numbers(catalogue: Catalogue) -> Iterator[Outcome]:
    """I10: a theme's own table prints the number of its chapter."""
    for theme in catalogue.themes:
        if theme.printed_number and theme.printed_number != theme.number:
            reason = (
                f"Temaets tabel er mærket {theme.printed_number} {theme.title}, men kapitlet har nummer {theme.number}."
            )
            where = f"Temaoversigten for {theme.number}, temaets nummer"
            yield _label("I10", theme.place, f"tema {theme.number}", where, reason, theme.printed_number, theme.number)


def check_captions(catalogue: Catalogue) -> Iterator[Outcome]:
    """I10: a caption that names an initiative names the one it stands under."""
    for proposal in catalogue.proposals:
        found = _CAPTION_FOR.search(proposal.table.caption) if proposal.table else None
        if not proposal.table or not found:
            continue
        named = found[1].strip()
        titles = " ".join((proposal.title, *proposal.aliases))
        if stems(named) and not stems(named) & stems(titles):
            reason = f"Overskriften over tabellen taler om »{named}«, men budgetbrikken hedder »{proposal.title}«."
            where = f"Budgetbrik {proposal.key}, tabellens overskrift"
            yield _label("I10", proposal.table.place, proposal.key, where, reason, named, proposal.title)


def check_price_levels(catalogue: Catalogue) -> Iterator[Outcome]:
    """I8: every table has the price level of the catalogue, and each proposal's own table tells it."""
    standard = catalogue.price_level
    for held in tables_with_owner(catalogue):
        table = held.table
        where, expected = f"{held.words}, pris- og lønniveauet", f"P/L-{standard}"
        if table.kind == "proposal" and standard and not table.price_level:
            reason = f"Tabellen har intet pris- og lønniveau. De øvrige bruger {expected}."
            yield _label("I8", table.place, held.object, where, reason, "intet", expected)
        elif table.price_level and standard and table.price_level != standard:
            reason = (
                f"Tabellen er i P/L-{table.price_level}. Kataloget er i {expected}, så beløbene kan ikke lægges sammen."
            )
            yield _label("I8", table.place, held.object, where, reason, f"P/L-{table.price_level}", expected)


def check_departments(catalogue: Catalogue) -> Iterator[Outcome]:
    """LINJE: a proposal tells which unit it belongs to, in a catalogue where most proposals do."""
    telling = sum(one.departments is not None for one in catalogue.proposals)
    for proposal in catalogue.proposals if 2 * telling >= len(catalogue.proposals) else ():
        if proposal.departments is None:
            where = f"Budgetbrik {proposal.key}, linjen Virksomhed/Afdeling"
            reason = "Linjen Virksomhed/Afdeling mangler, så det står ikke, hvem budgetbrikken hører til."
            yield _label("LINJE", proposal.place, proposal.key, where, reason, "", "Virksomhed/Afdeling: …")


def check_titles(catalogue: Catalogue) -> Iterator[Outcome]:
    """TITEL: a proposal has the same title in the overviews as on its own page."""
    for proposal in catalogue.proposals:
        for other in _other_titles(proposal):
            reason = f"Oversigten kalder budgetbrikken »{other}«. På dens egen side hedder den »{proposal.title}«."
            where = f"Budgetbrik {proposal.key}, titlen i oversigten"
            yield _label("TITEL", proposal.place, proposal.key, where, reason, other, proposal.title)


def _other_titles(proposal: Proposal) -> Iterator[str]:
    seen = {bare(proposal.title)}
    for alias in proposal.aliases:
        if bare(alias) not in seen:
            seen.add(bare(alias))
            yield alias


def _years(table: Table) -> list[str]:
    return [column.key for column in table.columns if column.kind == "period" and column.key != PERMANENT]


def _heads(years: list[str], table: Table) -> str:
    """The years as a heading, with the permanent level where the table has one."""
    has_permanent = any(column.key == PERMANENT for column in table.columns)
    return " ".join([*years, *(["Permanent"] if has_permanent else [])])


def _label(rule: str, place: Place, key: str, where: str, reason: str, printed: str, expected: str) -> Finding:
    return Finding(
        rule,
        "label",
        place,
        key,
        where,
        reason,
        printed_text=printed,
        recomputed_text=expected,
    )
