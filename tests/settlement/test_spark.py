"""The same lines on Spark as on DuckDB, row by row, for the three packages."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from tests.settlement.ba_rows import CLOCKS, DAYS, TARIFFS

from tvaers.engine.settlement.activity import rows_to_activity
from tvaers.engine.settlement.engines import DuckDB, Engine, Spark
from tvaers.engine.settlement.execution import execute
from tvaers.engine.settlement.pricing import COLUMNS, Job
from tvaers.kernel.package import load_all

pytestmark = [
    pytest.mark.spark,
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark kræver Java, og der er ingen Java på maskinen."),
]
BA, SA, FIM = "benyttelsesaftale-nord-midt-2021", "sundhedsaftale-midt-2011", "folkesundhed-i-midten-brev"


@pytest.fixture(scope="module")
def spark() -> Iterator[Spark]:
    engine = Spark()
    yield engine
    engine.session.stop()


def usage_rows() -> dict[str, list[dict[str, Any]]]:
    """Three hundred contacts near every threshold, with extras, invoices and courses."""
    draw = random.Random(20210101)

    def moment() -> datetime:
        return datetime.combine(draw.choice(DAYS), draw.choice(CLOCKS))

    def near(when: datetime) -> datetime | None:
        return draw.choice(
            [None, when, when - timedelta(minutes=1), when + timedelta(minutes=1), when.replace(hour=0, minute=0)]
        )

    def person(n: int, other: str) -> dict[str, Any]:
        home, away = draw.choice(
            [("1081", "1082"), ("1082", "1081"), ("1081", "1082"), ("1083", "1082"), ("1081", "1081")]
        )
        return {"citizen_id": f"p{n % 90}", "home_region": home, other: away}

    contacts = []
    for n in range(300):
        start, lasted = moment(), draw.choice([None, 0, 1, 3])
        before = draw.choice([None, -1, 0, 1, 200, 364, 365, 366])
        contacts.append(
            {
                "contact_id": f"k{n}",
                **person(n, "treating_region"),
                "level": draw.choice(["highly_specialised", "main"]),
                "drg": draw.choice(["D1", "D2"]),
                "start": start,
                "end": None if lasted is None else start + timedelta(days=lasted),
                "letter_issued": None if before is None else start.date() - timedelta(days=before),
            }
        )
    invoices, courses = [], []
    for n in range(60):
        when = moment()
        amount = draw.randrange(1, 10**13)
        common = {"accepted_on": near(when), "amount_oere": amount}
        invoices.append(
            {
                "invoice_id": f"r{n}",
                **person(n, "referring_region"),
                "hospital": "Møllehøj",
                "referred_on": when,
                **common,
            }
        )
        council = draw.choice(["rejected", "recommended"])
        courses.append(
            {
                "course_id": f"f{n}",
                **person(n, "treating_region"),
                "drug": "A",
                "council": council,
                "start": when,
                **common,
            }
        )
    kinds = ["interpreter", "medicine", "other"]
    extras = [
        {
            "extra_id": f"x{n}",
            "contact_id": f"k{n * 3}",
            "kind": draw.choice(kinds),
            "amount_oere": draw.randrange(1, 10**9),
        }
        for n in range(80)
    ]
    return {
        "tariffs": TARIFFS,
        "contacts": contacts,
        "extras": extras,
        "private_invoices": invoices,
        "drug_courses": courses,
    }


def yearly_rows() -> dict[str, list[dict[str, Any]]]:
    """Dialysis with moves and leap years, and figures of municipalities in and out of the agreement."""
    draw = random.Random(20110101)
    first = date(2011, 12, 1)
    days = [
        {"citizen_id": f"p{n}", "municipality": place, "day": first + timedelta(days=d), "helped": draw.random() < 0.8}
        for n in range(6)
        for place, span in (("0751", range(0, 40)), ("0746", range(30, 70)), ("0851", range(70, 75)))
        for d in span
    ]
    figures = [
        {
            "municipality": code,
            "year": year,
            "births": draw.randrange(0, 4000),
            "population": draw.randrange(3000, 300000),
        }
        for code in ("0615", "0657", "0661", "0741", "0751", "0851")
        for year in (2010, 2011, 2012, 2014, 2015, 2020, 2021)
    ]
    return {"dialysis_days": days, "municipal_figures": figures}


def outcome(job: Job, rows: dict[str, Any], engine: Engine, folder: Path) -> tuple[list[tuple[Any, ...]], Any]:
    """Every outcome of every table as tuples, in order, and the totals."""
    facts = rows_to_activity(rows, folder / "activity")
    totals = execute(job, facts, folder / engine.name, engine)
    found: list[tuple[Any, ...]] = []
    for table in job.rules.tables:
        file = folder / engine.name / table.name / "*.parquet"
        found += duckdb.sql(
            f"SELECT '{table.name}', {', '.join(COLUMNS)} FROM read_parquet('{file}') ORDER BY ALL"
        ).fetchall()
    return found, totals


@pytest.mark.parametrize(
    ("package", "rows", "start", "end", "values"),
    [
        (BA, usage_rows(), date(2021, 1, 1), date(2022, 12, 31), {}),
        (BA, usage_rows(), date(2021, 3, 1), date(2021, 12, 31), {"extras_rate.main": "0.70"}),
        (SA, yearly_rows(), date(2011, 1, 1), date(2022, 12, 31), {"telephone_cost": "1842375.51"}),
        (SA, yearly_rows(), date(2012, 1, 1), date(2012, 12, 31), {}),
        (FIM, yearly_rows(), date(2019, 1, 1), date(2022, 12, 31), {}),
    ],
    ids=["brug", "brug-del", "sundhed", "sundhed-aar", "fond"],
)
def test_spark_and_duckdb_give_the_same_outcomes(
    spark: Spark, tmp_path: Path, package: str, rows: Any, start: date, end: date, values: dict[str, str]
) -> None:
    job = Job(load_all()[package].override(values), start, end)
    duck = DuckDB()
    expected = outcome(job, rows, duck, tmp_path)
    duck.close()
    assert len(expected[0]) > 5
    assert outcome(job, rows, spark, tmp_path) == expected
