"""What must be paid whatever is chosen, and the room that is left at each risk (BUD-16 to BUD-21).

Amounts are whole kroner, shares and risk thousandths. A share or a level that is no whole number of kroner is rounded
once, halves away from zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tvaers.engine.budget.catalogue import ZERO, Interval
from tvaers.engine.budget.composing import placing
from tvaers.engine.budget.composing.shapes import Need
from tvaers.engine.budget.rules.register import Ends, Points, rule
from tvaers.kernel.budget_amounts import Kroner, Thousandths
from tvaers.kernel.budget_types import UnavoidableLine
from tvaers.kernel.forum_types import Flag
from tvaers.kernel.money import portion


@dataclass(frozen=True)
class Line:
    """A line of the unavoidable list: what it comes to, what is printed, and the difference at both ends."""

    id: str
    title: str
    amount: Interval
    printed: Interval

    @property
    def difference(self) -> Interval:
        """Printed less computed; zero at both ends where they agree."""
        return self.printed - self.amount


def unavoidable_part(need: Need, period: str) -> Interval:
    """What of a need must be paid in a period, at both ends (BUD-16, BUD-18)."""
    return placing.unavoidable_part(need, need.amounts.get(period, ZERO))


def optional_part(need: Need, period: str) -> Interval:
    """The rest, which competes with other proposals (BUD-18)."""
    return need.amounts.get(period, ZERO) - unavoidable_part(need, period)


def lines_of(needs: Iterable[Need], lines: Iterable[UnavoidableLine], period: str) -> tuple[Line, ...]:
    """The list of unavoidable costs, each line summed of its proposals (BUD-17)."""
    parts = {need.key: unavoidable_part(need, period) for need in needs}
    return tuple(
        Line(one.id, one.title, total(parts.get(key, ZERO) for key in one.proposals), Interval(*one.printed))
        for one in lines
    )


def total(amounts: Iterable[Interval]) -> Interval:
    """The sum of amounts, end by end (BUD-19)."""
    return sum(amounts, ZERO)


@rule("BUD-20", "BUD-21", title="Rum ved en risiko")
def room_at(available: Kroner, unavoidable: tuple[Ends, ...], risk: Thousandths) -> Kroner:
    """What is left for other proposals when every unavoidable amount stands at the same level (BUD-20, BUD-21)."""
    return available - sum(placing.at_risk(one, risk) for one in unavoidable)


@rule("BUD-20", title="Risikoen, hvor rummet er nul")
def break_even(available: Kroner, unavoidable: Ends) -> Points | None:
    """The level, in ten-thousandths of the width, at which the room is nought; None where the amount is single."""
    if unavoidable.is_single:
        return None
    return portion(available - unavoidable.low, 10_000, unavoidable.width)


@rule("BUD-21", title="Det valgte mod rummet")
def fits(optional: tuple[Kroner, ...], room: Kroner) -> Flag:
    """Whether optional proposals keep within the room; exactly the room is enough (BUD-21)."""
    return sum(optional) <= room


def by_period(needs: Iterable[Need], periods: Iterable[str]) -> Mapping[str, Interval]:
    """What is unavoidable in each period."""
    kept = tuple(needs)
    return {period: total(unavoidable_part(need, period) for need in kept) for period in periods}
