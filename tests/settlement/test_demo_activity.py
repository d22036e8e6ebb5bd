"""The demo activity: the same bytes from the same seed, sound by the checks, and with the mix it promises."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from tvaers.engine.settlement.activity import Activity, take_in
from tvaers.engine.settlement.demo_activity import write_amended, write_demo, write_demo_municipal
from tvaers.engine.settlement.demo_names import MIDTJYLLAND
from tvaers.kernel.ids import looks_like_cpr

CONTACTS = 60_000
LIST = Path(__file__).parents[2].parent / "shared" / "data" / "municipalities_regions.csv"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small demo, as written."""
    made = tmp_path_factory.mktemp("demo")
    write_demo(made, contacts=CONTACTS)
    return made


@pytest.fixture(scope="module")
def demo(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Activity]:
    """The small demo, read and checked."""
    yield take_in(folder, tmp_path_factory.mktemp("store"))


def one(activity: Activity, query: str) -> Any:
    """The one value of a query in which {table} stands for a stored table."""
    tables = {name: f"'{activity.path(name)}'" for name in activity.rows}
    return rows_of(query.format(**tables))[0][0]


def rows_of(query: str) -> list[Any]:
    """Every row of a query, on a connection of its own."""
    with duckdb.connect() as con:
        return con.execute(query).fetchall()


SHARES = [
    ("level = 'highly_specialised'", "true", 0.16, 0.20),
    ('"end" IS NULL', "true", 0.003, 0.008),
    ("home_region = treating_region OR home_region NOT IN ('1081', '1082')", "true", 0.006, 0.014),
    ('"end"::DATE = start::DATE', '"end" IS NOT NULL', 0.5, 0.8),
    ("letter_issued IS NULL", "level = 'highly_specialised'", 0.03, 0.05),
    ("start >= letter_issued + INTERVAL 1 YEAR", "level = 'highly_specialised'", 0.03, 0.05),
    ("letter_issued > start::DATE", "level = 'highly_specialised'", 0.004, 0.016),
    ("letter_issued IS NOT NULL", "level = 'main'", 0.0, 0.0),
    ("isodow(start) > 5", "true", 0.05, 0.2),
    ("month(start) = 7", "true", 0.03, 0.07),
    ("\"end\" >= '2023-01-01'", "true", 0.0005, 0.004),
    ('year(start) < year("end")', "true", 0.002, 0.02),
]


@pytest.mark.parametrize(("what", "among", "least", "most"), SHARES)
def test_the_mix(demo: Activity, what: str, among: str, least: float, most: float) -> None:
    share = one(demo, f"SELECT coalesce(avg(({what})::INT), 0) FROM {{contacts}} WHERE {among}")
    assert least <= share <= most


def test_few_letters_lapse_by_a_change_of_level(demo: Activity) -> None:
    lapsed = one(
        demo,
        "SELECT count(DISTINCT h.contact_id) FROM {contacts} h JOIN {contacts} m USING (citizen_id, treating_region)"
        " WHERE h.level <> 'main' AND m.level = 'main' AND m.start < h.start AND m.start::DATE > h.letter_issued",
    )
    assert 0 < lapsed < 0.02 * CONTACTS


def test_every_contact_has_a_tariff_in_every_year(demo: Activity) -> None:
    assert one(demo, "SELECT count(*) FROM {contacts} ANTI JOIN {tariffs} USING (drg)") == 0
    assert one(demo, "SELECT min(n) FROM (SELECT count(*) AS n FROM {tariffs} GROUP BY drg)") == 4


def test_tariffs_grow_two_percent_a_year(demo: Activity) -> None:
    query = (
        "SELECT max(abs(b.amount_oere - a.amount_oere * 1.02)) FROM {tariffs} a JOIN {tariffs} b"
        " ON a.drg = b.drg AND b.year = a.year + 1"
    )
    assert one(demo, query) <= 150


@pytest.mark.parametrize("kind", ["interpreter", "medicine", "other"])
def test_extras_of_each_kind(demo: Activity, kind: str) -> None:
    assert one(demo, f"SELECT count(*) FROM {{extras}} WHERE kind = '{kind}'") > 0


@pytest.mark.parametrize("table", ["private_invoices", "drug_courses"])
@pytest.mark.parametrize("known", ["accepted_on IS NULL", "accepted_on > {day}", "accepted_on < {day}"])
def test_acceptance_comes_in_time_too_late_or_never(demo: Activity, table: str, known: str) -> None:
    day = {"private_invoices": "referred_on", "drug_courses": "start"}[table]
    assert one(demo, f"SELECT count(*) FROM {{{table}}} WHERE {known.format(day=day)}") > 0


