"""Versions of a work plan: published, and laid before the next meeting with what has changed."""

from __future__ import annotations

from tvaers.engine.forums import actions as forums
from tvaers.engine.forums.meetings import next_meeting
from tvaers.engine.forums.models import Item, Remark
from tvaers.engine.workplans import policies
from tvaers.engine.workplans.changes import difference, told, tracks_of
from tvaers.engine.workplans.documents import as_document
from tvaers.engine.workplans.models import Activity, Plan, Version
from tvaers.engine.workplans.planning import locked
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, System, action
from tvaers.kernel.errors import Conflict, Problem


@action("workplans.publish", permission=policies.may_keep, on="plan", audit="{actor} udgav version {number} af {plan}")
def publish(*, actor: Actor, plan: Plan, number: str, note: str = "") -> Version:
    """Udgiv planen, som den er nu, som en ny version. Bemærkninger, som en aktivitet svarer på, lukkes.

    Conflict when the version is there already, or when nothing has changed.
    """
    plan, number = locked(plan), number.strip()
    if not number:
        raise Problem(what="Versionen mangler et nummer.", do="Skriv fx 1.5.")
    if plan.versions.filter(number=number).exists():
        raise Conflict(what=f"Version {number} findes allerede.", do="Giv den et nyt nummer.")
    last, document = latest(plan), as_document(plan)
    changes = difference(last.document if last else None, document)
    if last is not None and not changes:
        raise Conflict(what="Planen er ikke ændret siden sidste version.", do="Ret i planen først.")
    made = Version.objects.create(
        plan=plan, number=number, note=note.strip(), document=document, published_at=clock.now(),
        changes=told(changes, tracks_of(document), is_first=last is None),
    )  # fmt: skip
    _answer_remarks(actor, plan, number)
    return made


def latest(plan: Plan) -> Version | None:
    """The version that was published last, or None."""
    return plan.versions.order_by("-published_at", "-pk").first()


def _answer_remarks(actor: Actor, plan: Plan, number: str) -> None:
    """Close the remarks that an activity answers."""
    answering = Activity.objects.filter(plan=plan, gone_at=None).exclude(state="dropped")
    for remark in Remark.objects.filter(activities__in=answering, answered_at=None).distinct():
        forums.answer_remark(
            actor=System(actor.audit_name()), remark=remark, answer=f"Indarbejdet i {plan.title}, version {number}."
        )


def news_of(plan: Plan) -> str:
    """What is new, as text for an item: since the last version, or in it when nothing has changed since."""
    last = latest(plan)
    document = as_document(plan)
    pending = difference(last.document if last else None, document)
    if last is not None and not pending:
        return last.changes
    return told(pending, tracks_of(document), is_first=last is None)


@action("workplans.present", permission=policies.may_keep, on="plan", audit="{actor} lagde {plan} i pipelinen")
def present(*, actor: Actor, plan: Plan) -> Item:
    """Læg planen i forummets pipeline til det næste møde som et punkt, med teksten om, hvad der er ændret."""
    forum, system = plan.forum, System(actor.audit_name())
    last = latest(plan)
    title = f"{plan.title}, version {last.number}" if last else plan.title
    origin = f"Arbejdsplan: {plan.key}"
    waiting = forum.items.filter(origin=origin, state__in=("pipeline", "agenda"), gone_at=None)
    if waiting.exists():
        raise Conflict(what="Planen ligger allerede i pipelinen.", do="Ret teksten på det punkt, der er.")
    matter = forums.open_matter(actor=system, forum=forum, title=title[:300])
    item = forums.propose(
        actor=system, forum=forum, matter=matter, kinds=["discussion"], meeting=next_meeting(forum, clock.now()),
        sections=[{"kind": "case", "text": news_of(plan)}], points=["Drøfter arbejdsplanen."], origin=origin,
    )  # fmt: skip
    plan.items.add(item)
    return item
