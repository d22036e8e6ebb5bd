"""One DuckDB database in memory for a process, to read Parquet with: starting one takes longer than reading a line."""

import os
from functools import lru_cache

import duckdb

MEMORY = "1500MB"


def connection() -> duckdb.DuckDBPyConnection:
    """A connection of its own to the process's database, with temporary tables of its own. Close it, or use `with`."""
    return _database(os.getpid()).cursor()


@lru_cache(maxsize=1)
def _database(process: int) -> duckdb.DuckDBPyConnection:
    """The database of a process. It remembers the statistics of files that it has read; a run's files never change."""
    database = duckdb.connect()
    database.execute(f"SET memory_limit='{MEMORY}'")
    database.execute("SET parquet_metadata_cache=true")
    return database
