"""The files of a case, and the showing of its citizen's CPR number, which is logged with the reason."""

from typing import Any

from django.http import FileResponse, HttpRequest
from ninja import Field, File, Form, Schema, UploadedFile

from tvaers.api.cases.router import router
from tvaers.api.parts import Moment, Short, Text, user_of
from tvaers.api.problems import REFUSALS, ProblemOut, answers
from tvaers.engine.cases import actions, policies, queries
from tvaers.kernel.errors import NotAllowed, NotFound
from tvaers.kernel.uploads import TYPES


class DocumentOut(Schema):
    """Et dokument i et forløb."""

    name: str
    media_type: str
    size: int = Field(description="Bytes")
    sha256: str
    at: Moment
    by: str
    party: str


class PartyIn(Schema):
    """Hvilken part dokumentet kommer fra."""

    party: Short = Field("", description="En af de parter, som du handler for; tom vælger den første")


class ShowIn(Schema):
    """Hvorfor du skal se nummeret."""

    reason: Text


class SealedOut(Schema):
    """Det, der var forseglet."""

    value: str


class CprOut(Schema):
    """Hele CPR-nummeret."""

    cpr: str


@router.get("/cases/{number}/documents", response=answers(list[DocumentOut]), operation_id="cases.documents")
def documents(request: HttpRequest, number: Short) -> list[DocumentOut]:
    """Dokumenterne i et forløb, nyeste først."""
    return [_document(one) for one in queries.documents(queries.case(user_of(request), number))]


@router.get(
    "/cases/{number}/documents/{sha256}",
    response={200: None, REFUSALS: ProblemOut},
    operation_id="cases.document",
    openapi_extra={"responses": {200: {"content": {kind: {} for kind in sorted({one[0] for one in TYPES.values()})}}}},
)
def document(request: HttpRequest, number: Short, sha256: Short) -> FileResponse:
    """Ét dokument, som det blev lagt."""
    found = queries.documents(queries.case(user_of(request), number)).filter(sha256=sha256).first()
    if found is None:
        raise NotFound(what="Dokumentet findes ikke i forløbet.")
    return FileResponse(found.file.open("rb"), as_attachment=True, filename=found.name, content_type=found.media_type)


@router.post("/cases/{number}/documents", response=answers(DocumentOut), operation_id="cases.attach")
def attach(request: HttpRequest, number: Short, given: Form[PartyIn], file: File[UploadedFile]) -> DocumentOut:
    """Læg et dokument i et forløb."""
    user = user_of(request)
    row = queries.case(user, number)
    case = queries.as_core(row)
    mine = [one.party for one in policies.doers(user, case.type, case.parties)]
    if given.party and given.party not in mine:
        raise NotAllowed(what="Den part handler du ikke for i forløbet.")
    upload = actions.Upload(file.name or "", file)
    party = given.party or next(iter(mine), "")
    return _document(actions.attach(actor=user, case=row, upload=upload, party=party))


@router.post("/cases/{number}/cpr", response=answers(CprOut), operation_id="cases.show_cpr")
def show_cpr(request: HttpRequest, number: Short, given: ShowIn) -> CprOut:
    """Vis CPR-nummeret på borgeren i et forløb. Visningen bliver logget med begrundelsen."""
    user = user_of(request)
    return CprOut(cpr=actions.show_cpr(actor=user, case=queries.case(user, number), reason=given.reason))


@router.post("/cases/{number}/sealed/{field}", response=answers(SealedOut), operation_id="cases.unseal")
def unseal(request: HttpRequest, number: Short, field: Short, given: ShowIn) -> SealedOut:
    """Vis en forseglet oplysning. Visningen bliver logget med begrundelsen."""
    user = user_of(request)
    row = queries.case(user, number)
    return SealedOut(value=actions.unseal(actor=user, case=row, field=field, reason=given.reason))


def _document(one: Any) -> DocumentOut:
    return DocumentOut(
        name=one.name,
        media_type=one.media_type,
        size=one.size,
        sha256=one.sha256,
        at=one.at,
        by=one.by,
        party=one.party,
    )
