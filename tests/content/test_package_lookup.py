"""Looking up values by date and name, what-if values, and the identity of a package."""

from __future__ import annotations

import os
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvaers.kernel.errors import Problem
from tvaers.kernel.package import WHAT_IF_NOTE, ContentError, Package, Parameter, Value, load_all, load_package
from tvaers.kernel.package_coverage import coverage, json_schema, totals

HERE = Path(__file__).parent
ORIGIN = date(2021, 1, 1)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2020, 12, 31), None),
        (date(2021, 1, 1), 9000),
        (date(2021, 6, 30), 9000),
        (date(2021, 7, 1), 8000),
        (date(2021, 12, 31), 8000),
        (date(2022, 1, 1), None),
        (date(2022, 2, 28), None),
        (date(2022, 3, 1), 7000),
        (date(2099, 12, 31), 7000),
    ],
)
def test_value_holds_from_its_first_to_its_last_day(small: Package, day: date, expected: int | None) -> None:
    value = small.value_on("rate", day)
    assert (value.value if value else None) == expected


@pytest.mark.parametrize(
    ("day", "active"),
    [
        (date(2020, 12, 31), False),
        (date(2021, 1, 1), True),
        (date(2022, 12, 31), True),
        (date(2023, 1, 1), False),
    ],
)
def test_package_is_active_first_and_last_day_included(small: Package, day: date, active: bool) -> None:
    assert small.active_on(day) is active


@st.composite
def timelines(draw: st.DrawFn) -> Parameter:
    """A parameter whose values follow each other with gaps of 0 to 5 days; the last may be open."""
    start, values = ORIGIN, []
    for number, (gap, length) in enumerate(draw(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 9)))), start=1):
        first = start + timedelta(days=gap)
        last = first + timedelta(days=length - 1)
        values.append(Value(number, "p", None, first, last, number))
        start = last + timedelta(days=1)
    if draw(st.booleans()):
        values.append(Value(len(values) + 1, "p", None, start, None, 0))
    return Parameter("p", "P", "count", "K", (), (), (), tuple(values))


@given(timelines())
def test_look_up_equals_linear_search_on_every_day(parameter: Parameter) -> None:
    for offset in range(-2, 160):
        day = ORIGIN + timedelta(days=offset)
        holding = [value for value in parameter.values if value.start <= day and (not value.end or day <= value.end)]
        assert ([parameter.value_on(day)] if parameter.value_on(day) else []) == holding


def test_values_are_integers_by_unit(small: Package) -> None:
    values = [
        small.value_on(name, ORIGIN, key) for name, key in (("limit", None), ("level_rate", "low"), ("basis", None))
    ]
    assert [value.value for value in values if value] == [50_000_000, 7000, "discharge"]


def test_code_keeps_its_leading_zero_without_quotes(small: Package) -> None:
    value = small.value_on("areas", ORIGIN)
    assert value is not None
    assert value.value == ("0751", "0615")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("rate", ("rate", None)),
        ("level_rate", ("level_rate", None)),
        ("level_rate[low]", ("level_rate", "low")),
        ("level_rate.high", ("level_rate", "high")),
        ("special_rate", ("level_rate", None)),
        ("special_rate[high]", ("level_rate", "high")),
    ],
)
def test_parameter_is_found_by_each_form_of_its_name(small: Package, name: str, found: tuple[str, str | None]) -> None:
    parameter, key = small.find_parameter(name)
    assert (parameter.id, key) == found


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("raet", "Brug en af rate, level_rate, limit"),
        ("", "Brug en af rate"),
        ("level_rate[middle]", "Brug en af high, low"),
        ("rate[high]", "uden nøgle"),
        ("rate[high", "findes ikke"),
    ],
)
def test_unknown_name_says_which_there_are(small: Package, name: str, text: str) -> None:
    with pytest.raises(Problem) as raised:
        small.find_parameter(name)
    assert text in str(raised.value)


def test_parameter_with_keys_is_not_guessed_without_one(small: Package) -> None:
    with pytest.raises(Problem, match="high, low"):
        small.value_on("level_rate", ORIGIN)


def test_unknown_value_has_no_value_but_a_reason(small: Package) -> None:
    assert small.value_on("annual_cost", ORIGIN) is None
    assert small.parameters["cost"].unknown == "Kilden nævner den ikke."


def test_value_ids_are_unique_and_lead_back(small: Package) -> None:
    assert small.value_ids == tuple(range(1, 9))
    assert [small.value(number).id for number in small.value_ids] == list(small.value_ids)


def test_unknown_value_id_is_a_problem(small: Package) -> None:
    with pytest.raises(Problem, match="Værdi nummer 99"):
        small.value(99)


def test_override_holds_always_and_says_what_it_is(small: Package) -> None:
    changed = small.override({"rate": "65 %"})
    values = [changed.value_on("rate", day) for day in (date(1990, 1, 1), date(2022, 1, 15), date(2060, 12, 31))]
    assert {value and (value.value, value.note, value.source, value.reading) for value in values} == {
        (6500, WHAT_IF_NOTE, None, None)
    }


