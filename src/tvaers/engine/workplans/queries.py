"""Reading work plans: activities with how they stand, versions, and the remarks that nobody has answered yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from tvaers.engine.forums import queries as forums
from tvaers.engine.forums.queries import Item, Meeting, Remark
from tvaers.engine.workplans import policies
from tvaers.engine.workplans.changes import Change, difference, told, tracks_of, words
from tvaers.engine.workplans.documents import as_document, covered, days_of, entry_of
from tvaers.engine.workplans.linking import about, activities_of, matched, spoken_in
from tvaers.engine.workplans.models import Activity, Coverage, Plan, Spoken, Track, Version
from tvaers.engine.workplans.planning import LEVELS
from tvaers.engine.workplans.publishing import latest, news_of
from tvaers.engine.workplans.standing import (
    Course,
    Standing,
    progress,
    quarter_end,
    quarter_faults,
    quarter_in_words,
    quarter_of,
    quarters_between,
    share,
    standing,
)
from tvaers.kernel import clock
from tvaers.kernel.errors import NotFound

__all__ = [
    "Activity", "Change", "Coverage", "LEVELS", "Line", "Plan", "Spoken", "Standing", "Track", "Version", "latest",
    "quarter_end", "quarter_in_words", "quarter_of", "quarters_between", "share", "words",
]  # fmt: skip


@dataclass(frozen=True)
class Line:
    """An activity as it stands: its days (those of its meeting where it has one), and what does not fit.

    `item` is its entry in a forum, None when the reader may not see it; `meeting` where it is treated, or was.
    """

    activity: Activity
    starts: date | None
    ends: date | None
    standing: Standing
    faults: tuple[str, ...]
    covered: str
    item: Item | None
    meeting: Meeting | None

    @property
    def quarter(self) -> str:
        """The quarter that it stands under: as written, else that of its first day; "" without either."""
        return self.activity.quarter or (quarter_of(self.starts) if self.starts else "")

    @property
    def changed_at(self) -> datetime:
        """When it could last have got other days: the plan, its entry or its meeting was changed."""
        rows = (self.activity.plan, self.activity.item, self.activity.item and self.activity.item.meeting)
        return max(one.changed_at for one in rows if one is not None)


def plans(user: Any) -> QuerySet[Plan]:
    """The work plans that the user sees, the newest first."""
    return policies.visible_to(user).select_related("forum").order_by("-starts", "title")


def plan(user: Any, key: str) -> Plan:
    """One plan by its key. Raises NotFound."""
    found = plans(user).filter(key=key).first()
    if found is None:
        raise NotFound(what="Arbejdsplanen findes ikke, eller du må ikke se den.")
    return found


def tracks(user: Any, plan: Plan) -> list[Track]:
    """The tracks of a plan in the order that they came."""
    return list(plan.tracks.filter(plan__in=policies.visible_to(user)).order_by("pk"))


def track(user: Any, plan: Plan, number: str) -> Track:
    """One track by its number. Raises NotFound."""
    found = next((one for one in tracks(user, plan) if one.number == number), None)
    if found is None:
        raise NotFound(what="Sporet findes ikke i planen.")
    return found


def activity(user: Any, plan: Plan, key: str) -> Activity:
    """One activity that is in a plan now, by its key. Raises NotFound."""
    found = plan.activities.filter(key=key, gone_at=None, plan__in=policies.visible_to(user)).first()
    if found is None:
        raise NotFound(what="Aktiviteten findes ikke i planen.")
    return found


def line(user: Any, activity: Activity, on: date | None = None) -> Line:
    """One activity as it stands on a day."""
    return next(one for one in lines(user, activity.plan, on=on) if one.activity.pk == activity.pk)


def lines(user: Any, plan: Plan, level: str = "", on: date | None = None) -> list[Line]:
    """The activities of a plan as they stand on a day, by track and time.

    `level` keeps "administrative" only, "political" only, "both", or "none" (those without a level); "" keeps all.
    """
    today = on or clock.today()
    rows = plan.activities.filter(gone_at=None, plan__in=policies.visible_to(user))
    rows = rows.select_related("plan", "track", "forum", "item__meeting__forum", "item__forum")
    first = Prefetch("after", Activity.objects.filter(gone_at=None))
    found = list(rows.prefetch_related("coverage", first, "answers").order_by("pk"))
    seen = {one.pk: one for one in forums.items(user).filter(activities__in=found)}
    held = _meetings(user, found)
    made = [_line(user, one, today, seen, held) for one in found if _is_on(one, level)]
    return sorted(made, key=lambda one: (one.activity.track_id, one.starts or quarter_last(one.activity) or date.max))


def _is_on(one: Activity, level: str) -> bool:
    held = set(one.levels)
    return not level or {"both": held == set(LEVELS), "none": not held}.get(level, held == {level})


def _meetings(user: Any, found: list[Activity]) -> dict[tuple[int, date], Meeting]:
    """The meetings of the activities' forums, by forum and day."""
    wanted = {one.forum_id for one in found if one.forum_id}
    rows = forums.meetings(user).filter(forum__in=wanted).exclude(state="cancelled")
    return {(one.forum_id, one.starts_at.astimezone(clock.COPENHAGEN).date()): one for one in rows}


