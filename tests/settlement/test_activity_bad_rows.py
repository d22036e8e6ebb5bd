"""One small bad table per check: each is found with table, row, column and reason, and nothing is stored."""

from pathlib import Path
from typing import Any

import pytest

from tvaers.engine.settlement.activity import rows_to_activity
from tvaers.engine.settlement.activity_check import MOST_KEPT, MOST_OERE, BadRows

ROWS: dict[str, dict[str, Any]] = {
    "contacts": {
        "contact_id": "k1",
        "citizen_id": "p1",
        "home_region": 1081,
        "treating_region": 1082,
        "level": "main",
        "drg": "D1",
        "start": "2021-03-01T10:00",
        "end": "2021-03-04T12:00",
        "letter_issued": "2021-02-20",
    },
    "extras": {"extra_id": "x1", "contact_id": "k1", "kind": "interpreter", "amount_oere": 5_000},
    "private_invoices": {
        "invoice_id": "i1",
        "citizen_id": "p1",
        "home_region": 1081,
        "referring_region": 1082,
        "hospital": "Søbakken",
        "referred_on": "2021-03-01",
        "amount_oere": 100,
    },
    "drug_courses": {
        "course_id": "c1",
        "citizen_id": "p1",
        "home_region": 1081,
        "treating_region": 1082,
        "drug": "A",
        "council": "rejected",
        "start": "2021-03-01",
        "amount_oere": 100,
    },
    "dialysis_days": {"citizen_id": "p1", "municipality": "0751", "day": "2011-02-03", "helped": True},
    "tariffs": {"year": 2021, "drg": "D1", "amount_oere": 100_000},
    "municipal_figures": {"municipality": "0751", "year": 2011, "births": 10, "population": 100},
}

BAD = [
    ("contacts", "start", "1. marts", "ikke en dato eller et tidspunkt"),
    ("contacts", "start", "2021-02-29", "ikke en dato eller et tidspunkt"),
    ("contacts", "start", "2021-3-1", "ikke en dato eller et tidspunkt"),
    ("contacts", "start", "01-03-2021", "ikke en dato eller et tidspunkt"),
    ("contacts", "start", "infinity", "ikke en dato eller et tidspunkt"),
    ("contacts", "start", None, "tomt"),
    ("contacts", "start", "  ", "tomt"),
    ("contacts", "contact_id", "", "tomt"),
    ("contacts", "home_region", 1080, "1081-1085"),
    ("contacts", "home_region", 1086, "1081-1085"),
    ("contacts", "treating_region", "Midtjylland", "1081-1085"),
    ("contacts", "level", "Main", "highly_specialised eller main"),
    ("contacts", "end", "2021-03-01T09:59", "før den begynder"),
    ("contacts", "end", "2021-02-28", "før den begynder"),
    ("contacts", "end", "2061-01-01", "1990-2060"),
    ("contacts", "letter_issued", "1989-12-31", "1990-2060"),
    ("contacts", "letter_issued", "2021-02-20T08:00", "dato uden klokkeslæt"),
    ("extras", "kind", "tolk", "interpreter eller medicine eller other"),
    ("extras", "contact_id", "k2", "findes ikke i contacts"),
    ("extras", "amount_oere", -1, "negativt"),
    ("extras", "amount_oere", "50.00", "helt antal øre"),
    ("extras", "amount_oere", "50,00", "helt antal øre"),
    ("extras", "amount_oere", MOST_OERE + 1, "stort"),
    ("private_invoices", "accepted_on", "i går", "ikke en dato"),
    ("drug_courses", "council", "afvist", "recommended eller not_assessed eller rejected"),
    ("dialysis_days", "municipality", "07510", "4 cifre"),
    ("dialysis_days", "municipality", "1081", "4 cifre"),
    ("dialysis_days", "municipality", "51", "4 cifre"),
    ("dialysis_days", "helped", "ja", "true eller false"),
    ("tariffs", "year", "i fjor", "årstal"),
    ("tariffs", "year", 1989, "1990-2060"),
    ("tariffs", "year", 2061, "1990-2060"),
    ("municipal_figures", "births", "mange", "helt tal"),
    ("municipal_figures", "population", -1, "negativt"),
]

