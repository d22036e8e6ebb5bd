"""The log, and whether it is whole."""

from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from tvaers.api.parts import Moment, Paging, Short, Text, user_of
from tvaers.api.problems import answers
from tvaers.engine.access import queries

router = Router()


class EntryOut(Schema):
    """En post i loggen. Hver post forsegler den før."""

    number: int
    at: Moment
    actor: str = Field(description="Hvem")
    action: str = Field(description="Handlingens navn")
    object: str = Field(description="Hvad det skete med")
    sentence: str = Field(description="Hvad der skete")
    detail: dict[str, Any]
    previous: str = Field(description="Forseglingen af posten før")
    hash: str = Field(description="Forseglingen af denne post")


class EntriesOut(Schema):
    """En side af loggen."""

    count: int = Field(description="Hvor mange poster der passer i alt")
    entries: list[EntryOut]


class AuditVerdictOut(Schema):
    """Om loggen er hel."""

    whole: bool
    entries: int = Field(description="Hvor mange poster der er læst")
    broken: int | None = Field(description="Det første nummer, hvor loggen er brudt")
    reason: str = Field(description="Hvordan den er brudt")


class AuditFilter(Schema):
    """Hvilke poster du vil se."""

    text: Text = Field("", description="En del af sætningen")
    action: Short = Field("", description="Handlingens navn, fx settlement.object")
    object: Short = Field("", description="Fx statement:12")


@router.get("/audit", response=answers(EntriesOut), operation_id="audit.entries")
def entries(request: HttpRequest, wanted: Query[AuditFilter], paging: Query[Paging]) -> EntriesOut:
    """Loggen, nyeste først. Den er tom for den, der ikke må læse den."""
    found = queries.audit_entries(user_of(request), **wanted.model_dump())
    return EntriesOut(count=found.count(), entries=[_entry(entry) for entry in paging.of(found)])


@router.get("/audit/verification", response=answers(AuditVerdictOut), operation_id="audit.verify")
def verification(request: HttpRequest) -> AuditVerdictOut:
    """Læs hele loggen, og sig, om den er hel, eller hvor den er brudt."""
    found = queries.audit_verdict(user_of(request))
    return AuditVerdictOut(whole=found.whole, entries=found.entries, broken=found.broken, reason=found.reason)


def _entry(entry: Any) -> EntryOut:
    return EntryOut.model_validate(entry)
