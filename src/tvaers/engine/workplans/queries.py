"""Reading work plans: activities with how they stand, versions, and the remarks that nobody has answered yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from tvaers.engine.forums import queries as forums
from tvaers.engine.forums.queries import Remark
from tvaers.engine.workplans import policies
from tvaers.engine.workplans.actions import LEVELS, as_document, days_of
from tvaers.engine.workplans.changes import Change, difference, told
from tvaers.engine.workplans.models import Activity, Coverage, Plan, Track, Version
from tvaers.engine.workplans.standing import Standing, progress, quarter_end, quarter_faults, share, standing
from tvaers.kernel import clock
from tvaers.kernel.errors import NotFound

__all__ = ["Activity", "Change", "Coverage", "Line", "Plan", "Standing", "Track", "Version", "quarter_end", "share"]


@dataclass(frozen=True)
class Line:
    """An activity as it stands: its days (those of its meeting where it has one), and what does not fit."""

    activity: Activity
    starts: date | None
    ends: date | None
    standing: Standing
    faults: tuple[str, ...]
    covered: str


def plans(user: Any) -> QuerySet[Plan]:
    """The work plans that the user sees, the newest first."""
    return policies.visible_to(user).select_related("forum").order_by("-starts", "title")


def plan(user: Any, key: str) -> Plan:
    """One plan by its key. Raises NotFound."""
    found = plans(user).filter(key=key).first()
    if found is None:
        raise NotFound(what="Arbejdsplanen findes ikke, eller du må ikke se den.")
    return found


def activity(user: Any, plan: Plan, key: str) -> Activity:
    """One activity of a plan by its key. Raises NotFound."""
    found = plan.activities.filter(key=key, plan__in=policies.visible_to(user)).first()
    if found is None:
        raise NotFound(what="Aktiviteten findes ikke i planen.")
    return found


def lines(user: Any, plan: Plan, level: str = "", on: date | None = None) -> list[Line]:
    """The activities of a plan as they stand on a day.

    `level` keeps "administrative" only, "political" only, "both", or "none" (those without a level); "" keeps all.
    """
    today = on or clock.today()
    rows = plan.activities.filter(gone_at=None, plan__in=policies.visible_to(user))
    rows = rows.select_related("track", "forum", "item__meeting").prefetch_related("coverage", "after", "answers")
    return [_line(one, today) for one in rows.order_by("track__number", "pk") if _is_on(one, level)]


def _is_on(one: Activity, level: str) -> bool:
    held = set(one.levels)
    return not level or {"both": held == set(LEVELS), "none": not held}.get(level, held == {level})


def _line(one: Activity, today: date) -> Line:
    starts, ends = days_of(one)
    covering = list(one.coverage.all())
    faults = tuple(quarter_faults(one.quarter, starts, ends))
    covered = share(sum(each.state == "done" for each in covering), len(covering)) if covering else ""
    last = ends or (quarter_end(one.quarter) if not starts and one.quarter else None)
    return Line(one, starts, ends, standing(one.state, starts, last, today), faults, covered)


def how_far(lines: Iterable[Line]) -> str:
    """How far a plan is, as "6 af 16 = 37,5 %"."""
    return progress(one.activity.state for one in lines)


def versions(user: Any, plan: Plan) -> list[Version]:
    """The published versions, newest first."""
    found = plan.versions.filter(plan__in=policies.visible_to(user))
    return list(found.order_by("-published_at", "-pk"))


def compared(user: Any, plan: Plan, before: Version | None = None, after: Version | None = None) -> list[Change]:
    """What differs between two versions; without the later one, against the plan as it is now."""
    policies.visible_to(user).get(pk=plan.pk)
    newest = versions(user, plan)
    earlier = before or (newest[0] if newest else None)
    return difference(earlier.document if earlier else None, after.document if after else as_document(plan))


def changes_text(user: Any, plan: Plan) -> str:
    """What has changed since the last version, as ready text for the next item."""
    return told(compared(user, plan), dict(plan.tracks.values_list("number", "title")))


def open_remarks(user: Any, plan: Plan) -> list[Remark]:
    """The remarks of the plan's forum that no published version has answered, with the activities that are to."""
    return list(forums.unmet_remarks(user, plan.forum).prefetch_related("activities"))
