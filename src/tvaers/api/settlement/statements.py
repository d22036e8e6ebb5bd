"""Statements: what one party owes another, and their life from draft to paid."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponseBase
from ninja import Field, Query, Router, Schema

from tvaers.api.parts import Amount, Key, LineKey, Moment, Paging, Text, amount, user_of
from tvaers.api.problems import REFUSALS, ProblemOut, answers
from tvaers.api.settlement.lines import LinesOut, page_of
from tvaers.api.settlement.objections import ObjectionOut, objection_out
from tvaers.engine.settlement import actions, queries
from tvaers.engine.settlement.lifecycle import STATEMENT, state_label
from tvaers.exports.download import CONTENT_TYPES, download
from tvaers.kernel.action import may

router = Router()

EVENTS = {
    "send": "settlement.send_statement",
    "approve": "settlement.approve_statement",
    "pay": "settlement.pay_statement",
    "dispute": "settlement.object",
}
"""The action behind each event of a statement that a person can cause."""


class StatementOut(Schema):
    """En opgørelse."""

    id: int
    run: int
    agreement: str
    starts: date
    ends: date
    payer: str
    payee: str
    amount: Amount
    approved: Amount | None = Field(description="Det godkendte beløb; linjer med en åben indsigelse er ikke med")
    lines: int
    state: str
    state_label: str
    allowed: list[str] = Field(description="De handlinger, som du kan udføre på den nu")


class StatementStepOut(Schema):
    """Et skridt i en opgørelses eller en indsigelses liv."""

    event: str
    at: Moment
    by: str
    text: str


class StatementViewOut(StatementOut):
    """En opgørelse med sin historik."""

    steps: list[StatementStepOut]


class StatementNoteIn(Schema):
    """En bemærkning."""

    text: Text = ""


class ObjectIn(Schema):
    """Linjer, der gøres indsigelse mod, og hvorfor."""

    lines: list[LineKey] = Field(min_length=1, max_length=1_000, description="Linjernes numre")
    reason: Text = Field(min_length=1)


class StatementsIn(Schema):
    """Hvilke opgørelser du vil se."""

    run: Key | None = Field(None, description="Afregningens id")
    state: Literal["", "draft", "sent", "disputed", "approved", "paid"] = ""


@router.get("/statements", response=answers(list[StatementOut]), operation_id="settlement.statements")
def statements(request: HttpRequest, wanted: Query[StatementsIn], paging: Query[Paging]) -> list[StatementOut]:
    """De opgørelser, som dine parter betaler eller får."""
    user = user_of(request)
    asked = {"run_id": wanted.run, "state": wanted.state}
    found = queries.statements(user).filter(**{name: value for name, value in asked.items() if value})
    return [StatementOut(**_head(user, statement)) for statement in paging.of(found)]


@router.get("/statements/{id}", response=answers(StatementViewOut), operation_id="settlement.statement")
def statement(request: HttpRequest, id: Key) -> StatementViewOut:
    """Én opgørelse med sin historik."""
    return _view(user_of(request), queries.statement(user_of(request), id))


@router.get("/statements/{id}/lines", response=answers(LinesOut), operation_id="settlement.statement_lines")
def statement_lines(request: HttpRequest, id: Key, paging: Query[Paging]) -> LinesOut:
    """En side af en opgørelses linjer."""
    found = queries.statement(user_of(request), id)
    return page_of(user_of(request), found.run, queries.statement_filter(found), paging)


@router.get(
    "/statements/{id}/file",
    response={200: None, REFUSALS: ProblemOut},
    operation_id="settlement.statement_file",
    openapi_extra={"responses": {200: {"content": {kind: {} for kind in sorted({*CONTENT_TYPES.values()})}}}},
)
def statement_file(
    request: HttpRequest,
    id: Key,
    format: Annotated[Literal["xlsx", "csv", "csv-iso", "pdf"], Query(description="csv-iso er til maskiner")] = "xlsx",
) -> HttpResponseBase:
    """En opgørelse som regneark, CSV eller PDF, med alle linjer."""
    return download(user_of(request), queries.statement(user_of(request), id), format)


@router.post("/statements/{id}/send", response=answers(StatementViewOut), operation_id="settlement.send_statement")
def send(request: HttpRequest, id: Key) -> StatementViewOut:
    """Send en opgørelse til betaleren."""
    user = user_of(request)
    return _view(user, actions.send_statement(actor=user, statement=queries.statement(user, id)))


@router.post(
    "/statements/{id}/approve", response=answers(StatementViewOut), operation_id="settlement.approve_statement"
)
def approve(request: HttpRequest, id: Key, given: StatementNoteIn) -> StatementViewOut:
    """Godkend en opgørelse."""
    user = user_of(request)
    return _view(user, actions.approve_statement(actor=user, statement=queries.statement(user, id), text=given.text))


@router.post("/statements/{id}/pay", response=answers(StatementViewOut), operation_id="settlement.pay_statement")
def pay(request: HttpRequest, id: Key, given: StatementNoteIn) -> StatementViewOut:
    """Registrér, at en opgørelse er betalt."""
    user = user_of(request)
    return _view(user, actions.pay_statement(actor=user, statement=queries.statement(user, id), text=given.text))


@router.post("/statements/{id}/objections", response=answers(ObjectionOut), operation_id="settlement.object")
def object_to_lines(request: HttpRequest, id: Key, given: ObjectIn) -> ObjectionOut:
    """Gør indsigelse mod linjer i en opgørelse."""
    user = user_of(request)
    found = queries.statement(user, id)
    lines = queries.amounts_of(user, found, given.lines)
    raised = actions.object_to_lines(actor=user, statement=found, lines=lines, reason=given.reason)
    return objection_out(user, raised)


def _head(user: Any, statement: Any) -> dict[str, Any]:
    return {
        "id": statement.pk,
        "run": statement.run_id,
        "agreement": statement.run.edition.agreement.package,
        "starts": statement.run.starts,
        "ends": statement.run.ends,
        "payer": statement.payer,
        "payee": statement.payee,
        "amount": amount(statement.amount),
        "approved": amount(queries.approved_amount(statement)),
        "lines": statement.lines,
        "state": statement.state,
        "state_label": state_label(STATEMENT, statement.state),
        "allowed": [
            EVENTS[event.name]
            for event in STATEMENT.allowed(statement.state)
            if event.name in EVENTS and may(user, EVENTS[event.name], statement)
        ],
    }


def _view(user: Any, statement: Any) -> StatementViewOut:
    steps = [StatementStepOut(event=s.event, at=s.at, by=s.by, text=s.text) for s in statement.steps.all()]
    return StatementViewOut(**_head(user, statement), steps=steps)
