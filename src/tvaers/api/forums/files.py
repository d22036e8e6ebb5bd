"""The files of forums over the API: papers in and out, agendas and minutes, calendars, the decision register."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import File, Query, UploadedFile

from tvaers.api.forums.decisions import SearchIn
from tvaers.api.forums.parts import Numbered, Slug, item_at
from tvaers.api.forums.router import router
from tvaers.api.forums.shapes import DoneOut, PaperOut, paper_out
from tvaers.api.parts import user_of
from tvaers.api.problems import REFUSALS, ProblemOut, answers
from tvaers.engine.forums import actions, papers, queries
from tvaers.exports import forum_files
from tvaers.exports.minutes_paper import paper_of
from tvaers.kernel.uploads import TYPES


def _gives(*media_types: str) -> dict[str, Any]:
    """How an operation that answers with a file is described."""
    content: dict[str, Any] = {kind: {} for kind in sorted(media_types)}
    return {
        "response": {200: None, REFUSALS: ProblemOut}, "openapi_extra": {"responses": {200: {"content": content}}},
    }  # fmt: skip


@router.post("/items/{slug}/papers", response=answers(PaperOut), operation_id="forums.attach")
def attach(request: HttpRequest, slug: Slug, file: File[UploadedFile]) -> PaperOut:
    """Læg et bilag på et punkt. PDF, Word, Excel, billede eller tekst, højst 20 MB."""
    user = user_of(request)
    upload = actions.Attachment(file.name or "", file)
    return paper_out(actions.attach(actor=user, item=item_at(user, slug), upload=upload))


@router.post("/meetings/{number}/papers", response=answers(PaperOut), operation_id="forums.attach_to_meeting")
def attach_to_meeting(request: HttpRequest, number: Numbered, file: File[UploadedFile]) -> PaperOut:
    """Læg et bilag på et møde."""
    user = user_of(request)
    upload = actions.Attachment(file.name or "", file)
    return paper_out(actions.attach_to_meeting(actor=user, meeting=queries.meeting(user, number), upload=upload))


@router.get("/forum-papers/{slug}", operation_id="forums.paper", **_gives(*{one[0] for one in TYPES.values()}))
def paper(request: HttpRequest, slug: Slug) -> HttpResponseBase:
    """Ét bilag, som det blev lagt."""
    return forum_files.paper_file(user_of(request), slug)


@router.post("/forum-papers/{slug}/detach", response=answers(DoneOut), operation_id="forums.detach")
def detach(request: HttpRequest, slug: Slug) -> DoneOut:
    """Fjern et bilag. Filen bliver slettet."""
    user = user_of(request)
    actions.detach(actor=user, paper=papers.paper(user, slug))
    return DoneOut()


@router.get(
    "/meetings/{number}/paper.{format}", operation_id="forums.paper_file",
    **_gives(*(one[0] for one in forum_files.PAPERS.values())),
)  # fmt: skip
def paper_file(request: HttpRequest, number: Numbered, format: Literal["pdf", "docx"]) -> HttpResponseBase:
    """Mødets dagsorden eller referat som PDF eller Word."""
    user = user_of(request)
    return forum_files.minutes_file(paper_of(user, queries.meeting(user, number)), format)


@router.get("/meetings/{number}/calendar", operation_id="forums.meeting_calendar", **_gives("text/calendar"))
def meeting_calendar(request: HttpRequest, number: Numbered) -> HttpResponseBase:
    """Mødet som kalenderfil."""
    return forum_files.calendar_file(user_of(request), queries.meeting(user_of(request), number))


@router.get("/forums/{key}/calendar", operation_id="forums.forum_calendar", **_gives("text/calendar"))
def forum_calendar(request: HttpRequest, key: Slug) -> HttpResponseBase:
    """Et forums møder som kalenderfil; aflyste som strøget."""
    return forum_files.calendar_file(user_of(request), queries.forum(user_of(request), key))


@router.get("/decisions.{format}", operation_id="forums.register", **_gives(forum_files.EXCEL, "text/csv"))
def register(request: HttpRequest, format: Literal["xlsx", "csv"], wanted: Query[SearchIn]) -> HttpResponseBase:
    """Beslutningerne som regneark eller CSV: et forums eller alle, og dem, som ordene og afsnittet finder."""
    user = user_of(request)
    forum = queries.forum(user, wanted.forum) if wanted.forum else None
    return forum_files.register_file(user, forum, format, wanted.text, wanted.section)
