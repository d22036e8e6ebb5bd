"""The files of a letter: shown with it, fetched from it, and put into its case by a click."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from tvaers.engine.cases import actions as cases
from tvaers.engine.messages import files, queries
from tvaers.kernel.errors import NotFound, Problem
from tvaers.web.links import to
from tvaers.web.problems import shows_problems, tell


@shows_problems
def download(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Hent en fil i et brev, vi har fået."""
    return _handed_out(files.file_in(queries.message(request.user, pk), number))


@shows_problems
def download_sent(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Hent en fil i et brev, vi har sendt."""
    return _handed_out(files.file_in(queries.sent(request.user, pk), number))


def _handed_out(file: files.LetterFile) -> HttpResponse:
    """A file as a file: never shown in the browser, and never kept on the way."""
    answer = HttpResponse(file.content, content_type=file.media_type)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file.name)
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@shows_problems
@require_POST
def into_case(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Læg en fil fra et brev i brevets forløb."""
    user: Any = request.user
    row = queries.message(user, pk)
    file, case = files.file_in(row, number), files.case_of(user, row)
    if case is None:
        raise NotFound(what="Brevet hører ikke til et forløb, du har adgang til.")
    if files.as_document(case, file) is not None:
        messages.info(request, f"»{file.title}« ligger allerede i forløbet.")
        return redirect("messages:letter", pk)
    try:
        upload = cases.Upload(file.name, BytesIO(file.content))
        made = cases.attach(actor=user, case=case, upload=upload, party=files.party_in(case, row))
    except Problem as problem:
        tell(request, problem)
    else:
        messages.success(request, f"»{made.name}« ligger nu i forløbet.")
    return redirect("messages:letter", pk)


def lines(user: Any, row: Any, *, ours: bool) -> list[dict[str, Any]]:
    """The files of one letter as they are shown: title, size, where to fetch, and where to put them into the case.

    Those of a letter of our own are only fetched: who sent them can put them into the case from where they lie.
    """
    found = files.files_of(row)
    case = files.case_of(user, row) if found and not ours else None
    return [_line(row, one, case, "messages:sent_file" if ours else "messages:file") for one in found]


def _line(row: Any, file: files.LetterFile, case: Any, way: str) -> dict[str, Any]:
    here = bool(file.content)
    kept = case is not None and here and files.as_document(case, file) is not None
    offered = case is not None and here and not kept and file.fits_a_case
    return {
        "title": file.title,
        "size": len(file.content),
        "url": to(way, row.pk, file.number) if here else "",
        "keep_url": to("messages:file_into_case", row.pk, file.number) if offered else "",
        "kept": kept,
    }
