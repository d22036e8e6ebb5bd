"""Reading what surrounds a catalogue: units' frames and drafts, effects, agreements, allocations, questions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from tvaers.engine.budget import policies
from tvaers.engine.budget.allocating import lacking
from tvaers.engine.budget.drafting import room_of
from tvaers.engine.budget.frames import Room
from tvaers.engine.budget.models import (
    AgreedLine,
    Agreement,
    Allocation,
    AllocationCase,
    Catalogue,
    FullYearEffect,
    Question,
    Realised,
    Rejection,
    UnitDraft,
    UnitFrame,
    Version,
)
from tvaers.kernel import clock
from tvaers.kernel.errors import NotFound

R = TypeVar("R", bound=Model)

__all__ = [
    "AgreedLine", "Agreement", "Allocation", "AllocationCase", "FullYearEffect", "Outline", "Progress", "Question",
    "Realised", "Rejection", "Room", "UnitDraft", "UnitFrame", "agreement", "alerts", "allocation", "allocations",
    "case", "draft", "drafts", "effect", "effects", "effects_sum", "lacking", "line", "lines", "outline",
    "progress", "published_questions", "question", "questions", "rejection", "rejections", "room", "unit_frames",
]  # fmt: skip


def unit_frames(user: Any, catalogue: Catalogue) -> QuerySet[UnitFrame]:
    """The frames of the units that the user writes for, or all for those who see drafts of the region."""
    found = UnitFrame.objects.filter(catalogue=catalogue).order_by("unit")
    if policies.may_see_drafts(user, catalogue):
        return found
    return found.filter(unit__in=policies.units_of(user))


def room(user: Any, catalogue: Catalogue, unit: str, beside: UnitDraft | None = None) -> Room | None:
    """A unit's frame, what is used and what is left; None without a frame, or for those who may not see it."""
    seen = unit_frames(user, catalogue).filter(unit=unit).exists()
    return room_of(catalogue, unit, beside) if seen else None


def drafts(user: Any, catalogue: Catalogue) -> QuerySet[UnitDraft]:
    """The drafts of units that the user sees, newest first."""
    return policies.drafts_visible_to(user).filter(catalogue=catalogue).order_by("-changed_at", "-pk")


def draft(user: Any, pk: int) -> UnitDraft:
    """One draft of a unit. Raises NotFound."""
    return _one(
        policies.drafts_visible_to(user).select_related("catalogue"),
        pk,
        "Forslaget findes ikke, eller du må ikke se det.",
    )


@dataclass(frozen=True)
class Outline:
    """What a unit's proposal fits into: periods, and themes as number and title. Nothing of what is proposed."""

    periods: tuple[str, ...]
    themes: tuple[tuple[str, str], ...]


def outline(user: Any, catalogue: Catalogue) -> Outline:
    """The outline of the newest version, for whoever may propose to the catalogue. Raises NotFound."""
    newest = catalogue.versions.order_by("-number").first()
    if newest is None or not policies.catalogues_open_to(user).filter(pk=catalogue.pk).exists():
        raise NotFound(what="Budgetkataloget findes ikke, eller du må ikke se det.")
    themes = newest.themes.order_by("position").values_list("number", "title")
    return Outline(tuple(newest.periods), tuple(themes))


def effects(user: Any, catalogue: Catalogue) -> QuerySet[FullYearEffect]:
    """Full-year effects of earlier agreements, in order; public with the catalogue."""
    seen = policies.catalogues_visible_to(user).filter(pk=catalogue.pk)
    return FullYearEffect.objects.filter(catalogue__in=seen).order_by("position")


def effect(user: Any, pk: int) -> FullYearEffect:
    """One effect. Raises NotFound."""
    seen = policies.catalogues_visible_to(user)
    return _one(
        FullYearEffect.objects.filter(catalogue__in=seen), pk, "Helårsvirkningen findes ikke, eller du må ikke se den."
    )


@dataclass(frozen=True)
class Sums:
    """What effects add up to in a year, in kroner: what rises, what falls, together, and how many wait."""

    up: int
    down: int
    unconfirmed: int

    @property
    def whole(self) -> int:
        """What rises and what falls together, in kroner."""
        return self.up + self.down


def effects_sum(user: Any, catalogue: Catalogue, year: int) -> Sums:
    """The sum of the effects in a year, those to be reprioritised left out (BUD-28)."""
    held = [one for one in effects(user, catalogue) if one.state != "rejected"]
    amounts = [one.profile.get(str(year), 0) for one in held]
    waiting = sum(one.state == "open" for one in held)
    return Sums(sum(one for one in amounts if one > 0), sum(one for one in amounts if one < 0), waiting)


def agreement(user: Any, version: Version) -> Agreement:
    """The agreement on a version. Raises NotFound."""
    found = policies.agreements_visible_to(user).filter(catalogue_version=version)
    one = found.select_related("catalogue_version__catalogue", "scenario").first()
    if one is None:
        raise NotFound(what="Der er ingen aftale om kataloget.")
    return one


