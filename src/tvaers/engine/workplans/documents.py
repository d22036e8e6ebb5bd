"""A work plan as plain values: what a version keeps. And the days of an activity, which are those of its meeting."""

from __future__ import annotations

from datetime import date
from typing import Any

from tvaers.engine.forums.models import Item
from tvaers.engine.workplans.models import Activity, Plan
from tvaers.engine.workplans.standing import share
from tvaers.kernel import clock


def as_document(plan: Plan) -> dict[str, Any]:
    """The plan as it is now, as plain values."""
    rows = plan.activities.filter(gone_at=None).select_related("track", "forum", "item__meeting").order_by("pk")
    return {
        "title": plan.title, "starts": plan.starts.isoformat(), "ends": plan.ends.isoformat(),
        "tracks": [{"number": one.number, "title": one.title} for one in plan.tracks.order_by("pk")],
        "activities": [activity_document(one) for one in rows.prefetch_related("coverage")],
    }  # fmt: skip


def activity_document(one: Activity) -> dict[str, Any]:
    """One activity as plain values; an activity on a meeting has the meeting's date."""
    starts, ends = days_of(one)
    return {
        "key": one.key, "track": one.track.number, "text": one.text, "quarter": one.quarter, "written": one.written,
        "starts": starts.isoformat() if starts else "", "ends": ends.isoformat() if ends else "", "levels": one.levels,
        "forum": one.forum.audit_name() if one.forum else "", "owner": one.owner, "state": one.state, "note": one.note,
        "evidence": one.evidence, "covered": covered(one),
    }  # fmt: skip


def covered(one: Activity) -> str:
    """How many of the parts of an activity are done, as "15 af 19 = 78,9 %"; "" when it has none."""
    states = [each.state for each in one.coverage.all()]
    return share(states.count("done"), len(states)) if states else ""


def entry_of(one: Activity) -> Item | None:
    """The item that an activity has in a forum: where it was put off, the later one. None when it was withdrawn."""
    item = one.item
    while item is not None and item.state == "deferred":
        again = item.followers.filter(forum=item.forum_id, gone_at=None).select_related("meeting")
        later = again.order_by("pk").last()
        if later is None:
            break
        item = later
    return None if item is None or item.gone_at is not None else item


def days_of(one: Activity) -> tuple[date | None, date | None]:
    """The first and last day of an activity; where it has an item at a meeting, it begins on the day of the meeting."""
    entry = entry_of(one)
    if entry is None or entry.meeting is None:
        return one.starts, one.ends
    day = entry.meeting.starts_at.astimezone(clock.COPENHAGEN).date()
    lasts = one.starts is not None and one.ends is not None and one.ends > max(one.starts, day)
    return day, one.ends if lasts else day
