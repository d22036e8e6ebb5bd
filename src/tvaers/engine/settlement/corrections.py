"""Corrected activity: the delivery as it came, with what accepted objections changed. The original is left alone."""

import hashlib
import json
import shutil
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from tvaers.engine.settlement.activity import Activity
from tvaers.engine.settlement.activity_tables import TABLES
from tvaers.kernel.errors import Problem


def corrected(activity: Activity, corrections: Sequence[Mapping[str, Any]], target: Path) -> Activity:
    """The activity with corrections laid over it, kept as an activity of its own under `target`.

    A correction is {table, source, change}; change is {"withdraw": true}, or columns with values. Without corrections
    the activity itself is returned. Raises Problem for a column that cannot be corrected.
    """
    if not corrections:
        return activity
    text = json.dumps([activity.hash, *map(dict, corrections)], sort_keys=True, default=str)
    digest = hashlib.sha256(text.encode()).hexdigest()
    folder = target / digest
    if not folder.exists():
        _write(activity, corrections, folder)
    with duckdb.connect() as connection:
        rows = {name: _count(connection, folder / f"{name}.parquet") for name in activity.rows}
    return Activity(digest, folder, rows)


def correctable(table: str) -> tuple[str, ...]:
    """The columns of an activity table that a correction may change: all but its key."""
    declared = TABLES[table]
    return tuple(column.name for column in declared.columns if column.name not in declared.key)


def _write(activity: Activity, corrections: Sequence[Mapping[str, Any]], folder: Path) -> None:
    beside = folder.parent / f".{folder.name}-{uuid.uuid4().hex}"
    shutil.copytree(activity.folder, beside, ignore=shutil.ignore_patterns("prepared"))
    with duckdb.connect() as connection:
        for table in sorted({str(correction["table"]) for correction in corrections}):
            of_table = [c for c in corrections if c["table"] == table]
            _rewrite(connection, beside / f"{table}.parquet", table, of_table)
    beside.rename(folder)


def _rewrite(
    connection: duckdb.DuckDBPyConnection, file: Path, table: str, corrections: list[Mapping[str, Any]]
) -> None:
    key = TABLES[table].key[0]
    connection.execute(f"CREATE OR REPLACE TEMP TABLE rows AS SELECT * FROM read_parquet('{file}')")
    for correction in corrections:
        source, change = correction["source"], dict(correction["change"])
        if change.pop("withdraw", False):
            connection.execute(f'DELETE FROM rows WHERE "{key}" = ?', [source])
            continue
        for column, value in change.items():
            if column not in correctable(table):
                raise Problem(
                    what=f"Feltet «{column}» kan ikke rettes.", do=f"Ret et af: {', '.join(correctable(table))}."
                )
            connection.execute(f'UPDATE rows SET "{column}" = ? WHERE "{key}" = ?', [value, source])
    connection.execute(f"COPY (SELECT * FROM rows ORDER BY {TABLES[table].order}) TO '{file}' (FORMAT parquet)")


def _count(connection: duckdb.DuckDBPyConnection, file: Path) -> int:
    row = connection.execute(f"SELECT count(*) FROM read_parquet('{file}')").fetchone()
    return int(row[0]) if row else 0
