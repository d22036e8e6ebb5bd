"""What the pages of work plans share: the trail, who keeps the plan, and the words of a form page."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tvaers.engine.workplans import queries
from tvaers.kernel.action import may
from tvaers.web.forums import frame as forums
from tvaers.web.forums.sheets import Sheet

KEEPING = "workplans.plan_activity"
"""The action that whoever keeps a plan may do."""


def home() -> list[dict[str, str]]:
    """The trail to the list of plans."""
    return [forums.home(), {"title": "Arbejdsplaner", "url": reverse("workplans:home")}]


def plan_url(plan: queries.Plan, name: str = "plan", *more: str) -> str:
    """The address of one of a plan's pages."""
    return reverse(f"workplans:{name}", args=[plan.key, *more])


def of_plan(user: Any, plan: queries.Plan, *steps: str) -> dict[str, Any]:
    """The context of a page of a plan; `steps` are the pages below it, the last the page itself."""
    trail = [*home(), {"title": plan.title, "url": plan_url(plan)}, *({"title": step} for step in steps)]
    if not steps:
        trail[-1] = {"title": plan.title}
    return {"plan": plan, "trail": trail, "keeps": keeps(user, plan)}


def keeps(user: Any, plan: queries.Plan) -> bool:
    """Whether the reader keeps the plan."""
    return may(user, KEEPING, plan)


def require(user: Any, plan: queries.Plan) -> None:
    """NotAllowed, before a form is shown that the reader may not send."""
    forums.require(user, KEEPING, plan)


def sheet(user: Any, plan: queries.Plan, title: str, verb: str, said: str, *, lead: str = "", back: str = "") -> Sheet:
    """The words around a form of a plan; without `back` it leads back to the plan."""
    trail = of_plan(user, plan, title)["trail"]
    return Sheet(title=title, verb=verb, said=said, lead=lead, back=back or plan_url(plan), trail=trail)
