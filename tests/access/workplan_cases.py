"""An example of each action of work plans: `own` is the region whose unit keeps the plan."""

from datetime import date
from typing import Any

from tests.access.cases import Case
from tests.forums.forum_world import BEFORE, world
from tests.workplans.plan_world import activity, plan

from tvaers.engine.forums import actions as forums
from tvaers.engine.workplans import actions
from tvaers.engine.workplans.models import Coverage
from tvaers.kernel import clock
from tvaers.kernel.action import System


def taking_up() -> dict[str, Any]:
    """The forums are there, so the plans can be."""
    forums.take_up(actor=System())
    return {}


def planning() -> dict[str, Any]:
    found = plan()
    return {"plan": found, "key": "ny", "text": "Ny", "track": found.tracks.first()}


def covered() -> dict[str, Any]:
    made = activity(plan())
    Coverage.objects.create(activity=made, party="0851")
    return {"activity": made, "party": "0851", "state": "done"}


def linking() -> dict[str, Any]:
    """A plan, and an item that everybody with a role sees."""
    made = world()
    with clock.fixed(BEFORE):
        forums.send_agenda(actor=System(), meeting=made.meeting)
    return {"plan": plan(made), "item": made.item}


def publishing() -> dict[str, Any]:
    found = plan()
    activity(found)
    with clock.fixed(BEFORE):
        return {"plan": found, "number": "1.0"}


WORKPLANS: dict[str, Case] = {
    "workplans.join_meetings": Case(actions.join_meetings, dict),
    "workplans.take_up": Case(actions.take_up, taking_up),
    "workplans.plan_activity": Case(actions.plan_activity, planning),
    "workplans.progress": Case(actions.progress, lambda: {"activity": activity(plan()), "state": "begun"}),
    "workplans.cover": Case(actions.cover, covered),
    "workplans.remove": Case(actions.remove, lambda: {"activity": activity(plan())}),
    "workplans.add_track": Case(actions.add_track, lambda: {"plan": plan(), "number": "2", "title": "Spor to"}),
    "workplans.extend": Case(
        actions.extend, lambda: {"plan": plan(), "starts": date(2025, 1, 1), "ends": date(2027, 12, 31)}
    ),
    "workplans.publish": Case(actions.publish, publishing),
    "workplans.link_minutes": Case(actions.link_minutes, lambda: {"meeting": world().meeting}),
    "workplans.link_item": Case(actions.link_item, linking),
    "workplans.present": Case(actions.present, lambda: {"plan": plan()}),
}
"""By the name of the action."""
