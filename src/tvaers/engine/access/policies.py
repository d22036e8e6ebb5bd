"""Who may give access, and the one question that every other policy asks: does the user hold this permission here?"""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from tvaers.engine.access.models import EVERYWHERE, Grant, User
from tvaers.engine.access.roles import ROLES
from tvaers.kernel import clock
from tvaers.kernel.action import System


def scopes(user: Any, permission: str, on: date | None = None) -> frozenset[str]:
    """The party codes over which the user holds a permission on a day (today when none is given); "*" is everything."""
    if isinstance(user, System):
        return frozenset({EVERYWHERE})
    if not getattr(user, "is_active", False) or not getattr(user, "is_authenticated", False):
        return frozenset()
    roles = [role.id for role in ROLES.values() if permission in role.permissions]
    day = on or clock.today()
    current = Grant.objects.filter(user_id=user.pk, role__in=roles, starts__lte=day)
    return frozenset(current.filter(Q(ends__isnull=True) | Q(ends__gte=day)).values_list("scope", flat=True))


def holds(user: Any, permission: str, *codes: str) -> bool:
    """Whether the user holds a permission over any of the party codes; with no code, over anything at all."""
    held = scopes(user, permission)
    return EVERYWHERE in held or (bool(held) if not codes else bool(held & set(codes)))


def may_create_user(user: Any, _subject: object) -> bool:
    """Only administrators of everything make users."""
    return holds(user, "access.create_user", EVERYWHERE)


def may_set_password(user: Any, _subject: object) -> bool:
    """Only administrators of everything give passwords."""
    return holds(user, "access.set_password", EVERYWHERE)


def may_grant(user: Any, scope: str | None) -> bool:
    """An administrator gives roles within the scope that they administer themselves."""
    return holds(user, "access.grant", *([scope] if scope is not None else []))


def may_revoke(user: Any, grant: Grant | None) -> bool:
    """An administrator takes away roles within the scope that they administer themselves."""
    return holds(user, "access.revoke", *([grant.scope] if grant else []))


def may_see_audit(user: Any) -> bool:
    """The log is read by those who hold it over everything: an entry can be about any party."""
    return holds(user, "audit.see", EVERYWHERE)


def users_visible_to(user: Any) -> Any:
    """The users whose access this user may see."""
    return User.objects.all() if holds(user, "access.see", EVERYWHERE) else User.objects.none()


def grants_visible_to(user: Any) -> QuerySet[Grant]:
    """The grants over the scopes that this user administers."""
    held = scopes(user, "access.see")
    return Grant.objects.all() if EVERYWHERE in held else Grant.objects.filter(scope__in=held)
