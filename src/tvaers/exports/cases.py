"""A list of cases as a spreadsheet or CSV: typed cells, the columns asked for, nothing that lists must not show."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import IO, Any

import xlsxwriter

from tvaers.engine.cases import queries
from tvaers.exports.case_columns import Amount, Value, columns, lines, local
from tvaers.exports.cells import safe
from tvaers.kernel.case_types import CaseType
from tvaers.kernel.money import plain

MOST = 100_000
"""The most cases in one file."""
MARK = "\ufeff"
MADE = datetime(2000, 1, 1)
"""When every spreadsheet says it was made: the same rows give the same bytes, whenever they are asked for."""


def headings(type: CaseType, chosen: Sequence[str]) -> list[str]:
    """The headings of a list with some columns."""
    known = columns(type)
    return ["Nummer", "Tilstand", *(known[key].title for key in chosen), "Oprettet", "Senest ændret"]


def cells(type: CaseType, rows: Iterable[queries.Case], chosen: Sequence[str]) -> Iterator[list[Value]]:
    """The cases as rows of typed values."""
    shown = [columns(type)[key] for key in chosen]
    for one in lines(type, rows, chosen):
        values = [column.value(one) for column in shown]
        row = one.row
        yield [row.number, type.state(row.state).label, *values, local(row.opened_at), local(row.changed_at)]


def csv_lines(type: CaseType, rows: Iterable[queries.Case], chosen: Sequence[str]) -> Iterator[str]:
    """The file for a Danish spreadsheet, line by line: semicolons, decimal comma, UTF-8 with its mark."""
    writer = csv.writer(_Echo(), delimiter=";")
    yield MARK + writer.writerow(headings(type, chosen))
    for row in cells(type, rows, chosen):
        yield writer.writerow([as_csv(value) for value in row])


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, value: str) -> str:
        return value


def as_csv(value: Value) -> str:
    """A value as a Danish spreadsheet reads it from text."""
    if isinstance(value, datetime):
        return f"{value:%d-%m-%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, Amount):
        return plain(value.oere).replace(".", ",")
    return safe(value) if isinstance(value, str) else "" if value is None else str(value)


def write_xlsx(type: CaseType, rows: Iterable[queries.Case], chosen: Sequence[str]) -> IO[bytes]:
    """The spreadsheet as an open temporary file, at its beginning."""
    return book_of(type.plural, headings(type, chosen), cells(type, rows, chosen))


def book_of(title: str, heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> IO[bytes]:
    """A spreadsheet of typed rows, at its beginning. Texts are written as text, never as formulas."""
    target: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(target, options)
    book.set_properties({"created": MADE})
    sheet = book.add_worksheet(title[:31])
    looks = {name: book.add_format({"num_format": form, "align": "left"}) for name, form in _FORMATS.items()}
    bold = book.add_format({"bold": True, "bottom": 1})
    sheet.freeze_panes(1, 0)
    for column, heading in enumerate(heads):
        sheet.set_column(column, column, max(14, len(heading) + 2))
        sheet.write_string(0, column, heading, bold)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            _write(sheet, number, column, value, looks)
    book.close()
    target.seek(0)
    return target


_FORMATS = {"money": "#,##0.00", "day": "dd-mm-yyyy", "time": "dd-mm-yyyy hh:mm"}


def _write(sheet: Any, row: int, column: int, value: Value, looks: dict[str, Any]) -> None:
    if isinstance(value, Amount):
        sheet.write_number(row, column, float(plain(value.oere)), looks["money"])
    elif isinstance(value, datetime):
        sheet.write_datetime(row, column, value, looks["time"])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, looks["day"])
    elif isinstance(value, int):
        sheet.write_number(row, column, value)
    elif value:
        sheet.write_string(row, column, value)
