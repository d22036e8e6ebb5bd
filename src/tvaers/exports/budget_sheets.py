"""The tables of a budget as spreadsheets and CSV: proposals, themes, findings, agreed lines, allocations.

A sheet is its name, headings and rows; an amount is whole kroner. In XLSX amounts are numbers; in CSV they are written
the Danish way with a comma, and a text that a spreadsheet could take for a formula gets a ' before it.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import IO

from tvaers.engine.budget.catalogue import Catalogue, Interval, Proposal, Table
from tvaers.engine.budget.process_queries import AgreedLine, Progress
from tvaers.engine.budget.queries import Finding
from tvaers.engine.budget.totals import is_saving, savings, sum_of, theme_sums
from tvaers.engine.budget.wording import period_words
from tvaers.exports.cells import safe
from tvaers.exports.statement_xlsx import Book, Kroner

ROWS = {
    "running": "Drift", "one_off": "Engangsudgift", "capital": "Anlæg", "price": "Priser", "pool": "Pulje",
    "administration": "Administration", "saving": "Omstilling", "income": "Indtægt", "note": "Note", "part": "Del",
    "subtotal": "Mellemsum", "total": "I alt", "group": "Gruppe",
}  # fmt: skip
FINDINGS = {"error": "Fejl", "inconsistency": "Modsigelse", "label": "Mærkat", "rounding": "Afrunding"}
MARK = "\ufeff"
"""Tells a spreadsheet that the CSV is UTF-8."""


@dataclass(frozen=True)
class Amount:
    """Whole kroner in a cell, so that a number of rows is not taken for money."""

    kroner: int


Cell = str | int | Amount | None


@dataclass(frozen=True)
class Sheet:
    """A table: `key` names the file, `widths` are those of the columns in a spreadsheet."""

    key: str
    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...] = ()


def _ends(amount: Interval | None) -> tuple[Amount | None, Amount | None]:
    return (Amount(amount.low), Amount(amount.high)) if amount else (None, None)


def _periods(periods: Sequence[str]) -> list[str]:
    return [f"{period_words(one)}, {end} (kr.)" for one in periods for end in ("minimum", "maksimum")]


def proposals_sheet(catalogue: Catalogue) -> Sheet:
    """A row per proposal with low and high of each period."""
    titles = {one.number: one.title for one in catalogue.themes}
    headings = ("Nr.", "Tema", "Forslag", "Virksomhed", "Slags", "Uomgængelig", "Pris- og lønniveau",
                *_periods(catalogue.periods))  # fmt: skip
    rows = tuple(
        (one.key, f"{one.theme} {titles.get(one.theme, '')}".strip(), one.title, one.departments or "",
         "Omstilling" if is_saving(one) else "Opdrift", "Ja" if one.is_unavoidable else "Nej", one.price_level,
         *_totals(one, catalogue.periods))
        for one in catalogue.proposals
    )  # fmt: skip
    return Sheet("forslag", "Forslag", headings, rows, (10, 34, 60, 34, 12, 12, 18))


def _totals(proposal: Proposal, periods: Sequence[str]) -> Iterator[Cell]:
    for period in periods:
        yield from _ends(proposal.total(period))


def themes_sheet(catalogue: Catalogue) -> Sheet:
    """A row per theme with growth and savings of the budget year, computed from the proposals."""
    year = catalogue.periods[0] if catalogue.periods else ""
    headings = ("Tema", "Titel", "Forslag", "Opdrift, minimum (kr.)", "Opdrift, maksimum (kr.)", "Omstilling (kr.)",
                "Betales af andre penge")  # fmt: skip
    rows = tuple(
        (theme.number, theme.title, sum(one.theme == theme.number for one in catalogue.proposals), *_ends(growth),
         _saved(catalogue, theme.number, year), "Ja" if theme.is_externally_financed else "Nej")
        for theme, growth in theme_sums(catalogue, year)
    )  # fmt: skip
    return Sheet("temaer", "Temaer", headings, rows, (8, 56, 10, 22, 22, 18, 22))


def _saved(catalogue: Catalogue, theme: str, year: str) -> Amount | None:
    if savings(catalogue, year) is None:
        return None
    found = sum_of((one for one in catalogue.proposals if one.theme == theme and is_saving(one)), year)
    return Amount(found.low) if found else None


def rows_sheet(catalogue: Catalogue) -> Sheet:
    """Every figure of every table: where it stands, what is printed, and what it means."""
    headings = ("Forslag", "Tabel", "Række", "Slags", "Kolonne", "Trykt", "Minimum (kr.)", "Maksimum (kr.)", "Enhed",
                "Pris- og lønniveau")  # fmt: skip
    tables = [("", table) for table in catalogue.tables]
    tables += [(one.key, table) for one in catalogue.proposals for table in (one.table, *one.sub_tables) if table]
    rows = tuple(
        (key, table.caption or table.name, row.label, ROWS[row.kind], _heading(table, cell.column), cell.printed,
         *(_ends(cell.amount) if table.unit.endswith("kr.") else (None, None)), table.unit, table.price_level)
        for key, table in tables for row in table.rows for cell in row.cells
    )  # fmt: skip
    return Sheet("tal", "Alle tal", headings, rows, (10, 50, 60, 14, 12, 18, 18, 18, 10, 12))


def _heading(table: Table, column: str) -> str:
    """What stands over a column of the table, its period where nothing is printed."""
    found = next((one.printed for one in table.columns if one.key == column), "")
    return found or period_words(column)


def findings_sheet(findings: Iterable[Finding]) -> Sheet:
    """A row per finding with its state and who settled it."""
    headings = ("Nr.", "Regel", "Slags", "Sted", "Trykt", "Genberegnet", "Forklaring", "Tilstand")
    rows = tuple(
        (number, str(one.told["rule"]), FINDINGS[one.kind], str(one.told["where"]), str(one.told["printed_text"]),
         str(one.told["recomputed_text"]), str(one.told["reason"]), one.get_state_display())
        for number, one in enumerate(findings, start=1)
    )  # fmt: skip
    return Sheet("fund", "Fund", headings, rows, (6, 10, 14, 50, 18, 18, 90, 14))


def agreement_sheet(lines: Iterable[AgreedLine]) -> Sheet:
    """A row per agreed line with its amount in each period."""
    kept = list(lines)
    periods = list(dict.fromkeys(period for one in kept for period in one.amounts))
    headings = ("Nr.", "Titel", "Beløb (kr.)", *(f"{period_words(one)} (kr.)" for one in periods), "Pulje", "Ansvarlig")
    rows = tuple(
        (one.key, one.title, Amount(one.amount),
         *(Amount(one.amounts[period]) if period in one.amounts else None for period in periods),
         "Ja" if one.is_pool else "Nej", one.owner)
        for one in kept
    )  # fmt: skip
    return Sheet("aftale", "Aftalte beløb", headings, rows, (12, 60, 18))


def allocations_sheet(progress: Iterable[Progress]) -> Sheet:
    """A row per allocation with what came of it; empty where nobody has said."""
    headings = ("Virksomhed", "Nr.", "Titel", "Konto", "Kvartal", "Udmøntet (kr.)", "Realiseret (kr.)", "Ansvarlig")
    rows = tuple(
        (one.allocation.unit, one.allocation.line.key, one.allocation.line.title, one.allocation.account,
         one.allocation.quarter, Amount(one.allocation.amount),
         None if one.realised is None else Amount(one.realised), one.owner or one.allocation.director)
        for one in progress
    )  # fmt: skip
    return Sheet("udmoentning", "Udmøntning", headings, rows, (34, 12, 60, 18, 10, 18, 18, 30))


def write_xlsx(sheets: Sequence[Sheet]) -> IO[bytes]:
    """The sheets as one workbook in an open temporary file, at its beginning."""
    target: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115
    book = Book(target)
    for one in sheets:
        sheet = book.sheet(one.name, [*one.widths, *([20] * (len(one.headings) - len(one.widths)))])
        sheet.freeze_panes(1, 0)
        book.headings(sheet, 0, one.headings)
        for number, cells in enumerate(one.rows, start=1):
            book.row(sheet, number, [Kroner(cell.kroner * 100) if isinstance(cell, Amount) else cell for cell in cells])
    book.close()
    target.seek(0)
    return target


def write_csv(sheet: Sheet) -> str:
    """A sheet as CSV the way Danish spreadsheets read it: semicolons, comma decimals, UTF-8 with a mark."""
    target = StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow(sheet.headings)
    for cells in sheet.rows:
        writer.writerow([_text(cell) for cell in cells])
    return MARK + target.getvalue()


def _text(cell: Cell) -> str:
    if isinstance(cell, Amount):
        return f"{cell.kroner},00"
    return "" if cell is None else safe(str(cell)) if isinstance(cell, str) else str(cell)
