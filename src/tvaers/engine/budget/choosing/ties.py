"""Among the sets with the most points choose one, by a rule that is told: `shapes.TIE_RULE`.

Least cost, then fewest proposals, then the one with the earliest proposal. The last is only needed where a second set
is still equal, which one solve tells; it goes through the keys in small groups, so that weights stay small numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from time import monotonic

from tvaers.engine.budget.choosing.modelling import Model
from tvaers.engine.budget.choosing.program import Program, Row, worth
from tvaers.engine.budget.choosing.solving import Options, solve

GROUP = 16
Values = tuple[int, ...]


def settle(model: Model, best: Values, options: Options) -> tuple[Values, bool]:
    """The best set by the tie rule, and whether the rule was carried through; all of it has the time of one solve."""
    until = monotonic() + options.seconds
    program = model.program.but(Row(model.program.objective, low=worth(model.program.objective, best)))
    cheapest = {number: -cost for number, cost in model.cost.items()}
    fewest = dict.fromkeys(model.column.values(), -1)
    for objective in (cheapest, fewest):
        best, program, is_proven = _stage(program, objective, best, _left(options, until))
        if not is_proven:
            return best, False
    if _is_alone(model, program, best, _left(options, until)):
        return best, True
    numbers = list(model.column.values())
    for start in range(0, len(numbers), GROUP):
        group = numbers[start : start + GROUP]
        earliest = {number: 1 << (GROUP - place) for place, number in enumerate(group)}
        best, program, is_proven = _stage(program, earliest, best, _left(options, until))
        if not is_proven:
            return best, False
    return best, True


def _left(options: Options, until: float) -> Options:
    return replace(options, seconds=max(0.0, until - monotonic()))


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
    numbers = list(model.column.values())
    inside = sum(best[number] for number in numbers)
    other = Row({number: -1 if best[number] else 1 for number in numbers}, low=1 - inside)
    return solve(program.but(other, objective={}), options).state == "infeasible"
