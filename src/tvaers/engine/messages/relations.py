"""Relevant cases outside Tværs' own: a party registers that it has one for a citizen, and may look up what it has.

Nobody is looked up by CPR number without a reason, and the log keeps who, whom and why.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from tvaers.engine.citizens import actions as registering
from tvaers.engine.citizens import queries as citizens
from tvaers.engine.citizens.actions import SHORTEST_REASON
from tvaers.engine.citizens.cpr import Cpr
from tvaers.engine.citizens.models import Citizen
from tvaers.engine.messages import policies
from tvaers.engine.messages.models import Relation
from tvaers.kernel.action import Actor, System, action
from tvaers.kernel.errors import NotFound, Problem
from tvaers.kernel.ids import looks_like_cpr

BY = System("registrering af en relevant sag")


@dataclass(frozen=True)
class RelationGiven:
    """That a party has a relevant case for a citizen, on a legal basis, from a day.

    A citizen given by number is registered if new.
    """

    citizen: Citizen | Cpr
    party: str
    basis: str
    starts: date
    ends: date | None = None

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return f"{_pseudonym(self.citizen)} hos {self.party}: {self.basis}"


@action(
    "messages.register_relation", permission=policies.may_register_relation, on="relation",
    audit="{actor} registrerede relevant sag for {relation}",
)  # fmt: skip
def register_relation(*, actor: Actor, relation: RelationGiven) -> Relation:  # noqa: ARG001
    """Registrér, at kommunen har en relevant sag for en borger.

    Notices about the citizen are kept from then on, and not before. The same basis again replaces its days. Problem
    without a legal basis, and when the days are turned around.
    """
    basis = relation.basis.strip()
    if not basis:
        raise Problem(what="Hjemlen mangler.", why="Advis må kun gemmes på et grundlag.", do="Skriv paragraf og lov.")
    if looks_like_cpr(basis):
        raise Problem(what="Hjemlen ligner eller indeholder et CPR-nummer.", do="Skriv kun paragraf og lov.")
    if relation.ends is not None and relation.ends < relation.starts:
        raise Problem(what="Sagen slutter, før den begynder.", do="Ret dagene.")
    row, _ = Relation.objects.update_or_create(
        citizen=_registered(relation.citizen), party=relation.party, basis=basis,
        defaults={"starts": relation.starts, "ends": relation.ends},
    )  # fmt: skip
    return row


@dataclass(frozen=True)
class Asked:
    """A citizen that somebody asks about by number. The log keeps the pseudonym, or that nobody is registered."""

    cpr: Cpr

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return _pseudonym(self.cpr)


@action(
    "messages.look_up_relations", permission=policies.may_look_up_relations,
    audit="{actor} slog op, om {asked} har en relevant sag: {reason}",
)  # fmt: skip
def look_up_relations(*, actor: Actor, asked: Asked, reason: str) -> tuple[Relation, ...]:
    """Slå op, om der er registreret en relevant sag for en borger.

    Only what the actor's own parties have registered; those of others are not even counted. Problem without a reason.
    """
    if len(reason.strip()) < SHORTEST_REASON or looks_like_cpr(reason):
        raise Problem(
            what="Skriv, hvorfor du slår borgeren op.",
            why="Hvert opslag på et CPR-nummer bliver logget med en grund.",
            do=f"Skriv mindst {SHORTEST_REASON} tegn, og intet CPR-nummer.",
        )
    found = relations(actor).filter(citizen__cpr_hash=citizens.hash_of(asked.cpr))
    return tuple(found)


def relations(user: Any) -> QuerySet[Relation]:
    """The relevant cases that the user's own parties have registered, newest first."""
    return policies.relations_visible_to(user).select_related("citizen").order_by("-starts", "-pk")


def relation(user: Any, pk: int) -> Relation:
    """One of them. Raises NotFound also when another party registered it."""
    found = relations(user).filter(pk=pk).first()
    if found is None:
        raise NotFound(what="Sagen findes ikke, eller den er ikke registreret af jer.")
    return found


def _registered(citizen: Citizen | Cpr) -> Citizen:
    if isinstance(citizen, Citizen):
        return citizen
    return citizens.by_cpr(System(), citizen) or registering.register(actor=BY, cpr=citizen)


def _pseudonym(citizen: Citizen | Cpr) -> str:
    found = citizen if isinstance(citizen, Citizen) else citizens.by_cpr(System(), citizen)
    return found.pseudonym if found else "en borger, der ikke er registreret"
