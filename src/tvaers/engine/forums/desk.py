"""A reader's desk: their follow-ups, minutes to answer, decisions about their unit; and where minutes come from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import F, Q, QuerySet

from tvaers.engine.access.models import EVERYWHERE
from tvaers.engine.access.policies import scopes
from tvaers.engine.forums import policies, queries
from tvaers.engine.forums.composition import SECRETARY
from tvaers.engine.forums.matters import CONFIG
from tvaers.engine.forums.models import Attendance, Followup, Forum, Item, Meeting, Minutes
from tvaers.engine.forums.outcomes import title_of
from tvaers.engine.forums.planning import Hindrance, hindrances
from tvaers.engine.forums.reading_rows import numbered, sitting_on
from tvaers.engine.parties.queries import name_of
from tvaers.kernel import clock
from tvaers.kernel.errors import NotFound

NEAR = timedelta(days=21)
"""How long before a meeting its agenda is asked for."""


def item_at(user: Any, slug: str) -> Item:
    """One item by its address. Raises NotFound, also when the user may not know that it exists."""
    found = queries.items(user).filter(slug=slug).first()
    if found is None:
        raise NotFound(what="Punktet findes ikke, eller du må ikke se det.")
    return found


def units_of(user: Any) -> frozenset[str]:
    """The parties that the user works for; none for somebody with a role over everything."""
    return scopes(user, "forums.see") - {EVERYWHERE}


def own_followups(user: Any) -> QuerySet[Followup]:
    """The open follow-ups of the user in person and of their unit, the first due first."""
    mine = Q(person__user_id=getattr(user, "pk", None) or 0) | Q(party__in=units_of(user))
    return queries.open_followups(user).filter(mine)


def decisions_about(user: Any) -> QuerySet[Item]:
    """The decisions that give the user's unit a task or name it, the newest first; none without a unit."""
    units = units_of(user)
    about = Q(followups__party__in=units)
    for unit in units:
        about |= Q(search=SearchQuery(name_of(unit), config=CONFIG, search_type="phrase"))
    found = queries.decisions(user).filter(about) if units else queries.decisions(user).none()
    return found.distinct()


def minutes_to_answer(user: Any) -> list[Minutes]:
    """The newest version of sent minutes that the user, as a member of the forum, has not answered."""
    seats = policies.sittings_of(user).exclude(seat=SECRETARY).filter(is_substitute=False)
    persons = list(seats.values_list("person", flat=True))
    sent = Meeting.objects.filter(forum__in=seats.values("forum"), state="minuted").select_related("forum")
    newest = [one.minutes.order_by("-version").first() for one in sent.order_by("starts_at")]
    return [one for one in newest if one and not one.approvals.filter(person__in=persons).exists()]


def agendas_to_send(user: Any) -> QuerySet[Meeting]:
    """The near meetings of the forums that the user keeps whose agenda is not out, the first one first."""
    until = clock.now() + NEAR
    kept = queries.meetings(user).filter(forum__in=policies.kept_by(user), state="planned")
    return kept.filter(starts_at__gte=clock.now(), starts_at__lte=until)


def minutes_to_send(user: Any) -> QuerySet[Meeting]:
    """The meetings of the forums that the user keeps which have been held and whose minutes are not out."""
    return queries.meetings(user).filter(forum__in=policies.kept_by(user), state="held")


def next_meetings(user: Any) -> dict[int, Meeting]:
    """The next meeting of each forum that has one, by the forum's key in the database; events are none."""
    ahead = queries.meetings(user).filter(
        state__in=("planned", "called", "held"), starts_at__date__gte=clock.today()
    ).exclude(kind="event")  # fmt: skip
    return {one.forum_id: one for one in reversed(list(ahead))}


def steering_groups(user: Any, cluster: str) -> list[Forum]:
    """The forums that steer a cluster."""
    return list(policies.forums_visible_to(user).filter(rules__cluster=cluster).order_by("name"))


def clusters_unplaced(user: Any, day: date) -> list[Forum]:
    """The clusters of a day that an agreement names without saying which municipalities are in them (BREV-04)."""
    found = policies.forums_visible_to(user).filter(kind="cluster", rules__cluster=None, starts__lte=day)
    return list(found.exclude(ends__lt=day).order_by("name"))


def open_since(task: Followup) -> date:
    """The day of the meeting that gave a follow-up; of one without a meeting, the day when it was noted (MIN-8a)."""
    moment = task.item.meeting.starts_at if task.item.meeting else task.recorded_at
    return moment.astimezone(clock.COPENHAGEN).date()


