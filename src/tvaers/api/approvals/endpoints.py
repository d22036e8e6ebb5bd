"""Editions of agreements on their way to approval: where they stand, and every step that takes them further."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Query, Router

from tvaers.api.approvals.shapes import (
    ChangeIn,
    CommentIn,
    DayIn,
    EconomyIn,
    MeetIn,
    PackageIn,
    ProposalIn,
    ProposalOut,
    ProposalRowOut,
    ProposalsOut,
    ReadyIn,
    ReplyIn,
    SendIn,
    StepAnswerIn,
    StepIn,
    proposal_out,
    row_out,
)
from tvaers.api.forums.parts import Numbered, meeting_at, numbered
from tvaers.api.parts import Paging, user_of
from tvaers.api.problems import answers
from tvaers.engine.approvals import actions, queries
from tvaers.engine.approvals.actions import Way
from tvaers.engine.forums.queries import forum

router = Router()


@router.get("/approvals", response=answers(ProposalsOut), operation_id="approvals.proposals")
def proposals(request: HttpRequest, wanted: Query[PackageIn], paging: Query[Paging]) -> ProposalsOut:
    """Udgaver på vej, nyeste først."""
    user = user_of(request)
    found = queries.proposals(user, wanted.package)
    return ProposalsOut(
        count=found.count(), proposals=[ProposalRowOut(**row_out(user, one)) for one in paging.of(found)]
    )


@router.get("/approvals/{number}", response=answers(ProposalOut), operation_id="approvals.proposal")
def proposal(request: HttpRequest, number: Numbered) -> ProposalOut:
    """En udgave: hvor den står, hvad der mangler, og hvad der er ændret."""
    user = user_of(request)
    return proposal_out(user, queries.proposal(user, number))


@router.post("/approvals", response=answers(ProposalOut), operation_id="approvals.propose")
def propose(request: HttpRequest, given: ProposalIn) -> ProposalOut:
    """Læg en ny udgave op til godkendelse."""
    user, way = user_of(request), given.way
    laid = Way(heard=tuple(way.heard), hearing=way.hearing[:200], forums=tuple(way.forums),
               parties=tuple(way.parties), hearing_due=way.hearing_due)  # fmt: skip
    return proposal_out(user, actions.propose_edition(actor=user, way=laid, **given.model_dump(exclude={"way"})))


@router.post("/approvals/steps/{step}/send", response=answers(ProposalOut), operation_id="approvals.send_to_forum")
def send_to_forum(request: HttpRequest, step: Numbered, given: SendIn) -> ProposalOut:
    """Send udgaven til forummets pipeline."""
    user = user_of(request)
    row = queries.step(user, step)
    actions.send_to_forum(actor=user, step=row, meeting=meeting_at(user, given.meeting), journal=given.journal)
    return proposal_out(user, row.proposal)


@router.post("/approvals/steps/{step}/answer", response=answers(ProposalOut), operation_id="approvals.answer")
def answer(request: HttpRequest, step: Numbered, given: StepAnswerIn) -> ProposalOut:
    """Svar for en part, eller luk en høring."""
    user = user_of(request)
    made = actions.answer(actor=user, step=queries.step(user, step), **given.model_dump()).proposal
    return proposal_out(user, made)


@router.post("/approvals/steps/{step}/comments", response=answers(ProposalOut), operation_id="approvals.comment")
def comment(request: HttpRequest, step: Numbered, given: CommentIn) -> ProposalOut:
    """Svar i en høring for en part."""
    user = user_of(request)
    row = queries.step(user, step)
    actions.comment(actor=user, step=row, **given.model_dump())
    return proposal_out(user, row.proposal)


@router.post("/approvals/steps/{step}/comments/{number}", response=answers(ProposalOut), operation_id="approvals.reply")
def reply(request: HttpRequest, step: Numbered, number: Numbered, given: ReplyIn) -> ProposalOut:
    """Besvar en bemærkning fra høringen."""
    user = user_of(request)
    row = queries.step(user, step)
    actions.reply(actor=user, step=row, number=number, **given.model_dump())
    return proposal_out(user, row.proposal)


@router.post(
    "/approvals/steps/{step}/conditions/{number}", response=answers(ProposalOut), operation_id="approvals.meet"
)
def meet(request: HttpRequest, step: Numbered, number: Numbered, given: MeetIn) -> ProposalOut:
    """Meld et forbehold opfyldt."""
    user = user_of(request)
    row = queries.step(user, step)
    condition = numbered(row.conditions, number, "Forbeholdet findes ikke.")
    actions.meet(actor=user, step=row, condition=condition, evidence=given.evidence)
    return proposal_out(user, row.proposal)


@router.post("/approvals/{number}/changes", response=answers(ProposalOut), operation_id="approvals.change")
def change(request: HttpRequest, number: Numbered, given: ChangeIn) -> ProposalOut:
    """Skriv en ændring af én bestemmelse."""
    user = user_of(request)
    found = queries.proposal(user, number)
    actions.change(actor=user, proposal=found, **given.model_dump())
    return proposal_out(user, found)


@router.post("/approvals/{number}/force", response=answers(ProposalOut), operation_id="approvals.put_in_force")
def put_in_force(request: HttpRequest, number: Numbered, given: DayIn) -> ProposalOut:
    """Sæt udgaven i kraft."""
    user = user_of(request)
    made = actions.put_in_force(actor=user, proposal=queries.proposal(user, number), on=given.on)
    return proposal_out(user, made)


@router.post("/approvals/{number}/withdraw", response=answers(ProposalOut), operation_id="approvals.withdraw")
def withdraw(request: HttpRequest, number: Numbered) -> ProposalOut:
    """Træk udgaven tilbage."""
    user = user_of(request)
    return proposal_out(user, actions.withdraw(actor=user, proposal=queries.proposal(user, number)))


@router.post("/approvals/{number}/treatment", response=answers(ProposalOut), operation_id="approvals.clear_treatment")
def clear_treatment(request: HttpRequest, number: Numbered, given: DayIn) -> ProposalOut:
    """Notér, at behandlingsansvaret er aftalt."""
    user = user_of(request)
    made = actions.clear_treatment(actor=user, proposal=queries.proposal(user, number), on=given.on)
    return proposal_out(user, made)


@router.post("/approvals/{number}/economy", response=answers(ProposalOut), operation_id="approvals.write_economy")
def write_economy(request: HttpRequest, number: Numbered, given: EconomyIn) -> ProposalOut:
    """Skriv økonomien."""
    user = user_of(request)
    return proposal_out(
        user, actions.write_economy(actor=user, proposal=queries.proposal(user, number), text=given.text)
    )


@router.post("/approvals/{number}/steps", response=answers(ProposalOut), operation_id="approvals.add_step")
def add_step(request: HttpRequest, number: Numbered, given: StepIn) -> ProposalOut:
    """Føj et trin til vejen: et forum, en part eller en høring."""
    user = user_of(request)
    found = queries.proposal(user, number)
    actions.add_step(
        actor=user, proposal=found, forum=forum(user, given.forum) if given.forum else None,
        before=queries.step(user, given.before) if given.before else None,
        **given.model_dump(exclude={"forum", "before"}),
    )  # fmt: skip
    return proposal_out(user, found)


@router.post("/approvals/{number}/ready-by", response=answers(ProposalOut), operation_id="approvals.set_ready_by")
def set_ready_by(request: HttpRequest, number: Numbered, given: ReadyIn) -> ProposalOut:
    """Sæt den dag, udgaven skal være klar."""
    user = user_of(request)
    found = queries.proposal(user, number)
    return proposal_out(user, actions.set_ready_by(actor=user, proposal=found, on=given.on))
