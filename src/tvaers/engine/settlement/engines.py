"""The two engines that a settlement runs on: DuckDB in the process, Spark on a cluster. Same expressions, same lines.

Both read the activity's Parquet and write outcomes as `<folder>/<table>/*.parquet`.
"""

import hashlib
import shutil
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from tvaers.engine.settlement.activity import Activity
from tvaers.engine.settlement.grid import Grid
from tvaers.engine.settlement.reading import MEMORY
from tvaers.kernel.errors import Problem


class Engine(Protocol):
    """What a settlement asks of an engine."""

    name: str

    def names_after(self, activity: Activity) -> str:
        """What tells the names of an activity's tables from those of another: the same where the SQL is the same."""

    def table(self, activity: Activity, name: str) -> ir.Table:
        """One activity table."""

    def grid(self, grid: Grid) -> ir.Table:
        """A package's day grid."""

    def keep(self, name: str, expression: ir.Table) -> ir.Table:
        """Compute a table once and keep it for the rest of the run."""

    def rows(self, name: str, rows: pa.Table) -> ir.Table:
        """A few rows of our own, to join to."""

    def keep_with(self, activity: Activity, name: str, sql: str) -> ir.Table:
        """Compute a table that rests on the activity alone, and keep it for later runs over the same activity too."""

    def compiled(self, expression: ir.Table) -> str:
        """The SQL of an expression."""

    def write(self, sql: str, folder: Path) -> None:
        """Write the rows of a query as Parquet into a new folder."""

    def close(self) -> None:
        """Let go of everything."""


class DuckDB:
    """The embedded engine. Keeps the order of the input, so that outcomes lie by day and few row groups hold a line."""

    name = "duckdb"

    def __init__(self, memory: str = MEMORY) -> None:
        self.connection = ibis.duckdb.connect()
        self.sql(f"SET memory_limit='{memory}'")
        self.sql("SET preserve_insertion_order=true")
        self.sql("SET parquet_metadata_cache=true")

    def sql(self, statement: str) -> Any:
        """Run one statement on the connection."""
        return self.connection.con.execute(statement)

    def compiled(self, expression: ir.Table) -> str:
        """The SQL of an expression."""
        return compiled(expression, "duckdb")

    def names_after(self, activity: Activity) -> str:
        """The activity's hash: every activity has views of its own."""
        return activity.hash

    def table(self, activity: Activity, name: str) -> ir.Table:
        """One activity table, as a view on its Parquet."""
        view = f"{name}_{activity.hash[:16]}"
        self.sql(f"CREATE OR REPLACE TEMP VIEW \"{view}\" AS SELECT * FROM read_parquet('{activity.path(name)}')")
        return self.connection.table(view)

    def grid(self, grid: Grid) -> ir.Table:
        """A package's day grid as a temporary table."""
        name = f"grid_{grid.package.content_hash[:16]}"
        days = "unnest(generate_series(first, last, INTERVAL 1 DAY))::DATE"
        self.sql(f'CREATE OR REPLACE TEMP TABLE "{name}" AS {grid.sql(days)}')
        return self.connection.table(name)

    def rows(self, name: str, rows: pa.Table) -> ir.Table:
        """A few rows of our own as a temporary table."""
        self.connection.con.register("own_rows", rows)
        self.sql(f'CREATE OR REPLACE TEMP TABLE "{name}" AS SELECT * FROM own_rows')
        self.connection.con.unregister("own_rows")
        return self.connection.table(name)

    def keep(self, name: str, expression: ir.Table) -> ir.Table:
        """Compute a table once into a temporary table."""
        self.sql(f'CREATE OR REPLACE TEMP TABLE "{name}" AS {self.compiled(expression)}')
        return self.connection.table(name)

    def keep_with(self, activity: Activity, name: str, sql: str) -> ir.Table:
        """Compute a table once for an activity into a file beside it, named by the SQL that made it."""
        file = activity.folder / "prepared" / f"{name}-{hashlib.sha256(sql.encode()).hexdigest()[:16]}.parquet"
        if not file.exists():
            file.parent.mkdir(exist_ok=True)
            beside = file.with_name(f".{uuid.uuid4().hex}")
            self.sql(f"COPY ({sql}) TO '{beside}' (FORMAT parquet)")
            beside.rename(file)
        self.sql(f"CREATE OR REPLACE TEMP VIEW \"{name}\" AS SELECT * FROM read_parquet('{file}')")
        return self.connection.table(name)

    def write(self, sql: str, folder: Path) -> None:
        """Write the rows of a query as one Parquet file."""
        folder.mkdir(parents=True)
        self.sql(f"COPY ({sql}) TO '{folder / 'part.parquet'}' (FORMAT parquet)")

    def close(self) -> None:
        """Close the connection."""
        self.connection.disconnect()


