"""A paper as an answer to a browser or a program: the right type, a name to save it under, sent as it is made."""

from collections.abc import Callable
from typing import Any

from django.http import FileResponse, HttpResponse, HttpResponseBase, StreamingHttpResponse

from tvaers.exports.statement import StatementPaper
from tvaers.exports.statement_csv import DANISH, ISO, csv_text
from tvaers.exports.statement_pdf import write_pdf
from tvaers.exports.statement_xlsx import write_xlsx

CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "csv-iso": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
}
"""The formats of a statement, and what they are called in an answer."""


def download(user: Any, statement: Any, format: str) -> HttpResponseBase:
    """A statement, which the user may see, in one of the formats of CONTENT_TYPES. KeyError for another."""
    paper = StatementPaper(user, statement)
    answer = _MAKERS[format](paper)
    answer["Content-Type"] = CONTENT_TYPES[format]
    answer["Content-Disposition"] = f'attachment; filename="{paper.file_stem}.{format.split("-")[0]}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


_MAKERS: dict[str, Callable[[StatementPaper], HttpResponseBase]] = {
    "xlsx": lambda paper: FileResponse(write_xlsx(paper)),
    "csv": lambda paper: StreamingHttpResponse(csv_text(paper, DANISH)),
    "csv-iso": lambda paper: StreamingHttpResponse(csv_text(paper, ISO)),
    "pdf": lambda paper: HttpResponse(write_pdf(paper)),
}
