"""Citizens: by pseudonym, with the number masked; the whole number only with a reason, which is logged."""

from typing import Any

from django.http import HttpRequest
from ninja import Field, Router, Schema

from tvaers.api.parts import Short, Text, user_of
from tvaers.api.problems import answers
from tvaers.engine.citizens import actions, queries
from tvaers.kernel.errors import NotFound

router = Router()


class CitizenIn(Schema):
    """En borger, der skal registreres."""

    pseudonym: str = Field("", max_length=64, pattern=r"^[^\u0000]*$", description="Tomt giver et tilfældigt")
    cpr: str | None = Field(None, max_length=20, description="Ti cifre; gemmes krypteret")


class CitizenOut(Schema):
    """En borger, som de fleste ser den."""

    pseudonym: str
    cpr_masked: str = Field(description="Fødselsdato og fire prikker; tomt uden CPR-nummer")


class CitizenShowIn(Schema):
    """Hvorfor du skal se nummeret."""

    reason: Text


class CitizenCprOut(Schema):
    """Hele CPR-nummeret."""

    cpr: str


@router.post("/citizens", response=answers(CitizenOut), operation_id="citizens.register")
def register(request: HttpRequest, given: CitizenIn) -> CitizenOut:
    """Registrér en borger."""
    number = queries.Cpr(given.cpr) if given.cpr else None
    return _citizen(actions.register(actor=user_of(request), pseudonym=given.pseudonym, cpr=number))


@router.get("/citizens/{pseudonym}", response=answers(CitizenOut), operation_id="citizens.citizen")
def citizen(request: HttpRequest, pseudonym: Short) -> CitizenOut:
    """Én borger med skjult CPR-nummer."""
    return _citizen(_found(request, pseudonym))


@router.post("/citizens/{pseudonym}/cpr", response=answers(CitizenCprOut), operation_id="citizens.show_cpr")
def show_cpr(request: HttpRequest, pseudonym: Short, given: CitizenShowIn) -> CitizenCprOut:
    """Vis en borgers fulde CPR-nummer. Visningen bliver logget med begrundelsen."""
    found = _found(request, pseudonym)
    return CitizenCprOut(cpr=actions.show_cpr(actor=user_of(request), citizen=found, reason=given.reason))


def _found(request: HttpRequest, pseudonym: str) -> Any:
    found = queries.by_pseudonym(user_of(request), pseudonym)
    if found is None:
        raise NotFound(what="Borgeren findes ikke, eller du har ikke adgang til den.")
    return found


def _citizen(citizen: Any) -> CitizenOut:
    return CitizenOut(pseudonym=citizen.pseudonym, cpr_masked=queries.masked_cpr(citizen))
