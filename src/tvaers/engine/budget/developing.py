"""The ways to close the deficit of regional development, as a package lays them down for a budget (BUD-185, BUD-186).

Whole kroner; the use of a measure is in thousandths. Nothing here is stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tvaers.engine.budget.composition import laid_down, package_for
from tvaers.engine.budget.models import Catalogue
from tvaers.engine.budget.playing import parameter
from tvaers.engine.budget.rules.development import Closing, deficit, years_to_close
from tvaers.engine.budget.rules.register import budget_rule
from tvaers.engine.budget.rules.series import sums_of
from tvaers.kernel.budget_types import BudgetContent
from tvaers.kernel.errors import NotFound

COST, FINANCING, PROPOSED = "development", "development-financing", "proposal"
"""The series of the package that tell the cost and its financing, and the column of the proposed budget."""


@dataclass(frozen=True)
class Way:
    """A way to balance: how much of each measure it uses every year, and how long that takes."""

    title: str
    traffic: int
    pools: int
    keeps_traffic: bool
    closing: Closing


@dataclass(frozen=True)
class Development:
    """The deficit with what it is made of, what each measure saves a year when used whole, and the ways laid down."""

    cost: int
    financing: int
    amount: int
    traffic: int
    pools: int
    ways: tuple[Way, ...]


def has_ways(catalogue: Catalogue) -> bool:
    """Whether a package lays down ways to balance for this budget."""
    return _tells(laid_down(catalogue))


def _tells(content: BudgetContent) -> bool:
    return bool(content.scenarios) and {COST, FINANCING} <= {one.id for one in content.series}


def development(catalogue: Catalogue) -> Development:
    """The deficit and every way laid down. Raises NotFound where no package lays any down."""
    content = laid_down(catalogue)
    if not _tells(content):
        raise NotFound(what="Der er ingen veje til balance for det budget.")
    cost = sums_of(content.table(COST)).sums[PROPOSED]
    financing = -sums_of(content.table(FINANCING)).sums[PROPOSED]
    amount = deficit(cost, financing).amount
    ways = tuple(
        Way(one.title, one.traffic, one.pools, one.keeps_traffic, close(catalogue, amount, one.traffic, one.pools))
        for one in content.scenarios
    )
    traffic, pools = (close(catalogue, amount, *use).yearly for use in ((1000, 0), (0, 1000)))
    return Development(cost, financing, amount, traffic, pools, ways)


def close(catalogue: Catalogue, amount: int, traffic: int, pools: int) -> Closing:
    """How long it takes with thousandths of each measure every year. Problem when that saves nothing."""
    return years_to_close(amount, use_traffic=traffic, use_pools=pools, **_measures(catalogue))


def _measures(catalogue: Catalogue) -> dict[str, Any]:
    """What the package's parameters supply to the rule. Raises NotFound without a package."""
    package = package_for(catalogue)
    if package is None:
        raise NotFound(what="Der er ingen regler for det budget.")
    uses = budget_rule("years_to_close").uses
    return {name: parameter(package, of, package.valid.start) for name, of in uses.items()}
