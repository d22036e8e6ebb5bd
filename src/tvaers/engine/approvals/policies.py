"""Who sees how an edition stands, who keeps its chain, and who answers for a party."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from tvaers.engine.access.policies import holds
from tvaers.engine.approvals.models import Heard, Proposal, Step
from tvaers.engine.forums import policies as forums
from tvaers.engine.forums.models import Forum


def may_keep(user: Any, subject: Any) -> bool:
    """Whoever keeps the papers of a forum on the edition's way; without forums, a secretariat of a party on it.

    For an edition that is not there yet: whoever keeps the papers of any forum.
    """
    proposal = subject.proposal if isinstance(subject, Step) else subject
    if not isinstance(proposal, Proposal):
        return forums.may_keep(user, None)
    on_the_way = list(Forum.objects.filter(approval_steps__proposal=proposal).distinct())
    if on_the_way:
        return any(forums.may_keep(user, one) for one in on_the_way)
    parties = set(proposal.steps.filter(kind="party").values_list("party", flat=True))
    parties |= set(Heard.objects.filter(step__proposal=proposal).values_list("party", flat=True))
    return holds(user, "forums.edit", *parties)


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
