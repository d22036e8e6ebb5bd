"""Reading forums: what a user sees of them, their meetings, items and decisions. A day left out is today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, Q, QuerySet

from tvaers.engine.access.policies import holds
from tvaers.engine.agreements.queries import packages
from tvaers.engine.forums import policies, reading_rows, veiling
from tvaers.engine.forums.composition import Lack, Place, lacks, plan
from tvaers.engine.forums.matters import CONFIG, SECTIONS, topics
from tvaers.engine.forums.meetings import next_host
from tvaers.engine.forums.minimums import Counted, Verdict, lapsed, of_year
from tvaers.engine.forums.minutes import KINDS, Document, Met, made, unanswered
from tvaers.engine.forums.models import (
    Attendance,
    Followup,
    Forum,
    Item,
    Matter,
    Meeting,
    Minutes,
    Paper,
    Person,
    Point,
    Remark,
    Sitting,
)
from tvaers.engine.forums.outcomes import OUTCOMES, may_answer, title_of
from tvaers.engine.forums.planning import hindrances, open_remarks, waiting_for
from tvaers.engine.forums.seating import seated_on, type_of
from tvaers.engine.parties.queries import name_of
from tvaers.kernel import clock
from tvaers.kernel.errors import NotFound
from tvaers.kernel.forum_types import ForumType

__all__ = [
    "Attendance", "CONFIG", "Followup", "Forum", "ForumType", "Item", "KINDS", "Lack", "Matter", "Meeting", "Minutes",
    "OUTCOMES", "Paper", "Person", "Place", "Point", "Remark", "SECTIONS", "Sitting", "hindrances", "may_answer",
    "next_host", "open_remarks", "title_of", "topics", "type_of",
]  # fmt: skip


def forums(user: Any, on: date | None = None, *, past: bool = False) -> QuerySet[Forum]:
    """The forums that exist on a day, by name; with `past` also those that have ended."""
    day = on or clock.today()
    found = policies.forums_visible_to(user).order_by("name")
    return found if past else found.filter(Q(ends__isnull=True) | Q(ends__gte=day), starts__lte=day)


def forum(user: Any, key: str) -> Forum:
    """One forum by its key. Raises NotFound."""
    found = policies.forums_visible_to(user).filter(key=key).first()
    if found is None:
        raise NotFound(what="Forummet findes ikke, eller du må ikke se det.")
    return found


def _seen(user: Any, forum: Forum) -> None:
    """Raises NotFound when the user does not see the forum."""
    if not policies.forums_visible_to(user).filter(pk=forum.pk).exists():
        raise NotFound(what="Forummet findes ikke, eller du må ikke se det.")


def is_inside(user: Any, forum: Forum) -> bool:
    """Whether the user sits in the forum or keeps its papers: then closed items and the pipeline are shown."""
    return forum.pk in policies.inside_of(user)


def my_forums(user: Any) -> QuerySet[Forum]:
    """The forums that the user sees from the inside."""
    return Forum.objects.filter(pk__in=policies.inside_of(user)).order_by("name")


def meetings(user: Any, forum: Forum | None = None) -> QuerySet[Meeting]:
    """The meetings that the user sees, the earliest first; those cancelled too."""
    found = policies.meetings_visible_to(user).filter(gone_at=None).select_related("forum", "leader")
    return (found.filter(forum=forum) if forum else found).order_by("starts_at", "pk")


def meeting(user: Any, pk: int) -> Meeting:
    """One meeting. Raises NotFound."""
    found = meetings(user).filter(pk=pk).first()
    if found is None:
        raise NotFound(what="Mødet findes ikke, eller du må ikke se det.")
    return found


def coming(user: Any, forum: Forum) -> Meeting | None:
    """The next meeting of a forum that has not been minuted; an event has no agenda and is none."""
    ahead = meetings(user, forum).filter(state__in=("planned", "called", "held"), starts_at__date__gte=clock.today())
    return ahead.exclude(kind="event").first()


def items(user: Any) -> QuerySet[Item]:
    """Every item that the user sees, as they may read it, with what a list needs."""
    return veiling.items(user)


def item(user: Any, pk: int) -> Item:
    """One item. Raises NotFound, also when the user may not know that it exists."""
    found = items(user).filter(pk=pk).first()
    if found is None:
        raise NotFound(what="Punktet findes ikke, eller du må ikke se det.")
    return found


def agenda(user: Any, meeting: Meeting) -> list[tuple[Item, str]]:
    """The items of a meeting that the user sees, in order, with the printed numbers: closed ones have their own row."""
    shown = items(user).filter(meeting=meeting).exclude(state__in=("pipeline", "withdrawn"))
    return reading_rows.numbered(shown)


def pipeline(user: Any, forum: Forum, meeting: Meeting | None = None) -> list[Item]:
    """What waits in a forum: towards a meeting, or all of it. Only for those inside; empty for others."""
    if not is_inside(user, forum):
        return []
    found = items(user).filter(forum=forum, state="pipeline")
    wanted = found.filter(pk__in=waiting_for(meeting).values("pk")) if meeting else found
    return list(wanted.order_by("meeting__starts_at", "created_at", "pk"))


def decisions(user: Any, forum: Forum | None = None, text: str = "", section: str = "") -> QuerySet[Item]:
    """What was decided, newest first; with `text`, by how well it fits, with Danish stems.

    `section` keeps the items that have a section of that kind (of SECTIONS), as "economy" (MIN-11n).
    """
    found = items(user).exclude(outcome="").filter(policies.told_to(user), state__in=veiling.CONCLUDED)
    if forum is not None:
        found = found.filter(forum=forum)
    if section:
        found = found.filter(sections__contains=[{"kind": section}])
    if text.strip():
        query = SearchQuery(text, config=CONFIG, search_type="websearch")
        journal = Q(matter__journal=text.strip())
        found = found.filter(Q(search=query) | journal).annotate(rank=SearchRank(F("search"), query))
        return found.order_by("-rank", "-meeting__starts_at", "position")
    return found.order_by("-meeting__starts_at", "position")


def open_followups(user: Any, forum: Forum | None = None) -> QuerySet[Followup]:
    """The follow-ups that are not done, on the items that the user sees: the first due first."""
    seen = policies.items_told_to(user).filter(gone_at=None)
    found = Followup.objects.filter(item__in=seen, state__in=("open", "begun"))
    found = found.select_related("item__forum", "item__meeting", "item__matter", "blocked_by", "person")
    found = found.prefetch_related("item__followups")
    return (found.filter(item__forum=forum) if forum else found).order_by(F("due").asc(nulls_last=True), "pk")


def my_followups(user: Any) -> QuerySet[Followup]:
    """The open follow-ups of the user in person."""
    return open_followups(user).filter(person__user_id=getattr(user, "pk", None) or 0)


def followup(user: Any, pk: int) -> Followup:
    """One follow-up on an item that the user sees. Raises NotFound."""
    found = Followup.objects.filter(pk=pk, item__in=policies.items_told_to(user)).select_related("item__forum").first()
    if found is None:
        raise NotFound(what="Opfølgningen findes ikke, eller du må ikke se den.")
    return found


def unmet_remarks(user: Any, forum: Forum) -> QuerySet[Remark]:
    """The remarks and reservations of a forum that nobody has answered."""
    seen = policies.items_told_to(user).filter(forum=forum, gone_at=None)
    found = Remark.objects.filter(item__in=seen, answered_at=None, kind__in=("remark", "reservation"))
    return found.select_related("item__meeting", "item__forum").order_by("-recorded_at", "number")


def remark(user: Any, pk: int) -> Remark:
    """One remark on an item that the user sees. Raises NotFound."""
    seen = policies.items_told_to(user)
    found = Remark.objects.filter(pk=pk, item__in=seen).select_related("item__forum").first()
    if found is None:
        raise NotFound(what="Bemærkningen findes ikke, eller du må ikke se den.")
    return found


def matter(user: Any, number: str) -> Matter:
    """One matter by its number; one that no forum has taken up yet is for those who keep papers. Raises NotFound."""
    seen = Q(pk__in=policies.matters_visible_to(user).values("pk"))
    wanted = seen | Q(items=None) if policies.may_keep(user, None) else seen
    found = Matter.objects.filter(wanted, number=number).first()
    if found is None:
        raise NotFound(what="Sagen findes ikke, eller du må ikke se den.")
    return found


def may_harvest(user: Any) -> bool:
    """Whether the user may read what is public of forums."""
    return holds(user, "forums.see")


def course(user: Any, matter: Matter) -> list[Item]:
    """The way of a matter through the forums: its items that the user sees, by meeting and then by when they came."""
    found = items(user).filter(matter=matter)
    return list(found.order_by(F("meeting__starts_at").asc(nulls_last=True), "created_at", "pk"))


def before(user: Any, item: Item) -> list[Item]:
    """The items that this one follows, the nearest first, as far as the user sees them."""
    found: list[Item] = []
    former = item.follows
    while former is not None:
        found += items(user).filter(pk=former.pk)
        former = former.follows
    return found


@dataclass(frozen=True)
class Seating:
    """Who sits in a forum on a day: each seat, what is lacking, and the rows behind."""

    places: list[Place]
    lacks: list[Lack]
    sittings: list[Sitting]


def seating(user: Any, forum: Forum, on: date | None = None) -> Seating:
    """The seats of a forum on a day, and what its composition lacks."""
    day = on or clock.today()
    _seen(user, forum)
    type = type_of(forum)
    seated = seated_on(forum, day)
    rows = forum.sittings.filter(starts__lte=day).exclude(ends__lt=day).select_related("person")
    return Seating(plan(type, seated), lacks(type, seated, name_of), list(rows.order_by("pk")))


def met(user: Any, meeting: Meeting) -> Met:
    """A meeting as recorded, with the items that the user sees; for those outside its agenda, until the minutes."""
    whole = reading_rows.met(meeting)
    is_told = is_inside(user, meeting.forum) or meeting.state in policies.MINUTED
    shown = tuple(reading_rows.treated(row, number) for row, number in agenda(user, meeting))
    return replace(whole, items=shown, is_agenda=whole.is_agenda or not is_told)


def document(user: Any, meeting: Meeting) -> Document:
    """The agenda or the minutes of a meeting as they read for the user now."""
    return made(met(user, meeting), with_closed=True)


def minutes(user: Any, meeting: Meeting) -> list[Minutes]:
    """The versions of the minutes, newest first; those not sent are for the inside only."""
    if not is_inside(user, meeting.forum) and meeting.state not in policies.MINUTED:
        return []
    return list(meeting.minutes.order_by("-version").prefetch_related("approvals__person"))


def minutes_version(user: Any, pk: int) -> Minutes:
    """One version of the minutes. Raises NotFound."""
    found = Minutes.objects.filter(pk=pk, meeting__in=policies.meetings_visible_to(user)).first()
    if found is None or found not in minutes(user, found.meeting):
        raise NotFound(what="Referatet findes ikke, eller du må ikke se det.")
    return found


def minutes_document(user: Any, minutes: Minutes) -> dict[str, Any]:
    """A stored version of the minutes without the items that the user does not see."""
    seen = set(policies.items_visible_to(user).filter(meeting=minutes.meeting_id).values_list("pk", flat=True))
    return {**minutes.document, "parts": [one for one in minutes.document["parts"] if one["item"] in seen]}


def missing_decisions(user: Any, meeting: Meeting) -> list[str]:
    """The points without a decision, in words."""
    return unanswered(met(user, meeting).items)


def still_to_approve(minutes: Minutes) -> list[str]:
    """The members who have not approved a version."""
    return reading_rows.still_to_approve(minutes)


def persons(user: Any) -> QuerySet[Person]:
    """The persons who sit, or can sit, in forums: for those who keep papers, or sit themselves."""
    return Person.objects.order_by("name") if policies.inside_of(user) else Person.objects.none()


def receivers(user: Any, forum: Forum, on: date | None = None) -> list[Person]:
    """The mailing list of a forum: whoever sits there on the day, substitutes too; it follows the seats."""
    if not is_inside(user, forum):
        return []
    day = on or clock.today()
    sits = forum.sittings.filter(starts__lte=day).exclude(ends__lt=day).values("person")
    return list(Person.objects.filter(pk__in=sits).order_by("name"))


def counted(meeting: Meeting) -> Counted:
    """A meeting as the year counts it."""
    day = meeting.starts_at.astimezone(clock.COPENHAGEN).date()
    return Counted(meeting.kind, day, meeting.state in ("held", "minuted", "approved"))


def agreed(forum: Forum, meetings: Sequence[Counted], year: int, on: date) -> tuple[Verdict, ...]:
    """What the meetings of a year come to, rule by rule; an agreement asks for none in a year when it does not hold."""
    found, package = of_year(type_of(forum), meetings, year, on), packages().get(forum.package)
    if package is None or package.valid.start.year <= year <= package.valid.end.year:
        return found
    return (lapsed(found[0]),)


def year_of(user: Any, forum: Forum, on: date | None = None) -> tuple[Verdict, ...]:
    """Whether the forum meets as often as agreed in the year of a day."""
    day = on or clock.today()
    rows = meetings(user, forum).filter(starts_at__year=day.year).exclude(state="cancelled")
    return agreed(forum, [counted(one) for one in rows], day.year, day)
