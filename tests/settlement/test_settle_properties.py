"""What the engine makes of random activity, row by row, beside a second pricing in plain Python."""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.settlement.ba_oracle import Due, outcomes
from tests.settlement.ba_rows import activity

from tvaers.engine.settlement.activity import rows_to_activity
from tvaers.engine.settlement.execution import Totals, execute
from tvaers.engine.settlement.pricing import Job
from tvaers.engine.settlement.scenario import FixedNames, outcome_rows
from tvaers.kernel.package import load_all

BA = load_all()["benyttelsesaftale-nord-midt-2021"]
PERIODS = [
    (date(2021, 1, 1), date(2022, 12, 31)),
    (date(2021, 1, 1), date(2021, 12, 31)),
    (date(2021, 2, 1), date(2021, 12, 31)),
    (date(2022, 1, 1), date(2022, 12, 31)),
]
periods = st.sampled_from(PERIODS)
checks = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]
some = settings(max_examples=20, deadline=None, suppress_health_check=checks)
few = settings(max_examples=6, deadline=None, suppress_health_check=checks)


@pytest.fixture(scope="module")
def engine() -> Iterator[FixedNames]:
    made = FixedNames()
    yield made
    made.close()


def settled(rows: dict[str, list[dict[str, Any]]], period: tuple[date, date], engine: FixedNames) -> Any:
    """The engine's outcomes by table and source, and its totals."""
    job = Job(BA, *period)
    with tempfile.TemporaryDirectory() as made:
        facts = rows_to_activity(rows, Path(made) / "activity")
        totals = execute(job, facts, Path(made) / "run", engine)
        came = {
            (row.table, row.source): Due(row.kind, row.clauses[0], row.amount, row.payer, row.payee, row.code)
            for row in outcome_rows(job, Path(made) / "run")
        }
    return came, totals


@some
@given(rows=activity(), period=periods)
def test_every_row_is_priced_as_the_readings_say(
    engine: FixedNames, rows: dict[str, Any], period: tuple[date, date]
) -> None:
    came, _ = settled(rows, period, engine)
    expected = outcomes(rows, *period)
    assert came == {key: due for key, due in expected.items() if due.kind != "outside_period"}


@few
@given(rows=activity(), period=periods)
def test_counts_and_statements_are_those_of_the_rows(
    engine: FixedNames, rows: dict[str, Any], period: tuple[date, date]
) -> None:
    _, totals = settled(rows, period, engine)
    expected = outcomes(rows, *period)
    assert counts(totals) == Counter((table, due.kind) for (table, _), due in expected.items())
    owed: Counter[tuple[str | None, str | None]] = Counter()
    for due in expected.values():
        if due.kind == "settled":
            owed[due.payer, due.payee] += due.amount or 0
    assert {(s.payer, s.payee): s.amount for s in totals.statements} == dict(owed)


@few
@given(rows=activity(), period=periods, seed=st.integers(0, 9))
def test_the_order_of_the_input_never_matters(
    engine: FixedNames, rows: dict[str, Any], period: tuple[date, date], seed: int
) -> None:
    shuffled = {name: random.Random(seed).sample(table, len(table)) for name, table in rows.items()}
    assert settled(shuffled, period, engine) == settled(rows, period, engine)


@few
@given(rows=activity())
def test_splitting_the_citizens_in_two_never_changes_a_line(engine: FixedNames, rows: dict[str, Any]) -> None:
    whole, _ = settled(rows, PERIODS[0], engine)
    parts: dict[Any, Due] = {}
    for citizens in ({"p1"}, {"p2", "p3"}):
        parts |= settled(part_of(rows, citizens), PERIODS[0], engine)[0]
    assert parts == whole


@few
@given(rows=activity())
def test_two_half_periods_settle_what_the_whole_does(engine: FixedNames, rows: dict[str, Any]) -> None:
    whole, _ = settled(rows, PERIODS[0], engine)
    first, _ = settled(rows, (date(2021, 1, 1), date(2021, 6, 30)), engine)
    second, _ = settled(rows, (date(2021, 7, 1), date(2022, 12, 31)), engine)
    assert first | second == whole
    assert {key for key in first.keys() & second.keys() if first[key].kind == "settled"} == set()


def counts(totals: Totals) -> Counter[tuple[str, str]]:
    """The counts that are not zero, by table and kind."""
    return Counter({(table, kind): n for table, kinds in totals.counts.items() for kind, n in kinds.items() if n})


def part_of(rows: dict[str, Any], citizens: set[str]) -> dict[str, Any]:
    """The rows of some citizens."""
    mine = {
        name: [row for row in table if row["citizen_id"] in citizens]
        for name, table in rows.items()
        if name not in ("tariffs", "extras")
    }
    known = {row["contact_id"] for row in mine["contacts"]}
    return {
        **mine,
        "tariffs": rows["tariffs"],
        "extras": [row for row in rows["extras"] if row["contact_id"] in known],
    }
