"""One settlement from start to finish, on disk: what to compute, computing it, and booking the differences.

`prepare` decides what has to be looked at; `carry_out` writes it. The database part is in `actions`.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import duckdb
import ibis
import pyarrow as pa

from tvaers.engine.agreements.snapshot import rules_of
from tvaers.engine.settlement.activity import Activity
from tvaers.engine.settlement.amendment import Amendment
from tvaers.engine.settlement.book import Booked, Delta, Names, Span, book_delta, state_sql
from tvaers.engine.settlement.engines import Engine
from tvaers.engine.settlement.execution import Progress, Totals, execute
from tvaers.engine.settlement.pricing import OUTSIDE_PERIOD, Job, Narrow
from tvaers.engine.settlement.store import code_version
from tvaers.kernel.package import Package
from tvaers.kernel.rules import Kind


@dataclass(frozen=True)
class Plan:
    """What a run looks at: everything in the period or, when only the agreement was amended, what that touches."""

    job: Job
    activity: Activity
    earlier: tuple[Booked, ...] = ()
    amendment: Amendment | None = None

    @property
    def is_delta(self) -> bool:
        """Whether the run's folder will hold differences."""
        return bool(self.earlier)

    @property
    def touched(self) -> list[str]:
        """The rule tables that rest on an amended parameter; all of them when more than that is new."""
        tables = self.job.rules.tables
        return [t.name for t in tables if self.amendment is None or t.uses & self.amendment.parameters]

    @property
    def spans(self) -> list[Span]:
        """The days that the outcomes cover."""
        if self.amendment is None:
            return [self.job.reach]
        return list(self.amendment.windows) if self.touched else []


@dataclass(frozen=True)
class Outcome:
    """What a run came to: the totals of what it computed, and what it booked when it is not the first of its book."""

    totals: Totals
    delta: Delta | None = None
    released: int = 0
    scope: Mapping[str, Any] = field(default_factory=dict)


def key_of(job: Job, activity: Activity) -> str:
    """The receipt: a hash over content, input, period and code version. Equal receipts mean equal lines."""
    parts = (job.package.content_hash, activity.hash, job.start.isoformat(), job.end.isoformat(), code_version())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def names_of(package: Package) -> Names:
    """Name and kind of every rule by number."""
    return {number: (rule.name, rule.kind.value) for number, (_, rule) in rules_of(package).numbered().items()}


def carry_out(plan: Plan, scratch: Path, engine: Engine, progress: Progress = lambda text: None) -> Outcome:
    """Compute and book a plan. The finished run lies in `scratch/run`."""
    if not plan.is_delta:
        return Outcome(
            execute(plan.job, plan.activity, scratch / "run", engine, progress=progress), scope={"whole": True}
        )
    computed = scratch / "computed"
    keep = _within_windows(plan)
    totals = execute(plan.job, plan.activity, computed, engine, keep=keep, progress=progress)
    released = _look_at_held(plan, scratch, computed, engine) if plan.amendment is None else 0
    progress("Sammenligner med det, der er afregnet før …")
    delta = book_delta(
        plan.earlier,
        computed,
        scratch / "run",
        names_of(plan.job.package),
        plan.spans,
        same_days=plan.amendment is not None,
    )
    return Outcome(totals, delta, released, _scope(plan))


def _scope(plan: Plan) -> dict[str, Any]:
    """What the run looked at, as data."""
    if plan.amendment is None:
        return {}
    return {
        "windows": [[start.isoformat(), end.isoformat()] for start, end in plan.amendment.windows],
        "parameters": sorted(plan.amendment.parameters),
    }


@dataclass(frozen=True)
class WithinDays:
    """Narrows facts to some stretches of days; rows without a day are not touched by a change of law."""

    windows: tuple[tuple[date, date], ...]

    def __call__(self, facts: Any) -> Any:
        condition = ibis.literal(False)
        for first, last in self.windows:
            condition = condition | _on_days(facts, first, last)
        return facts.filter(condition)


def _on_days(facts: Any, first: date, last: date) -> Any:
    """Whether the day lies between two; asked of the `moment` where there is one, for that finds its row groups."""
    if "moment" not in facts.columns:
        return facts.day.between(first, last)
    after = datetime.combine(last + timedelta(days=1), time())
    return (facts.moment >= datetime.combine(first, time())) & (facts.moment < after)


@dataclass(frozen=True)
class Among:
    """Narrows facts to the sources that a table of the engine names."""

    source: str
    rows: Any

    def __call__(self, facts: Any) -> Any:
        return facts.semi_join(self.rows, facts[self.source].cast("string") == self.rows.held_source)


def _within_windows(plan: Plan) -> dict[str, Narrow] | None:
    """Narrowing to the amended days of the rule tables that rest on an amended parameter; to no row when none does."""
    if plan.amendment is None:
        return None
    touched: dict[str, Narrow] = {name: WithinDays(plan.amendment.windows) for name in plan.touched}
    return touched or {plan.job.rules.tables[0].name: WithinDays(())}


def _look_at_held(plan: Plan, scratch: Path, computed: Path, engine: Engine) -> int:
    """Rows that earlier runs held, and whose day this run does not reach, are looked at again: what they waited for may
    have come. Their outcomes join the others in `computed`. Returns how many were looked at."""
    held = {
        table.name: rows
        for table in plan.job.rules.tables
        if not table.keeps_period and (rows := _held_outside(plan, table.name)).num_rows
    }
    if not held:
        return 0
    valid = plan.job.package.valid
    whole = Job(plan.job.package, min(valid.start, plan.job.start), max(valid.end, plan.job.end))
    keep: dict[str, Narrow] = {}
    for table in plan.job.rules.tables:
        if table.name in held:
            rows = engine.rows(f"held_{table.name}", held[table.name])
            keep[table.name] = Among(table.source, rows)
    execute(whole, plan.activity, scratch / "held", engine, keep=keep)
    for name in held:
        _join_undecided(scratch / "held" / name, computed / name)
    return sum(rows.num_rows for rows in held.values())


def _join_undecided(held: Path, computed: Path) -> None:
    """Add the outcomes in `held` to those in `computed`, save of rows whose day has moved into the run's own reach."""
    decided = f"SELECT source, part FROM read_parquet('{computed}/*.parquet') WHERE rule <> {OUTSIDE_PERIOD}"
    with duckdb.connect() as connection:
        connection.execute(
            f"""COPY (SELECT h.* FROM read_parquet('{held}/*.parquet') h
                      ANTI JOIN ({decided}) c ON c.source = h.source AND c.part = h.part)
                TO '{computed / "held.parquet"}' (FORMAT parquet)"""
        )


def _held_outside(plan: Plan, table: str) -> pa.Table:
    """The sources whose state is held and whose day lies outside the run's reach."""
    first, last = plan.job.reach
    outside = [f"day < DATE '{first}'"] if first else []
    outside += [f"day > DATE '{last}'"] if last else []
    if not outside:
        return pa.table({"held_source": pa.array([], pa.string())})
    sql = f"""SELECT DISTINCT source AS held_source FROM ({state_sql(plan.earlier, table)})
              WHERE entry = 1 AND kind = '{Kind.HOLD.value}' AND ({" OR ".join(outside)})"""
    with duckdb.connect() as connection:
        return connection.sql(sql).to_arrow_table()
