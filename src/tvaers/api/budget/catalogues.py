"""Budget catalogues over the API: taken up from a file, read, and led from draft to published."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Field, File, Form, Query, Schema, UploadedFile

from tvaers.api.budget.parts import Party
from tvaers.api.budget.router import router
from tvaers.api.forums.parts import Numbered, Slug, Words, meeting_at
from tvaers.api.parts import Paging, user_of
from tvaers.api.problems import answers
from tvaers.engine.budget import actions, queries
from tvaers.engine.budget.reading import as_data
from tvaers.engine.forums import queries as forums
from tvaers.exports.budget_data import read_file
from tvaers.kernel.uploads import MOST_BYTES, Upload, checked


class TakeUpIn(Schema):
    """Hvilken region kataloget hører til, og budgetåret, hvis filen ikke siger det."""

    party: Party = Field(description="Regionens kode, fx 1081")
    year: int | None = Field(None, ge=1990, le=2100)
    note: Words = ""


class BudgetReasonIn(Schema):
    """Hvorfor."""

    reason: Words


class BudgetPresentIn(Schema):
    """Hvilket forum kataloget er tema i."""

    forum: Slug
    meeting: Numbered | None = None


class BudgetPublishIn(Schema):
    """Hvorfor kataloget udgives, selv om noget er åbent; tomt, når alt er på plads."""

    despite: Words = ""


class BudgetVersionOut(Schema):
    """En version af et budgetkatalog."""

    number: int
    version: int
    title: str
    party: str
    year: int
    state: str
    based_on: int | None
    note: str
    published_at: str | None
    events: list[str] = Field(description="Det, der kan ske nu")
    lacking: list[str] = Field(description="Det, der mangler, før den bør udgives")


class BudgetVersionsOut(Schema):
    """Versioner af budgetkataloger."""

    count: int
    versions: list[BudgetVersionOut]


class BudgetDataOut(Schema):
    """Hele kataloget."""

    catalogue: dict[str, Any] = Field(description="Som `tvaers budget read --json`: temaer, budgetbrikker, tabeller")


class BudgetChangeOut(Schema):
    """En forskel fra versionen før."""

    sort: str = Field(description="new, gone, changed eller corrected")
    key: str
    text: str
    fields: list[list[str]] = Field(description="Navn, før og nu")


class BudgetChangesOut(Schema):
    """Forskellene fra versionen før."""

    changes: list[BudgetChangeOut]


def version_out(user: Any, one: queries.Version) -> BudgetVersionOut:
    """A version as it is told."""
    return BudgetVersionOut(
        number=one.pk, version=one.number, title=one.catalogue.title, party=one.catalogue.party,
        year=one.catalogue.year, state=one.state, based_on=one.based_on_id, note=one.note,
        published_at=one.published_at.isoformat() if one.published_at else None,
        events=[event.name for event in queries.steps(one)], lacking=list(queries.lacking(user, one)),
    )  # fmt: skip


@router.get("/budget/versions", response=answers(BudgetVersionsOut), operation_id="budget.versions")
def versions(request: HttpRequest, paging: Query[Paging]) -> BudgetVersionsOut:
    """De versioner af budgetkataloger, du kan se, nyeste år først."""
    user = user_of(request)
    found = queries.all_versions(user)
    return BudgetVersionsOut(count=found.count(), versions=[version_out(user, one) for one in paging.of(found)])


@router.get("/budget/versions/{number}", response=answers(BudgetVersionOut), operation_id="budget.version")
def version(request: HttpRequest, number: Numbered) -> BudgetVersionOut:
    """En version: hvor langt den er, og hvad den mangler."""
    user = user_of(request)
    return version_out(user, queries.version(user, number))


@router.get("/budget/versions/{number}/data", response=answers(BudgetDataOut), operation_id="budget.data")
def data(request: HttpRequest, number: Numbered) -> BudgetDataOut:
    """Hele kataloget som data, med de tal, der gælder nu, og det, der er trykt."""
    user = user_of(request)
    return BudgetDataOut(catalogue=as_data(queries.read(user, queries.version(user, number))))


@router.get("/budget/versions/{number}/changes", response=answers(BudgetChangesOut), operation_id="budget.changes")
def changes(request: HttpRequest, number: Numbered) -> BudgetChangesOut:
    """Hvad der er ændret siden versionen før."""
    found = queries.version(user_of(request), number)
    return BudgetChangesOut(changes=[BudgetChangeOut(**one) for one in found.changes])


@router.post("/budget/catalogues", response=answers(BudgetVersionOut), operation_id="budget.take_up")
def take_up(request: HttpRequest, given: Form[TakeUpIn], file: File[UploadedFile]) -> BudgetVersionOut:
    """Læs et budgetkatalog (TXT, DOCX, PDF eller Tværs' egen JSON), og læg det ind som en kladde."""
    user = user_of(request)
    upload = Upload(file.name or "", file)
    is_own = upload.name.lower().endswith(".json")
    content = file.read(MOST_BYTES + 1)[:MOST_BYTES] if is_own else checked(upload).content
    read = read_file(content, upload.name)
    return version_out(user, actions.take_up(actor=user, catalogue=read, **given.model_dump()))


@router.post("/budget/versions/{number}/revise", response=answers(BudgetVersionOut), operation_id="budget.revise")
def revise(request: HttpRequest, number: Numbered, given: BudgetReasonIn) -> BudgetVersionOut:
    """Begynd en ny version af et udgivet katalog."""
    user = user_of(request)
    made = actions.revise(actor=user, version=queries.version(user, number), note=given.reason)
    return version_out(user, made)


@router.post("/budget/versions/{number}/check", response=answers(BudgetVersionOut), operation_id="budget.send_to_check")
def send_to_check(request: HttpRequest, number: Numbered) -> BudgetVersionOut:
    """Send kladden til kvalitetstjek."""
    user = user_of(request)
    return version_out(user, actions.send_to_check(actor=user, version=queries.version(user, number)))


@router.post("/budget/versions/{number}/back", response=answers(BudgetVersionOut), operation_id="budget.send_back")
def send_back(request: HttpRequest, number: Numbered, given: BudgetReasonIn) -> BudgetVersionOut:
    """Send en version tilbage til kladde."""
    user = user_of(request)
    made = actions.send_back(actor=user, version=queries.version(user, number), reason=given.reason)
    return version_out(user, made)


@router.post("/budget/versions/{number}/present", response=answers(BudgetVersionOut), operation_id="budget.present")
def present(request: HttpRequest, number: Numbered, given: BudgetPresentIn) -> BudgetVersionOut:
    """Læg kataloget som tema i forretningsudvalgets pipeline."""
    user = user_of(request)
    made = actions.present(
        actor=user, version=queries.version(user, number), forum=forums.forum(user, given.forum),
        meeting=meeting_at(user, given.meeting),
    )  # fmt: skip
    return version_out(user, made)


@router.post("/budget/versions/{number}/publish", response=answers(BudgetVersionOut), operation_id="budget.publish")
def publish(request: HttpRequest, number: Numbered, given: BudgetPublishIn) -> BudgetVersionOut:
    """Udgiv kataloget. Derefter kan alle læse det, og det kan ikke ændres."""
    user = user_of(request)
    made = actions.publish(actor=user, version=queries.version(user, number), despite=given.despite)
    return version_out(user, made)


@router.post("/budget/versions/{number}/discard", response=answers(BudgetVersionOut), operation_id="budget.discard")
def discard(request: HttpRequest, number: Numbered, given: BudgetReasonIn) -> BudgetVersionOut:
    """Kassér en kladde."""
    user = user_of(request)
    made = actions.discard(actor=user, version=queries.version(user, number), reason=given.reason)
    return version_out(user, made)
