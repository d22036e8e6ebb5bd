"""The files of an activity folder: which table each holds, and how DuckDB reads it.

Every fault of a file as a whole (wrong name, wrong columns, wrong encoding, torn lines) is a Problem here; faults of
single values are `activity_check`'s.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import duckdb

from tvaers.engine.settlement.activity_tables import NEEDED_TOGETHER, TABLES, ActivityTable
from tvaers.engine.settlement.activity_types import literal, quoted
from tvaers.kernel.errors import Problem

SUFFIXES = (".parquet", ".csv")
_MOST_SHOWN = 20
_HEADER_BYTES = 64 * 1024


@dataclass(frozen=True)
class Source:
    """A table as delivered: the SQL to read it from, and the SQL type of each column that is there."""

    table: ActivityTable
    sql: str
    types: Mapping[str, str]


def find_files(folder: Path) -> dict[str, Path]:
    """The file of each table that is in the folder. Problem if there is none, two for a table, or one is needed."""
    if not folder.is_dir():
        raise Problem(what=f"Mappen {folder} findes ikke.", do="Angiv en mappe med aktivitetstabeller.")
    found: dict[str, Path] = {}
    delivered = sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES and not path.name.startswith("."))
    for path in delivered:
        if path.stem in found:
            raise Problem(
                what=f"Tabellen {path.stem} ligger to gange: {found[path.stem].name} og {path.name}.",
                do="Behold én af filerne.",
            )
        found[path.stem] = path
    _refuse_misnamed(found)
    tables = {name: found[name] for name in TABLES if name in found}
    _require_company(folder, tables)
    return tables


def open_file(con: duckdb.DuckDBPyConnection, table: ActivityTable, path: Path) -> Source:
    """Make a file readable by SQL. Problem if it is not a whole CSV or Parquet file with the table's columns."""
    if path.suffix == ".csv":
        return _open_csv(con, table, path)
    sql = f"read_parquet({literal(str(path))}, binary_as_string=true)"
    try:
        described = con.execute(f"DESCRIBE SELECT * FROM {sql}").fetchall()
    except duckdb.Error as fault:
        raise Problem(
            what=f"{path.name} kan ikke læses som Parquet.",
            why="Filen er ikke hel, eller den har et andet format.",
            do="Dan filen igen.",
        ) from fault
    check_columns(table, [row[0] for row in described], path.name)
    return Source(table, sql, {row[0]: row[1] for row in described})


def check_columns(table: ActivityTable, names: Iterable[str], place: str) -> None:
    """Problem that names every column that is unknown, missing or there twice; `place` is the file's name."""
    names = list(names)
    findings = [_unknown(table, name) for name in names if name not in table.names]
    findings += [f"Kolonnen {name} er der mere end én gang." for name in dict.fromkeys(names) if names.count(name) > 1]
    findings += [
        f"Kolonnen {column.name} ({column.label.lower()}) mangler."
        for column in table.columns
        if not column.optional and column.name not in names
    ]
    if findings:
        raise Problem(
            what=f"{place} har ikke de rigtige kolonner.",
            do=f"Tabellen {table.name} har kolonnerne {', '.join(table.names)}.",
            findings=tuple(findings),
        )


def _unknown(table: ActivityTable, name: str) -> str:
    near = get_close_matches(name.lower(), table.names, n=1)
    return f"Kolonnen {name!r} kendes ikke." + (f" Mener du {near[0]}?" if near else "")


def _refuse_misnamed(found: Mapping[str, Path]) -> None:
    """A file whose name is almost a missing table's is a slip of the pen; its rows must not be left out in silence."""
    absent = [name for name in TABLES if name not in found]
    for stem, path in found.items():
        near = get_close_matches(stem.lower(), absent, n=1) if stem not in TABLES else []
        if near:
            raise Problem(
                what=f"Filen {path.name} hører ikke til nogen tabel.",
                why=f"Navnet ligner tabellen {near[0]}, som mangler.",
                do=f"Kald filen {near[0]}{path.suffix}, eller flyt den ud af mappen.",
            )


