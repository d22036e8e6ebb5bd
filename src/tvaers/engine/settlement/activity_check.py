"""Checks of every value of the activity tables, in SQL over all rows at once.

A check is a condition that is true for a bad row. The conditions are counted first in one pass; only the failing ones
are listed, at most 1,000 a table, with row number, column, value and reason. A CPR number is never repeated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import duckdb

from tvaers.engine.settlement.activity_files import Source
from tvaers.engine.settlement.activity_tables import ActivityTable, Column
from tvaers.engine.settlement.activity_types import as_text, literal, quoted, typed
from tvaers.kernel.errors import Problem
from tvaers.kernel.ids import REGIONS, looks_like_cpr

MOST_KEPT = 1_000
"""How many bad rows are kept a table; all are counted."""

FIRST_DAY, LAST_DAY = "1990-01-01", "2060-12-31"
MOST_OERE = 10_000_000_000_000
"""100 billion kroner: a larger amount is a slip, and would overflow the pricing."""

_MOST_PEOPLE = 100_000_000
_LONGEST_SHOWN = 60
# With the 0 in front that a number column loses, and with the 60 that a replacement number adds to the day.
_CPR = r"(0?[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])(0[1-9]|1[0-2])\d{2}[- ]?\d{4}"


@dataclass(frozen=True)
class BadRow:
    """One fault: `row` is the data row in the file, counted from 1; `value` is empty if it must not be shown."""

    table: str
    row: int
    column: str
    value: str
    reason: str

    def __str__(self) -> str:
        shown = f" = {self.value!r}" if self.value else ""
        return f"{self.table}, række {self.row}, {self.column}{shown}: {self.reason}"


class BadRows(Problem):
    """The activity has bad rows and nothing was stored. `rows` holds those kept, `counts` all faults by table."""

    def __init__(self, rows: Iterable[BadRow], counts: Mapping[str, int]) -> None:
        self.rows = tuple(rows)
        self.counts = dict(counts)
        total = sum(self.counts.values())
        kept = {name: sum(row.table == name for row in self.rows) for name in self.counts}
        more = [f"{name}: {count - kept[name]} fejl mere." for name, count in self.counts.items() if count > kept[name]]
        super().__init__(
            what=f"Der er {total} fejl i aktiviteten ({', '.join(f'{n}: {c}' for n, c in self.counts.items())}).",
            why="Intet er læst ind, for ingen række må udelades i stilhed.",
            do="Ret rækkerne, og læs aktiviteten ind igen.",
            findings=(*(str(row) for row in self.rows), *more),
        )


@dataclass(frozen=True)
class Check:
    """A condition that is true for a bad row, over the columns of `_seen`."""

    column: str
    bad: str
    reason: str


def check_sources(con: duckdb.DuckDBPyConnection, sources: Mapping[str, Source]) -> None:
    """Check every table. BadRows, with all faults of all tables, if there is any."""
    rows: list[BadRow] = []
    counts: dict[str, int] = {}
    for source in sources.values():
        kept, count = _check_table(con, source, sources)
        rows += kept
        if count:
            counts[source.table.name] = count
    if counts:
        raise BadRows(rows, counts)


def stored_columns(source: Source) -> str:
    """SQL for a source's columns in their stored types and order."""
    return ", ".join(
        f"{typed(column, source.types.get(column.name))} AS {quoted(column.name)}" for column in source.table.columns
    )


def checks_of(table: ActivityTable) -> list[Check]:
    """Every check of single rows of a table."""
    checks = [check for column in table.columns for check in _column_checks(column)]
    if {"start", "end"} <= set(table.names):
        # A day without a clock time, kept as midnight, may be the day of the start.
        late = '"end" < start AND NOT ("end" = date_trunc(\'day\', start))'
        checks.append(Check("end", late, "Slutter, før den begynder."))
    return checks


def _column_checks(column: Column) -> list[Check]:
    name = quoted(column.name)
    given = quoted(f"has_{column.name}")
    checks = [] if column.optional else [Check(column.name, f"NOT {given}", "Feltet er tomt, men skal udfyldes.")]
    if column.kind in _UNREADABLE:
        checks.append(Check(column.name, f"{given} AND {name} IS NULL", _UNREADABLE[column.kind]))
    condition, reason = _limits(column)
    return [*checks, Check(column.name, condition, reason)] if condition else checks


_UNREADABLE = {
    "timestamp": "Det er ikke en dato eller et tidspunkt. Skriv fx 2021-03-01 eller 2021-03-01T10:00.",
    "date": "Det er ikke en dato uden klokkeslæt. Skriv fx 2021-03-01.",
    "year": "Det er ikke et årstal.",
    "integer": "Det er ikke et helt tal.",
    "oere": "Det er ikke et helt antal øre.",
    "bool": "Skriv true eller false.",
}


def _limits(column: Column) -> tuple[str, str]:
    """The condition that a readable value breaks, and the reason; empty if any value will do."""
    name = quoted(column.name)
    match column.kind:
        case "timestamp" | "date":
            day = f"CAST({name} AS DATE)"
            return f"NOT {day} BETWEEN '{FIRST_DAY}' AND '{LAST_DAY}'", "Datoen ligger uden for 1990-2060."
        case "year":
            return f"NOT {name} BETWEEN 1990 AND 2060", "Året ligger uden for 1990-2060."
        case "integer":
            return f"NOT {name} BETWEEN 0 AND {_MOST_PEOPLE}", "Tallet er negativt eller urimeligt stort."
        case "oere":
            return f"NOT {name} BETWEEN 0 AND {MOST_OERE}", "Beløbet er negativt eller urimeligt stort."
        case "region":
            return _not_one_of(name, map(str, REGIONS)), f"Regionskoden er ikke {REGIONS[0]}-{REGIONS[-1]}."
        case "choice":
            return _not_one_of(name, column.choices), f"Værdien er ikke {' eller '.join(column.choices)}."
        case "municipality":
            return f"NOT regexp_full_match({name}, '0\\d{{3}}')", "Kommunekoden er ikke 4 cifre med 0 først, fx 0851."
        case "citizen":
            pattern = f"length({name}) BETWEEN 9 AND 11 AND regexp_full_match({name}, '{_CPR}')"
            return pattern, "Det ligner et CPR-nummer. Tabellen tager kun pseudonymer."
    return "", ""


