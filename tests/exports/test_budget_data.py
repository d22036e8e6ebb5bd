"""A budget as data: JSON that comes back identical, a Fiscal Data Package that balances, spreadsheets."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from tests.budget.keeping.catalogue_shapes import MIO, catalogues, small

from tvaers.engine.budget.catalogue import Catalogue
from tvaers.engine.budget.frame_parts import FramePart
from tvaers.exports.budget_data import read_json, write_json
from tvaers.exports.budget_package import Source, write_package
from tvaers.exports.budget_package_balance import balance
from tvaers.exports.budget_sheets import proposals_sheet, rows_sheet, themes_sheet, write_csv, write_xlsx
from tvaers.kernel.errors import Problem


@settings(max_examples=60, deadline=None)
@given(catalogues)
def test_any_catalogue_comes_back_identical(catalogue: Catalogue) -> None:
    assert read_json(write_json(catalogue)) == catalogue


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "andet", "catalogue": {}}'])
def test_another_file_is_told_of(text: str) -> None:
    with pytest.raises(Problem):
        read_json(text)


@pytest.mark.parametrize(
    ("field", "value"), [("title", 7), ("title", "a\0b"), ("year", "2024"), ("year", True), ("lines", None)]
)
def test_a_document_with_a_value_that_does_not_fit_its_field_is_told_of(field: str, value: object) -> None:
    document = json.loads(write_json(small()))
    document["catalogue"][field] = value
    with pytest.raises(Problem):
        read_json(json.dumps(document))


def test_an_amount_that_cannot_be_kept_is_told_of() -> None:
    with pytest.raises(Problem):
        read_json(write_json(small()).replace("4000000.00", "40000000000000000000.00"))


def test_amounts_in_json_are_strings_with_two_decimals() -> None:
    told = json.loads(write_json(small()))["catalogue"]["proposals"][1]["table"]["rows"][0]["cells"][0]
    assert told["amount"] == {"low": "4000000.00", "high": "8000000.00"}


def frame() -> list[FramePart]:
    return [
        FramePart("health", "agreement", "Aftalen", {"2024": 5 * MIO}),
        FramePart("health", "information", "Til orientering", {"2024": 100 * MIO}),
    ]


def package() -> BytesIO:
    return BytesIO(write_package(Source(small(), frame())))


def test_the_balance_comes_from_the_package_alone() -> None:
    assert balance(package()).lacking == (0, 9 * MIO)


def test_what_others_pay_is_outside_the_balance() -> None:
    catalogue = small()
    first, *rest = catalogue.themes
    outside = replace(catalogue, themes=(replace(first, is_externally_financed=True), *rest))
    assert balance(BytesIO(write_package(Source(outside, frame())))).growth == (0, 5 * MIO)


def test_every_column_is_described() -> None:
    with ZipFile(package()) as files:
        told = json.loads(files.read("datapackage.json"))
        for one in told["resources"]:
            header = next(csv.reader(StringIO(files.read(one["path"]).decode())))
            assert header == [field["name"] for field in one["schema"]["fields"]]


def test_measures_and_dimensions_name_columns_that_are_there() -> None:
    with ZipFile(package()) as files:
        told = json.loads(files.read("datapackage.json"))
    columns = {one["name"] for one in told["resources"][0]["schema"]["fields"]}
    sources = {one["source"] for one in told["model"]["measures"].values()}
    for dimension in told["model"]["dimensions"].values():
        sources |= {one["source"] for one in dimension["attributes"].values()}
    assert sources <= columns


def test_the_package_is_the_same_bytes_twice() -> None:
    assert package().getvalue() == package().getvalue()


def test_an_empty_cell_has_no_line() -> None:
    with ZipFile(package()) as files:
        rows = list(csv.DictReader(StringIO(files.read("amounts.csv").decode())))
    assert [one["fiscal_period"] for one in rows if one["label"] == "Engangs"] == ["2024"]


def test_the_proposals_sheet_has_both_ends_of_each_period() -> None:
    lines = write_csv(proposals_sheet(small())).split("\r\n")
    assert lines[2].startswith("1.1-02;1.1 Akut;Medicin;Alle;Opdrift;Ja;2023;4000000,00;8000000,00;")


def test_the_themes_sheet_has_growth_and_saving() -> None:
    assert write_csv(themes_sheet(small())).split("\r\n")[2] == "1.2;Fælles;2;0,00;5000000,00;-2000000,00;Nej"


def test_a_printed_minus_is_no_formula() -> None:
    assert ";'-2,00;-2000000,00;" in write_csv(rows_sheet(small()))


def test_the_workbook_opens() -> None:
    with write_xlsx([proposals_sheet(small()), themes_sheet(small())]) as made, ZipFile(made) as files:
        assert b"Temaer" in files.read("xl/workbook.xml")
