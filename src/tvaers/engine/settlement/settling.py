"""One settlement from start to finish, on disk: what to compute, computing it, and booking the differences.

`prepare` decides what has to be looked at; `carry_out` writes it. The database part is in `actions`.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from tvaers.engine.agreements.snapshot import rules_of
from tvaers.engine.settlement.activity import Activity
from tvaers.engine.settlement.book import Booked, Delta, Names, Span, book_delta, state_sql
from tvaers.engine.settlement.engines import Engine
from tvaers.engine.settlement.execution import Progress, Totals, execute
from tvaers.engine.settlement.grid import changed_days
from tvaers.engine.settlement.pricing import Job, Narrow
from tvaers.engine.settlement.store import code_version
from tvaers.kernel.package import Package
from tvaers.kernel.rules import Kind


@dataclass(frozen=True)
class Plan:
    """What a run looks at: everything in the period (`spans` is the job's reach), or the days where the law changed."""

    job: Job
    activity: Activity
    earlier: tuple[Booked, ...] = ()
    windows: tuple[tuple[date, date], ...] | None = None

    @property
    def is_delta(self) -> bool:
        """Whether the run's folder will hold differences."""
        return bool(self.earlier)

    @property
    def spans(self) -> list[Span]:
        """The days that the outcomes cover."""
        return list(self.windows) if self.windows is not None else [self.job.reach]


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


def windows_between(old: Package, new: Package, job: Job) -> tuple[tuple[date, date], ...] | None:
    """The days to look at again when only dated parameters changed; None when anything else did."""
    if old.rules_file is None or new.rules_file is None or not _same_frame(old, new):
        return None
    first, last = job.reach
    clipped = [(max(a, first or a), min(b, last or b)) for a, b in changed_days(old, new)]
    return tuple((a, b) for a, b in clipped if a <= b)


def carry_out(plan: Plan, scratch: Path, engine: Engine, progress: Progress = lambda text: None) -> Outcome:
    """Compute and book a plan. The finished run lies in `scratch/run`."""
    if not plan.is_delta:
        return Outcome(
            execute(plan.job, plan.activity, scratch / "run", engine, progress=progress), scope={"whole": True}
        )
    computed = scratch / "computed"
    keep = _within_windows(plan)
    totals = execute(plan.job, plan.activity, computed, engine, keep=keep, progress=progress)
    released = _look_at_held(plan, scratch, computed, engine) if plan.windows is None else 0
    progress("Sammenligner med det, der er afregnet før …")
    delta = book_delta(plan.earlier, computed, scratch / "run", names_of(plan.job.package), plan.spans)
    scope = {"windows": [[a.isoformat(), b.isoformat()] for a, b in plan.windows]} if plan.windows is not None else {}
    return Outcome(totals, delta, released, scope)


def _within_windows(plan: Plan) -> dict[str, Narrow] | None:
    """Narrowing of every rule table to the plan's windows; rows without a day are not touched by a change of law."""
    if plan.windows is None:
        return None
    windows = plan.windows

    def narrow(facts: Any) -> Any:
        condition = facts.day.between(*windows[0])
        for window in windows[1:]:
            condition = condition | facts.day.between(*window)
        return facts.filter(condition)

    return {table.name: narrow for table in plan.job.rules.tables} if windows else {}


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
            keep[table.name] = _among(table.source, rows)
    execute(whole, plan.activity, scratch / "held", engine, keep=keep)
    for name in held:
        for file in (scratch / "held" / name).glob("*.parquet"):
            file.rename(computed / name / f"held-{file.name}")
    return sum(rows.num_rows for rows in held.values())


def _among(source: str, rows: Any) -> Narrow:
    return lambda facts: facts.semi_join(rows, facts[source].cast("string") == rows.held_source)


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


def _same_frame(old: Package, new: Package) -> bool:
    """Whether two packages differ in nothing but dated parameter values."""
    if old.rules_file != new.rules_file or old.valid != new.valid or old.parties != new.parties:
        return False
    return _undated(old.parameters.values()) == _undated(new.parameters.values())


def _undated(parameters: Iterable[Any]) -> list[tuple[str, Any]]:
    return [
        (p.id, tuple((v.key, v.value) for v in p.values) if p.unit in ("choice", "codes", "text", "months") else None)
        for p in parameters
    ]


def overlapping(runs: Sequence[Any], start: date, end: date) -> list[Any]:
    """The runs whose period has a day in common with a period."""
    return [run for run in runs if run.starts <= end and start <= run.ends]