def lines(user: Any, agreement: Agreement) -> QuerySet[AgreedLine]:
    """What was agreed, by key."""
    seen = policies.agreements_visible_to(user).filter(pk=agreement.pk)
    return AgreedLine.objects.filter(agreement__in=seen).order_by("is_administrative", "key")


def line(user: Any, pk: int) -> AgreedLine:
    """One agreed line. Raises NotFound."""
    seen = AgreedLine.objects.filter(agreement__in=policies.agreements_visible_to(user))
    return _one(
        seen.select_related("agreement__catalogue_version__catalogue"),
        pk,
        "Beløbet findes ikke, eller du må ikke se det.",
    )


def case(user: Any, line: AgreedLine, pk: int) -> AllocationCase:
    """One allocation case of a line. Raises NotFound."""
    seen = AllocationCase.objects.filter(line=line, line__agreement__in=policies.agreements_visible_to(user))
    return _one(seen, pk, "Sagen findes ikke, eller du må ikke se den.")


def allocations(user: Any, agreement: Agreement, unit: str = "") -> QuerySet[Allocation]:
    """Where the money went, as far as the user sees it, by unit and quarter; with `unit`, that of one unit."""
    found = policies.allocations_visible_to(user).filter(line__agreement=agreement).select_related("line", "case")
    ordered = found.order_by("unit", "line__key", "quarter", "pk").prefetch_related("realised")
    return ordered.filter(unit=unit) if unit else ordered


def allocation(user: Any, pk: int) -> Allocation:
    """One allocation. Raises NotFound."""
    seen = policies.allocations_visible_to(user)
    return _one(
        seen.select_related("line__agreement__catalogue_version__catalogue"),
        pk,
        "Udmøntningen findes ikke, eller du må ikke se den.",
    )


@dataclass(frozen=True)
class Progress:
    """An allocation with what came of it: `realised` None while nobody has said, and who follows it up."""

    allocation: Allocation
    realised: int | None
    owner: str

    @property
    def difference(self) -> int | None:
        """Realised less allocated; None while nobody has said."""
        return None if self.realised is None else self.realised - self.allocation.amount


def progress(user: Any, agreement: Agreement, unit: str = "") -> list[Progress]:
    """Each allocation with its newest follow-up."""
    return [_progress(one) for one in allocations(user, agreement, unit)]


def _progress(one: Allocation) -> Progress:
    said = list(one.realised.all())
    return Progress(one, said[-1].amount, said[-1].owner) if said else Progress(one, None, "")


def rejections(user: Any, agreement: Agreement, unit: str = "") -> list[Rejection]:
    """What was not chosen and what becomes of it (BUD-14), by key; for a unit's writer, what concerns the unit."""
    found = list(agreement.rejections.order_by("key"))
    if not policies.may_see_drafts(user, agreement):
        own = set(policies.units_of(user))
        found = [one for one in found if own & {one.unit, *one.units}]
    return [one for one in found if not unit or unit in (one.unit, *one.units)]


def rejection(user: Any, agreement: Agreement, pk: int) -> Rejection:
    """One of what was not chosen. Raises NotFound."""
    found = next((one for one in rejections(user, agreement) if one.pk == pk), None)
    if found is None:
        raise NotFound(what="Det fravalgte findes ikke, eller du må ikke se det.")
    return found


def alerts(user: Any, agreement: Agreement) -> list[str]:
    """What is late in an agreement, in Danish: the report on administration (BUD-11), rejections nobody settled."""
    if not policies.may_see_drafts(user, agreement):
        return []
    told = []
    administrative = agreement.lines.filter(is_administrative=True).exists()
    if administrative and agreement.reported_on is None and clock.today() > agreement.report_due:
        told.append(f"Status på administrative omprioriteringer skulle være sendt {agreement.report_due:%d-%m-%Y}.")
    unsettled = agreement.rejections.filter(state="").count()
    if unsettled:
        told.append(f"{unsettled} fravalgte budgetbrikker mangler en afklaring.")
    return told


def questions(user: Any, catalogue: Catalogue, key: str = "") -> QuerySet[Question]:
    """The questions that the user sees, oldest first; with `key`, those to one proposal."""
    found = policies.questions_visible_to(user).filter(catalogue=catalogue).order_by("pk")
    return found.filter(key=key) if key else found


def question(user: Any, pk: int) -> Question:
    """One question. Raises NotFound."""
    return _one(
        policies.questions_visible_to(user).select_related("catalogue"),
        pk,
        "Spørgsmålet findes ikke, eller du må ikke se det.",
    )


def published_questions(catalogue: Catalogue, key: str = "") -> QuerySet[Question]:
    """The questions whose answers are released, for everybody: never who asked."""
    found = Question.objects.filter(catalogue=catalogue, released_at__isnull=False).order_by("pk").defer("asker")
    return found.filter(key=key) if key else found


def _one(rows: QuerySet[R], pk: int, what: str) -> R:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound(what=what)
    return found
