"""What an officer does in a draft over the API: findings, corrections, doubts, facts, links and the frame."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query

from tvaers.api.budget.content_shapes import (
    BudgetCorrectIn,
    BudgetCorrectionOut,
    BudgetDoubtOut,
    BudgetDoubtsOut,
    BudgetFigureOut,
    BudgetFiguresOut,
    BudgetFindingOut,
    BudgetFindingsOut,
    BudgetFrameIn,
    BudgetFrameOut,
    BudgetLinkIn,
    BudgetLinksOut,
    BudgetProposalOut,
    BudgetUnlinkIn,
    DoubtAnswerIn,
    ExplainIn,
    FactsIn,
    PoliticalIn,
    WhichKeyIn,
)
from tvaers.api.budget.parts import BudgetKey, span, spans_in, whole
from tvaers.api.budget.router import router
from tvaers.api.forums.parts import Numbered
from tvaers.api.parts import user_of
from tvaers.api.problems import answers
from tvaers.engine.budget import actions, queries


def finding_out(one: queries.Finding) -> BudgetFindingOut:
    """A finding as it is told."""
    told = one.told
    return BudgetFindingOut(
        number=one.pk, kind=one.kind, state=one.state, rule=told["rule"], object=told["object"], where=told["where"],
        line=told["line"], page=told["page"], printed=span(told["printed"]), recomputed=span(told["recomputed"]),
        difference=span(told["difference"]), told=told["reason"], reason=one.reason, by=one.by,
    )  # fmt: skip


def _findings(user: Any, version: queries.Version) -> BudgetFindingsOut:
    found = [finding_out(one) for one in queries.findings(user, version)]
    return BudgetFindingsOut(open=sum(one.state == "open" for one in found), findings=found)


@router.get("/budget/versions/{number}/findings", response=answers(BudgetFindingsOut), operation_id="budget.findings")
def findings(request: HttpRequest, number: Numbered) -> BudgetFindingsOut:
    """Fundene i en version, og hvad der er gjort ved dem."""
    user = user_of(request)
    return _findings(user, queries.version(user, number))


@router.post(
    "/budget/versions/{number}/findings", response=answers(BudgetFindingsOut), operation_id="budget.take_findings"
)
def take_findings(request: HttpRequest, number: Numbered) -> BudgetFindingsOut:
    """Tjek versionens tal, og gem fundene. Det, der er forklaret eller rettet, bliver stående."""
    user = user_of(request)
    version = queries.version(user, number)
    actions.take_findings(actor=user, version=version)
    return _findings(user, version)


@router.post(
    "/budget/versions/{number}/findings/{finding}/explain", response=answers(BudgetFindingOut),
    operation_id="budget.explain",
)  # fmt: skip
def explain(request: HttpRequest, number: Numbered, finding: Numbered, given: ExplainIn) -> BudgetFindingOut:
    """Forklar et fund."""
    user = user_of(request)
    found = queries.finding(user, queries.version(user, number), finding)
    return finding_out(actions.explain(actor=user, finding=found, reason=given.reason))


@router.post(
    "/budget/versions/{number}/findings/{finding}/reopen", response=answers(BudgetFindingOut),
    operation_id="budget.reopen",
)  # fmt: skip
def reopen(request: HttpRequest, number: Numbered, finding: Numbered, given: ExplainIn) -> BudgetFindingOut:
    """Genåbn et fund."""
    user = user_of(request)
    found = queries.finding(user, queries.version(user, number), finding)
    return finding_out(actions.reopen(actor=user, finding=found, reason=given.reason))


@router.get("/budget/versions/{number}/figures", response=answers(BudgetFiguresOut), operation_id="budget.figures")
def figures(request: HttpRequest, number: Numbered, wanted: Query[WhichKeyIn]) -> BudgetFiguresOut:
    """Tallene, hvor de står, med det numre, som en rettelse skal bruge."""
    user = user_of(request)
    found = queries.figures(user, queries.version(user, number), wanted.key)
    return BudgetFiguresOut(
        figures=[
            BudgetFigureOut(
                cell=one.cell, table=one.table, row=one.row, column=one.column, amount=span(one.amount),
                printed=one.printed, state=one.state, corrections=one.corrections,
            )
            for one in found
        ]
    )  # fmt: skip


@router.post(
    "/budget/versions/{number}/figures/{cell}", response=answers(BudgetCorrectionOut), operation_id="budget.correct"
)
def correct(request: HttpRequest, number: Numbered, cell: Numbered, given: BudgetCorrectIn) -> BudgetCorrectionOut:
    """Ret et tal i kladden. Det trykte bliver stående."""
    user = user_of(request)
    version = queries.version(user, number)
    found = queries.finding(user, version, given.finding) if given.finding else None
    made = actions.correct(
        actor=user, version=version, cell=queries.cell(user, version, cell), reason=given.reason, finding=found,
        amount=given.amount.interval() if given.amount else None,
    )  # fmt: skip
    before, now = (None if one[0] is None else one for one in (
        (made.before_low, made.before_high), (made.low, made.high)
    ))  # fmt: skip
    return BudgetCorrectionOut(
        place=made.place, printed=made.printed, before=span(before), now=span(now), reason=made.reason, by=made.by
    )


@router.get("/budget/versions/{number}/doubts", response=answers(BudgetDoubtsOut), operation_id="budget.doubts")
def doubts(request: HttpRequest, number: Numbered) -> BudgetDoubtsOut:
    """Det, læsningen var i tvivl om."""
    user = user_of(request)
    found = queries.doubts(user, queries.version(user, number))
    return BudgetDoubtsOut(doubts=[_doubt(one) for one in found])


def _doubt(one: queries.Doubt) -> BudgetDoubtOut:
    return BudgetDoubtOut(
        number=one.pk, code=one.code, text=one.text, line=one.line, page=one.page, choices=one.choices,
        answer=one.answer,
    )  # fmt: skip


@router.post(
    "/budget/versions/{number}/doubts/{doubt}", response=answers(BudgetDoubtOut), operation_id="budget.answer_doubt"
)
def answer_doubt(request: HttpRequest, number: Numbered, doubt: Numbered, given: DoubtAnswerIn) -> BudgetDoubtOut:
    """Afklar en tvivl fra læsningen."""
    user = user_of(request)
    found = queries.doubt(user, queries.version(user, number), doubt)
    return _doubt(actions.answer_doubt(actor=user, doubt=found, answer=given.answer))


def proposal_out(one: queries.Proposal) -> BudgetProposalOut:
    """A proposal with what is known beside the page."""
    return BudgetProposalOut(**{name: getattr(one, name) for name in BudgetProposalOut.model_fields})


@router.get(
    "/budget/versions/{number}/proposals/{key}", response=answers(BudgetProposalOut), operation_id="budget.proposal"
)
def proposal(request: HttpRequest, number: Numbered, key: BudgetKey) -> BudgetProposalOut:
    """En budgetbrik, og det der vides om den."""
    user = user_of(request)
    return proposal_out(queries.proposal(user, queries.version(user, number), key))


@router.post(
    "/budget/versions/{number}/proposals/{key}", response=answers(BudgetProposalOut), operation_id="budget.describe"
)
def describe(request: HttpRequest, number: Numbered, key: BudgetKey, given: FactsIn) -> BudgetProposalOut:
    """Beskriv en budgetbrik ud over det trykte."""
    user = user_of(request)
    facts = given.model_dump(exclude_unset=True)
    return proposal_out(actions.describe(actor=user, version=queries.version(user, number), key=key, facts=facts))


@router.post(
    "/budget/versions/{number}/proposals/{key}/political", response=answers(BudgetProposalOut),
    operation_id="budget.confirm_political",
)  # fmt: skip
def confirm_political(request: HttpRequest, number: Numbered, key: BudgetKey, given: PoliticalIn) -> BudgetProposalOut:
    """Bekræft, om en budgetbrik kommer fra politikerne."""
    user = user_of(request)
    version = queries.version(user, number)
    made = actions.confirm_political(actor=user, version=version, key=key, is_political=given.is_political)
    return proposal_out(made)


def _links(user: Any, version: queries.Version) -> BudgetLinksOut:
    return BudgetLinksOut(
        links=[
            {"kind": one.kind, "first": one.first, "second": one.second} for one in queries.links(user, version)
        ]
    )  # fmt: skip


@router.post("/budget/versions/{number}/links", response=answers(BudgetLinksOut), operation_id="budget.link")
def link(request: HttpRequest, number: Numbered, given: BudgetLinkIn) -> BudgetLinksOut:
    """Forbind to budgetbrikker."""
    user = user_of(request)
    version = queries.version(user, number)
    actions.link(
        actor=user, version=version, kind=given.kind, first=given.first, second=given.second,
        amounts=spans_in(given.amounts),
    )  # fmt: skip
    return _links(user, version)


@router.post("/budget/versions/{number}/unlink", response=answers(BudgetLinksOut), operation_id="budget.unlink")
def unlink(request: HttpRequest, number: Numbered, given: BudgetUnlinkIn) -> BudgetLinksOut:
    """Fjern en forbindelse."""
    user = user_of(request)
    version = queries.version(user, number)
    actions.unlink(actor=user, version=version, **given.model_dump())
    return _links(user, version)


@router.post("/budget/versions/{number}/frame", response=answers(BudgetFrameOut), operation_id="budget.set_frame")
def set_frame(request: HttpRequest, number: Numbered, given: BudgetFrameIn) -> BudgetFrameOut:
    """Sæt rammens dele."""
    user = user_of(request)
    parts = [
        actions.Component(**{**one.model_dump(), "amounts": {key: whole(held) for key, held in one.amounts.items()}})
        for one in given.components
    ]
    version = actions.set_frame(actor=user, version=queries.version(user, number), components=parts)
    return BudgetFrameOut(components=[one.label for one in queries.frame(user, version)])
