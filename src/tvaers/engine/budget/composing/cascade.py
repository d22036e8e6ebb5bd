"""The steps of a waterfall from frame to balance, for a picture and the table beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from tvaers.engine.budget.composing.figures import Spread, Stand
from tvaers.engine.budget.composing.shapes import Pot

Level = Literal["low", "at", "high"]
StepKind = Literal["frame", "saving", "unavoidable", "chosen", "effect", "balance"]


@dataclass(frozen=True)
class Step:
    """A bar from `start` to `end` kroner. `amount` is what it adds (negative takes); the balance stands on zero."""

    kind: StepKind
    label: str
    amount: int
    start: int
    end: int


def waterfall(made: Stand, pot: Pot, period: str = "", level: Level = "at") -> tuple[Step, ...]:
    """From the frame of a pot through savings, unavoidable cost, each theme and effects to the balance.

    Empty where the pot has no frame in the period; steps of nothing are left out. KeyError for an unknown pot.
    """
    of = made.pot(pot, period)
    if of.frame is None:
        return ()
    moves = [
        ("frame", "Ramme", of.frame),
        *((kind, label, -used) for kind, label, used in _uses(made, pot, of.period, level)),
    ]
    ends = list(accumulate(amount for _, _, amount in moves))
    steps = [Step(kind, label, move, end - move, end) for (kind, label, move), end in zip(moves, ends, strict=True)]
    return (*steps, Step("balance", "Balance", ends[-1], 0, ends[-1]))


def _uses(made: Stand, pot: Pot, period: str, level: Level) -> Iterator[tuple[StepKind, str, int]]:
    """What is used, in the order it is shown: negative for savings."""
    sums = made.pot(pot, period).sums
    themes = [part for part in made.themes if (part.pot, part.period) == (pot, period)]
    rows: list[tuple[StepKind, str, Spread]] = [
        ("saving", "Omstillinger", sums.savings),
        ("unavoidable", "Uomgængelige udgifter", sums.unavoidable),
        *(("chosen", f"Tema {part.name}", part.sums.chosen) for part in themes),
        ("effect", "Afledte virkninger", sums.effects),
    ]
    for kind, label, amount in rows:
        used: int = getattr(amount, level)
        if used:
            yield kind, label, used
