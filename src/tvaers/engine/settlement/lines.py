"""Reading the lines of a run from its Parquet: pages of them with filter and search, sums, and one line by its id."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb

from tvaers.engine.settlement import store
from tvaers.engine.settlement.line_ids import LineId, line_id_sql
from tvaers.engine.settlement.models import Run
from tvaers.engine.settlement.pricing import COLUMNS, OUTSIDE_PERIOD
from tvaers.engine.settlement.reading import connection as open_connection

SORTS = {
    "day": "day NULLS LAST, id",
    "-day": "day DESC NULLS LAST, id",
    "amount": "amount NULLS LAST, id",
    "-amount": "amount DESC NULLS LAST, id",
    "source": "source, id",
    "clause": "clause, id",
}
KINDS = ("settled", "held", "open", "out_of_scope")


@dataclass(frozen=True)
class Line:
    """One outcome as a person reads it. Amounts in øre; `entry` is 1, or -1 for a reversal; `clause` is the rule's."""

    id: str
    table: str
    source: str
    part: str
    day: date | None
    rule: int
    name: str
    clause: str
    kind: str
    amount: int | None
    payer: str | None
    payee: str | None
    entry: int
    revision: int
    origin: int
    stretch: int | None
    answers: int
    base: int | None
    numerator: int | None
    denominator: int | None


@dataclass(frozen=True)
class LineFilter:
    """What to show. `sides` are the party codes that the reader may see the lines of; None is all."""

    kind: str = "settled"
    clause: str = ""
    payer: str = ""
    payee: str = ""
    month: str = ""
    text: str = ""
    table: str = ""
    rule: str = ""
    sides: frozenset[str] | None = None
    ids: tuple[str, ...] = ()
    sort: str = "day"

    def narrowed(self, **changes: Any) -> "LineFilter":
        """The same with some of it changed."""
        return replace(self, **changes)


@dataclass(frozen=True)
class LinePage:
    """Some of the lines, and how many there are in all with their sum in øre."""

    rows: tuple[Line, ...]
    count: int
    amount: int


_SELECTED = (
    "id, table_name, source, part, day, rule, name, clause, kind, amount, payer, payee, entry, revision, origin, "
    "stretch, answers, base, numerator, denominator"
)


def page(run: Run, wanted: LineFilter, *, offset: int = 0, limit: int = 50) -> LinePage:
    """One page of a run's lines, with the count and sum of all that fit the filter."""
    where, values = _where(wanted)
    with open_connection() as connection:
        source = lines_sql(run)
        rows = connection.execute(
            f"SELECT {_SELECTED} FROM ({source}) WHERE {where} ORDER BY {SORTS.get(wanted.sort, SORTS['day'])} "
            f"LIMIT {int(limit)} OFFSET {int(offset)}",
            values,
        ).fetchall()
        sums = connection.execute(
            f"SELECT count(*), coalesce(sum(amount), 0)::BIGINT FROM ({source}) WHERE {where}", values
        ).fetchone() or (0, 0)
    return LinePage(tuple(Line(*row) for row in rows), sums[0], sums[1])


def every(run: Run, wanted: LineFilter, *, batch: int = 10_000) -> Iterator[Line]:
    """All the lines that fit the filter, a batch at a time, for downloads."""
    where, values = _where(wanted)
    with open_connection() as connection:
        cursor = connection.execute(
            f"SELECT {_SELECTED} FROM ({lines_sql(run)}) WHERE {where} ORDER BY {SORTS.get(wanted.sort, SORTS['day'])}",
            values,
        )
        while rows := cursor.fetchmany(batch):
            yield from (Line(*row) for row in rows)


def sums(run: Run, wanted: LineFilter, by: Sequence[str]) -> list[dict[str, Any]]:
    """Counts and sums in øre of the lines that fit, by clause, month, payer, payee, table, name or kind."""
    names = {"month": "strftime(day, '%Y-%m') AS month", "table": 'table_name AS "table"'}
    columns = ", ".join(names.get(column, column) for column in by)
    where, values = _where(wanted)
    with open_connection() as connection:
        cursor = connection.execute(
            f"SELECT {columns}, count(*) AS lines, coalesce(sum(amount), 0)::BIGINT AS amount "
            f"FROM ({lines_sql(run)}) WHERE {where} GROUP BY ALL ORDER BY ALL",
            values,
        )
        keys = [description[0] for description in cursor.description or ()]
        return [dict(zip(keys, row, strict=True)) for row in cursor.fetchall()]


def values(run: Run, wanted: LineFilter, rules: Sequence[str]) -> list[dict[str, Any]]:
    """The full value and the paid amount in øre of the lines of some rules, by clause, payer and payee."""
    where, arguments = _where(wanted)
    with open_connection() as connection:
        cursor = connection.execute(
            f"""SELECT clause, payer, payee, sum(base * entry)::BIGINT AS value, sum(amount)::BIGINT AS paid,
                       count(*) AS lines
                FROM ({lines_sql(run)}) WHERE {where} AND name = ANY(?) GROUP BY ALL ORDER BY ALL""",
            [*arguments, list(rules)],
        )
        keys = [description[0] for description in cursor.description or ()]
        return [dict(zip(keys, row, strict=True)) for row in cursor.fetchall()]


