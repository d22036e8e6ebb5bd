"""The documents of forums over the API: what lies there, what is missing, and what becomes of each."""

from __future__ import annotations

from datetime import date
from typing import Literal

from django.http import HttpRequest
from ninja import Field, File, Form, Router, Schema, UploadedFile

from tvaers.api.forums.parts import NO_NUL, Body, Slug
from tvaers.api.parts import user_of
from tvaers.api.problems import answers
from tvaers.engine.collection import actions, queries
from tvaers.engine.forums import queries as forums

router = Router()
Mark = Literal["", "hand_over", "drop"]


class ForumDocumentIn(Schema):
    """Hvad der står om et dokument."""

    title: str = Field(max_length=200, pattern=NO_NUL)
    kind: str = Field("", max_length=80, pattern=NO_NUL, description="Et af dem, aftalen kræver; ellers tomt")
    review_on: date | None = Field(None, description="Dagen, hvor det ses efter igen")
    is_closed: bool = False


class MarkIn(Schema):
    """Hvad der skal ske med et dokument."""

    mark: Mark
    words: Body = ""


class ForumDocumentOut(Schema):
    """Et dokument i et forums samling."""

    slug: str
    forum: str
    title: str
    kind: str
    review_on: date | None
    is_closed: bool
    mark: str
    words: str
    file: str | None


class MissingOut(Schema):
    """Et dokument, som aftalen kræver, og som ikke er der."""

    forum: str
    kind: str
    title: str
    clause: str


def document_out(one: queries.Document) -> ForumDocumentOut:
    """A document as the API gives it."""
    return ForumDocumentOut(
        slug=one.slug, forum=one.forum.key, title=one.title, kind=one.kind, review_on=one.review_on,
        is_closed=one.is_closed, mark=one.mark, words=one.words, file=one.name if one.file else None,
    )  # fmt: skip


@router.get("/documents/missing", response=answers(list[MissingOut]), operation_id="collection.missing")
def missing(request: HttpRequest, on: date | None = None) -> list[MissingOut]:
    """De dokumenter, som aftalerne kræver af fora, og som mangler på en dag (i dag)."""
    found = queries.missing(user_of(request), on)
    return [
        MissingOut(forum=one.forum.key, kind=one.wanted.id, title=one.wanted.title, clause=one.wanted.clause)
        for one in found
    ]


@router.get("/forums/{key}/documents", response=answers(list[ForumDocumentOut]), operation_id="collection.documents")
def documents(request: HttpRequest, key: Slug, mark: Mark | None = None) -> list[ForumDocumentOut]:
    """Et forums dokumenter; med `mark` kun dem med det mærke, fx listen over dem, der overdrages."""
    user = user_of(request)
    found = queries.documents(user, forums.forum(user, key))
    return [document_out(one) for one in (found if mark is None else found.filter(mark=mark))]


@router.post("/forums/{key}/documents", response=answers(ForumDocumentOut), operation_id="collection.add")
def add(
    request: HttpRequest, key: Slug, given: Form[ForumDocumentIn], file: File[UploadedFile | None] = None
) -> ForumDocumentOut:
    """Læg et dokument i et forums samling."""
    user = user_of(request)
    upload = actions.DocumentFile(file.name or "", file) if file else None
    made = actions.add(actor=user, forum=forums.forum(user, key), upload=upload, **given.dict())
    return document_out(made)


@router.put("/documents/{slug}", response=answers(ForumDocumentOut), operation_id="collection.change")
def change(request: HttpRequest, slug: Slug, given: ForumDocumentIn) -> ForumDocumentOut:
    """Ret, hvad der står om et dokument."""
    user = user_of(request)
    return document_out(actions.change(actor=user, document=queries.document(user, slug), **given.dict()))


@router.post("/documents/{slug}/mark", response=answers(ForumDocumentOut), operation_id="collection.mark")
def mark(request: HttpRequest, slug: Slug, given: MarkIn) -> ForumDocumentOut:
    """Mærk, om et dokument overdrages eller udgår."""
    user = user_of(request)
    found = queries.document(user, slug)
    return document_out(actions.mark(actor=user, document=found, mark=given.mark, words=given.words))


@router.delete("/documents/{slug}", response=answers(ForumDocumentOut), operation_id="collection.take_away")
def take_away(request: HttpRequest, slug: Slug) -> ForumDocumentOut:
    """Tag et dokument ud af samlingen; filen bliver slettet."""
    user = user_of(request)
    return document_out(actions.take_away(actor=user, document=queries.document(user, slug)))
