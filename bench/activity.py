"""Synthetic activity for the bench: any number of contacts, laid out as the store lays out taken-in activity."""

from pathlib import Path

import duckdb

from tvaers.engine.settlement.activity import Activity
from tvaers.engine.settlement.activity_tables import TABLES

CONTACTS = """
SELECT 'K' || lpad(i::VARCHAR, 9, '0') AS contact_id,
       CASE WHEN high AND hash(i, 14) % 100 < 97 THEN 'h' || (hash(i, 1) % greatest({n} // 8, 1))::VARCHAR
            ELSE 'p' || (hash(i, 1) % greatest({n} // 3, 1))::VARCHAR END AS citizen_id,
       CASE WHEN hash(i, 2) % 100 < 1 THEN '1083' WHEN hash(i, 2) % 100 < 50 THEN '1081' ELSE '1082' END AS home_region,
       CASE WHEN hash(i, 2) % 100 < 50 THEN '1082' ELSE '1081' END AS treating_region,
       'Enhed ' || (hash(i, 3) % 20)::VARCHAR AS treating_unit, 'Speciale ' || (hash(i, 4) % 30)::VARCHAR AS specialty,
       CASE WHEN high THEN 'highly_specialised' ELSE 'main' END AS level,
       'D' || lpad((hash(i, 6) % 900)::VARCHAR, 3, '0') AS drg, began AS start,
       CASE WHEN hash(i, 9) % 200 > 0 THEN began + INTERVAL (hash(i, 8) % 240) HOUR END AS "end",
       CASE WHEN high AND hash(i, 10) % 100 < 95
            THEN (began - INTERVAL (hash(i, 11) % 380) DAY)::DATE END AS letter_issued
FROM (SELECT i, hash(i, 5) % 100 < 18 AS high,
             TIMESTAMP '2021-01-01' + INTERVAL ((i * 63072000 / {n})::BIGINT) SECOND AS began FROM range({n}) r(i))"""
EXTRAS = """
SELECT 'X' || lpad(i::VARCHAR, 9, '0') AS extra_id, 'K' || lpad((i * 12)::VARCHAR, 9, '0') AS contact_id,
       CASE WHEN hash(i) % 3 = 0 THEN 'interpreter' ELSE 'medicine' END AS kind,
       (1000 + hash(i, 2) % 500000)::BIGINT AS amount_oere FROM range({n} // 12) r(i)"""
INVOICES = """
SELECT 'R' || lpad(i::VARCHAR, 8, '0') AS invoice_id, 'p' || i::VARCHAR AS citizen_id, '1081' AS home_region,
       '1082' AS referring_region, 'Privathospital ' || (i % 3)::VARCHAR AS hospital, day AS referred_on,
       CASE WHEN i % 3 < 2 THEN day + INTERVAL (i % 7 - 3) DAY END AS accepted_on, (500000 + i)::BIGINT AS amount_oere
FROM (SELECT i, TIMESTAMP '2021-01-01' + INTERVAL (i % 700) DAY AS day FROM range({n} // 1000) r(i))"""
COURSES = """
SELECT 'M' || lpad(i::VARCHAR, 8, '0') AS course_id, 'p' || i::VARCHAR AS citizen_id, '1082' AS home_region,
       '1081' AS treating_region, 'L' || (i % 9)::VARCHAR AS drug,
       ['recommended', 'not_assessed', 'rejected'][1 + i % 3] AS council, day AS start,
       CASE WHEN i % 2 = 0 THEN day + INTERVAL (i % 7 - 3) DAY END AS accepted_on, (60000000 + i)::BIGINT AS amount_oere
FROM (SELECT i, TIMESTAMP '2021-01-01' + INTERVAL (i % 700) DAY AS day FROM range({n} // 10000) r(i))"""
TARIFFS = """
SELECT y AS year, 'D' || lpad(d::VARCHAR, 3, '0') AS drg, (200000 + hash(y, d) % 30000000)::BIGINT AS amount_oere
FROM range(2021, 2024) a(y), range(900) b(d)"""
ROWS = {
    "contacts": CONTACTS,
    "extras": EXTRAS,
    "private_invoices": INVOICES,
    "drug_courses": COURSES,
    "tariffs": TARIFFS,
}


def write(folder: Path, contacts: int) -> Activity:
    """The activity with a number of contacts in two years; written once."""
    if not (folder / "done").exists():
        folder.mkdir(parents=True, exist_ok=True)
        with duckdb.connect(config={"memory_limit": "6GB"}) as connection:
            for name, sql in ROWS.items():
                rows = sql.format(n=contacts)
                target = folder / f"{name}.parquet"
                connection.execute(f"COPY (SELECT * FROM ({rows}) ORDER BY {TABLES[name].order}) TO '{target}'")
        (folder / "done").touch()
    return read(folder)


def read(folder: Path) -> Activity:
    """The activity in a folder."""
    with duckdb.connect() as connection:
        rows = {
            name: connection.execute(f"SELECT count(*) FROM read_parquet('{folder / name}.parquet')").fetchall()[0][0]
            for name in ROWS
        }
    return Activity(folder.name.ljust(64, "0"), folder, rows)
