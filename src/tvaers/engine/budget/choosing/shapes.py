"""What is asked of a choosing and what it answers. Points are integers, amounts whole kroner; nothing is a float."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from tvaers.engine.budget.composing.figures import Stand
from tvaers.engine.budget.composing.shapes import Choice, Need, Pot, Rules

View = Literal["nominal", "worst", "robust"]
"""nominal: every amount at its risk. worst: every amount at its high end. robust: at its risk, and in each pot any Γ of
those chosen may come out at their high end (Bertsimas and Sim)."""
Status = Literal["optimal", "limit", "infeasible", "refused"]
"""optimal: proven best. limit: time ran out. infeasible: no set keeps the rules. refused: a check did not hold."""
Holder = Literal["", "unavoidable", "must", "never", "empty", "link", "frame", "rules", "time"]
"""Why a proposal cannot flip: "" it can; link: another proposal; frame: money; rules: limits and links together."""

TIE_RULE = (
    "Står flere sæt lige, vælges det med færrest udgifter i budgetåret, så det med færrest forslag, "
    "og til sidst det, der har det første forslag i katalogets rækkefølge."
)


@dataclass(frozen=True)
class Limit:
    """Bounds on what the chosen proposals cost in a period at their risk, savings counted negative, in kroner.

    `theme` and `pot` narrow it to one theme or pot ("" is all); the cost of a link's effect counts, the unavoidable
    does not. A limit on next year's cost is `Limit("2025", most=…)`, on a theme `Limit("2024", "1.4", least=…)`.
    """

    period: str
    theme: str = ""
    pot: Pot = ""
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True)
class Ask:
    """What to choose from and by. `points` per key (none is 0, below 0 speaks against); `must` and `never` are kept.

    `ways` tells how a proposal is taken if it is (risk, amount, start); a decision on overlap is left to people, so it
    is not used. `parts` are kroner of the hard period that a pool may be taken at instead of whole (`parts.quarters`
    makes them). `gamma` counts in the robust view. `unavoidable_moves`: whether the unavoidable may come out high too;
    left out, it may in the worst view, and in the robust one only what is chosen counts.
    `seconds` is what the whole choosing may take (`timing.py` tells who gets what); `seed` is the solver's.
    """

    needs: tuple[Need, ...]
    rules: Rules
    points: Mapping[str, int]
    must: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    limits: tuple[Limit, ...] = ()
    ways: Mapping[str, Choice] = field(default_factory=dict)
    parts: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    view: View = "nominal"
    gamma: int = 0
    unavoidable_moves: bool | None = None
    seconds: float = 12
    seed: int = 0

    @property
    def all_moves(self) -> bool:
        """Whether the unavoidable may come out at their high end like the chosen."""
        return self.view == "worst" if self.unavoidable_moves is None else self.unavoidable_moves


@dataclass(frozen=True)
class Check:
    """One thing held against the integers outside the solver, in Danish."""

    text: str
    holds: bool


@dataclass(frozen=True)
class Second:
    """The second solve, with another seed and without presolve. `agrees` is None where time ran out before it could."""

    points: int | None
    bound: int | None
    agrees: bool | None
    text: str


@dataclass(frozen=True)
class Result:
    """The best set: `choices` to hand to `composing.stand`, which gave `stand`; empty where there is none to give.

    `bound` is proven: no set has more points. `is_tie_settled`: the tie rule was carried through in time. `proven`
    tells in Danish what is proven of the set, and what time did not allow. `left_out` are the proposals that could not
    be chosen, with the reason in Danish.
    """

    status: Status
    text: str
    choices: tuple[Choice, ...] = ()
    points: int | None = None
    bound: int | None = None
    stand: Stand | None = None
    checks: tuple[Check, ...] = ()
    second: Second | None = None
    is_tie_settled: bool = False
    tie_rule: str = TIE_RULE
    proven: tuple[str, ...] = ()
    left_out: Mapping[str, str] = field(default_factory=dict)

    @property
    def keys(self) -> frozenset[str]:
        """The keys of the chosen proposals."""
        return frozenset(choice.key for choice in self.choices)


@dataclass(frozen=True)
class Progress:
    """How far a choosing is: which of its steps begins, in Danish, and the best points and bound so far."""

    step: int
    text: str
    points: int | None = None
    bound: int | None = None


STEPS = 4
"""The steps that are told: solve, solve again, settle ties, reckon anew in integers."""


@dataclass(frozen=True)
class Flip:
    """What would have to change for a proposal to change sides, the rest unchanged.

    It is chosen in every best set with more points than `threshold`, in none with fewer; at the threshold the tie rule
    decides. `cost_change` is in kroner of the budget year: a chosen one stays in every best set up to and with so much
    dearer; one that is left (a negative change) is in every best set from so much cheaper. None: no such figure.
    """

    key: str
    title: str
    is_chosen: bool
    points: int
    text: str
    threshold: int | None = None
    cost_change: int | None = None
    held_by: Holder = ""
