"""Booking: what a new outcome changes in what was settled before. Only differences are written; nothing is overwritten.

A run's folder holds `<table>/*.parquet`. The first run of a book holds plain outcomes: each row is entry 1, revision 1.
Later runs hold differences, with more columns: `entry` (1 new, -1 reversal of what stood, 0 the row is gone),
`revision` (counts the entries of one row of facts), `origin` (the run whose rules and values the entry was made under;
a reversal keeps the one of what it reverses) and `settled`. The state of a row is its last entry that is no reversal.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from tvaers.engine.settlement.execution import Control, Statement
from tvaers.engine.settlement.pricing import COLUMNS, OUTSIDE_PERIOD
from tvaers.engine.settlement.reading import connection as open_connection
from tvaers.kernel.errors import Problem
from tvaers.kernel.rules import Kind

Names = Mapping[int, tuple[str, str]]
"""The rules of an edition by number: name and kind."""
Span = tuple[date | None, date | None]
FIRST_ENTRY = "1::TINYINT AS entry, 1::SMALLINT AS revision, 1::SMALLINT AS origin"


@dataclass(frozen=True)
class Booked:
    """One run of a book as the next one sees it: number, folder, rules, and whether it holds differences."""

    number: int
    folder: Path
    rules: Names
    is_delta: bool


@dataclass(frozen=True)
class Delta:
    """What was booked: counts of entries, and the statements that they add up to."""

    new: int
    reversed: int
    gone: int
    unchanged: int
    statements: tuple[Statement, ...]

    def counts(self) -> dict[str, int]:
        """The counts of entries."""
        return {"new": self.new, "reversed": self.reversed, "gone": self.gone, "unchanged": self.unchanged}


def book_delta(
    earlier: Sequence[Booked],
    computed: Path,
    target: Path,
    rules: Names,
    spans: Iterable[Span] | None,
    *,
    same_days: bool = False,
) -> Delta:
    """Compare the outcomes in `computed` with the state after `earlier`; write the differences to `target`.

    `spans` are the days that the outcomes cover (open-ended where None), so that a row that is missing there is gone;
    None means that the outcomes cover only the rows they name. `same_days` says that every row has the day that it had
    in the last run, and so need not be looked for on others. Raises Problem when state + delta is not the outcome.
    """
    covered = None if spans is None else list(spans)
    entries = {"new": 0, "reversed": 0, "gone": 0, "unchanged": 0}
    with open_connection() as connection:
        for table in sorted(folder.name for folder in computed.iterdir()):
            _see_outcome(connection, computed / table, rules)
            named = "" if same_days else "outcome"
            connection.execute(f"CREATE OR REPLACE TEMP VIEW state AS {state_sql(earlier, table, covered, named)}")
            for name, count in _book_table(connection, target / table, _next(earlier), covered is not None).items():
                entries[name] += count
        statements = statements_of(connection, target)
    return Delta(**entries, statements=statements)


def statements_of(connection: duckdb.DuckDBPyConnection, folder: Path) -> tuple[Statement, ...]:
    """The statements that the settled entries of a delta folder add up to; reversals count negative."""
    if not any(folder.iterdir()):
        return ()
    rows = connection.execute(
        f"""SELECT payer, payee, sum(amount)::BIGINT, count(*) FROM read_parquet('{folder}/*/*.parquet')
            WHERE entry <> 0 AND settled GROUP BY ALL ORDER BY ALL"""
    ).fetchall()
    return tuple(Statement(*row) for row in rows)


def _see_outcome(connection: duckdb.DuckDBPyConnection, computed: Path, rules: Names) -> None:
    """Views of one table's outcomes, and of the rows that were set aside."""
    connection.execute(
        f"""CREATE OR REPLACE TEMP VIEW outcome AS SELECT o.*, r.name, r.kind
            FROM read_parquet('{computed}/*.parquet') o JOIN ({_rules_sql(rules)}) r ON r.rule = o.rule
            WHERE o.rule <> {OUTSIDE_PERIOD}"""
    )
    connection.execute(
        f"""CREATE OR REPLACE TEMP VIEW skipped AS SELECT source, part FROM read_parquet('{computed}/*.parquet')
            WHERE rule = {OUTSIDE_PERIOD}"""
    )


