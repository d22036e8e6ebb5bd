"""Faults of whole files: wrong columns, names, encoding, torn lines. Each is a Danish Problem."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tvaers.engine.settlement.activity import take_in
from tvaers.engine.settlement.activity_check import BadRows
from tvaers.kernel.errors import Problem

TARIFFS = "year,drg,amount_oere\n2021,D1,100000\n"
CONTACTS = (
    "contact_id,citizen_id,home_region,treating_region,level,drg,start\nk1,p1,1081,1082,main,D1,2021-03-01T10:00\n"
)
FIGURES = "municipality,year,births,population\n0751,2011,100,1000\n"


def folder_of(tmp_path: Path, **files: str | bytes) -> Path:
    """A folder with the given CSV files."""
    folder = tmp_path / "delivered"
    folder.mkdir()
    for name, content in files.items():
        (folder / f"{name}.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def refused(tmp_path: Path, **files: str | bytes) -> str:
    """What the Problem says about a folder of CSV files."""
    with pytest.raises(Problem) as raised:
        take_in(folder_of(tmp_path, **files), tmp_path / "store")
    assert not any((tmp_path / "store").glob("*"))
    return str(raised.value)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="findes ikke"):
        take_in(tmp_path / "none", tmp_path / "store")


def test_an_empty_folder(tmp_path: Path) -> None:
    assert "ingen aktivitetstabeller" in refused(tmp_path)


def test_both_formats_of_one_table(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, municipal_figures=FIGURES)
    (folder / "municipal_figures.parquet").write_bytes(b"")
    with pytest.raises(Problem, match=r"municipal_figures\.csv og municipal_figures\.parquet"):
        take_in(folder, tmp_path / "store")


@pytest.mark.parametrize("files", [{"contacts": CONTACTS}, {"extras": "a\n", "contacts": CONTACTS}])
def test_contacts_need_tariffs(files: dict[str, str], tmp_path: Path) -> None:
    assert "tariffs mangler" in refused(tmp_path, **files)


def test_tariffs_need_contacts(tmp_path: Path) -> None:
    assert "contacts mangler" in refused(tmp_path, tariffs=TARIFFS)


def test_municipal_tables_stand_alone(tmp_path: Path) -> None:
    activity = take_in(folder_of(tmp_path, municipal_figures=FIGURES), tmp_path / "store")
    assert activity.rows["municipal_figures"] == 1


def test_a_file_with_almost_the_name_of_a_missing_table(tmp_path: Path) -> None:
    assert "extras.csv" in refused(tmp_path, contacts=CONTACTS, tariffs=TARIFFS, extra="x\n")


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, municipal_figures=FIGURES, forventet="x\n")
    (folder / "README.md").write_text("x")
    assert take_in(folder, tmp_path / "store").rows["municipal_figures"] == 1


def test_an_unknown_column_is_named_with_the_closest_known(tmp_path: Path) -> None:
    said = refused(tmp_path, contacts=CONTACTS, tariffs="year,drgs,amount_oere\n2021,D1,1\n")
    assert "'drgs' kendes ikke. Mener du drg?" in said
    assert "drg (drg-gruppe) mangler" in said


def test_a_column_that_stands_twice(tmp_path: Path) -> None:
    assert "year er der mere end én gang" in refused(
        tmp_path, municipal_figures="municipality,year,year\n0751,2011,2011\n"
    )


@pytest.mark.parametrize(("sign", "word"), [(";", "semikolon"), ("\t", "tabulator")])
def test_another_delimiter_is_named(sign: str, word: str, tmp_path: Path) -> None:
    assert word in refused(tmp_path, municipal_figures=FIGURES.replace(",", sign))


@pytest.mark.parametrize("start", ["", "\n"])
def test_a_file_without_a_header(start: str, tmp_path: Path) -> None:
    assert "begynder ikke med en overskrift" in refused(tmp_path, municipal_figures=start)


def test_line_breaks_of_two_kinds(tmp_path: Path) -> None:
    assert "Linjeskiftene" in refused(tmp_path, municipal_figures=FIGURES + "0101,2011,1,1\r\n0147,2011,1,1\n")


def test_latin_1_in_the_header(tmp_path: Path) -> None:
    assert "ikke i UTF-8" in refused(tmp_path, municipal_figures="kommune,år\n".encode("latin-1"))


def test_latin_1_in_a_value_names_the_line(tmp_path: Path) -> None:
    said = refused(tmp_path, contacts=CONTACTS, tariffs=(TARIFFS + "2021,Dø,1\n").encode("latin-1"))
    assert "ikke i UTF-8" in said
    assert "Linje 3" in said


def test_utf_16(tmp_path: Path) -> None:
    assert "ikke i UTF-8" in refused(tmp_path, municipal_figures=FIGURES.encode("utf-16"))


@pytest.mark.parametrize(
    ("line", "reason"),
    [("0101,2011,5", "for få"), ("0101,2011,5,6,7", "for mange"), ('0101,2011,5,"6', "anførselstegn")],
)
def test_a_torn_line_is_named(line: str, reason: str, tmp_path: Path) -> None:
    said = refused(tmp_path, municipal_figures=f"{FIGURES}{line}\n")
    assert reason in said


def test_a_torn_line_has_its_number(tmp_path: Path) -> None:
    assert "Linje 3 har for få værdier" in refused(tmp_path, municipal_figures=FIGURES + "0101,2011,5\n")


def test_a_parquet_file_that_is_not_whole(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    (folder / "municipal_figures.parquet").write_bytes(b"PAR1 torn")
    with pytest.raises(Problem, match="kan ikke læses som Parquet"):
        take_in(folder, tmp_path / "store")


def test_the_row_number_is_that_of_the_data_row(tmp_path: Path) -> None:
    bad = FIGURES + "0101,2011,x,1\n0147,2011,1,1\n0151,x,1,1\n"
    with pytest.raises(BadRows) as raised:
        take_in(folder_of(tmp_path, municipal_figures=bad), tmp_path / "store")
    assert [(row.row, row.column, row.value) for row in raised.value.rows] == [(2, "births", "x"), (4, "year", "x")]


@pytest.mark.parametrize("change", ["\ufeff", "crlf", "cr", "final blank line", "no final newline"])
def test_harmless_differences_give_the_same_activity(change: str, tmp_path: Path) -> None:
    other = {
        "\ufeff": "\ufeff" + FIGURES,
        "crlf": FIGURES.replace("\n", "\r\n"),
        "cr": FIGURES.replace("\n", "\r"),
        "final blank line": FIGURES + "\n",
        "no final newline": FIGURES.rstrip(),
    }[change]
    (tmp_path / "other").mkdir()
    plain = take_in(folder_of(tmp_path, municipal_figures=FIGURES), tmp_path / "store")
    assert take_in(folder_of(tmp_path / "other", municipal_figures=other), tmp_path / "store").hash == plain.hash


def test_a_table_with_a_header_only_is_empty(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, contacts=CONTACTS, tariffs="year,drg,amount_oere\n")
    assert take_in(folder, tmp_path / "store").rows["tariffs"] == 0


def test_quoted_commas_quotes_and_line_breaks_belong_to_the_value(tmp_path: Path) -> None:
    text = 'year,drg,amount_oere\n2021,"D ""1"", æ\nø",100\n2022,D1,1\n'
    activity = take_in(folder_of(tmp_path, contacts=CONTACTS, tariffs=text), tmp_path / "store")
    assert pq.read_table(activity.path("tariffs"))["drg"].to_pylist() == ['D "1", æ\nø', "D1"]


def test_a_parquet_column_without_a_type_is_empty(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    columns = {"municipality": ["0751"], "year": [2011], "births": pa.nulls(1), "population": [1]}
    pq.write_table(pa.table(columns), folder / "municipal_figures.parquet")
    stored = take_in(folder, tmp_path / "store").path("municipal_figures")
    assert pq.read_table(stored)["births"].to_pylist() == [None]
