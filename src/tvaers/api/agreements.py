"""Agreements: clauses, dated values, readings and what executes each clause, as they stand on a date."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from tvaers.api.parts import Short, user_of
from tvaers.api.problems import answers
from tvaers.engine.agreements import actions, queries
from tvaers.engine.agreements.reading import clauses
from tvaers.engine.agreements.wording import describe_value
from tvaers.kernel import clock
from tvaers.kernel.action import may
from tvaers.kernel.errors import NotAllowed
from tvaers.kernel.money import BASIS_POINTS, plain

router = Router()

On = Annotated[date | None, Query(description="Dagen, ÅÅÅÅ-MM-DD; i dag, når den er udeladt")]


class AgreementOut(Schema):
    """En aftale. Begge datoer er med."""

    id: str
    short: str = Field(description="Begyndelsen af linjenumre, fx BA21")
    title: str
    parties: list[str] = Field(description="Parternes koder")
    starts: date
    ends: date
    active: bool = Field(description="Om aftalen gælder på dagen")
    state: str = Field(description="draft, til alle har underskrevet; derefter signed")
    edition: str = Field(description="Udgavens fingeraftryk")


class ClauseOut(Schema):
    """En bestemmelse, med vores egne ord, og hvad der udfører den."""

    id: str
    heading: str
    summary: str
    place: str
    kind: str
    status: str = Field(description="executed, later eller shown")
    executed_by: list[str]
    why: str = Field(description="Hvorfor intet udfører den; ellers tomt")
    readings: list[str]


class ValueOut(Schema):
    """En værdi af en parameter med sin kilde."""

    parameter: str
    heading: str
    unit: str = Field(description="share er en andel, dkk er kroner")
    clause: str
    key: str | None
    starts: date
    ends: date | None
    value: str = Field(description="Til maskiner: 0.9000 for 90 %, 62300.00 for kroner")
    shown: str = Field(description="Til mennesker: 90 %")
    source: str = Field(description="Dokument og sted, eller den læsning, som værdien bygger på")
    reading: str | None


class ReadingOut(Schema):
    """Hvordan en uklar bestemmelse er læst."""

    id: str
    clause: str
    problem: str
    choice: str


class AgreementViewOut(AgreementOut):
    """En aftale i sin helhed på en dag."""

    summary: str
    clauses: list[ClauseOut]
    values: list[ValueOut] = Field(description="De værdier, der gælder på dagen")
    readings: list[ReadingOut]


class SignatureIn(Schema):
    """En parts underskrift."""

    party: Short
    signed_by: str = Field(min_length=1, max_length=150, pattern=r"^[^\u0000]*$")
    signed_on: date


class SignatureOut(Schema):
    """En underskrift."""

    party: str
    signed_by: str
    signed_on: date


class SubAgreementIn(Schema):
    """En konkret aftale under en aftale."""

    subject: str = Field(min_length=1, max_length=200, pattern=r"^[^\u0000]*$")
    clause: str = Field(max_length=40, pattern=r"^[^\u0000]*$")
    starts: date
    ends: date | None = None


class SubAgreementOut(SubAgreementIn):
    """En underaftale."""

    number: int


class EditionOut(Schema):
    """En udgave."""

    agreement: str
    edition: str = Field(description="Udgavens fingeraftryk")


@router.get("/agreements", response=answers(list[AgreementOut]), operation_id="agreements.list")
def agreements(request: HttpRequest, on: On = None) -> list[AgreementOut]:
    """Aftalerne, ældste først."""
    day = on or clock.today()
    return [AgreementOut(**_head(found, day)) for found in queries.agreements(user_of(request))]


@router.get("/agreements/{id}", response=answers(AgreementViewOut), operation_id="agreements.agreement")
def agreement(request: HttpRequest, id: Short, on: On = None) -> AgreementViewOut:
    """Én aftale med bestemmelser, værdier på dagen, læsninger og dækning."""
    day = on or clock.today()
    found = queries.agreement(user_of(request), id)
    document = queries.edition(found).document
    return AgreementViewOut(
        **_head(found, day),
        summary=document["summary"],
        clauses=[_clause(clause) for clause in clauses(document)],
        values=list(_values(document, day)),
        readings=[ReadingOut(**reading) for reading in document["readings"].values()],
    )


@router.get("/agreements/{id}/values", response=answers(list[ValueOut]), operation_id="agreements.values")
def values(request: HttpRequest, id: Short) -> list[ValueOut]:
    """Hele historikken af en aftales værdier."""
    document = queries.edition(queries.agreement(user_of(request), id)).document
    return list(_values(document, None))


@router.get(
    "/agreements/{id}/subagreements", response=answers(list[SubAgreementOut]), operation_id="agreements.subagreements"
)
def subagreements(request: HttpRequest, id: Short) -> list[Any]:
    """Underaftalerne under en aftale."""
    return list(queries.subagreements(queries.agreement(user_of(request), id)))


@router.get("/agreements/{id}/signatures", response=answers(list[SignatureOut]), operation_id="agreements.signatures")
def signatures(request: HttpRequest, id: Short) -> list[Any]:
    """Hvem der har underskrevet en aftale."""
    return list(queries.signatures(queries.agreement(user_of(request), id)))


@router.post("/agreements/{id}/signatures", response=answers(SignatureOut), operation_id="agreements.sign")
def sign(request: HttpRequest, id: Short, given: SignatureIn) -> Any:
    """Registrér en parts underskrift."""
    found = queries.agreement(user_of(request), id)
    return actions.sign(actor=user_of(request), agreement=found, **given.model_dump())


@router.post(
    "/agreements/{id}/subagreements",
    response=answers(SubAgreementOut),
    operation_id="agreements.register_subagreement",
)
def register_subagreement(request: HttpRequest, id: Short, given: SubAgreementIn) -> Any:
    """Registrér en konkret aftale under en aftale."""
    found = queries.agreement(user_of(request), id)
    return actions.register_subagreement(actor=user_of(request), agreement=found, **given.model_dump())


@router.post("/agreements/{id}/load", response=answers(EditionOut), operation_id="agreements.load")
def load(request: HttpRequest, id: Short) -> EditionOut:
    """Indlæs en udgave af en aftale fra de filer, som Tværs leveres med."""
    if not may(user_of(request), "agreements.load"):
        raise NotAllowed(what="Du har ikke adgang til at indlæse aftaler.", do="Bed din administrator om det.")
    edition = actions.load(actor=user_of(request), package=queries.package(id))
    return EditionOut(agreement=id, edition=edition.content_hash)


def _head(found: Any, day: date) -> dict[str, Any]:
    return {
        "id": found.package,
        "short": found.short,
        "title": found.title,
        "parties": found.parties,
        "starts": found.starts,
        "ends": found.ends,
        "active": queries.active_on(found, day),
        "state": queries.state(found),
        "edition": queries.edition(found).content_hash,
    }


def _clause(clause: dict[str, Any]) -> ClauseOut:
    later = clause["later"]
    why = f"Kommer med delen {later['part']}: {later['why']}" if later else clause["shown"] or ""
    kept = {
        key: clause[key] for key in ("id", "heading", "summary", "place", "kind", "status", "executed_by", "readings")
    }
    return ClauseOut(**kept, why=why)


def _values(document: dict[str, Any], day: date | None) -> Any:
    """The values of a document, all of them or those in force on a day."""
    for name in document["parameter_order"]:
        parameter = document["parameters"][name]
        for value in parameter["values"]:
            if day is None or _holds(value, day.isoformat()):
                yield _value(parameter, describe_value(document, value))


def _holds(value: dict[str, Any], day: str) -> bool:
    return value["from"] <= day and (value["to"] is None or day <= value["to"])


def _value(parameter: dict[str, Any], value: dict[str, Any]) -> ValueOut:
    return ValueOut(
        parameter=parameter["id"],
        heading=value["heading"],
        unit=parameter["unit"],
        clause=parameter["clause"],
        key=value["key"],
        starts=value["from"],
        ends=value["to"],
        value=machine_value(parameter["unit"], value["value"]),
        shown=value["shown"],
        source=value["source_words"],
        reading=value["reading"],
    )


def machine_value(unit: str, value: Any) -> str:
    """A value as text for machines: a share as a fraction, money as kroner, codes with commas between."""
    if unit == "share":
        return f"{value // BASIS_POINTS}.{value % BASIS_POINTS:04d}"
    if unit == "dkk":
        return plain(value)
    return ",".join(value) if isinstance(value, list) else str(value)
