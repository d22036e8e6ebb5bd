"""Solve an integer program with HiGHS, on one thread, to a gap that no integer objective can hide in.

Rows are divided by the greatest common divisor of their coefficients, and bounds rounded inwards to it, so that amounts
of millions come to the solver as small whole numbers. What comes back is rounded to integers and is not to be trusted
before it has been held against the integers outside (`rechecking`).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, gcd
from typing import Literal

import highspy
import numpy as np

from tvaers.engine.budget.choosing.program import Program, Row, worth

State = Literal["optimal", "limit", "infeasible"]
_ENDED = {
    highspy.HighsModelStatus.kOptimal: "optimal",
    highspy.HighsModelStatus.kInfeasible: "infeasible",
    highspy.HighsModelStatus.kTimeLimit: "limit",
}


@dataclass(frozen=True)
class Options:
    """`seconds` per solve; another seed and no presolve make a second opinion."""

    seconds: float = 20
    seed: int = 0
    presolve: bool = True


@dataclass(frozen=True)
class Solved:
    """`values` per column and `value` of the objective, None where none was found; `bound` is the proven limit."""

    state: State
    values: tuple[int, ...] | None = None
    value: int | None = None
    bound: int | None = None


class _Quiet(highspy.Highs):
    """A solver that prints nothing: the plain one prints its name as it is made, into the output of a command."""

    def enableCallbacks(self) -> None:
        """Be quiet before the first call that prints."""
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()  # type: ignore[no-untyped-call]


def solve(program: Program, options: Options, start: tuple[int, ...] | None = None) -> Solved:
    """The best values of a program that is to be maximised; `start` is a solution to begin from."""
    if not program.columns:
        return _empty(program)
    scale = gcd(*program.objective.values()) or 1
    solver = _loaded(program, options, scale)
    if start is not None:
        _begin(solver, program, start)
    solver.run()
    status = solver.getModelStatus()
    if status not in _ENDED:
        raise RuntimeError(f"HiGHS ended with {solver.modelStatusToString(status)}")
    return _read(solver, program, scale, _ENDED[status])  # type: ignore[arg-type]


def _empty(program: Program) -> Solved:
    holds = all((row.low or 0) <= 0 <= (row.high or 0) for row in program.rows)
    return Solved("optimal", (), 0, 0) if holds else Solved("infeasible")


def _loaded(program: Program, options: Options, scale: int) -> highspy.Highs:
    solver = _Quiet()  # type: ignore[no-untyped-call]
    for name, value in (
        ("threads", 1), ("random_seed", options.seed), ("time_limit", float(options.seconds)),
        ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.5), ("presolve", "choose" if options.presolve else "off"),
    ):  # fmt: skip
        solver.setOptionValue(name, value)
    solver.passModel(_model(program, scale))
    return solver


def _model(program: Program, scale: int) -> highspy.HighsLp:
    columns, rows = program.columns, [_scaled(row, program) for row in program.rows]
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(columns), len(rows)
    model.sense_ = highspy.ObjSense.kMaximize
    costs = [program.objective.get(number, 0) * one.unit // scale for number, one in enumerate(columns)]
    model.col_cost_ = np.array(costs, dtype=float)
    model.col_lower_ = np.array([one.low / one.unit for one in columns], dtype=float)
    model.col_upper_ = np.array([_end(one.high, one.unit) for one in columns], dtype=float)
    model.integrality_ = [_sort(one.is_integer) for one in columns]
    model.row_lower_ = np.array([-_end(None if row.low is None else -row.low) for row in rows], dtype=float)
    model.row_upper_ = np.array([_end(row.high) for row in rows], dtype=float)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0, *(len(row.terms) for row in rows)])
    model.a_matrix_.index_ = np.array([number for row in rows for number in row.terms], dtype=np.int32)
    model.a_matrix_.value_ = np.array([factor for row in rows for factor in row.terms.values()], dtype=float)
    return model


def _end(bound: int | None, unit: int = 1) -> float:
    return highspy.kHighsInf if bound is None else bound / unit


def _sort(is_integer: bool) -> highspy.HighsVarType:
    return highspy.HighsVarType.kInteger if is_integer else highspy.HighsVarType.kContinuous


def _scaled(row: Row, program: Program) -> Row:
    """A row in its largest unit; bounds are rounded inwards, which loses no solution in whole units."""
    terms = {number: factor * program.columns[number].unit for number, factor in row.terms.items() if factor}
    unit = gcd(*terms.values()) or 1
    low = None if row.low is None else -(-row.low // unit)
    high = None if row.high is None else row.high // unit
    return Row({number: factor // unit for number, factor in terms.items()}, low, high)


def _begin(solver: highspy.Highs, program: Program, start: tuple[int, ...]) -> None:
    solution = highspy.HighsSolution()
    solution.col_value = [value / one.unit for value, one in zip(start, program.columns, strict=True)]
    solver.setSolution(solution)


def _read(solver: highspy.Highs, program: Program, scale: int, state: State) -> Solved:
    if state == "infeasible":
        return Solved("infeasible")
    found = solver.getInfo()
    bound = None if abs(found.mip_dual_bound) >= highspy.kHighsInf else floor(found.mip_dual_bound + 1e-6) * scale
    if found.primal_solution_status != int(highspy.SolutionStatus.kSolutionStatusFeasible):
        return Solved("limit", bound=bound)
    raw = solver.getSolution().col_value
    values = tuple(round(value) * one.unit for value, one in zip(raw, program.columns, strict=True))
    value = worth(program.objective, values)
    return Solved(state, values, value, value if state == "optimal" else bound)
