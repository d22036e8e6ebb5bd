"""What is stored: types, order, and a hash that only the content decides."""

from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tvaers.engine.settlement.activity import Activity, open_activity, rows_to_activity, take_in
from tvaers.engine.settlement.activity_tables import STORED, TABLES
from tvaers.kernel.errors import NotFound, Problem

CONTACT: dict[str, Any] = {
    "contact_id": "k1",
    "citizen_id": "p1",
    "home_region": 1081,
    "treating_region": 1082,
    "level": "main",
    "drg": "D1",
    "start": "2021-03-01T10:00",
}
COURSE: dict[str, Any] = {
    "course_id": "c1",
    "citizen_id": "p1",
    "home_region": 1081,
    "treating_region": 1082,
    "drug": "A",
    "council": "rejected",
    "start": "2021-03-01",
    "amount_oere": 1,
}

ids = st.text(st.sampled_from("abcæøåÆØÅ,\"'; é1"), min_size=1, max_size=8).map(str.strip).filter(bool)
moments = st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1)).map(lambda moment: moment.replace(microsecond=0))
contacts = st.fixed_dictionaries(
    {
        "contact_id": ids,
        "citizen_id": ids,
        "home_region": st.integers(1081, 1085),
        "treating_region": st.integers(1081, 1085),
        "treating_unit": st.none() | ids,
        "level": st.sampled_from(["main", "highly_specialised"]),
        "drg": ids,
        "start": moments,
        "end": st.none() | st.just(datetime(2041, 1, 1)),
        "letter_issued": st.none() | st.dates(date(2000, 1, 1), date(2040, 1, 1)),
    }
)
tariffs = st.fixed_dictionaries({"year": st.integers(1990, 2060), "drg": ids, "amount_oere": st.integers(0, 10**12)})
activities = st.fixed_dictionaries(
    {
        "contacts": st.lists(contacts, min_size=1, max_size=6, unique_by=lambda row: row["contact_id"]),
        "tariffs": st.lists(tariffs, min_size=1, max_size=6, unique_by=lambda row: (row["year"], row["drg"])),
    }
)


def stored(activity: Activity, table: str) -> list[tuple[Any, ...]]:
    """The rows of a stored table, in stored order."""
    with duckdb.connect() as con:
        return con.execute(f"SELECT * FROM '{activity.path(table)}'").fetchall()


def deliver(folder: Path, rows: dict[str, list[dict[str, Any]]], suffix: str) -> Path:
    """Write rows as a delivered folder of CSV or Parquet files."""
    folder.mkdir()
    for name, given_rows in rows.items():
        table = pa.Table.from_pylist(given_rows)
        if suffix == "csv":
            nothing = [field.name for field in table.schema if pa.types.is_null(field.type)]
            pc.write_csv(table.drop_columns(nothing), folder / f"{name}.csv")
        else:
            pq.write_table(table, folder / f"{name}.parquet")
    return folder


@settings(max_examples=15, deadline=None)
@given(activities, st.randoms(use_true_random=False))
def test_csv_parquet_rows_and_shuffling_give_the_same(rows: dict[str, list[dict[str, Any]]], random: Any) -> None:
    shuffled: dict[str, list[dict[str, Any]]] = {}
    for name, table in rows.items():
        columns = random.sample(list(table[0]), len(table[0]))
        shuffled[name] = [{column: row[column] for column in columns} for row in random.sample(table, len(table))]
    with TemporaryDirectory() as made:
        place = Path(made)
        first = take_in(deliver(place / "csv", rows, "csv"), place / "store1")
        second = take_in(deliver(place / "parquet", shuffled, "parquet"), place / "store2")
        third = rows_to_activity(rows, place / "store3")
        assert first.hash == second.hash == third.hash
        assert stored(first, "contacts") == stored(second, "contacts") == stored(third, "contacts")