def _book_table(connection: duckdb.DuckDBPyConnection, folder: Path, number: int, covers: bool) -> dict[str, int]:
    """Write the differences between the views `state` and `outcome` as run `number`, and count them."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE pairs AS {_pairs_sql(covers)}")
    folder.mkdir(parents=True)
    connection.execute(f"COPY ({_entries_sql(number)}) TO '{folder / 'part.parquet'}' (FORMAT parquet)")
    _assert_whole(connection, folder, folder.name)
    counts = connection.execute(
        """SELECT count(*) FILTER (changed AND has_new), count(*) FILTER (changed AND was_settled),
                  count(*) FILTER (NOT has_new), count(*) FILTER (NOT changed) FROM pairs"""
    ).fetchone() or (0, 0, 0, 0)
    return dict(zip(("new", "reversed", "gone", "unchanged"), counts, strict=True))


def state_sql(earlier: Sequence[Booked], table: str, spans: list[Span] | None = None, named: str = "") -> str:
    """SQL for the state of one table after some runs: COLUMNS, entry, revision, and the rule's name and kind.

    `spans` narrows it to the rows whose day lies there, and to those whose source and part the table `named` has: a row
    may have moved to another day since it was booked.
    """
    runs = [booked for booked in earlier if (booked.folder / table).exists()]
    columns = ", ".join((*COLUMNS, "entry", "revision", "origin", "name", "kind"))
    if not runs:
        return f"SELECT {', '.join(f'NULL AS {c}' for c in columns.split(', '))} WHERE false"
    entries = " UNION ALL ".join(_entries_of(booked, table, _within(spans, named)) for booked in runs)
    if len(runs) == 1:
        return f"SELECT {columns} FROM ({entries})"
    later = " UNION ALL ".join(
        f"SELECT {booked.number} AS run, source, part FROM read_parquet('{booked.folder / table}/*.parquet') "
        "WHERE entry >= 0"
        for booked in runs[1:]
    )
    return (
        f"SELECT {columns} FROM ({entries}) e "
        f"ANTI JOIN ({later}) l ON l.source = e.source AND l.part = e.part AND l.run > e.run"
    )


def _entries_of(booked: Booked, table: str, within: str) -> str:
    """SQL for the entries of one run that are not reversals."""
    return (
        f"SELECT {booked.number} AS run, {', '.join(f's.{c}' for c in COLUMNS)}, "
        f"{'s.entry, s.revision, s.origin' if booked.is_delta else FIRST_ENTRY}, r.name, r.kind "
        f"FROM read_parquet('{booked.folder / table}/*.parquet') s "
        f"LEFT JOIN ({_rules_sql(booked.rules)}) r ON r.rule = s.rule "
        f"WHERE {'s.entry >= 0' if booked.is_delta else f's.rule <> {OUTSIDE_PERIOD}'}{within}"
    )


def _pairs_sql(covers: bool) -> str:
    """Each row of facts once, with what stood (o_…) and what comes (n_…), and whether they differ."""
    old = ", ".join(f"s.{c} AS o_{c}" for c in (*COLUMNS, "revision", "origin"))
    new = ", ".join(f"o.{c} AS n_{c}" for c in COLUMNS)
    gone = "s.entry = 1 AND k.source IS NULL" if covers else "false"
    return f"""
        SELECT {old}, {new}, o.source IS NOT NULL AS has_new, o.kind = '{Kind.CHARGE.value}' AS is_settled,
               coalesce(s.entry = 1 AND s.kind = '{Kind.CHARGE.value}', false) AS was_settled,
               s.source IS NULL OR o.source IS NULL OR s.entry = 0
               OR s.name IS DISTINCT FROM o.name OR s.amount IS DISTINCT FROM o.amount OR s.day IS DISTINCT FROM o.day
               OR s.payer IS DISTINCT FROM o.payer OR s.payee IS DISTINCT FROM o.payee AS changed
        FROM outcome o FULL JOIN state s ON s.source = o.source AND s.part = o.part
        LEFT JOIN skipped k ON k.source = s.source AND k.part = s.part
        WHERE o.source IS NOT NULL OR ({gone})"""


def _next(earlier: Sequence[Booked]) -> int:
    return 1 + max((booked.number for booked in earlier), default=0)


def _entries_sql(number: int) -> str:
    """The entries to write: reversals of what was settled and changed, the new outcomes, and the rows that are gone."""
    old = ", ".join("-o_amount AS amount" if c == "amount" else f"o_{c} AS {c}" for c in COLUMNS)
    new = ", ".join(f"n_{c} AS {c}" for c in COLUMNS)
    left = ", ".join(f"NULL::{_TYPES[c]} AS {c}" if c in _TYPES else f"o_{c} AS {c}" for c in COLUMNS)
    return f"""
        SELECT {old}, -1::TINYINT AS entry, o_revision AS revision, o_origin AS origin, true AS settled
        FROM pairs WHERE changed AND was_settled
        UNION ALL
        SELECT {new}, 1::TINYINT, (coalesce(o_revision, 0) + 1)::SMALLINT, {number}::SMALLINT, is_settled
        FROM pairs WHERE changed AND has_new
        UNION ALL
        SELECT {left}, 0::TINYINT, o_revision, {number}::SMALLINT, false FROM pairs WHERE NOT has_new
        ORDER BY day NULLS LAST"""


_TYPES = {"rule": "SMALLINT", "amount": "BIGINT", "payer": "VARCHAR", "payee": "VARCHAR"}


def _assert_whole(connection: duckdb.DuckDBPyConnection, folder: Path, table: str) -> None:
    """State + delta must be the outcome, to the øre."""
    stood, comes = connection.execute(
        """SELECT coalesce(sum(o_amount) FILTER (was_settled), 0), coalesce(sum(n_amount) FILTER (is_settled), 0)
           FROM pairs"""
    ).fetchone() or (0, 0)
    added = connection.execute(
        f"SELECT coalesce(sum(amount), 0) FROM read_parquet('{folder}/*.parquet') WHERE entry <> 0 AND settled"
    ).fetchone() or (0,)
    control = Control(
        f"delta_{table}", "Det, der stod, plus ændringerne er det nye", int(stood) + int(added[0]), int(comes)
    )
    if not control.holds:
        raise Problem(
            what="Rettelserne stemmer ikke, så afregningen er ikke gemt.",
            why=f"{control.words}: {control.left} er ikke {control.right}.",
            do="Meld fejlen. Intet er ændret.",
        )


def _rules_sql(rules: Names) -> str:
    rows = ", ".join(f"({number}, '{name}', '{kind}')" for number, (name, kind) in rules.items())
    return f"SELECT * FROM (VALUES {rows}) AS r(rule, name, kind)"


def _within(spans: list[Span] | None, named: str) -> str:
    """SQL that narrows the entries of a run to some days and to what a table names; empty when they are all days."""
    if spans is None or (None, None) in spans:
        return ""
    if not spans:
        return " AND false"
    tests = [
        " AND ".join(
            [f"s.day >= DATE '{first}'" for first in [first] if first]
            + [f"s.day <= DATE '{last}'" for last in [last] if last]
        )
        for first, last in spans
    ]
    if any(first is None or last is None for first, last in spans):
        tests.append("s.day IS NULL")
    if named:
        tests.append(f"(s.source, s.part) IN (SELECT (source, part) FROM {named})")
    return f" AND ({' OR '.join(f'({t})' for t in tests)})"
