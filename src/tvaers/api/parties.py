"""Parties as of a date: regions, municipalities, hospitals, units, clusters and organisations."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from pydantic import AwareDatetime

from tvaers.api.parts import Moment, Short, user_of
from tvaers.api.problems import answers
from tvaers.engine.parties import actions, policies, queries
from tvaers.kernel.errors import NotAllowed

router = Router()

Kind = Literal["", "region", "municipality", "hospital", "unit", "cluster", "practice_org", "forum_host", "other"]
On = Annotated[date | None, Query(description="Dagen, ÅÅÅÅ-MM-DD; i dag, når den er udeladt")]


class PartyOut(Schema):
    """En part på en dag."""

    key: str
    kind: str
    kind_label: str
    name: str
    code: str = Field(description="Den vigtigste kode; tom, når ingen kendes")
    area: str = Field(description="Kun klynger: somatik eller psykiatri")


class CodeOut(Schema):
    """En kode, der gælder på dagen."""

    kind: str
    kind_label: str
    value: str
    starts: date
    ends: date | None
    warnings: list[str] = Field(description="Hvad kontrolreglerne bemærker; koden afvises ikke")


class LinkOut(Schema):
    """En part, som denne hører til, eller som hører til den."""

    relation: str
    relation_label: str
    party: PartyOut
    starts: date
    ends: date | None


class FactOut(Schema):
    """En oplysning i historikken, også en, der ikke gælder mere."""

    label: str
    value: str
    starts: date
    ends: date | None
    source: str
    general: bool = Field(description="Om den bygger på almindelig viden og ikke på en kilde")
    recorded_at: Moment
    replaced_at: Moment | None


class PartyViewOut(Schema):
    """Alt om en part på en dag."""

    row: PartyOut
    on: date
    exists: bool = Field(description="Om parten findes på dagen")
    codes: list[CodeOut]
    parents: list[LinkOut]
    members: list[LinkOut]
    history: list[FactOut]


class LoadedOut(Schema):
    """Hvad en indlæsning gjorde."""

    parties: int
    added: int
    replaced: int
    unchanged: int


@router.get("/parties", response=answers(list[PartyOut]), operation_id="parties.list")
def parties(request: HttpRequest, kind: Kind = "", on: On = None, text: Short = "") -> list[Any]:
    """Parterne på en dag. `text` er en del af et navn eller begyndelsen af en kode."""
    _must_see(request)
    found = queries.search(text, on) if text else queries.list_parties(kind, on)
    return [row for row in found if not kind or row.kind == kind]


@router.get("/parties/{key}", response=answers(PartyViewOut), operation_id="parties.party")
def party(request: HttpRequest, key: Short, on: On = None, known_at: AwareDatetime | None = None) -> Any:
    """Alt om én part, som den er på en dag. `known_at` giver det, som vi vidste på det tidspunkt."""
    _must_see(request)
    return queries.party(key, on, known_at=known_at)


@router.post("/parties", response=answers(LoadedOut), operation_id="parties.load")
def load(request: HttpRequest) -> Any:
    """Indlæs parterne igen fra de filer, som Tværs leveres med."""
    return actions.load(actor=user_of(request))


def _must_see(request: HttpRequest) -> None:
    if not policies.may_see(user_of(request)):
        raise NotAllowed(what="Du har ikke adgang til parterne.", do="Bed din administrator om en rolle.")
