"""Reading how editions stand in their chains of approval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from tvaers.engine.approvals import policies
from tvaers.engine.approvals.chain import STATES, Chain, Piece, Stage, words_changed
from tvaers.engine.approvals.models import Change, Comment, Condition, Heard, Proposal, Step
from tvaers.engine.approvals.standing import deciding_item, standing_for, waiting_item
from tvaers.engine.approvals.warning import Warned, warnings
from tvaers.engine.forums.models import Item
from tvaers.engine.forums.veiling import items
from tvaers.kernel import clock
from tvaers.kernel.errors import NotFound

__all__ = [
    "STATES",
    "Chain",
    "Change",
    "Comment",
    "Condition",
    "Heard",
    "Piece",
    "Proposal",
    "Stage",
    "Step",
    "Stop",
    "Warned",
]


def proposals(user: Any, package: str = "") -> QuerySet[Proposal]:
    """The editions on their way that the user sees, newest first; with `package`, those of one agreement."""
    found = policies.visible_to(user).order_by("-opened_at", "-pk")
    return found.filter(package=package) if package else found


def proposal(user: Any, pk: int) -> Proposal:
    """One edition. Raises NotFound."""
    found = policies.visible_to(user).filter(pk=pk).first()
    if found is None:
        raise NotFound(what="Udgaven findes ikke, eller du må ikke se den.")
    return found


def stands(user: Any, proposal: Proposal) -> Chain:
    """Where an edition stands, as far as the reader may know what closed items decided."""
    policies.visible_to(user).get(pk=proposal.pk)
    return standing_for(user, proposal)


def warned(user: Any, proposal: Proposal) -> list[Warned]:
    """What is late or near on the way of an edition: its own day, hearings, and conditions; none when it has ended."""
    if proposal.in_force_from is not None or proposal.withdrawn_on is not None:
        return []
    steps = list(proposal.steps.prefetch_related("conditions").order_by("position", "pk"))
    hearings = [(f"{one.title} slutter", one.due) for one in steps if one.kind == "hearing" and not one.answer]
    conditions = [
        (f"Forbeholdet fra {one.title} (»{row.text}«) skal være opfyldt", row.due)
        for one in steps for row in one.conditions.all() if row.met_on is None
    ]  # fmt: skip
    owed = [(text, day) for text, day in (*hearings, *conditions) if day is not None]
    return warnings(proposal.ready_by, stands(user, proposal).is_complete, owed, clock.today())


def parties_of(user: Any, proposal: Proposal) -> list[str]:
    """The parties on the way of an edition, heard or asked to approve, in that order."""
    policies.visible_to(user).get(pk=proposal.pk)
    heard = Heard.objects.filter(step__proposal=proposal).order_by("pk").values_list("party", flat=True)
    asked = proposal.steps.filter(kind="party").order_by("pk").values_list("party", flat=True)
    return list(dict.fromkeys([*heard, *asked]))


@dataclass(frozen=True)
class Stop:
    """A step with how it stands. `item` is the forum's item that decides it, None where the reader may not see it.

    `is_waiting`: the forum has it in its pipeline or on an agenda now.
    """

    step: Step
    stage: Stage
    item: Item | None
    is_waiting: bool = False


def stops(user: Any, proposal: Proposal) -> list[Stop]:
    """The steps in order, each with how it stands and where it was decided."""
    rows = proposal.steps.select_related("forum", "item__meeting").prefetch_related("conditions", "comments", "heard")
    seen = items(user)
    found = []
    for one, stage in zip(rows.order_by("position", "pk"), stands(user, proposal).stages, strict=True):
        item = deciding_item(one)
        visible = seen.filter(pk=item.pk).first() if item else None
        found.append(Stop(one, stage, visible, waiting_item(one) is not None))
    return found


def step(user: Any, pk: int) -> Step:
    """One step of an edition that the user sees. Raises NotFound."""
    found = (
        Step.objects.filter(pk=pk, proposal__in=policies.visible_to(user)).select_related("proposal", "forum").first()
    )
    if found is None:
        raise NotFound(what="Trinnet findes ikke, eller du må ikke se det.")
    return found


@dataclass(frozen=True)
class Wording:
    """A change with its differences: from now to what is recommended, and from that to what was decided."""

    change: Change
    recommended: list[Piece]
    decided: list[Piece]


def wordings(user: Any, proposal: Proposal) -> list[Wording]:
    """The changes clause by clause, recommended against decided."""
    policies.visible_to(user).get(pk=proposal.pk)
    return [
        Wording(
            one, words_changed(one.before, one.recommended),
            words_changed(one.recommended, one.decided) if one.is_decided else [],
        )
        for one in proposal.changes.all()
    ]  # fmt: skip
