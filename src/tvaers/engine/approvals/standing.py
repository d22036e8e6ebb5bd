"""What is known of each step of an edition, read from what parties answered and what forums decided."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from tvaers.engine.approvals.chain import Chain, Fact, chain
from tvaers.engine.approvals.models import Proposal, Step
from tvaers.engine.forums.matters import fresh
from tvaers.engine.forums.models import Item
from tvaers.engine.forums.policies import items_told_to
from tvaers.kernel import clock
from tvaers.kernel.errors import Conflict

DECISIONS = {
    "approved": "approved", "approved_with_remarks": "approved", "approved_with_reservation": "conditional",
    "decided": "approved", "not_approved": "rejected",
}  # fmt: skip
"""What the outcome of a forum's item says of its step. A deferral says nothing yet."""
ADVICE = dict.fromkeys(("discussed", "discussed_with_remarks", "noted", "noted_with_remarks"), "approved")
"""What lets an edition pass a forum on the way too, but not the last one: that one decides."""
SPOKEN = {"approved_with_remarks": "remark", "approved_with_reservation": "reservation"}
"""The outcomes that stand on something said, and what kind of remark that is."""
CONCLUDED = ("treated", "stopped")


def facts(proposal: Proposal, seen: QuerySet[Item] | None = None) -> list[Fact]:
    """What is known of each step; a forum's step stands as its item was decided.

    `seen` are the items whose decisions the reader may know (None: all): what a closed item decided is not told to
    others, nor what any decided before the minutes are sent.
    """
    rows = proposal.steps.select_related("item", "forum").prefetch_related("conditions")
    steps = list(rows.order_by("position", "pk"))
    last = next((one for one in reversed(steps) if one.kind == "forum"), None)
    return [_fact(one, seen, DECISIONS if one is last else DECISIONS | ADVICE) for one in steps]


def decides(step: Step) -> bool:
    """Whether a forum is the last on the way, the one that decides; those before it advise."""
    return not step.proposal.steps.filter(kind="forum", position__gt=step.position).exists()


def _fact(step: Step, seen: QuerySet[Item] | None, answers: Mapping[str, str]) -> Fact:
    unmet = [one.text for one in step.conditions.all() if one.met_on is None]
    answer = step.answer
    if step.kind == "forum":
        item = deciding_item(step)
        is_told = item is not None and item.state in CONCLUDED and (seen is None or seen.filter(pk=item.pk).exists())
        answer = answers.get(item.outcome, "") if item is not None and is_told else ""
        unmet += _said(item) if item is not None and is_told else []
    return Fact(step.position, step.kind, step.title, answer, tuple(unmet), step.party)


def _said(item: Item) -> list[str]:
    """The remarks and reservations that the matter waits for; one that was never written down is waited for too."""
    rows = list(item.remarks.order_by("number"))
    unmet = [one.text for one in rows if one.must_be_met_first and one.answered_at is None]
    if item.outcome in SPOKEN and not any(one.kind in SPOKEN.values() for one in rows):
        words = [one.words for one in item.points.order_by("number") if one.words] or [item.decision]
        unmet.append("; ".join(filter(None, words)) or "det er ikke skrevet ned, hvad der blev sagt")
    return unmet


def deciding_item(step: Step) -> Item | None:
    """The item that says how a forum's step stands: the last one concluded, however often it was put off; or None."""
    found = row = step.item
    while row is not None and found is not None:
        row = row.followers.filter(forum_id=found.forum_id, gone_at=None).order_by("-pk").first()
        if row is not None and row.state in CONCLUDED:
            found = row
    return found


def waiting_item(step: Step) -> Item | None:
    """The item of a forum's step that lies in its pipeline or on an agenda now, also one that came after; or None."""
    row = step.item
    while row is not None and (row.gone_at is not None or row.state not in ("pipeline", "agenda")):
        row = row.followers.filter(forum=step.forum, gone_at=None).order_by("-pk").first()
    return row


def complete_on(proposal: Proposal) -> date | None:
    """The last day that anything on the way was answered, decided at a meeting or met; None while nothing was."""
    days: list[date | None] = []
    for step in proposal.steps.prefetch_related("conditions"):
        item = deciding_item(step) if step.kind == "forum" else None
        days += [step.answered_on, *(one.met_on for one in step.conditions.all())]
        if item is not None:
            answered = item.remarks.filter(must_be_met_first=True).values_list("answered_at", flat=True)
            moments = [item.meeting.starts_at if item.meeting else None, *answered]
            days += [one.astimezone(clock.COPENHAGEN).date() for one in moments if one is not None]
    return max((one for one in days if one is not None), default=None)


def standing(proposal: Proposal) -> Chain:
    """Where the edition stands."""
    return chain(facts(proposal))


def standing_for(user: Any, proposal: Proposal) -> Chain:
    """Where the edition stands as far as the reader may know."""
    return chain(facts(proposal, items_told_to(user)))


def going(proposal: Proposal) -> Proposal:
    """The edition, locked until the transaction ends. Conflict when it is in force or withdrawn: nothing changes then.

    Every write of a step locks the edition first, so that it cannot come into force while an answer is being changed.
    """
    found = fresh(proposal)
    if found.in_force_from is not None:
        raise Conflict(what="Udgaven er i kraft.", why="Den kan ikke ændres mere.", do="Læg en ny udgave op i stedet.")
    if found.withdrawn_on is not None:
        raise Conflict(what="Udgaven er trukket tilbage.", do="Læg en ny udgave op i stedet.")
    return found


def touch(proposal: Proposal) -> None:
    """Note that something about the edition changed now."""
    Proposal.objects.filter(pk=proposal.pk).update(changed_at=clock.now())
