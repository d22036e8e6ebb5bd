"""Who sees what of budgets, and who writes.

A published version is for everybody, also without a login. Before that it is for those who hold `budget.see` over its
region. A unit's drafts are for the unit and the budget office; a scenario is for its group and for those it is shared
with, and the joint one for all who compose in the region.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from tvaers.engine.access.models import EVERYWHERE
from tvaers.engine.access.policies import holds, scopes
from tvaers.engine.budget.models import Catalogue, Group, Member, Version
from tvaers.kernel import clock
from tvaers.kernel.action import System

KEEP, DECIDE, WRITE, COMPOSE, LEAD = "budget.keep", "budget.decide", "budget.write", "budget.compose", "budget.lead"


def party_of(subject: Any) -> str | None:
    """The region that something belongs to; None without anything to ask about."""
    if isinstance(subject, str):
        return subject
    for step in ("catalogue", "version", "catalogue_version", "agreement", "line", "round", "scenario", "allocation"):
        if not isinstance(subject, Catalogue | Group) and getattr(subject, step, None) is not None:
            return party_of(getattr(subject, step))
    return subject.party if isinstance(subject, Catalogue | Group) else None


def _over(user: Any, permission: str, subject: Any) -> bool:
    party = party_of(subject)
    return holds(user, permission, *([party] if party is not None else []))


def may_keep(user: Any, subject: Any) -> bool:
    """The budget office of the region."""
    return _over(user, KEEP, subject)


def may_decide(user: Any, subject: Any) -> bool:
    """The chief of the region's budget: publishes, and signs what was agreed."""
    return _over(user, DECIDE, subject)


def catalogues_visible_to(user: Any) -> QuerySet[Catalogue]:
    """Catalogues with a published version, and those of the regions whose drafts the user sees."""
    held = scopes(user, "budget.see")
    if EVERYWHERE in held:
        return Catalogue.objects.all()
    published = Q(pk__in=published_versions().values("catalogue"))
    return Catalogue.objects.filter(published | Q(party__in=held))


def published_versions() -> QuerySet[Version]:
    """The versions that everybody may read."""
    return Version.objects.exclude(published_at=None)


def visible_to(user: Any) -> QuerySet[Version]:
    """Published versions, and all those of the regions whose drafts the user sees."""
    held = scopes(user, "budget.see")
    if EVERYWHERE in held:
        return Version.objects.all()
    return Version.objects.filter(Q(published_at__isnull=False) | Q(catalogue__party__in=held))


def groups_of(user: Any) -> QuerySet[Group]:
    """The groups that the user works for today."""
    if isinstance(user, System) or not getattr(user, "pk", None):
        return Group.objects.none()
    today = clock.today()
    current = Member.objects.filter(user_id=user.pk, starts__lte=today)
    return Group.objects.filter(members__in=current.filter(Q(ends__isnull=True) | Q(ends__gte=today))).distinct()


def may_see_drafts(user: Any, subject: Any) -> bool:
    """Whether the user sees what is not published yet in the region."""
    return _over(user, "budget.see", subject)
