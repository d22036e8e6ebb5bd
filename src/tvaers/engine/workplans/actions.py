"""Writing work plans: taken up from the agreements, activities planned and moved, versions published."""

from __future__ import annotations

from tvaers.engine.agreements.queries import packages
from tvaers.engine.forums.models import Forum
from tvaers.engine.workplans import policies
from tvaers.engine.workplans.entries import join_meeting, meet_forum
from tvaers.engine.workplans.linking import link_item, link_minutes, link_past
from tvaers.engine.workplans.models import Activity, Coverage, Plan, Track
from tvaers.engine.workplans.planning import LEVELS, add_track, extend, plan_activity, remove
from tvaers.engine.workplans.progressing import cover, progress
from tvaers.engine.workplans.publishing import present, publish
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, System, action
from tvaers.kernel.errors import Problem
from tvaers.kernel.plan_types import ActivityType, PlanType

__all__ = [
    "LEVELS", "add_track", "cover", "extend", "join_meetings", "link_item", "link_minutes", "plan_activity", "present",
    "progress", "publish", "remove", "take_up",
]  # fmt: skip


@action("workplans.take_up", permission=policies.may_take_up, audit="{actor} indlæste arbejdsplaner: {result} nye")
def take_up(*, actor: Actor) -> int:
    """Indlæs aftalernes arbejdsplaner. En plan, der findes, bliver ikke rørt: den lever videre her.

    Returns how many are new. Problem when the forum that a plan names is not there.
    """
    declared = [(package.id, plan) for package in packages().values() for plan in package.plans.values()]
    new = [(id, plan) for id, plan in declared if not Plan.objects.filter(key=plan.id).exists()]
    for id, plan in new:
        _begin(actor, id, plan)
    return len(new)


@action(
    "workplans.join_meetings",
    permission=policies.may_take_up,
    audit="{actor} lagde aktiviteters punkter på møder, der er planlagt siden: {result}",
)
def join_meetings(*, actor: Actor) -> int:  # noqa: ARG001
    """Læg de punkter, der venter uden møde, på det møde, som forummet siden har planlagt den dag.

    Returns how many there were; doing it twice finds none the second time.
    """
    waiting = Activity.objects.filter(gone_at=None, starts__gte=clock.today(), item__isnull=False)
    return sum(join_meeting(one) for one in waiting.select_related("item__forum", "item__meeting").order_by("pk"))


def _begin(actor: Actor, package: str, type: PlanType) -> None:
    """The plan as the source has it, published as its first version here."""
    plan = Plan.objects.create(
        key=type.id, package=package, title=type.title, purpose=type.purpose, starts=type.start, ends=type.end,
        forum=_forum(type.owner), changed_at=clock.now(),
    )  # fmt: skip
    tracks = {
        one.id: Track.objects.create(plan=plan, number=one.number, title=one.title) for one in type.tracks
    }  # fmt: skip
    made = {one.id: _write(plan, tracks[one.track], one) for one in type.activities}
    for one in type.activities:
        made[one.id].after.set([made[id] for id in one.after])
    publish(actor=System(actor.audit_name()), plan=plan, number=type.version, note=type.version_note or "")
    for activity in made.values():
        meet_forum(actor, activity)
    link_past(plan)


def _forum(key: str) -> Forum:
    found = Forum.objects.filter(key=key).first()
    if found is None:
        raise Problem(what=f"Forummet {key} findes ikke.", do="Indlæs fora først.")
    return found


def _write(plan: Plan, track: Track, one: ActivityType) -> Activity:
    """An activity as the source has it, with a row for each of its parties and parts."""
    made = Activity.objects.create(
        plan=plan, track=track, key=one.id, text=one.text, quarter=one.quarter or "",
        written=one.written or "", starts=one.start, ends=one.end, levels=list(one.levels), owner=one.owner or "",
        forum=_forum(one.forum) if one.forum else None, state=one.status, enough=one.enough,
        note=one.note or "", clause=one.clause or "", needs=list(one.needs),
    )  # fmt: skip
    Coverage.objects.bulk_create(Coverage(activity=made, party=part) for part in (*one.covers, *one.needs))
    return made
