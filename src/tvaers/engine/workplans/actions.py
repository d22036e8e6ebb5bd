"""Writing work plans: taken up from the agreements, activities planned and moved, versions published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from tvaers.engine.agreements.queries import packages
from tvaers.engine.forums import actions as forums
from tvaers.engine.forums.models import Forum, Item, Meeting, Remark
from tvaers.engine.workplans import policies
from tvaers.engine.workplans.changes import difference, told
from tvaers.engine.workplans.models import Activity, Coverage, Plan, Track, Version
from tvaers.engine.workplans.standing import hindered
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, System, action
from tvaers.kernel.danish_days import date_in_words
from tvaers.kernel.errors import Conflict, Problem
from tvaers.kernel.plan_types import PlanType

LEVELS = ("administrative", "political")


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


def _begin(actor: Actor, package: str, type: PlanType) -> None:
    """The plan as the source has it, published as its first version here."""
    forum = Forum.objects.filter(key=type.owner).first()
    if forum is None:
        raise Problem(what=f"Forummet {type.owner} findes ikke.", do="Indlæs fora først.")
    plan = Plan.objects.create(
        key=type.id, package=package, title=type.title, purpose=type.purpose, starts=type.start, ends=type.end,
        forum=forum, changed_at=clock.now(),
    )  # fmt: skip
    tracks = {
        one.id: Track.objects.create(plan=plan, number=one.number, title=one.title) for one in type.tracks
    }  # fmt: skip
    made: dict[str, Activity] = {}
    for one in type.activities:
        made[one.id] = Activity.objects.create(
            plan=plan, track=tracks[one.track], key=one.id, text=one.text, quarter=one.quarter or "",
            written=one.written or "", starts=one.start, ends=one.end, levels=list(one.levels), owner=one.owner or "",
            forum=Forum.objects.filter(key=one.forum).first() if one.forum else None, state=one.status,
            note=one.note or "", clause=one.clause or "", needs=list(one.needs),
        )  # fmt: skip
        Coverage.objects.bulk_create(Coverage(activity=made[one.id], party=party) for party in one.covers)
    for one in type.activities:
        made[one.id].after.set([made[id] for id in one.after])
    publish(actor=System(actor.audit_name()), plan=plan, number=type.version, note=type.version_note or "")
    for activity in made.values():
        _meet_forum(actor, activity)


@action("workplans.plan_activity", permission=policies.may_keep, on="plan", audit="{actor} skrev i {plan}: {key}")
def plan_activity(
    *, actor: Actor, plan: Plan, key: str, text: str, track: Track, quarter: str = "", starts: date | None = None,
    ends: date | None = None, levels: Sequence[str] = (), forum: Forum | None = None, owner: str = "", note: str = "",
    answers: Sequence[Remark] = (),
) -> Activity:  # fmt: skip
    """Skriv en aktivitet, en ny eller en, der findes. Med forum og dato kommer den i forummets pipeline.

    `answers` are the remarks that it is the answer to; they are closed when the next version is published. Problem for
    an unknown level, wrong dates, and a track of another plan.
    """
    if not text.strip():
        raise Problem(what="Aktiviteten mangler en tekst.")
    if set(levels) - set(LEVELS):
        raise Problem(what="Niveauet findes ikke.", do="Vælg administrativt, politisk eller begge.")
    if starts and ends and ends < starts:
        raise Problem(what="Aktiviteten slutter, før den begynder.", do="Ret en af de to datoer.")
    if track.plan_id != plan.pk:
        raise Problem(what="Sporet hører til en anden plan.")
    activity, _ = Activity.objects.update_or_create(
        plan=plan, key=key,
        defaults={
            "text": text.strip(), "track": track, "quarter": quarter, "starts": starts, "ends": ends, "forum": forum,
            "levels": list(levels), "owner": owner.strip(), "note": note.strip(), "gone_at": None,
        },
    )  # fmt: skip
    if answers:
        activity.answers.set(answers)
    _touch(plan)
    _meet_forum(actor, activity)
    return activity


def _touch(plan: Plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(changed_at=clock.now())


def _meet_forum(actor: Actor, activity: Activity) -> None:
    """Keep the entry in the forum's pipeline: made, moved to the meeting of the day, or taken back.

    What lies behind us makes no entry; what is on an agenda already stays there.
    """
    day, forum, item = activity.starts, activity.forum, activity.item
    if item is not None and item.state != "pipeline":
        return
    if forum is None or day is None or day < clock.today() or activity.state in ("done", "dropped"):
        _take_back(activity)
        return
    meeting = _meeting_on(forum, day)
    if item is not None and item.forum_id == forum.pk:
        Item.objects.filter(pk=item.pk).update(meeting=meeting, changed_at=clock.now())
        return
    _take_back(activity)
    system = System(actor.audit_name())
    matter = forums.open_matter(actor=system, forum=forum, title=activity.text[:300])
    activity.item = forums.propose(
        actor=system, forum=forum, matter=matter, kinds=["discussion"], meeting=meeting,
        origin=f"{activity.plan.title}, {date_in_words(day)}",
    )  # fmt: skip
    activity.save(update_fields=["item"])


def _meeting_on(forum: Forum, day: date) -> Meeting | None:
    on_day = forum.meetings.filter(starts_at__date=day, gone_at=None).exclude(state="cancelled")
    return on_day.order_by("starts_at").first()


def _take_back(activity: Activity) -> None:
    if activity.item is not None:
        now = clock.now()
        Item.objects.filter(pk=activity.item.pk).update(state="withdrawn", gone_at=now, changed_at=now)
        activity.item = None
        activity.save(update_fields=["item"])


@action("workplans.progress", permission=policies.may_keep, on="activity", audit="{actor} satte {activity} til {state}")
def progress(*, actor: Actor, activity: Activity, state: str, evidence: str = "") -> Activity:
    """Sæt en aktivitet i gang, meld den udført, eller lad den bortfalde. Skriv, hvad der viser, at den er udført.

    Conflict while an activity that must come first is not done.
    """
    if state not in dict(Activity.STATES):
        raise Problem(what="Den status findes ikke.")
    waiting = hindered(state, list(activity.after.values_list("text", "state")))
    if waiting:
        raise Conflict(what="Noget andet skal være udført først.", why="; ".join(waiting), do="Udfør det først.")
    if state == "done" and not evidence.strip():
        raise Problem(
            what="Det mangler, hvad der viser, at aktiviteten er udført.", do="Skriv fx dokumentet og datoen."
        )
    Activity.objects.filter(pk=activity.pk).update(state=state, evidence=evidence.strip())
    activity.refresh_from_db()
    _touch(activity.plan)
    _meet_forum(actor, activity)
    return activity


@action("workplans.cover", permission=policies.may_keep, on="activity", audit="{actor} noterede {party} på {activity}")
def cover(*, actor: Actor, activity: Activity, party: str, state: str, note: str = "") -> Coverage:  # noqa: ARG001
    """Notér, hvor langt én part er med en aktivitet, som flere parter er omfattet af."""
    if state not in dict(Activity.STATES):
        raise Problem(what="Den status findes ikke.")
    found = activity.coverage.filter(party=party).first()
    if found is None:
        raise Problem(what="Parten er ikke omfattet af aktiviteten.", do="Vælg en af dem, der er.")
    found.state, found.note = state, note.strip()
    found.save()
    return found


@action("workplans.remove", permission=policies.may_keep, on="activity", audit="{actor} lod {activity} udgå")
def remove(*, actor: Actor, activity: Activity) -> Activity:  # noqa: ARG001
    """Lad en aktivitet udgå af planen. Den bliver stående i de tidligere versioner."""
    activity.gone_at = clock.now()
    activity.save(update_fields=["gone_at"])
    _take_back(activity)
    _touch(activity.plan)
    return activity


@action("workplans.add_track", permission=policies.may_keep, on="plan", audit="{actor} føjede spor {number} til {plan}")
def add_track(*, actor: Actor, plan: Plan, number: str, title: str) -> Track:  # noqa: ARG001
    """Føj et spor til planen, med sit eget nummer."""
    if plan.tracks.filter(number=number).exists():
        raise Conflict(what=f"Spor {number} findes allerede.", do="Vælg et andet nummer.")
    if not title.strip():
        raise Problem(what="Sporet mangler et navn.")
    _touch(plan)
    return Track.objects.create(plan=plan, number=number, title=title.strip())


@action("workplans.extend", permission=policies.may_keep, on="plan", audit="{actor} ændrede perioden for {plan}")
def extend(*, actor: Actor, plan: Plan, starts: date, ends: date) -> Plan:  # noqa: ARG001
    """Giv planen en anden periode, fx et år mere (MIN-6w)."""
    if ends < starts:
        raise Problem(what="Planen slutter, før den begynder.", do="Ret et af de to år.")
    plan.starts, plan.ends, plan.changed_at = starts, ends, clock.now()
    plan.save()
    return plan


@action("workplans.publish", permission=policies.may_keep, on="plan", audit="{actor} udgav version {number} af {plan}")
def publish(*, actor: Actor, plan: Plan, number: str, note: str = "") -> Version:
    """Udgiv planen, som den er nu, som en ny version. Bemærkninger, som en aktivitet svarer på, lukkes.

    Conflict when the version is there already, or when nothing has changed.
    """
    if plan.versions.filter(number=number).exists():
        raise Conflict(what=f"Version {number} findes allerede.", do="Giv den et nyt nummer.")
    last = plan.versions.order_by("-published_at", "-pk").first()
    document = as_document(plan)
    changes = difference(last.document if last else None, document)
    if last is not None and not changes:
        raise Conflict(what="Planen er ikke ændret siden sidste version.")
    tracks = dict(plan.tracks.values_list("number", "title"))
    made = Version.objects.create(
        plan=plan, number=number, note=note.strip(), document=document, published_at=clock.now(),
        changes=told(changes, tracks) if last else "",
    )  # fmt: skip
    open_ones = Remark.objects.filter(activities__plan=plan, activities__gone_at=None, answered_at=None).distinct()
    for remark in open_ones:
        forums.answer_remark(
            actor=System(actor.audit_name()), remark=remark, answer=f"Indarbejdet i {plan.title}, version {number}."
        )
    return made


def as_document(plan: Plan) -> dict[str, Any]:
    """The plan as plain values: what a version keeps."""
    rows = plan.activities.filter(gone_at=None).select_related("track", "forum", "item__meeting").order_by("pk")
    return {
        "title": plan.title, "starts": plan.starts.isoformat(), "ends": plan.ends.isoformat(),
        "tracks": [{"number": one.number, "title": one.title} for one in plan.tracks.order_by("number")],
        "activities": [activity_document(one) for one in rows],
    }  # fmt: skip


def activity_document(one: Activity) -> dict[str, Any]:
    """One activity as plain values; an activity on a meeting has the meeting's date."""
    starts, ends = days_of(one)
    return {
        "key": one.key, "track": one.track.number, "text": one.text, "quarter": one.quarter, "written": one.written,
        "starts": starts.isoformat() if starts else "", "ends": ends.isoformat() if ends else "", "levels": one.levels,
        "forum": one.forum.audit_name() if one.forum else "", "owner": one.owner, "state": one.state, "note": one.note,
    }  # fmt: skip


def days_of(one: Activity) -> tuple[date | None, date | None]:
    """The first and last day of an activity; where it has an item at a meeting, the day of the meeting."""
    if one.item is not None and one.item.meeting is not None:
        day = one.item.meeting.starts_at.astimezone(clock.COPENHAGEN).date()
        return day, day
    return one.starts, one.ends
