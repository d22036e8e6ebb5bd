"""The traffic of messages as a spreadsheet: a line per standard and party, and how many each day had."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from typing import IO, Any

import xlsxwriter

from tvaers.engine.messages.traffic import Line, Traffic
from tvaers.exports.cells import safe

HEADINGS = (
    "Retning",
    "Part",
    "Standard",
    "I alt",
    "Taget ind",
    "Afvist",
    "Dublet",
    "Ikke vist",
    "Uden svar",
    "Svar i snit (sek.)",
    "95 % inden (sek.)",
)


def write_xlsx(traffic: Traffic, starts: date, ends: date, standards: Mapping[str, str]) -> IO[bytes]:
    """The spreadsheet as an open temporary file, at its beginning. `standards` are the names of the standards."""
    target: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115
    book = xlsxwriter.Workbook(target, {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": f"Meddelelser {starts:%d-%m-%Y} til {ends:%d-%m-%Y}"})
    bold = book.add_format({"bold": True, "bottom": 1})
    _fill(book.add_worksheet("Parter"), HEADINGS, [_cells(one, standards) for one in traffic.lines], bold)
    days = [[f"{day:%d-%m-%Y}", count] for day, count in traffic.days]
    _fill(book.add_worksheet("Dage"), ("Dag", "Meddelelser"), days, bold)
    book.close()
    target.seek(0)
    return target


def _cells(line: Line, standards: Mapping[str, str]) -> list[Any]:
    taken = line.outcomes["acknowledged"] if line.ours else line.outcomes["accepted"]
    refused = line.outcomes["refused"] if line.ours else line.outcomes["rejected"]
    return [
        "Sendt" if line.ours else "Modtaget",
        line.other,
        standards.get(line.standard, line.standard),
        line.count,
        taken,
        refused,
        line.outcomes["duplicate"],
        line.outcomes["stored-not-shown"],
        line.unanswered,
        line.mean,
        line.slowest,
    ]


def _fill(sheet: Any, headings: Sequence[str], rows: Sequence[Sequence[Any]], bold: Any) -> None:
    """The headings, and under them the rows: texts as text, numbers as numbers, nothing for None."""
    sheet.freeze_panes(1, 0)
    for column, heading in enumerate(headings):
        sheet.set_column(column, column, max(12, len(heading) + 2))
        sheet.write_string(0, column, heading, bold)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(number, column, safe(value))
            elif value is not None:
                sheet.write_number(number, column, value)
