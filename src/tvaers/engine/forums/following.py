"""What follows from a decision: the matter goes on to the next forums, comes back to the same one, or is put off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from tvaers.engine.forums import matters, meetings
from tvaers.engine.forums.models import Forum, Item, Meeting, Point
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, System


def put_off(actor: Actor, item: Item) -> None:
    """What is put off again at the meeting that it is put off to; both dates and the reason stay with the item.

    Points that were decided stay decided: only the others are asked again, at each meeting those put off to it.
    """
    put: dict[Meeting | None, list[Point]] = {}
    for point in item.points.filter(outcome="deferred").order_by("number"):
        put.setdefault(point.deferred_to, []).append(point)
    said = {target: points[0].words for target, points in put.items()} or {item.deferred_to: item.decision}
    item.note = "\n".join(
        f"Udskudt fra {item.meeting} til {target or 'et senere møde'}: {words}" for target, words in said.items()
    )
    for target in said:
        _again(actor, item, target, put.get(target, ()), f"udskudt på {item.meeting}")


def come_back(actor: Actor, item: Item) -> None:
    """What was not approved is proposed for the next ordinary meeting of the same forum (MIN-11q)."""
    assert item.meeting is not None, "an item that is decided has a meeting"
    target = meetings.next_meeting(item.forum, item.meeting.starts_at)
    _again(actor, item, target, item.points.order_by("number"), f"ikke godkendt på {item.meeting}")
    for forum in Forum.objects.filter(key__in=item.matter.route).exclude(pk=item.forum_id):
        waiting = matters.twin(forum, item.title)
        if waiting is not None:
            waiting.awaits, waiting.awaits_met = f"godkendelse i {item.forum.audit_name()}", ""
            matters.save(waiting)


def _again(actor: Actor, item: Item, meeting: Meeting | None, points: Iterable[Point], why: str) -> None:
    """The item once more with these points. A standing one is on the next agenda of its forum by itself."""
    forum = meeting.forum if meeting else item.forum
    if item.standing and forum == item.forum:
        return
    matters.propose(
        actor=System(actor.audit_name()), forum=forum, matter=item.matter, title=item.title, kinds=item.kinds,
        role=item.role, sections=item.sections, points=[one.text for one in points], meeting=meeting,
        is_oral=item.is_oral, is_closed=item.is_closed, follows=item, origin=why,
    )  # fmt: skip


def take_back(follower: Item, decided: Item) -> None:
    """What followed from a decision that is taken back: withdrawn, or on its own again if it waited there before."""
    if decided.decided_at is not None and follower.created_at < decided.decided_at:
        follower.follows, follower.awaits_met = None, ""
    else:
        follower.state, follower.gone_at = "withdrawn", clock.now()
    matters.save(follower)


def go_on(actor: Actor, item: Item) -> None:
    """An item in each forum that is still to treat the matter, at its next ordinary meeting after the one before."""
    assert item.meeting is not None, "an item that is decided has a meeting"
    route = list(item.matter.route)
    ahead = route[route.index(item.forum.key) + 1 :] if item.forum.key in route else []
    before, after = item, item.meeting.starts_at
    for key in ahead:
        forum = Forum.objects.get(key=key)
        made = before.followers.filter(forum=forum, gone_at=None, state="pipeline").first()
        made = made or _adopted(before, forum)
        meeting = made.meeting if made else meetings.next_meeting(forum, after)
        if made is None:
            made = _next_item(actor, before, forum, meeting, is_last=key == route[-1])
        elif before.pk == item.pk:
            made.awaits_met = f"behandlet i {item.meeting}"
            matters.save(made)
        before, after = made, meeting.starts_at if meeting else after


def _adopted(before: Item, forum: Forum) -> Item | None:
    """What already waits in a forum under the same title: it becomes the next step of the matter, not a second one."""
    found = matters.twin(forum, before.title)
    if found is None:
        return None
    found.matter, found.follows = before.matter, before
    found.kinds, found.sections = found.kinds or before.kinds, found.sections or before.sections
    if before.state == "pipeline":
        found.awaits = found.awaits or f"behandling i {before.forum.audit_name()}"
    texts = [_for_forum(one, before.forum, forum) for one in _decided(before)]
    if not found.points.exists():
        matters.write_points(found, texts)
    return matters.save(found)


def _next_item(actor: Actor, before: Item, forum: Forum, meeting: Meeting | None, *, is_last: bool) -> Item:
    """The draft for the next forum: the same matter and text; what the former forum decided is shown beside it."""
    waiting = before.forum.audit_name() if before.state == "pipeline" else ""
    return matters.propose(
        actor=System(actor.audit_name()), forum=forum, matter=before.matter, title=before.title, kinds=before.kinds,
        role="decides" if is_last else "advises", sections=before.sections,
        points=[_for_forum(one, before.forum, forum) for one in _decided(before)], meeting=meeting,
        awaits=f"behandling i {waiting}" if waiting else "", is_closed=before.is_closed, follows=before,
        origin=f"{before.forum.audit_name()} {_day(before)}".strip(),
    )  # fmt: skip


def _decided(item: Item) -> list[Point]:
    """The points that the next forum gets: those of the item, after those that were decided when it was put off."""
    own, former = list(item.points.order_by("number")), item.follows
    if former is None or former.forum_id != item.forum_id or former.state != "deferred":
        return own
    return [*(one for one in _decided(former) if one.outcome != "deferred"), *own]


def _for_forum(point: Point, old: Forum, new: Forum) -> str:
    """A point of the recommendation as it reads in the next forum: as decided, with the forum's own name."""
    return (point.decided_text or point.text).replace(old.name, new.name)


def _day(item: Item) -> str:
    moment: datetime | None = item.meeting.starts_at if item.meeting else None
    return f"{moment.astimezone(clock.COPENHAGEN):%d-%m-%Y}" if moment else ""
