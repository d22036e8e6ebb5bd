"""Planning: activities written, moved and taken out, tracks and the period of a plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.text import slugify

from tvaers.engine.forums.models import Forum, Remark
from tvaers.engine.workplans import policies
from tvaers.engine.workplans.documents import days_of, entry_of
from tvaers.engine.workplans.entries import meet_forum, take_back
from tvaers.engine.workplans.models import Activity, Plan, Track
from tvaers.engine.workplans.standing import quarters_between
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, action
from tvaers.kernel.errors import Conflict, Problem
from tvaers.kernel.ids import looks_like_cpr

LEVELS = ("administrative", "political")
_KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
LONGEST_KEY = 40
"""How much of its text a new activity takes its key from."""


@action("workplans.plan_activity", permission=policies.may_keep, on="plan", audit="{actor} skrev {result} i {plan}")
def plan_activity(
    *, actor: Actor, plan: Plan, text: str, track: Track, key: str = "", quarter: str = "", starts: date | None = None,
    ends: date | None = None, levels: Sequence[str] = (), forum: Forum | None = None, owner: str = "", note: str = "",
    answers: Sequence[Remark] | None = None, after: Sequence[Activity] | None = None, version: int | None = None,
) -> Activity:  # fmt: skip
    """Skriv en aktivitet, en ny eller en, der findes. Med forum og dato kommer den i forummets pipeline.

    Without a `key` it is a new one. `version` is the one that the writer saw. `answers` are the remarks that it is the
    answer to, closed when the next version is published; `after` what must be done first; None leaves either as it is.
    Problem for what cannot be so, Conflict when somebody wrote first, and when its day is that of a meeting where it is
    on the agenda already.
    """
    plan = locked(plan)
    found = plan.activities.filter(key=key).first() if key else None
    _check_version(found, version)
    given = {"text": text.strip(), "owner": owner.strip(), "note": note.strip()}
    _check_words(key, given)
    _check_place(plan, track, levels, quarter, found)
    _check_days(starts, ends, forum, found)
    written: dict[str, Any] = {
        **given, "track": track, "quarter": quarter, "starts": starts, "ends": ends, "forum": forum,
        "levels": list(levels), "gone_at": None, "version": (found.version + 1 if found else 0),
    }  # fmt: skip
    activity, _ = Activity.objects.update_or_create(plan=plan, key=key or _new_key(plan, text), defaults=written)
    if answers is not None:
        _answer(activity, answers)
    if after is not None:
        _follow(activity, after)
    touch(plan)
    meet_forum(actor, activity)
    return activity


def _check_version(found: Activity | None, version: int | None) -> None:
    if found is not None and version is not None and version != found.version:
        raise Conflict(
            what="En anden har rettet aktiviteten, mens du skrev.", why="Det, du har skrevet, er ikke gemt endnu.",
            do="Se, hvad der er ændret, og gem så igen.",
        )  # fmt: skip


def _check_words(key: str, given: dict[str, str]) -> None:
    if not given["text"]:
        raise Problem(what="Aktiviteten mangler en tekst.", do="Skriv kort, hvad der skal ske.")
    if any(looks_like_cpr(text) for text in given.values()):
        raise Problem(what="Teksten ligner eller indeholder et CPR-nummer.", do="Skriv den uden numre.")
    if key and not _KEY.fullmatch(key):
        raise Problem(what="Nøglen kan ikke bruges.", do="Brug små bogstaver, tal og bindestreger, højst 80 tegn.")


def _check_place(plan: Plan, track: Track, levels: Sequence[str], quarter: str, found: Activity | None) -> None:
    """The track is the plan's, the levels are known; the quarter lies in the period, or is the one it had."""
    if track.plan_id != plan.pk:
        raise Problem(what="Sporet hører til en anden plan.", do="Vælg et af planens spor.")
    if set(levels) - set(LEVELS):
        raise Problem(what="Niveauet findes ikke.", do="Vælg administrativt, politisk eller begge.")
    known = [*quarters_between(plan.starts, plan.ends), *([found.quarter] if found else [])]
    if quarter and quarter not in known:
        raise Problem(what="Kvartalet ligger ikke i planens periode.", do="Vælg et andet, eller giv planen mere tid.")


