"""How activities go: begun, done with evidence, dropped; and how far each party or part is."""

from __future__ import annotations

from datetime import date

from tvaers.engine.parties.queries import name_of
from tvaers.engine.workplans import policies
from tvaers.engine.workplans.documents import days_of
from tvaers.engine.workplans.entries import keep_day_of_meeting, meet_forum
from tvaers.engine.workplans.models import Activity, Coverage
from tvaers.engine.workplans.planning import locked, touch
from tvaers.engine.workplans.standing import hindered
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, action
from tvaers.kernel.errors import Conflict, Problem


@action("workplans.progress", permission=policies.may_keep, on="activity", audit="{actor} satte {activity} til {state}")
def progress(*, actor: Actor, activity: Activity, state: str, evidence: str = "", on: date | None = None) -> Activity:
    """Sæt en aktivitet i gang, meld den udført, eller lad den bortfalde. Skriv, hvad der viser, at den er udført.

    `on` is the day it happened, today when left out. Conflict while an activity that must come first is not done, or
    a part of this one; Problem for done without evidence and for a day ahead.
    """
    _check_state(state)
    locked(activity.plan)
    day = on or clock.today()
    if day > clock.today():
        raise Problem(what="Dagen er ikke kommet endnu.", do="Skriv den dag, det skete.")
    _check_order(activity, state)
    if state == "done":
        _check_done(activity, evidence)
    keep_day_of_meeting(activity, *days_of(activity))
    if state in ("begun", "done"):
        activity.begun_on = day if state == "begun" else activity.begun_on or day
    activity.done_on = day if state == "done" else None
    activity.state, activity.evidence = state, evidence.strip()
    activity.save()
    touch(activity.plan)
    meet_forum(actor, activity)
    return activity


def _check_state(state: str) -> None:
    if state not in dict(Activity.STATES):
        raise Problem(what="Den status findes ikke.", do="Vælg planlagt, i gang, udført eller bortfaldet.")


def _check_order(activity: Activity, state: str) -> None:
    first = activity.after.filter(gone_at=None).values_list("text", "state")
    waiting = hindered(state, list(first))
    if waiting:
        raise Conflict(what="Noget andet skal være udført først.", why="; ".join(waiting), do="Udfør det først.")


def _check_done(activity: Activity, evidence: str) -> None:
    missing = [name_of(one.party) for one in activity.coverage.exclude(state__in=("done", "dropped")).order_by("pk")]
    if missing:
        raise Conflict(
            what="Ikke alle dele er udført.", why=f"Det mangler for {', '.join(missing)}.", do="Meld dem udført først."
        )
    if not evidence.strip():
        raise Problem(
            what="Det mangler, hvad der viser, at aktiviteten er udført.", do="Skriv fx dokumentet og datoen."
        )


@action("workplans.cover", permission=policies.may_keep, on="activity", audit="{actor} noterede {party} på {activity}")
def cover(*, actor: Actor, activity: Activity, party: str, state: str, note: str = "") -> Coverage:  # noqa: ARG001
    """Notér, hvor langt én part eller én del af en aktivitet er."""
    _check_state(state)
    locked(activity.plan)
    found = activity.coverage.filter(party=party).first()
    if found is None:
        raise Problem(what="Parten er ikke omfattet af aktiviteten.", do="Vælg en af dem, der er.")
    found.state, found.note = state, note.strip()
    found.save()
    touch(activity.plan)
    return found
