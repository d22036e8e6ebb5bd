"""Behind the letters: what could not be taken in, relevant cases of citizens, and the message brokers."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from pydantic import SecretStr

from tvaers.api.parts import Key, Moment, Paging, Short, user_of
from tvaers.api.problems import answers
from tvaers.engine.citizens import queries as citizens
from tvaers.engine.citizens.cpr import Cpr
from tvaers.engine.messages import actions, queries
from tvaers.engine.messages.actions import RelationGiven
from tvaers.kernel.errors import NotFound

router = Router()


class ParkedOut(Schema):
    """En meddelelse, der ikke kunne tages ind på grund af en fejl hos os. Den siger intet om indholdet."""

    id: int
    message: int = Field(alias="message_id", description="Meddelelsens nummer")
    parked_at: Moment
    tried_at: Moment
    fault: str = Field(description="Hvilken slags fejl, og hvor i programmet")
    attempts: int
    state: Literal["waiting", "taken", "dropped"]
    may_try: list[str] = Field(description="De roller, der kan prøve igen")

    @staticmethod
    def resolve_may_try(row: Any) -> list[str]:
        """The titles of the roles."""
        return list(queries.who_may_try(row.message.party))


class DroppedIn(Schema):
    """Hvorfor en meddelelse opgives."""

    why: Short = Field(min_length=1, description="Uden numre på borgere")


class RelationIn(Schema):
    """En relevant sag."""

    pseudonym: Short
    party: Short
    basis: Short = Field(min_length=1, description="Paragraf og lov")
    starts: date
    ends: date | None = None


class AskedIn(Schema):
    """Et opslag på en borger. Det bliver logget med grunden."""

    cpr: SecretStr = Field(description="CPR-nummeret")
    reason: Short = Field(min_length=1, description="Hvorfor du slår borgeren op")


class RelationOut(Schema):
    """En relevant sag, som jeres egen part har registreret."""

    id: int
    party: str
    basis: str
    starts: date
    ends: date | None


class BrokerIn(Schema):
    """En meddelelsescentral."""

    name: str = Field(min_length=1, max_length=80, pattern=r"^[^\u0000]*$")
    parties: list[Short] = Field(default_factory=list, description="De parter, den henter for; tom liste er alle")


class TokenOut(Schema):
    """Den nye nøgle. Den vises kun denne ene gang."""

    name: str
    token: str


class ExchangeDoneOut(Schema):
    """At det er gjort."""

    id: int


@router.get("/messages/parked", response=answers(list[ParkedOut]), operation_id="messages.parked")
def parked(request: HttpRequest, paging: Query[Paging]) -> Any:
    """Meddelelser, der ikke kunne tages ind: først dem, der venter."""
    return paging.of(queries.parked(user_of(request)))


@router.post("/messages/parked/{id}/try", response=answers(ParkedOut), operation_id="messages.try_parked")
def try_parked(request: HttpRequest, id: Key) -> Any:
    """Prøv igen at tage en meddelelse ind. Går det galt igen, bliver den stående med ét forsøg mere."""
    user = user_of(request)
    return actions.try_parked(actor=user, parked=queries.parked_one(user, id))


@router.post("/messages/parked/{id}/drop", response=answers(ParkedOut), operation_id="messages.drop_parked")
def drop_parked(request: HttpRequest, id: Key, given: DroppedIn) -> Any:
    """Opgiv en meddelelse, der ikke kunne tages ind. Indholdet slettes."""
    user = user_of(request)
    return actions.drop_parked(actor=user, parked=queries.parked_one(user, id), why=given.why)


@router.post("/relations", response=answers(ExchangeDoneOut), operation_id="messages.register_relation")
def register_relation(request: HttpRequest, given: RelationIn) -> Any:
    """Registrér en relevant sag for en borger."""
    citizen = citizens.by_pseudonym(user_of(request), given.pseudonym)
    if citizen is None:
        raise NotFound(what="Borgeren findes ikke, eller du har ikke adgang til den.")
    relation = RelationGiven(citizen, given.party, given.basis, given.starts, given.ends)
    return actions.register_relation(actor=user_of(request), relation=relation)


@router.post("/relations/look-up", response=answers(list[RelationOut]), operation_id="messages.look_up_relations")
def look_up_relations(request: HttpRequest, given: AskedIn) -> Any:
    """Slå op, om jeres egne parter har registreret en relevant sag for en borger."""
    asked = actions.Asked(Cpr(given.cpr.get_secret_value()))
    return list(actions.look_up_relations(actor=user_of(request), asked=asked, reason=given.reason))


@router.post("/brokers", response=answers(TokenOut), operation_id="messages.keep_broker")
def keep_broker(request: HttpRequest, given: BrokerIn) -> TokenOut:
    """Giv en meddelelsescentral en ny nøgle."""
    made = actions.keep_broker(actor=user_of(request), name=given.name, parties=tuple(given.parties))
    return TokenOut(name=made.broker.name, token=made.token)


@router.post("/brokers/{id}/stop", response=answers(ExchangeDoneOut), operation_id="messages.stop_broker")
def stop_broker(request: HttpRequest, id: Key) -> Any:
    """Luk for en meddelelsescentral."""
    return actions.stop_broker(actor=user_of(request), broker=queries.broker(user_of(request), id))
