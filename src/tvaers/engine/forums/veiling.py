"""Decisions from outside: until the minutes are sent, an item of a meeting reads as its agenda did.

Those inside a forum see what is recorded as it comes. All others get the items here as they stood on the agenda: no
outcome, no decision, no remarks, no follow-ups. Everything that hands an item to a reader takes it from `items`.
"""

from __future__ import annotations

from typing import Any, Self

from django.db.models import Prefetch, QuerySet

from tvaers.engine.forums import policies
from tvaers.engine.forums.models import Followup, Item, Paper, Point, Remark

CONCLUDED = ("treated", "deferred", "stopped")
"""The states that tell that something was decided."""


class Items(QuerySet[Item]):
    """Items as one reader may read them. `inside` are the forums whose decisions the reader sees before the minutes.

    Asking for single columns (`values`) goes past it: ask then only for what an agenda tells.
    """

    inside: frozenset[int] = frozenset()

    def _clone(self) -> Self:
        made: Self = super()._clone()  # type: ignore[misc]
        made.inside = self.inside
        return made

    def _fetch_all(self) -> None:
        super()._fetch_all()
        for one in self._result_cache or ():
            if isinstance(one, Item) and not is_told(one, self.inside):
                _veil(one)


def items(user: Any) -> Items:
    """The items that a user sees, each as the user may read it, with what a list needs."""
    told = policies.told_to(user, "item__")
    parts = (
        Prefetch("points", Point.objects.order_by("number")),
        Prefetch("remarks", Remark.objects.filter(told)),
        Prefetch("followups", Followup.objects.filter(told)),
        Prefetch("papers", Paper.objects.filter(gone_at=None).order_by("position")),
    )
    found = Items(Item).filter(pk__in=policies.items_visible_to(user).values("pk"), gone_at=None)
    found.inside = frozenset(policies.inside_of(user))
    return found.select_related("matter", "forum", "meeting").prefetch_related(*parts)


def is_told(item: Item, inside: frozenset[int]) -> bool:
    """Whether somebody inside these forums sees what was decided on the item: the minutes are out, or it is theirs."""
    return item.forum_id in inside or (item.meeting is not None and item.meeting.state in policies.MINUTED)


def _veil(item: Item) -> None:
    """Take away in memory what the agenda did not say."""
    item.state = "agenda" if item.state in CONCLUDED else item.state
    item.outcome = item.decision = ""
    item.decided_at = item.deferred_to = None
    for point in item.points.all():
        point.outcome = point.words = point.decided_text = ""
        point.deferred_to = point.recorded_at = None
