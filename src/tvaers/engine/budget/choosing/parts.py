"""Pools and intervals that may be funded in part: the steps that are offered to the solver, and what a step is worth.

A step is worth its part of the proposal's points, rounded down to whole points, so that no part is worth more than it
pays for. What pays for the whole is the end of the interval nearest to nought, or the other where that is nought.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tvaers.engine.budget.composing.placing import allowed, funded
from tvaers.engine.budget.composing.shapes import WHOLE, Choice, Need, Rules
from tvaers.kernel.errors import Problem
from tvaers.kernel.money import portion

QUARTERS = 4


def quarters(needs: Iterable[Need], rules: Rules) -> dict[str, tuple[int, ...]]:
    """Three steps, a quarter, a half and three quarters, of each pool that can be divided and costs money."""
    found = {}
    for need in needs:
        amount = need.amounts.get(rules.hard)
        if amount is not None and amount.low >= 0 and need.is_divisible and need.unavoidable < WHOLE:
            steps = {portion(amount.low or amount.high, place, QUARTERS) for place in range(1, QUARTERS)}
            fits = tuple(sorted(one for one in steps if may_be(need, one, rules) and one))
            if fits:
                found[need.key] = fits
    return found


def may_be(need: Need, amount: int, rules: Rules) -> bool:
    """Whether a need may be funded with an amount in the hard period."""
    printed = need.amounts.get(rules.hard)
    if printed is None or not need.is_divisible:
        return False
    limits = allowed(need, printed)
    return limits.low <= amount <= limits.high


def worth_of(points: int, need: Need, amount: int, rules: Rules) -> int:
    """The points of a need that is funded with an amount: its part of them, rounded down."""
    level, whole = funded(need, Choice(need.key, amount=amount), rules)
    worth, _ = divmod(points * abs(level), abs(whole))
    return worth


def sensible(parts: Mapping[str, tuple[int, ...]], needs: Mapping[str, Need], rules: Rules) -> None:
    """Raise Problem for a step that its need cannot be set to."""
    for key, steps in parts.items():
        wrong = [one for one in steps if not may_be(needs[key], one, rules)]
        if wrong:
            raise Problem(
                what=f"{key} kan ikke få {wrong[0]} kr.",
                why="Kun puljer og intervaller kan deles, og kun inden for det, de kan sættes til.",
                do="Fjern trinnet.",
            )
