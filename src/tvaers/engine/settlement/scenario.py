"""Running scenarios: the given rows are settled by the real engine in a store of their own, and what came is compared.

What `then` names must match and what it does not name is free. Each expected line, statement or held row takes one that
came, and none is taken twice.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import ibis.expr.types as ir
from pydantic import BaseModel

from tvaers.engine.cases.scenario import play
from tvaers.engine.cases.scenario_compare import compare
from tvaers.engine.settlement.activity import Activity, rows_to_activity
from tvaers.engine.settlement.engines import DuckDB, Engine
from tvaers.engine.settlement.execution import Totals, execute
from tvaers.engine.settlement.grid import Grid
from tvaers.engine.settlement.pricing import Job
from tvaers.engine.settlement.scenario_models import Scenario, Then, as_code
from tvaers.kernel.errors import Problem
from tvaers.kernel.package import Package, load_all

SECTIONS = {"lines": "settled", "held": "held", "open": "open", "out_of_scope": "out_of_scope"}
"""The lists of `then` that are about rows, and what became of those rows."""


@dataclass(frozen=True)
class Came:
    """What became of one row: amounts in øre; `reason` in Danish and `code` in English; `clauses` that its rule carries
    out, the rule's own first."""

    table: str
    source: str
    part: str
    kind: str
    rule: str
    clauses: tuple[str, ...]
    reason: str
    code: str
    amount: int | None
    payer: str | None
    payee: str | None


@dataclass(frozen=True)
class Settled:
    """A settlement's outcome as a scenario looks at it."""

    rows: tuple[Came, ...]
    totals: Totals


@dataclass(frozen=True)
class Check:
    """One expectation: its section of `then`, what was expected, what came (the row that met it, or the nearest ones),
    whether it holds, and the rule that met it."""

    section: str
    expected: Any
    actual: Any
    holds: bool
    rule: str = ""


@dataclass(frozen=True)
class Result:
    """A scenario's checks; `settled` is None when settling was refused."""

    scenario: Scenario
    checks: tuple[Check, ...]
    settled: Settled | None = field(default=None, repr=False)

    @property
    def passed(self) -> bool:
        """Whether every expectation holds."""
        return all(check.holds for check in self.checks)


class FixedNames(DuckDB):
    """DuckDB where every activity has the same table names: what was compiled for one scenario serves the next."""

    name = "duckdb-faste-navne"

    def __init__(self) -> None:
        super().__init__()
        self.sql("SET threads=1")  # a few rows are slower on several
        self.grids: dict[str, ir.Table] = {}

    def names_after(self, activity: Activity) -> str:
        """Nothing: the names are always the same."""
        return ""

    def table(self, activity: Activity, name: str) -> ir.Table:
        """One activity table, as a view on its Parquet."""
        self.sql(f"CREATE OR REPLACE TEMP VIEW \"{name}\" AS SELECT * FROM read_parquet('{activity.path(name)}')")
        return self.connection.table(name)

    def grid(self, grid: Grid) -> ir.Table:
        """A package's day grid, made once."""
        key = grid.package.content_hash
        if key not in self.grids:
            self.grids[key] = super().grid(grid)
        return self.grids[key]


def run_scenario(scenario: Scenario, store: Path, engine: Engine | None = None) -> Result:
    """Settle what is given and compare, or play the case. With an engine of your own, many run faster."""
    if scenario.is_case:
        return _play(scenario)
    own = engine or FixedNames()
    try:
        settled = settle_given(scenario, store, own)
    except Problem as problem:
        return Result(scenario, (_refused(scenario.then, problem),))
    finally:
        if engine is None:
            own.close()
    return Result(scenario, tuple(_checks(scenario.then, settled)), settled)


def _play(scenario: Scenario) -> Result:
    """Play a case, and compare."""
    then = {name: getattr(scenario.then, name) for name in scenario.then.model_fields_set}
    try:
        if scenario.given.case is None:
            raise Problem(what="Scenariet nævner ingen forløbstype.", do="Skriv »given: {case: …, data: {…}}«.")
        as_of = scenario.when.as_of or scenario.as_of
        data = dict(scenario.given.data or {})
        played = play(_package(scenario), scenario.given.case, data, scenario.when.events, as_of)
    except Problem as problem:
        return Result(scenario, (_refused(scenario.then, problem),))
    found = (Check(one.section, one.expected, one.actual, one.holds) for one in compare(then, played))
    return Result(scenario, tuple(found))


def settle_given(scenario: Scenario, store: Path, engine: Engine) -> Settled:
    """What comes of settling a scenario's rows. Raises Problem where settling is refused."""
    period = scenario.when.settle
    if period is None:
        raise Problem(what="Scenariet afregner ikke noget.", do="Skriv »when: {settle: {from: …, to: …}}«.")
    job = Job(_package(scenario), period.start, period.end)
    store.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=store, prefix="scenarie-") as made:
        activity = rows_to_activity(scenario.given.rows, Path(made) / "activity")
        totals = execute(job, activity, Path(made) / "run", engine)
        return Settled(tuple(outcome_rows(job, Path(made) / "run")), totals)


