"""Rounds of negotiation: opened with rules that are frozen from then on. A change of the rules is a new round."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Max

from tvaers.engine.budget import policies
from tvaers.engine.budget.composing.shapes import Need, Rules
from tvaers.engine.budget.frozen import need_out, rules_out
from tvaers.engine.budget.locking import fresh
from tvaers.engine.budget.models import Round, Version
from tvaers.engine.budget.scenarios import new_scenario
from tvaers.engine.budget.stages import move
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, action
from tvaers.kernel.errors import Conflict, Problem


@action("budget.open_round", permission=policies.may_keep, on="version", audit="{actor} åbnede {result}",
        silent=("rules", "needs"))  # fmt: skip
def open_round(*, actor: Actor, version: Version, name: str, rules: Rules, needs: Sequence[Need]) -> Round:
    """Åbn en forhandlingsrunde. Reglerne ligger fast, fra den åbner; den runde, der er åben, lukker.

    The joint scenario comes with it. Problem without a name, without needs, or where two needs have the same key.
    """
    version = fresh(version)
    keys = [one.key for one in needs]
    if not name.strip() or not keys:
        raise Problem(what="Runden mangler et navn eller forslag.", do="Skriv, hvad runden hedder.")
    if len(set(keys)) < len(keys):
        raise Problem(what="To forslag har samme nøgle.", do="Ret nøglerne i kataloget.")
    version = move(version, "negotiate")
    version.rounds.filter(closed_at=None).update(closed_at=clock.now())
    last = version.rounds.aggregate(last=Max("number"))["last"] or 0
    made = Round.objects.create(
        catalogue_version=version, number=last + 1, name=name.strip(), rules=rules_out(rules),
        needs=[need_out(one) for one in needs], opened_at=clock.now(),
    )  # fmt: skip
    new_scenario(actor, made, None, "Fælles opstilling", risk=rules.risk)
    return made


@action("budget.close_round", permission=policies.may_keep, on="round", audit="{actor} lukkede {round}")
def close_round(*, actor: Actor, round: Round) -> Round:  # noqa: ARG001
    """Luk en runde. Opstillingerne kan læses, men ikke ændres."""
    round = fresh(round)
    if round.closed_at is not None:
        raise Conflict(what="Runden er allerede lukket.")
    round.closed_at = clock.now()
    round.save(update_fields=["closed_at"])
    return round