def test_ids_say_demo_and_no_cpr_number_is_there(folder: Path) -> None:
    for path in folder.glob("*.parquet"):
        rows = pq.read_table(path).to_pylist()
        assert all(value.startswith("DEMO-") for row in rows for name, value in row.items() if name.endswith("_id"))
        assert not any(looks_like_cpr(str(value)) for row in rows[:500] for value in row.values())


def test_the_same_seed_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    write_demo(tmp_path, contacts=CONTACTS)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {p.name: p.read_bytes() for p in folder.iterdir()}


def test_another_seed_gives_another_activity(folder: Path, tmp_path: Path) -> None:
    write_demo(tmp_path, seed=1, contacts=CONTACTS)
    assert (tmp_path / "contacts.parquet").read_bytes() != (folder / "contacts.parquet").read_bytes()


@pytest.mark.parametrize("contacts", [1, 10])
def test_a_tiny_demo_is_sound(contacts: int, tmp_path: Path) -> None:
    write_demo(tmp_path / "demo", contacts=contacts)
    assert take_in(tmp_path / "demo", tmp_path / "store").rows["contacts"] == contacts


@pytest.fixture(scope="module")
def amended(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Activity:
    """The second delivery, read and checked."""
    place = tmp_path_factory.mktemp("amended")
    write_amended(folder, place / "delivered")
    return take_in(place / "delivered", place / "store")


CHANGES = [
    ("o.contact_id IS NULL", "late"),
    ("n.contact_id IS NULL", "withdrawn"),
    ("o.level <> n.level", "corrected"),
    ('o."end" IS NULL AND n."end" IS NOT NULL AND o.contact_id IS NOT NULL', "closed"),
    ("o.letter_issued IS NULL AND n.letter_issued IS NOT NULL AND o.contact_id IS NOT NULL", "letter"),
]


@pytest.mark.parametrize("what", [change for change, _ in CHANGES], ids=[name for _, name in CHANGES])
def test_the_amended_delivery_has_each_change(demo: Activity, amended: Activity, what: str) -> None:
    old, new = demo.path("contacts"), amended.path("contacts")
    assert rows_of(f"FROM '{old}' o FULL JOIN '{new}' n USING (contact_id) SELECT 1 WHERE {what}") != []


def test_about_one_percent_is_amended(demo: Activity, amended: Activity) -> None:
    old, new = demo.path("contacts"), amended.path("contacts")
    changed = rows_of(f"SELECT DISTINCT contact_id FROM (FROM '{new}' EXCEPT FROM '{old}')")
    assert 0.005 * CONTACTS < len(changed) < 0.015 * CONTACTS


@pytest.fixture(scope="module")
def municipal(tmp_path_factory: pytest.TempPathFactory) -> Activity:
    """The municipal demo, read and checked."""
    place = tmp_path_factory.mktemp("municipal")
    write_demo_municipal(place / "delivered")
    return take_in(place / "delivered", place / "store")


def test_municipal_figures_for_every_municipality_and_year(municipal: Activity) -> None:
    assert one(municipal, "SELECT list(DISTINCT year ORDER BY year) FROM {municipal_figures}") == [
        2010, 2011, 2012, 2013, 2021, 2022,
    ]  # fmt: skip
    assert municipal.rows["municipal_figures"] == 6 * len(MIDTJYLLAND)
    assert one(municipal, "SELECT count(*) FROM {municipal_figures} WHERE births > 0 AND population > births") == 114


def test_home_dialysis_in_2011_for_25_citizens(municipal: Activity) -> None:
    assert one(municipal, "SELECT count(DISTINCT citizen_id) FROM {dialysis_days}") == 25
    assert one(municipal, "SELECT count(*) FROM {dialysis_days} WHERE year(day) <> 2011") == 0
    assert one(municipal, "SELECT count(DISTINCT helped) FROM {dialysis_days}") == 2


def test_the_municipal_demo_is_the_same_every_time(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_demo_municipal(tmp_path / name)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


@pytest.mark.skipif(not LIST.exists(), reason="the list of municipalities is not at hand")
def test_the_municipalities_are_those_of_region_midtjylland() -> None:
    lines = [line for line in LIST.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    listed = {
        row["kommunekode"]: row["kommune"] for row in csv.DictReader(lines) if row["region_til_2026"] == "Midtjylland"
    }
    assert listed == MIDTJYLLAND
