"""Projects that use medicine better, and cheaper purchasing (BUD-69, BUD-70, BUD-75). Savings are below zero."""

from __future__ import annotations

from dataclasses import dataclass

from tvaers.engine.budget.composing.wording import kr
from tvaers.engine.budget.rules.register import rule
from tvaers.kernel.budget_amounts import Kroner
from tvaers.kernel.budget_plans import SeriesRow
from tvaers.kernel.errors import Problem


@dataclass(frozen=True)
class Register:
    """The saving that projects promise, what is lacking to the goal, and realised less planned month by month."""

    planned: Kroner
    lacking: Kroner
    deviations: dict[str, Kroner]


@rule("BUD-70", title="Nettobesparelse ved et medicinprojekt", minimum="medicine_project_minimum")
def medicine_project(gross: Kroner, cost: Kroner, minimum: Kroner) -> Kroner:
    """The net saving of a project. Problem where it is below the minimum; exactly the minimum is enough."""
    net = gross - cost
    if net < minimum:
        raise Problem(
            what=f"Projektet sparer {kr(net)}",
            why=f"Det skal spare mindst {kr(minimum)}, når dets egne udgifter er trukket fra.",
            do="Gør projektet større, eller find billigere måder at gøre det på.",
        )
    return net


@rule("BUD-69", title="Register over medicinprojekter", goal="medicine_saving")
def medicine_register(
    projects: dict[str, Kroner],
    goal: Kroner,
    plan: dict[str, Kroner] | None = None,
    realised: dict[str, Kroner] | None = None,
) -> Register:
    """The register of projects against the goal (both below zero), and months so far against the plan."""
    planned, done = sum(projects.values()), realised or {}
    return Register(
        planned, planned - goal, {month: amount - (plan or {}).get(month, 0) for month, amount in done.items()}
    )


@rule("BUD-75", title="Besparelse på indkøb pr. enhed")
def purchasing_by_unit(lines: tuple[SeriesRow, ...], year: str) -> dict[str, Kroner]:
    """The reductions by unit. Problem for a line that names no contract."""
    missing = [line.label for line in lines if not line.reference]
    if missing:
        raise Problem(
            what=f"Besparelsen på {missing[0]} nævner ingen kontrakt.",
            do="Skriv den kontrakt, som besparelsen kommer fra.",
        )
    units = dict.fromkeys(line.unit or line.label for line in lines)
    return {unit: sum(one.amounts.get(year, 0) for one in lines if (one.unit or one.label) == unit) for unit in units}
