"""For message brokers: messages come in here, and what is to go out is fetched here.

A broker shows its own token, and has no session. The answers are the same whether or not we know the citizen.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Field, Router, Schema
from ninja.security import HttpBearer

from tvaers.api.parts import Key
from tvaers.api.problems import NoToken, answers
from tvaers.engine.messages import actions, queries
from tvaers.engine.messages.fhir import MAX_BYTES
from tvaers.kernel.errors import Problem


class BrokerToken(HttpBearer):
    """`Authorization: Bearer <token>`. Without a token in use: 401 with a word of how to show one."""

    def __call__(self, request: HttpRequest) -> Any:
        """The broker with the token that is shown. Raises NoToken."""
        found = super().__call__(request)
        if found is None:
            raise NoToken
        return found

    def authenticate(self, request: HttpRequest, token: str) -> Any:  # noqa: ARG002
        """The broker with the token, or None."""
        return queries.broker_with(token)


router = Router(auth=BrokerToken())
BODY = {
    "requestBody": {
        "required": True,
        "content": {kind: {"schema": {"type": "string"}} for kind in ("application/fhir+json", "application/fhir+xml")},
    }
}


class ReceiptOut(Schema):
    """At en meddelelse er modtaget. Svaret siger intet om, hvorvidt borgeren er kendt."""

    message: int = Field(description="Meddelelsens nummer hos os")
    answer: str = Field(description='"ok", "fatal-error" eller "transient-error"; tomt, når der ikke kvitteres')
    acknowledgement: int | None = Field(description="Kvitteringens nummer i udbakken")


class LetterOut(Schema):
    """En meddelelse, der skal sendes."""

    id: int
    standard: str
    receiver_sor: str
    receiver_gln: str
    body: dict[str, Any] = Field(description="Meddelelsen som FHIR JSON")


class StateOut(Schema):
    """Hvor en meddelelse i udbakken er."""

    id: int
    state: str


@router.post("/broker/messages", response=answers(ReceiptOut), operation_id="messages.take_in", openapi_extra=BODY)
def take_in(request: HttpRequest) -> ReceiptOut:
    """Aflevér en meddelelse i JSON eller XML. Status 200 betyder, at den er gemt, og at svaret ligger i udbakken."""
    row = actions.receive(actor=_broker(request), raw=actions.Raw(_content(request)))
    answer = queries.answer_to(row)
    return ReceiptOut(message=row.pk, answer=row.answer_code, acknowledgement=answer.pk if answer else None)


@router.get("/broker/outbox", response=answers(list[LetterOut]), operation_id="messages.outbox")
def outbox(request: HttpRequest) -> list[LetterOut]:
    """De ældste meddelelser, der venter på at blive sendt, højst 100, fra de parter, du henter for.

    De bliver stående, til du melder dem hentet.
    """
    return [
        LetterOut(
            id=one.pk,
            standard=one.standard,
            receiver_sor=one.receiver_sor,
            receiver_gln=one.receiver_gln,
            body=queries.body_of(one),
        )
        for one in queries.outbox(_broker(request))
    ]


@router.post("/broker/outbox/{id}/delivered", response=answers(StateOut), operation_id="messages.deliver")
def deliver(request: HttpRequest, id: Key) -> StateOut:
    """Meld en meddelelse hentet. Meldt to gange tæller den én gang."""
    row = actions.deliver(actor=_broker(request), letter=queries.waiting_letter(_broker(request), id))
    return StateOut(id=row.pk, state=row.state)


def _broker(request: HttpRequest) -> Any:
    return request.auth  # type: ignore[attr-defined]


def _content(request: HttpRequest) -> bytes:
    """What was sent, as it came. Problem when it is larger than any message may be."""
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    told = int(length) if length.isdecimal() and len(length) < 19 else 0
    content = request.read(MAX_BYTES + 1) if told <= MAX_BYTES else None
    if content is None or len(content) > MAX_BYTES:
        raise Problem(
            what="Meddelelsen er for stor.",
            why=f"Den må fylde {MAX_BYTES // 1024**2} MB.",
            do="Send den igen med færre eller mindre filer.",
        )
    if not content:
        raise Problem(what="Der er ingen meddelelse.", why="Indholdet er tomt.", do="Send meddelelsen som indhold.")
    return bytes(content)
