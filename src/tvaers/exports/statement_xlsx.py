"""A statement as a spreadsheet: Opgørelse, Linjer, Bestemmelser and Tilbageholdt. Written row by row, in little memory.

Amounts are numbers in kroner with two decimals. Texts are written as text, so that none can be taken for a formula.
"""

import tempfile
from collections.abc import Iterable
from datetime import date
from typing import IO, Any

import xlsxwriter

from tvaers.exports.statement import PaperLine, StatementPaper
from tvaers.kernel.money import plain

MOST_ROWS = 1_000_000
"""The most lines on one sheet; a spreadsheet holds 1,048,576 rows."""

LINE_HEADINGS = ("Linje", "Dag", "Slags", "Nummer", "Bestemmelse", "Hvorfor", "Beløb i kr.", "Rettelse")
LINE_WIDTHS = (34, 12, 22, 18, 14, 70, 16, 14)
CLAUSE_HEADINGS = ("Bestemmelse", "Overskrift", "Sted", "Resumé", "Linjer", "Beløb i kr.")
CLAUSE_WIDTHS = (14, 40, 24, 80, 10, 16)


class Book:
    """A workbook that is written from the top down, and the few looks that its cells have."""

    def __init__(self, target: IO[bytes]) -> None:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(target, options)
        self._bold = self._book.add_format({"bold": True, "bottom": 1})
        self._title = self._book.add_format({"bold": True, "font_size": 14})
        self._money = self._book.add_format({"num_format": "#,##0.00"})
        self._day = self._book.add_format({"num_format": "dd-mm-yyyy", "align": "left"})

    def sheet(self, name: str, widths: Iterable[int]) -> Any:
        """A new sheet with columns of some widths."""
        sheet = self._book.add_worksheet(name)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        return sheet

    def headings(self, sheet: Any, row: int, headings: Iterable[str]) -> None:
        """A row of headings."""
        for column, heading in enumerate(headings):
            sheet.write_string(row, column, heading, self._bold)

    def title(self, sheet: Any, text: str) -> None:
        """The heading of a sheet, in its first cell."""
        sheet.write_string(0, 0, text, self._title)

    def row(self, sheet: Any, row: int, cells: Iterable[Any]) -> None:
        """A row of texts, dates, numbers, amounts (`Kroner`) and empty cells."""
        for column, cell in enumerate(cells):
            if isinstance(cell, Kroner):
                sheet.write_number(row, column, float(plain(cell.oere)), self._money)
            elif isinstance(cell, date):
                sheet.write_datetime(row, column, cell, self._day)
            elif isinstance(cell, int):
                sheet.write_number(row, column, cell)
            elif cell:
                sheet.write_string(row, column, cell)

    def close(self) -> None:
        """Finish the file."""
        self._book.close()


class Kroner:
    """An amount for a cell: whole øre in, kroner out."""

    def __init__(self, oere: int) -> None:
        self.oere = oere


def write_xlsx(paper: StatementPaper) -> IO[bytes]:
    """The spreadsheet as an open temporary file, at its beginning; it is gone when it is closed."""
    target: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115
    book = Book(target)
    _front(book, paper)
    _lines(book, "Linjer", paper.lines())
    _clauses(book, paper)
    _lines(book, "Tilbageholdt", paper.held())
    book.close()
    target.seek(0)
    return target


def _front(book: Book, paper: StatementPaper) -> None:
    statement = paper.statement
    sheet = book.sheet("Opgørelse", (34, 70))
    book.title(sheet, f"Opgørelse {statement.pk}")
    facts: list[tuple[str, Any]] = [
        ("Aftale", paper.document["title"]),
        ("Betaler", f"{paper.payer} ({statement.payer})"),
        ("Modtager", f"{paper.payee} ({statement.payee})"),
        ("Første dag", paper.run.starts),
        ("Sidste dag", paper.run.ends),
        ("Status", paper.state),
        ("Linjer", statement.lines),
        ("Beløb i kr.", Kroner(statement.amount)),
        ("Tilbageholdt, rækker", paper.held_sum[0]),
        ("Tilbageholdt i kr.", Kroner(paper.held_sum[1])),
        *(("Kontrol: " + words, "Stemmer" if holds else "Stemmer ikke") for words, holds in paper.controls),
        *paper.receipt,
    ]
    for row, cells in enumerate(facts, start=2):
        book.row(sheet, row, cells)


def _lines(book: Book, name: str, lines: Iterable[PaperLine]) -> None:
    """Lines on a sheet, and on more sheets with a number after the name when one is full."""
    sheet, row, number = _line_sheet(book, name), 0, 1
    for line in lines:
        if row == MOST_ROWS:
            number, row = number + 1, 0
            sheet = _line_sheet(book, f"{name} {number}")
        row += 1
        book.row(sheet, row, _cells(line))


def _line_sheet(book: Book, name: str) -> Any:
    sheet = book.sheet(name, LINE_WIDTHS)
    sheet.freeze_panes(1, 0)
    book.headings(sheet, 0, LINE_HEADINGS)
    return sheet


def _cells(line: PaperLine) -> tuple[Any, ...]:
    return (
        line.id,
        line.day,
        line.table,
        line.source,
        line.clause,
        line.reason,
        None if line.amount is None else Kroner(line.amount),
        "Tilbageførsel" if line.is_reversal else "",
    )


def _clauses(book: Book, paper: StatementPaper) -> None:
    sheet = book.sheet("Bestemmelser", CLAUSE_WIDTHS)
    book.headings(sheet, 0, CLAUSE_HEADINGS)
    for row, clause in enumerate(paper.clauses, start=1):
        cells = (clause.clause, clause.heading, clause.place, clause.summary, clause.lines, Kroner(clause.amount))
        book.row(sheet, row, cells)
