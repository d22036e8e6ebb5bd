"""After the negotiation over the API: agreement, allocation, follow-up, what was rejected."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Schema

from tvaers.api.budget.parts import WholeKroner, groups_at, krone, told, whole
from tvaers.api.budget.router import router
from tvaers.api.forums.parts import Day, Numbered, Slug, Words
from tvaers.api.parts import Text, user_of
from tvaers.api.problems import answers
from tvaers.engine.budget import actions, process_queries, queries, round_queries

Account = Field(min_length=1, max_length=60, pattern=r"^[^\u0000]*$")


class AgreeIn(Schema):
    """En aftale ud fra en opstilling."""

    signed_by: list[Numbered] = Field(min_length=1, max_length=100, description="Gruppernes numre")
    signed_on: Day
    administrative: dict[str, WholeKroner] = Field(
        {}, max_length=20, description="Det, regionen selv skal finde, efter navn"
    )


class CaseIn(Schema):
    """Den politiske sag, der udmønter en pulje."""

    title: Words
    decided_on: Day
    journal: str = Field("", max_length=60, pattern=r"^[^\u0000]*$")


class BudgetPartIn(Schema):
    """En del til en enhed, på en konto, i et kvartal."""

    unit: str = Field(min_length=1, max_length=80, pattern=r"^[^\u0000]*$")
    account: str = Account
    quarter: int = Field(ge=1, le=4)
    amount: WholeKroner
    director: str = Field("", max_length=200, pattern=r"^[^\u0000]*$")

    def part(self) -> actions.Part:
        """The part as the action takes it."""
        return actions.Part(**{**self.model_dump(), "amount": whole(self.amount)})


class AllocateIn(Schema):
    """Hele linjens udmøntning; den erstatter den tidligere."""

    parts: list[BudgetPartIn] = Field(max_length=500)
    case: Numbered | None = Field(None, description="Udmøntningssagen, når det er en pulje")


class RealiseIn(Schema):
    """Hvad der er brugt eller sparet i kvartalet."""

    amount: WholeKroner
    owner: str = Field(min_length=1, max_length=200, pattern=r"^[^\u0000]*$")
    words: Text = ""


class RejectionIn(Schema):
    """Hvad der sker med det fravalgte."""

    state: Literal["internal", "later"]
    unit: Slug = ""
    reason: Text = ""


class ReportIn(Schema):
    """Dagen, status blev sendt."""

    on: Day


class AgreedLineOut(Schema):
    """Et aftalt beløb."""

    number: int
    key: str
    title: str
    amount: str
    is_pool: bool
    is_administrative: bool
    cases: list[int]


class RejectedOut(Schema):
    """Noget, der ikke blev valgt."""

    number: int
    key: str
    title: str
    amount: str
    is_started: bool
    state: str = Field(description="internal, later eller tomt")
    unit: str
    reason: str


class BudgetAgreementOut(Schema):
    """En budgetaftale."""

    version: int
    state: str
    signed_by: list[str]
    signed_on: date
    report_due: date
    reported_on: date | None
    lines: list[AgreedLineOut]
    rejections: list[RejectedOut] = Field(description="Kun for budgetkontoret og de enheder, det angår")
    alerts: list[str] = Field(description="Det, der er for sent")
    lacking: list[str] = Field(description="Det, der ikke er udmøntet")


class AllocationOut(Schema):
    """En del og det, der kom ud af den."""

    number: int
    key: str
    unit: str
    account: str
    quarter: int
    amount: str
    director: str
    realised: str | None
    difference: str | None
    owner: str


class AllocationsOut(Schema):
    """Udmøntningen, som du kan se den."""

    allocations: list[AllocationOut]


def agreement_out(user: Any, version: queries.Version) -> BudgetAgreementOut:
    """An agreement as its reader may know it."""
    found = process_queries.agreement(user, version)
    return BudgetAgreementOut(
        version=found.catalogue_version_id, state=found.catalogue_version.state, signed_by=found.signed_by,
        signed_on=found.signed_on, report_due=found.report_due, reported_on=found.reported_on,
        lines=[_line(one) for one in process_queries.lines(user, found)],
        rejections=[_rejected(one) for one in process_queries.rejections(user, found)],
        alerts=process_queries.alerts(user, found), lacking=list(process_queries.lacking(found)),
    )  # fmt: skip


def _line(one: process_queries.AgreedLine) -> AgreedLineOut:
    return AgreedLineOut(
        number=one.pk, key=one.key, title=one.title, amount=krone(one.amount), is_pool=one.is_pool,
        is_administrative=one.is_administrative, cases=[each.pk for each in one.cases.order_by("pk")],
    )  # fmt: skip


def _rejected(one: process_queries.Rejection) -> RejectedOut:
    return RejectedOut(
        number=one.pk, key=one.key, title=one.title, amount=krone(one.amount), is_started=one.is_started,
        state=one.state, unit=one.unit, reason=one.reason,
    )  # fmt: skip


def _allocations(user: Any, agreement: process_queries.Agreement) -> AllocationsOut:
    return AllocationsOut(
        allocations=[
            AllocationOut(
                number=one.allocation.pk, key=one.allocation.line.key, unit=one.allocation.unit,
                account=one.allocation.account, quarter=one.allocation.quarter, amount=krone(one.allocation.amount),
                director=one.allocation.director, realised=told(one.realised), difference=told(one.difference),
                owner=one.owner,
            )
            for one in process_queries.progress(user, agreement)
        ]
    )  # fmt: skip


@router.get(
    "/budget/versions/{number}/agreement", response=answers(BudgetAgreementOut), operation_id="budget.agreement"
)
def agreement(request: HttpRequest, number: Numbered) -> BudgetAgreementOut:
    """Aftalen om en version."""
    user = user_of(request)
    return agreement_out(user, queries.version(user, number))


@router.get(
    "/budget/versions/{number}/allocations", response=answers(AllocationsOut), operation_id="budget.allocations"
)
def allocations(request: HttpRequest, number: Numbered) -> AllocationsOut:
    """Udmøntningen til enheder og kvartaler, og det der kom ud af den."""
    user = user_of(request)
    return _allocations(user, process_queries.agreement(user, queries.version(user, number)))


@router.post("/budget/scenarios/{slug}/agree", response=answers(BudgetAgreementOut), operation_id="budget.agree")
def agree(request: HttpRequest, slug: Slug, given: AgreeIn) -> BudgetAgreementOut:
    """Notér en aftale ud fra rundens fælles opstilling."""
    user = user_of(request)
    made = actions.agree(
        actor=user, scenario=round_queries.scenario(user, slug), signed_by=groups_at(user, given.signed_by),
        signed_on=given.signed_on, administrative={name: whole(held) for name, held in given.administrative.items()},
    )  # fmt: skip
    return agreement_out(user, made.catalogue_version)


@router.post("/budget/lines/{number}/cases", response=answers(AgreedLineOut), operation_id="budget.open_case")
def open_case(request: HttpRequest, number: Numbered, given: CaseIn) -> AgreedLineOut:
    """Notér den politiske sag, der udmønter en pulje."""
    user = user_of(request)
    found = process_queries.line(user, number)
    actions.open_case(actor=user, line=found, **given.model_dump())
    return _line(found)


@router.post("/budget/lines/{number}/allocations", response=answers(AllocationsOut), operation_id="budget.allocate")
def allocate(request: HttpRequest, number: Numbered, given: AllocateIn) -> AllocationsOut:
    """Udmønt et aftalt beløb til enheder, konti og kvartaler."""
    user = user_of(request)
    found = process_queries.line(user, number)
    case = process_queries.case(user, found, given.case) if given.case else None
    actions.allocate(actor=user, line=found, parts=[one.part() for one in given.parts], case=case)
    return _allocations(user, found.agreement)


@router.post(
    "/budget/versions/{number}/agreement/allocated", response=answers(BudgetAgreementOut),
    operation_id="budget.finish_allocation",
)  # fmt: skip
def finish_allocation(request: HttpRequest, number: Numbered) -> BudgetAgreementOut:
    """Afslut udmøntningen."""
    user = user_of(request)
    version = queries.version(user, number)
    actions.finish_allocation(actor=user, agreement=process_queries.agreement(user, version))
    return agreement_out(user, version)


@router.post("/budget/allocations/{number}", response=answers(AllocationsOut), operation_id="budget.realise")
def realise(request: HttpRequest, number: Numbered, given: RealiseIn) -> AllocationsOut:
    """Skriv, hvad der er brugt eller sparet i kvartalet."""
    user = user_of(request)
    found = process_queries.allocation(user, number)
    actions.realise(actor=user, allocation=found, amount=whole(given.amount), owner=given.owner, words=given.words)
    return _allocations(user, found.line.agreement)


@router.post(
    "/budget/versions/{number}/agreement/rejections/{rejection}", response=answers(RejectedOut),
    operation_id="budget.settle_rejection",
)  # fmt: skip
def settle_rejection(
    request: HttpRequest, number: Numbered, rejection: Numbered, given: RejectionIn
) -> RejectedOut:  # fmt: skip
    """Notér, hvad der sker med noget, der ikke blev valgt."""
    user = user_of(request)
    held = process_queries.agreement(user, queries.version(user, number))
    found = process_queries.rejection(user, held, rejection)
    return _rejected(actions.settle_rejection(actor=user, rejection=found, **given.model_dump()))


@router.post(
    "/budget/versions/{number}/agreement/report", response=answers(BudgetAgreementOut),
    operation_id="budget.report_administration",
)  # fmt: skip
def report_administration(request: HttpRequest, number: Numbered, given: ReportIn) -> BudgetAgreementOut:
    """Notér, at forretningsudvalget har fået status på de administrative omprioriteringer."""
    user = user_of(request)
    version = queries.version(user, number)
    actions.report_administration(actor=user, agreement=process_queries.agreement(user, version), on=given.on)
    return agreement_out(user, version)
