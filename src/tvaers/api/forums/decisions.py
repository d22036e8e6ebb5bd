"""What is decided on items, what is said, what follows, and search over all of it."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Query, Schema

from tvaers.api.forums.parts import Day, Numbered, Slug, Words, item_at, meeting_at, numbered, person_at
from tvaers.api.forums.router import router
from tvaers.api.forums.shapes import (
    FollowupOut,
    ItemOut,
    ItemRowOut,
    RemarkOut,
    followup_out,
    item_out,
    remark_out,
    row_out,
)
from tvaers.api.parts import Paging, Text, user_of
from tvaers.api.problems import answers
from tvaers.engine.forums import actions, queries
from tvaers.kernel.errors import NotFound

Outcome = Literal[
    "approved", "approved_with_remarks", "approved_with_reservation", "not_approved", "noted", "noted_with_remarks",
    "noted_implicitly", "discussed", "discussed_with_remarks", "decided", "deferred", "nothing_to_note", "not_recorded",
]  # fmt: skip


class DecideIn(Schema):
    """Beslutningen på et indstillingspunkt, eller på hele punktet."""

    outcome: Outcome
    point: Numbered | None = Field(None, description="Indstillingspunktets nummer; udeladt: hele punktet")
    words: Text = ""
    decided_text: Text = Field("", description="Ordlyden, hvor den afviger fra indstillingen")
    deferred_to: Numbered | None = Field(None, description="Mødet, som punktet er udskudt til")


class RemarkIn(Schema):
    """En bemærkning, et forbehold, en begrundelse eller en drøftelse."""

    text: Text
    kind: Literal["remark", "reservation", "reason", "note"] = "remark"
    point: Numbered | None = None
    must_be_met_first: bool | None = Field(None, description="Om sagen venter på svaret; ellers reglens svar")


class RemarkAnswerIn(Schema):
    """Hvordan bemærkningen er imødekommet."""

    answer: Text


class FollowupIn(Schema):
    """En opgave efter en beslutning."""

    text: Text
    owner: str = Field(max_length=200, pattern=r"^[^\u0000]*$")
    party: Slug = ""
    person: Numbered | None = None
    due: Day | None = None
    earliest: Day | None = None
    remark: Numbered | None = Field(None, description="Nummeret på den bemærkning, som opgaven svarer på")
    blocked_by: Numbered | None = Field(None, description="Nummeret på det forbehold, som opgaven venter på")


class ProgressIn(Schema):
    """Hvordan det går med en opfølgning."""

    state: Literal["open", "begun", "done", "dropped"]
    evidence: Text = ""


class SearchIn(Schema):
    """Hvilke beslutninger du leder efter."""

    text: Words = Field("", description="Ord i enhver bøjning, eller et journalnummer")
    forum: Slug = ""
    section: Literal["", "resume", "case", "further", "economy", "other"] = ""


class DecisionsOut(Schema):
    """En side af beslutninger."""

    count: int
    decisions: list[ItemRowOut]


class FollowupsOut(Schema):
    """En side af opfølgninger."""

    count: int
    followups: list[FollowupOut]


@router.get("/decisions", response=answers(DecisionsOut), operation_id="forums.decisions")
def decisions(request: HttpRequest, wanted: Query[SearchIn], paging: Query[Paging]) -> DecisionsOut:
    """Beslutninger, nyeste først; med ord dem, der passer bedst."""
    user = user_of(request)
    forum = queries.forum(user, wanted.forum) if wanted.forum else None
    found = queries.decisions(user, forum, wanted.text, wanted.section)
    return DecisionsOut(count=found.count(), decisions=[ItemRowOut(**row_out(one)) for one in paging.of(found)])


@router.post("/items/{slug}/decide", response=answers(ItemOut), operation_id="forums.decide")
def decide(request: HttpRequest, slug: Slug, given: DecideIn) -> ItemOut:
    """Notér, hvad der blev besluttet på et indstillingspunkt, eller på hele punktet når det ingen indstilling har."""
    user = user_of(request)
    kept = given.model_dump(exclude={"deferred_to"})
    target = meeting_at(user, given.deferred_to)
    return _after(user, actions.decide(actor=user, item=item_at(user, slug), deferred_to=target, **kept))


@router.post("/items/{slug}/conclude", response=answers(ItemOut), operation_id="forums.conclude")
def conclude(request: HttpRequest, slug: Slug) -> ItemOut:
    """Afslut et punkt, når alt er noteret. Sagen går videre, standser eller udskydes."""
    user = user_of(request)
    return _after(user, actions.conclude(actor=user, item=item_at(user, slug)))


@router.post("/items/{slug}/reopen", response=answers(ItemOut), operation_id="forums.reopen")
def reopen(request: HttpRequest, slug: Slug) -> ItemOut:
    """Genåbn et punkt, der er afsluttet forkert."""
    user = user_of(request)
    return _after(user, actions.reopen(actor=user, item=item_at(user, slug)))


@router.get("/forums/{key}/remarks", response=answers(list[RemarkOut]), operation_id="forums.remarks")
def remarks(request: HttpRequest, key: Slug, paging: Query[Paging]) -> list[RemarkOut]:
    """Et forums bemærkninger og forbehold, som ingen har besvaret."""
    user = user_of(request)
    found = queries.unmet_remarks(user, queries.forum(user, key)).select_related("point")
    return [remark_out(one, one.item) for one in paging.of(found)]


@router.post("/items/{slug}/remarks", response=answers(RemarkOut), operation_id="forums.remark")
def remark(request: HttpRequest, slug: Slug, given: RemarkIn) -> RemarkOut:
    """Notér en bemærkning, et forbehold, en begrundelse eller en drøftelse til et punkt."""
    user = user_of(request)
    found = item_at(user, slug)
    return remark_out(actions.remark(actor=user, item=found, **given.model_dump()), found)


@router.post("/items/{slug}/remarks/{number}/answer", response=answers(RemarkOut), operation_id="forums.answer_remark")
def answer_remark(request: HttpRequest, slug: Slug, number: Numbered, given: RemarkAnswerIn) -> RemarkOut:
    """Besvar en bemærkning eller et forbehold."""
    user = user_of(request)
    item = item_at(user, slug)
    return remark_out(actions.answer_remark(actor=user, remark=_remark(item, number), answer=given.answer), item)


@router.get("/followups", response=answers(FollowupsOut), operation_id="forums.followups")
def followups(
    request: HttpRequest, paging: Query[Paging], forum: Slug = "", mine: Literal["", "yes"] = ""
) -> FollowupsOut:
    """De åbne opfølgninger, den med den nærmeste frist først; `mine` giver dine egne."""
    user = user_of(request)
    found = queries.my_followups(user) if mine else queries.open_followups(user)
    found = found.filter(item__forum=queries.forum(user, forum)) if forum else found
    rows = [followup_out(one, _place(one), one.item) for one in paging.of(found)]
    return FollowupsOut(count=found.count(), followups=rows)


@router.post("/items/{slug}/followups", response=answers(FollowupOut), operation_id="forums.follow_up")
def follow_up(request: HttpRequest, slug: Slug, given: FollowupIn) -> FollowupOut:
    """Giv nogen en opgave efter en beslutning, med ansvarlig og frist."""
    user = user_of(request)
    item = item_at(user, slug)
    made = actions.follow_up(
        actor=user, item=item, person=person_at(user, given.person),
        remark=_remark(item, given.remark) if given.remark else None,
        blocked_by=_remark(item, given.blocked_by) if given.blocked_by else None,
        **given.model_dump(exclude={"person", "remark", "blocked_by"}),
    )  # fmt: skip
    return followup_out(made, _place(made), item)


@router.post("/items/{slug}/followups/{number}", response=answers(FollowupOut), operation_id="forums.progress")
def progress(request: HttpRequest, slug: Slug, number: Numbered, given: ProgressIn) -> FollowupOut:
    """Sæt en opfølgning i gang, meld den udført eller lad den bortfalde."""
    user = user_of(request)
    item = item_at(user, slug)
    found = numbered(item.followups, number, "Opfølgningen findes ikke på punktet.")
    made = actions.progress(actor=user, followup=found, state=given.state, evidence=given.evidence)
    return followup_out(made, number, item)


def _remark(item: queries.Item, number: int) -> queries.Remark:
    found = next((one for one in item.remarks.all() if one.number == number), None)
    if found is None:
        raise NotFound(what="Bemærkningen findes ikke på punktet.")
    return found


def _place(one: queries.Followup) -> int:
    """Which of its item's follow-ups it is."""
    return int(one.item.followups.filter(pk__lte=one.pk).count())


def _after(user: Any, made: queries.Item) -> ItemOut:
    return item_out(user, item_at(user, made.slug))
