"""Draws for demo activity: seeded and vectorised.

An array is one value per row. Times are whole minutes since 1970 (int64) until `moments` makes them timestamps.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from tvaers.engine.settlement.demo_names import Weighted

Array = np.ndarray[Any, Any]
DAY = 24 * 60
"""Minutes in a day."""


def minute(day: str) -> int:
    """The minute at which an ISO date begins."""
    return int(np.datetime64(day, "m").astype("int64"))


def numbered(prefix: str, count: int, first: int = 1) -> pa.Array:
    """Demo ids: numbered("DEMO-K", 2) is DEMO-K000001, DEMO-K000002."""
    return pa.array([f"{prefix}{number:06d}" for number in range(first, first + count)])


def words(rng: np.random.Generator, choices: Weighted, count: int) -> Array:
    """`count` words drawn by their shares."""
    names, shares = zip(*choices, strict=True)
    return np.array(names, dtype=object)[rng.choice(len(names), count, p=shares)]


def lognormal_oere(rng: np.random.Generator, median: int, sigma: float, count: int) -> Array:
    """Skewed amounts in øre, whole kroner each, around a median in kroner."""
    return np.rint(rng.lognormal(np.log(median), sigma, count)).astype("int64") * 100


def busy_days(rng: np.random.Generator, first: str, last: str, count: int) -> Array:
    """Days (as minutes) between two ISO dates: fewer at weekends, in July and over Christmas."""
    days = np.arange(np.datetime64(first), np.datetime64(last) + 1)
    weekday = (days.astype("int64") + 3) % 7
    month = days.astype("datetime64[M]").astype("int64") % 12 + 1
    of_month = (days - days.astype("datetime64[M]")).astype("int64") + 1
    weight = np.where(weekday < 5, 1.0, 0.35) * np.where(month == 7, 0.6, 1.0)
    weight *= np.where((month == 12) & (of_month > 20), 0.65, 1.0)
    drawn = rng.choice(len(days), count, p=weight / weight.sum())
    return np.asarray(days[drawn].astype("int64") * DAY)


def moments(minutes: Array, empty: Array | None = None) -> pa.Array:
    """Minutes since 1970 as timestamps, null where `empty`."""
    return pa.array(minutes.astype("datetime64[m]").astype("datetime64[us]"), mask=empty)


def dates(minutes: Array, empty: Array) -> pa.Array:
    """Minutes since 1970 as dates, null where `empty`."""
    return pa.array(minutes.astype("datetime64[m]").astype("datetime64[D]"), mask=empty)


def write(folder: Path, table: str, columns: dict[str, Any]) -> None:
    """Write columns as one Parquet file of the folder, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(columns), folder / f"{table}.parquet")
