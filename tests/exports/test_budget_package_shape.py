"""The descriptor has what the published schema of the Fiscal Data Package asks for.

The requirements are those of fiscal-data-package.json (frictionlessdata, draft-04), told here in our own words.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from tests.budget.keeping.catalogue_shapes import small

from tvaers.exports.budget_package_descriptor import descriptor

NAME = re.compile(r"^([-a-z0-9._/])+$")
DAY = re.compile(r"^\d{4}-(0?[1-9]|1[012])-(0?[1-9]|[12]\d|3[01])")
DIMENSIONS = {"datetime", "entity", "classification", "activity", "fact", "location", "other"}
FIELDS = {"string", "number", "integer", "boolean", "date", "year"}
TAXONOMY = re.compile(
    r"^(budget-line-id|value|phase:id|activity:generic:program:(code|label)"
    r"|(functional|economic|administrative)-classification:generic:(code|label)|fin-source:generic:(code|label))$"
)
MADE = descriptor(small())
RESOURCES: list[dict[str, Any]] = MADE["resources"]
COLUMNS = [(one["name"], field) for one in RESOURCES for field in one["schema"]["fields"]]


def test_the_profile_is_that_of_tables() -> None:
    assert MADE["profile"] == "tabular-data-package"


@pytest.mark.parametrize("key", ["name", "title", "resources", "model"])
def test_what_is_required_is_there(key: str) -> None:
    assert MADE[key]


@pytest.mark.parametrize("name", [MADE["name"], *(one["name"] for one in RESOURCES)])
def test_names_have_small_letters_only(name: str) -> None:
    assert NAME.match(name)


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda one: one["name"])
def test_a_resource_is_a_table_with_a_path_inside_the_package(resource: dict[str, Any]) -> None:
    assert (resource["profile"], resource["path"]) == ("tabular-data-resource", f"{resource['name']}.csv")


@pytest.mark.parametrize("field", [field for _, field in COLUMNS], ids=[f"{one}-{two['name']}" for one, two in COLUMNS])
def test_a_column_has_a_known_type_and_a_danish_title(field: dict[str, str]) -> None:
    assert field["type"] in FIELDS and field["title"]


@pytest.mark.parametrize("concept", sorted({field["columnType"] for _, field in COLUMNS if "columnType" in field}))
def test_a_concept_is_one_of_the_taxonomy_for_budgets(concept: str) -> None:
    assert TAXONOMY.match(concept)


@pytest.mark.parametrize("measure", MADE["model"]["measures"].values(), ids=lambda one: one["source"])
def test_a_measure_has_a_source_and_a_currency(measure: dict[str, Any]) -> None:
    assert (measure["currency"], measure["direction"]) == ("DKK", "expenditure") and measure["source"]


@pytest.mark.parametrize("name", MADE["model"]["dimensions"])
def test_a_dimension_has_a_known_type_and_its_key_among_its_attributes(name: str) -> None:
    dimension = MADE["model"]["dimensions"][name]
    assert dimension["dimensionType"] in DIMENSIONS and dimension["primaryKey"] in dimension["attributes"]


@pytest.mark.parametrize("end", ["start", "end"])
def test_the_fiscal_period_is_days(end: str) -> None:
    assert DAY.match(MADE["fiscalPeriod"][end])


def test_without_a_year_no_period_is_told() -> None:
    assert "fiscalPeriod" not in descriptor(replace(small(), year=None))
