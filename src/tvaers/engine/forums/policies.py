"""Who sees what of forums, and who writes.

A forum, its open items and its decisions are for everybody with a role. What is closed, and what is still being
prepared, is for those who sit in the forum today and for its secretariat; so is what a meeting decides, until its
minutes are sent. Whoever leaves their seat sees no more.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from tvaers.engine.access.models import EVERYWHERE
from tvaers.engine.access.policies import holds, scopes
from tvaers.engine.forums.composition import SECRETARY
from tvaers.engine.forums.models import Followup, Forum, Item, Matter, Meeting, Minutes, Paper, Sitting
from tvaers.kernel import clock
from tvaers.kernel.action import System

SHOWN = ("called", "held", "minuted", "approved")
"""The states of a meeting whose agenda is out."""
MINUTED = ("minuted", "approved")
"""The states of a meeting whose minutes are out, and with them its decisions."""


def sittings_of(user: Any) -> QuerySet[Sitting]:
    """The seats that a user fills today."""
    if not getattr(user, "pk", None):
        return Sitting.objects.none()
    today = clock.today()
    held = Sitting.objects.filter(person__user_id=user.pk, starts__lte=today)
    return held.filter(Q(ends__isnull=True) | Q(ends__gte=today))


def _secretary_of(user: Any) -> list[int]:
    """The forums whose papers a user keeps: those where they sit as secretary, and those of their unit."""
    if isinstance(user, System):
        return list(Forum.objects.values_list("pk", flat=True))
    rows = sittings_of(user).values_list("forum_id", "seat", "forum__rules__secretariat__seats")
    sits = {forum for forum, seat, seats in rows if seat == SECRETARY or seat in (seats or ())}
    held = scopes(user, "forums.edit")
    if held:
        units = Forum.objects.values_list("pk", "rules__secretariat__parties")
        sits |= {pk for pk, parties in units if EVERYWHERE in held or held & set(parties or ())}
    return sorted(sits)


def kept_by(user: Any) -> list[int]:
    """The forums whose papers a user keeps, as secretary or for their unit."""
    return _secretary_of(user)


def inside_of(user: Any) -> list[int]:
    """The forums from the inside: where the user sits, and those whose papers they keep."""
    return sorted({*_secretary_of(user), *sittings_of(user).values_list("forum_id", flat=True)})


def forum_of(subject: Any) -> Forum | None:
    """The forum that something belongs to; None for what is none of ours."""
    if isinstance(subject, Forum):
        return subject
    if isinstance(subject, Meeting | Item):
        return subject.forum
    if isinstance(subject, Paper):
        return subject.item.forum if subject.item else subject.meeting.forum if subject.meeting else None
    if isinstance(subject, Minutes):
        return subject.meeting.forum
    item = getattr(subject, "item", None)
    return item.forum if isinstance(item, Item) else getattr(subject, "forum", None)


def may_keep(user: Any, subject: Any) -> bool:
    """Whether the user keeps the papers of the forum; without a forum, of any at all."""
    forum = forum_of(subject)
    kept = _secretary_of(user)
    return bool(kept) if forum is None else forum.pk in kept


def may_establish(user: Any, _subject: object) -> bool:
    """Forums are taken up from the agreements by whoever loads agreements, or set up by a secretariat."""
    return holds(user, "agreements.load", EVERYWHERE) or holds(user, "forums.edit")


def may_take_up(user: Any, _subject: object) -> bool:
    """The forums of the agreements are loaded by whoever loads agreements."""
    return holds(user, "agreements.load", EVERYWHERE)


def may_speak(user: Any, subject: Any) -> bool:
    """Whether the user sits in the forum today, in any seat."""
    forum = forum_of(subject)
    sits = sittings_of(user)
    return sits.exists() if forum is None else sits.filter(forum=forum).exists()


def may_chair(user: Any, subject: Any) -> bool:
    """Whether the user chairs the forum, or keeps its papers (and then says that the chair has agreed)."""
    forum = forum_of(subject)
    chairs = sittings_of(user).filter(is_chair=True)
    return may_keep(user, subject) or (chairs.exists() if forum is None else chairs.filter(forum=forum).exists())


def may_follow_up(user: Any, subject: Followup | None) -> bool:
    """The owner of a follow-up, by person or by unit, and the secretariat say how it goes."""
    if subject is None:
        return holds(user, "forums.progress")
    owns = subject.person is not None and subject.person.user_id == getattr(user, "pk", 0)
    unit = bool(subject.party) and holds(user, "forums.progress", subject.party) and may_see_item(user, subject.item)
    return owns or unit or may_keep(user, subject)


def forums_visible_to(user: Any) -> QuerySet[Forum]:
    """Forums are public: everybody with a role sees them."""
    return Forum.objects.all() if holds(user, "forums.see") else Forum.objects.filter(pk__in=inside_of(user))


def meetings_visible_to(user: Any) -> QuerySet[Meeting]:
    """Meetings of the forums that one sees."""
    return Meeting.objects.filter(forum__in=forums_visible_to(user))


def items_visible_to(user: Any) -> QuerySet[Item]:
    """Open items whose agenda is out, and every item of the forums that one sees from the inside."""
    inside = Q(forum__in=inside_of(user))
    if not holds(user, "forums.see"):
        return Item.objects.filter(inside)
    is_out = Q(is_closed=False, matter__is_closed=False, meeting__state__in=SHOWN) & ~Q(state="pipeline")
    return Item.objects.filter(inside | is_out)


def told_to(user: Any, to_item: str = "") -> Q:
    """The condition that what was decided on an item is for the user: inside at once, outside with the minutes.

    `to_item` leads from the rows that are filtered to their item, as "item__".
    """
    out = Q(**{f"{to_item}meeting__state__in": MINUTED})
    return out | Q(**{f"{to_item}forum__in": inside_of(user)})


def items_told_to(user: Any) -> QuerySet[Item]:
    """The items that the user sees with what was decided on them."""
    return items_visible_to(user).filter(told_to(user))


def may_see_item(user: Any, item: Item) -> bool:
    """Whether the user sees this item."""
    return items_visible_to(user).filter(pk=item.pk).exists()


def matters_visible_to(user: Any) -> QuerySet[Matter]:
    """The matters that have an item which one sees."""
    return Matter.objects.filter(pk__in=items_visible_to(user).values("matter"))
