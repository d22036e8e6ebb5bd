"""The frame of a budget, what is available, and how far it is from balance (BUD-02, BUD-06 to BUD-09, BUD-12, BUD-30).

Amounts are whole kroner and intervals keep both ends (BUD-19). Savings are negative amounts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tvaers.engine.budget.catalogue import ZERO, Interval
from tvaers.engine.budget.composing.shapes import Need
from tvaers.engine.budget.composing.standing import is_saving
from tvaers.engine.budget.rules.register import Ends, rule
from tvaers.engine.budget.rules.unavoidable import total
from tvaers.kernel.budget_amounts import Kroner
from tvaers.kernel.money import portion


@dataclass(frozen=True)
class Balance:
    """One pot in one period: the pressure, the savings, what is available, and the imbalance (above zero: lacking)."""

    pressure: Interval
    savings: Interval
    available: int
    imbalance: Interval


@rule("BUD-06", title="Rammen af sine dele")
def frame_of(components: tuple[Kroner, ...]) -> Kroner:
    """The frame: the sum of its parts, those that are taken back being negative (BUD-06)."""
    return sum(components)


@rule("BUD-07", title="Til rådighed")
def available(frame: Kroner, savings: tuple[Kroner, ...]) -> Kroner:
    """What can be spent: the frame and what the region saves itself (BUD-07)."""
    return frame - sum(savings)


@rule("BUD-08", title="Ubalance")
def imbalance(pressure: Ends, available: Kroner) -> Ends:
    """The pressure less what is available, at both ends; below zero is room (BUD-08)."""
    return pressure - Interval.of(available)


def growth_of(needs: Iterable[Need], period: str) -> Interval:
    """What the needs cost, savings left out (BUD-02)."""
    return total(_amount(need, period) for need in needs if not is_saving(need))


def savings_of(needs: Iterable[Need], period: str) -> Interval:
    """What the needs save, as an amount below zero (BUD-02)."""
    return total(_amount(need, period) for need in needs if is_saving(need))


def balance_of(needs: Iterable[Need], frames: Mapping[str, Mapping[str, int]], pot: str, period: str) -> Balance:
    """The balance of one pot: earmarked money neither pays for others nor is paid by them (BUD-08, BUD-12)."""
    own = [need for need in needs if need.pot == pot]
    pressure, savings = growth_of(own, period), savings_of(own, period)
    room = available(frames.get(pot, {}).get(period, 0), (savings.low,))
    return Balance(pressure, savings, room, imbalance(pressure, room))


def without_offset(balance: Balance, amount: int) -> Balance:
    """The balance without a cost and a saving that cancel: both sides fall, what is lacking stays (BUD-30)."""
    less = Interval.of(amount)
    room = balance.available - amount
    pressure = balance.pressure - less
    return Balance(pressure, balance.savings + less, room, imbalance(pressure, room))


def in_millions(amount: int) -> int:
    """An amount as whole millions, halves away from zero, as running text shows it (BUD-08)."""
    return portion(amount, 1, 1_000_000)


def _amount(need: Need, period: str) -> Interval:
    return need.amounts.get(period, ZERO)
