"""The files of forums as answers to a browser or a program: the right type, a name, and nothing kept on the way.

The pages and the API hand out the same files through these functions.
"""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from tvaers.engine.collection import queries as collection
from tvaers.engine.forums import papers, queries
from tvaers.exports import decision_register, meeting_calendar
from tvaers.exports.minutes_docx import write_docx
from tvaers.exports.minutes_paper import MinutesPaper
from tvaers.exports.minutes_pdf import write_pdf
from tvaers.kernel.errors import NotFound

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAPERS = {"pdf": ("application/pdf", write_pdf), "docx": (WORD, write_docx)}
"""The formats of agendas and minutes."""
REGISTERS = ("xlsx", "csv")
"""The formats of the decision register."""


def minutes_file(paper: MinutesPaper, format: str) -> HttpResponseBase:
    """An agenda or minutes in one of the formats of PAPERS. NotFound for another."""
    if format not in PAPERS:
        raise NotFound(what="Det format findes ikke.", do=f"Vælg {' eller '.join(PAPERS)}.")
    media_type, write = PAPERS[format]
    return _named(HttpResponse(write(paper), content_type=media_type), f"{paper.file_stem}.{format}")


def register_file(
    user: Any, forum: queries.Forum | None, format: str, text: str = "", section: str = ""
) -> HttpResponseBase:
    """The decisions that the user sees, of one forum or all, in a format of REGISTERS. NotFound for another.

    `text` and `section` narrow them as on the page.
    """
    found = queries.decisions(user, forum, text, section)[: decision_register.MOST]
    name = f"beslutninger-{forum.key}" if forum else "beslutninger"
    if format == "xlsx":
        return _named(FileResponse(decision_register.write_xlsx(user, found), content_type=EXCEL), f"{name}.xlsx")
    if format == "csv":
        lines = decision_register.csv_lines(user, found)
        return _named(StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8"), f"{name}.csv")
    raise NotFound(what="Det format findes ikke.", do=f"Vælg {' eller '.join(REGISTERS)}.")


def calendar_file(user: Any, of: queries.Meeting | queries.Forum) -> HttpResponseBase:
    """A meeting, or every meeting of a forum, for a calendar."""
    if isinstance(of, queries.Forum):
        text, name = meeting_calendar.of_forum(user, of), f"moeder-{of.key}"
    else:
        text, name = meeting_calendar.of_meeting(of), f"moede-{of.pk}"
    return _named(HttpResponse(text, content_type="text/calendar; charset=utf-8"), f"{name}.ics")


def paper_file(user: Any, slug: str) -> HttpResponseBase:
    """A paper of an item or a meeting as it was put there. NotFound also when the user may not know of it."""
    return _kept_file(papers.paper(user, slug))


def collection_file(user: Any, slug: str) -> HttpResponseBase:
    """The file of a forum's document. NotFound when it has none, and when the user may not know of it."""
    found = collection.document(user, slug)
    if not found.file:
        raise NotFound(what="Dokumentet har ingen fil her.", do="Spørg forummets sekretariat, hvor det ligger.")
    return _kept_file(found)


def _kept_file(found: Any) -> HttpResponseBase:
    try:
        content = found.file.open("rb")
    except FileNotFoundError as gone:
        raise NotFound(what="Filen mangler på serveren.", do="Bed sekretariatet om at lægge den igen.") from gone
    return _named(FileResponse(content, content_type=found.media_type), found.name)


def _named(answer: HttpResponseBase, name: str) -> HttpResponseBase:
    """An answer that is saved as a file, never shown in the browser and never kept on the way."""
    answer["Content-Disposition"] = str(content_disposition_header(as_attachment=True, filename=name))
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
