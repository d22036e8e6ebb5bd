"""Moving into the new hospital: what is lacking each year, money carried over, a loan, an early move, building staff.

BUD-35, BUD-64 to BUD-68. Whole kroner; money at hand is below zero, as the catalogue writes it.
"""

from __future__ import annotations

from dataclasses import dataclass

from tvaers.engine.budget.composing.wording import kr
from tvaers.engine.budget.rules.register import rule
from tvaers.kernel.budget_amounts import Kroner
from tvaers.kernel.budget_plans import SeriesRow
from tvaers.kernel.errors import Problem
from tvaers.kernel.money import split


@dataclass(frozen=True)
class EarlyMove:
    """The region's own extra cost over the period, and whether the early move is in the plan."""

    own: Kroner
    is_early: bool


@dataclass(frozen=True)
class Staff:
    """What staff needs from capital, and what the running budget is changed by (nothing)."""

    need: Kroner
    operation: Kroner = 0


@rule("BUD-64", title="Det, flytningen mangler")
def moving_need(funds: dict[str, Kroner], costs: dict[str, Kroner]) -> dict[str, Kroner]:
    """What is lacking each year: the costs and the money at hand (below zero) added."""
    return {year: cost + funds.get(year, 0) for year, cost in costs.items()}


@rule("BUD-35", title="Summen uden rækker med tekst")
def running_total(rows: tuple[SeriesRow, ...], year: str) -> Kroner:
    """The total of a year: rows with words in place of figures are notes and count for nothing."""
    return sum(row.amounts.get(year, 0) for row in rows if row.kind != "note")


@rule("BUD-65", title="Gemte penge")
def carried_over(amount: Kroner, to: dict[str, Kroner]) -> Kroner:
    """The carried money, whose parts must be the source: Problem with the difference where they are not."""
    total = sum(to.values())
    if total != amount:
        raise Problem(
            what=f"Årene får {kr(total)}, men der er gemt {kr(amount)}",
            why="Fordelingen på år kan ændres, summen ligger fast.",
            do=f"Flyt {kr(amount - total)} mere til et af årene.",
        )
    return total


@rule("BUD-66", title="Lån og tilbagebetaling", loan="moving_loan", years="moving_loan_years")
def with_loan(needs: dict[str, Kroner], loan: Kroner, years: int, in_year: str) -> dict[str, Kroner]:
    """The needs with a loan in the year of the move, paid back in equal parts over the next years; parts sum to it."""
    changed = {**needs, in_year: needs[in_year] - loan}
    for place, part in enumerate(split(loan, [1] * years), start=1):
        year = str(int(in_year) + place)
        changed[year] = changed.get(year, 0) + part
    return changed


@rule("BUD-67", title="Tidlig indflytning", extra="early_move_extra", foundation="early_move_foundation")
def early_move(extra: Kroner, foundation: Kroner, is_early: bool = True) -> EarlyMove:
    """What it costs the region itself to move one building early: the extra cost less what the foundation pays."""
    return EarlyMove(extra - foundation if is_early else 0, is_early)


@rule("BUD-68", title="Byggeafdelingens behov")
def building_staff(rows: tuple[SeriesRow, ...], year: str) -> Staff:
    """The building staff's need, paid from capital: the running budget is not changed by it."""
    return Staff(running_total(rows, year))