def _require_company(folder: Path, tables: Mapping[str, Path]) -> None:
    if not tables:
        raise Problem(
            what=f"Der er ingen aktivitetstabeller i mappen {folder}.",
            do=f"Læg en CSV- eller Parquet-fil i mappen for hver tabel: {', '.join(TABLES)}.",
        )
    missing = [name for name in ("contacts", "tariffs") if name not in tables]
    if missing and any(name in tables for name in NEEDED_TOGETHER):
        raise Problem(
            what=f"{' og '.join(missing)} mangler i mappen {folder}.",
            why="Kontakter kan ikke prissættes uden både kontakter og takster.",
            do=f"Læg {' og '.join(f'{name}.csv eller {name}.parquet' for name in missing)} i mappen.",
        )


def _open_csv(con: duckdb.DuckDBPyConnection, table: ActivityTable, path: Path) -> Source:
    names = _header(table, path)
    check_columns(table, names, path.name)
    columns = ", ".join(f"{quoted(name)}: 'VARCHAR'" for name in names)
    shape = f"auto_detect=false, header=true, delim=',', quote='\"', escape='\"', columns={{{columns}}}"
    _refuse_torn_lines(con, path, shape)
    return Source(table, f"read_csv({literal(str(path))}, {shape})", dict.fromkeys(names, "VARCHAR"))


def _header(table: ActivityTable, path: Path) -> list[str]:
    """The column names in a CSV file's first line."""
    with path.open("rb") as file:
        first = file.readline(_HEADER_BYTES)
    if not first.strip():
        raise Problem(
            what=f"{path.name} begynder ikke med en overskrift.", do=f"Første linje skal være {','.join(table.names)}."
        )
    try:
        line = first.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise _wrong_encoding(path) from fault
    names = next(csv.reader(line.splitlines()[:1]))
    for sign, word in ((";", "semikolon"), ("\t", "tabulator"), ("|", "lodret streg")):
        if sign in line and not any(name in table.names for name in names):
            what = f"{path.name} har {word} mellem kolonnerne."
            raise Problem(what=what, do="Gem filen som CSV i UTF-8 med komma mellem kolonnerne.")
    return [name.strip() for name in names]


def _refuse_torn_lines(con: duckdb.DuckDBPyConnection, path: Path, shape: str) -> None:
    """Read the whole CSV once; a Problem lists the lines that have too many or too few values or are not UTF-8."""
    con.execute("DROP TABLE IF EXISTS torn_lines; DROP TABLE IF EXISTS torn_scans")
    rejects = "store_rejects=true, rejects_table='torn_lines', rejects_scan='torn_scans', rejects_limit=0"
    try:
        con.execute(f"SELECT count(COLUMNS(*)) FROM read_csv({literal(str(path))}, {shape}, {rejects})").fetchall()
        found = con.execute("SELECT DISTINCT line, error_type::VARCHAR FROM torn_lines ORDER BY ALL").fetchall()
    except duckdb.Error as fault:
        raise Problem(
            what=f"{path.name} kan ikke læses som CSV.",
            why="Linjeskiftene er af flere slags, en linje er for lang, eller et anførselstegn mangler.",
            do="Gem filen igen som CSV i UTF-8 med komma.",
        ) from fault
    if not found:
        return
    if any(kind == "INVALID ENCODING" for _, kind in found):
        raise _wrong_encoding(path, first_line=min(line for line, kind in found if kind == "INVALID ENCODING"))
    more = len(found) - _MOST_SHOWN
    findings = [f"Linje {line} {_TORN.get(kind, 'kan ikke læses')}." for line, kind in found[:_MOST_SHOWN]]
    findings += [f"Og {more} linjer mere."] if more > 0 else []
    raise Problem(
        what=f"{path.name} har linjer, der ikke passer til overskriften.",
        do="Hver linje skal have lige så mange værdier som overskriften. Sæt anførselstegn om tekst med komma.",
        findings=tuple(findings),
    )


_TORN = {
    "MISSING COLUMNS": "har for få værdier",
    "TOO MANY COLUMNS": "har for mange værdier",
    "UNQUOTED VALUE": "har et anførselstegn, der ikke slutter",
    "LINE SIZE OVER MAXIMUM": "er for lang",
}


def _wrong_encoding(path: Path, first_line: int = 1) -> Problem:
    return Problem(
        what=f"{path.name} er ikke i UTF-8.",
        why=f"Linje {first_line} har tegn, der ikke kan læses. Danske bogstaver går tabt i andre tegnsæt.",
        do="Gem filen som CSV i UTF-8.",
    )
