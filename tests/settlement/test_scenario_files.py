"""Scenario files: what may stand in them, what counts as a match, and what the command answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tvaers.cli.__main__ import app
from tvaers.engine.settlement.scenario import FixedNames, Result, run_scenario
from tvaers.engine.settlement.scenario_models import Scenario
from tvaers.engine.settlement.scenario_read import read_scenarios
from tvaers.kernel.errors import Problem

EXAMPLE = """
- name: et eksempel
  agreement: benyttelsesaftale-nord-midt-2021
  given:
    tariffs: [{year: 2021, drg: D1, amount: "1000.00"}]
    contacts:
      - {contact_id: k1, citizen_id: p1, home_region: 1081, treating_region: 1082, level: main, drg: D1,
         start: 2021-03-01T10:00, end: 2021-03-04T12:00, letter_issued: null}
      - {contact_id: k2, citizen_id: p2, home_region: 1081, treating_region: 1082, level: main, drg: D1,
         start: 2021-03-01T10:00, end: 2021-03-04T12:00}
      - {contact_id: k3, citizen_id: p3, home_region: 1081, treating_region: 1082, level: highly_specialised, drg: D1,
         start: 2021-03-01T10:00, end: 2021-03-04T12:00}
  when: {settle: {from: 2021-01-01, to: 2021-12-31}}
  then: {lines: [{source: k1}]}
