"""A small work plan that the first forum of the forum world follows."""

from datetime import date
from typing import Any

from tests.forums.forum_world import BEFORE, SYSTEM, World, world

from tvaers.engine.workplans import actions
from tvaers.engine.workplans.models import Activity, Plan, Track
from tvaers.kernel import clock


def plan(made: World | None = None) -> Plan:
    """A plan of 2025-2026 with one track, followed by the first forum."""
    made = made or world()
    found = Plan.objects.create(
        key="plan", title="Arbejdsplan", starts=date(2025, 1, 1), ends=date(2026, 12, 31), forum=made.first,
        changed_at=clock.now(),
    )  # fmt: skip
    actions.add_track(actor=SYSTEM, plan=found, number="1", title="Spor et")
    return found


def first_track(found: Plan) -> Track:
    """The track that the plan was made with."""
    return found.tracks.get(number="1")


def activity(found: Plan, key: str = "a", **given: Any) -> Activity:
    """An activity in the plan's first track, written before the first meeting."""
    written = {"text": f"Aktivitet {key}", "track": first_track(found), **given}
    with clock.fixed(BEFORE):
        return actions.plan_activity(actor=SYSTEM, plan=found, key=key, **written)


def progress(one: Activity, state: str, **given: Any) -> Activity:
    """The activity in a state, as known before the first meeting; done things have evidence."""
    evidence = given.pop("evidence", "Referatet" if state == "done" else "")
    with clock.fixed(BEFORE):
        return actions.progress(actor=SYSTEM, activity=one, state=state, evidence=evidence, **given)


def publish(found: Plan, number: str) -> Any:
    """A version of the plan."""
    with clock.fixed(BEFORE):
        return actions.publish(actor=SYSTEM, plan=found, number=number)
