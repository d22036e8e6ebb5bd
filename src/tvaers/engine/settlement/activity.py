"""Activity that has been read, checked and stored: the only input of a settlement.

`take_in` reads a folder of tables, `rows_to_activity` the rows of a scenario. Both check every value and store nothing
if any is bad. What is stored lies in `store/<hash>/<table>.parquet`, one file for every table, empty ones too.

The hash is SHA-256 over table names, column names, row counts and the stored values, table by table and column by
column, in stored order. The order is total (it ends in the key), so shuffled rows, moved columns, and CSV or Parquet
give the same hash; it does not depend on the file format or its version.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tvaers.engine.settlement.activity_check import check_sources, stored_columns
from tvaers.engine.settlement.activity_files import Source, find_files, open_file
from tvaers.engine.settlement.activity_rows import Rows, open_rows
from tvaers.engine.settlement.activity_tables import TABLES, ActivityTable
from tvaers.engine.settlement.activity_types import literal
from tvaers.kernel.errors import NotFound

Progress = Callable[[str], None]
"""Called with a Danish sentence for each step of a long task."""

_MEMORY = "1GB"
_BATCH = 250_000


@dataclass(frozen=True)
class Activity:
    """Stored activity: its content hash (64 hex digits), its folder, and the row count of every table."""

    hash: str
    folder: Path
    rows: Mapping[str, int]

    def path(self, table: str) -> Path:
        """The Parquet file of a table. KeyError for a name that is no activity table."""
        return self.folder / f"{TABLES[table].name}.parquet"


def take_in(folder: Path, store: Path, progress: Progress | None = None) -> Activity:
    """Read, check and store a folder with one CSV or Parquet file per table.

    Problem if the folder or a file is not as it should be; BadRows with every fault if values are wrong.
    """
    files = find_files(folder)

    def sources(con: duckdb.DuckDBPyConnection) -> dict[str, Source]:
        return {name: open_file(con, TABLES[name], path) for name, path in files.items()}

    return _take_in(sources, store, progress or (lambda _: None))


def rows_to_activity(rows: Rows, store: Path) -> Activity:
    """Check and store rows given as Python values; a table left out is empty. Problem and BadRows as `take_in`."""
    return _take_in(lambda con: open_rows(con, rows), store, lambda _: None)


def open_activity(store: Path, digest: str) -> Activity:
    """The activity that was stored with a hash. NotFound if there is none."""
    folder = store / digest
    if not digest.isalnum() or not folder.is_dir():
        raise NotFound(what=f"Aktiviteten {digest[:12]} er ikke læst ind.", do="Læs mappen med aktivitet ind igen.")
    rows = {name: pq.ParquetFile(folder / f"{name}.parquet").metadata.num_rows for name in TABLES}
    return Activity(digest, folder, rows)


def _take_in(
    open_sources: Callable[[duckdb.DuckDBPyConnection], dict[str, Source]], store: Path, progress: Progress
) -> Activity:
    """Check and write into a folder beside the goal, then rename it: what stands under a hash is whole."""
    store.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=store, prefix=".new-", ignore_cleanup_errors=True) as made:
        new = Path(made) / "activity"
        new.mkdir()
        with closing(duckdb.connect(config={"memory_limit": _MEMORY, "temp_directory": f"{made}/spill"})) as con:
            sources = open_sources(con)
            progress(f"Kontrollerer {', '.join(sources)}.")
            check_sources(con, sources)
            for table in TABLES.values():
                progress(f"Gemmer {table.name}.")
                _write(con, sources.get(table.name) or Source(table, "(SELECT 1) WHERE false", {}), new)
        progress("Beregner fingeraftryk.")
        digest = content_hash(new)
        _keep(new, store / digest)
    return open_activity(store, digest)


def _write(con: duckdb.DuckDBPyConnection, source: Source, folder: Path) -> None:
    target = literal(str(folder / f"{source.table.name}.parquet"))
    con.execute(
        f"COPY (SELECT * FROM (SELECT {stored_columns(source)} FROM {source.sql}) ORDER BY {source.table.order})"
        f" TO {target} (FORMAT parquet, COMPRESSION snappy)"
    ).fetchall()


def _keep(new: Path, goal: Path) -> None:
    """Move a finished folder to its place; the same content that is there already is left as it is."""
    try:
        new.rename(goal)
    except OSError:
        if not goal.is_dir():
            raise


def content_hash(folder: Path) -> str:
    """SHA-256 (hex) of a folder of stored tables, as the module says."""
    whole = hashlib.sha256()
    for table in TABLES.values():
        whole.update(_table_hash(table, folder / f"{table.name}.parquet"))
    return whole.hexdigest()


def _table_hash(table: ActivityTable, path: Path) -> bytes:
    """SHA-256 of a table: of its name and row count, and per column of the empty marks, the lengths and the values."""
    with pq.ParquetFile(path) as file:
        whole = hashlib.sha256(f"{table.name} {file.metadata.num_rows}".encode())
        parts = {
            name: [hashlib.sha256(part + name.encode()) for part in (b"empty ", b"length ", b"value ")]
            for name in table.names
        }
        for batch in file.iter_batches(batch_size=_BATCH, columns=list(table.names)):
            for name, hashes in parts.items():
                for part, content in zip(hashes, _content(batch.column(name)), strict=True):
                    part.update(content)
    for hashes in parts.values():
        for part in hashes:
            whole.update(part.digest())
    return whole.digest()


def _content(values: pa.Array) -> tuple[bytes, bytes, bytes]:
    """The empty marks, text lengths and values of an array as bytes, the same however it was cut into batches."""
    empty = _bytes(pc.is_null(values).cast(pa.uint8()))
    if pa.types.is_string(values.type):
        text = pc.fill_null(values, "")
        return empty, _bytes(pc.binary_length(text).cast(pa.int64())), _text_bytes(text)
    if pa.types.is_boolean(values.type):
        return empty, b"", _bytes(pc.fill_null(values, False).cast(pa.uint8()))
    numbers = values.cast(pa.int32()) if pa.types.is_date32(values.type) else values
    return empty, b"", _bytes(pc.fill_null(numbers.cast(pa.int64()), 0))


def _bytes(numbers: pa.Array) -> bytes:
    return bytes(numbers.to_numpy(zero_copy_only=False).tobytes())


def _text_bytes(text: pa.Array) -> bytes:
    """The UTF-8 bytes of all texts after one another."""
    _, offsets, data = text.buffers()
    if data is None:
        return b""
    ends = pa.Array.from_buffers(pa.int32(), len(text) + 1, [None, offsets], offset=text.offset)
    return bytes(data[ends[0].as_py() : ends[-1].as_py()])
