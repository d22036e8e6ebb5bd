"""Activity given as Python rows (scenario files): turned into text tables that pass the same checks as files do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from tvaers.engine.settlement.activity_files import Source, check_columns
from tvaers.engine.settlement.activity_tables import TABLES, ActivityTable
from tvaers.kernel.errors import Problem
from tvaers.kernel.money import parse_kroner

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
"""Rows by table name; a value is str, int, bool, date, datetime or None; `amount` in kroner or `amount_oere` in øre."""


def open_rows(con: duckdb.DuckDBPyConnection, rows: Rows) -> dict[str, Source]:
    """Register each table of rows with DuckDB. Problem for an unknown table or column, or a missing column."""
    unknown = [name for name in rows if name not in TABLES]
    if unknown:
        raise Problem(
            what=f"Tabellen {unknown[0]} kendes ikke.", do=f"Aktivitetens tabeller hedder {', '.join(TABLES)}."
        )
    return {name: _open(con, TABLES[name], given) for name, given in rows.items() if given}


def _open(con: duckdb.DuckDBPyConnection, table: ActivityTable, given: Sequence[Mapping[str, Any]]) -> Source:
    rows = [_in_oere(row) for row in given]
    names = list(dict.fromkeys(name for row in rows for name in row))
    check_columns(table, names, f"Tabellen {table.name}")
    view = f"given_{table.name}"
    columns = {name: pa.array([_text(row.get(name)) for row in rows], pa.string()) for name in names}
    con.register(view, pa.table(columns))
    return Source(table, view, dict.fromkeys(names, "VARCHAR"))


def _in_oere(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with `amount_oere` for `amount`; what is no exact amount stays as text, for the check to name."""
    if "amount" not in row or "amount_oere" in row:
        return dict(row)
    kroner = row["amount"]
    try:
        oere: Any = None if kroner is None else parse_kroner(kroner)
    except Problem:
        oere = f"{kroner} kr."
    return {("amount_oere" if name == "amount" else name): (oere if name == "amount" else row[name]) for name in row}


def _text(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else str(value)
