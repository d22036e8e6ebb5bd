"""Reading the messages that a fault of ours stopped: which wait, why, and who may try them again."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When

from tvaers.engine.access.roles import ROLES
from tvaers.engine.messages import policies
from tvaers.engine.messages.models import Parked
from tvaers.kernel.errors import NotFound


def parked(user: Any) -> QuerySet[Parked]:
    """The messages of the user's parties that could not be taken in: those that wait first, then the newest."""
    waits = Case(When(state="waiting", then=Value(0)), default=Value(1), output_field=IntegerField())
    found = policies.parked_visible_to(user).select_related("message", "taken")
    return found.order_by(waits, "-parked_at", "-pk")


def parked_count(user: Any) -> int:
    """How many of them wait for the user: those that the user may try again."""
    return sum(1 for one in parked(user).filter(state="waiting") if policies.may_try_parked(user, one))


def parked_one(user: Any, pk: int) -> Parked:
    """One of them. Raises NotFound also when it came to others."""
    found = parked(user).filter(pk=pk).first()
    if found is None:
        raise NotFound(what="Meddelelsen findes ikke, eller den er ikke til dig.")
    return found


def who_may_try(party: str) -> tuple[str, ...]:
    """The titles of the roles that may try a message to a party again; "" is a receiver that nobody knows."""
    able = [role for role in ROLES.values() if "messages.try_parked" in role.permissions]
    return tuple(role.title for role in able if bool(party) != ("access.grant" in role.permissions))