def find(run: Run, wanted: LineId) -> Line | None:
    """The line with an id in a run, or None. Reads the row groups that hold its day, and no other run's rules."""
    folder = run_folder(run) / wanted.table
    if not folder.exists() or (run.number == 1 and (wanted.revision, wanted.is_reversal) != (1, False)):
        return None
    told = "AND revision = ? AND entry = ?" if run.number > 1 else ""
    arguments = [wanted.source, wanted.part, *([wanted.revision, -1 if wanted.is_reversal else 1] if told else [])]
    with open_connection() as connection:
        cursor = connection.execute(
            f"""SELECT * FROM read_parquet('{folder}/*.parquet')
                WHERE day = DATE '{wanted.day}' AND source = ? AND part = ? {told} AND rule <> {OUTSIDE_PERIOD}""",
            arguments,
        )
        found = cursor.fetchone()
        names = [description[0] for description in cursor.description or ()]
    return _told(run, wanted, dict(zip(names, found, strict=True))) if found else None


def _told(run: Run, wanted: LineId, row: dict[str, Any]) -> Line:
    """A stored row as a line, named by the rules of the run that it was made in."""
    row = {"entry": 1, "revision": 1, "origin": 1, **row}
    row.pop("settled", None)
    made_in = run if row["origin"] == run.number else run.book.runs.get(number=row["origin"])
    rule = made_in.edition.document["rules"][str(row["rule"])]
    named = {key: rule[key] for key in ("name", "clause", "kind")}
    return Line(id=str(wanted), table=wanted.table, **named, **row)


def facts(run: Run, line: Line) -> dict[str, Any]:
    """The facts of a line's row, as they lie in the activity of its run; empty when there is no such row."""
    described = next(t for t in run.edition.document["tables"] if t["name"] == line.table)
    file = store.activity_store() / run.activity / f"{described['table']}.parquet"
    if described["part"] is not None or not file.exists():
        return {}
    with open_connection() as connection:
        row = _row(connection, file, described["source"], line.source, _day_column(described["table"]), line.day)
        if "contact_id" in row and described["source"] != "contact_id":
            contacts = store.activity_store() / run.activity / "contacts.parquet"
            row = {**_row(connection, contacts, "contact_id", row["contact_id"], '"end"', line.day), **row}
    return row


def lines_sql(run: Run, tables: Iterable[str] | None = None, narrow: str = "true") -> str:
    """SQL over every outcome of a run with its id, rule name, clause and kind. `narrow` is pushed into the scans."""
    folder = run_folder(run)
    names = list(tables) if tables is not None else sorted(path.name for path in folder.iterdir())
    extra = "entry, revision, origin" if run.number > 1 else "1 AS entry, 1 AS revision, 1 AS origin"
    parts = [
        f"SELECT '{name}' AS table_name, {', '.join(COLUMNS)}, {extra} FROM read_parquet('{folder / name}/*.parquet') "
        f"WHERE {narrow}"
        for name in names
    ]
    return (
        f"SELECT o.*, r.name, r.clause, r.kind, {line_id_sql(run.edition.agreement.short)} AS id "
        f"FROM ({' UNION ALL '.join(parts)}) o JOIN ({_rules_sql(run)}) r ON r.number = o.rule AND r.run = o.origin "
        "WHERE o.entry <> 0"
    )


def run_folder(run: Run) -> Path:
    """Where a run's outcomes lie."""
    return store.runs_store() / run.folder


def _rules_sql(run: Run) -> str:
    """The rules by run and number: a reversal is named by the rules of the run that it reverses a line of."""
    runs = [run] if run.number == 1 else run.book.runs.filter(number__lte=run.number).select_related("edition")
    rows = ", ".join(
        f"({one.number}, {number}, '{rule['name']}', '{rule['clause']}', '{rule['kind']}')"
        for one in runs
        for number, rule in one.edition.document["rules"].items()
    )
    return f"SELECT * FROM (VALUES {rows}) AS r(run, number, name, clause, kind)"


def _where(wanted: LineFilter) -> tuple[str, list[Any]]:
    tests = ["kind = ?"]
    values: list[Any] = [wanted.kind if wanted.kind in KINDS else "settled"]
    for column, value in (
        ("clause", wanted.clause),
        ("payer", wanted.payer),
        ("payee", wanted.payee),
        ("strftime(day, '%Y-%m')", wanted.month),
        ("table_name", wanted.table),
        ("name", wanted.rule),
    ):
        if value:
            tests.append(f"{column} = ?")
            values.append(value)
    if wanted.text:
        tests.append("(contains(lower(source), lower(?)) OR contains(lower(coalesce(payee, '')), lower(?)) OR id = ?)")
        values += [wanted.text] * 3
    if wanted.sides is not None:
        tests.append("(payer = ANY(?) OR payee = ANY(?))")
        values += [sorted(wanted.sides)] * 2
    if wanted.ids:
        tests.append("id = ANY(?)")
        values.append(list(wanted.ids))
    return " AND ".join(tests), values


def _row(
    connection: duckdb.DuckDBPyConnection, file: Path, key: str, value: str, day_column: str | None, day: date | None
) -> dict[str, Any]:
    narrow = ""
    if day_column and day:  # as literals, because the statistics of row groups are not asked about parameters
        narrow = f" AND {day_column} >= TIMESTAMP '{day}' AND {day_column} < TIMESTAMP '{day + timedelta(days=1)}'"
    cursor = connection.execute(f"SELECT * FROM read_parquet('{file}') WHERE \"{key}\" = ?{narrow}", [value])
    found = cursor.fetchone()
    return dict(zip([d[0] for d in cursor.description or ()], found, strict=True)) if found else {}


def _day_column(table: str) -> str | None:
    """The column that an activity table lies ordered by, so that a day finds its row group."""
    return {"contacts": '"end"', "private_invoices": "referred_on", "drug_courses": "start"}.get(table)