@settings(max_examples=15, deadline=None)
@given(contacts, st.sampled_from(["contact_id", "citizen_id", "drg"]))
def test_another_value_gives_another_hash(contact: dict[str, Any], column: str) -> None:
    with TemporaryDirectory() as made:
        first = rows_to_activity({"contacts": [contact]}, Path(made))
        second = rows_to_activity({"contacts": [contact | {column: contact[column] + "x"}]}, Path(made))
        assert first.hash != second.hash


def test_a_value_that_moves_to_the_next_row_gives_another_hash(tmp_path: Path) -> None:
    one, other = CONTACT | {"drg": "AB"}, CONTACT | {"contact_id": "k2", "drg": "C"}
    first = rows_to_activity({"contacts": [one, other]}, tmp_path)
    second = rows_to_activity({"contacts": [one | {"drg": "A"}, other | {"drg": "BC"}]}, tmp_path)
    assert first.hash != second.hash


def test_empty_and_zero_give_different_hashes(tmp_path: Path) -> None:
    row = {"municipality": "0751", "year": 2011, "births": None}
    first = rows_to_activity({"municipal_figures": [row]}, tmp_path)
    assert first.hash != rows_to_activity({"municipal_figures": [row | {"births": 0}]}, tmp_path).hash


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_stored_with_its_types_even_if_empty(table: str, tmp_path: Path) -> None:
    activity = rows_to_activity({"tariffs": [{"year": 2021, "drg": "D1", "amount": "1.00"}]}, tmp_path)
    with duckdb.connect() as con:
        described = con.execute(f"DESCRIBE SELECT * FROM '{activity.path(table)}'").fetchall()
    assert [row[:2] for row in described] == [(c.name, STORED[c.kind]) for c in TABLES[table].columns]
    assert activity.rows[table] == (1 if table == "tariffs" else 0)


@pytest.mark.parametrize(
    ("given_start", "kept"),
    [
        ("2021-03-01", datetime(2021, 3, 1)),
        ("2021-03-01T10:00", datetime(2021, 3, 1, 10)),
        ("2021-03-01 10:00:30", datetime(2021, 3, 1, 10, 0, 30)),
        ("2021-03-01T10:00+01:00", datetime(2021, 3, 1, 10)),
        ("2021-03-01T10:00Z", datetime(2021, 3, 1, 11)),
        ("2021-07-01T10:00Z", datetime(2021, 7, 1, 12)),
        ("2021-03-27T23:30-02", datetime(2021, 3, 28, 3, 30)),
        (date(2021, 3, 1), datetime(2021, 3, 1)),
        (datetime(2021, 3, 1, 10), datetime(2021, 3, 1, 10)),
    ],
)
def test_a_start_is_kept_as_danish_local_time(given_start: Any, kept: datetime, tmp_path: Path) -> None:
    activity = rows_to_activity({"contacts": [CONTACT | {"start": given_start}]}, tmp_path)
    assert stored(activity, "contacts")[0][8] == kept


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_a_parquet_time_with_a_zone_is_kept_as_danish_local_time(unit: str, tmp_path: Path) -> None:
    moment = pa.array([datetime(2021, 7, 1, 10)], pa.timestamp(unit, tz="UTC"))
    table = pa.Table.from_pylist([COURSE])
    (tmp_path / "in").mkdir()
    pq.write_table(table.set_column(6, "start", moment), tmp_path / "in" / "drug_courses.parquet")
    activity = take_in(tmp_path / "in", tmp_path / "store")
    assert stored(activity, "drug_courses")[0][6] == datetime(2021, 7, 1, 12)


@pytest.mark.parametrize(("amount", "oere"), [("1000.00", 100_000), ("0.5", 50), (12, 1_200)])
def test_kroner_in_rows_are_stored_as_oere(amount: Any, oere: int, tmp_path: Path) -> None:
    activity = rows_to_activity({"tariffs": [{"year": 2021, "drg": "D1", "amount": amount}]}, tmp_path)
    assert stored(activity, "tariffs") == [(2021, "D1", oere)]


