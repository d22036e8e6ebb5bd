"""Status forms that a duty asks for and that nobody has made yet: each waits with whoever keeps the first forum."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tvaers.engine.forums.models import Forum
from tvaers.engine.forums.policies import kept_by
from tvaers.engine.yearwheel.models import Obligation, Occasion
from tvaers.kernel import clock
from tvaers.kernel.errors import NotFound

ANSWER_DAYS = 21
"""So many days before its first meeting has its items, or before the duty is due, the replies are wanted."""


@dataclass(frozen=True)
class Wanted:
    """A form to be made: for which duty, by which forum, with answers by which day."""

    obligation: Obligation
    forum: Forum
    due: date


def to_draw_up(user: Any) -> list[Wanted]:
    """The forms that wait to be made in the forums that the user keeps: a duty near enough to have its items.

    One for each duty whose `form` is "status", until a form of it has been made for this occasion.
    """
    near = Occasion.objects.filter(obligation__gone_at=None, obligation__rules__form="status")
    found = []
    for one in near.select_related("obligation").order_by("due", "pk"):
        entry = one.entries.filter(step=1, forum__in=kept_by(user)).select_related("forum", "item__meeting").first()
        made = one.obligation.requests.filter(created_at__gte=one.made_at)
        if entry is not None and one.due >= clock.today() and not made.exists():
            found.append(Wanted(one.obligation, entry.forum, _due(one.due, entry.item.meeting)))
    return found


def _due(due: date, meeting: Any) -> date:
    """When the replies are wanted: before the meeting wants its items, else before the duty is due; today at least."""
    last = meeting.items_due if meeting is not None else due
    return max(clock.today(), last - timedelta(days=ANSWER_DAYS))


def wanted(user: Any, key: str) -> Wanted:
    """The form that a duty asks for. Raises NotFound when none waits for the user."""
    found = next((one for one in to_draw_up(user) if one.obligation.key == key), None)
    if found is None:
        raise NotFound(what="Der venter ikke noget skema til den forpligtelse.")
    return found
