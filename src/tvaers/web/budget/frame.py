"""What the pages of a catalogue share: the tabs, the trail, and whether the reader keeps it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from tvaers.engine.budget import developing, policies, process_queries, queries
from tvaers.engine.budget.locking import WRITTEN
from tvaers.kernel.action import may
from tvaers.kernel.errors import NotAllowed

Shown = Callable[[Any, queries.Version], bool]


def _published(_: Any, version: queries.Version) -> bool:
    return version.published_at is not None


def _effects(user: Any, version: queries.Version) -> bool:
    return process_queries.effects(user, version.catalogue).exists() or may(user, "budget.take_effects", version)


def _agreed(_: Any, version: queries.Version) -> bool:
    return version.state in policies.AGREED


def _develops(_: Any, version: queries.Version) -> bool:
    return developing.has_ways(version.catalogue)


def _always(_user: Any, _version: queries.Version) -> bool:
    return True


TABS: tuple[tuple[str, str, Shown], ...] = (
    ("budget:catalogue", "Overblik", _always), ("budget:tables", "Tabeller", _always),
    ("budget:development", "Regional udvikling", _develops), ("budget:effects", "Helårsvirkninger", _effects),
    ("budget:agreement", "Aftale", _agreed), ("budget:questions", "Spørgsmål", _published),
    ("budget:findings", "Fund", policies.may_see_drafts), ("budget:versions", "Versioner", _always),
)  # fmt: skip
"""Address, title, and who has the tab of which version."""


def home() -> dict[str, str]:
    """The first step of every trail."""
    return {"title": "Budget", "url": reverse("budget:home")}


def of_version(user: Any, version: queries.Version, name: str, *steps: str) -> dict[str, Any]:
    """The context of a page of a catalogue; `name` is its tab, `steps` the pages below it."""
    inside = policies.may_see_drafts(user, version)
    tabs = [
        {"title": title, "url": reverse(one, args=[version.pk]), "current": one == name and not steps}
        for one, title, is_shown in TABS
        if is_shown(user, version)
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


def writes(user: Any, version: queries.Version) -> bool:
    """Whether the reader writes in this version: the budget office, as long as it is a draft."""
    return version.state in WRITTEN and may(user, "budget.describe", version)


def require(user: Any, action: str, subject: Any) -> None:
    """NotAllowed, before a form is shown that the reader may not send."""
    if not may(user, action, subject):
        raise NotAllowed(
            what="Det har du ikke adgang til.", why="Det gør regionens budgetkontor.",
            do="Bed budgetkontoret om det, eller din administrator om rollen.",
        )  # fmt: skip
