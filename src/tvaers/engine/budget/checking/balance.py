"""Interval arithmetic with the rounding bound: is a printed total what its terms give?

A figure printed with a last digit worth `step` kroner may hide half a step. A total may therefore be off by half a
step of each term and half of its own; what is off by more cannot be rounding. Each end of an interval is tried by
itself. An end that is printed as 0 hides less: nobody writes 0 for 0,4 beside figures with two decimals, so it counts
with the finest step of its table.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from tvaers.engine.budget.catalogue import ZERO, Cell, Interval, Table

Verdict = Literal["held", "rounding", "off"]


@dataclass(frozen=True)
class Term:
    """A figure that takes part in a sum: `amount` and, for each end, the kroner of its last printed digit."""

    amount: Interval
    steps: Interval
    label: str = ""

    @property
    def step(self) -> int:
        return max(self.steps.low, self.steps.high)


@dataclass(frozen=True)
class Balance:
    """A printed total and the terms it should be the sum of."""

    printed: Term
    terms: tuple[Term, ...]

    @property
    def recomputed(self) -> Interval:
        return sum((one.amount for one in self.terms), ZERO)

    @property
    def slack(self) -> Interval:
        """Twice the rounding bound of each end, so that it is a whole number of kroner."""
        return sum((one.steps for one in self.terms), self.printed.steps)

    @property
    def verdict(self) -> Verdict:
        """held: equal at both ends. rounding: off by no more than the bound. off: by more, at one end or both."""
        return judged(self.printed.amount - self.recomputed, self.slack)

    @property
    def finest(self) -> int:
        """The smallest last digit among all the figures: what a recomputed amount is shown with."""
        return min((one.step for one in (self.printed, *self.terms) if one.step), default=0)


def judged(difference: Interval, slack: Interval) -> Verdict:
    """How a difference stands to twice the rounding bound."""
    if difference == ZERO:
        return "held"
    inside = 2 * abs(difference.low) <= slack.low and 2 * abs(difference.high) <= slack.high
    return "rounding" if inside else "off"


def term(amount: Interval, step: int, finest: int, label: str = "") -> Term:
    """A term whose ends that are 0 count with the finest step."""
    low, high = (finest if end == 0 else step for end in (amount.low, amount.high))
    return Term(amount, Interval(min(low, step), min(high, step)), label)


def term_of(cell: Cell | None, finest: int, label: str = "") -> Term | None:
    """The term of a cell; None where nothing certain stands in it."""
    if cell is None or cell.amount is None or cell.state not in ("stated", "placed"):
        return None
    return term(cell.amount, cell.step, finest, label)


def finest_step(tables: Iterable[Table]) -> int:
    """The smallest last digit of the figures in some tables that are not 0; 0 where there is none."""
    cells = (cell for table in tables for row in table.rows for cell in row.cells)
    return min((one.step for one in cells if one.amount not in (None, ZERO) and one.step), default=0)
