"""Who sees work plans and who keeps them: those who keep the papers of the forum that follows the plan."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from tvaers.engine.access.models import EVERYWHERE
from tvaers.engine.access.policies import holds
from tvaers.engine.forums import policies as forums
from tvaers.engine.workplans.models import Activity, Plan


def may_take_up(user: Any, _subject: object) -> bool:
    """The plans of the agreements are loaded by whoever loads agreements."""
    return holds(user, "agreements.load", EVERYWHERE)


def may_keep(user: Any, subject: Any) -> bool:
    """Whether the user keeps the plan, or the plan of the activity; without one, any plan at all."""
    plan = subject.plan if isinstance(subject, Activity) else subject
    return forums.may_keep(user, plan.forum if isinstance(plan, Plan) else None)


def visible_to(user: Any) -> QuerySet[Plan]:
    """Work plans are public papers: everybody with a role sees them."""
    return Plan.objects.all() if holds(user, "forums.see") else Plan.objects.none()
