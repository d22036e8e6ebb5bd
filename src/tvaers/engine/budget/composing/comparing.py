"""Two compositions side by side: only what differs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tvaers.engine.budget.composing.figures import NOTHING, Line, Part, Remark, Spread, Stand
from tvaers.engine.budget.composing.shapes import Pot


@dataclass(frozen=True)
class LineDifference:
    """A need that stands or costs otherwise; None where a composition does not know it."""

    key: str
    title: str
    first: Line | None
    second: Line | None


@dataclass(frozen=True)
class FigureDifference:
    """What is used by a pot ("" as name), theme or unit in a period, where the two differ."""

    name: str
    pot: Pot
    period: str
    first: Spread
    second: Spread

    @property
    def change(self) -> Spread:
        """The second less the first."""
        return self.second - self.first


@dataclass(frozen=True)
class Comparison:
    """Everything that differs; empty when the two stand alike."""

    lines: tuple[LineDifference, ...]
    pots: tuple[FigureDifference, ...]
    themes: tuple[FigureDifference, ...]
    units: tuple[FigureDifference, ...]
    only_first: tuple[Remark, ...]
    only_second: tuple[Remark, ...]

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return any((self.lines, self.pots, self.themes, self.units, self.only_first, self.only_second))


def compare(first: Stand, second: Stand) -> Comparison:
    """What differs between two compositions: needs, used amounts, faults and warnings."""
    told, told_too = (*first.faults, *first.warnings), (*second.faults, *second.warnings)
    return Comparison(
        lines=_lines(first, second),
        pots=_figures(_pots(first), _pots(second)),
        themes=_figures(first.themes, second.themes),
        units=_figures(first.units, second.units),
        only_first=tuple(one for one in told if one not in told_too),
        only_second=tuple(one for one in told_too if one not in told),
    )


def _lines(first: Stand, second: Stand) -> tuple[LineDifference, ...]:
    one, other = ({line.key: line for line in made.lines} for made in (first, second))
    return tuple(
        LineDifference(key, (one.get(key) or other[key]).title, one.get(key), other.get(key))
        for key in dict.fromkeys([*one, *other])
        if one.get(key) != other.get(key)
    )


def _pots(made: Stand) -> list[Part]:
    return [Part("", pot.pot, pot.period, pot.sums) for pot in made.pots]


def _figures(first: Iterable[Part], second: Iterable[Part]) -> tuple[FigureDifference, ...]:
    one, other = ({(part.name, part.pot, part.period): part.sums.used for part in parts} for parts in (first, second))
    return tuple(
        FigureDifference(*place, one.get(place, NOTHING), other.get(place, NOTHING))
        for place in dict.fromkeys([*one, *other])
        if one.get(place, NOTHING) != other.get(place, NOTHING)
    )