def test_override_leaves_the_original_and_other_parameters(small: Package) -> None:
    changed = small.override({"rate": "0.65"})
    assert small.value_on("rate", ORIGIN) == small.value(1)
    assert changed.parameters["limit"] == small.parameters["limit"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("level_rate", (5000, 5000)), ("special_rate[low]", (10000, 5000)), ("level_rate.high", (5000, 7000))],
)
def test_override_of_keys(small: Package, name: str, expected: tuple[int, int]) -> None:
    changed = small.override({name: "0.50"})
    found = [changed.value_on("level_rate", ORIGIN, key) for key in ("high", "low")]
    assert tuple(value.value for value in found if value) == expected


def test_override_gives_a_value_where_the_source_has_none(small: Package) -> None:
    value = small.override({"cost": "1842375.50"}).value_on("cost", ORIGIN)
    assert value is not None
    assert value.value == 184_237_550


def test_override_values_have_new_ids(small: Package) -> None:
    changed = small.override({"level_rate": "0.50"})
    assert set(changed.value_ids) - set(small.value_ids) == {9, 10}


@pytest.mark.parametrize("values", [{"rate": "meget"}, {"basis": "midway"}, {"areas": "751"}, {"rate": "-0.10"}])
def test_override_that_does_not_fit_the_unit_is_a_problem(small: Package, values: dict[str, str]) -> None:
    with pytest.raises(Problem):
        small.override(values)


def test_override_may_not_give_one_parameter_two_values(small: Package) -> None:
    with pytest.raises(Problem, match="to værdier"):
        small.override({"level_rate": "0.50", "special_rate[low]": "0.60"})


def test_override_changes_the_content_hash(small: Package) -> None:
    hashes = {
        package.content_hash for package in (small, small.override({"rate": "0.1"}), small.override({"rate": "0.2"}))
    }
    assert len(hashes) == 3


def test_empty_override_is_the_same_package(small: Package) -> None:
    assert small.override({}) == small


@pytest.mark.parametrize("name", ["package.yml", "clauses/alle.yml", "parameters/alle.yml", "rules.py"])
def test_content_hash_covers_every_file(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "pakke"
    shutil.copytree(HERE / "good", folder)
    (folder / "rules.py").write_text("", encoding="utf-8")
    before = load_package(folder).content_hash
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write("# en linje mere\n")
    assert load_package(folder).content_hash != before


def test_content_hash_does_not_depend_on_place_or_time(tmp_path: Path, small: Package) -> None:
    folder = tmp_path / "et andet sted"
    shutil.copytree(HERE / "good", folder)
    os.utime(folder / "package.yml", (0, 0))
    assert load_package(folder).content_hash == small.content_hash


def test_loading_again_gives_the_same_object_until_a_file_changes(tmp_path: Path) -> None:
    folder = tmp_path / "pakke"
    shutil.copytree(HERE / "good", folder)
    first = load_package(folder)
    assert load_package(folder) is first
    with (folder / "package.yml").open("a", encoding="utf-8") as file:
        file.write("# en linje mere\n")
    assert load_package(folder) is not first


def test_rules_file_is_found_only_when_it_is_there(tmp_path: Path, small: Package) -> None:
    folder = tmp_path / "pakke"
    shutil.copytree(HERE / "good", folder)
    (folder / "rules.py").write_text("", encoding="utf-8")
    assert load_package(folder).rules_file == folder / "rules.py"
    assert small.rules_file is None


def test_all_packages_of_a_root_are_loaded_by_id(tmp_path: Path) -> None:
    shutil.copytree(HERE / "good", tmp_path / "nationalt/lille")
    (tmp_path / "nationalt/data").mkdir()
    (tmp_path / "nationalt/data/andet.yml").write_text("- noget andet\n", encoding="utf-8")
    assert list(load_all(tmp_path)) == ["lille-aftale"]


def test_coverage_tells_what_executes_or_why_not(small: Package) -> None:
    rows = [(row.id, row.status, row.executed_by, row.why) for row in coverage(small)]
    assert rows == [
        ("K-1", "executed", ("rule:prisen", "parameter:rate"), ""),
        ("K-2", "shown", (), "Det er en hensigt."),
        ("K-3", "later", (), "Kommer med delen Møder: Møder kommer senere."),
    ]


def test_totals_count_by_kind_and_status(small: Package) -> None:
    assert totals(coverage(small)) == {("price", "executed"): 1, ("principle", "shown"): 1, ("workflow", "later"): 1}


def test_executors_of_a_clause_by_sort(small: Package) -> None:
    assert small.clauses["K-1"].executors("rule") == ("prisen",)


def test_json_schema_knows_the_keys_as_written() -> None:
    schema = json_schema()
    assert set(schema) == {"package", "clauses", "parameters"}
    assert {"from", "to", "value", "source"} <= set(schema["parameters"]["$defs"]["ValueEntry"]["properties"])


def test_folder_with_clauses_but_no_package_file_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "nationalt/halv/clauses").mkdir(parents=True)
    with pytest.raises(ContentError, match=r"package\.yml"):
        load_all(tmp_path)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("extras_rate", None),
        ("extras_rate[main]", "main"),
        ("extras_rate.main", "main"),
        ("extras_rate_main", "main"),
        ("special_services_rate[highly]", "highly_specialised"),
        ("special_services_rate_main", "main"),
    ],
)
def test_a_keyed_parameter_is_found_by_each_way_of_writing(name: str, key: str | None) -> None:
    parameter, found = load_all()["benyttelsesaftale-nord-midt-2021"].find_parameter(name)
    assert (parameter.id, found) == ("extras_rate", key)
