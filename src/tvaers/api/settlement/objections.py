"""Objections: the payer's questions about lines, and the payee's answers."""

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from tvaers.api.parts import Amount, Key, Moment, Paging, Short, Text, amount, user_of
from tvaers.api.problems import answers
from tvaers.engine.settlement import actions, queries
from tvaers.engine.settlement.lifecycle import OBJECTION, state_label
from tvaers.kernel.action import may

router = Router()


class ObjectedOut(Schema):
    """En linje, der er gjort indsigelse mod."""

    line: str
    amount: Amount = Field(description="Beløbet, som det var")


class ObjectionStepOut(Schema):
    """Et skridt i indsigelsens liv."""

    event: str
    at: Moment
    by: str
    text: str


class ObjectionOut(Schema):
    """En indsigelse med linjer og historik."""

    id: int
    statement: int
    payer: str
    payee: str
    reason: str
    state: str
    state_label: str
    raised_at: Moment
    lines: list[ObjectedOut]
    steps: list[ObjectionStepOut]
    allowed: list[str] = Field(description="De handlinger, som du kan udføre på den nu")


class ObjectionAnswerIn(Schema):
    """Et svar. `change` er kolonner med de rigtige værdier; uden den trækkes linjerne ud af opgørelsen."""

    event: Literal["accept", "reject"] = Field(description="accept imødekommer, reject afviser")
    text: Text = Field(min_length=1, description="Begrundelsen")
    change: dict[Short, Short | None] | None = Field(None, description='Fx {"level": "main"}; kun ved accept')


class ObjectionNoteIn(Schema):
    """En bemærkning."""

    text: Text = ""


class ObjectionsIn(Schema):
    """Hvilke indsigelser du vil se."""

    state: Literal["", "raised", "accepted", "corrected", "rejected", "withdrawn"] = ""


@router.get("/objections", response=answers(list[ObjectionOut]), operation_id="settlement.objections")
def objections(request: HttpRequest, wanted: Query[ObjectionsIn], paging: Query[Paging]) -> list[ObjectionOut]:
    """Indsigelser mod de opgørelser, som du kan se, nyeste først."""
    user = user_of(request)
    found = queries.objections(user)
    return [objection_out(user, row) for row in paging.of(found.filter(state=wanted.state) if wanted.state else found)]


@router.get("/objections/{id}", response=answers(ObjectionOut), operation_id="settlement.objection")
def objection(request: HttpRequest, id: Key) -> ObjectionOut:
    """Én indsigelse med linjer og historik."""
    return objection_out(user_of(request), queries.objection(user_of(request), id))


@router.post("/objections/{id}/answer", response=answers(ObjectionOut), operation_id="settlement.answer")
def answer(request: HttpRequest, id: Key, given: ObjectionAnswerIn) -> ObjectionOut:
    """Besvar en indsigelse. Det, der rettes, bogføres i bogens næste afregning."""
    user = user_of(request)
    asked = queries.objection(user, id)
    change = dict(given.change) if given.change else None
    return objection_out(
        user, actions.answer(actor=user, objection=asked, event=given.event, text=given.text, change=change)
    )


@router.post("/objections/{id}/withdraw", response=answers(ObjectionOut), operation_id="settlement.withdraw")
def withdraw(request: HttpRequest, id: Key, given: ObjectionNoteIn) -> ObjectionOut:
    """Træk en indsigelse tilbage, før den er besvaret."""
    user = user_of(request)
    return objection_out(user, actions.withdraw(actor=user, objection=queries.objection(user, id), text=given.text))


def objection_out(user: Any, objection: Any) -> ObjectionOut:
    """An objection as the API gives it."""
    acts = {"accept": "settlement.answer", "reject": "settlement.answer", "withdraw": "settlement.withdraw"}
    open_to = [acts[event.name] for event in OBJECTION.allowed(objection.state) if event.name in acts]
    return ObjectionOut(
        id=objection.pk,
        statement=objection.statement_id,
        payer=objection.statement.payer,
        payee=objection.statement.payee,
        reason=objection.reason,
        state=objection.state,
        state_label=state_label(OBJECTION, objection.state),
        raised_at=objection.raised_at,
        lines=[ObjectedOut(line=line.line, amount=amount(line.amount)) for line in objection.lines.all()],
        steps=[ObjectionStepOut(event=s.event, at=s.at, by=s.by, text=s.text) for s in objection.steps.all()],
        allowed=[name for name in dict.fromkeys(open_to) if may(user, name, objection)],
    )
