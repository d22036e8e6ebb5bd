"""Regional development balances alone: deficit, ways to close it, pools, ideas and shared savings.

BUD-185, BUD-186, BUD-189, BUD-190, BUD-192 to BUD-194. Whole kroner.
"""

from __future__ import annotations

from dataclasses import dataclass

from tvaers.engine.budget.composing.wording import kr
from tvaers.engine.budget.rules.register import Points, rule
from tvaers.kernel.budget_amounts import Kroner, Thousandths
from tvaers.kernel.budget_plans import Idea
from tvaers.kernel.errors import Problem
from tvaers.kernel.money import portion, split
from tvaers.kernel.money import share as share_of


@dataclass(frozen=True)
class Deficit:
    """Cost less financing (above zero: lacking), printed less computed, and a warning where they part."""

    amount: Kroner
    difference: Kroner
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Closing:
    """What a scenario saves a year, how many years it takes to close the deficit, and what is left year by year."""

    yearly: Kroner
    years: int
    left: tuple[Kroner, ...]


@rule("BUD-185", title="Underskuddet")
def deficit(cost: Kroner, financing: Kroner, printed: Kroner | None = None, step: Kroner = 1) -> Deficit:
    """The deficit; a printed one outside half its last digit (`step`) is a finding."""
    amount = cost - financing
    difference = 0 if printed is None else printed - amount
    text = f"Kataloget skriver {kr(printed or 0)}, men tallene giver {kr(amount)}"
    return Deficit(amount, difference, (text,) if 2 * abs(difference) > step else ())


@rule(
    "BUD-186", title="År til balance", traffic="traffic_saving", pools="development_pools", pool_share="pool_cut_share"
)
def years_to_close(
    amount: Kroner,
    traffic: Kroner,
    pools: Kroner,
    pool_share: Points,
    use_traffic: Thousandths = 0,
    use_pools: Thousandths = 0,
) -> Closing:
    """The whole years until the deficit is gone, when so much of each measure is used every year."""
    yearly = portion(traffic, use_traffic, 1000) + portion(share_of(pools, pool_share), use_pools, 1000)
    if yearly <= 0:
        raise Problem(what="Scenariet sparer ingenting.", do="Brug kollektiv trafik, puljer eller begge dele.")
    years = -(-amount // yearly)
    return Closing(yearly, years, tuple(max(0, amount - yearly * year) for year in range(1, years + 1)))


@rule("BUD-193", title="Besparelse på puljerne", pools="development_pools", pool_share="pool_cut_share")
def pool_cut(pools: Kroner, pool_share: Points) -> Kroner:
    """What a cut of the development pools saves a year."""
    return share_of(pools, pool_share)


@rule("BUD-189", title="Det, der ikke er sparet", cut="grant_cut", booked="grant_saving_booked")
def grant_cut_left(cut: Kroner, booked: Kroner) -> Kroner:
    """What of the cut in the grant no saving is booked for."""
    return cut - booked


@rule("BUD-190", title="Fordeling efter størrelse", saving="grant_cut")
def shared_saving(saving: Kroner, receivers: dict[str, Kroner]) -> dict[str, Kroner]:
    """The administrative saving by receiver, in proportion to size; the parts sum to the saving exactly."""
    return dict(zip(receivers, split(saving, list(receivers.values())), strict=True))


@rule("BUD-192", title="En idé skal have en, der betaler")
def accept_idea(idea: Idea) -> Idea:
    """An idea as it may stand in the budget. Problem where nothing pays for it, for it may not raise the deficit."""
    if not idea.paid_by:
        raise Problem(
            what=f"Idéen »{idea.title}« kan ikke komme med.",
            why="Ingen pulje eller flytning af penge betaler for den, og underskuddet må ikke vokse.",
            do="Sæt den pulje på, som skal betale.",
        )
    return idea


@rule("BUD-194", title="Ansøgning om innovation")
def innovation_application(effect: str, contribution: Kroner | None = None) -> str:
    """The state of an application: it must tell its effect and what it gives to the technology contribution."""
    if not effect.strip() or contribution is None:
        raise Problem(
            what="Ansøgningen mangler noget.",
            why="Den skal sige, hvilken virkning projektet har, og hvad det giver til teknologibidraget.",
            do="Skriv begge dele.",
        )
    return "complete"
