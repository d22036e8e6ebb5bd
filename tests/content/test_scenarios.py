"""The agreements' own scenarios: every one comes out as written, and together they reach every rule of every clause."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tvaers.engine.budget.playing import play_budget
from tvaers.engine.budget.rules.register import rules as budget_rules
from tvaers.engine.forums.playing import play_scenario
from tvaers.engine.settlement.scenario import FixedNames, Result, run_scenario
from tvaers.engine.settlement.scenario_models import Scenario
from tvaers.engine.settlement.scenario_read import Placed, read_scenarios
from tvaers.kernel.package import CONTENT, Package, load_package
from tvaers.kernel.rules import load_rules

PLACED = read_scenarios([CONTENT])
BY_NAME = {f"{Path(placed.file).parents[1].name}: {placed.scenario.name}": placed for placed in PLACED}


@pytest.fixture(scope="module")
def engine() -> Iterator[FixedNames]:
    """One engine for all scenarios, so that each expression is compiled once."""
    made = FixedNames()
    yield made
    made.close()


@pytest.fixture(scope="module")
def results() -> dict[str, Result]:
    """What each scenario came to, kept for the tests of coverage."""
    return {}


def result_of(name: str, results: dict[str, Result], engine: FixedNames, store: Path) -> Result:
    """The result of a scenario, run once. Those of forums want a database."""
    if name not in results:
        scenario = BY_NAME[name].scenario
        results[name] = played(scenario, engine, store)
    return results[name]


def played(scenario: Scenario, engine: FixedNames, store: Path) -> Result:
    """A scenario of a forum or a budget played, or any other run."""
    if scenario.is_budget:
        return play_budget(scenario)
    return play_scenario(scenario) if scenario.is_forum else run_scenario(scenario, store, engine)


def test_names_are_unique() -> None:
    assert len(BY_NAME) == len(PLACED)


NEEDS_DATABASE = pytest.mark.django_db


@pytest.mark.parametrize(
    "name",
    [pytest.param(one, marks=NEEDS_DATABASE if placed.scenario.is_forum else ()) for one, placed in BY_NAME.items()],
)
def test_scenario_comes_out_as_written(
    name: str, results: dict[str, Result], engine: FixedNames, tmp_path: Path
) -> None:
    failed = [check for check in result_of(name, results, engine, tmp_path).checks if not check.holds]
    assert failed == []


def expected_of(package: Package, results: dict[str, Result]) -> tuple[set[str], set[str]]:
    """The rules that an expectation of a scenario was met by, and the texts of the warnings that one was met by."""
    mine = [result for result in results.values() if result.scenario.agreement == package.id]
    held = [check for result in mine for check in result.checks if check.holds]
    warnings = {text for check in held if check.section == "warnings" for text in check.actual}
    return {check.rule for check in held if check.rule}, warnings


@pytest.fixture
def all_results(results: dict[str, Result], engine: FixedNames, tmp_path: Path) -> dict[str, Result]:
    """The result of every scenario that can reach a rule, also when only this test runs."""
    names = [name for name, placed in BY_NAME.items() if not placed.scenario.is_forum]
    return {name: result_of(name, results, engine, tmp_path) for name in names}


def test_every_rule_is_expected_by_a_scenario(packages: dict[str, Package], all_results: dict[str, Result]) -> None:
    missing = []
    for package in packages.values():
        if package.rules_file is not None:
            reached, _ = expected_of(package, all_results)
            rules = [rule.name for _, rule in load_rules(package.rules_file).numbered().values()]
            missing += [f"{package.id}: {name}" for name in rules if name not in reached]
    assert missing == []


def test_every_clause_that_rules_execute_is_reached(
    packages: dict[str, Package], all_results: dict[str, Result]
) -> None:
    missing = []
    for package in packages.values():
        reached, warnings = expected_of(package, all_results)
        remarks = (
            {remark.__name__ for remark in load_rules(package.rules_file).remarks} if package.rules_file else set()
        )
        for clause in package.clauses.values():
            named = set(clause.executors("rule"))
            if named and not named & reached and not (named & remarks and warnings):
                missing.append(clause.id)
    assert missing == []


@pytest.mark.parametrize("name", budget_rules())
def test_every_budget_rule_has_a_scenario(name: str) -> None:
    assert any(one.scenario.given.budget is not None and one.scenario.given.budget.rule == name for one in PLACED)


@pytest.mark.parametrize("placed", PLACED, ids=lambda placed: Path(placed.file).name)
def test_scenarios_belong_to_the_package_they_lie_in(placed: Placed, packages: dict[str, Package]) -> None:
    assert packages[placed.scenario.agreement].folder == Path(placed.file).parents[1]


def test_an_example_more_is_no_new_edition(tmp_path: Path, small: Package) -> None:
    folder = tmp_path / small.folder.name
    shutil.copytree(small.folder, folder)
    (folder / "scenarios").mkdir(exist_ok=True)
    (folder / "scenarios" / "nyt.yml").write_text("- name: et eksempel\n", encoding="utf-8")
    assert load_package(folder).content_hash == small.content_hash
