"""Amounts of a budget as people say them: mio. kr. with the decimals that the amount needs, from one to three."""

from __future__ import annotations

from tvaers.engine.budget.catalogue import PERMANENT, Interval
from tvaers.engine.budget.checking.wording import figures

STEPS = (100_000, 10_000, 1_000, 100, 10, 1)
"""Kroner of the last decimal shown, from one decimal of mio. kr. to the single krone."""
EMPTY = "–"
"""What an empty cell is shown as; nothing is printed there, and nothing is not zero."""


def mio(amount: Interval | int | None, step: int = STEPS[0]) -> str:
    """The figures in mio. kr. without the unit: "2,6", "25,0-50,0", "1,24"; `EMPTY` for None. To thousand kroner.

    `step` (kroner) asks for more decimals than the amount itself needs, so that a column has equal ones.
    """
    if amount is None:
        return EMPTY
    both = amount if isinstance(amount, Interval) else Interval.of(amount)
    return figures(both, "mio. kr.", min(step, step_of(both)))


def mio_kr(amount: Interval | int | None) -> str:
    """The same with its unit; "ikke oplyst" for None. Below 1.000 kr. in kroner, which mio. kr. would hide."""
    if isinstance(amount, int) and 0 < abs(amount) < STEPS[2]:
        return f"{amount} kr."
    return "ikke oplyst" if amount is None else f"{mio(amount)} mio. kr."


def period_words(period: str) -> str:
    """A period as a heading: "2024", "Permanent"."""
    return "Permanent" if period == PERMANENT else period


def step_of(*amounts: Interval | None) -> int:
    """The largest of 100.000, 10.000 … 1 kr. that all ends are a whole number of."""
    ends = [end for one in amounts if one is not None for end in (one.low, one.high)]
    return next(step for step in STEPS if all(end % step == 0 for end in ends))
