"""What a book has come to after its runs, read straight from the runs' Parquet, for tests to compare."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

import duckdb

from tvaers.engine.agreements import queries as agreements
from tvaers.engine.settlement import actions
from tvaers.engine.settlement.activity import rows_to_activity
from tvaers.engine.settlement.book import state_sql
from tvaers.engine.settlement.models import Book, Run, Statement
from tvaers.engine.settlement.planning import booked
from tvaers.engine.settlement.store import activity_store, runs_store
from tvaers.kernel.action import System
from tvaers.kernel.package import Package

USAGE = "benyttelsesaftale-nord-midt-2021"
WHOLE = (date(2021, 1, 1), date(2022, 12, 31))


def settle(
    book: str, rows: Mapping[str, Any], *, period: tuple[date, date] = WHOLE, package: Package | None = None
) -> Run:
    """Settle rows in a book under the usage agreement, or under a package of the test's own."""
    return actions.settle(
        actor=System(),
        package=package or agreements.package(USAGE),
        activity=rows_to_activity(rows, activity_store()),
        starts=period[0],
        ends=period[1],
        book=book,
    )


def runs_of(book: str) -> list[Run]:
    """The runs of a book, oldest first."""
    return list(Book.objects.get(name=book).runs.order_by("number").select_related("edition"))


def state_of(book: str) -> dict[tuple[str, str, str], tuple[Any, ...]]:
    """What stands in a book: rule, kind, day, amount, payer and payee by table, source and part."""
    earlier = [booked(run) for run in runs_of(book)]
    tables = {folder.name for one in earlier for folder in one.folder.iterdir()}
    found: dict[tuple[str, str, str], tuple[Any, ...]] = {}
    for table in sorted(tables):
        sql = f"SELECT source, part, name, kind, day, amount, payer, payee FROM ({state_sql(earlier, table)})"
        for source, part, *rest in duckdb.sql(f"{sql} WHERE entry = 1").fetchall():
            found[table, source, part] = tuple(rest)
    return found


def owed_in(book: str) -> dict[tuple[str, str], int]:
    """What the statements of all runs of a book add up to, by payer and payee; nothing where it is zero."""
    owed: Counter[tuple[str, str]] = Counter()
    for statement in Statement.objects.filter(run__book__name=book):
        owed[statement.payer, statement.payee] += statement.amount
    return {sides: amount for sides, amount in owed.items() if amount}


def owed_by_state(book: str) -> dict[tuple[str, str], int]:
    """The same, from what stands."""
    owed: Counter[tuple[str, str]] = Counter()
    for _, kind, _, amount, payer, payee in state_of(book).values():
        if kind == "settled":
            owed[payer, payee] += amount
    return {sides: amount for sides, amount in owed.items() if amount}


def entries_of(run: Run) -> list[tuple[Any, ...]]:
    """The entries of a later run: table, source, part, entry, revision, settled, amount, payer and payee."""
    columns = "source, part, entry, revision, settled, amount, payer, payee"
    folder = runs_store() / run.folder
    return [
        (table.name, *row)
        for table in sorted(folder.iterdir())
        for row in duckdb.sql(f"SELECT {columns} FROM read_parquet('{table}/*.parquet') ORDER BY ALL").fetchall()
    ]


def fingerprints(book: str) -> dict[str, bytes]:
    """The bytes of every file of a book's runs."""
    return {
        str(file.relative_to(runs_store())): file.read_bytes()
        for run in runs_of(book)
        for file in sorted((runs_store() / run.folder).rglob("*.parquet"))
    }
