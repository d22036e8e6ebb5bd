"""A second delivery of the same demo activity, in which about 1 % of the contacts have changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tvaers.engine.settlement.demo_draws import DAY, Array, dates, moments, numbered

_SEED = 2023
_LATE_FIRST = 9_000_001


def write_amended(folder: Path, target: Path) -> None:
    """Copy a folder of `write_demo` to `target` with later knowledge; the tables but contacts and extras stay.

    Missing letters have arrived (60 % of them), open contacts are closed (60 %), one in a thousand has its level
    corrected, one in a thousand is withdrawn with its extras, and one in a thousand comes late under a new id.
    """
    rng = np.random.default_rng(_SEED)
    shutil.copytree(folder, target, dirs_exist_ok=True)
    given = pq.read_table(folder / "contacts.parquet")
    late = given.take(pa.array(np.flatnonzero(_some(rng, len(given), 0.001))))
    late = late.set_column(0, "contact_id", numbered("DEMO-K", len(late), _LATE_FIRST))
    known = _levels_corrected(rng, _closed(rng, _letters_arrived(rng, given)))
    known = known.filter(pa.array(~_some(rng, len(known), 0.001)))
    pq.write_table(pa.concat_tables([known, late]), target / "contacts.parquet")
    extras = pq.read_table(folder / "extras.parquet")
    kept = pc.is_in(extras["contact_id"], value_set=known["contact_id"].combine_chunks())
    pq.write_table(extras.filter(kept), target / "extras.parquet")


def _some(rng: np.random.Generator, count: int, share: float) -> Array:
    return rng.random(count) < share


def _letters_arrived(rng: np.random.Generator, table: pa.Table) -> pa.Table:
    """Fill in 60 % of the letters that highly specialised contacts lack, dated a month before the start."""
    high = pc.equal(table["level"], "highly_specialised").to_numpy()
    arrived = high & table["letter_issued"].is_null().to_numpy() & _some(rng, len(table), 0.6)
    dated = dates(_minutes(table["start"]) - 30 * DAY, ~arrived)
    return _filled(table, "letter_issued", dated)


def _closed(rng: np.random.Generator, table: pa.Table) -> pa.Table:
    """Close 60 % of the open contacts two days after their start."""
    closing = table["end"].is_null().to_numpy() & _some(rng, len(table), 0.6)
    return _filled(table, "end", moments(_minutes(table["start"]) + 2 * DAY, ~closing))


def _levels_corrected(rng: np.random.Generator, table: pa.Table) -> pa.Table:
    """Set one highly specialised contact in two hundred to main level; about one in a thousand of all."""
    level = table["level"].to_numpy(zero_copy_only=False).astype(object)
    corrected = (level == "highly_specialised") & _some(rng, len(table), 0.0055)
    return _replaced(table, "level", pa.array(np.where(corrected, "main", level)))


def _minutes(times: pa.ChunkedArray) -> Array:
    return np.asarray(times.to_numpy().astype("datetime64[m]").astype("int64"))


def _filled(table: pa.Table, name: str, values: pa.Array) -> pa.Table:
    """The table with `values` where the column is null."""
    return _replaced(table, name, pc.coalesce(table[name], values))


def _replaced(table: pa.Table, name: str, values: pa.Array) -> pa.Table:
    return table.set_column(table.schema.get_field_index(name), name, values)
