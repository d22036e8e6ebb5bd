"""Among the sets with the most points choose one, by a rule that is told: `shapes.TIE_RULE`.

Least cost, then fewest proposals, then the one with the earliest proposal. The last is only needed where a second set
is still equal, which one solve tells; it goes through the keys in small groups, so that weights stay small numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tvaers.engine.budget.choosing.modelling import Model
from tvaers.engine.budget.choosing.program import Program, Row, worth
from tvaers.engine.budget.choosing.solving import Options, solve
from tvaers.engine.budget.choosing.timing import Budget

GROUP = 16
Values = tuple[int, ...]


@dataclass(frozen=True)
class Settled:
    """The set that the rule gave so far, whether it was carried through, and what is proven of it, in Danish."""

    values: Values
    is_through: bool
    proven: tuple[str, ...] = ()


def settle(model: Model, best: Values, budget: Budget) -> Settled:
    """The best set by the tie rule, as far as the time allows."""
    program = model.program.but(Row(model.program.objective, low=worth(model.program.objective, best)))
    cheapest = {number: -cost for number, cost in model.cost.items()}
    fewest = dict.fromkeys(model.column.values(), -1)
    told: list[str] = []
    for objective, words in ((cheapest, "koster mindre"), (fewest, "koster det samme og har færre forslag")):
        best, program, is_proven = _stage(program, objective, best, budget.left())
        if not is_proven:
            told.append(f"Det er ikke bevist, at intet sæt med lige så mange point {words}. Tiden slog ikke til.")
            return Settled(best, False, tuple(told))
        told.append(f"Intet sæt med lige så mange point {words}.")
    if _is_alone(model, program, best, budget.left()):
        return Settled(best, True, (*told, "Intet andet sæt står lige med det."))
    best, is_through = _earliest(model, program, best, budget)
    last = "Af de sæt, der står lige, har det det første forslag i katalogets rækkefølge."
    late = "Det er ikke bevist, at det er det første af dem, der står lige. Tiden slog ikke til."
    return Settled(best, is_through, (*told, last if is_through else late))


def _earliest(model: Model, program: Program, best: Values, budget: Budget) -> tuple[Values, bool]:
    numbers = model.decisions
    for start in range(0, len(numbers), GROUP):
        group = numbers[start : start + GROUP]
        earliest = {number: 1 << (GROUP - place) for place, number in enumerate(group)}
        best, program, is_proven = _stage(program, earliest, best, budget.left())
        if not is_proven:
            return best, False
    return best, True


def _stage(
    program: Program, objective: Mapping[int, int], best: Values, options: Options
) -> tuple[Values, Program, bool]:
    """Maximise one objective and hold it from then on."""
    found = solve(program.but(objective=objective), options, best)
    values = found.values if found.values is not None else best
    held = program.but(Row(objective, low=worth(objective, values)))
    return values, held, found.state == "optimal"


def _is_alone(model: Model, program: Program, best: Values, options: Options) -> bool:
    """Whether no other set is equal so far."""
    numbers = model.decisions
    inside = sum(best[number] for number in numbers)
    other = Row({number: -1 if best[number] else 1 for number in numbers}, low=1 - inside)
    return solve(program.but(other, objective={}), options).state == "infeasible"
