"""Who sees and who writes in the year wheel.

Duties and registers are public papers. A status form is for the forum that asks and, once sent, for its receivers:
whoever follows up (`forums.progress`) for the party, or for a member party of the cluster, or sits in the group.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from tvaers.engine.access.models import EVERYWHERE
from tvaers.engine.access.policies import holds, scopes
from tvaers.engine.forums import policies as forums
from tvaers.engine.forums.models import Forum
from tvaers.engine.parties.queries import members_of
from tvaers.engine.yearwheel.models import Contact, Obligation, Place, Receiver, Register, StatusRequest
from tvaers.kernel import clock


def may_take_up(user: Any, _subject: object) -> bool:
    """The duties of the agreements are loaded, and the wheel turned by hand, by whoever loads agreements."""
    return holds(user, "agreements.load", EVERYWHERE)


def forum_of(subject: Any) -> Forum | None:
    """The forum whose secretariat keeps something; for a duty the one that decides."""
    if isinstance(subject, Receiver):
        return subject.request.forum
    if isinstance(subject, Obligation):
        chain = subject.type.chain
        return Forum.objects.filter(key=chain[-1]).first() if chain else None
    return subject if isinstance(subject, Forum) else getattr(subject, "forum", None)


def may_keep(user: Any, subject: Any) -> bool:
    """Whether the user keeps the papers of the forum that it belongs to; without anything, of any forum at all.

    A duty without a forum is for those who load agreements.
    """
    forum = forum_of(subject)
    if forum is None and subject is not None:
        return may_take_up(user, subject)
    return forums.may_keep(user, forum)


def codes_of(receiver: Receiver) -> set[str]:
    """The codes and keys of the parties that answer for a receiver: the party itself, and a cluster's members."""
    if not receiver.party:
        return set()
    members = members_of(receiver.party, clock.today())
    return {receiver.party, *(one.code for one in members if one.code), *(one.key for one in members)}


def may_answer(user: Any, receiver: Receiver | None) -> bool:
    """Whether the user answers a form for the receiver; without one, for anybody at all."""
    if receiver is None:
        return holds(user, "forums.progress")
    if receiver.group is not None:
        return forums.may_speak(user, receiver.group) or forums.may_keep(user, receiver.group)
    return holds(user, "forums.progress", *codes_of(receiver))


def may_name(user: Any, subject: Any) -> bool:
    """Whether the user names contact persons: for their own organisation, or as keeper of the register."""
    if isinstance(subject, Contact):
        subject = Place(subject.register, subject.party)
    if not isinstance(subject, Place):
        return holds(user, "forums.progress") or forums.may_keep(user, None)
    return holds(user, "forums.progress", subject.party) or may_keep(user, subject.register)


def requests_visible_to(user: Any) -> QuerySet[StatusRequest]:
    """The sent forms of the forums one sees from the inside, those one is to answer, and the drafts that one keeps."""
    drafts = [one.pk for one in StatusRequest.objects.filter(sent_at=None) if may_keep(user, one)]
    mine = {one.request_id for one in receivers_of(user)}
    inside = Q(forum__in=forums.inside_of(user), sent_at__isnull=False)
    return StatusRequest.objects.filter(inside | Q(pk__in=[*drafts, *mine]))


def receivers_of(user: Any) -> list[Receiver]:
    """The receivers of sent forms that the user answers for."""
    found = Receiver.objects.exclude(request__sent_at=None).select_related("request__forum", "group")
    if not scopes(user, "forums.progress") and not forums.inside_of(user):
        return []
    return [one for one in found.order_by("request__due", "name") if may_answer(user, one)]


def obligations_visible_to(user: Any) -> QuerySet[Obligation]:
    """What agreements oblige to is public: everybody with a role sees it."""
    return Obligation.objects.filter(gone_at=None) if holds(user, "forums.see") else Obligation.objects.none()


def registers_visible_to(user: Any) -> QuerySet[Register]:
    """Who to call is for everybody with a role."""
    return Register.objects.all() if holds(user, "forums.see") else Register.objects.none()
