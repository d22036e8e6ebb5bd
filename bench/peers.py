"""What we are measured against: the same rules by other means, each writing its lines.

`hand_sql` is what a competent analyst writes for this one agreement: constants in the text, date-range join on rates.
`floor` only reads the facts and writes columns of the same shape.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb

LAPSED = """
CREATE TEMP TABLE lapsed AS SELECT DISTINCT h.contact_id FROM '{d}/contacts.parquet' h JOIN '{d}/contacts.parquet' m
  ON m.citizen_id = h.citizen_id AND m.treating_region = h.treating_region AND m.start < h.start
  AND m.start::DATE > h.letter_issued
WHERE h.level = 'highly_specialised' AND h.letter_issued IS NOT NULL AND m.level = 'main'
  AND m.home_region <> m.treating_region"""
RATES = """
CREATE TEMP TABLE rates AS SELECT * FROM (VALUES
  (DATE '2021-01-01', DATE '2022-12-31', 'highly_specialised', 9000, 1::SMALLINT),
  (DATE '2021-01-01', DATE '2022-12-31', 'main', 7000, 1::SMALLINT)) v(starts, ends, level, rate, version)"""
ACROSS = "(home_region IN ('1081', '1082') AND {other} IN ('1081', '1082') AND home_region <> {other})"
LETTER = """
  WHEN c.level = 'highly_specialised' AND letter_issued IS NULL THEN {0}
  WHEN c.level = 'highly_specialised' AND letter_issued > c.start::DATE THEN {1}
  WHEN c.level = 'highly_specialised' AND c.start::DATE >= (letter_issued + INTERVAL 1 YEAR)::DATE THEN {2}
  WHEN c.level = 'highly_specialised' AND l.contact_id IS NOT NULL THEN {3}"""
CONTACT_LINES = """
WITH f AS (
  SELECT c.contact_id AS source, c."end"::DATE AS day, home_region AS payer, treating_region AS payee,
         t.amount_oere AS base, r.rate, r.version,
         CASE WHEN NOT {across} THEN 1 WHEN c."end" IS NULL THEN 2 WHEN r.rate IS NULL THEN 3
              WHEN t.amount_oere IS NULL THEN 4 {letter}
              WHEN c.level = 'highly_specialised' THEN 9 ELSE 10 END::SMALLINT AS rule
  FROM '{d}/contacts.parquet' c
  LEFT JOIN '{d}/tariffs.parquet' t ON t.drg = c.drg AND t.year = year(c."end")
  LEFT JOIN rates r ON r.level = c.level AND c."end"::DATE BETWEEN r.starts AND r.ends
  LEFT JOIN lapsed l ON l.contact_id = c.contact_id)
SELECT source, day, rule, version, base, rate AS numerator, 10000 AS denominator,
       CASE WHEN rule = 3 THEN base WHEN rule > 4 THEN (base * rate + 5000) // 10000 END AS amount, payer, payee
FROM f"""
EXTRA_LINES = """
SELECT x.extra_id AS source, c."end"::DATE AS day,
       CASE WHEN NOT {across} THEN 11 WHEN c."end" IS NULL THEN 12 WHEN c."end" >= '2023-01-01' THEN 13
            WHEN x.kind NOT IN ('interpreter', 'medicine') THEN 14 {letter} ELSE 19 END::SMALLINT AS rule,
       1::SMALLINT AS version, x.amount_oere AS base, 10000 AS numerator, 10000 AS denominator, x.amount_oere AS amount,
       home_region AS payer, treating_region AS payee
FROM '{d}/extras.parquet' x JOIN '{d}/contacts.parquet' c USING (contact_id)
LEFT JOIN lapsed l ON l.contact_id = c.contact_id"""
INVOICE_LINES = """
SELECT invoice_id AS source, referred_on::DATE AS day,
       CASE WHEN NOT {across} THEN 20 WHEN referred_on >= '2023-01-01' THEN 21
            WHEN accepted_on <= referred_on THEN 22 ELSE 23 END::SMALLINT AS rule, 1::SMALLINT AS version,
       amount_oere AS base, 10000 AS numerator, 10000 AS denominator, amount_oere AS amount,
       CASE WHEN accepted_on <= referred_on THEN home_region ELSE referring_region END AS payer, hospital AS payee
