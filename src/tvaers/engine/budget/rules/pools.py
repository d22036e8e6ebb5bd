"""Pools and reserves: what is drawn, what is left, and who decides, in whole kroner.

BUD-15, BUD-31 to BUD-33, BUD-91, BUD-124, BUD-196.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tvaers.engine.budget.composing.wording import kr
from tvaers.engine.budget.rules.register import rule
from tvaers.kernel.budget_amounts import Kroner
from tvaers.kernel.errors import Problem


@dataclass(frozen=True)
class PoolState:
    """A pool after what is drawn: what is used, what is left (below zero: too much), and warnings in Danish."""

    used: Kroner
    left: Kroner
    warnings: tuple[str, ...] = ()


@rule("BUD-31", title="Reserven efter løfter og træk", reserve="reserve_pool", committed="reserve_commitment")
def reserve_after(reserve: Kroner, committed: Kroner, draw: Kroner = 0) -> PoolState:
    """The reserve after what is promised and a draw; a draw beyond what is free gives a warning."""
    left = reserve - committed - draw
    over = (f"Trækket er {kr(-left)} større end det, der er frit i reserven.",) if left < 0 else ()
    return PoolState(committed + draw, left, over)


@rule("BUD-15", "BUD-124", "BUD-196", title="Fordeling af en pulje")
def allocated(pool: Kroner, allocations: dict[str, Kroner], case: str = "") -> PoolState:
    """A pool and its receivers. Problem without the political case, and where more is handed out than there is."""
    if allocations and not case:
        raise Problem(
            what="Puljen kan ikke fordeles endnu.",
            why="Den fordeles først i en politisk sag efter forliget.",
            do="Opret udmøntningssagen først.",
        )
    used = sum(allocations.values())
    if used > pool:
        raise Problem(
            what=f"Der fordeles {kr(used - pool)} mere, end puljen har.",
            why=f"Puljen er {kr(pool)}",
            do="Gør et af beløbene mindre.",
        )
    return PoolState(used, pool - used)


@rule("BUD-33", title="Træk på puljen til retningslinjer", pool="guideline_pool.high")
def guideline_draw(pool: Kroner, draw: Kroner, reference: str = "") -> PoolState:
    """A draw on the pool for new guidelines, which must say which guideline it is for."""
    if not reference.strip():
        raise Problem(
            what="Trækket siger ikke, hvilken retningslinje det gælder.",
            why="Puljen er kun til nye retningslinjer og krav.",
            do="Skriv retningslinjens navn eller nummer.",
        )
    return allocated(pool, {reference: draw}, case=reference)


@rule("BUD-32", title="Hvem betaler et nyt krav")
def who_pays(source: Literal["state", "society"]) -> Literal["compensation_case", "own_pool"]:
    """What a new requirement leads to: a case for compensation from the state, or the region's own pool."""
    return "compensation_case" if source == "state" else "own_pool"


@rule("BUD-91", title="Hvem beslutter", pool="satellite_pool")
def who_decides(amount: Kroner, pool: Kroner) -> Literal["committee", "council"]:
    """Who decides on temporary clinics: the committee within the pool, the council beyond it."""
    return "committee" if amount <= pool else "council"