def _check_days(starts: date | None, ends: date | None, forum: Forum | None, found: Activity | None) -> None:
    if ends is not None and starts is None:
        raise Problem(what="Aktiviteten har en sidste dag, men ingen første.", do="Skriv begge, eller kun den første.")
    if starts and ends and ends < starts:
        raise Problem(what="Aktiviteten slutter, før den begynder.", do="Ret en af de to datoer.")
    entry = entry_of(found) if found else None
    if found is None or entry is None or entry.state == "pipeline":
        return
    if forum != found.forum or starts != days_of(found)[0]:
        raise Conflict(
            what="Punktet er på et mødes dagsorden eller er behandlet.", why="Derfor ligger forum og dag fast.",
            do="Tag punktet af dagsordenen, eller flyt mødet.",
        )  # fmt: skip


def _new_key(plan: Plan, text: str) -> str:
    """A key that no activity of the plan has had, from the first words of its text."""
    letters = text.casefold().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    stem = slugify(letters)[:LONGEST_KEY].strip("-_") or "aktivitet"
    taken = set(plan.activities.filter(key__startswith=stem).values_list("key", flat=True))
    number = next(one for one in range(1, len(taken) + 2) if _numbered(stem, one) not in taken)
    return _numbered(stem, number)


def _numbered(stem: str, number: int) -> str:
    return stem if number == 1 else f"{stem}-{number}"


def _answer(activity: Activity, answers: Sequence[Remark]) -> None:
    """The remarks that it answers. Problem for one of another forum, which this plan cannot answer."""
    if any(one.item.forum_id != activity.plan.forum_id for one in answers):
        raise Problem(what="Bemærkningen hører til et andet forum.", do="Vælg blandt dem, planens forum har.")
    activity.answers.set(answers)


def _follow(activity: Activity, after: Sequence[Activity]) -> None:
    """The activities that must be done first. Problem when one is of another plan, or waits for this one itself."""
    if any(one.plan_id != activity.plan_id for one in after):
        raise Problem(what="Det, der skal ske først, hører til en anden plan.", do="Vælg blandt planens aktiviteter.")
    seen, waiting = set[int](), [one.pk for one in after]
    while waiting:
        pk = waiting.pop()
        if pk == activity.pk:
            raise Problem(what="Aktiviteten kommer til at vente på sig selv.", do="Vælg noget andet, der sker først.")
        if pk not in seen:
            seen.add(pk)
            waiting += Activity.after.through.objects.filter(from_activity=pk).values_list("to_activity", flat=True)
    activity.after.set(after)


@action("workplans.remove", permission=policies.may_keep, on="activity", audit="{actor} lod {activity} udgå")
def remove(*, actor: Actor, activity: Activity) -> Activity:  # noqa: ARG001
    """Lad en aktivitet udgå af planen. Den bliver stående i de tidligere versioner, og punktet tages tilbage."""
    locked(activity.plan)
    activity.gone_at = clock.now()
    activity.save(update_fields=["gone_at"])
    take_back(activity)
    touch(activity.plan)
    return activity


@action("workplans.add_track", permission=policies.may_keep, on="plan", audit="{actor} føjede spor {number} til {plan}")
def add_track(*, actor: Actor, plan: Plan, number: str, title: str) -> Track:  # noqa: ARG001
    """Føj et spor til planen, med sit eget nummer (MIN-6v)."""
    plan = locked(plan)
    if not number.strip() or not title.strip():
        raise Problem(what="Sporet mangler et nummer eller et navn.", do="Skriv begge dele.")
    if plan.tracks.filter(number=number.strip()).exists():
        raise Conflict(what=f"Spor {number.strip()} findes allerede.", do="Vælg et andet nummer.")
    touch(plan)
    return Track.objects.create(plan=plan, number=number.strip(), title=title.strip())


@action("workplans.extend", permission=policies.may_keep, on="plan", audit="{actor} ændrede perioden for {plan}")
def extend(*, actor: Actor, plan: Plan, starts: date, ends: date) -> Plan:  # noqa: ARG001
    """Giv planen en anden periode, fx et år mere (MIN-6w)."""
    if ends < starts:
        raise Problem(what="Planen slutter, før den begynder.", do="Ret en af de to datoer.")
    plan = locked(plan)
    plan.starts, plan.ends, plan.changed_at = starts, ends, clock.now()
    plan.save()
    return plan


def locked(plan: Plan) -> Plan:
    """The plan as it stands now, for this transaction alone: two who write at once come one after the other."""
    return Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)


def touch(plan: Plan) -> None:
    """Note that the plan was changed."""
    Plan.objects.filter(pk=plan.pk).update(changed_at=clock.now())
