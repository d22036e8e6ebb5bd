"""How a scenario of forums stands at its end, as plain rows that expectations are held against."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tvaers.engine.forums import policies, queries
from tvaers.engine.forums.meetings import next_meeting
from tvaers.engine.forums.models import Followup, Item, Meeting
from tvaers.engine.forums.planning import hindrances
from tvaers.engine.forums.playing.duties import deadlines, worklist
from tvaers.engine.forums.playing.world import World
from tvaers.kernel import clock
from tvaers.kernel.action import System

Row = dict[str, Any]
SYSTEM = System("scenariet")


def rows_of(world: World, section: str, wanted: Any) -> list[Row]:
    """The rows that one expectation of a section is held against; with none, everything that the section could tell."""
    if section == "items":
        return [_item(world, one) for one in _items(world)]
    if section == "blocked":
        names = [wanted.item] if wanted else [_name(world, one) for one in _items(world) if one.state == "pipeline"]
        return [row for name in names for row in _blocks(world, name, wanted.meeting if wanted else None)]
    if section == "followups":
        return [_task(world, one) for one in Followup.objects.order_by("pk").select_related("blocked_by")]
    if section == "meetings":
        return [_meeting(name, world.meeting(name)) for name in world.meetings]
    if section == "deadlines":
        return [*deadlines(world)]
    if section == "worklist":
        return [*worklist(world)]
    return [_sight(world, wanted.by, wanted.item)]


def _items(world: World) -> Iterator[Item]:
    """The items that are not withdrawn: those given first."""
    named = [one.pk for one in world.items.values()]
    rows = Item.objects.filter(gone_at=None).select_related("forum", "matter").order_by("pk")
    yield from sorted(rows, key=lambda one: one.pk not in named)


def _name(world: World, item: Item | None) -> str:
    """What a scenario calls an item: its id, `m1/status` a standing one, `p1@ssf` one that followed, "" others."""
    if item is None:
        return ""
    if item.standing:
        return f"{_meeting_name(world, item.meeting_id)}/{item.standing}"
    own = next((name for name, one in world.items.items() if one.pk == item.pk), "")
    origin = next((name for name, one in world.items.items() if one.matter_id == item.matter_id), "")
    return own or (f"{origin}@{item.forum.key}" if origin else "")


def _meeting_name(world: World, meeting_id: int | None) -> str:
    return next((name for name, one in world.meetings.items() if one.pk == meeting_id), "")


def _item(world: World, item: Item) -> Row:
    """An item as `then.items` names it."""
    same = ("title", "state", "outcome", "role", "awaits", "awaits_met", "late_reason", "origin", "note", "standing")
    return {
        **{name: getattr(item, name) for name in (*same, "position")},
        "id": _name(world, item), "forum": item.forum.key, "meeting": _meeting_name(world, item.meeting_id),
        "kinds": tuple(item.kinds), "points": tuple(item.points.order_by("number").values_list("text", flat=True)),
        "follows": _name(world, item.follows), "closed": item.is_closed, "journal": item.matter.journal,
        "sections": tuple(one["kind"] for one in item.sections),
    }  # fmt: skip


def _blocks(world: World, name: str, meeting_name: str | None) -> Iterator[Row]:
    """What stands in the way of an item at a meeting: at the one named, its own, or the next of its forum."""
    item = world.item(name)
    meeting = world.meeting(meeting_name) if meeting_name else item.meeting or next_meeting(item.forum, clock.now())
    for one in hindrances(item, meeting) if meeting else ():
        yield {
            "item": name, "meeting": meeting_name, "why": f"{one.what} {one.why}", "override": one.may_override
        }  # fmt: skip


def _task(world: World, task: Followup) -> Row:
    """A follow-up as `then.followups` names it."""
    waits = task.blocked_by.text if task.blocked_by and task.blocked_by.answered_at is None else ""
    return {
        "item": _name(world, task.item), "text": task.text, "owner": task.owner, "state": task.state,
        "due": task.due, "waits": waits,
    }  # fmt: skip


def _meeting(name: str, meeting: Meeting) -> Row:
    """A meeting as `then.meetings` names it."""
    missing = tuple(queries.missing_decisions(SYSTEM, meeting))
    return {
        "id": name, "state": meeting.state, "host": meeting.host, "missing": missing,
        "versions": meeting.minutes.count(),
    }  # fmt: skip


def _sight(world: World, by: str, name: str) -> Row:
    """What a reader sees of an item; nothing of it may be found by a search either."""
    user, item = world.user(by), world.item(name)
    found = queries.decisions(user, text=item.title).filter(pk=item.pk).exists()
    seen = policies.may_see_item(user, item)
    if found and not seen:
        raise AssertionError(f"{name} is found by a reader who may not see it")
    return {"by": by, "item": name, "seen": seen, "told": found}