"""


@pytest.fixture(scope="module")
def engine() -> Iterator[FixedNames]:
    made = FixedNames()
    yield made
    made.close()


@pytest.fixture
def example(tmp_path: Path, engine: FixedNames) -> Callable[..., Result]:
    """Runs the example with another `then`, or with anything else in it replaced."""

    def run(then: str = "{lines: [{source: k1}]}", **replaced: str) -> Result:
        return run_scenario(parse(tmp_path, written(then, **replaced)), tmp_path, engine)

    return run


def written(then: str = "{lines: [{source: k1}]}", **replaced: str) -> str:
    """The example as text."""
    text = EXAMPLE.replace("{lines: [{source: k1}]}", then)
    for old, new in replaced.items():
        text = text.replace(old, new)
    return text


def parse(folder: Path, text: str) -> Scenario:
    """The one scenario of a text."""
    file = folder / "eksempel.yml"
    file.write_text(text, encoding="utf-8")
    (placed,) = read_scenarios([file])
    return placed.scenario


@pytest.mark.parametrize(
    "then",
    [
        '{lines: [{source: k1, clause: BA-4.1c, amount: "700.00", payer: 1081, payee: "1082"}]}',
        "{lines: [{amount: 700}, {amount: 700.0}]}",
        "{lines: [{clause: BA-2.2a}]}",
        "{held: [{source: k3, reason: MEDDELELSESBREV mangler, amount: 900}]}",
        "{held: [{reason: Letter Missing}]}",
        "{statements: [{payer: 1081, amount: 1400}]}",
        "{counts: {settled: 2, held: 1}}",
        "{warnings: [1 tilbageholdt]}",
        "{open: [], out_of_scope: []}",
        "{lines: [{payer: 1081}, {source: k1}]}",
    ],
)
def test_what_is_so_passes(then: str, example: Callable[..., Result]) -> None:
    assert example(then).passed


@pytest.mark.parametrize(
    "then",
    [
        '{lines: [{source: k1, amount: "700.01"}]}',
        "{lines: [{source: k1, clause: BA-4.1a}]}",
        "{lines: [{source: k1, payer: 1082}]}",
        "{lines: [{source: k3}]}",
        "{lines: [{source: k1}, {source: k1}]}",
        "{lines: [{amount: 700}, {amount: 700}, {amount: 700}]}",
        "{lines: []}",
        "{held: []}",
        "{held: [{source: k3, reason: letter expired}]}",
        "{held: [{source: k1}]}",
        "{open: [{source: k1}]}",
        '{statements: [{payer: 1081, amount: "1399.99"}]}',
        "{counts: {settled: 2, held: 2}}",
        "{warnings: [noget andet]}",
        "{warnings: []}",
        "{error: noget}",
    ],
)
def test_what_is_not_so_fails(then: str, example: Callable[..., Result]) -> None:
    assert not example(then).passed


def test_a_failed_check_tells_what_came_for_the_same_source(example: Callable[..., Result]) -> None:
    (check,) = example("{lines: [{source: k1, amount: 1}]}").checks
    assert [(row.source, row.amount) for row in check.actual] == [("k1", 700_00)]


@pytest.mark.parametrize("values", ["{main_regional_rate: 0.65}", '{main_regional_rate: "65 %"}'])
def test_a_value_can_be_a_number_or_a_text(values: str, example: Callable[..., Result]) -> None:
    assert example("{lines: [{source: k1, amount: 650}]}", **{"given:": f"given:\n    set: {values}"}).passed


def test_an_unknown_parameter_fails_and_names_those_there_are(example: Callable[..., Result]) -> None:
    (check,) = example(**{"given:": "given:\n    set: {sats: 1}"}).checks
    assert not check.holds
    assert "highly_specialised_rate" in check.actual


def test_an_unknown_agreement_fails_and_names_those_there_are(example: Callable[..., Result]) -> None:
    (check,) = example(**{"benyttelsesaftale-nord-midt-2021": "en-anden"}).checks
    assert "sundhedsaftale-midt-2011" in check.actual


def test_a_refusal_that_is_expected_passes(example: Callable[..., Result]) -> None:
    assert example("{error: er 1 fejl i aktiviteten}", **{"contact_id: k2": "contact_id: k1"}).passed


def test_a_case_without_a_case_type_fails_and_says_how_to_name_one(example: Callable[..., Result]) -> None:
    event = "when: [{at: 2021-01-01T10:00, event: send, by: afdeling}]"
    (check,) = example("{state: lukket}", **{"when: {settle: {from: 2021-01-01, to: 2021-12-31}}": event}).checks
    assert not check.holds
    assert "Scenariet nævner ingen forløbstype" in check.actual


@pytest.mark.parametrize(
    ("replaced", "fault"),
    [
        ({"then: {": "then: {linjer: [], "}, "linje 14: nøglen »linjer« kendes ikke"),
        ({"[{source: k1}]": "[{source: k1, amount: ni}]"}, "linje 14: »ni« er ikke et beløb"),
        ({"  when: {settle: {from: 2021-01-01, to: 2021-12-31}}\n": ""}, "nøglen »when« mangler"),
        ({"to: 2021-12-31": "to: 2020-12-31"}, "linje 13: perioden slutter 2020-12-31"),
        ({"to: 2021-12-31": "to: i år"}, "linje 13: »i år« er ikke en dato"),
        ({"{lines: [{source: k1}]}": "{}"}, "linje 14: »then« nævner intet"),
        ({"extras:": "x:", "tariffs:": "takster:"}, "linje 5: nøglen »takster« kendes ikke"),
    ],
)
def test_a_fault_is_told_with_its_line(replaced: dict[str, str], fault: str, tmp_path: Path) -> None:
    with pytest.raises(Problem) as raised:
        parse(tmp_path, written(**replaced))
    assert any(fault in finding for finding in raised.value.findings), raised.value.findings


def test_days_of_a_period_are_a_row_each(tmp_path: Path) -> None:
    row = "{citizen_id: p, municipality: 0751, from: 2011-02-27, to: 2011-03-01, helped: true}"
    text = written(**{"tariffs:": f"dialysis_days: [{row}]\n    tariffs:"})
    days = [row["day"] for row in parse(tmp_path, text).given.rows["dialysis_days"]]
    assert days == ["2011-02-27", "2011-02-28", "2011-03-01"]


def command_on(*arguments: Any) -> Any:
    """The command's exit code and output."""
    return CliRunner().invoke(app, ["scenario", *map(str, arguments)])


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str], Path]:
    """A file with the example, with another `then`."""

    def write(then: str) -> Path:
        path = tmp_path / "eksempel.yml"
        path.write_text(written(then), encoding="utf-8")
        return path

    return write


def test_the_command_ends_with_0_when_all_is_as_expected(file: Callable[[str], Path]) -> None:
    assert command_on(file("{lines: [{source: k1}]}")).exit_code == 0


def test_the_command_ends_with_6_and_shows_what_came(file: Callable[[str], Path]) -> None:
    answer = command_on(file("{lines: [{source: k1, amount: 1}]}"))
    assert (answer.exit_code, "amount 700.00" in answer.stdout) == (6, True)


def test_the_command_ends_with_1_when_a_file_cannot_be_read(tmp_path: Path) -> None:
    assert command_on(tmp_path / "findes-ikke.yml").exit_code == 1


def test_the_command_ends_with_2_without_a_path() -> None:
    assert command_on().exit_code == 2


def test_json_is_one_document_with_expected_and_actual(file: Callable[[str], Path]) -> None:
    document = json.loads(command_on(file("{lines: [{source: k1, amount: 1}]}"), "--json").stdout)
    (scenario,) = document["scenarios"]
    (check,) = scenario["expectations"]
    assert (document["count"], document["failed"], scenario["passed"]) == (1, 1, False)
    assert check["expected"] == {"source": "k1", "amount": "1.00"}
    assert check["actual"][0]["amount"] == "700.00"
