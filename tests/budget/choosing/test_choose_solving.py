"""The solver: exact scaling, whole bounds, and nothing on the output of a command."""

import subprocess
import sys

import pytest

from tvaers.engine.budget.choosing.program import Column, Program, Row
from tvaers.engine.budget.choosing.solving import Options, solve


@pytest.mark.parametrize(("high", "value"), [(299_999, 1), (300_000, 2)])
def test_a_row_of_large_amounts_is_kept_to_the_krone(high: int, value: int) -> None:
    program = Program((Column(), Column()), (Row({0: 100_000, 1: 200_000}, high=high),), {0: 1, 1: 1})
    assert solve(program, Options()).value == value


def test_large_amounts_without_a_common_divisor_are_kept_to_the_krone() -> None:
    costs = [50_000_001, 49_999_999, 33_333_333, 16_666_668]
    program = Program((Column(),) * 4, (Row(dict(enumerate(costs)), high=99_999_999),), {0: 50, 1: 50, 2: 33, 3: 17})
    assert solve(program, Options()).value == 83


def test_what_nothing_meets_is_infeasible() -> None:
    assert solve(Program((Column(),), (Row({0: 2}, low=1, high=1),), {0: 1}), Options()).state == "infeasible"


def test_a_continuous_column_comes_back_in_its_unit() -> None:
    program = Program((Column(high=None, is_integer=False, unit=500),), (Row({0: 1}, high=1500),), {0: 1})
    assert solve(program, Options()).values == (1500,)


def test_no_time_at_all_is_told() -> None:
    columns = (Column(),) * 60
    rows = tuple(Row({n: (n * k) % 97 + 1 for n in range(60)}, high=900) for k in range(1, 30))
    found = solve(Program(columns, rows, {n: n % 7 + 1 for n in range(60)}), Options(seconds=0))
    assert found.state == "limit"


@pytest.mark.parametrize("rows", [(), (Row({}, high=0),), (Row({}, low=0),)])
def test_no_columns_hold_when_nothing_is_demanded(rows: tuple[Row, ...]) -> None:
    assert solve(Program((), rows, {}), Options()).state == "optimal"


@pytest.mark.parametrize("row", [Row({}, low=1), Row({}, high=-1)])
def test_no_columns_do_not_meet_a_demand(row: Row) -> None:
    assert solve(Program((), (row,), {}), Options()).state == "infeasible"


def test_the_solver_prints_nothing() -> None:
    program = """
from tvaers.engine.budget.choosing.program import Column, Program
from tvaers.engine.budget.choosing.solving import Options, solve
solve(Program((Column(),), (), {0: 1}), Options())
"""
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, env={"PYTHONPATH": "src"})
    assert (told.stdout, told.stderr) == (b"", b"")