FINE = [
    ("contacts", "end", "2021-03-01T10:00"),
    ("contacts", "end", "2021-03-01"),
    ("contacts", "end", "2060-12-31"),
    ("contacts", "end", None),
    ("contacts", "letter_issued", "1990-01-01"),
    ("contacts", "letter_issued", "2021-02-20T00:00"),
    ("contacts", "citizen_id", "3201901234"),
    ("contacts", "citizen_id", "0113901234"),
    ("contacts", "citizen_id", "01019012345"),
    ("extras", "amount_oere", 0),
    ("extras", "amount_oere", MOST_OERE),
    ("dialysis_days", "municipality", 751),
    ("dialysis_days", "helped", "FALSE"),
    ("tariffs", "year", 1990),
    ("tariffs", "year", 2060),
]


def with_value(table: str, column: str, value: Any) -> dict[str, list[dict[str, Any]]]:
    """A good row of every table, and the one value in place."""
    return {name: [row | {column: value} if name == table else row] for name, row in ROWS.items()}


@pytest.mark.parametrize(("table", "column", "value", "reason"), BAD)
def test_a_bad_value_is_found(table: str, column: str, value: Any, reason: str, tmp_path: Path) -> None:
    with pytest.raises(BadRows) as raised:
        rows_to_activity(with_value(table, column, value), tmp_path)
    found = [row for row in raised.value.rows if row.table == table]
    assert [(row.row, row.column) for row in found] == [(1, column)]
    assert reason in found[0].reason
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("table", "column", "value"), FINE)
def test_a_value_on_the_right_side_is_taken(table: str, column: str, value: Any, tmp_path: Path) -> None:
    assert rows_to_activity(with_value(table, column, value), tmp_path).rows[table] == 1


@pytest.mark.parametrize("table", ROWS)
def test_a_key_may_be_used_once(table: str, tmp_path: Path) -> None:
    rows = with_value(table, next(iter(ROWS[table])), ROWS[table][next(iter(ROWS[table]))])
    rows[table] = rows[table] * 2
    with pytest.raises(BadRows) as raised:
        rows_to_activity(rows, tmp_path)
    (found,) = raised.value.rows
    assert (found.table, found.row) == (table, 2)
    assert "brugt før" in found.reason


@pytest.mark.parametrize("number", ["0101901234", "010190-1234", "010190 1234", "6101901234", "9101901234", 101901234])
@pytest.mark.parametrize("table", ["contacts", "private_invoices", "drug_courses", "dialysis_days"])
def test_a_cpr_number_is_refused_and_not_repeated(table: str, number: str | int, tmp_path: Path) -> None:
    with pytest.raises(BadRows) as raised:
        rows_to_activity(with_value(table, "citizen_id", number), tmp_path)
    assert "CPR" in raised.value.rows[0].reason
    assert str(number) not in str(raised.value) + repr(raised.value.rows)


def test_a_cpr_number_in_a_repeated_key_is_not_repeated(tmp_path: Path) -> None:
    rows = {"dialysis_days": [ROWS["dialysis_days"] | {"citizen_id": "010190-1234"}] * 2}
    with pytest.raises(BadRows) as raised:
        rows_to_activity(rows, tmp_path)
    assert "1234" not in str(raised.value)


def test_all_faults_are_counted_and_the_first_ones_kept(tmp_path: Path) -> None:
    count = MOST_KEPT + 5
    rows = [ROWS["tariffs"] | {"drg": f"D{number}", "amount_oere": -1} for number in range(count)]
    with pytest.raises(BadRows) as raised:
        rows_to_activity({"tariffs": rows}, tmp_path)
    assert [row.row for row in raised.value.rows] == list(range(1, MOST_KEPT + 1))
    assert raised.value.counts == {"tariffs": count}
    assert raised.value.findings[-1] == "tariffs: 5 fejl mere."


def test_faults_of_all_tables_are_told_together(tmp_path: Path) -> None:
    rows = with_value("tariffs", "year", "x") | {"extras": [ROWS["extras"] | {"kind": "x"}]}
    with pytest.raises(BadRows) as raised:
        rows_to_activity(rows, tmp_path)
    assert raised.value.counts == {"extras": 1, "tariffs": 1}


def test_a_fault_reads_as_a_danish_line(tmp_path: Path) -> None:
    with pytest.raises(BadRows) as raised:
        rows_to_activity(with_value("extras", "contact_id", "k2"), tmp_path)
    assert raised.value.findings == ("extras, række 1, contact_id = 'k2': Kontakten findes ikke i contacts.",)


def test_a_long_value_is_cut_short(tmp_path: Path) -> None:
    with pytest.raises(BadRows) as raised:
        rows_to_activity(with_value("contacts", "level", "å" * 5_000), tmp_path)
    assert len(raised.value.rows[0].value) < 100
