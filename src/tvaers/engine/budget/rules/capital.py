"""Running cost or capital, how much of IT is capital, and the running cost that an investment gives.

BUD-46 to BUD-49. Whole kroner, shares in basis points, one rounding to the nearest krone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tvaers.engine.budget.composing.wording import kr
from tvaers.engine.budget.rules.register import Points, rule
from tvaers.kernel.budget_amounts import Kroner
from tvaers.kernel.money import share as share_of


@dataclass(frozen=True)
class Freed:
    """What of the frame is capital, what running money that frees, and warnings in Danish."""

    capital: Kroner
    freed: Kroner
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Derived:
    """The running cost of an investment: its amount a year, the first year of it, and what differs from print."""

    amount: Kroner
    from_year: int | None = None
    warnings: tuple[str, ...] = ()


@rule("BUD-46", title="Drift eller anlæg", threshold="capital_threshold")
def booking(amount: Kroner, lasting: bool, threshold: Kroner) -> Literal["capital", "operation"]:
    """Where a cost is booked: capital when it is one-off and above the threshold; exactly the threshold is running."""
    return "capital" if not lasting and amount > threshold else "operation"


@rule(
    "BUD-47",
    title="Det, der frigøres ved at bogføre som anlæg",
    share="it_capital_share",
    already="it_capital_already",
    assumed="it_conversion",
)
def freed_by_conversion(frame: Kroner, share: Points, already: Kroner, assumed: Kroner) -> Freed:
    """What the share of the actual frame frees beyond what is capital already; less than assumed gives a warning."""
    capital = share_of(frame, share)
    freed = capital - already
    less = f"Der frigøres {kr(freed)}, men der er regnet med {kr(assumed)}"
    return Freed(capital, freed, (less,) if freed < assumed else ())


@rule("BUD-48", title="Kontinuitet i bogføringen")
def continuity(years: int, last_year: Kroner = 0) -> tuple[str, ...]:
    """Warnings on a change of what is capital: one for a single year, and the reversal of last year's."""
    single = ("Ændringen gælder kun ét år. Reglerne for bogføring skal ligge fast over tid.",) if years == 1 else ()
    reversal = (f"Sidste års konvertering på {kr(last_year)} kommer igen som drift.",) if last_year else ()
    return single + reversal


@rule("BUD-49", title="Afledt drift", share="derived_operation_share")
def derived_operation(
    investment: Kroner,
    share: Points,
    year: int | None = None,
    known: Kroner | None = None,
    printed: Kroner | None = None,
) -> Derived:
    """The running cost from the year after an investment: what is known of it, else the share of the investment."""
    amount = share_of(investment, share) if known is None else known
    differs = printed is not None and printed != amount
    text = (f"Kataloget skriver {kr(printed or 0)}, men andelen giver {kr(amount)}",) if differs else ()
    return Derived(amount, year + 1 if year is not None else None, text)
