"""Carrying out one settlement: every outcome of every rule table written to a folder, summed up and checked.

Nothing here knows about databases or about what was settled before; `book` compares with that.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import ibis.expr.types as ir

from tvaers.engine.settlement.activity import Activity
from tvaers.engine.settlement.engines import Engine
from tvaers.engine.settlement.grid import Grid, GridValues
from tvaers.engine.settlement.pricing import OUTSIDE_PERIOD, Job, Narrow, outcomes
from tvaers.engine.settlement.reading import connection as open_connection
from tvaers.kernel.errors import Problem
from tvaers.kernel.rules import Kind, Total

Progress = Callable[[str], None]
COUNTED = (*(kind.value for kind in Kind), "outside_period")


@dataclass(frozen=True)
class Statement:
    """What one party owes another: øre, and the number of lines that it is made of."""

    payer: str
    payee: str
    amount: int
    lines: int


@dataclass(frozen=True)
class Control:
    """A sum that must hold: what it says, and the two sides."""

    name: str
    words: str
    left: int
    right: int

    @property
    def holds(self) -> bool:
        """Whether the two sides are equal."""
        return self.left == self.right


@dataclass(frozen=True)
class Totals:
    """Everything that is summed up of a run. `counts` is by table and then by what became of the rows."""

    counts: Mapping[str, Mapping[str, int]]
    statements: tuple[Statement, ...]
    controls: tuple[Control, ...]
    warnings: tuple[str, ...]

    @property
    def main_counts(self) -> dict[str, int]:
        """The counts of the contacts, or of every table when the activity has no contacts."""
        tables = [self.counts["contacts"]] if any(self.counts.get("contacts", {}).values()) else self.counts.values()
        return {name: sum(table[name] for table in tables) for name in COUNTED}

    def as_data(self) -> dict[str, Any]:
        """Plain data, as the database keeps it."""
        return {
            "counts": {table: dict(counts) for table, counts in self.counts.items()},
            "statements": [asdict(statement) for statement in self.statements],
            "controls": [{**asdict(control), "holds": control.holds} for control in self.controls],
            "warnings": list(self.warnings),
        }


def execute(
    job: Job,
    activity: Activity,
    folder: Path,
    engine: Engine,
    *,
    keep: Mapping[str, Narrow] | None = None,
    progress: Progress = lambda text: None,
) -> Totals:
    """Write the outcomes of every rule table to `folder/<table>/` and sum them up.

    `keep` narrows the facts of the tables that it names, and the others are left out. Raises Problem when a control sum
    does not hold: then the folder is of no use.
    """
    tables = prepared_tables(job, activity, engine)
    grid = engine.grid(Grid(job.package))
    for table in job.rules.tables:
        if keep is None or table.name in keep:
            progress(f"Afregner {table.title.lower()} …")
            narrow = keep[table.name] if keep else None
            key = (job, engine.names_after(activity), table.name, narrow, engine.name)
            make = partial(outcomes, job, table, tables, grid, narrow)
            engine.write(_compiled_once(engine, key, make), folder / table.name)
    progress("Lægger sammen og kontrollerer …")
    return sum_up(job, folder, None if keep else activity)


def prepared_tables(job: Job, activity: Activity, engine: Engine) -> dict[str, ir.Table]:
    """The activity tables, and the tables that the rules ask to have prepared."""
    tables = {name: engine.table(activity, name) for name in activity.rows}
    values = GridValues(job.package, job.start, job.end)
    for name, prepare in job.rules.prepared.items():
        key = (job, engine.names_after(activity), name, None, engine.name)
        sql = _compiled_once(engine, key, partial(prepare, tables, values))
        tables[name] = engine.keep_with(activity, name, sql)
    return tables


_SQL: dict[Hashable, str] = {}
"""SQL by what it was made from. Building and compiling an expression takes longer than running it on a few days."""


def _compiled_once(engine: Engine, key: Hashable, make: Callable[[], ir.Table]) -> str:
    """The SQL of an expression, compiled the first time in a process that the same is asked for."""
    if key not in _SQL:
        if len(_SQL) > 500:
            _SQL.clear()
        _SQL[key] = engine.compiled(make())
    return _SQL[key]


def sum_up(job: Job, folder: Path, activity: Activity | None) -> Totals:
    """Sum up the outcomes in a folder; with the activity, also check that every row of it came out again."""
    with open_connection() as connection:
        rows = _grouped(connection, job, folder)
    kinds = {number: rule.kind for number, (_, rule) in job.rules.numbered().items()}
    counts = _counts(job, rows, kinds)
    settled = [row for row in rows if kinds.get(row.rule) is Kind.CHARGE]
    statements = _statements(settled)
    controls = _controls(job, rows, kinds, counts, statements, activity)
    failed = [control for control in controls if not control.holds]
    if failed:
        raise Problem(
            what="Kontrolsummerne stemmer ikke, så afregningen er ikke gemt.",
            why="; ".join(f"{c.words}: {c.left} er ikke {c.right}" for c in failed),
            do="Meld fejlen. Intet er ændret.",
        )
    return Totals(counts, statements, controls, tuple(_warnings(job, rows, settled)))


@dataclass(frozen=True)
class Group:
    """Outcomes with one rule, year, payer and payee: how many, their sum in øre, and how many have no amount."""

    table: str
    rule: int
    year: int
    payer: str | None
    payee: str | None
    lines: int
    amount: int
    unpriced: int


def _grouped(connection: duckdb.DuckDBPyConnection, job: Job, folder: Path) -> list[Group]:
    groups: list[Group] = []
    for table in (table for table in job.rules.tables if (folder / table.name).exists()):
        rows = connection.execute(
            f"""SELECT coalesce(rule, -1), coalesce(year(day), 0), payer, payee, count(*),
                       coalesce(sum(amount), 0)::HUGEINT, count(*) - count(amount)
                FROM read_parquet('{folder / table.name}/*.parquet') GROUP BY ALL ORDER BY ALL"""
        ).fetchall()
        groups += [Group(table.name, r[0], r[1], r[2], r[3], r[4], int(r[5]), r[6]) for r in rows]
    return groups


def _counts(job: Job, rows: list[Group], kinds: Mapping[int, Kind]) -> dict[str, dict[str, int]]:
    counts = {table.name: dict.fromkeys(COUNTED, 0) for table in job.rules.tables}
    for row in rows:
        name = "outside_period" if row.rule == OUTSIDE_PERIOD else kinds[row.rule].value if row.rule in kinds else None
        if name:
            counts[row.table][name] += row.lines
    return counts


def _statements(settled: Iterable[Group]) -> tuple[Statement, ...]:
    sums: dict[tuple[str, str], list[int]] = {}
    for row in settled:
        total = sums.setdefault((row.payer or "", row.payee or ""), [0, 0])
        total[0] += row.amount
        total[1] += row.lines
    return tuple(Statement(payer, payee, amount, lines) for (payer, payee), (amount, lines) in sorted(sums.items()))


def _controls(
    job: Job,
    rows: list[Group],
    kinds: Mapping[int, Kind],
    counts: Mapping[str, Mapping[str, int]],
    statements: Iterable[Statement],
    activity: Activity | None,
) -> tuple[Control, ...]:
    statements = tuple(statements)
    settled = [row for row in rows if kinds.get(row.rule) is Kind.CHARGE]
    lines = sum(row.amount for row in settled)
    paid, received = _sides(statements)
    controls = [
        Control("decided", "Rækker uden afgørelse er nul", sum(r.lines for r in rows if r.rule < 0), 0),
        Control("priced", "Linjer uden beløb er nul", sum(r.unpriced for r in settled), 0),
        Control("lines", "Linjernes sum er opgørelsernes sum", lines, sum(s.amount for s in statements)),
        Control("balance", "Det, der betales, er det, der modtages", paid, received),
        Control(
            "named",
            "Linjer uden betaler eller modtager er nul",
            sum(1 for s in statements if not (s.payer and s.payee)),
            0,
        ),
    ]
    if activity:
        controls += [
            Control(
                f"rows_{table.name}",
                f"{table.title}: rækker ind er afregnet + tilbageholdt + åbne + uden for aftalen + uden for perioden",
                activity.rows[table.table],
                sum(counts[table.name].values()),
            )
            for table in job.rules.tables
            if not table.keeps_period
        ]
    return tuple(controls)


def _sides(statements: Iterable[Statement]) -> tuple[int, int]:
    paid: dict[str, int] = {}
    received: dict[str, int] = {}
    for statement in statements:
        paid[statement.payer] = paid.get(statement.payer, 0) + statement.amount
        received[statement.payee] = received.get(statement.payee, 0) + statement.amount
    return sum(paid.values()), sum(received.values())


def _warnings(job: Job, rows: list[Group], settled: Iterable[Group]) -> Iterable[str]:
    numbered = job.rules.numbered()
    held: dict[str, int] = {}
    for row in rows:
        if row.rule in numbered and numbered[row.rule][1].kind is Kind.HOLD:
            table, rule = numbered[row.rule]
            key = f"{table.title}: {rule.reason}"
            held[key] = held.get(key, 0) + row.lines
    yield from (f"{lines} tilbageholdt. {reason}" for reason, lines in sorted(held.items()))
    totals = [Total(numbered[row.rule][1].name, row.year, row.amount, row.lines) for row in settled]
    values = GridValues(job.package, job.start, job.end)
    for remark in job.rules.remarks:
        yield from remark(totals, values)
