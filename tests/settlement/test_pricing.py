"""The pricing expressions beside Python integers, on the largest, smallest and most awkward amounts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tvaers.engine.settlement.activity import rows_to_activity
from tvaers.engine.settlement.activity_check import MOST_OERE
from tvaers.engine.settlement.execution import execute
from tvaers.engine.settlement.pricing import Job
from tvaers.engine.settlement.scenario import FixedNames, outcome_rows
from tvaers.kernel.money import portion, share, split
from tvaers.kernel.package import load_all

AMOUNTS = (0, 1, 4, 5, 6, 49, 50, 51, 55, 99, 100_05, 999_999_999_99, MOST_OERE - 5, MOST_OERE - 1, MOST_OERE)
RATES = ("0", "0.0001", "0.5", "0.7", "0.9", "0.9999", "1", "1.5")
DIALYSED = (1, 2, 3, 182, 183, 333, 364, 365)
RATE_A_YEAR = (1, 364, 365, 120_000_00, 142_212_00, 99_999_999_99)
WEIGHTS = ((1,), (0, 1), (1, 1, 1), (1021, 467, 212), (1, 10**7), (0, 0, 7), (3, 3, 3, 1))
TOTALS = (0, 1, 2, 3, 7, 99, 100, 1_842_375_51, 10**12)
"""Up to 10 billion kroner: times the largest weight it still fits in 64 bits, and beyond that the engines raise."""
PARTICIPANTS = ("0615", "0657", "0661", "0665")


@pytest.fixture(scope="module")
def engine() -> Iterator[FixedNames]:
    made = FixedNames()
    yield made
    made.close()


def amounts(
    package: str, rows: Any, values: dict[str, str], years: tuple[int, int], engine: FixedNames, folder: Path
) -> dict[tuple[str, str], int | None]:
    """The amounts in øre by table and source, or by part where the rows of a source have one."""
    job = Job(load_all()[package].override(values), date(years[0], 1, 1), date(years[1], 12, 31))
    execute(job, rows_to_activity(rows, folder / "activity"), folder / "run", engine)
    return {(row.table, row.source): row.amount for row in outcome_rows(job, folder / "run")}


@pytest.mark.parametrize("rate", RATES)
def test_a_share_of_a_tariff_is_that_of_python_integers(rate: str, engine: FixedNames, tmp_path: Path) -> None:
    rows = {
        "tariffs": [{"year": 2021, "drg": f"D{oere}", "amount_oere": oere} for oere in AMOUNTS],
        "contacts": [
            {
                "contact_id": str(oere), "citizen_id": "p1", "home_region": "1081", "treating_region": "1082",
                "level": "main", "drg": f"D{oere}", "start": "2021-03-01T10:00", "end": "2021-03-02T10:00",
            }
            for oere in AMOUNTS
        ],
    }  # fmt: skip
    came = amounts(
        "benyttelsesaftale-nord-midt-2021", rows, {"main_regional_rate": rate}, (2021, 2022), engine, tmp_path
    )
    basis_points = round(float(rate) * 10_000)
    assert came == {("contacts", str(oere)): share(oere, basis_points) for oere in AMOUNTS}


@pytest.mark.parametrize("rate", RATE_A_YEAR)
def test_a_yearly_rate_for_some_days_is_that_of_python_integers(rate: int, engine: FixedNames, tmp_path: Path) -> None:
    days = [
        {
            "citizen_id": f"p{helped}",
            "municipality": "0751",
            "day": date.fromordinal(date(2011, 1, 1).toordinal() + n),
            "helped": True,
        }
        for helped in DIALYSED
        for n in range(helped)
    ]
    values = {"dialysis_rate": f"{rate // 100}.{rate % 100:02d}"}
    came = amounts("sundhedsaftale-midt-2011", {"dialysis_days": days}, values, (2011, 2011), engine, tmp_path)
    assert came == {("dialysis_days", f"p{helped}"): portion(rate, helped, 365) for helped in DIALYSED}


@pytest.mark.parametrize(("total", "weights"), list(product(TOTALS, WEIGHTS)))
def test_a_cost_shared_out_is_that_of_python_integers(
    total: int, weights: tuple[int, ...], engine: FixedNames, tmp_path: Path
) -> None:
    figures = [
        {"municipality": code, "year": 2011, "births": births}
        for code, births in zip(PARTICIPANTS, weights, strict=False)
    ]
    values = {"telephone_cost": f"{total // 100}.{total % 100:02d}"}
    came = amounts("sundhedsaftale-midt-2011", {"municipal_figures": figures}, values, (2012, 2012), engine, tmp_path)
    regional = share(total, 5_000)
    parts = {
        ("telephone", row["municipality"]): part
        for row, part in zip(figures, split(total - regional, weights), strict=True)
    }
    assert came == {("telephone_region", "1082"): regional, **parts}
