"""What is measured of ours: whole runs, versions, what-if, amendments, explanations. Each in a process of its own."""

import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from bench import activity as activities
from tvaers.engine.settlement.engines import DuckDB, engine_named
from tvaers.engine.settlement.pricing import Job
from tvaers.kernel.package import Package, load_all

FIRST, LAST = date(2021, 1, 1), date(2022, 12, 31)
SETS = [{"highly_specialised_rate": f"0.{80 + n}", "main_regional_rate": f"0.{60 + n}"} for n in range(10)] + [
    {"extras_rate[main]": f"0.{70 + n}"} for n in range(10)
]


def usage() -> Package:
    """The usage agreement."""
    return load_all()["benyttelsesaftale-nord-midt-2021"]


def settle(folder: Path, out: Path, engine: str = "duckdb", package: Package | None = None) -> dict[str, Any]:
    """A whole run into `out`; gives the time of the run itself, apart from start-up and compilation."""
    from tvaers.engine.settlement.execution import execute

    shutil.rmtree(folder / "prepared", ignore_errors=True)  # a later run finds it; the whole run must make it
    facts, started = activities.read(folder), time.perf_counter()
    runner = engine_named(engine)
    ready = time.perf_counter()
    totals = execute(Job(package or usage(), FIRST, LAST), facts, out, runner)
    done = time.perf_counter()
    return {"start": ready - started, "run": done - ready, "settled": totals.main_counts["settled"]}


def compiling(folder: Path, out: Path) -> dict[str, Any]:
    """Building and compiling every expression, and starting the engine, without running anything."""
    from tvaers.engine.settlement.engines import compiled
    from tvaers.engine.settlement.execution import prepared_tables
    from tvaers.engine.settlement.grid import Grid
    from tvaers.engine.settlement.pricing import outcomes

    small = activities.write(folder.parent / "tiny", 1_000)
    job, engine = Job(usage(), FIRST, LAST), DuckDB()
    started = time.perf_counter()
    tables, grid = prepared_tables(job, small, engine), engine.grid(Grid(job.package))
    for table in job.rules.tables:
        compiled(outcomes(job, table, tables, grid), "duckdb")
    return {"run": time.perf_counter() - started}


def versions(folder: Path, out: Path, count: int) -> dict[str, Any]:
    """A run where every parameter has `count` dated versions, all of them worth the same."""
    return settle(folder, out, package=with_versions(usage(), count))


def with_versions(package: Package, count: int) -> Package:
    """The package with its rates cut into `count` stretches of days."""
    days = (LAST - FIRST).days + 1
    starts = [FIRST + timedelta(days=n * days // count) for n in range(count)]
    ends = [start - timedelta(days=1) for start in starts[1:]] + [LAST]
    parameters = {
        name: replace(
            parameter,
            values=tuple(
                replace(value, start=start, end=end)
                for value in parameter.values
                for start, end in zip(starts, ends, strict=True)
            )
            if parameter.unit == "share"
            else parameter.values,
        )
        for name, parameter in package.parameters.items()
    }
    return replace(package, parameters=parameters, content_hash=f"{count:064d}")


def what_if(folder: Path, out: Path) -> dict[str, Any]:
    """Twenty sets of parameter values."""
    from tvaers.engine.settlement.whatif import what_if as compare

    facts, started = activities.read(folder), time.perf_counter()
    compare(Job(usage(), FIRST, LAST), facts, SETS)
    return {"run": time.perf_counter() - started, "sets": len(SETS)}


def amended(folder: Path, out: Path) -> dict[str, Any]:
    """Re-settling after an amendment of the last week (1 % of the contacts), over the run in `folder`/../run."""
    from tvaers.engine.agreements.snapshot import as_document
    from tvaers.engine.settlement.amendment import amendment_between
    from tvaers.engine.settlement.book import Booked
    from tvaers.engine.settlement.settling import Plan, carry_out, names_of

    old, new = usage(), amendment(usage())
    job = Job(new, FIRST, LAST)
    earlier = (Booked(1, out.parent / "settle", names_of(old), False),)
    facts, engine = activities.read(folder), DuckDB()
    started = time.perf_counter()
    plan = Plan(job, facts, earlier, amendment_between(as_document(old), as_document(new), *job.reach))
    outcome = carry_out(plan, out, engine)
    first = time.perf_counter() - started
    started = time.perf_counter()
    carry_out(plan, fresh(out), engine)
    again = time.perf_counter() - started
    return {"run": again, "with_compilation": first, "new": outcome.delta.new if outcome.delta else 0}


def amendment(package: Package) -> Package:
    """The package with other rates in its last week."""
    last = date(2022, 12, 25)
    rates = {
        name: replace(
            package.parameters[name],
            values=tuple(
                part
                for value in package.parameters[name].values
                for part in (
                    replace(value, end=last - timedelta(days=1)),
                    replace(value, id=value.id + 1_000, start=last, value=int(value.value) - 500),
                )
            ),
        )
        for name in ("highly_specialised_rate", "main_regional_rate")
    }
    return replace(package, parameters={**package.parameters, **rates}, content_hash="a" * 64)


def explain(folder: Path, out: Path) -> dict[str, Any]:
    """The explanation of stored lines, one at a time: the median of many."""
    import django

    django.setup()
    from tvaers.engine.agreements.snapshot import as_document
    from tvaers.engine.settlement import explanation, lines
    from tvaers.engine.settlement.line_ids import parse_line

    edition = SimpleNamespace(document=as_document(usage()), agreement=SimpleNamespace(short="BA21"), content_hash="")
    now = SimpleNamespace(isoformat=str)
    run: Any = SimpleNamespace(
        number=1, folder=out.parent / "settle", activity=folder, edition=edition, receipt="", input_hash="",
        code_version="", finished_at=now, book=SimpleNamespace(name="bench"),
    )  # fmt: skip
    page = lines.page(run, lines.LineFilter(rule="hovedfunktion"), offset=1_000, limit=40)
    times = []
    for line in page.rows:
        started = time.perf_counter()
        found = lines.find(run, parse_line(line.id))
        assert found is not None
        explanation.explain(run, found)
        times.append(time.perf_counter() - started)
    return {"run": sorted(times)[len(times) // 2], "slowest": max(times), "lines": len(times)}


MEASURES: dict[str, Callable[..., dict[str, Any]]] = {
    "settle": settle,
    "compiling": compiling,
    "versions": versions,
    "what_if": what_if,
    "amended": amended,
    "explain": explain,
}


def fresh(folder: Path) -> Path:
    """An empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
