"""Years after the budget year: what they repeat, what must be decided again, and which of them must balance.

BUD-39, BUD-40, BUD-41, BUD-198. Whole kroner.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tvaers.engine.budget.composing.wording import kr
from tvaers.engine.budget.rules.register import rule
from tvaers.kernel.budget_amounts import Kroner
from tvaers.kernel.errors import Problem

Addition = Literal["full_year_effect", "law_change", "growth", "new_money", "key_update"]
ALLOWED: tuple[Addition, ...] = ("full_year_effect", "law_change")


@dataclass(frozen=True)
class Told:
    """The gap of a period (above zero: lacking), whether it must be nought, and a warning where it is only told."""

    gap: Kroner
    is_hard: bool
    warnings: tuple[str, ...] = ()


@rule("BUD-39", title="Et overslagsår")
def estimate_year(level: Kroner, additions: tuple[tuple[Addition, Kroner], ...] = ()) -> Kroner:
    """An estimate year: the budget level, known full-year effects and larger law changes. Problem for anything else."""
    for kind, _ in additions:
        if kind not in ALLOWED:
            raise Problem(
                what="Et overslagsår kan ikke få det tillæg.",
                why="Det gentager niveauet med kendte helårsvirkninger og lovændringer, uden vækst og nye penge.",
                do="Tag tillægget ud.",
            )
    return level + sum(amount for _, amount in additions)


@rule("BUD-40", title="Helårsvirkningen skal bekræftes")
def effect_state(is_decided_for_year: bool) -> Literal["to_confirm", "decided"]:
    """A full-year effect waits to be confirmed until the budget of its own year decides on it."""
    return "decided" if is_decided_for_year else "to_confirm"


@rule("BUD-41", title="Forskel på udgift og finansiering")
def period_gap(cost: Kroner, financing: Kroner, period: str, budget_year: str) -> Told:
    """The gap of a period: hard in the budget year, where lacking money is a Problem; told only in later ones."""
    gap, is_hard = cost - financing, period == budget_year
    if is_hard and gap > 0:
        raise Problem(what=f"Budgettet for {period} mangler {kr(gap)}", do="Vælg mindre, eller find mere.")
    later = gap > 0 and not is_hard
    return Told(gap, is_hard, (f"I {period} mangler der {kr(gap)} Det er kun en oplysning.",) if later else ())


@rule("BUD-198", title="Balance i specialsektoren")
def special_sector(results: dict[str, Kroner], deficit_year: str) -> dict[str, Kroner]:
    """The results of the specialised sector by year. Problem for an estimate year that does not go up."""
    for year, amount in results.items():
        if year != deficit_year and amount != 0:
            raise Problem(
                what=f"Specialsektoren går ikke op i {year}.",
                why=f"Resultatet er {kr(amount)}, og kun {deficit_year} må have et underskud.",
                do="Gør omkostninger og betaling lige store.",
            )
    return results
