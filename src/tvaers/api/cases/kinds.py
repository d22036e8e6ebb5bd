"""The case types of the agreements in force: what there is to open, to fill in and to do."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Field, Schema

from tvaers.api.cases.router import router
from tvaers.api.parts import Short, user_of
from tvaers.api.problems import answers
from tvaers.engine.access.policies import holds
from tvaers.engine.cases import queries
from tvaers.kernel.case_types import CaseType, EventSpec, FieldSpec
from tvaers.kernel.errors import NotFound


class ChoiceOut(Schema):
    """Et af valgene i et felt."""

    id: str
    label: str


class FieldOut(Schema):
    """Et felt i en forløbstype."""

    id: str
    label: str
    type: str = Field(description="Feltets type, fx text, date, money, choice eller records")
    help: str
    unit: str
    choices: list[ChoiceOut]
    per: str | None = Field(description="Den rolle, hvis parter hver giver deres egen værdi")
    of: list["FieldOut"] = Field(description="Kolonnerne, når feltet er en liste")


class CaseRoleOut(Schema):
    """En rolle i en forløbstype."""

    id: str
    title: str
    jobs: list[str] = Field(description="De adgangsroller, hvis indehavere handler i rollen")
    many: bool


class CaseStateOut(Schema):
    """En tilstand."""

    id: str
    label: str
    owner: str | None = Field(description="Den rolle, der har turen")
    next: str
    final: bool


class EventOut(Schema):
    """En hændelse, der kan ske i et forløb."""

    id: str
    label: str
    starts: list[str] = Field(description="De tilstande, som den kan ske i; new er før oprettelsen")
    leads_to: list[str] = Field(description="De tilstande, som den kan føre til; tom, når tilstanden bliver")
    by: list[str] = Field(description="De roller, som kan registrere den; tom betyder alle")
    jobs: list[str]
    needs: list[str]
    takes: list[str]
    clause: str


class CaseDutyOut(Schema):
    """En frist eller en opgave i en forløbstype."""

    id: str
    label: str
    owner: str
    clause: str
    is_deadline: bool


class BasisOut(Schema):
    """Den hjemmel, som parterne deler nogle af felterne efter."""

    id: str
    text: str = Field(description="Stedet i loven")
    why: str
    clause: str
    fields: list[str] = Field(description="Felterne; tom betyder alle, som ingen anden hjemmel nævner")
    start: date
    end: date | None = Field(description="Den sidste dag; null betyder indtil videre")


class KindOut(Schema):
    """En forløbstype, kort."""

    id: str
    title: str
    summary: str
    clause: str
    citizen: str = Field(description="Om forløbet handler om en borger: required, optional eller none")


class KindViewOut(KindOut):
    """En forløbstype med alt, hvad den består af."""

    roles: list[CaseRoleOut]
    fields: list[FieldOut]
    states: list[CaseStateOut]
    events: list[EventOut]
    duties: list[CaseDutyOut]
    legal_bases: list[BasisOut] = Field(description="Hjemlerne; tom, når typen ikke siger noget om det")


class DoerOut(Schema):
    """Som hvem man handler: part, rolle og job."""

    party: str
    role: str
    job: str


class OpenableOut(Schema):
    """En måde, som du kan oprette et forløb på."""

    agreement: str
    type: str
    event: str
    label: str
    doers: list[DoerOut] = Field(description="Som hvem du kan gøre det")


@router.get("/case-types", response=answers(list[KindOut]), operation_id="cases.types")
def types(request: HttpRequest) -> list[KindOut]:
    """De forløbstyper, som aftalerne har."""
    found = queries.case_types().values() if holds(user_of(request), "agreements.see") else ()
    return [KindOut(**_head(one)) for one in found]


@router.get("/case-types/{id}", response=answers(KindViewOut), operation_id="cases.type")
def type(request: HttpRequest, id: Short) -> KindViewOut:
    """Én forløbstype med roller, felter, tilstande, hændelser og frister."""
    if not holds(user_of(request), "agreements.see"):
        raise NotFound(what="Forløbstypen findes ikke, eller du har ikke adgang til den.")
    found = type_named(id)
    return KindViewOut(
        **_head(found),
        roles=[CaseRoleOut(id=r.id, title=r.title, jobs=list(r.jobs), many=r.many) for r in found.roles],
        fields=[_field(one) for one in found.fields],
        states=[CaseStateOut(id=s.id, label=s.label, owner=s.owner, next=s.next, final=s.final) for s in found.states],
        events=[_event(found, one) for one in found.events],
        duties=[
            CaseDutyOut(id=d.id, label=d.label, owner=d.owner, clause=d.clause, is_deadline=d.counts is not None)
            for d in found.duties
        ],
        legal_bases=[BasisOut(**one.model_dump(exclude={"reading"})) for one in found.legal_bases],
    )


@router.get("/openable-cases", response=answers(list[OpenableOut]), operation_id="cases.openable")
def openable(request: HttpRequest) -> list[Any]:
    """De forløb, som du kan oprette i dag, og som hvem."""
    return [
        {
            "agreement": one.package,
            "type": one.type.id,
            "event": one.event.id,
            "label": one.event.label,
            "doers": [{"party": d.party, "role": d.role, "job": d.job} for d in one.doers],
        }
        for one in queries.openable(user_of(request))
    ]


def type_named(id: str) -> CaseType:
    """One case type by its id. NotFound when there is none."""
    found = queries.case_types().get(id)
    if found is None:
        raise NotFound(what="Forløbstypen findes ikke, eller du har ikke adgang til den.")
    return found


def _head(type: CaseType) -> dict[str, Any]:
    return {
        "id": type.id,
        "title": type.title,
        "summary": type.summary,
        "clause": type.clause,
        "citizen": type.citizen,
    }


def _field(field: FieldSpec) -> FieldOut:
    return FieldOut(
        id=field.id,
        label=field.label,
        type=field.type,
        help=field.help,
        unit=field.unit,
        choices=[ChoiceOut(id=one.id, label=one.label) for one in field.choices],
        per=field.per,
        of=[_field(one) for one in field.of],
    )


def _event(type: CaseType, event: EventSpec) -> EventOut:
    return EventOut(
        id=event.id,
        label=event.label,
        starts=list(type.starts_of(event)),
        leads_to=list(dict.fromkeys(one.state for one in event.to)),
        by=list(event.by),
        jobs=list(event.jobs),
        needs=list(event.needs),
        takes=list(event.takes),
        clause=event.clause,
    )
