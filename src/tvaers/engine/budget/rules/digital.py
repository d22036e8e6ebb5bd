"""The shared frame for digital efforts: its parts, what binds it, and which local projects fit (BUD-50 to BUD-53).

Whole kroner; shares in basis points.
"""

from __future__ import annotations

from dataclasses import dataclass

from tvaers.engine.budget.composing.wording import kr
from tvaers.engine.budget.rules.register import Points, rule
from tvaers.kernel.budget_amounts import Kroner
from tvaers.kernel.budget_plans import DigitalProject
from tvaers.kernel.errors import Problem
from tvaers.kernel.money import BASIS_POINTS, portion


@dataclass(frozen=True)
class Committed:
    """What binding agreements take of the frame, their share of it, and the room that is left for local efforts."""

    binding: Kroner
    share: Points
    local: Kroner


@dataclass(frozen=True)
class Selected:
    """The projects that fit, in order of value, those that do not, what is used, and how far all are over the frame."""

    chosen: tuple[str, ...]
    left_out: tuple[str, ...]
    used: Kroner
    over: Kroner


@rule("BUD-50", title="Rammens fire dele", frame="digital_frame")
def digital_parts(parts: dict[str, Kroner], frame: Kroner) -> Kroner:
    """The sum of the four parts, which must be the frame. Problem with the difference where it is not."""
    total = sum(parts.values())
    if total != frame:
        raise Problem(
            what=f"Delene giver {kr(total)}, men rammen er {kr(frame)}",
            why=f"Forskellen er {kr(total - frame)}",
            do="Ret en af tabellerne.",
        )
    return total


@rule("BUD-51", title="Det, aftaler binder", frame="digital_frame")
def digital_commitment(binding: Kroner, frame: Kroner) -> Committed:
    """How much of the frame is bound by agreements."""
    return Committed(binding, portion(binding, BASIS_POINTS, frame), frame - binding)


@rule("BUD-52", title="Lokale projekter efter værdi", frame="digital_local_frame")
def chosen_by_value(projects: tuple[DigitalProject, ...], frame: Kroner) -> Selected:
    """Local projects by expected value, the higher first; selection stops at the first that does not fit.

    Equal values, and projects without one, keep the order in which they are listed.
    """
    ranked = sorted(projects, key=lambda one: -(one.score or 0))
    used, count = 0, 0
    for project in ranked:
        if used + project.amount > frame:
            break
        used, count = used + project.amount, count + 1
    over = max(0, sum(one.amount for one in ranked) - frame)
    return Selected(tuple(one.id for one in ranked[:count]), tuple(one.id for one in ranked[count:]), used, over)


@rule("BUD-53", title="Bundet og frit pr. år", frame="digital_frame")
def bound_by_year(projects: tuple[DigitalProject, ...], frame: Kroner) -> dict[str, tuple[Kroner, Kroner]]:
    """What projects bind in each of their years, and what of the frame is free then: (bound, free) by year."""
    years = sorted({year for one in projects for year in one.years})
    bound = {year: sum(one.amount for one in projects if year in one.years) for year in years}
    return {year: (amount, frame - amount) for year, amount in bound.items()}
