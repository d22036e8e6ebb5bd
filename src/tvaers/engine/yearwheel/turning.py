"""Turning the wheel: duties are taken up from the agreements, and become items on the right forums before they are due.

Each occasion of a duty makes its items once. While they wait, they follow a due day that moves, and a meeting that is
cancelled or comes too late; what is on an agenda or treated stays where it is.
"""

from __future__ import annotations

from datetime import date

from tvaers.engine.agreements.queries import packages
from tvaers.engine.forums import actions as forums
from tvaers.engine.forums.meetings import live
from tvaers.engine.forums.models import Forum, Item, Meeting
from tvaers.engine.yearwheel import policies
from tvaers.engine.yearwheel.models import Entry, Obligation, Occasion, Register
from tvaers.engine.yearwheel.placing import Planned, Stop, occasions, stops
from tvaers.engine.yearwheel.registering import ask_where_due
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, System, action
from tvaers.kernel.danish_days import date_in_words
from tvaers.kernel.errors import Problem
from tvaers.kernel.obligation_types import ONCE, ContactsType, ObligationType


@action("yearwheel.take_up", permission=policies.may_take_up, audit="{actor} indlæste årshjulet: {result} ændrede")
def take_up(*, actor: Actor) -> int:  # noqa: ARG001
    """Indlæs aftalernes forpligtelser og kontaktregistre. Det, der ikke er ændret, bliver ikke skrevet igen.

    Returns how many were written. Problem when a forum that they name is not there.
    """
    duties = {id: (one.id, duty) for one in packages().values() for id, duty in one.obligations.items()}
    registers = {id: (one.id, type) for one in packages().values() for id, type in one.contacts.items()}
    gone = Obligation.objects.filter(gone_at=None).exclude(key__in=duties)
    written = gone.update(gone_at=clock.now())
    written += sum(_keep_duty(package, duty) for package, duty in duties.values())
    return written + sum(_keep_register(package, type) for package, type in registers.values())


def _keep_duty(package: str, type: ObligationType) -> bool:
    rules = type.model_dump(mode="json", by_alias=True)
    if Obligation.objects.filter(key=type.id, rules=rules, package=package, gone_at=None).exists():
        return False
    for key in type.chain:
        _forum(key)
    given = {"package": package, "title": type.title, "rules": rules, "gone_at": None, "changed_at": clock.now()}
    Obligation.objects.update_or_create(key=type.id, defaults=given)
    return True


def _keep_register(package: str, type: ContactsType) -> bool:
    rules = type.model_dump(mode="json", by_alias=True)
    if Register.objects.filter(key=type.id, rules=rules, package=package).exists():
        return False
    given = {"package": package, "title": type.title, "rules": rules, "forum": _forum(type.keeper),
             "changed_at": clock.now()}  # fmt: skip
    Register.objects.update_or_create(key=type.id, defaults=given)
    return True


def _forum(key: str) -> Forum:
    found = Forum.objects.filter(key=key).first()
    if found is None:
        raise Problem(what=f"Forummet {key} findes ikke.", do="Indlæs fora først.")
    return found


@action("yearwheel.turn", permission=policies.may_take_up, audit="{actor} drejede årshjulet: {result} skridt")
def turn(*, actor: Actor) -> int:
    """Lav punkter af de forpligtelser, der nærmer sig, flyt dem med deres frist, og bed om navne efter en beslutning.

    Returns how many items were made or moved and how many were asked; turning it twice does nothing the second time.
    """
    asked = ask_where_due(System(actor.audit_name()))
    return asked + sum(_turn(actor, one) for one in Obligation.objects.filter(gone_at=None).order_by("key"))


@action(
    "yearwheel.set_due", permission=policies.may_keep, on="obligation", audit="{actor} satte frist for {obligation}"
)
def set_due(*, actor: Actor, obligation: Obligation, due: date, reason: str) -> Obligation:
    """Fastsæt fristen for en forpligtelse, når den er afklaret eller flyttet. Punkter, der venter, flytter med.

    Problem without a reason, and for a yearly duty, whose day is that of the agreement.
    """
    if obligation.type.is_yearly:
        raise Problem(what="Fristen gælder hvert år og står i aftalen.", do="Ret den i aftalens indhold.")
    if not reason.strip():
        raise Problem(what="Det mangler, hvad der afgør fristen.", do="Skriv fx brevet og datoen.")
    obligation.due, obligation.due_reason, obligation.changed_at = due, reason.strip(), clock.now()
    obligation.save()
    _turn(actor, obligation)
    return obligation


