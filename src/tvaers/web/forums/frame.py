"""What every page of a forum shares: the tabs, the trail, and whether the reader keeps its papers."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tvaers.engine.forums import queries
from tvaers.kernel.action import may
from tvaers.kernel.errors import NotAllowed

TABS = (
    ("forums:forum", "Overblik"), ("forums:pipeline", "Pipeline"), ("forums:meetings", "Møder"),
    ("forums:decisions", "Beslutninger"), ("forums:seats", "Pladser"), ("forums:followups", "Opfølgning"),
    ("collection:forum", "Dokumenter"), ("outreach:forum", "Deling"),
)  # fmt: skip
INSIDE = ("forums:pipeline",)
"""The tabs that only those see who sit in the forum or keep its papers."""


def of_forum(user: Any, forum: queries.Forum, name: str, title: str = "") -> dict[str, Any]:
    """The context of a page that belongs to a forum; `name` is the tab, `title` a page below it."""
    inside = queries.is_inside(user, forum)
    tabs = [
        {"title": text, "url": reverse(one, args=[forum.key]), "current": one == name and not title}
        for one, text in TABS
        if inside or one not in INSIDE
    ]
    trail = [home(), {"title": forum.name, "url": reverse("forums:forum", args=[forum.key])}]
    heading = dict(TABS).get(name, "")
    if title and heading:
        trail.append({"title": heading, "url": reverse(name, args=[forum.key])})
    if name == "forums:forum" and not title:
        trail[-1] = {"title": forum.name}
    else:
        trail.append({"title": title or heading})
    return {"forum": forum, "tabs": tabs, "trail": trail, "is_inside": inside, "keeps": keeps(user, forum)}


def home() -> dict[str, str]:
    """The first step of every trail."""
    return {"title": "Møder", "url": reverse("forums:home")}


def keeps(user: Any, forum: queries.Forum) -> bool:
    """Whether the reader keeps the papers of the forum."""
    return may(user, "forums.open_matter", forum)


def require(user: Any, action: str, subject: Any) -> None:
    """NotAllowed, before a form is shown that the reader may not send."""
    if not may(user, action, subject):
        raise NotAllowed(
            what="Det har du ikke adgang til.", why="Det gør forummets sekretariat.",
            do="Bed sekretariatet om det, eller din administrator om rollen.",
        )  # fmt: skip
