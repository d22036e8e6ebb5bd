"""Money for buildings: what may be moved, what is bound and reserved, what is free, and which wish may be approved.

BUD-55 to BUD-59. Whole kroner by year.
"""

from __future__ import annotations

from dataclasses import dataclass

from tvaers.engine.budget.composing.wording import kr
from tvaers.engine.budget.rules.register import rule
from tvaers.kernel.budget_amounts import Kroner, Span
from tvaers.kernel.budget_plans import Project
from tvaers.kernel.errors import Problem
from tvaers.kernel.money import split


@dataclass(frozen=True)
class Reserved:
    """The total of the reserved projects, the amount of each, and what they take by year."""

    total: Kroner
    projects: dict[str, Kroner]
    years: dict[str, Kroner]


@rule("BUD-55", title="Flytning til byggeri", frame="building_frame")
def moved_to_buildings(amount: Kroner, financing: Kroner, frame: Kroner) -> Kroner:
    """The building frame after moving money to it; the others must get as much from elsewhere, else Problem."""
    if financing < amount:
        raise Problem(
            what="Beløbet kan ikke flyttes til byggeri.",
            why=f"Der er anvist {kr(financing)} fra anden side, men der flyttes {kr(amount)}",
            do="Find lige så meget til udstyr og cybersikkerhed først.",
        )
    return frame + amount


@rule("BUD-56", title="Frit efter det bundne", frame="building_frame", bound="building_bound")
def free_after_bound(frame: Kroner, bound: Kroner) -> Kroner:
    """What is left of the building frame when contracts, pools and necessary works have theirs."""
    return frame - bound


@rule("BUD-57", title="Reserveret pr. år")
def reserved_by_year(projects: tuple[Project, ...]) -> Reserved:
    """The plan of the reserved projects: each amount split evenly over its years, odd kroner in the first ones."""
    kept = [one for one in projects if one.state == "reserved" and one.amount]
    years: dict[str, int] = {}
    for project in kept:
        for year, amount in _evenly(project).items():
            years[year] = years.get(year, 0) + amount
    amounts = {one.id: one.amount[0] for one in kept if one.amount}
    return Reserved(sum(amounts.values()), amounts, dict(sorted(years.items())))


@rule("BUD-58", title="Frit efter ønskerne")
def room_after_wishes(free: dict[str, Kroner], wishes: tuple[Project, ...]) -> Span:
    """What is free over the years when every priced wish is granted: at their high and at their low end."""
    total = sum(free.values())
    priced = [one.amount for one in wishes if one.amount]
    return total - sum(high for _, high in priced), total - sum(low for low, _ in priced)


@rule("BUD-58", title="Året, et projekt kan begynde")
def start_in(year: str, free: dict[str, Kroner]) -> Kroner:
    """The money free in the year a project would start. Problem where there is none."""
    if free.get(year, 0) <= 0:
        raise Problem(
            what=f"Et projekt kan ikke begynde i {year}.",
            why="Der er ingen frie anlægsmidler det år.",
            do="Vælg et år med frie midler.",
        )
    return free[year]


@rule("BUD-59", title="Godkendelse af et projekt")
def approve_project(project: Project) -> Project:
    """The project as approved. Problem while it has no price; it can wait in the pool for qualification."""
    if project.amount is None or project.state in ("wish", "under_qualification"):
        raise Problem(
            what=f"»{project.title}« kan ikke godkendes endnu.",
            why="Projektet har ingen pris.",
            do="Knyt det til puljen for projekter, der bliver undersøgt, og vent på prisen.",
        )
    return project.model_copy(update={"state": "approved"})


def _evenly(project: Project) -> dict[str, int]:
    first, last = int(project.starts or 0), int(project.ends or project.starts or 0)
    parts = split(project.amount[0] if project.amount else 0, [1] * (last - first + 1))
    return {str(first + place): part for place, part in enumerate(parts)}
