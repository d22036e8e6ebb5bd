"""Reading users, grants and the audit log."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from tvaers.engine.access import policies
from tvaers.engine.access.models import EVERYWHERE, Grant, User
from tvaers.engine.access.roles import ROLES, Role
from tvaers.kernel import audit, clock
from tvaers.kernel.errors import NotAllowed, NotFound
from tvaers.kernel.models import AuditEntry


@dataclass(frozen=True)
class Standing:
    """What a user is right now: the role and the scope that the page header shows."""

    role: Role
    scope: str


def standings(user: Any) -> list[Standing]:
    """The grants of a user that hold today, as roles."""
    today = clock.today()
    rows = Grant.objects.filter(user_id=user.pk, starts__lte=today).order_by("role", "scope")
    return [Standing(ROLES[g.role], g.scope) for g in rows if g.ends is None or g.ends >= today]


def holders(roles: Collection[str]) -> list[Grant]:
    """The grants of some roles that hold today, of users who can log in and have an e-mail address, with the user."""
    today = clock.today()
    rows = Grant.objects.filter(role__in=roles, starts__lte=today, user__is_active=True).exclude(user__email="")
    found = rows.filter(Q(ends__isnull=True) | Q(ends__gte=today))
    return list(found.select_related("user").order_by("user_id", "pk"))


def user_named(username: str) -> User | None:
    """The user with a name, or None."""
    return User.objects.filter(username=username).first()


def demo_users() -> QuerySet[User]:
    """The users of the demo, whose names start with "demo-"."""
    return User.objects.filter(username__startswith="demo-").order_by("username")


def grants_of(user: Any) -> QuerySet[Grant]:
    """All grants of a user, newest first."""
    return Grant.objects.filter(user_id=user.pk).order_by("-starts", "-pk")


def users(viewer: Any) -> QuerySet[User]:
    """The users that the viewer may see, by name."""
    found: QuerySet[User] = policies.users_visible_to(viewer)
    return found.order_by("username")


def grants(viewer: Any) -> QuerySet[Grant]:
    """The grants that the viewer may see, newest first."""
    return policies.grants_visible_to(viewer).select_related("user").order_by("-starts", "-pk")


def grant(viewer: Any, pk: int) -> Grant:
    """One grant. Raises NotFound also when the viewer may not see it."""
    found = grants(viewer).filter(pk=pk).first()
    if found is None:
        raise NotFound(what="Adgangen findes ikke, eller du må ikke se den.")
    return found


def user_to_grant(viewer: Any, username: str, scope: str) -> User | None:
    """The user to give a role over a scope; None also when the viewer gives no roles there."""
    return user_named(username) if policies.may_grant(viewer, scope) else None


def audit_verdict(viewer: Any) -> audit.Verdict:
    """Whether the log is whole. Raises NotAllowed for those who may not read it."""
    if not policies.may_see_audit(viewer):
        raise NotAllowed(what="Du har ikke adgang til loggen.", do="Bed din administrator om rollen revisor.")
    return audit.verify()


def audit_entries(user: Any, *, text: str = "", action: str = "", object: str = "") -> QuerySet[AuditEntry]:
    """The log, newest first, for those who may read it; else nothing."""
    if not policies.may_see_audit(user):
        return AuditEntry.objects.none()
    entries = AuditEntry.objects.order_by("-number")
    if text:
        entries = entries.filter(sentence__icontains=text)
    if action:
        entries = entries.filter(action=action)
    if object:
        entries = entries.filter(object=object)
    return entries


def is_everywhere(scope: str) -> bool:
    """Whether a scope is everything."""
    return scope == EVERYWHERE


def heads_file() -> Path:
    """Where the heads of the log's segments are exported to: outside the database."""
    return Path(settings.VAR) / "audit" / "heads.jsonl"
