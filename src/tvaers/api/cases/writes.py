"""The writes of cases over the API: open one, let something happen in it, correct, annul and link."""

from typing import Any

from django.http import HttpRequest
from ninja import Field, Schema
from pydantic import AwareDatetime

from tvaers.api.cases.kinds import DoerOut
from tvaers.api.cases.router import router
from tvaers.api.cases.shapes import CaseViewOut, view
from tvaers.api.parts import BIGGEST, Key, Short, Text, user_of
from tvaers.api.problems import answers
from tvaers.engine.cases import actions, policies, queries
from tvaers.engine.cases.actions import Given, Opening
from tvaers.engine.cases.core import Doer
from tvaers.kernel.errors import NotAllowed


class OpenIn(Schema):
    """Et forløb, der skal oprettes."""

    agreement: Short = Field(description="Aftalens id")
    type: Short
    event: Short = Field("", description="Hændelsen, der opretter det; tom vælger den første")
    doer: DoerOut = Field(description="Som hvem; se openable-cases")
    citizen: Short = Field("", description="CPR-nummer, eller pseudonymet på en borger, som du må se")
    data: dict[str, Any] = Field(default_factory=dict)
    at: AwareDatetime | None = Field(None, description="Hvornår det skete; nu, når det er udeladt")


class ActIn(Schema):
    """En hændelse, der er sket."""

    event: Short
    data: dict[str, Any] = Field(default_factory=dict)
    version: int = Field(ge=0, le=BIGGEST, description="Den udgave af forløbet, som du har set")
    doer: DoerOut | None = Field(None, description="Som hvem, når du kan handle for flere")
    at: AwareDatetime | None = Field(None, description="Hvornår det skete; nu, når det er udeladt")


class AnnulIn(Schema):
    """Hvorfor en hændelse ikke skulle have været registreret."""

    reason: Text
    version: int = Field(ge=0, le=BIGGEST)


class CorrectIn(AnnulIn):
    """Det, der skulle have stået."""

    data: dict[str, Any] = Field(default_factory=dict)
    at: AwareDatetime | None = None


class LinkIn(Schema):
    """Et forløb, der hører sammen med dette."""

    other: Short = Field(description="Det andet forløbs nummer")
    kind: str = Field("", max_length=60, pattern=r"^[^\u0000]*$", description="Hvad båndet betyder")


class WrittenOut(Schema):
    """Det er registreret."""

    number: str
    case: CaseViewOut | None = Field(description="Forløbet, som det er nu; tomt, når du ikke kan se det mere")
    receipt_code: str = Field("", description="Koden, som en rapportør følger status med; vises én gang")


@router.post("/cases", response=answers(WrittenOut), operation_id="cases.open")
def open_case(request: HttpRequest, given: OpenIn) -> Any:
    """Opret et forløb."""
    user = user_of(request)
    type = queries.type_in(given.agreement, given.type)
    opening = Opening(given.agreement, type, given.doer.party, given.doer.role, given.doer.job, given.event)
    if not policies.may_open(user, opening):
        raise NotAllowed(what="Det forløb kan du ikke oprette.", why="Det kræver en rolle, som du ikke har.")
    citizen = actions.citizen_of(given.citizen, user) if given.citizen else None
    row = actions.open_case(actor=user, opening=opening, given=Given(given.data), citizen=citizen, at=given.at)
    return _after(user, row.number, row.receipt_code)


@router.post("/cases/{number}/events", response=answers(WrittenOut), operation_id="cases.act")
def act(request: HttpRequest, number: Short, given: ActIn) -> Any:
    """Registrér en hændelse. Har andre ændret forløbet, siden du så det, får du 409 med det, der er sket."""
    user = user_of(request)
    doer = Doer(given.doer.party, given.doer.role, given.doer.job) if given.doer else None
    actions.act(
        actor=user,
        case=queries.case(user, number),
        event=given.event,
        given=Given(given.data),
        version=given.version,
        at=given.at,
        doer=doer,
    )
    return _after(user, number)


@router.post("/cases/{number}/events/{row}/correct", response=answers(WrittenOut), operation_id="cases.correct")
def correct(request: HttpRequest, number: Short, row: Key, given: CorrectIn) -> Any:
    """Ret det, der blev givet med en hændelse. Den gamle række bliver stående."""
    user = user_of(request)
    actions.correct(
        actor=user,
        case=queries.case(user, number),
        number=_row(row),
        given=Given(given.data),
        reason=given.reason,
        version=given.version,
        at=given.at,
    )
    return _after(user, number)


@router.post("/cases/{number}/events/{row}/annul", response=answers(WrittenOut), operation_id="cases.annul")
def annul(request: HttpRequest, number: Short, row: Key, given: AnnulIn) -> Any:
    """Annullér en hændelse, der ikke skulle have været registreret. Den bliver stående som annulleret."""
    user = user_of(request)
    actions.annul(
        actor=user, case=queries.case(user, number), number=_row(row), reason=given.reason, version=given.version
    )
    return _after(user, number)


@router.post("/cases/{number}/links", response=answers(WrittenOut), operation_id="cases.link")
def link(request: HttpRequest, number: Short, given: LinkIn) -> Any:
    """Knyt forløbet til et andet, som du også må se."""
    user = user_of(request)
    other = queries.case(user, given.other)
    actions.link(actor=user, case=queries.case(user, number), other=other, kind=given.kind)
    return _after(user, number)


def _row(number: int) -> int:
    """The number of a row of history, which is far below the database's smallest whole number."""
    return min(number, 2**31 - 1)


def _after(user: Any, number: str, receipt_code: str = "") -> WrittenOut:
    """The case after a write, unless the write took it out of the user's sight."""
    row = queries.cases(user).filter(number=number).first()
    return WrittenOut(number=number, case=view(user, row) if row else None, receipt_code=receipt_code)
