"""What becomes of an edition's way on the way: a step more, with why it came, and the day that it is to be ready by."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import F, Max

from tvaers.engine.approvals import policies
from tvaers.engine.approvals.models import Heard, Proposal, Step
from tvaers.engine.approvals.standing import going, touch
from tvaers.engine.approvals.wording import check_words
from tvaers.engine.forums.models import Forum
from tvaers.engine.parties.queries import name_of
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, action
from tvaers.kernel.errors import Conflict, Problem


@action(
    "approvals.add_step",
    permission=policies.may_keep,
    on="proposal",
    audit="{actor} føjede et trin til {proposal}: {reason}",
)
def add_step(
    *, actor: Actor, proposal: Proposal, reason: str, forum: Forum | None = None, party: str = "",
    heard: Sequence[str] = (), title: str = "", before: Step | None = None, due: date | None = None,
) -> Step:  # noqa: ARG001  # fmt: skip
    """Føj et trin til vejen: et forum, en høring eller en part, med grunden.

    A forum or hearing comes before a given step, else after the last that is no party; a party beside the others.
    Problem without a reason, with not exactly one sort of step, and for one that is there; Conflict before a step that
    has begun.
    """
    proposal = going(proposal)
    _check(proposal, reason, forum, party, heard)
    check_words(reason, title)
    place = _place_of_party(proposal) if party else _make_room(proposal, before)
    kind = "party" if party else "hearing" if heard else "forum"
    own = forum.name if forum else name_of(party) if party else "Høring"
    made = Step.objects.create(
        proposal=proposal, position=place, kind=kind, forum=forum, party=party, due=due, title=title.strip() or own,
        added_on=clock.today(), added_why=reason.strip(),
    )  # fmt: skip
    Heard.objects.bulk_create(Heard(step=made, party=one) for one in dict.fromkeys(heard))
    touch(proposal)
    return made


def _check(proposal: Proposal, reason: str, forum: Forum | None, party: str, heard: Sequence[str]) -> None:
    if not reason.strip():
        raise Problem(what="Det mangler, hvorfor trinnet kommer til.", do="Skriv det kort.")
    if sum((forum is not None, bool(party), bool(heard))) != 1:
        raise Problem(what="Et trin er et forum, en part eller en høring.", do="Vælg én af de tre.")
    same = proposal.steps.filter(kind="forum", forum=forum) if forum else proposal.steps.filter(party=party)
    if not heard and same.exists():
        name = forum.name if forum else name_of(party)
        raise Conflict(what=f"{name} er allerede på vejen.", do="Brug det trin, der er.")


def _place_of_party(proposal: Proposal) -> int:
    """Beside the other parties; after everything else when it is the first."""
    own = proposal.steps.filter(kind="party").first()
    last: int = proposal.steps.aggregate(last=Max("position"))["last"] or 0
    return own.position if own else last + 1


def _make_room(proposal: Proposal, before: Step | None) -> int:
    """The position of a new step, with what comes after moved one on. Conflict when something after has begun."""
    if before is not None and before.proposal_id != proposal.pk:
        raise Problem(what="Trinnet hører til en anden udgave.", do="Vælg et af denne udgaves trin.")
    others = proposal.steps.exclude(kind="party")
    last: int = others.aggregate(last=Max("position"))["last"] or 0
    place = before.position if before is not None else last + 1
    for one in others.filter(position__gte=place):
        if one.answer or one.item_id:
            raise Conflict(
                what=f"{one.title} er begyndt.", why="Et trin kan ikke komme ind før det.", do="Vælg senere."
            )
    for one in proposal.steps.filter(position__gte=place).order_by("-position", "-pk"):
        Step.objects.filter(pk=one.pk).update(position=F("position") + 1)
    return place


@action(
    "approvals.set_ready_by",
    permission=policies.may_keep,
    on="proposal",
    audit="{actor} satte dag for {proposal}: {on}",
)
def set_ready_by(*, actor: Actor, proposal: Proposal, on: date | None) -> Proposal:  # noqa: ARG001
    """Sæt den dag, udgaven skal være klar. Uden en dag er der ingen frist (SA-YD-04)."""
    proposal = going(proposal)
    proposal.ready_by, proposal.changed_at = on, clock.now()
    proposal.save()
    return proposal
