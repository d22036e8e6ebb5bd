"""The rounding inside a query gives the same øre as the rounding on Python integers, on every engine."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from typing import Any

import ibis
import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tvaers.kernel.money import BASIS_POINTS, portion, portion_expr

Row = tuple[int, int, int]

PRODUCT_LIMIT = 2**63 - 1
RESULT_LIMIT = 2**50 - 1
DENOMINATORS = (1, 2, 3, 7, 100, 365, 366, 9_999, BASIS_POINTS, 1_000_003, 2**31 - 1)
EDGES: list[Row] = [
    (PRODUCT_LIMIT // BASIS_POINTS, BASIS_POINTS, BASIS_POINTS),
    (-(PRODUCT_LIMIT // BASIS_POINTS), BASIS_POINTS, BASIS_POINTS),
    (9_999_999_999_999_999 // 9_000, 9_000, BASIS_POINTS),
    (RESULT_LIMIT, 1, 1),
    (-RESULT_LIMIT, 1, 1),
    (2 * RESULT_LIMIT - 1, 1, 2),
    (-(2 * RESULT_LIMIT - 1), 1, 2),
    (0, 0, 1),
]


def bounded(row: Row) -> bool:
    """Say whether the row is inside the documented bounds."""
    amount, numerator, _ = row
    return max(abs(amount), abs(amount * numerator)) <= PRODUCT_LIMIT and abs(portion(*row)) <= RESULT_LIMIT


def rows(seed: int, count: int) -> list[Row]:
    """Return signed rows of every size: everyday amounts, huge ones, exact halves and their neighbours."""
    chance = random.Random(seed)
    made = list(EDGES)
    while len(made) < count:
        denominator = chance.choice(DENOMINATORS)
        near_half = chance.getrandbits(chance.randint(1, 49)) * denominator + denominator // 2 + chance.randint(-1, 1)
        anything = chance.getrandbits(chance.randint(1, 62))
        numerator = chance.choice((1, 1, 7_000, 9_000, chance.randint(0, BASIS_POINTS)))
        row = (chance.choice((-1, 1)) * chance.choice((near_half, anything)), numerator, denominator)
        made += [row] if bounded(row) else []
    return made


def in_columns(batch: list[Row]) -> pyarrow.Table:
    """Return the rows, numbered by `place`, as a table of int64 columns."""
    columns = zip(*((place, *row) for place, row in enumerate(batch)), strict=True)
    return pyarrow.table([list(column) for column in columns], names=["place", "amount", "numerator", "denominator"])


def results(connection: Any, table: Any) -> list[int]:
    """Run `portion_expr` over the table's three columns, in row order of the column `place`."""
    query = table.select("place", oere=portion_expr(table.amount, table.numerator, table.denominator))
    return [row["oere"] for row in sorted(connection.to_pyarrow(query).to_pylist(), key=lambda row: row["place"])]


@pytest.fixture(scope="module")
def duckdb() -> Any:
    return ibis.duckdb.connect()


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**32))
def test_duckdb_rounds_like_python(duckdb: Any, seed: int) -> None:
    batch = rows(seed, 5_000)
    table = ibis.memtable(in_columns(batch))
    assert results(duckdb, table) == [portion(*row) for row in batch]


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 2**32), numerator=st.integers(0, BASIS_POINTS))
def test_duckdb_rounds_like_python_with_plain_numbers(duckdb: Any, seed: int, numerator: int) -> None:
    chance = random.Random(seed)
    amounts = [chance.randint(-(10**12), 10**12) for _ in range(2_000)]
    table = ibis.memtable(pyarrow.table({"place": range(len(amounts)), "amount": amounts}))
    query = table.order_by("place").select(oere=portion_expr(table.amount, numerator, BASIS_POINTS))
    expected = [portion(amount, numerator, BASIS_POINTS) for amount in amounts]
    assert duckdb.to_pyarrow(query)["oere"].to_pylist() == expected


def test_narrow_integer_columns_do_not_overflow(duckdb: Any) -> None:
    table = ibis.memtable({"amount": [2_000_000_000]}, schema={"amount": "int32"})
    assert duckdb.to_pyarrow(portion_expr(table.amount, 9_000, BASIS_POINTS)).to_pylist() == [1_800_000_000]


def test_an_empty_amount_gives_an_empty_portion(duckdb: Any) -> None:
    table = ibis.memtable({"amount": [None]}, schema={"amount": "int64"})
    assert duckdb.to_pyarrow(portion_expr(table.amount, 9_000, BASIS_POINTS)).to_pylist() == [None]


def test_the_result_is_int64() -> None:
    table = ibis.table({"amount": "int64", "rate": "int32"}, name="lines")
    assert str(portion_expr(table.amount, table.rate, BASIS_POINTS).type()) == "int64"


def test_duckdb_raises_beyond_the_bound(duckdb: Any) -> None:
    table = ibis.memtable({"amount": [PRODUCT_LIMIT]})
    with pytest.raises(Exception, match="(?i)overflow"):
        duckdb.to_pyarrow(portion_expr(table.amount, 2, BASIS_POINTS))


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java, and there is none on this machine.")
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.shuffle.partitions", "1").getOrCreate()
    yield session
    session.stop()


@pytest.mark.spark
def test_spark_rounds_like_python(spark: Any) -> None:
    batch = rows(seed=1, count=10_000)
    numbered = [(place, *row) for place, row in enumerate(batch)]
    spark.createDataFrame(
        numbered, "place long, amount long, numerator long, denominator long"
    ).createOrReplaceTempView("portions")
    connection = ibis.pyspark.connect(spark)
    assert results(connection, connection.table("portions")) == [portion(*row) for row in batch]


@pytest.mark.spark
def test_spark_raises_beyond_the_bound(spark: Any) -> None:
    spark.createDataFrame([(PRODUCT_LIMIT,)], "amount long").createOrReplaceTempView("too_much")
    connection = ibis.pyspark.connect(spark)
    with pytest.raises(Exception, match="(?i)overflow"):
        connection.to_pyarrow(portion_expr(connection.table("too_much").amount, 2, BASIS_POINTS))
