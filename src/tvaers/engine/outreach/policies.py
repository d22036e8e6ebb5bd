"""Who sends on, invites, signs up and writes to the members; and who sees what came of it.

An event is public once its sign-up is open; who has signed up is for those inside the forum, and for whoever did it.
What was sent on, and what members write to each other, is for the inside of the forum.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from tvaers.engine.access.models import EVERYWHERE
from tvaers.engine.access.policies import holds
from tvaers.engine.forums import policies as forums
from tvaers.engine.outreach.models import Circular, Gathering, Post, Registration


def may_keep(user: Any, subject: Any) -> bool:
    """Whether the user keeps the papers of the forum that it belongs to; without anything, of any forum."""
    return forums.may_keep(user, subject)


def may_feed(user: Any, _subject: object) -> bool:
    """What cases give rise to is sent on by the job, and by whoever loads agreements."""
    return holds(user, "agreements.load", EVERYWHERE)


def may_announce(user: Any, subject: Any) -> bool:
    """A forum's events are announced by its secretariat and its chairs: either region calls (BA-5.1c)."""
    return forums.may_chair(user, subject)


def may_sign_up(user: Any, subject: Gathering | None) -> bool:
    """Whoever sees the event and takes part in the work signs up, themselves or a colleague."""
    if subject is None or not holds(user, "outreach.sign_up"):
        return holds(user, "outreach.sign_up")
    return gatherings_visible_to(user).filter(pk=subject.pk).exists()


def may_sign_off(user: Any, subject: Registration | None) -> bool:
    """Whoever signed somebody up, and the secretariat, take it back."""
    if subject is None:
        return holds(user, "outreach.sign_up")
    own = subject.user_id is not None and subject.user_id == getattr(user, "pk", None)
    return own or may_announce(user, subject)


def may_post(user: Any, subject: Any) -> bool:
    """Members and the secretariat write to the members."""
    return forums.may_speak(user, subject) or forums.may_keep(user, subject)


def gatherings_visible_to(user: Any) -> QuerySet[Gathering]:
    """Events whose sign-up is open, of the forums one sees; those in the making of the forums one is inside."""
    is_out = Q(opened_at__isnull=False, meeting__forum__in=forums.forums_visible_to(user))
    return Gathering.objects.filter(is_out | Q(meeting__forum__in=forums.inside_of(user)), meeting__gone_at=None)


def registrations_visible_to(user: Any) -> QuerySet[Registration]:
    """Who has signed up: for the inside of the forum all, for others those they signed up themselves."""
    own = Q(user_id=getattr(user, "pk", None) or 0)
    return Registration.objects.filter(Q(gathering__meeting__forum__in=forums.inside_of(user)) | own, gone_at=None)


def circulars_visible_to(user: Any) -> QuerySet[Circular]:
    """What was sent on, for the inside of the forum that sent it."""
    return Circular.objects.filter(forum__in=forums.inside_of(user))


def posts_visible_to(user: Any) -> QuerySet[Post]:
    """What members have written, for the inside of the forum."""
    return Post.objects.filter(forum__in=forums.inside_of(user))