@pytest.mark.parametrize("amount", ["1000.005", "1.000,00", 1000.5, True, "12345678901234567", ""])
def test_what_is_no_exact_kroner_is_a_bad_row(amount: Any, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="helt antal øre"):
        rows_to_activity({"tariffs": [{"year": 2021, "drg": "D1", "amount": amount}]}, tmp_path)


@pytest.mark.parametrize(("amount", "fine"), [(100.0, True), (100.5, False)])
def test_a_fraction_in_parquet_is_taken_only_if_whole(amount: float, fine: bool, tmp_path: Path) -> None:
    folder = deliver(tmp_path / "in", {"drug_courses": [COURSE | {"amount_oere": amount}]}, "parquet")
    if fine:
        assert stored(take_in(folder, tmp_path / "store"), "drug_courses")[0][8] == 100
    else:
        with pytest.raises(Problem, match="helt antal øre"):
            take_in(folder, tmp_path / "store")


@pytest.mark.parametrize("code", [751, "751", "0751"])
def test_a_municipality_code_gets_its_zero_back(code: Any, tmp_path: Path) -> None:
    activity = rows_to_activity({"municipal_figures": [{"municipality": code, "year": 2011}]}, tmp_path)
    assert stored(activity, "municipal_figures") == [("0751", 2011, None, None)]


def test_a_huge_id_and_danish_letters_are_kept(tmp_path: Path) -> None:
    huge = "Ærø-Ål-" + "x" * 100_000
    activity = rows_to_activity({"contacts": [CONTACT | {"contact_id": huge}]}, tmp_path)
    assert stored(activity, "contacts")[0][0] == huge


def test_contacts_lie_by_end_date_with_open_ones_last(tmp_path: Path) -> None:
    ends = {"k3": "2021-05-01T08:00", "k1": None, "k4": "2021-04-01", "k2": "2021-05-01T23:00"}
    activity = rows_to_activity(
        {"contacts": [CONTACT | {"contact_id": k, "end": e} for k, e in ends.items()]}, tmp_path
    )
    assert [row[0] for row in stored(activity, "contacts")] == ["k4", "k2", "k3", "k1"]


def test_the_same_content_is_stored_once(tmp_path: Path) -> None:
    first = rows_to_activity({"contacts": [CONTACT]}, tmp_path)
    written = first.path("contacts").stat().st_mtime_ns
    assert rows_to_activity({"contacts": [CONTACT]}, tmp_path) == first
    assert first.path("contacts").stat().st_mtime_ns == written
    assert [path.name for path in tmp_path.iterdir()] == [first.hash]


def test_what_a_killed_reading_left_does_not_hinder(tmp_path: Path) -> None:
    (tmp_path / ".new-killed" / "activity").mkdir(parents=True)
    assert rows_to_activity({"contacts": [CONTACT]}, tmp_path).rows["contacts"] == 1


def test_stored_activity_is_found_by_its_hash(tmp_path: Path) -> None:
    activity = rows_to_activity({"contacts": [CONTACT]}, tmp_path)
    assert open_activity(tmp_path, activity.hash) == activity


@pytest.mark.parametrize("digest", ["0" * 64, "..", ""])
def test_an_unknown_hash_is_not_found(digest: str, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        open_activity(tmp_path, digest)


def test_rows_of_an_unknown_table(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="kontakter kendes ikke"):
        rows_to_activity({"kontakter": [CONTACT]}, tmp_path)


def test_rows_with_an_unknown_column(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="Mener du specialty"):
        rows_to_activity({"contacts": [CONTACT | {"speciality": "Onkologi"}]}, tmp_path)


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[str] = []
    take_in(deliver(tmp_path / "in", {"drug_courses": [COURSE]}, "csv"), tmp_path / "store", told.append)
    assert "Gemmer drug_courses." in told


def test_a_path_exists_for_activity_tables_only(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        rows_to_activity({"contacts": [CONTACT]}, tmp_path).path("lines")
