"""Giving and taking access."""

from datetime import date, timedelta
from typing import Any

from pydantic import SecretStr

from tvaers.engine.access import policies
from tvaers.engine.access.models import Grant, User
from tvaers.engine.access.roles import ROLES
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, action
from tvaers.kernel.errors import Problem


@action(
    "access.create_user",
    permission=policies.may_create_user,
    audit="{actor} oprettede brugeren {username}",
)
def create_user(*, actor: Actor, username: str, title: str, email: str = "") -> User:
    """Opret en bruger uden adgang og uden adgangskode. Mail om frister og beskeder går til `email`."""
    if User.objects.filter(username=username).exists():
        raise Problem(
            what=f"Brugeren {username} findes allerede.",
            why="Et brugernavn bruges kun én gang, så loggen altid peger på den rigtige.",
            do="Vælg et andet brugernavn, eller giv den bruger, der findes, en rolle mere.",
        )
    return User.objects.create_user(username=username, title=title, email=email)


@action("access.set_password", permission=policies.may_set_password, audit="{actor} gav {user} en ny adgangskode")
def set_password(*, actor: Actor, user: Any, password: SecretStr) -> User:
    """Giv en bruger en ny adgangskode. Den står aldrig i loggen."""
    account: User = user
    account.set_password(password.get_secret_value())
    account.save(update_fields=["password"])
    return account


@action(
    "access.grant",
    permission=policies.may_grant,
    on="scope",
    audit="{actor} gav {user} rollen {role} for {scope}: {reason}",
)
def grant(
    *, actor: Actor, user: Any, role: str, scope: str, reason: str, starts: date | None = None, ends: date | None = None
) -> Grant:
    """Giv en bruger en rolle. `scope` er en parts kode eller "*". Datoer er inklusive."""
    if role not in ROLES:
        raise Problem(
            what=f"Rollen «{role}» findes ikke.",
            why="En adgang gives altid som en af de roller, Tværs kender.",
            do=f"Vælg en af: {', '.join(sorted(ROLES))}.",
        )
    first = starts or clock.today()
    if ends is not None and ends < first:
        raise Problem(what="Adgangen slutter, før den begynder.", do="Ret en af de to datoer.")
    return Grant.objects.create(user=user, role=role, scope=scope, starts=first, ends=ends, reason=reason)


@action(
    "access.revoke",
    permission=policies.may_revoke,
    on="grant",
    audit="{actor} fratog adgangen {grant}: {reason}",
)
def revoke(*, actor: Actor, grant: Grant, reason: str) -> Grant:
    """Fratag en adgang fra i dag. Den bliver stående med sine datoer.

    The last day becomes yesterday, because dates are inclusive and the access is to end at once; one that has ended
    keeps its last day.
    """
    yesterday = clock.today() - timedelta(days=1)
    last = min(grant.ends or yesterday, yesterday)
    Grant.objects.filter(pk=grant.pk).update(ends=last, starts=min(grant.starts, last))
    grant.refresh_from_db()
    return grant
