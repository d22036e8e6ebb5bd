"""Add lines and effects up per pot, theme and unit; a need with several units is shared out evenly to the krone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tvaers.engine.budget.composing.figures import NOTHING, Effect, Line, Part, Placed, PotStand, Spread, Sums
from tvaers.engine.budget.composing.shapes import Pot, Rules
from tvaers.kernel.money import split

Entry = tuple[str, tuple[str, ...], Pot, str, Sums]
"""Theme, units, pot, period and what is used there."""


def entries(lines: Iterable[Line], effects: Iterable[Effect]) -> list[Entry]:
    """Every amount that is used, once."""
    found = [
        (line.theme, line.units, line.pot, period, _sorted(line, amount))
        for line in lines
        for period, amount in line.amounts.items()
    ]
    found += [
        (effect.theme, effect.units, effect.pot, period, Sums(effects=amount))
        for effect in effects
        for period, amount in effect.amounts.items()
    ]
    return found


def _sorted(line: Line, amount: Placed) -> Sums:
    if line.is_saving:
        return Sums(savings=amount.optional, unavoidable=amount.unavoidable)
    return Sums(unavoidable=amount.unavoidable, chosen=amount.optional)


def pots(found: Sequence[Entry], lines: Sequence[Line], rules: Rules) -> tuple[PotStand, ...]:
    """Each pot in each period of the round: those with a frame first, in their order, then those that needs name."""
    sums = _added((pot, period, amount) for _, _, pot, period, amount in found)
    names = dict.fromkeys([*rules.frames, *(line.pot for line in lines), *(pot for pot, _ in sums)])
    return tuple(
        PotStand(
            pot, period, rules.frames.get(pot, {}).get(period), sums.get((pot, period), Sums()),
            tuple(line.key for line in lines if _is_unstated(line, pot, period)),
        )
        for pot in names
        for period in (rules.hard, *rules.told)
    )  # fmt: skip


def _is_unstated(line: Line, pot: Pot, period: str) -> bool:
    return line.pot == pot and line.state != "left" and period not in line.amounts


def by_theme(found: Sequence[Entry], periods: Sequence[str]) -> tuple[Part, ...]:
    """The same sums per theme, in the order in which the themes first come."""
    return _parts(((theme, pot, period, sums) for theme, _, pot, period, sums in found), periods)


def by_unit(found: Sequence[Entry], periods: Sequence[str]) -> tuple[Part, ...]:
    """The same sums per unit; what names no unit is under ""."""
    return _parts(_shared_out(found), periods)


def _shared_out(found: Sequence[Entry]) -> Iterator[tuple[str, Pot, str, Sums]]:
    for _, units, pot, period, sums in found:
        if len(units) <= 1:
            yield units[0] if units else "", pot, period, sums
            continue
        for unit, share in zip(units, _split(sums, len(units)), strict=True):
            yield unit, pot, period, share


def _split(sums: Sums, count: int) -> list[Sums]:
    """Even shares of every figure, which add up to it exactly."""
    kinds = (sums.savings, sums.unavoidable, sums.chosen, sums.effects)
    return [Sums(*shares) for shares in zip(*(_split_spread(kind, count) for kind in kinds), strict=True)]


def _split_spread(amount: Spread, count: int) -> list[Spread]:
    if amount == NOTHING:
        return [NOTHING] * count
    ends = (split(end, [1] * count) for end in (amount.low, amount.at, amount.high))
    return [Spread(*shares) for shares in zip(*ends, strict=True)]


def _parts(rows: Iterable[tuple[str, Pot, str, Sums]], periods: Sequence[str]) -> tuple[Part, ...]:
    found: dict[tuple[str, Pot], dict[str, list[Sums]]] = {}
    for name, pot, period, amount in rows:
        found.setdefault((name, pot), {}).setdefault(period, []).append(amount)
    return tuple(
        Part(name, pot, period, Sums.total(of[period]))
        for (name, pot), of in found.items()
        for period in periods
        if period in of
    )


def _added(rows: Iterable[tuple[Pot, str, Sums]]) -> Mapping[tuple[Pot, str], Sums]:
    found: dict[tuple[Pot, str], list[Sums]] = {}
    for pot, period, amount in rows:
        found.setdefault((pot, period), []).append(amount)
    return {place: Sums.total(many) for place, many in found.items()}