def _turn(actor: Actor, obligation: Obligation) -> int:
    """Every occasion of one duty: those that exist kept up, those that have come near made."""
    type, system = obligation.type, System(actor.audit_name())
    if not type.chain:
        return 0
    moved = sum(_keep_up(one) for one in obligation.occasions.all())
    for period, due in occasions(type, clock.today(), obligation.due):
        if not obligation.occasions.filter(period=period).exists():
            moved += _make(system, obligation, period, due)
    return moved


def _make(system: System, obligation: Obligation, period: str, due: date) -> int:
    type = obligation.type
    first = _forum(type.chain[0])
    matter = forums.open_matter(
        actor=system, forum=first, title=obligation.title, route=type.chain, package=obligation.package
    )
    made = Occasion.objects.create(
        obligation=obligation, period=period, due=due, matter=matter, made_at=clock.now()
    )  # fmt: skip
    found = _stops(type, due)
    for step, stop in enumerate(found, start=1):
        _enter(system, made, step, stop, is_last=step == len(found))
    return len(found)


def _enter(system: System, occasion: Occasion, step: int, stop: Stop, *, is_last: bool) -> None:
    """One forum's item; the last forum decides, those before it advise."""
    obligation, forum = occasion.obligation, _forum(stop.forum)
    type = obligation.type
    item = forums.propose(
        actor=system, forum=forum, matter=occasion.matter, kinds=type.kinds, role="decides" if is_last else "advises",
        sections=[{"kind": "case", "text": type.text}], points=type.points, meeting=_meeting(stop),
        origin=f"{type.clause}, senest {date_in_words(occasion.due)}",
    )  # fmt: skip
    Entry.objects.create(occasion=occasion, step=step, forum=forum, item=item, warning=stop.warning)


def _keep_up(occasion: Occasion) -> int:
    """The entries of an occasion as the due day and the meetings stand now. Returns how many moved."""
    type, due = occasion.obligation.type, _due(occasion)
    has_moved = due != occasion.due
    if has_moved:
        occasion.due = due
        occasion.save(update_fields=["due"])
    entries = {one.forum.key: one for one in occasion.entries.select_related("forum", "item__meeting")}
    return sum(_follow(entries[stop.forum], stop, has_moved) for stop in _stops(type, due) if stop.forum in entries)


def _due(occasion: Occasion) -> date:
    obligation = occasion.obligation
    if obligation.due is not None:
        return obligation.due
    year = occasion.due.year if occasion.period == ONCE else int(occasion.period)
    if occasion.period == ONCE and len(obligation.type.due) == len("2025-12-31"):
        return date.fromisoformat(obligation.type.due)
    return obligation.type.due_in(year) or occasion.due


def _follow(entry: Entry, stop: Stop, has_moved: bool) -> int:
    """Move what waits to where it is in time; somebody's own choice of an earlier meeting stands."""
    item = entry.item
    if item.state != "pipeline" or item.gone_at is not None:
        return 0
    if entry.warning != stop.warning:
        entry.warning = stop.warning
        entry.save(update_fields=["warning"])
    if not (has_moved or _is_amiss(item, stop)) or item.meeting_id == (stop.meeting and stop.meeting.id):
        return 0
    Item.objects.filter(pk=item.pk).update(meeting=_meeting(stop), changed_at=clock.now())
    return 1


def _is_amiss(item: Item, stop: Stop) -> bool:
    if item.meeting is None or item.meeting.state == "cancelled":
        return True
    return _day(item.meeting) > stop.latest


def _stops(type: ObligationType, due: date) -> list[Stop]:
    today = clock.today()
    ahead = {
        key: [Planned(one.pk, _day(one)) for one in _ordinary(_forum(key)) if _day(one) >= today] for key in type.chain
    }
    return stops(type.chain, due, ahead)


def _ordinary(forum: Forum) -> list[Meeting]:
    return list(live(forum).filter(kind="ordinary", state__in=("planned", "called")))


def _day(meeting: Meeting) -> date:
    return meeting.starts_at.astimezone(clock.COPENHAGEN).date()


def _meeting(stop: Stop) -> Meeting | None:
    return Meeting.objects.get(pk=stop.meeting.id) if stop.meeting else None
