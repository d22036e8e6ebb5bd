"""Opening a seal: showing what is kept apart from a case to the few that the case type lets see it, once and logged."""

from __future__ import annotations

from typing import Any

from tvaers.engine.cases import core, policies, store
from tvaers.engine.cases.mending import SHORTEST_REASON
from tvaers.engine.cases.models import Case, Sealed
from tvaers.engine.cases.sealing import open_sealed
from tvaers.kernel.action import Actor, System, action
from tvaers.kernel.case_types import FieldSpec
from tvaers.kernel.errors import NotAllowed, NotFound, Problem
from tvaers.kernel.ids import looks_like_cpr


@action(
    "cases.unseal", permission=policies.may_see, on="case", audit="{actor} brød seglet om {field} i {case}: {reason}"
)
def unseal(*, actor: Actor, case: Case, field: str, reason: str) -> str:
    """Vis en forseglet oplysning i et forløb.

    The log keeps who, which and why, and not what it says. NotAllowed for those whom the type does not let open it.
    NotFound when there is none, or none any more. Problem without a reason, or with a CPR number in it.
    """
    spec = may_open(actor, case, field)
    if len(reason.strip()) < SHORTEST_REASON or looks_like_cpr(reason):
        raise Problem(
            what="Skriv, hvorfor du skal se det.",
            why="Grunden bliver skrevet i loggen og må ikke indeholde et CPR-nummer.",
            do=f"Skriv mindst {SHORTEST_REASON} tegn.",
        )
    text = open_sealed(case, field)
    if text is None:
        raise NotFound(what=f"{spec.label} er ikke gemt.", why="Det blev aldrig oplyst, eller det er slettet.")
    return text


def may_open(user: Any, case: Case, field: str) -> FieldSpec:
    """The sealed field, for those who act in a role that opens it. NotAllowed for others."""
    folded = store.read(case)
    for spec in folded.type.fields:
        if spec.id == field and spec.type == "sealed" and _may(user, folded, spec):
            return spec
    raise NotAllowed(what="Det kan du ikke få vist.", why="Kun den, der behandler sagen, kan se det.")


def seals(user: Any, row: Case, case: core.Case) -> tuple[FieldSpec, ...]:
    """The sealed fields of a case that hold something and that a user may open."""
    sealed = [spec for spec in case.type.fields if spec.type == "sealed" and _may(user, case, spec)]
    kept = set(Sealed.objects.filter(case=row).values_list("field", flat=True)) if sealed else set()
    return tuple(spec for spec in sealed if spec.id in kept)


def _may(user: Any, case: core.Case, spec: FieldSpec) -> bool:
    """Whether a user acts in a role that opens the seal."""
    roles = {doer.role for doer in policies.doers(user, case.type, case.parties)}
    return isinstance(user, System) or bool(roles & set(spec.opened_by))
