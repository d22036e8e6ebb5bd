"""Minutes and work plans: which items are about a plan, and which of its activities they speak of.

An activity of the minutes is the plan's own when it lies in the same track and has the same words, or the same quarter
and last day, and no other does. What fits nothing, or several, is left to a person; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from django.db.models import Q

from tvaers.engine.forums import policies as forums
from tvaers.engine.forums.models import Item, Meeting
from tvaers.engine.forums.reading import model as read
from tvaers.engine.forums.reading.pieces import Block, Place, Section
from tvaers.engine.forums.reading.workplan import work_plan_of
from tvaers.engine.workplans import policies
from tvaers.engine.workplans.models import Activity, Plan, Spoken
from tvaers.engine.workplans.standing import quarter_of
from tvaers.kernel.action import Actor, action
from tvaers.kernel.errors import NotFound

_QUARTER = re.compile(r"\D*([1-4])\D+(20\d\d)")
_WORD = re.compile(r"\w+")


@action(
    "workplans.link_minutes",
    permission=forums.may_keep,
    on="meeting",
    audit="{actor} knyttede {meeting} til arbejdsplaner: {result} aktiviteter",
)
def link_minutes(*, actor: Actor, meeting: Meeting) -> int:  # noqa: ARG001
    """Knyt et mødes punkter til de arbejdsplaner, som forummet følger, og til de aktiviteter, de taler om.

    Returns how many activities were found. What is linked already stays as it is.
    """
    plans = list(Plan.objects.filter(forum=meeting.forum_id))
    items = meeting.items.filter(gone_at=None).exclude(state__in=("pipeline", "withdrawn")).order_by("position", "pk")
    return sum(_link(plan, item) for item in items for plan in plans)


@action("workplans.link_item", permission=policies.may_keep, on="plan", audit="{actor} knyttede {item} til {plan}")
def link_item(*, actor: Actor, plan: Plan, item: Item) -> Plan:
    """Knyt et punkt til planen, så dets bemærkninger bliver planens. NotFound for et punkt, du ikke må se."""
    if not forums.may_see_item(actor, item):
        raise NotFound(what="Punktet findes ikke, eller du må ikke se det.")
    plan.items.add(item)
    _link(plan, item)
    return plan


def link_past(plan: Plan) -> None:
    """Link the minutes that are there already to a plan that is new."""
    told = Item.objects.filter(forum=plan.forum_id, gone_at=None, meeting__state__in=forums.MINUTED)
    for item in told.exclude(state__in=("pipeline", "withdrawn")):
        _link(plan, item)


def _link(plan: Plan, item: Item) -> int:
    """Link one item to the activities that it speaks of; how many. It is about the plan when it speaks of any."""
    pairs = [(one, found) for one, found in matched(spoken_in(item), activities_of(plan)) if found is not None]
    for one, found in pairs:
        Spoken.objects.get_or_create(activity=found, item=item, defaults={"words": one.text})
    if pairs:
        plan.items.add(item)
    return len(pairs)


def activities_of(plan: Plan) -> list[Activity]:
    """The activities that a plan has."""
    return list(plan.activities.filter(gone_at=None).select_related("track", "forum").order_by("pk"))


def spoken_in(item: Item) -> tuple[read.Activity, ...]:
    """The activities that the text of an item lists under tracks and quarters, as they are read."""
    blocks = [
        Block("bullet" if line.startswith("- ") else "text", line.removeprefix("- ").strip(), Place(number))
        for number, line in enumerate("\n".join(one["text"] for one in item.sections).splitlines(), start=1)
        if line.strip()
    ]
    found = work_plan_of([Section("case", "", Place(1), tuple(blocks))], ())
    return found.activities if found else ()


def matched(
    told: Iterable[read.Activity], own: Sequence[Activity]
) -> list[tuple[read.Activity, Activity | None]]:  # fmt: skip
    """Each activity of the minutes with the one of the plan that it is, or None. No activity is taken twice."""
    left, found = list(own), []
    for one in told:
        fits = [each for each in left if each.track.number == str(one.track)]
        same = [each for each in fits if _words(each.text) == _words(one.text)] or _at_its_time(one, fits)
        match = same[0] if len(same) == 1 else None
        left = [each for each in left if each is not match]
        found.append((one, match))
    return found


def _at_its_time(one: read.Activity, fits: Sequence[Activity]) -> list[Activity]:
    """Those filed under the same quarter with the same last day; the forum decides between several."""
    same = [each for each in fits if each.quarter == _quarter(one) and (each.ends or each.starts) == one.end]
    here = [each for each in same if one.forum and each.forum is not None and each.forum.key == one.forum]
    return here if len(same) > 1 and here else same


def _quarter(one: read.Activity) -> str:
    """The quarter as plans write it: "2025 Q3" for "Q3 2025" and for "3. kvartal 2025"."""
    written = _QUARTER.match(one.quarter)
    return f"{written[2]} Q{written[1]}" if written else quarter_of(one.start) if one.start else ""


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def about(plan: Plan) -> Q:
    """The condition that an item is about the plan: linked to it, speaking of it, or of the same matter as one that is.

    The matter is what follows an item to the next meeting and the next forum.
    """
    own = Item.objects.filter(Q(plans=plan) | Q(spoken__activity__plan=plan) | Q(activities__plan=plan))
    return Q(matter__in=own.values("matter"))
