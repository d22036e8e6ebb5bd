"""The control sums of a run: rules that leave a row undecided, unpriced or without a payer are never settled."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tvaers.engine.settlement.activity import rows_to_activity
from tvaers.engine.settlement.engines import DuckDB
from tvaers.engine.settlement.execution import Totals, execute
from tvaers.engine.settlement.pricing import Job
from tvaers.kernel.errors import Problem
from tvaers.kernel.package import load_all, load_package

CONTACT = {
    "contact_id": "k1", "citizen_id": "p1", "home_region": "1081", "treating_region": "1082", "level": "main",
    "drg": "D1", "start": "2021-03-01T10:00", "end": "2021-03-04T12:00",
}  # fmt: skip
ROWS = {"tariffs": [{"year": 2021, "drg": "D1", "amount": "1000.00"}], "contacts": [CONTACT]}
CHANGED = """
from dataclasses import replace

TABLES = (replace(CONTACTS, rules=tuple({rule} for r in CONTACTS.rules if {keep})),)
"""


@pytest.fixture
def settled_with(tmp_path: Path) -> Callable[..., Totals]:
    """Settles one contact under the usage agreement with its rules changed."""

    def settle(rule: str = "r", keep: str = "True") -> Totals:
        folder = tmp_path / "aftale"
        shutil.copytree(load_all()["benyttelsesaftale-nord-midt-2021"].folder, folder)
        with (folder / "rules.py").open("a", encoding="utf-8") as file:
            file.write(CHANGED.format(rule=rule, keep=keep))
        engine = DuckDB()
        try:
            job = Job(load_package(folder), date(2021, 1, 1), date(2022, 12, 31))
            return execute(job, rows_to_activity(ROWS, tmp_path / "activity"), tmp_path / "run", engine)
        finally:
            engine.close()

    return settle


def test_sound_rules_settle(settled_with: Callable[..., Totals]) -> None:
    assert [statement.amount for statement in settled_with().statements] == [700_00]


def test_a_row_that_no_rule_decides_stops_the_run(settled_with: Callable[..., Totals]) -> None:
    with pytest.raises(Problem, match="Rækker uden afgørelse er nul: 1 er ikke 0"):
        settled_with(keep='r.name != "hovedfunktion"')


def test_a_line_without_an_amount_stops_the_run(settled_with: Callable[..., Totals]) -> None:
    unpriced = (
        'r if r.name != "hovedfunktion" else replace(r, amount=replace(r.amount, base=lambda f, v: ibis.null("int64")))'
    )
    with pytest.raises(Problem, match="Linjer uden beløb er nul: 1 er ikke 0"):
        settled_with(rule=unpriced)


def test_a_line_without_a_payer_stops_the_run(settled_with: Callable[..., Totals]) -> None:
    nobody = 'r if r.name != "hovedfunktion" else replace(r, payer=lambda f, v: ibis.null("string"))'
    with pytest.raises(Problem, match="Linjer uden betaler eller modtager er nul: 1 er ikke 0"):
        settled_with(rule=nobody)