def _not_one_of(name: str, words: Iterable[str]) -> str:
    return f"{name} NOT IN ({', '.join(literal(word) for word in words)})"


def _check_table(
    con: duckdb.DuckDBPyConnection, source: Source, sources: Mapping[str, Source]
) -> tuple[list[BadRow], int]:
    """The bad rows kept of one table, by row number, and the count of all."""
    checks = checks_of(source.table)
    counted = ", ".join(f"count(*) FILTER ({check.bad})" for check in checks)
    key = ", ".join(quoted(name) for name in source.table.key)
    query = f"SELECT {counted}, count(DISTINCT hash({key})), count(*) FROM {_seen(source)}"
    *bad_counts, distinct, total = con.execute(query).fetchall()[0]
    rows: list[BadRow] = []
    for check, count in zip(checks, bad_counts, strict=True):
        if count:
            rows += _bad_rows(con, source, check)
    count = sum(bad_counts)
    for listed, number in (
        _repeated(con, source) if distinct < total else ([], 0),
        _without_contact(con, source, sources.get("contacts")) if source.table.name == "extras" else ([], 0),
    ):
        rows += listed
        count += number
    return sorted(rows, key=lambda row: (row.row, row.column))[:MOST_KEPT], count


def _seen(source: Source, numbered: bool = False) -> str:
    """A FROM clause: each column stored as `<name>`, whether it was filled as `has_<name>`, its text as `raw_<name>`.

    With `numbered` also `row_number`, the row's place in the file. DuckDB computes only the columns that are used.
    """
    seen = []
    for column in source.table.columns:
        source_type = source.types.get(column.name)
        raw = as_text(column.name) if source_type else "CAST(NULL AS VARCHAR)"
        filled = quoted(column.name) if source_type not in (None, "VARCHAR") else raw
        seen += [f"{filled} IS NOT NULL AS {quoted('has_' + column.name)}", f"{raw} AS {quoted('raw_' + column.name)}"]
    origin = f"(SELECT *, row_number() OVER () AS row_number FROM {source.sql})" if numbered else source.sql
    return f"(SELECT {'row_number, ' if numbered else ''}{', '.join(seen)}, {stored_columns(source)} FROM {origin})"


def _bad_rows(con: duckdb.DuckDBPyConnection, source: Source, check: Check) -> list[BadRow]:
    found = con.execute(
        f"SELECT row_number, {quoted('raw_' + check.column)} FROM {_seen(source, numbered=True)}"
        f" WHERE {check.bad} ORDER BY 1 LIMIT {MOST_KEPT}"
    ).fetchall()
    return [_bad_row(source, row, check.column, given, check.reason) for row, given in found]


def _repeated(con: duckdb.DuckDBPyConnection, source: Source) -> tuple[list[BadRow], int]:
    """The rows, from the second on, that repeat a whole key."""
    key = [quoted(name) for name in source.table.key]
    shown = ", ".join(quoted(f"raw_{name}") for name in source.table.key)
    filled = " AND ".join(f"{name} IS NOT NULL" for name in key)
    found = con.execute(
        f"SELECT *, count(*) OVER () FROM (SELECT row_number AS place, concat_ws(' / ', {shown})"
        f" FROM {_seen(source, numbered=True)} WHERE {filled}"
        f" QUALIFY row_number() OVER (PARTITION BY {', '.join(key)} ORDER BY row_number) > 1)"
        f" ORDER BY place LIMIT {MOST_KEPT}"
    ).fetchall()
    column, reason = ", ".join(source.table.key), "Nøglen er brugt før i tabellen."
    return [_bad_row(source, row, column, value, reason) for row, value, _ in found], found[0][2] if found else 0


def _without_contact(
    con: duckdb.DuckDBPyConnection, source: Source, contacts: Source | None
) -> tuple[list[BadRow], int]:
    """The extras whose contact is not delivered."""
    known = f"SELECT {as_text('contact_id')} FROM {contacts.sql}" if contacts else "SELECT NULL WHERE false"
    found = con.execute(
        f"SELECT row_number, contact_id, count(*) OVER () FROM {_seen(source, numbered=True)}"
        f" WHERE contact_id IS NOT NULL AND contact_id NOT IN (SELECT id FROM ({known}) AS k(id) WHERE id IS NOT NULL)"
        f" ORDER BY 1 LIMIT {MOST_KEPT}"
    ).fetchall()
    rows = [_bad_row(source, row, "contact_id", value, "Kontakten findes ikke i contacts.") for row, value, _ in found]
    return rows, found[0][2] if found else 0


def _bad_row(source: Source, row: int, column: str, value: str | None, reason: str) -> BadRow:
    shown = value or ""
    if looks_like_cpr(shown) or looks_like_cpr(shown.zfill(10)):
        shown = ""
    if len(shown) > _LONGEST_SHOWN:
        shown = shown[:_LONGEST_SHOWN] + "…"
    return BadRow(source.table.name, row, column, shown, reason)
