"""An edition on its way: heard by two towns, through the first forum, and approved by a region and a town."""

from datetime import timedelta
from typing import Any

from tests.forums.forum_world import BEFORE, SYSTEM, world

from tvaers.engine.approvals import actions
from tvaers.engine.approvals.actions import Way
from tvaers.engine.approvals.models import Proposal, Step
from tvaers.engine.forums import actions as forums
from tvaers.engine.forums.models import Forum, Item, Meeting, Person
from tvaers.kernel import clock

REGION, TOWN = "1081", "0851"


def proposal(way: Way | None = None) -> Proposal:
    """The edition, with the forum world around it."""
    world()
    with clock.fixed(BEFORE):
        return actions.propose_edition(
            actor=SYSTEM, title="Aftale", label="udkast juni 2025",
            way=way or Way(heard=(TOWN, "0860"), forums=("ffu",), parties=(REGION, TOWN)),
        )  # fmt: skip


def step(found: Proposal, kind: str, party: str = "") -> Step:
    """A step of a kind, and for a party its own."""
    return found.steps.get(kind=kind, **({"party": party} if party else {}))


def sent(found: Proposal, forum: str, meeting: Meeting | None = None) -> Item:
    """The edition sent to a forum's pipeline, to a meeting or without one."""
    return actions.send_to_forum(actor=SYSTEM, step=found.steps.get(forum__key=forum), meeting=meeting)


def decide_in(
    found: Proposal, forum: str, outcome: str, *, remark: str = "", kind: str = "remark", **more: Any
) -> Item:
    """The newest item of a forum's step put on an agenda, decided and concluded at a meeting of its own."""
    step = found.steps.get(forum__key=forum)
    item = step.item
    while item.state in ("deferred", "stopped"):
        item = item.followers.get()
    meeting = item.meeting or next_day(step.forum)
    forums.put_on_agenda(actor=SYSTEM, item=item, meeting=meeting, override="Aftalt")
    forums.hold(actor=SYSTEM, meeting=meeting, leader=Person.objects.first())
    item.refresh_from_db()
    if remark:
        forums.remark(actor=SYSTEM, item=item, text=remark, kind=kind)
    forums.decide(actor=SYSTEM, item=item, point=1, outcome=outcome, **more)
    return forums.conclude(actor=SYSTEM, item=item)


def approve_in(found: Proposal, forum: str) -> Item:
    """Sent to a forum and approved there."""
    sent(found, forum)
    return decide_in(found, forum, "approved")


def next_day(forum: Forum) -> Meeting:
    """A new extra meeting of a forum, the day after its last."""
    last = forum.meetings.order_by("-starts_at").first()
    return forums.call_meeting(
        actor=SYSTEM, forum=forum, kind="extra", starts_at=last.starts_at + timedelta(days=1)
    )  # fmt: skip
