"""What a budget is composed of: needs with low and high per period, the rules of a round, the choices of a scenario.

Pure and frozen. Amounts are whole kroner (`Interval`), risk is in thousandths (0 the low end, 1000 the high end), so no
figure is a float. Periods are years and `PERMANENT`; the round says which one is hard and which are told only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from tvaers.engine.budget.catalogue import Interval

Pot = str
"""Money that balances by itself: `"health"`, `"capital"`, `"development"`, or an earmark such as `"cancer"`."""
LinkKind = Literal["requires", "excludes", "overlap", "offsets", "derived_operation", "capital_effect", "draws"]
WHOLE = 1000
"""The high end, and a whole proposal, in thousandths."""


@dataclass(frozen=True)
class Need:
    """A proposal as it is composed: what it costs (growth > 0, saving < 0) per period, and out of which pot.

    `unavoidable` is the part in thousandths of the need that must be paid whatever is chosen (0 none, 1000 all).
    `is_divisible`: a pool or an interval of which a part may be funded. A delayed start takes whole months off what
    runs in the hard period, which is printed for a full year; `one_off`, the part that is paid once, stays. A period
    without a key is empty, which is not zero. `price_level` is "2023", "" when not told.
    """

    key: str
    title: str
    theme: str
    units: tuple[str, ...]
    pot: Pot
    amounts: Mapping[str, Interval]
    unavoidable: int = 0
    is_divisible: bool = False
    is_political: bool | None = None
    is_started: bool = False
    can_be_delayed: bool = True
    one_off: Mapping[str, Interval] = field(default_factory=dict)
    price_level: str = ""


@dataclass(frozen=True)
class Link:
    """How one need depends on another; `amounts` are the kroner at stake per period (an overlap, a derived cost).

    requires: `first` only with `second`. excludes: not both. overlap: both name the same money; the sum falls only by
    an explicit decision. offsets: their effects cancel. derived_operation: `first` (capital) gives a running cost on
    `second`'s pot. capital_effect: `first` (running) moves money to capital. In these two `second` may name a pot
    instead of a need. draws: `first` takes its amounts from the pool or reserve `second`; a `first` that is no need is
    a commitment made before the round (BUD-15, BUD-31).
    """

    kind: LinkKind
    first: str
    second: str
    amounts: Mapping[str, Interval] = field(default_factory=dict)


@dataclass(frozen=True)
class Rules:
    """The rules of a round, frozen when it opens. `frames` are kroner available per pot and period, savings left out.

    `hard` is the period that must balance; `told` are shown with a warning only (estimate years). `risk` is the level
    at which the hard period must balance, in thousandths of the interval. `pot_names` are Danish names of earmarks;
    `price_level` is that of the frames, "" where it is not told.
    """

    hard: str
    told: tuple[str, ...]
    frames: Mapping[Pot, Mapping[str, int]]
    links: tuple[Link, ...] = ()
    risk: int = 0
    pot_names: Mapping[Pot, str] = field(default_factory=dict)
    price_level: str = ""


@dataclass(frozen=True)
class Choice:
    """One choice of a scenario. A need that is not chosen costs its unavoidable part alone.

    `risk` places the amount between low and high (thousandths); `amount` funds it with that many kroner in the hard
    period instead, counted for a whole year; `start_month` 1–12 in the hard period takes months off what may be
    delayed; `only_with` names a need that must be chosen too.
    `takes_overlap` is the decision that money named twice is counted once.
    """

    key: str
    risk: int | None = None
    amount: int | None = None
    start_month: int = 1
    only_with: str = ""
    takes_overlap: bool = False