def _line(user: Any, one: Activity, today: date, seen: dict[int, Item], held: dict[tuple[int, date], Meeting]) -> Line:
    starts, ends = days_of(one)
    course = Course(one.state, one.enough, one.begun_on, one.done_on)
    entry = entry_of(one)
    if entry is not None and entry.pk not in seen:
        entry = forums.items(user).filter(pk=entry.pk).first() if entry.pk != one.item_id else None
    meeting = held.get((one.forum_id, starts)) if one.forum_id and starts else None
    return Line(
        one, starts, ends, standing(course, starts, ends or (None if starts else quarter_last(one)), today),
        tuple(quarter_faults(one.quarter, one.written, starts, ends)), covered(one), entry, meeting,
    )  # fmt: skip


def quarter_last(one: Activity) -> date | None:
    """The last day of the quarter that an activity is filed under, or None."""
    return quarter_end(one.quarter) if one.quarter else None


def levels_in_words(levels: list[str]) -> str:
    """The levels of an activity as "Adm. og Pol."; "" for none."""
    return words("levels", levels) if levels else ""


def how_far(lines: Iterable[Line]) -> str:
    """How far a plan is, as "6 af 16 = 37,5 %"."""
    return progress(one.activity.state for one in lines)


def overdue(lines: Iterable[Line]) -> list[Line]:
    """What is over its time, the latest first."""
    return sorted((one for one in lines if one.standing.kind == "error"), key=lambda one: -one.standing.late)


def versions(user: Any, plan: Plan) -> list[Version]:
    """The published versions, newest first."""
    found = plan.versions.filter(plan__in=policies.visible_to(user))
    return list(found.order_by("-published_at", "-pk"))


def version(user: Any, plan: Plan, number: str) -> Version:
    """One version by its number. Raises NotFound."""
    found = next((one for one in versions(user, plan) if one.number == number), None)
    if found is None:
        raise NotFound(what="Den version af planen findes ikke.")
    return found


def compared(user: Any, plan: Plan, before: Version | None = None, after: Version | None = None) -> list[Change]:
    """What differs between two versions; without the later one, against the plan as it is now."""
    policies.visible_to(user).get(pk=plan.pk)
    newest = versions(user, plan)
    earlier = before or (newest[0] if newest else None)
    return difference(earlier.document if earlier else None, after.document if after else as_document(plan))


def compared_text(user: Any, plan: Plan, before: Version | None = None, after: Version | None = None) -> str:
    """The difference as ready text for an item; between the same versions as `compared`."""
    return told(compared(user, plan, before, after), tracks_of(after.document if after else as_document(plan)))


def news(user: Any, plan: Plan) -> str:
    """The text that goes with the plan to the next meeting: what is new since the last version, else in it."""
    policies.visible_to(user).get(pk=plan.pk)
    return news_of(plan)


def open_remarks(user: Any, plan: Plan) -> list[Remark]:
    """The remarks about the plan that its forum made and nobody has answered, each with the activities that are to."""
    answering = Prefetch("activities", plan.activities.filter(gone_at=None), to_attr="planned")
    items = Item.objects.filter(about(plan), forum=plan.forum_id)
    found = forums.unmet_remarks(user, plan.forum).filter(Q(item__in=items) | Q(activities__plan=plan))
    return list(found.distinct().prefetch_related(answering))


def spoken(user: Any, activity: Activity) -> list[Spoken]:
    """Where minutes speak of an activity, as far as the user sees the items: the newest meeting first."""
    found = Spoken.objects.filter(activity=activity, item__in=forums.items(user).values("pk"))
    return list(found.select_related("item__meeting", "item__forum").order_by("-item__meeting__starts_at", "pk"))


@dataclass(frozen=True)
class PlanOfItem:
    """A plan that an item is about: what the item says of its activities, and what it says that none could be."""

    plan: Plan
    spoken: tuple[Spoken, ...]
    strange: tuple[str, ...]


def plans_of(user: Any, item: Item) -> list[PlanOfItem]:
    """The plans that an item is about; none when the user does not see it."""
    if not forums.items(user).filter(pk=item.pk).exists():
        return []
    found = policies.visible_to(user).filter(items=item).order_by("pk")
    return [_plan_of(plan, item) for plan in found]


def _plan_of(plan: Plan, item: Item) -> PlanOfItem:
    rows = Spoken.objects.filter(activity__plan=plan, item=item).select_related("activity__track").order_by("pk")
    strange = [one.text for one, match in matched(spoken_in(item), activities_of(plan)) if match is None]
    linked = {row.words for row in rows}
    return PlanOfItem(plan, tuple(rows), tuple(text for text in strange if text not in linked))


def kept_plans(user: Any) -> list[Plan]:
    """The plans that the user keeps."""
    return [one for one in plans(user) if policies.may_keep(user, one)]
