"""The rows of a meeting as the plain values that the pure parts take."""

from __future__ import annotations

from collections.abc import Iterable

from tvaers.engine.forums.composition import SECRETARY
from tvaers.engine.forums.matters import SECTIONS
from tvaers.engine.forums.minutes import Answered, Met, Said, Task, Treated
from tvaers.engine.forums.models import Item, Meeting, Minutes, Person, Sitting
from tvaers.engine.parties.queries import name_of
from tvaers.kernel import clock

ORDER = {kind: place for place, kind in enumerate(SECTIONS)}


def met(meeting: Meeting) -> Met:
    """A meeting with everything that was recorded, items in the order of the agenda."""
    local = meeting.starts_at.astimezone(clock.COPENHAGEN)
    items = meeting.items.filter(gone_at=None).exclude(state__in=("pipeline", "withdrawn"))
    rows = items.select_related("matter", "forum").prefetch_related("points", "remarks", "followups", "papers")
    return Met(
        id=meeting.pk, forum=meeting.forum.name, short=meeting.forum.short, day=f"{local:%d-%m-%Y}",
        time=f"{local:%H.%M}", place=meeting.place, leader=meeting.leader.name if meeting.leader else "",
        people=tuple(_people(meeting)), items=tuple(treated(one, number) for one, number in numbered(rows)),
        is_agenda=meeting.state in ("planned", "called"),
    )  # fmt: skip


def numbered(items: Iterable[Item]) -> list[tuple[Item, str]]:
    """Items with their printed numbers. Closed items have a row of their own (L1, L2), so that they leave no gap."""
    found: list[tuple[Item, str]] = []
    open_count = closed_count = 0
    for item in sorted(items, key=lambda one: (one.position or 0, one.pk)):
        hidden = item.is_closed or item.matter.is_closed
        open_count, closed_count = open_count + (not hidden), closed_count + hidden
        found.append((item, f"L{closed_count}" if hidden else str(open_count)))
    return found


def treated(item: Item, number: str) -> Treated:
    """One item as recorded."""
    sections = sorted(item.sections, key=lambda one: ORDER.get(one["kind"], len(ORDER)))
    return Treated(
        id=item.pk, number=number, title=item.title, kinds=tuple(item.kinds), journal=item.matter.journal,
        sections=tuple((one["heading"], one["text"]) for one in sections),
        points=tuple(
            Answered(p.pk, p.number, p.text, p.outcome, p.words, p.decided_text, str(p.deferred_to or ""))
            for p in sorted(item.points.all(), key=lambda one: one.number)
        ),
        outcome=item.outcome, decision=item.decision,
        remarks=tuple(
            Said(r.pk, r.kind, r.text, r.point_id) for r in sorted(item.remarks.all(), key=lambda one: one.number)
        ),
        tasks=tuple(
            Task(f.pk, f.text, f.owner, f"{f.due:%d-%m-%Y}" if f.due else "")
            for f in sorted(item.followups.all(), key=lambda one: one.pk)
        ),
        papers=tuple(p.name for p in item.papers.all() if p.gone_at is None),
        is_closed=item.is_closed or item.matter.is_closed, is_standing=bool(item.standing),
        is_as_written=item.is_as_written, deferred_to=str(item.deferred_to or ""), absent=_absent(item),
    )  # fmt: skip


def _absent(item: Item) -> tuple[str, ...]:
    away = item.attendances.filter(status__in=("absent", "excused", "disqualified")).select_related("person")
    return tuple(one.person.name for one in away)


def _people(meeting: Meeting) -> Iterable[tuple[str, str, str, str, str, int]]:
    """Members and secretaries of the day, then guests; whoever has no word of absence was there."""
    said = {one.person_id: one for one in meeting.attendances.filter(item=None).select_related("person", "substitute")}
    day = meeting.starts_at.astimezone(clock.COPENHAGEN).date()
    for sitting in sitting_on(meeting, day):
        one = said.pop(sitting.person_id, None)
        part = "sekretariat" if sitting.seat == SECRETARY else ""
        status = one.status if one else "present"
        substitute = one.substitute.name if one and one.substitute else ""
        yield (*_who(sitting.person), part, status, substitute, sitting.person_id)
    for one in said.values():
        status = "guest" if one.status == "present" else one.status
        yield (*_who(one.person), "", status, one.substitute.name if one.substitute else "", one.person_id)


def _who(person: Person) -> tuple[str, str]:
    return person.name, name_of(person.organisation) if person.organisation else ""


def sitting_on(meeting: Meeting, day: object) -> list[Sitting]:
    """Those who sit in the forum on a day, members before secretaries; substitutes left out."""
    rows = meeting.forum.sittings.filter(starts__lte=day, is_substitute=False).exclude(ends__lt=day)
    found = list(rows.select_related("person").order_by("pk"))
    return sorted(found, key=lambda one: one.seat == SECRETARY)


def still_to_approve(minutes: Minutes) -> list[str]:
    """The members who have not approved this version, by name. Secretaries do not approve."""
    day = minutes.meeting.starts_at.astimezone(clock.COPENHAGEN).date()
    yes = set(minutes.approvals.filter(is_approved=True).values_list("person_id", flat=True))
    members = [one for one in sitting_on(minutes.meeting, day) if one.seat != SECRETARY]
    return [one.person.name for one in members if one.person_id not in yes]
