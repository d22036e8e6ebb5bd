"""Letters, misdirected messages, location numbers and the registers of electronic communication."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from tvaers.api import exchange
from tvaers.api.parts import Key, Moment, Paging, Short, user_of
from tvaers.api.problems import answers
from tvaers.engine.cases import queries as cases
from tvaers.engine.messages import actions, queries
from tvaers.engine.messages.actions import Letter, LineGiven, NumberGiven, Told

router = Router()
router.add_router("", exchange.router)


class MessageOut(Schema):
    """En meddelelse, der er kommet."""

    id: int
    received_at: Moment
    standard: str
    sender: str = Field(alias="sender_name")
    category: str
    activity: str
    outcome: str
    thread: str
    note: str = Field(description="Hvorfor et advis ikke flyttede et forløb; tomt ellers")
    read: bool

    @staticmethod
    def resolve_read(row: Any) -> bool:
        """Whether anybody has read it."""
        return row.read_at is not None


class SentOut(Schema):
    """Et brev, der skal ud."""

    id: int
    state: str
    receiver: str = Field(alias="receiver_name")
    attempts: int
    alternative: str = Field(description="Hvordan brevet ellers skal sendes, når det ikke kan gå gennem MedCom")
    told_at: Moment | None = Field(None, description="Hvornår modtageren fik besked på anden måde")
    told_how: str = Field("", description="Hvordan modtageren fik besked på anden måde")


class ToldIn(Schema):
    """Hvordan og hvornår modtageren fik besked på anden måde."""

    how: str = Field(min_length=1, max_length=300, pattern=r"^[^\u0000]*$")
    at: Moment


class LetterIn(Schema):
    """Et brev om en borger. Angiv enten forløbet eller brevet, du svarer på."""

    party: Short = Field(description="Afsenderens partskode")
    to: Key = Field(description="Modtagerens linje i registeret over lokationsnumre")
    category: Short
    text: str = Field(min_length=1, max_length=20_000, pattern=r"^[^\u0000]*$")
    author: Short
    function: Short
    phone: Short
    topic: Short = ""
    priority: Literal["", "routine", "asap"] = ""
    activity: Literal["new-message", "reply-message", "forward-message"] = "new-message"
    case: Short = Field("", description="Forløbets nummer")
    answers: Key | None = Field(None, description="Meddelelsen, der svares på eller sendes videre")


class HandledIn(Schema):
    """Hvad der skal ske med en fejlsendt meddelelse."""

    handled: Literal["returned", "forwarded", "kept"]
    to: Key | None = None


class HandledOut(Schema):
    """En fejlsendt meddelelse."""

    id: int
    message: int = Field(alias="message_id")
    handled: str


class NumberIn(Schema):
    """Et lokationsnummer."""

    party: Short
    name: Short
    starts: date
    sor: str = Field("", pattern=r"^([0-9]{5,20})?$")
    gln: str = Field("", pattern=r"^([0-9]{13})?$")
    level: Literal["overall", "own", "inherited"] = "own"
    ours: bool = True
    responsible: Short = ""
    procedure_on: date | None = None
    phone: str = Field("", max_length=40, pattern=r"^[^\u0000]*$")
    standards: list[Literal["hospital-notification", "care-communication"]] = Field(default_factory=list)
    outside_medcom: bool = False
    alternative: Short = ""
    ends: date | None = None
    pk: Key | None = Field(None, description="Linjen, der rettes")


class NumberOut(NumberIn):
    """En linje i registeret."""

    id: int
    pk: Key | None = None


class LineIn(Schema):
    """En linje i et register."""

    kind: Literal["plan", "contact", "help", "step"]
    party: Short
    subject: Short = Field(min_length=1)
    text: Short = ""
    planned: date | None = None
    actual: date | None = None


class LineOut(LineIn):
    """En linje, som den står."""

    id: int


@router.get("/messages", response=answers(list[MessageOut]), operation_id="messages.inbox")
def inbox(request: HttpRequest, paging: Query[Paging], unread: bool = False) -> Any:
    """Indbakken, nyeste først."""
    return paging.of(queries.inbox(user_of(request), unread=unread))


@router.post("/messages/{id}/read", response=answers(MessageOut), operation_id="messages.read")
def read(request: HttpRequest, id: Key) -> Any:
    """Markér en meddelelse som læst."""
    return actions.read(actor=user_of(request), message=queries.message(user_of(request), id))


@router.post("/messages/{id}/misdirected", response=answers(HandledOut), operation_id="messages.handle_misdirected")
def handle(request: HttpRequest, id: Key, given: HandledIn) -> Any:
    """Behandl en fejlsendt meddelelse."""
    user = user_of(request)
    to = queries.location(user, given.to) if given.to else None
    message = queries.message(user, id)
    return actions.handle_misdirected(actor=user, message=message, handled=given.handled, to=to)


@router.post("/letters", response=answers(SentOut), operation_id="messages.send")
def send(request: HttpRequest, given: LetterIn) -> Any:
    """Send et brev."""
    user = user_of(request)
    found = {
        "to": queries.location(user, given.to),
        "case": cases.case(user, given.case) if given.case else None,
        "answers": queries.message(user, given.answers) if given.answers else None,
    }
    return actions.send(actor=user, letter=Letter(**{**given.dict(), **found}))


@router.post("/letters/{id}/again", response=answers(SentOut), operation_id="messages.send_again")
def send_again(request: HttpRequest, id: Key) -> Any:
    """Send et brev igen, som ingen har svaret på."""
    return actions.send_again(actor=user_of(request), letter=queries.sent(user_of(request), id))


@router.get("/letters/untold", response=answers(list[SentOut]), operation_id="messages.untold")
def untold(request: HttpRequest, paging: Query[Paging]) -> Any:
    """Breve, der ikke kom frem gennem MedCom, og som I skal give besked om på anden måde. Ældste først."""
    return paging.of(queries.untold(user_of(request)))


@router.post("/letters/{id}/told", response=answers(SentOut), operation_id="messages.tell_otherwise")
def tell_otherwise(request: HttpRequest, id: Key, given: ToldIn) -> Any:
    """Registrér, at modtageren af et brev, der ikke kom frem, har fået besked på anden måde."""
    row = queries.lost_letter(user_of(request), id)
    return actions.tell_otherwise(actor=user_of(request), letter=row, told=Told(given.how, given.at))


@router.post("/case-notices/{id}/letter", response=answers(SentOut), operation_id="messages.send_notice")
def send_notice(request: HttpRequest, id: Key) -> Any:
    """Send en besked fra et forløb som brev nu; ellers går den af sig selv inden for et minut."""
    return actions.send_notice(actor=user_of(request), notice=queries.case_notice(user_of(request), id))


@router.get("/locations", response=answers(list[NumberOut]), operation_id="messages.locations")
def locations(request: HttpRequest, paging: Query[Paging]) -> Any:
    """Registeret over lokationsnumre."""
    return paging.of(queries.locations(user_of(request)))


@router.post("/locations", response=answers(NumberOut), operation_id="messages.keep_location")
def keep_location(request: HttpRequest, given: NumberIn) -> Any:
    """Registrér et lokationsnummer, eller ret det."""
    number = NumberGiven(**{**given.dict(), "standards": tuple(given.standards)})
    return actions.keep_location(actor=user_of(request), location=number)


@router.get("/registers/{kind}", response=answers(list[LineOut]), operation_id="messages.register")
def register(request: HttpRequest, kind: Short, paging: Query[Paging]) -> Any:
    """Linjerne i et af registrene over elektronisk kommunikation."""
    return paging.of(queries.register(user_of(request), kind))


@router.post("/registers", response=answers(LineOut), operation_id="messages.keep_register")
def keep_register(request: HttpRequest, given: LineIn) -> Any:
    """Før en linje i et af registrene."""
    return actions.keep_register(actor=user_of(request), line=LineGiven(**given.dict()))
