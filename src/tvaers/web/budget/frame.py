"""What the pages of a catalogue share: the tabs, the trail, and whether the reader keeps it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tvaers.engine.budget import policies, queries
from tvaers.kernel.action import may
from tvaers.kernel.errors import NotAllowed

TABS = (
    ("budget:catalogue", "Overblik", False), ("budget:tables", "Tabeller", False),
    ("budget:findings", "Fund", True), ("budget:versions", "Versioner", False),
)  # fmt: skip
"""Address, title, and whether only those who see drafts have the tab."""


def home() -> dict[str, str]:
    """The first step of every trail."""
    return {"title": "Budget", "url": reverse("budget:home")}


def of_version(user: Any, version: queries.Version, name: str, *steps: str) -> dict[str, Any]:
    """The context of a page of a catalogue; `name` is its tab, `steps` the pages below it."""
    inside = policies.may_see_drafts(user, version)
    tabs = [
        {"title": title, "url": reverse(one, args=[version.pk]), "current": one == name and not steps}
        for one, title, is_inside in TABS
        if inside or not is_inside
    ]
    trail = [home(), {"title": str(version.catalogue.title), "url": reverse("budget:catalogue", args=[version.pk])}]
    if name != "budget:catalogue":
        title = next(title for one, title, _ in TABS if one == name)
        trail.append({"title": title, "url": reverse(name, args=[version.pk])})
    trail += [{"title": step} for step in steps]
    trail[-1] = {"title": trail[-1]["title"]}
    return {
        "version": version, "tabs": tabs, "trail": trail, "inside": inside,
        "keeps": may(user, "budget.revise", version),
    }  # fmt: skip


def require(user: Any, action: str, subject: Any) -> None:
    """NotAllowed, before a form is shown that the reader may not send."""
    if not may(user, action, subject):
        raise NotAllowed(
            what="Det har du ikke adgang til.", why="Det gør regionens budgetkontor.",
            do="Bed budgetkontoret om det, eller din administrator om rollen.",
        )  # fmt: skip
