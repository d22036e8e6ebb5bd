"""What a composition adds up to: every figure at the low end, at the chosen risk and at the high end, in kroner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from tvaers.engine.budget.composing.shapes import LinkKind, Pot

State = Literal["unavoidable", "chosen", "partly", "left"]
"""unavoidable: stands whatever is chosen. chosen: by a choice. partly: not chosen, but its unavoidable part stands.
left: not chosen and costs nothing."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Kroner at the low end, at the chosen risk and at the high end. For a room `low` is the room at the low end."""

    low: int
    at: int
    high: int

    @classmethod
    def of(cls, amount: int) -> Spread:
        """An amount that is certain."""
        return cls(amount, amount, amount)

    def __add__(self, other: Spread) -> Spread:
        return Spread(self.low + other.low, self.at + other.at, self.high + other.high)

    def __sub__(self, other: Spread) -> Spread:
        return Spread(self.low - other.low, self.at - other.at, self.high - other.high)

    def __neg__(self) -> Spread:
        return Spread(-self.low, -self.at, -self.high)


NOTHING = Spread(0, 0, 0)


def total(amounts: Iterable[Spread]) -> Spread:
    """The sum of many amounts at once, which is much quicker than adding them two by two."""
    some = [one for one in amounts if one is not NOTHING]
    if not some:
        return NOTHING
    return Spread(sum([one.low for one in some]), sum([one.at for one in some]), sum([one.high for one in some]))


@dataclass(frozen=True, slots=True)
class Placed:
    """A need in one period: the part that must be paid, and the part that was chosen."""

    unavoidable: Spread = NOTHING
    optional: Spread = NOTHING

    @property
    def whole(self) -> Spread:
        """Both parts together."""
        return self.unavoidable + self.optional


@dataclass(frozen=True, slots=True)
class Sums:
    """What is used of a pot in a period. Savings are negative; `effects` come of links (BUD-36, BUD-47, BUD-49)."""

    savings: Spread = NOTHING
    unavoidable: Spread = NOTHING
    chosen: Spread = NOTHING
    effects: Spread = NOTHING

    @classmethod
    def total(cls, many: Sequence[Sums]) -> Sums:
        """Many added, kind by kind."""
        return cls(
            savings=total(one.savings for one in many),
            unavoidable=total(one.unavoidable for one in many),
            chosen=total(one.chosen for one in many),
            effects=total(one.effects for one in many),
        )

    @property
    def used(self) -> Spread:
        """What is taken of the frame: growth less savings."""
        return self.savings + self.unavoidable + self.chosen + self.effects


@dataclass(frozen=True, slots=True)
class PotStand:
    """A pot in a period. `frame` is None where none is set; `unstated`: needs that stand with an empty amount."""

    pot: Pot
    period: str
    frame: int | None
    sums: Sums
    unstated: tuple[str, ...] = ()

    @property
    def room(self) -> Spread | None:
        """What is left of the frame, negative where it is exceeded; None without a frame (BUD-20)."""
        return None if self.frame is None else Spread.of(self.frame) - self.sums.used

    @property
    def available(self) -> Spread | None:
        """The frame and the savings taken (BUD-07); None without a frame."""
        return None if self.frame is None else Spread.of(self.frame) - self.sums.savings


@dataclass(frozen=True, slots=True)
class Part:
    """The share of one theme or one unit in a pot and period; `name` is "" for needs that name no unit."""

    name: str
    pot: Pot
    period: str
    sums: Sums


@dataclass(frozen=True, slots=True)
class Line:
    """One need as it stands. `amounts` per period, without the periods where the need is empty."""

    key: str
    title: str
    theme: str
    units: tuple[str, ...]
    pot: Pot
    state: State
    is_saving: bool
    amounts: Mapping[str, Placed]


@dataclass(frozen=True, slots=True)
class Effect:
    """What a link does to a pot, set off by the need `key`; `other` is the second of the link."""

    kind: LinkKind
    key: str
    other: str
    theme: str
    units: tuple[str, ...]
    pot: Pot
    amounts: Mapping[str, Spread]


@dataclass(frozen=True)
class Remark:
    """A fault (may not stand) or a warning (told only), in Danish; `rule` is the clause, "" for the round's own link.

    `amount` is what is missing or at stake in kroner, None where no amount is meant.
    """

    code: str
    text: str
    needs: tuple[str, ...] = ()
    rule: str = ""
    pot: Pot = ""
    period: str = ""
    amount: int | None = None


@dataclass(frozen=True)
class Stand:
    """How a set of choices stands. It may stand when there are no faults; warnings do not hinder."""

    hard: str
    periods: tuple[str, ...]
    lines: tuple[Line, ...]
    pots: tuple[PotStand, ...]
    themes: tuple[Part, ...]
    units: tuple[Part, ...]
    effects: tuple[Effect, ...] = ()
    faults: tuple[Remark, ...] = field(default=())
    warnings: tuple[Remark, ...] = field(default=())

    @property
    def may_stand(self) -> bool:
        """Whether there are no faults."""
        return not self.faults

    def pot(self, pot: Pot, period: str = "") -> PotStand:
        """The pot in a period (the hard one by default). KeyError where neither frame nor need names it."""
        wanted = (pot, period or self.hard)
        for one in self.pots:
            if (one.pot, one.period) == wanted:
                return one
        raise KeyError(wanted)

    def line(self, key: str) -> Line | None:
        """The line of a need, None where there is none."""
        return next((one for one in self.lines if one.key == key), None)