FROM '{d}/private_invoices.parquet'"""
COURSE_LINES = """
SELECT course_id AS source, start::DATE AS day,
       CASE WHEN NOT {across} THEN 24 WHEN start >= '2023-01-01' THEN 25 WHEN council <> 'rejected' THEN 28
            WHEN accepted_on < start THEN 26 ELSE 27 END::SMALLINT AS rule, 1::SMALLINT AS version,
       amount_oere AS base, 10000 AS numerator, 10000 AS denominator, amount_oere AS amount,
       CASE WHEN council = 'rejected' AND NOT coalesce(accepted_on < start, false) THEN treating_region
            ELSE home_region END AS payer, treating_region AS payee
FROM '{d}/drug_courses.parquet'"""


def hand_sql(activity: Path, out: Path) -> None:
    """The rules as hand-written DuckDB SQL."""
    treating, referring = ACROSS.format(other="treating_region"), ACROSS.format(other="referring_region")
    with duckdb.connect(config={"memory_limit": "1500MB", "threads": 2}) as connection:
        connection.execute(RATES)
        connection.execute(LAPSED.format(d=activity))
        for name, sql, across, letters in (
            ("contacts", CONTACT_LINES, treating, (5, 6, 7, 8)),
            ("extras", EXTRA_LINES, treating, (15, 16, 17, 18)),
            ("private_invoices", INVOICE_LINES, referring, (0, 0, 0, 0)),
            ("drug_courses", COURSE_LINES, treating, (0, 0, 0, 0)),
        ):
            rows = sql.format(d=activity, across=across, letter=LETTER.format(*letters))
            connection.execute(f"COPY ({rows}) TO '{out / name}.parquet' (FORMAT parquet)")
        connection.execute(
            f"SELECT rule, payer, payee, count(*), sum(amount) FROM '{out}/*.parquet' GROUP BY ALL"
        ).fetchall()


def floor(activity: Path, out: Path) -> None:
    """Reading the facts and writing columns of the same shape, with no rule at all."""
    with duckdb.connect(config={"memory_limit": "1500MB", "threads": 2}) as connection:
        for name, source in (("contacts", "contact_id"), ("extras", "extra_id")):
            facts = "*COLUMNS(['home_region', 'treating_region', 'level', 'drg', 'start', 'end', 'letter_issued'])"
            read = f"hash({facts}) % 2" if name == "contacts" else "hash(contact_id, kind) % 2"
            rows = f"""SELECT {source} AS source, DATE '2021-01-01' AS day, ({read})::SMALLINT AS rule,
                1::SMALLINT AS version, 1::BIGINT AS base, 9000 AS numerator, 10000 AS denominator, 1::BIGINT AS amount,
                '1081' AS payer, '1082' AS payee FROM '{activity / name}.parquet'"""
            connection.execute(f"COPY ({rows}) TO '{out / name}.parquet' (FORMAT parquet)")


def polars(activity: Path, out: Path) -> None:
    """The rules in Polars, lazily and on all cores."""
    import polars as pl

    contacts = pl.scan_parquet(activity / "contacts.parquet")
    high = (pl.col("level") == "highly_specialised").fill_null(False)
    main = contacts.filter((pl.col("level") == "main") & (pl.col("home_region") != pl.col("treating_region")))
    lapsed = (
        contacts.filter(high & pl.col("letter_issued").is_not_null())
        .select("contact_id", "citizen_id", "treating_region", "letter_issued", began="start")
        .join(main.select("citizen_id", "treating_region", "start"), on=["citizen_id", "treating_region"])
        .filter((pl.col("start") < pl.col("began")) & (pl.col("start").dt.date() > pl.col("letter_issued")))
        .select("contact_id", lapsed=pl.lit(True))
        .unique()
    )
    tariffs = pl.scan_parquet(activity / "tariffs.parquet").rename({"amount_oere": "base"})
    both = ["1081", "1082"]
    outside = ~(
        pl.col("home_region").is_in(both)
        & pl.col("treating_region").is_in(both)
        & (pl.col("home_region") != pl.col("treating_region"))
    )
    day = pl.col("end").dt.date()
    missing, later = (
        high & pl.col("letter_issued").is_null(),
        high & (pl.col("letter_issued") > pl.col("start").dt.date()),
    )
    expired = high & (pl.col("start").dt.date() >= pl.col("letter_issued").dt.offset_by("1y"))
    facts = (
        contacts.with_columns(day=day, year=pl.col("end").dt.year().cast(pl.Int64))
        .join(tariffs, on=["year", "drg"], how="left")
        .join(lapsed, on="contact_id", how="left")
    )
    letter = pl.when(missing).then(5).when(later).then(6).when(expired).then(7).when(high & pl.col("lapsed")).then(8)
    gone = pl.col("end") >= datetime(2023, 1, 1)
    rule = (
        pl.when(outside).then(1).when(pl.col("end").is_null()).then(2).when(gone).then(3)
        .when(pl.col("base").is_null()).then(4).otherwise(letter.when(high).then(9).otherwise(10))
    )  # fmt: skip
    rate = pl.when(pl.col("rule") == 3).then(10_000).when(high).then(9_000).otherwise(7_000)
    amount = pl.when(pl.col("rule") > 2).then((pl.col("base") * rate + 5_000) // 10_000)
    priced = facts.with_columns(rule=rule.cast(pl.Int16)).with_columns(amount=amount, numerator=rate)
    priced.select(
        "day", "rule", "base", "numerator", "amount", source="contact_id", payer="home_region", payee="treating_region"
    ).sink_parquet(out / "contacts.parquet", compression="snappy")
    extra_rule = (
        pl.when(outside).then(11).when(pl.col("end").is_null()).then(12).when(gone).then(13)
        .otherwise(pl.when(missing).then(15).when(later).then(16).when(expired).then(17)
                   .when(high & pl.col("lapsed")).then(18).otherwise(19))
    )  # fmt: skip
    extras = pl.scan_parquet(activity / "extras.parquet").join(facts.drop("base"), on="contact_id")
    extras.with_columns(rule=extra_rule.cast(pl.Int16)).select(
        "day", "rule", source="extra_id", base="amount_oere", amount="amount_oere", payer="home_region",
        payee="treating_region",
    ).sink_parquet(out / "extras.parquet", compression="snappy")  # fmt: skip


def pandas(activity: Path, out: Path) -> None:
    """The contacts' rules in pandas and NumPy (without the lapse of letters, which takes a second table in memory)."""
    import numpy as np
    import pandas as pd

    c = pd.read_parquet(activity / "contacts.parquet")
    t = pd.read_parquet(activity / "tariffs.parquet").rename(columns={"amount_oere": "base"})
    c["year"] = c["end"].dt.year.astype("Int64")
    c = c.merge(t.astype({"year": "Int64"}), on=["year", "drg"], how="left")
    high = (c["level"] == "highly_specialised").to_numpy()
    m = c.loc[(c["level"] == "main") & (c["home_region"] != c["treating_region"])]
    h = c.loc[
        high & c["letter_issued"].notna(), ["contact_id", "citizen_id", "treating_region", "letter_issued", "start"]
    ]
    pairs = h.merge(
        m[["citizen_id", "treating_region", "start"]], on=["citizen_id", "treating_region"], suffixes=("", "_m")
    )
    issued = pd.to_datetime(pairs["letter_issued"])
    after = (pairs["start_m"] < pairs["start"]) & (pairs["start_m"].dt.normalize() > issued)
    lapsed = c["contact_id"].isin(pairs.loc[after, "contact_id"].unique()).to_numpy()
    issued, begun = pd.to_datetime(c["letter_issued"]), c["start"].dt.normalize()
    both = ["1081", "1082"]
    outside = ~(
        c["home_region"].isin(both) & c["treating_region"].isin(both) & (c["home_region"] != c["treating_region"])
    )
    rule = np.select(
        [
            outside, c["end"].isna(), c["end"] >= "2023-01-01", c["base"].isna(), high & issued.isna(),
            high & (issued > begun), high & (begun >= issued + pd.DateOffset(years=1)), high & lapsed, high,
        ],
        [1, 2, 3, 4, 5, 6, 7, 8, 9],
        10,
    )  # fmt: skip
    rate = np.select([rule == 3, high], [10_000, 9_000], 7_000)
    base = c["base"].fillna(0).astype("int64").to_numpy()
    lines = pd.DataFrame(
        {
            "source": c["contact_id"], "day": c["end"].dt.date, "rule": rule.astype("int16"), "base": base,
            "numerator": rate, "amount": np.where(rule > 2, (base * rate + 5_000) // 10_000, 0),
            "payer": c["home_region"], "payee": c["treating_region"],
        }
    )  # fmt: skip
    lines.to_parquet(out / "contacts.parquet", compression="snappy")


def python_loop(activity: Path, out: Path) -> None:
    """The contacts' rules as a plain loop over rows."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    tariffs = {(r["year"], r["drg"]): r["amount_oere"] for r in pq.read_table(activity / "tariffs.parquet").to_pylist()}
    main: dict[tuple[str, str], list[datetime]] = {}
    for row in _rows(activity):
        if row["level"] == "main" and row["home_region"] != row["treating_region"]:
            main.setdefault((row["citizen_id"], row["treating_region"]), []).append(row["start"])
    lines = [_line(row, tariffs, main) for row in _rows(activity)]
    pq.write_table(pa.Table.from_pylist(lines), out / "contacts.parquet", compression="snappy")


def _rows(activity: Path) -> Iterator[dict[str, Any]]:
    import pyarrow.parquet as pq

    for batch in pq.ParquetFile(activity / "contacts.parquet").iter_batches(100_000):
        yield from batch.to_pylist()


def _line(row: dict[str, Any], tariffs: dict[Any, int], main: dict[Any, list[datetime]]) -> dict[str, Any]:
    base = tariffs.get((row["end"].year, row["drg"])) if row["end"] else None
    rule, rate = _decide(row, base, main), 7_000
    if rule == 3:
        rate = 10_000
    elif row["level"] == "highly_specialised":
        rate = 9_000
    amount = (base * rate + 5_000) // 10_000 if base is not None and rule > 2 else None
    return {
        "source": row["contact_id"], "day": row["end"].date() if row["end"] else None, "rule": rule, "base": base,
        "numerator": rate, "amount": amount, "payer": row["home_region"], "payee": row["treating_region"],
    }  # fmt: skip


def _decide(row: dict[str, Any], base: int | None, main: dict[Any, list[datetime]]) -> int:
    home, treating, issued, begun = (
        row["home_region"],
        row["treating_region"],
        row["letter_issued"],
        row["start"].date(),
    )
    if home == treating or {home, treating} - {"1081", "1082"}:
        return 1
    if row["end"] is None:
        return 2
    if row["end"] >= datetime(2023, 1, 1):
        return 3
    if base is None:
        return 4
    if row["level"] != "highly_specialised":
        return 10
    if issued is None:
        return 5
    if issued > begun:
        return 6
    if begun >= _year_after(issued):
        return 7
    changes = main.get((row["citizen_id"], treating), ())
    return 8 if any(start < row["start"] and start.date() > issued for start in changes) else 9


def _year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28) + timedelta(0)


PEERS = {"hand_sql": hand_sql, "floor": floor, "polars": polars, "pandas": pandas, "python_loop": python_loop}
