"""The lines of a statement as CSV, written as they are read: one layout for spreadsheets, one for machines.

Danish: UTF-8 with a byte order mark, semicolons, decimal comma, DD-MM-YYYY. ISO: UTF-8, commas, decimal point,
YYYY-MM-DD, English headings. Both end with no sum, so that a sum over the column is the statement's amount.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from tvaers.exports.cells import safe
from tvaers.exports.statement import PaperLine, StatementPaper
from tvaers.kernel.money import plain

BATCH = 1_000
"""Lines a piece of the answer."""


@dataclass(frozen=True)
class Layout:
    """How the file is written: what it begins with, what parts the cells, the headings, and a line's cells."""

    mark: str
    delimiter: str
    headings: tuple[str, ...]
    cells: Callable[[PaperLine], list[str]]


class _Echo:
    """A file that gives back what is written to it, for the csv writer."""

    def write(self, value: str) -> str:
        return value


def csv_text(paper: StatementPaper, layout: Layout) -> Iterator[str]:
    """The file as text, BATCH lines at a time."""
    writer = csv.writer(_Echo(), delimiter=layout.delimiter)
    yield layout.mark + writer.writerow(layout.headings)
    lines = paper.lines()
    while batch := list(islice(lines, BATCH)):
        yield "".join(writer.writerow(layout.cells(line)) for line in batch)


def _danish(line: PaperLine) -> list[str]:
    return [
        safe(line.id),
        f"{line.day:%d-%m-%Y}" if line.day else "",
        safe(line.table),
        safe(line.source),
        line.clause,
        safe(line.reason),
        _amount(line).replace(".", ","),
        "Tilbageførsel" if line.is_reversal else "",
    ]


def _iso(line: PaperLine) -> list[str]:
    return [
        safe(line.id),
        line.day.isoformat() if line.day else "",
        safe(line.table),
        safe(line.source),
        line.clause,
        line.rule,
        safe(line.reason),
        _amount(line),
        "true" if line.is_reversal else "false",
    ]


def _amount(line: PaperLine) -> str:
    return "" if line.amount is None else plain(line.amount)


DANISH = Layout(
    "\ufeff",
    ";",
    ("Linje", "Dag", "Slags", "Nummer", "Bestemmelse", "Hvorfor", "Beløb i kr.", "Rettelse"),
    _danish,
)
ISO = Layout("", ",", ("line", "day", "table", "source", "clause", "rule", "reason", "amount_dkk", "reversal"), _iso)
