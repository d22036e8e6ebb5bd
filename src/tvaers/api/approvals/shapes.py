"""What the endpoints of approvals take and give."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from ninja import Field, Schema

from tvaers.api.forums.parts import Body, Day, Numbered, Slug, Words
from tvaers.api.parts import Text
from tvaers.engine.approvals import queries

Parties = list[Slug]


class WayIn(Schema):
    """Vejen: hvem der høres, gennem hvilke fora i rækkefølge, og hvilke parter der godkender til sidst."""

    heard: Parties = Field(default=[], max_length=200)
    hearing: Words = "Høring"
    hearing_due: Day | None = Field(None, description="Svarfristen i høringen")
    forums: list[Slug] = Field(default=[], max_length=20, description="Forummernes nøgler")
    parties: Parties = Field(default=[], max_length=200)


class ProposalIn(Schema):
    """En ny udgave af en aftale og dens vej."""

    title: Words
    label: str = Field(max_length=120, pattern=r"^[^\u0000]*$", description="Fx udkast juni 2025")
    way: WayIn
    package: Slug = Field("", description="Aftalens id; tomt for en aftale, der ikke er her endnu")
    replaces: str = Field("", max_length=200, pattern=r"^[^\u0000]*$")
    economy: Body = Field("", description="Kræver, at behandlingsansvaret er aftalt")
    responsible: str = Field("", max_length=200, pattern=r"^[^\u0000]*$", description="Hvem der følger op")
    responsible_until: Day | None = None
    treatment_agreed_on: Day | None = None


class ConditionOut(Schema):
    """Et forbehold."""

    number: int
    text: str
    due: date | None
    met_on: date | None
    met_by: str


class CommentOut(Schema):
    """En bemærkning fra høringen og svaret på den."""

    number: int
    party: str
    text: str
    reply: str = Field(description="accepted, declined eller tomt")
    reply_text: str


class StepOut(Schema):
    """Et trin på vejen."""

    number: int
    position: int = Field(description="Trin med samme tal går side om side")
    kind: str = Field(description="hearing, forum eller party")
    title: str
    party: str
    state: str = Field(description="waiting, open, passed, conditional eller stopped")
    why: str
    words: str
    due: date | None
    answered_on: date | None
    added_on: date | None = Field(description="Når trinnet er føjet til bagefter")
    added_why: str
    item: str | None = Field(description="Punktet, der afgør trinnet, hvis du må se det")
    silent: list[str] = Field(description="De parter, der ikke har svaret i høringen")
    conditions: list[ConditionOut]
    comments: list[CommentOut]


class PieceOut(Schema):
    """Et stykke af en ordlyd."""

    sort: str = Field(description="same, out eller in")
    text: str


class ChangeOut(Schema):
    """En ændring af en bestemmelse, med forskellene mærket."""

    clause: str
    before: str
    recommended: str
    decided: str | None = Field(description="Tom, når bestemmelsen udgår; null, når den ikke er besluttet")
    reason: str
    recommended_pieces: list[PieceOut] = Field(description="Fra nu til indstillet")
    decided_pieces: list[PieceOut] = Field(description="Fra indstillet til besluttet")


class ProposalRowOut(Schema):
    """En udgave på vej."""

    number: int
    package: str
    title: str
    label: str
    replaces: str
    approved: int = Field(description="Hvor mange parter der har godkendt")
    parties: int
    lacking: list[str] = Field(description="Hvad der mangler, før udgaven kan træde i kraft")
    in_force_from: date | None
    withdrawn_on: date | None


class ProposalOut(ProposalRowOut):
    """En udgave med hele sin vej."""

    responsible: str
    responsible_until: date | None
    treatment_agreed_on: date | None
    economy: str
    ready_by: date | None = Field(description="Hvornår udgaven skal være klar")
    warnings: list[str] = Field(description="Frister, der er over tiden eller nær")
    steps: list[StepOut]
    changes: list[ChangeOut]


class ProposalsOut(Schema):
    """En side af udgaver."""

    count: int
    proposals: list[ProposalRowOut]


class PackageIn(Schema):
    """Hvilken aftale."""

    package: Slug = ""


class SendIn(Schema):
    """Hvilket møde punktet er tiltænkt."""

    meeting: Numbered | None = None
    journal: str = Field("", max_length=60, pattern=r"^[^\u0000]*$")


class StepAnswerIn(Schema):
    """Hvad en part svarer, eller at en høring lukkes."""

    answer: Literal["approved", "conditional", "rejected", "closed"]
    words: Text = ""
    conditions: list[Text] = Field(default=[], max_length=50)
    on: Day | None = None
    conditions_due: Day | None = Field(None, description="Hvornår forbeholdene skal være opfyldt")


class StepIn(Schema):
    """Et trin mere på vejen: et forum, en part eller en høring, og hvorfor det kommer til."""

    reason: str = Field(min_length=1, max_length=300, pattern=r"^[^\u0000]*$")
    forum: Slug = ""
    party: Slug = ""
    heard: Parties = Field(default=[], max_length=200)
    title: str = Field("", max_length=200, pattern=r"^[^\u0000]*$", description="Hvad høringen hedder")
    before: Numbered | None = Field(None, description="Det trin, det kommer før; ellers kommer det sidst")
    due: Day | None = Field(None, description="Svarfristen")


class ReadyIn(Schema):
    """Hvornår udgaven skal være klar."""

    on: Day | None = Field(None, description="Udeladt, når der ingen frist er")


class CommentIn(Schema):
    """En parts svar i en høring."""

    party: Slug
    texts: list[Body] = Field(default=[], max_length=200)
    on: Day | None = None


class ReplyIn(Schema):
    """Svaret på en bemærkning."""

    accepted: bool
    text: Text


class MeetIn(Schema):
    """Hvad der viser, at forbeholdet er opfyldt."""

    evidence: Text


class ChangeIn(Schema):
    """En ændring af en bestemmelse. Det, der er udeladt, bliver som før."""

    clause: str = Field(max_length=60, pattern=r"^[^\u0000]*$")
    before: Body | None = None
    recommended: Body | None = None
    reason: Words | None = None
    decided: Body | None = Field(None, description="Tom: bestemmelsen udgår")


class DayIn(Schema):
    """En dag."""

    on: Day


class EconomyIn(Schema):
    """Hvad udgaven siger om økonomi."""

    text: Body


def row_out(user: Any, found: queries.Proposal) -> dict[str, Any]:
    """An edition as a row of a list, as far as the reader may know."""
    chain = queries.stands(user, found)
    return {
        "number": found.pk, "package": found.package, "title": found.title, "label": found.label,
        "replaces": found.replaces, "approved": chain.approved, "parties": chain.parties,
        "lacking": list(chain.lacking), "in_force_from": found.in_force_from, "withdrawn_on": found.withdrawn_on,
    }  # fmt: skip


def proposal_out(user: Any, found: queries.Proposal) -> ProposalOut:
    """An edition with its whole way, as it stands now."""
    found = queries.proposal(user, found.pk)
    return ProposalOut(
        **row_out(user, found), responsible=found.responsible, responsible_until=found.responsible_until,
        treatment_agreed_on=found.treatment_agreed_on, economy=found.economy, ready_by=found.ready_by,
        warnings=[one.text for one in queries.warned(user, found)],
        steps=[_step(one) for one in queries.stops(user, found)],
        changes=[_change(one) for one in queries.wordings(user, found)],
    )  # fmt: skip


def _step(stop: queries.Stop) -> StepOut:
    step, stage = stop.step, stop.stage
    conditions = sorted(step.conditions.all(), key=lambda one: one.pk)
    comments = sorted(step.comments.all(), key=lambda one: one.number)
    return StepOut(
        number=step.pk, position=step.position, kind=step.kind, title=step.title, party=step.party, state=stage.state,
        why=stage.why, words=step.words, due=step.due, answered_on=step.answered_on, added_on=step.added_on,
        added_why=step.added_why,
        item=stop.item.slug if stop.item else None,
        silent=sorted(one.party for one in step.heard.all() if one.answered_on is None),
        conditions=[
            ConditionOut(number=place, text=one.text, due=one.due, met_on=one.met_on, met_by=one.met_by)
            for place, one in enumerate(conditions, start=1)
        ],
        comments=[
            CommentOut(number=one.number, party=one.party, text=one.text, reply=one.reply, reply_text=one.reply_text)
            for one in comments
        ],
    )  # fmt: skip


def _change(one: queries.Wording) -> ChangeOut:
    row = one.change
    return ChangeOut(
        clause=row.clause, before=row.before, recommended=row.recommended,
        decided=row.decided if row.is_decided else None, reason=row.reason,
        recommended_pieces=[PieceOut(sort=each.sort, text=each.text) for each in one.recommended],
        decided_pieces=[PieceOut(sort=each.sort, text=each.text) for each in one.decided],
    )  # fmt: skip
