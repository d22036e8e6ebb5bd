"""A table of a page as a spreadsheet: the same rows and headings, with numbers and dates as what they are."""

import re
import tempfile
from datetime import date, datetime
from typing import IO, Any

from django.http import FileResponse

from tvaers.exports.download import CONTENT_TYPES
from tvaers.exports.statement_xlsx import Book
from tvaers.web.design.parts import Cell, Column, Table

WIDEST, NARROWEST = 60, 12
_NUMBER, _DAY = re.compile(r"-?\d{1,3}(\.\d{3})*|-?\d+"), re.compile(r"\d\d-\d\d-\d{4}")


def xlsx(table: Table, stem: str) -> FileResponse:
    """The table as a file that is saved as `<stem>.xlsx`. Texts are written as text, never as formulas."""
    answer = FileResponse(_written(table), content_type=CONTENT_TYPES["xlsx"])
    answer["Content-Disposition"] = f'attachment; filename="{stem}.xlsx"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _written(table: Table) -> IO[bytes]:
    target: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115
    book = Book(target)
    sheet = book.sheet(re.sub(r"[\[\]:*?/\\]", " ", table.caption)[:31], _widths(table))
    book.headings(sheet, 0, [column.title for column in table.columns])
    for number, row in enumerate(table.rows, start=1):
        cells = [_value(column, cell) for column, cell in zip(table.columns, row.cells, strict=True)]
        book.row(sheet, number, cells)
    book.close()
    target.seek(0)
    return target


def _widths(table: Table) -> list[int]:
    """The width of each column: that of its longest text, within reason."""
    texts = [[column.title, *(_text(row.cells[place]) for row in table.rows)]
             for place, column in enumerate(table.columns)]  # fmt: skip
    return [min(max(NARROWEST, *(len(text) + 2 for text in column)), WIDEST) for column in texts]


def _text(cell: Cell) -> str:
    return cell.status.text if cell.status else cell.text


def _value(column: Column, cell: Cell) -> Any:
    """A date or a right-aligned whole number as such; anything else as the text that the page shows."""
    text = _text(cell)
    if _DAY.fullmatch(text):
        return _day(text)
    if column.align == "right" and _NUMBER.fullmatch(text):
        return int(text.replace(".", ""))
    return text


def _day(text: str) -> date:
    return datetime.strptime(text, "%d-%m-%Y").date()
