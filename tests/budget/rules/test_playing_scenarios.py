"""Scenarios of budgets: what is written is read by the rule's annotations, and what does not hold is told."""

from __future__ import annotations

from typing import Any

import pytest

from tvaers.engine.budget.playing import play_budget
from tvaers.engine.settlement.scenario import Check
from tvaers.engine.settlement.scenario_models import Scenario

DERIVED = {"rule": "derived_operation", "investment": "10000000.00"}


def checks(given: dict[str, Any], then: dict[str, Any]) -> tuple[Check, ...]:
    written = {"name": "x", "agreement": "budgetkatalog-nord-2024", "given": given, "then": then}
    return play_budget(Scenario.model_validate(written)).checks


def test_what_comes_is_shown_as_it_is_written() -> None:
    (check,) = checks(DERIVED, {"amount": "1,0 mio."})
    assert (check.holds, check.actual) == (False, {"amount": "2000000.00"})


def test_other_value_of_a_parameter_is_used() -> None:
    (check,) = checks({**DERIVED, "set": {"derived_operation_share": "0.1"}}, {"amount": "1,0 mio."})
    assert check.holds


def test_value_is_that_of_the_day() -> None:
    (check,) = checks({"rule": "moved_to_buildings", "amount": "0 kr.", "financing": "0 kr.", "on": "2023-06-01"},
                      {"amount": "217,0 mio."})  # fmt: skip
    assert check.holds


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"rule": "no_rule"}, "findes ikke"),
        ({**DERIVED, "colour": "red"}, "kender ikke colour"),
        ({"rule": "derived_operation"}, "mangler investment"),
        ({"rule": "derived_operation", "investment": "mange"}, "kan ikke læses"),
        ({**DERIVED, "on": "2030-01-01"}, "ingen værdi"),
        ({"needs": [{"key": "a", "amounts": {"2024": "1 kr."}}]}, "ingen regler"),
    ],
)
def test_slip_in_a_scenario_is_told(given: dict[str, Any], why: str) -> None:
    (check,) = checks(given, {"amount": "2,0 mio."})
    assert not check.holds and why in check.actual


def test_name_that_the_result_has_not_is_told() -> None:
    (check,) = checks(DERIVED, {"sum": "2,0 mio."})
    assert not check.holds and "giver ikke" in check.actual


def test_refusal_that_does_not_come_is_told() -> None:
    (check,) = checks(DERIVED, {"error": "kan ikke"})
    assert not check.holds


@pytest.mark.parametrize(("warnings", "holds"), [([], False), (["8.600.000"], True), (["9.000.000"], False)])
def test_warnings_are_compared(warnings: list[str], holds: bool) -> None:
    found = checks(
        {"rule": "derived_operation", "investment": "42,6 mio.", "printed": "8,6 mio."}, {"warnings": warnings}
    )
    assert [check.holds for check in found] == [holds]


@pytest.mark.parametrize(("room", "holds"), [("1 kr.", True), ("2 kr.", False)])
def test_composition_is_compared(room: str, holds: bool) -> None:
    given = {
        "needs": [{"key": "a", "amounts": {"2024": "9 kr."}}],
        "rules": {"hard": "2024", "frames": {"health": {"2024": "10 kr."}}},
        "choices": [{"key": "a"}],
    }
    (check,) = checks(given, {"room": {"health": room}})
    assert check.holds is holds
