"""What earlier decisions do to this budget: full-year effects, money that comes back, treatments phased in.

BUD-28, BUD-29, BUD-34, BUD-76, BUD-115, BUD-149, BUD-202. Whole kroner; an effect is level less the level before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tvaers.engine.budget.rules.register import rule
from tvaers.kernel.budget_amounts import Kroner
from tvaers.kernel.budget_types import Effect
from tvaers.kernel.errors import Problem


@dataclass(frozen=True)
class EffectSum:
    """The effects of a year: those that cost, those that release, their sum, and the effect of each line."""

    up: Kroner
    released: Kroner
    total: Kroner
    lines: dict[str, Kroner]


@dataclass(frozen=True)
class Phased:
    """The level by year, and a warning where a year between the first and the last has no step."""

    levels: dict[str, Kroner]
    final: Kroner
    warnings: tuple[str, ...] = ()


@rule("BUD-28", "BUD-29", "BUD-115", "BUD-202", title="Virkningen i ét år")
def effect_of(levels: dict[str, Kroner], year: str) -> Kroner:
    """The effect of a year: its level less that of the last year before. Problem where one of them is missing."""
    before = [one for one in sorted(levels) if one < year]
    if year not in levels or not before:
        raise Problem(
            what=f"Profilen siger ikke, hvad der ændrer sig i {year}.",
            why="En virkning er forskellen mellem årets niveau og det, der stod før.",
            do="Skriv begge niveauer.",
        )
    return levels[year] - levels[before[-1]]


def effects_in(effects: tuple[Effect, ...], year: str) -> EffectSum:
    """The full-year effects of a year, summed (BUD-28, BUD-29)."""
    lines = {one.id: effect_of(one.levels, year) for one in effects if year in one.levels}
    up, down = (sum(one for one in lines.values() if (one > 0) is rises) for rises in (True, False))
    return EffectSum(up, down, up + down, lines)


@rule("BUD-34", title="Engangspenge, der mangler året efter")
def need_after_one_off(received: Kroner, year: int) -> dict[str, Kroner]:
    """One-off compensation as a need: the same amount is lacking the year after."""
    return {str(year + 1): received}


@rule("BUD-76", title="Budget, der falder væk")
def reduction(budget: Kroner, expected: Kroner) -> Kroner:
    """What a budget changes by when only `expected` is used of it; a reduction is below zero."""
    return expected - budget


@rule("BUD-149", title="Trinvis indfasning")
def phased_in(start: Kroner, steps: Mapping[str, Kroner], first: int, last: int) -> Phased:
    """Levels of what is phased in: `start` in the `first` year, then a fixed step a year until the `last`."""
    years = [str(year) for year in range(first, last + 1)]
    levels, level = {}, start
    for year in years:
        level += steps.get(year, 0)
        levels[year] = level
    missing = [year for year in years[1:] if year not in steps]
    return Phased(levels, level, tuple(f"Trinnet i {year} mangler." for year in missing))
