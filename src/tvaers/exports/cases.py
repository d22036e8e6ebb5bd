"""A list of cases as a spreadsheet or CSV: typed cells, the columns asked for, nothing that lists must not show."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any

import xlsxwriter

from tvaers.engine.cases import queries
from tvaers.engine.parties.queries import name_of
from tvaers.exports.cells import safe
from tvaers.kernel.case_types import CaseType, FieldSpec
from tvaers.kernel.clock import COPENHAGEN
from tvaers.kernel.money import plain

MOST = 100_000
"""The most cases in one file."""
NOT_LISTED = ("records", "checklist", "sealed")
MARK = "\ufeff"


@dataclass(frozen=True)
class Amount:
    """Whole øre, written as kroner."""

    oere: int


Value = str | int | date | datetime | Amount | None


def columns(type: CaseType) -> dict[str, str]:
    """The fields that a list of the type may show: those with one value, and none that is blind or sealed."""
    return {
        field.id: field.label for field in type.fields
        if field.type not in NOT_LISTED and not field.blind and not field.per
    }  # fmt: skip


def headings(type: CaseType, chosen: Sequence[str]) -> list[str]:
    """The headings of a list with some fields."""
    known = columns(type)
    return ["Nummer", "Tilstand", *(known[name] for name in chosen), "Oprettet", "Senest ændret"]


def cells(type: CaseType, row: queries.Case, chosen: Sequence[str]) -> list[Value]:
    """One case as typed values."""
    values = [value_of(type.field(name), row.data.get(name)) for name in chosen]
    return [row.number, type.state(row.state).label, *values, _local(row.opened_at), _local(row.changed_at)]


def value_of(field: FieldSpec, kept: Any) -> Value:
    """A kept value with its type; None for none."""
    if kept in (None, "", [], {}):
        return None
    if field.type == "date":
        return date.fromisoformat(kept)
    if field.type == "time":
        return _local(datetime.fromisoformat(kept))
    if field.type == "money":
        return Amount(int(kept))
    if field.type == "count":
        return int(kept)
    return _text(field, kept)


def _text(field: FieldSpec, kept: Any) -> str:
    if field.type == "yes_no":
        return "Ja" if kept else "Nej"
    if field.type == "party":
        return name_of(str(kept))
    if field.type == "parties":
        return ", ".join(name_of(str(one)) for one in kept)
    if field.type in ("choice", "choices"):
        return ", ".join(field.label_of(str(one)) for one in (kept if isinstance(kept, list) else [kept]))
    return str(kept)


def _local(moment: datetime) -> datetime:
    """Danish time without its zone, as spreadsheets know it."""
    return moment.astimezone(COPENHAGEN).replace(tzinfo=None)


def csv_lines(type: CaseType, rows: Iterable[queries.Case], chosen: Sequence[str]) -> Iterator[str]:
    """The file for a Danish spreadsheet, line by line: semicolons, decimal comma, UTF-8 with its mark."""
    writer = csv.writer(_Echo(), delimiter=";")
    yield MARK + writer.writerow(headings(type, chosen))
    for row in rows:
        yield writer.writerow([_as_csv(value) for value in cells(type, row, chosen)])


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, value: str) -> str:
        return value


def _as_csv(value: Value) -> str:
    if isinstance(value, datetime):
        return f"{value:%d-%m-%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, Amount):
        return plain(value.oere).replace(".", ",")
    return safe(value) if isinstance(value, str) else "" if value is None else str(value)


def write_xlsx(type: CaseType, rows: Iterable[queries.Case], chosen: Sequence[str]) -> IO[bytes]:
    """The spreadsheet as an open temporary file, at its beginning. Texts are written as text, never as formulas."""
    target: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(target, options)
    sheet = book.add_worksheet(type.plural[:31])
    looks = {name: book.add_format({"num_format": form, "align": "left"}) for name, form in _FORMATS.items()}
    bold = book.add_format({"bold": True, "bottom": 1})
    sheet.freeze_panes(1, 0)
    for column, heading in enumerate(headings(type, chosen)):
        sheet.set_column(column, column, max(14, len(heading) + 2))
        sheet.write_string(0, column, heading, bold)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(cells(type, row, chosen)):
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