def later_meetings(user: Any, item: Item) -> list[Meeting]:
    """The meetings that an item can be put off to: those of its forum that come after the one it is on."""
    ahead = queries.meetings(user, item.forum).filter(state__in=("planned", "called"))
    return list(ahead.filter(starts_at__gt=item.meeting.starts_at) if item.meeting else ahead)


def waiting(user: Any, meeting: Meeting) -> tuple[list[Item], list[Item]]:
    """What waits in the forum: items meant for this meeting (or for one before it), and the others."""
    every = queries.pipeline(user, meeting.forum)
    meant = [one for one in every if one.meeting is not None and one.meeting.starts_at <= meeting.starts_at]
    return meant, [one for one in every if one not in meant]


def in_the_way(items: Iterable[Item], meeting: Meeting) -> list[tuple[Item, list[Hindrance]]]:
    """Each item with what stands in the way of it at a meeting."""
    return [(one, hindrances(one, meeting)) for one in items]


@dataclass(frozen=True)
class Present:
    """A person at a meeting, or at one item of it: what was recorded, or "present" when nothing was."""

    person: int
    name: str
    seat: str
    status: str
    substitute: int | None
    is_recorded: bool


def attendance(user: Any, meeting: Meeting, item: Item | None = None) -> list[Present]:
    """Everybody who sits in the forum on the day, and the guests that were recorded; for an item, as at the meeting
    unless something was recorded for it."""
    policies.meetings_visible_to(user).get(pk=meeting.pk)
    rows = meeting.attendances.filter(Q(item=None) | Q(item=item)).select_related("person")
    said = {one.person_id: one for one in rows.order_by(F("item").asc(nulls_first=True))}
    day = meeting.starts_at.astimezone(clock.COPENHAGEN).date()
    found = []
    for sitting in sitting_on(meeting, day):
        one = said.pop(sitting.person_id, None)
        seat = "Sekretær" if sitting.seat == SECRETARY else "Formand" if sitting.is_chair else "Medlem"
        found.append(_present(sitting.person_id, sitting.person.name, seat, one))
    return [*found, *(_present(one.person_id, one.person.name, "Gæst", one) for one in said.values())]


def _present(person: int, name: str, seat: str, row: Attendance | None) -> Present:
    status, substitute = (row.status, row.substitute_id) if row else ("present", None)
    return Present(person, name, seat, status, substitute, row is not None)


@dataclass(frozen=True)
class Source:
    """A row that a sentence of the minutes came from: in words, when it was recorded, and on which item."""

    text: str
    at: datetime | None = None
    slug: str = ""


def sources(user: Any, meeting: Meeting) -> dict[str, Source]:
    """The rows behind the sentences of the minutes, by reference ("point:12"), as far as the user sees them."""
    found = {f"meeting:{meeting.pk}": Source("Mødets oplysninger")}
    day = meeting.starts_at.astimezone(clock.COPENHAGEN).date()
    for sitting in sitting_on(meeting, day):
        found[f"person:{sitting.person_id}"] = Source("Har en plads i forummet, og der er ikke noteret fravær")
    for row in meeting.attendances.filter(item=None):
        found[f"person:{row.person_id}"] = Source(f"Fremmøde: {row.get_status_display().lower()}", row.recorded_at)
    items = queries.items(user).filter(meeting=meeting).exclude(state__in=("pipeline", "withdrawn"))
    for item, number in numbered(items):
        found |= _sources_of(item, number)
    return found


def _sources_of(item: Item, number: str) -> dict[str, Source]:
    found = {f"item:{item.pk}": Source(f"Punkt {number}, som det er skrevet", item.changed_at, item.slug)}
    for point in item.points.all():
        outcome = f": {title_of(point.outcome).lower()}" if point.outcome else ""
        text = f"Punkt {number}, indstillingspunkt {point.number}{outcome}"
        found[f"point:{point.pk}"] = Source(text, point.recorded_at, item.slug)
    for remark in item.remarks.all():
        text = f"Punkt {number}, {remark.get_kind_display().lower()} {remark.number}"
        found[f"remark:{remark.pk}"] = Source(text, remark.recorded_at, item.slug)
    for task in item.followups.all():
        found[f"followup:{task.pk}"] = Source(f"Punkt {number}, opfølgning", task.recorded_at, item.slug)
    return found
