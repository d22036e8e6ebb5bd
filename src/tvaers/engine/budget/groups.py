"""Party groups and who works for them: the members see everything of the group and compose for it."""

from __future__ import annotations

from datetime import timedelta

from tvaers.engine.access.models import User
from tvaers.engine.budget import policies
from tvaers.engine.budget.models import Group, Member
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, action
from tvaers.kernel.errors import Conflict, Problem


@action("budget.found_group", permission=policies.may_keep, on="party", audit="{actor} oprettede {result}")
def found_group(*, actor: Actor, party: str, name: str) -> Group:  # noqa: ARG001
    """Opret en partigruppe i regionsrådet."""
    if not name.strip():
        raise Problem(what="Gruppens navn mangler.")
    if Group.objects.filter(party=party, name=name.strip()).exists():
        raise Conflict(what="Der er allerede en gruppe med det navn.")
    return Group.objects.create(party=party, name=name.strip())


@action("budget.seat_in_group", permission=policies.may_seat, on="group", audit="{actor} satte {user} i {group}")
def seat_in_group(*, actor: Actor, group: Group, user: User) -> Member:  # noqa: ARG001
    """Lad en bruger arbejde for gruppen fra i dag. Brugeren ser så alt i gruppen."""
    if policies.groups_of(user).filter(pk=group.pk).exists():
        raise Conflict(what="Brugeren er allerede med i gruppen.")
    if policies.groups_of(user).exclude(pk=group.pk).filter(party=group.party).exists():
        raise Conflict(
            what="Brugeren er med i en anden gruppe.", why="Gruppernes opstillinger er private.",
            do="Lad brugeren træde ud af den først.",
        )  # fmt: skip
    return Member.objects.create(group=group, user=user, starts=clock.today())


@action("budget.leave_group", permission=policies.may_seat, on="group", audit="{actor} tog {user} ud af {group}")
def leave_group(*, actor: Actor, group: Group, user: User) -> Group:  # noqa: ARG001
    """Lad en bruger træde ud af gruppen fra i dag. Brugeren ser ikke gruppens opstillinger mere."""
    held = policies.sittings(user).filter(group=group)
    if not held.exists():
        raise Problem(what="Brugeren er ikke med i gruppen.")
    yesterday = clock.today() - timedelta(days=1)
    held.filter(starts__gt=yesterday).delete()
    held.update(ends=yesterday)
    return group
