"""A work plan as files: its activities as a spreadsheet, and those with a day for a calendar (MIN-6f)."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import IO, Any

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from tvaers.engine.parties.queries import name_of
from tvaers.engine.workplans import queries
from tvaers.exports.forum_files import EXCEL
from tvaers.exports.statement_xlsx import Book
from tvaers.kernel import ics
from tvaers.kernel.clock import COPENHAGEN
from tvaers.kernel.errors import NotFound

CALENDAR = "text/calendar"
FORMATS = ("xlsx", "ics")
HEADINGS = (
    "Spor", "Aktivitet", "Kvartal", "Tid, som skrevet", "Begynder", "Slutter", "Niveau", "Forum", "Ansvarlig",
    "Status", "Sådan står det", "Dækning", "Dokumentation", "Bemærkning", "Passer ikke", "Bestemmelse",
)  # fmt: skip
WIDTHS = (40, 60, 16, 18, 12, 12, 14, 24, 30, 12, 22, 20, 50, 50, 50, 14)
PART_HEADINGS = ("Aktivitet", "Part eller del", "Status", "Bemærkning")
PART_WIDTHS = (60, 40, 12, 50)
Cell = str | date | None


def plan_file(user: Any, plan: queries.Plan, format: str, level: str = "") -> HttpResponseBase:
    """The activities that the reader sees, in one of FORMATS. NotFound for another."""
    lines = queries.lines(user, plan, level)
    if format == "xlsx":
        return _named(FileResponse(write_xlsx(lines), content_type=EXCEL), f"arbejdsplan-{plan.key}.xlsx")
    if format == "ics":
        text = ics.written(events(plan, lines), name="Arbejdsplan")
        answer = HttpResponse(text, content_type=f"{CALENDAR}; charset=utf-8")
        return _named(answer, f"arbejdsplan-{plan.key}.ics")
    raise NotFound(what="Det format findes ikke.", do=f"Vælg {' eller '.join(FORMATS)}.")


def _named(answer: HttpResponseBase, name: str) -> HttpResponseBase:
    answer["Content-Disposition"] = str(content_disposition_header(as_attachment=True, filename=name))
    answer["Cache-Control"] = "private, no-store"
    return answer


def write_xlsx(lines: Iterable[queries.Line]) -> IO[bytes]:
    """The spreadsheet as an open temporary file, at its beginning: sheets Aktiviteter and Dækning."""
    found = list(lines)
    target: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115
    book = Book(target)
    _sheet(book, "Aktiviteter", HEADINGS, WIDTHS, map(row, found))
    _sheet(book, "Dækning", PART_HEADINGS, PART_WIDTHS, (part for one in found for part in parts(one)))
    book.close()
    target.seek(0)
    return target


def _sheet(book: Book, name: str, headings: Iterable[str], widths: Iterable[int], rows: Iterable[list[Cell]]) -> None:
    sheet = book.sheet(name, widths)
    sheet.freeze_panes(1, 0)
    book.headings(sheet, 0, headings)
    for number, cells in enumerate(rows, start=1):
        book.row(sheet, number, cells)


def row(line: queries.Line) -> list[Cell]:
    """An activity as the row of a table, in the order of HEADINGS."""
    one = line.activity
    return [
        str(one.track), one.text, queries.quarter_in_words(one.quarter), one.written, line.starts, line.ends,
        queries.levels_in_words(one.levels), one.forum.audit_name() if one.forum else "", one.owner,
        one.get_state_display(), line.standing.text, line.covered, one.evidence, one.note, " ".join(line.faults),
        one.clause,
    ]  # fmt: skip


def parts(line: queries.Line) -> Iterator[list[Cell]]:
    """A row for each party or part of an activity."""
    for one in line.activity.coverage.all():
        yield [line.activity.text, name_of(one.party), one.get_state_display(), one.note]


def events(plan: queries.Plan, lines: Iterable[queries.Line]) -> Iterator[ics.Event]:
    """An entry that fills the last day of each activity with a day; one that was dropped is struck."""
    for line in lines:
        day = line.ends or line.starts
        if day is not None:
            yield _event(plan, line, day)


def _event(plan: queries.Plan, line: queries.Line, day: date) -> ics.Event:
    one = line.activity
    period = f"Fra {line.starts:%d-%m-%Y} til {line.ends:%d-%m-%Y}." if line.ends and line.starts != line.ends else ""
    done = "Udført: " if one.state == "done" else ""
    return ics.Event(
        uid=f"{plan.key}-{one.key}@tvaers", sequence=int(line.changed_at.timestamp()), all_day=True,
        starts=datetime.combine(day, time(12), tzinfo=COPENHAGEN), summary=f"{done}{one.text}",
        description="\n".join(filter(None, (f"{plan.title}, {one.track}.", period, one.owner))),
        modified=line.changed_at, is_cancelled=one.state == "dropped",
    )  # fmt: skip
