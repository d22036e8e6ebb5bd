"""What each proposal takes of each pot if it is chosen and if it is not, found by composing with all and with none.

The costs are not reckoned anew here: two compositions give them, one with every proposal that can be chosen and one
with the unavoidable alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from tvaers.engine.budget.choosing.shapes import Ask
from tvaers.engine.budget.composing.figures import Placed, Spread, Stand
from tvaers.engine.budget.composing.shapes import WHOLE, Choice, Need, Pot
from tvaers.engine.budget.composing.standing import stand

Spot = tuple[str, Pot, str]
"""Theme, pot and period."""


@dataclass(frozen=True, slots=True)
class Take:
    """Kroner at the risk, and how many more it can become."""

    at: int = 0
    more: int = 0

    def __add__(self, other: Take) -> Take:
        return Take(self.at + other.at, self.more + other.more)


Takes = Mapping[str, Mapping[Spot, Take]]
"""What is taken by key and spot; the effect of a link belongs to the need that sets it off."""


@dataclass(frozen=True)
class Step:
    """A part that a proposal can be taken at: its kroner, what it takes, and what of that is not unavoidable."""

    amount: int
    chosen: Mapping[Spot, Take]
    optional: Mapping[Spot, Take]


@dataclass(frozen=True)
class Field:
    """The proposals that can be chosen, in order; what each takes `left` alone and `chosen`; why others cannot be.

    `optional` is what a chosen one takes beyond its unavoidable part. `parts` are the steps of each that may be taken
    in part.
    """

    keys: tuple[str, ...]
    left: Takes
    chosen: Takes
    optional: Takes
    left_out: Mapping[str, str]
    parts: Mapping[str, tuple[Step, ...]]


def way(ask: Ask, key: str, part: int | None = None) -> Choice:
    """How a proposal is taken when it is: as asked for, or in part with so many kroner."""
    asked = replace(ask.ways.get(key, Choice(key)), key=key, takes_overlap=False)
    return asked if part is None else replace(asked, amount=part)


def fixed(ask: Ask) -> list[Choice]:
    """The choices of unavoidable needs, which stand anyway but may have a level of their own."""
    return [way(ask, need.key) for need in ask.needs if need.unavoidable == WHOLE and need.key in ask.ways]


def field_of(ask: Ask) -> Field:
    """What there is to choose from. A need that could only be chosen with a fault of its own is left out."""
    free = [need for need in ask.needs if need.unavoidable < WHOLE]
    left_out = _faulty(free, ask)
    keys = tuple(need.key for need in free if need.key not in left_out)
    none = stand(ask.needs, ask.rules, fixed(ask))
    every = stand(ask.needs, ask.rules, [*fixed(ask), *(way(ask, key) for key in keys)])
    return Field(keys, _takes(none, ask), _takes(every, ask), _optional(every), left_out, _parts(keys, ask))


def _parts(keys: tuple[str, ...], ask: Ask) -> Mapping[str, tuple[Step, ...]]:
    """Every step of those that may be taken in part: one composition with all first steps, one with all second …"""
    found: dict[str, tuple[Step, ...]] = {}
    divided = [key for key in keys if ask.parts.get(key)]
    for place in range(max((len(ask.parts[key]) for key in divided), default=0)):
        amounts = {key: ask.parts[key][place] for key in divided if place < len(ask.parts[key])}
        made = stand(ask.needs, ask.rules, [*fixed(ask), *(way(ask, key, amounts.get(key)) for key in keys)])
        takes, optional = _takes(made, ask), _optional(made)
        for key, amount in amounts.items():
            found[key] = (*found.get(key, ()), Step(amount, takes.get(key, {}), optional.get(key, {})))
    return found


def _faulty(free: list[Need], ask: Ask) -> dict[str, str]:
    """Why needs cannot be chosen whatever else is: faults that name one need alone, and pots without a frame."""
    every = stand(ask.needs, ask.rules, [way(ask, need.key) for need in free])
    alone = {fault.needs[0]: fault.text for fault in every.faults if len(fault.needs) == 1}
    framed = {pot.pot for pot in every.pots if pot.period == ask.rules.hard and pot.frame is not None}
    spots = _takes(every, ask)
    hard, found = ask.rules.hard, {}
    for need in free:
        if need.key in alone:
            found[need.key] = alone[need.key]
        elif any(
            pot not in framed and period == hard and take != Take()
            for (_, pot, period), take in spots[need.key].items()
        ):
            found[need.key] = f"Der er ingen ramme for dets penge i {hard}."
    return found


def _takes(made: Stand, ask: Ask) -> Takes:
    """What every need takes in a composition, its effects with it."""
    return _gathered([*_of_lines(made, ask.all_moves), *_of_effects(made)])


def _optional(made: Stand) -> Takes:
    of_lines = (
        (line.key, (line.theme, line.pot, period), _take(amount.optional))
        for line in made.lines
        for period, amount in line.amounts.items()
    )
    return _gathered([*of_lines, *_of_effects(made)])


def _of_lines(made: Stand, unavoidable_moves: bool) -> Iterator[tuple[str, Spot, Take]]:
    for line in made.lines:
        for period, amount in line.amounts.items():
            yield line.key, (line.theme, line.pot, period), _both(amount, unavoidable_moves)


def _both(amount: Placed, unavoidable_moves: bool) -> Take:
    must = _take(amount.unavoidable)
    return _take(amount.optional) + (must if unavoidable_moves else Take(must.at))


def _of_effects(made: Stand) -> Iterator[tuple[str, Spot, Take]]:
    for effect in made.effects:
        for period, amount in effect.amounts.items():
            yield effect.key, (effect.theme, effect.pot, period), _take(amount)


def _take(amount: Spread) -> Take:
    return Take(amount.at, amount.high - amount.at)


def _gathered(rows: list[tuple[str, Spot, Take]]) -> Takes:
    found: dict[str, dict[Spot, Take]] = defaultdict(dict)
    for key, spot, take in rows:
        found[key][spot] = found[key].get(spot, Take()) + take
    return found
