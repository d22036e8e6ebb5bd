"""Synthetic municipal figures and home dialysis in Region Midtjylland: invented round numbers, from a fixed seed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from tvaers.engine.settlement.demo_draws import write
from tvaers.engine.settlement.demo_names import MIDTJYLLAND

YEARS = (2010, 2011, 2012, 2013, 2021, 2022)
CITIZENS = 25
_SEED = 2011


def write_demo_municipal(folder: Path) -> None:
    """Write `dialysis_days` for 2011 and `municipal_figures` for six years as Parquet into a folder."""
    rng = np.random.default_rng(_SEED)
    write(folder, "municipal_figures", _figures(rng))
    write(folder, "dialysis_days", _dialysis(rng))


def _figures(rng: np.random.Generator) -> dict[str, Any]:
    """Population in whole thousands and births in tens; Aarhus is largest and Samsø smallest."""
    size = np.sort(rng.integers(20, 100, len(MIDTJYLLAND)))[rng.permutation(len(MIDTJYLLAND))] * 1_000
    by_code = dict(zip(MIDTJYLLAND, size.tolist(), strict=True)) | {"0751": 320_000, "0741": 4_000}
    rows = [
        (code, year, people + 1_000 * place) for place, year in enumerate(YEARS) for code, people in by_code.items()
    ]
    return {
        "municipality": [code for code, _, _ in rows],
        "year": [year for _, year, _ in rows],
        "births": [people * 11 // 10_000 * 10 for _, _, people in rows],
        "population": [people for _, _, people in rows],
    }


def _dialysis(rng: np.random.Generator) -> dict[str, Any]:
    """The days on which each citizen dialysed at home in 2011, most of them with help."""
    year = np.arange(np.datetime64("2011-01-01"), np.datetime64("2012-01-01"))
    homes = rng.choice(list(MIDTJYLLAND), CITIZENS)
    columns: dict[str, list[Any]] = {"citizen_id": [], "municipality": [], "day": [], "helped": []}
    for number, home in enumerate(homes, start=1):
        days = year[rng.integers(0, 120) :][: rng.integers(120, 366)]
        days = days[rng.random(len(days)) < rng.uniform(0.4, 1.0)]
        columns["citizen_id"] += [f"DEMO-H{number:03d}"] * len(days)
        columns["municipality"] += [str(home)] * len(days)
        columns["day"] += days.tolist()
        columns["helped"] += (rng.random(len(days)) < rng.uniform(0.5, 1.0)).tolist()
    return columns
