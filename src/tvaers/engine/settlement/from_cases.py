"""Activity with what it lacks filled from cases: notification letters and acceptances that are registered in Tværs.

What stands in the delivery is never changed, and the delivery itself is left alone: the filled activity is one of its
own, whose hash covers every value that was filled and the case it came from. `SOURCES` in its folder lists them.
BA-2.3a, BA-3.8a, BA-4.1e.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from tvaers.engine.cases.supplying import Supplied, supplied
from tvaers.engine.settlement.activity import Activity
from tvaers.engine.settlement.activity_tables import STORED, TABLES
from tvaers.engine.settlement.activity_types import literal, quoted
from tvaers.kernel.case_supplies import Supply
from tvaers.kernel.errors import Problem
from tvaers.kernel.package import Package

SOURCES = "from_cases.json"


@dataclass(frozen=True)
class Filled:
    """One value that a row lacked: the table's key of the row, the column, the value (ISO), and the case's number."""

    table: str
    source: str
    column: str
    value: str
    case: str


def filled(activity: Activity, package: Package, parties: Collection[str] | None, target: Path) -> Activity:
    """The activity with what it lacks filled from the cases under a package, kept as its own under `target`.

    Only cases where one of `parties` has a role are read; None reads all. The activity itself when nothing is found.
    """
    found = sorted(_found(activity, package, parties), key=lambda one: (one.table, one.column, one.source))
    if not found:
        return activity
    told = json.dumps([activity.hash, *map(asdict, found)], ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256(told.encode()).hexdigest()
    if not (target / digest).exists():
        _write(activity, found, target / digest)
    return Activity(digest, target / digest, activity.rows)


def sources(folder: Path) -> tuple[Filled, ...]:
    """What was filled in stored activity; nothing in a delivery as it came."""
    file = folder / SOURCES
    return tuple(Filled(**row) for row in json.loads(file.read_text(encoding="utf-8"))) if file.exists() else ()


def _found(activity: Activity, package: Package, parties: Collection[str] | None) -> Iterator[Filled]:
    for type in package.case_types.values():
        for supply in type.supplies:
            rows = _lacking(activity, supply)
            by_citizen: dict[str, list[Supplied]] = defaultdict(list)
            for one in supplied(package, supply, type.id, {row["citizen_id"] for row in rows}, parties):
                by_citizen[one.citizen].append(one)
            yield from (best for row in rows if (best := _best(supply, row, by_citizen[row["citizen_id"]])))


def _lacking(activity: Activity, supply: Supply) -> list[dict[str, Any]]:
    """The rows that a value could be for: with an empty column, a moment, and the words that they must have."""
    table = TABLES.get(supply.table)
    asked = {supply.column, supply.moment, *supply.match, *supply.only}
    if table is None or not asked <= set(table.names):
        raise Problem(
            what=f"Forløbstypen udfylder »{supply.table}.{supply.column}«, som aktiviteten ikke har.",
            do="Ret supplies i forløbstypen. Tabellerne står i docs/drift/aktivitet.md.",
        )
    columns = ", ".join(quoted(name) for name in dict.fromkeys((table.key[0], "citizen_id", *sorted(asked))))
    tests = [f"{quoted(supply.column)} IS NULL", f"{quoted(supply.moment)} IS NOT NULL"]
    tests += [f"{quoted(name)} = {literal(word)}" for name, word in supply.only.items()]
    with duckdb.connect() as connection:
        cursor = connection.execute(
            f"SELECT {columns} FROM read_parquet({literal(str(activity.path(table.name)))}) WHERE {' AND '.join(tests)}"
        )
        names = [described[0] for described in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _best(supply: Supply, row: Mapping[str, Any], candidates: list[Supplied]) -> Filled | None:
    """The newest value that holds for the row; of two that are as new, the one with the first case number."""
    moment = row[supply.moment]
    fitting = [one for one in candidates if one.fits(row, moment)]
    if not fitting:
        return None
    newest = max(fitting, key=lambda one: one.value.isoformat())
    chosen = min((one for one in fitting if one.value == newest.value), key=lambda one: one.case)
    key = TABLES[supply.table].key[0]
    return Filled(supply.table, str(row[key]), supply.column, _iso(chosen.value), chosen.case)


def _iso(value: Any) -> str:
    """A date or local time as text, to the second."""
    return value.isoformat(timespec="seconds") if isinstance(value, datetime) else str(value.isoformat())


def _write(activity: Activity, found: list[Filled], folder: Path) -> None:
    """A copy of the activity's files with the values in, moved into place when it is whole."""
    beside = folder.parent / f".{folder.name}-{uuid.uuid4().hex}"
    shutil.copytree(activity.folder, beside, ignore=shutil.ignore_patterns("prepared"))
    with duckdb.connect() as connection:
        for table in sorted({one.table for one in found}):
            _rewrite(connection, beside / f"{table}.parquet", table, [one for one in found if one.table == table])
    listed = json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1)
    (beside / SOURCES).write_text(listed, encoding="utf-8")
    try:
        beside.rename(folder)
    except OSError:
        if not folder.is_dir():
            raise
        shutil.rmtree(beside)


def _rewrite(connection: duckdb.DuckDBPyConnection, file: Path, name: str, found: list[Filled]) -> None:
    """Write a table again with its values in, in the same order."""
    table = TABLES[name]
    connection.execute(f"CREATE OR REPLACE TEMP TABLE rows AS SELECT * FROM read_parquet({literal(str(file))})")
    for column in sorted({one.column for one in found}):
        own = [one for one in found if one.column == column]
        pairs = {"source": [one.source for one in own], "value": [one.value for one in own]}
        connection.register("fills", pa.table(pairs))
        connection.execute(
            f"UPDATE rows SET {quoted(column)} = CAST(f.value AS {STORED[table.column(column).kind]}) FROM fills f "
            f"WHERE f.source = {quoted(table.key[0])}"
        )
    goal = literal(str(file))
    connection.execute(
        f"COPY (SELECT * FROM rows ORDER BY {table.order}) TO {goal} (FORMAT parquet, COMPRESSION snappy)"
    )