def _package(scenario: Scenario) -> Package:
    packages = load_all()
    if scenario.agreement not in packages:
        raise Problem(
            what=f"Aftalen «{scenario.agreement}» findes ikke.", do=f"Vælg en af: {', '.join(sorted(packages))}."
        )
    package = packages[scenario.agreement]
    return package.override(scenario.given.values) if scenario.given.values else package


def outcome_rows(job: Job, folder: Path) -> Iterable[Came]:
    """Every outcome in a run's folder that a rule decided."""
    carried = _carried_out(job.package)
    numbered = job.rules.numbered()
    with duckdb.connect() as connection:
        for table in job.rules.tables:
            found = connection.execute(
                f"""SELECT rule, source, part, amount, payer, payee FROM read_parquet('{folder / table.name}/*.parquet')
                    WHERE rule > 0 ORDER BY day NULLS LAST, source, part"""
            ).fetchall()
            for number, source, part, amount, payer, payee in found:
                rule = numbered[number][1]
                clauses = (rule.clause, *carried.get(rule.name, ()))
                kind, words = rule.kind.value, (rule.reason, rule.code)
                yield Came(table.name, source, part, kind, rule.name, clauses, *words, amount, payer, payee)


def _carried_out(package: Package) -> dict[str, tuple[str, ...]]:
    """The clauses that name a rule as what executes them, by rule."""
    found: dict[str, tuple[str, ...]] = {}
    for clause in package.clauses.values():
        for rule in clause.executors("rule"):
            found[rule] = (*found.get(rule, ()), clause.id)
    return found


def _refused(then: Then, problem: Problem) -> Check:
    text = str(problem)
    return Check("error", then.error or "", text, bool(then.error) and _has(text, then.error or ""))


def _checks(then: Then, settled: Settled) -> Iterable[Check]:
    if then.error is not None:
        yield Check("error", then.error, "Afregningen blev ikke afvist.", False)
    for section, kind in SECTIONS.items():
        expected = getattr(then, section)
        if expected is not None:
            yield from _matched(section, expected, [row for row in settled.rows if row.kind == kind])
    if then.statements is not None:
        yield from _matched("statements", then.statements, list(settled.totals.statements))
    for wanted in then.warnings or ():
        warnings = [text for text in settled.totals.warnings if _has(text, wanted)]
        yield Check("warnings", wanted, warnings or list(settled.totals.warnings), bool(warnings))
    if then.warnings == () and settled.totals.warnings:
        yield Check("warnings", [], list(settled.totals.warnings), False)
    for name, count in _named(then.counts).items():
        came = settled.totals.main_counts[name]
        yield Check("counts", {name: count}, {name: came}, came == count)


def _matched(section: str, expected: Sequence[BaseModel], came: list[Any]) -> Iterable[Check]:
    """Each expectation with the row that it takes, or with the nearest ones; an empty list wants no rows at all."""
    if not expected:
        yield Check(section, [], came, not came)
    taken = _pairs([[place for place, row in enumerate(came) if _fits(wanted, row)] for wanted in expected])
    for index, wanted in enumerate(expected):
        row = came[taken[index]] if index in taken else None
        actual = row if row is not None else _nearest(wanted, came)
        yield Check(section, _named(wanted), actual, row is not None, getattr(row, "rule", ""))


def _pairs(fitting: Sequence[Sequence[int]]) -> dict[int, int]:
    """Give each expectation a row of its own among those that fit, so that as many as possible get one."""
    owner: dict[int, int] = {}

    def give(expectation: int, tried: set[int]) -> bool:
        for row in fitting[expectation]:
            if row not in tried:
                tried.add(row)
                if row not in owner or give(owner[row], tried):
                    owner[row] = expectation
                    return True
        return False

    for expectation in range(len(fitting)):
        give(expectation, set())
    return {expectation: row for row, expectation in owner.items()}


def _fits(wanted: BaseModel, row: Any) -> bool:
    return all(_agrees(name, value, row) for name, value in _named(wanted).items())


def _agrees(name: str, value: Any, row: Any) -> bool:
    if name == "source":
        return value in (row.source, f"{row.source}~{row.part}") or as_code(value) == row.source
    if name == "clause":
        return value in row.clauses
    if name == "reason":
        return _has(row.reason, value) or _has(row.code, value)
    return bool(getattr(row, name) == value)


def _nearest(wanted: BaseModel, came: list[Any]) -> list[Any]:
    """What came for the same source, else everything in the section."""
    source = _named(wanted).get("source")
    same = [row for row in came if source is not None and _agrees("source", source, row)]
    return same or came


def _named(wanted: BaseModel | None) -> Mapping[str, Any]:
    return wanted.model_dump(exclude_none=True) if wanted else {}


def _has(text: str, part: str) -> bool:
    return part.casefold() in text.casefold()