class Spark:
    """A Spark session: local by default, or the cluster that `session` is connected to."""

    name = "spark"

    def __init__(self, session: Any = None) -> None:
        self.session = session or _local_session()
        self.connection = ibis.pyspark.connect(self.session)

    def names_after(self, activity: Activity) -> str:
        """The activity's hash, although its views are named alike: a schema may differ."""
        return activity.hash

    def table(self, activity: Activity, name: str) -> ir.Table:
        """One activity table, as a view on its Parquet."""
        self.session.read.parquet(str(activity.path(name))).createOrReplaceTempView(name)
        return self.connection.table(name)

    def grid(self, grid: Grid) -> ir.Table:
        """A package's day grid as a view, small enough to be sent to every worker."""
        self.session.sql(grid.sql("explode(sequence(first, last))")).cache().createOrReplaceTempView("grid")
        return self.connection.table("grid")

    def rows(self, name: str, rows: pa.Table) -> ir.Table:
        """A few rows of our own as a view."""
        self.session.createDataFrame(rows).createOrReplaceTempView(name)
        return self.connection.table(name)

    def keep(self, name: str, expression: ir.Table) -> ir.Table:
        """Compute a table once into the cluster's cache."""
        return self._cached(name, self.compiled(expression))

    def keep_with(self, activity: Activity, name: str, sql: str) -> ir.Table:
        """As `keep`: what a cluster has computed is not kept from run to run."""
        return self._cached(name, sql)

    def compiled(self, expression: ir.Table) -> str:
        """The SQL of an expression."""
        return compiled(expression, "pyspark")

    def write(self, sql: str, folder: Path) -> None:
        """Write the rows of a query as Parquet files, one a partition."""
        self.session.sql(sql).write.parquet(str(folder))

    def _cached(self, name: str, sql: str) -> ir.Table:
        self.session.sql(sql).cache().createOrReplaceTempView(name)
        return self.connection.table(name)

    def close(self) -> None:
        """Leave the session to whoever made it."""


ENGINES: dict[str, Callable[[], Engine]] = {"duckdb": DuckDB, "spark": Spark}


def engine_named(name: str) -> Engine:
    """A new engine. Raises Problem for an unknown name, and for Spark without Java."""
    if name not in ENGINES:
        raise Problem(what=f"Motoren «{name}» findes ikke.", do=f"Vælg en af: {', '.join(ENGINES)}.")
    if name == "spark" and shutil.which("java") is None:
        raise Problem(
            what="Spark kan ikke startes.",
            why="Der er ingen Java på maskinen.",
            do="Installér Java 17, eller brug duckdb.",
        )
    return ENGINES[name]()


def compiled(expression: ir.Table, dialect: str) -> str:
    """The SQL of an expression."""
    return str(ibis.to_sql(expression, dialect=dialect))


def _local_session() -> Any:
    from pyspark.sql import SparkSession

    return (
        SparkSession.builder.master("local[2]")
        .appName("tvaers")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.ansi.enabled", "true")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.driver.memory", "4g")
        .getOrCreate()
    )
