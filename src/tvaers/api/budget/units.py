"""Before the catalogue over the API: units' frames and drafts, and full-year effects."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Schema

from tvaers.api.budget.content import proposal_out
from tvaers.api.budget.content_shapes import BudgetProposalOut
from tvaers.api.budget.parts import BudgetPeriod, Prose, SpanIn, SpanOut, WholeKroner, krone, spans_in, spans_out, whole
from tvaers.api.budget.router import router
from tvaers.api.forums.parts import Day, Numbered, Slug, Words
from tvaers.api.parts import user_of
from tvaers.api.problems import answers
from tvaers.engine.budget import actions, composition, process_queries, queries


class UnitFrameIn(Schema):
    """En enheds ramme: vedtaget budget, medicinen i det, og andelen i promille."""

    unit: Slug
    base: WholeKroner
    medicine: WholeKroner = "0"
    share: int = Field(5, ge=1, le=1000, description="Promille: 5 er 0,5 procent")


class UnitFrameOut(Schema):
    """En enheds ramme, hvad der er brugt, og hvad der er tilbage."""

    unit: str
    base: str
    medicine: str
    share: int
    frame: str
    used: str
    remaining: str


class UnitFramesOut(Schema):
    """Enhedernes rammer."""

    frames: list[UnitFrameOut]


class UnitDraftIn(Schema):
    """Det, en enhed skriver."""

    theme: str = Field(min_length=1, max_length=20, pattern=r"^[^\u0000]*$")
    title: Words
    amounts: dict[BudgetPeriod, SpanIn] = Field({}, max_length=20)
    background: Prose = ""
    initiative: Prose = ""
    consequence: Prose = ""
    is_unavoidable: bool = False
    is_started: bool = False
    wish: str = Field("", max_length=200, pattern=r"^[^\u0000]*$", description="Udvalget, hvis det er et ønske derfra")
    discussed_on: Day | None = Field(None, description="Hvornår ønsket er drøftet i forretningsudvalget")

    def text(self) -> actions.Text:
        """What is written, as the action takes it."""
        return actions.Text(**{**self.model_dump(exclude={"version", "unit"}), "amounts": spans_in(self.amounts)})


class UnitDraftBeginIn(UnitDraftIn):
    """Et nyt forslag."""

    unit: Slug


class UnitDraftWriteIn(UnitDraftIn):
    """En rettelse af et forslag."""

    version: int | None = Field(None, ge=0, le=2**31 - 1, description="Den version, du så")


class UnitDraftOut(Schema):
    """Et forslag fra en enhed."""

    number: int
    unit: str
    state: str
    version: int
    theme: str
    title: str
    amounts: dict[str, SpanOut]
    background: str
    initiative: str
    consequence: str
    is_unavoidable: bool
    is_started: bool
    wish: str
    discussed_on: date | None
    reason: str
    key: str = Field(description="Budgetbrikken, det blev til")


class UnitDraftsOut(Schema):
    """Forslag fra enheder."""

    drafts: list[UnitDraftOut]


class DeclineIn(Schema):
    """Hvorfor forslaget ikke kommer med."""

    reason: Prose


class EffectConfirmIn(Schema):
    """Om helårsvirkningen bekræftes for dette budget."""

    state: Literal["confirmed", "rejected"]
    reason: Prose = ""


class EffectOut(Schema):
    """En helårsvirkning af en tidligere aftale."""

    number: int
    origin: str
    label: str
    profile: dict[str, str] = Field(description="Ændringen i kroner pr. år")
    is_one_off: bool
    state: str = Field(description="open, confirmed eller rejected")
    reason: str


class EffectsOut(Schema):
    """Helårsvirkninger."""

    effects: list[EffectOut]


def _draft(one: process_queries.UnitDraft) -> UnitDraftOut:
    same = {name: getattr(one, name) for name in UnitDraftOut.model_fields if name not in ("number", "amounts")}
    return UnitDraftOut(number=one.pk, amounts=spans_out(one.amounts), **same)


def _frames(user: Any, catalogue: queries.Catalogue) -> UnitFramesOut:
    found = []
    for one in process_queries.unit_frames(user, catalogue):
        room = process_queries.room(user, catalogue, one.unit)
        if room is not None:
            found.append(UnitFrameOut(
                unit=one.unit, base=krone(one.base), medicine=krone(one.medicine), share=one.share,
                frame=krone(room.frame), used=krone(room.used), remaining=krone(room.remaining),
            ))  # fmt: skip
    return UnitFramesOut(frames=found)


@router.get("/budget/catalogues/{number}/frames", response=answers(UnitFramesOut), operation_id="budget.unit_frames")
def unit_frames(request: HttpRequest, number: Numbered) -> UnitFramesOut:
    """Enhedernes rammer, og hvad der er brugt af dem."""
    user = user_of(request)
    return _frames(user, queries.open_catalogue(user, number))


@router.post(
    "/budget/catalogues/{number}/frames", response=answers(UnitFramesOut), operation_id="budget.set_unit_frame"
)
def set_unit_frame(request: HttpRequest, number: Numbered, given: UnitFrameIn) -> UnitFramesOut:
    """Sæt en enheds ramme."""
    user = user_of(request)
    catalogue = queries.catalogue(user, number)
    actions.set_unit_frame(
        actor=user, catalogue=catalogue, unit=given.unit, base=whole(given.base), medicine=whole(given.medicine),
        share=given.share,
    )  # fmt: skip
    return _frames(user, catalogue)


@router.get("/budget/catalogues/{number}/drafts", response=answers(UnitDraftsOut), operation_id="budget.unit_drafts")
def drafts(request: HttpRequest, number: Numbered) -> UnitDraftsOut:
    """Enhedernes forslag, som du kan se dem."""
    user = user_of(request)
    found = process_queries.drafts(user, queries.open_catalogue(user, number))
    return UnitDraftsOut(drafts=[_draft(one) for one in found])


@router.post("/budget/catalogues/{number}/drafts", response=answers(UnitDraftOut), operation_id="budget.begin_draft")
def begin_draft(request: HttpRequest, number: Numbered, given: UnitDraftBeginIn) -> UnitDraftOut:
    """Begynd et forslag for en enhed."""
    user = user_of(request)
    catalogue = queries.open_catalogue(user, number)
    return _draft(actions.begin_draft(actor=user, catalogue=catalogue, unit=given.unit, text=given.text()))


@router.post("/budget/drafts/{number}", response=answers(UnitDraftOut), operation_id="budget.write_draft")
def write_draft(request: HttpRequest, number: Numbered, given: UnitDraftWriteIn) -> UnitDraftOut:
    """Skriv i et forslag."""
    user = user_of(request)
    found = process_queries.draft(user, number)
    return _draft(actions.write_draft(actor=user, draft=found, text=given.text(), version=given.version))


@router.post("/budget/drafts/{number}/submit", response=answers(UnitDraftOut), operation_id="budget.submit_draft")
def submit_draft(request: HttpRequest, number: Numbered) -> UnitDraftOut:
    """Indsend et forslag. Det afvises, når det er over enhedens ramme."""
    user = user_of(request)
    return _draft(actions.submit_draft(actor=user, draft=process_queries.draft(user, number)))


@router.post("/budget/drafts/{number}/withdraw", response=answers(UnitDraftOut), operation_id="budget.withdraw_draft")
def withdraw_draft(request: HttpRequest, number: Numbered) -> UnitDraftOut:
    """Træk et forslag tilbage."""
    user = user_of(request)
    return _draft(actions.withdraw_draft(actor=user, draft=process_queries.draft(user, number)))


@router.post("/budget/drafts/{number}/decline", response=answers(UnitDraftOut), operation_id="budget.decline_draft")
def decline_draft(request: HttpRequest, number: Numbered, given: DeclineIn) -> UnitDraftOut:
    """Lad være med at optage et forslag."""
    user = user_of(request)
    made = actions.decline_draft(actor=user, draft=process_queries.draft(user, number), reason=given.reason)
    return _draft(made)


@router.post(
    "/budget/versions/{number}/drafts/{draft}", response=answers(BudgetProposalOut), operation_id="budget.take_in_draft"
)
def take_in_draft(request: HttpRequest, number: Numbered, draft: Numbered) -> BudgetProposalOut:
    """Optag et indsendt forslag i katalogets kladde."""
    user = user_of(request)
    version = queries.version(user, number)
    sent = process_queries.draft(user, draft)
    return proposal_out(actions.take_in_draft(actor=user, version=version, unit_draft=sent))


def _effect(one: process_queries.FullYearEffect) -> EffectOut:
    return EffectOut(
        number=one.pk, origin=one.origin, label=one.label, is_one_off=one.is_one_off, state=one.state,
        reason=one.reason, profile={year: krone(amount) for year, amount in one.profile.items()},
    )  # fmt: skip


def _effects(user: Any, catalogue: queries.Catalogue) -> EffectsOut:
    return EffectsOut(effects=[_effect(one) for one in process_queries.effects(user, catalogue)])


@router.get("/budget/catalogues/{number}/effects", response=answers(EffectsOut), operation_id="budget.effects")
def effects(request: HttpRequest, number: Numbered) -> EffectsOut:
    """Helårsvirkninger af tidligere aftaler."""
    user = user_of(request)
    return _effects(user, queries.catalogue(user, number))


@router.post("/budget/catalogues/{number}/effects", response=answers(EffectsOut), operation_id="budget.take_effects")
def take_effects(request: HttpRequest, number: Numbered) -> EffectsOut:
    """Indlæs de helårsvirkninger, som pakken for budgetåret fastlægger. Alle skal bekræftes."""
    user = user_of(request)
    catalogue = queries.catalogue(user, number)
    actions.take_effects(actor=user, catalogue=catalogue, effects=composition.effects_laid_down(catalogue))
    return _effects(user, catalogue)


@router.post("/budget/effects/{number}", response=answers(EffectOut), operation_id="budget.confirm_effect")
def confirm_effect(request: HttpRequest, number: Numbered, given: EffectConfirmIn) -> EffectOut:
    """Bekræft en helårsvirkning for dette budget, eller genprioritér den."""
    user = user_of(request)
    found = process_queries.effect(user, number)
    return _effect(actions.confirm_effect(actor=user, effect=found, **given.model_dump()))
