"""The values that discharge, messages and reserved appointments rest on: known where a source gives them, else not."""

from __future__ import annotations

from datetime import date

import pytest
import yaml

from tvaers.kernel.package import CONTENT, Package, Parameter

SA, HJN, KON = "sundhedsaftale-midt-2011", "hjaelpemiddelaftale-nord-2025", "korrespondanceaftale-nord-2025"
BUD = "budgetkatalog-nord-2024"
DAY = date(2013, 3, 21)


def codes_of(parameter: Parameter) -> set[str]:
    """The codes that a reader meets: keys, choices and members of lists."""
    members = {one for value in parameter.values if isinstance(value.value, tuple) for one in value.value}
    return {*parameter.keys, *parameter.choices, *(members if parameter.unit == "list" else ())}


@pytest.mark.parametrize("service", ["nursing", "personal_care", "practical_help", "devices", "rehabilitation"])
def test_preparation_time_is_not_agreed_for_any_service(packages: dict[str, Package], service: str) -> None:
    assert packages[SA].value_on("preparation_workdays", DAY, service) is None


def test_an_agreed_preparation_time_leaves_the_other_services_open(packages: dict[str, Package]) -> None:
    agreed = packages[SA].override({"preparation_time[personal_care]": "3"})
    found = {key: agreed.value_on("preparation_workdays", DAY, key) for key in ("personal_care", "nursing")}
    assert {key: value and value.value for key, value in found.items()} == {"personal_care": 3, "nursing": None}


def test_services_with_preparation_time_are_those_that_decide_the_type(packages: dict[str, Package]) -> None:
    lists = [packages[SA].value_on(name, DAY) for name in ("type2a_services", "type2b_services")]
    services = {service for one in lists if one and isinstance(one.value, tuple) for service in one.value}
    assert services == set(packages[SA].parameters["preparation_workdays"].keys)


def test_diagnosis_groups_are_counted_but_not_named(packages: dict[str, Package]) -> None:
    count = packages[SA].value_on("high_risk_diagnosis_count", DAY)
    assert (count and count.value, packages[SA].value_on("high_risk_diagnosis_groups", DAY)) == (11, None)


def test_the_theme_group_has_twelve_seats(packages: dict[str, Package]) -> None:
    seats = packages[SA].parameters["theme_group_seats"].values
    assert sum(int(str(seat.value)) for seat in seats) == 12


def test_isbar_has_its_five_parts_in_order(packages: dict[str, Package]) -> None:
    parts = packages[SA].value_on("isbar_parts", DAY)
    assert parts is not None
    assert parts.value == ("identification", "situation", "background", "analysis", "advice")


@pytest.mark.parametrize("package_id", [HJN, KON])
def test_the_northern_agreements_bind_the_region_and_each_municipality(
    packages: dict[str, Package], package_id: str
) -> None:
    register = yaml.safe_load((CONTENT / "nationalt" / "parter" / "kommuner.yml").read_text(encoding="utf-8"))
    northern = {
        party["codes"][0]["value"]
        for party in register["parties"]
        if any(part["key"] == "region-nordjylland" for part in party["part_of"])
    }
    assert (len(northern), set(packages[package_id].parties)) == (11, northern | {"1081"})


@pytest.mark.parametrize(
    ("day", "slots"),
    [
        (date(2020, 12, 31), None),
        (date(2021, 1, 1), 1),
        (date(2022, 12, 31), 1),
        (date(2023, 1, 1), 2),
        (date(2023, 12, 31), 2),
        (date(2024, 1, 1), 3),
        (date(2024, 12, 31), 3),
        (date(2025, 1, 1), None),
    ],
)
def test_reserved_appointments_grow_year_by_year(packages: dict[str, Package], day: date, slots: int | None) -> None:
    value = packages[BUD].value_on("reserved_slots_per_week", day)
    assert (value and value.value) == slots


@pytest.mark.parametrize("package_id", [SA, HJN, KON, BUD])
def test_every_code_has_a_danish_word(packages: dict[str, Package], package_id: str) -> None:
    silent = {
        (parameter.id, code)
        for parameter in packages[package_id].parameters.values()
        for code in codes_of(parameter) - parameter.words.keys()
    }
    assert silent == set()
