"""Whether the parties that an event gives roles to are of the kinds that those roles ask for, and apart. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tvaers.engine.cases.given import Faults
from tvaers.kernel.case_parties import PARTY_KINDS
from tvaers.kernel.case_types import EventSpec, Role
from tvaers.kernel.errors import Problem

if TYPE_CHECKING:
    from tvaers.engine.cases.core import Case


def check_fit(before: Case, after: Case, event: EventSpec) -> None:
    """Refuse an event after which a party has got a role that its kind cannot have, or not beside one that it has.

    Faults at the field that names the party, Problem when no field does. A party whose kind nobody knows is let in.
    """
    faults: dict[str, str] = {}
    for role, party in _new(before, after):
        kind = after.kind_of(party)
        if role.kinds and kind and kind not in role.kinds:
            faults[_field(event, role)] = misfit(role, kind)
        for other in _clashes(after, role, party):
            named = _field(event, role) or _field(event, other)
            faults[named] = f"Den samme part kan ikke være både »{role.title}« og »{other.title}«."
    if not faults:
        return
    what = f"»{event.label}« kan ikke registreres sådan."
    if "" in faults:
        raise Problem(what=what, why=faults[""], do="Vælg en part, der kan have rollen.")
    raise Faults(what, faults)


def misfit(role: Role, kind: str) -> str:
    """The Danish sentence about a party of a kind that cannot have a role."""
    allowed = " eller ".join(PARTY_KINDS[one] for one in role.kinds)
    return f"Rollen »{role.title}« kan kun gives til {allowed}. Den valgte part er {PARTY_KINDS.get(kind, kind)}."


def _new(before: Case, after: Case) -> Iterator[tuple[Role, str]]:
    """The roles, each with a party that has come to it."""
    for role in after.type.roles:
        had = before.parties.get(role.id, ())
        yield from ((role, party) for party in after.parties.get(role.id, ()) if party not in had)


def _clashes(after: Case, role: Role, party: str) -> Iterator[Role]:
    """The other roles that a party has, and that must stand apart from one that it has come to."""
    for other in after.type.roles:
        apart = other.id in role.apart_from or role.id in other.apart_from
        if apart and party in after.parties.get(other.id, ()):
            yield other


def _field(event: EventSpec, role: Role) -> str:
    """The field through which an event gives a role; "" when it is given in another way."""
    sources = event.assigns.get(role.id, ())
    return next((one.removeprefix("field:") for one in sources if one.startswith("field:")), "")
