"""Who sees how an edition stands, who keeps its chain, and who answers for a party."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from tvaers.engine.access.policies import holds
from tvaers.engine.approvals.models import Proposal, Step
from tvaers.engine.forums import policies as forums
from tvaers.engine.forums.models import Forum


def may_keep(user: Any, subject: Any) -> bool:
    """Whoever keeps the papers of a forum on the edition's way; for a new edition, of any forum."""
    proposal = subject.proposal if isinstance(subject, Step) else subject
    on_the_way = Forum.objects.filter(approval_steps__proposal=proposal) if isinstance(proposal, Proposal) else []
    return any(forums.may_keep(user, one) for one in on_the_way) or (not on_the_way and forums.may_keep(user, None))


def may_answer(user: Any, step: Step | None) -> bool:
    """A party answers for itself, by whoever signs agreements for it; the secretariat answers hearings."""
    if step is None:
        return holds(user, "approvals.answer")
    if step.kind == "party":
        return holds(user, "approvals.answer", step.party)
    return may_keep(user, step)


def may_comment(user: Any, party: str | None) -> bool:
    """A party comments in a hearing for itself."""
    return holds(user, "approvals.answer", *([party] if party else []))


def visible_to(user: Any) -> QuerySet[Proposal]:
    """Editions on their way are seen by everybody who sees agreements."""
    return Proposal.objects.all() if holds(user, "agreements.see") else Proposal.objects.none()
