"""A small work plan that the first forum of the forum world follows."""

from datetime import date
from typing import Any

from tests.forums.forum_world import BEFORE, SYSTEM, World, world

from tvaers.engine.workplans import actions
from tvaers.engine.workplans.models import Plan
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


def activity(found: Plan, key: str = "a", **given: Any) -> Any:
    """An activity in the plan's first track."""
    with clock.fixed(BEFORE):
        return actions.plan_activity(
            actor=SYSTEM, plan=found, key=key, text=given.pop("text", f"Aktivitet {key}"), track=found.tracks.first(),
            **given,
        )  # fmt: skip
