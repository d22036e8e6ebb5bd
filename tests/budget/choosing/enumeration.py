"""Every set of a small ask, by plain arithmetic of its own: neither the composer nor the solver is used.

Sets are rows of a matrix of 0 and 1. Needs have one amount a period at risk 0 (their low end) unless the round says
otherwise; only what the random instances use is here.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from tvaers.engine.budget.catalogue import Interval
from tvaers.engine.budget.choosing import Ask
from tvaers.engine.budget.composing import Need

Whole = NDArray[np.int64]
Fits = NDArray[np.bool_]


@dataclass(frozen=True)
class Sets:
    """The choosable keys, every set that keeps the rules as rows of 0 and 1, and the points and cost of each."""

    keys: tuple[str, ...]
    rows: Whole
    points: Whole
    cost: Whole

    @property
    def best(self) -> Whole:
        """The sets with the most points."""
        return self.rows[self.points == self.points.max()]

    def by_the_tie_rule(self) -> frozenset[str]:
        """The one set that the tie rule leaves."""
        order = sorted(range(len(self.rows)), key=self._rank)
        return frozenset(key for key, taken in zip(self.keys, self.rows[order[0]], strict=True) if taken)

    def _rank(self, place: int) -> tuple[int, int, int, tuple[int, ...]]:
        row = self.rows[place]
        return -int(self.points[place]), int(self.cost[place]), int(row.sum()), tuple(-int(value) for value in row)


def placed(amount: Interval, risk: int) -> int:
    """An amount at a risk, half a krone away from zero; widths are never negative here."""
    return amount.low + (2 * (amount.high - amount.low) * risk + 1000) // 2000


def every_set(ask: Ask) -> Sets:
    """All sets that keep the rules of an ask."""
    free = [need for need in ask.needs if not need.unavoidable]
    rows = np.array(list(product((0, 1), repeat=len(free))), dtype=np.int64)
    taken = {need.key: np.ones(len(rows), dtype=np.int64) for need in ask.needs}
    taken |= {need.key: rows[:, number] for number, need in enumerate(free)}
    fits = _linked(ask, taken) & _limited(ask, free, taken)
    for pot, frame in ask.rules.frames.items():
        fits &= _used(ask, pot, taken) <= frame["2024"]
    for key in ask.must:
        fits &= taken[key] == 1
    for key in ask.never:
        fits &= taken[key] == 0
    points = sum((ask.points.get(need.key, 0) * taken[need.key] for need in free), np.zeros(len(rows), np.int64))
    costs = sum((_at(ask, need, "2024") * taken[need.key] for need in free), _derived(ask, taken))
    return Sets(tuple(need.key for need in free), rows[fits], points[fits], costs[fits])


def _linked(ask: Ask, taken: dict[str, Whole]) -> Fits:
    fits = np.ones(len(next(iter(taken.values()))), dtype=bool)
    for link in ask.rules.links:
        if link.kind == "requires":
            fits &= taken[link.first] <= taken[link.second]
        if link.kind == "excludes":
            fits &= taken[link.first] + taken[link.second] <= 1
    return fits


def _limited(ask: Ask, free: list[Need], taken: dict[str, Whole]) -> Fits:
    fits = np.ones(len(next(iter(taken.values()))), dtype=bool)
    for limit in ask.limits:
        cost = _derived(ask, taken, limit.theme) if limit.period == "2024" else np.zeros(len(fits), np.int64)
        for need in free:
            if limit.theme in ("", need.theme):
                cost = cost + _at(ask, need, limit.period) * taken[need.key]
        if limit.least is not None:
            fits &= cost >= limit.least
        if limit.most is not None:
            fits &= cost <= limit.most
    return fits


def _at(ask: Ask, need: Need, period: str) -> int:
    return placed(need.amounts[period], ask.rules.risk) if period in need.amounts else 0


def _derived(ask: Ask, taken: dict[str, Whole], theme: str = "") -> Whole:
    """The running cost that links add, of one theme or all; it counts in the theme of the need that sets it off."""
    themes = {need.key: need.theme for need in ask.needs}
    links = [link for link in ask.rules.links if link.kind == "derived_operation" and theme in ("", themes[link.first])]
    none = np.zeros(len(next(iter(taken.values()))), np.int64)
    return sum((link.amounts["2024"].low * taken[link.first] for link in links), none)


def _used(ask: Ask, pot: str, taken: dict[str, Whole]) -> Whole:
    """What each set takes of a pot in the view asked for: the Γ largest rises among what stands."""
    needs = [need for need in ask.needs if need.pot == pot]
    count = len(next(iter(taken.values())))
    used = sum((_at(ask, need, "2024") * taken[need.key] for need in needs), np.zeros(count, np.int64))
    if pot == "health":
        used = used + _derived(ask, taken)
    moving = [need for need in needs if ask.all_moves or not need.unavoidable]
    if ask.view == "nominal" or not moving:
        return used
    rises = np.stack([(need.amounts["2024"].high - _at(ask, need, "2024")) * taken[need.key] for need in moving])
    largest = -np.sort(-rises, axis=0)
    return used + (largest if ask.view == "worst" else largest[: ask.gamma]).sum(axis=0)
