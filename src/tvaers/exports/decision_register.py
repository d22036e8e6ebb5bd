"""The decision register as a spreadsheet and as CSV: a row for each point of a recommendation, and what follows.

It holds the decisions that the reader sees, in the order asked for. Days are days, numbers are numbers, and no text can
run as a formula.
"""

from __future__ import annotations

import csv
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import IO, Any

from tvaers.engine.forums import queries
from tvaers.engine.forums.reading_rows import numbered
from tvaers.exports.cases import MARK, as_csv
from tvaers.exports.statement_xlsx import Book
from tvaers.kernel import clock

MOST = 20_000
"""The most items in one register."""
HEADINGS = (
    "Forum", "Mødedato", "Punkt", "Titel", "Journalnummer", "Sag", "Type", "Forummets rolle", "Indstillingspunkt",
    "Indstilling", "Udfald", "Besluttet ordlyd", "Begrundelse og ord", "Bemærkninger", "Opfølgninger",
)  # fmt: skip
WIDTHS = (16, 12, 8, 44, 18, 16, 22, 14, 10, 60, 26, 50, 50, 60, 60)
TASK_HEADINGS = ("Forum", "Mødedato", "Punkt", "Titel", "Opfølgning", "Ansvarlig", "Frist", "Status", "Dokumentation")
TASK_WIDTHS = (16, 12, 8, 44, 60, 34, 12, 12, 50)
Cell = str | int | date | None


def write_xlsx(user: Any, items: Iterable[queries.Item]) -> IO[bytes]:
    """The spreadsheet as an open temporary file, at its beginning: sheets Beslutninger and Opfølgninger."""
    found = with_numbers(user, items)
    target: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115
    book = Book(target)
    _sheet(book, "Beslutninger", (HEADINGS, WIDTHS), (row for one in found for row in rows(*one)))
    _sheet(book, "Opfølgninger", (TASK_HEADINGS, TASK_WIDTHS), (row for one in found for row in task_rows(*one)))
    book.close()
    target.seek(0)
    return target


def _sheet(book: Book, name: str, head: tuple[Sequence[str], Sequence[int]], lines: Iterable[list[Cell]]) -> None:
    sheet = book.sheet(name, head[1])
    sheet.freeze_panes(1, 0)
    book.headings(sheet, 0, head[0])
    for number, cells in enumerate(lines, start=1):
        book.row(sheet, number, cells)


def csv_lines(user: Any, items: Iterable[queries.Item]) -> Iterator[str]:
    """The decisions for a Danish spreadsheet, line by line: semicolons, UTF-8 with its mark."""
    writer = csv.writer(_Echo(), delimiter=";")
    yield MARK + writer.writerow(HEADINGS)
    for one in with_numbers(user, items):
        for cells in rows(*one):
            yield writer.writerow([as_csv(cell) for cell in cells])


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, value: str) -> str:
        return value


def with_numbers(user: Any, items: Iterable[queries.Item]) -> list[tuple[queries.Item, str]]:
    """Items with the numbers that they have on the agenda as the user sees it."""
    found = list(items)
    beside = queries.items(user).filter(meeting__in={one.meeting_id for one in found})
    agendas: dict[int | None, list[queries.Item]] = defaultdict(list)
    for one in beside.exclude(state__in=("pipeline", "withdrawn")):
        agendas[one.meeting_id].append(one)
    known = {item.pk: number for agenda in agendas.values() for item, number in numbered(agenda)}
    return [(one, known.get(one.pk, "")) for one in found]


def rows(item: queries.Item, number: str) -> Iterator[list[Cell]]:
    """A row for each point of the recommendation, or one for an item without any.

    What was said to the item as a whole, and its follow-ups, stand on the first.
    """
    head = _head(item, number)
    kinds = ", ".join(queries.KINDS[kind] for kind in item.kinds)
    more: list[Cell] = [item.matter.journal, item.matter.number, kinds, item.get_role_display()]
    points = sorted(item.points.all(), key=lambda one: one.number)
    whole = [_said(one) for one in _ordered(item.remarks) if one.point_id is None]
    tasks = "\n".join(_task(one) for one in _ordered(item.followups))
    if not points:
        words: list[Cell] = [None, "", queries.title_of(item.outcome), "", item.decision, "\n".join(whole), tasks]
        yield [*head, *more, *words]
    for place, point in enumerate(points):
        own = [_said(one) for one in _ordered(item.remarks) if one.point_id == point.pk]
        said = "\n".join([*own, *(whole if place == 0 else [])])
        outcome, later = queries.title_of(point.outcome), "" if place else tasks
        told: list[Cell] = [point.number, point.text, outcome, point.decided_text, point.words, said, later]
        yield [*head, *more, *told]


def task_rows(item: queries.Item, number: str) -> Iterator[list[Cell]]:
    """A row for each follow-up of an item."""
    for one in _ordered(item.followups):
        yield [*_head(item, number), one.text, one.owner, one.due, one.get_state_display(), one.evidence]


def _head(item: queries.Item, number: str) -> list[Cell]:
    day = item.meeting.starts_at.astimezone(clock.COPENHAGEN).date() if item.meeting else None
    return [item.forum.short or item.forum.name, day, number, item.title]


def _ordered(rows: Any) -> list[Any]:
    return sorted(rows.all(), key=lambda one: one.pk)


def _said(remark: queries.Remark) -> str:
    answer = f" (Svar: {remark.answer})" if remark.answered_at else ""
    return f"{remark.get_kind_display()}: {remark.text}{answer}"


def _task(task: queries.Followup) -> str:
    due = f", frist {task.due:%d-%m-%Y}" if task.due else ""
    return f"{task.text.rstrip('.')} – {task.owner}{due} ({task.get_state_display().lower()})"
