"""Reading how editions stand in their chains of approval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from tvaers.engine.approvals import policies
from tvaers.engine.approvals.actions import facts
from tvaers.engine.approvals.chain import STATES, Chain, Piece, Stage, chain, words_changed
from tvaers.engine.approvals.models import Change, Comment, Condition, Heard, Proposal, Step
from tvaers.kernel.errors import NotFound

__all__ = ["STATES", "Chain", "Change", "Comment", "Condition", "Heard", "Piece", "Proposal", "Stage", "Step"]


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
    """Where an edition stands."""
    policies.visible_to(user).get(pk=proposal.pk)
    return chain(facts(proposal))


def steps(user: Any, proposal: Proposal) -> list[tuple[Step, Stage]]:
    """Each step with how it stands, in order."""
    rows = proposal.steps.select_related("forum", "item__meeting").prefetch_related("conditions", "comments", "heard")
    return list(zip(rows.order_by("position", "pk"), stands(user, proposal).stages, strict=True))


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
