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
        ({"rule": "unit_rom"}, "Mener du unit_room"),
        ({"rule": "BUD-20"}, "flere regler"),
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


COMPOSED = {
    "needs": [
        {"key": "must", "amounts": {"2024": "10-20 kr.", "2025": "30 kr."}, "unavoidable": "yes", "theme": "1.1"},
        {"key": "wish", "amounts": {"2024": "7 kr.", "2025": "9 kr."}, "units": ["A"]},
        {"key": "save", "amounts": {"2024": "-3 kr."}},
    ],
    "rules": {
        "hard": "2024",
        "told": ["2025", "permanent"],
        "frames": {"health": {"2024": "40 kr.", "2025": "30 kr."}},
    },
    "choices": ["wish", {"key": "save"}],
}


@pytest.mark.parametrize(
    "then",
    [
        {"room": {"health": "26 kr."}},
        {"room": {"health": {"2025": "-9 kr."}}},
        {"room": {"health": {"low": "26 kr.", "high": "16 kr."}}},
        {"room": {"health": {"2024": {"high": "16 kr."}}}},
        {"available": {"health": "43 kr."}},
        {"unavoidable": {"health": {"high": "20 kr."}}},
        {"savings": {"health": "-3 kr."}},
        {"used": {"health": "14 kr."}},
        {"themes": {"1.1": "10 kr."}},
        {"units": {"A": "7 kr."}},
        {"needs": {"wish": {"2025": "9 kr."}}},
        {"chosen": ["save", "wish"]},
        {"may_stand": "yes"},
    ],
)
def test_every_part_of_a_composition_can_be_expected(then: dict[str, Any]) -> None:
    found = checks(COMPOSED, then)
    assert found and all(check.holds for check in found), found


@pytest.mark.parametrize(
    ("then", "why"),
    [
        ({"room": {"sundhed": "1 kr."}}, "Den har health"),
        ({"rooms": {"health": "1 kr."}}, "»room«?"),
        ({"room": {"health": {"2031": "1 kr."}}}, "»2031« er ikke med"),
        ({"room": {"health": "mange"}}, "»mange« er ikke et beløb"),
        ({"needs": {"other": "1 kr."}}, "must, wish, save"),
    ],
)
def test_slip_in_what_is_expected_of_a_composition_is_told_in_danish(then: dict[str, Any], why: str) -> None:
    (check,) = checks(COMPOSED, then)
    assert not check.holds and why in check.actual, check.actual


def test_frame_left_out_is_that_of_the_agreement() -> None:
    (check,) = checks({"needs": [{"key": "a", "amounts": {"2024": "1,0 mio."}}]}, {"room": {"health": "119,6 mio."}})
    assert check.holds


BEST = {
    "needs": [{"key": key, "amounts": {"2024": f"{cost} kr."}} for key, cost in (("a", 5), ("b", 4), ("c", 3))],
    "rules": {"frames": {"health": {"2024": "8 kr."}}},
    "points": {"a": "5", "b": "3", "c": "3"},
}


@pytest.mark.parametrize(("chosen", "holds"), [(["c", "a"], True), (["a", "b"], False)])
def test_best_set_is_compared(chosen: list[str], holds: bool) -> None:
    found = checks(BEST, {"points": "8", "chosen": chosen, "status": "optimal"})
    assert [check.holds for check in found] == [True, True, holds]


def test_best_set_that_is_not_there_has_its_words() -> None:
    (check,) = checks({**BEST, "must": ["a", "b"]}, {"text": "mangler mindst 1 kr."})
    assert check.holds, check.actual


def test_rule_is_found_by_a_clause_that_it_alone_carries_out() -> None:
    (check,) = checks({"rule": "BUD-06", "components": ["111,0 mio.", "28.6 mio.", "-20 mio. kr."]},
                      {"amount": "119,6 mio."})  # fmt: skip
    assert check.holds


def test_interval_is_compared_at_both_ends() -> None:
    given = {"rule": "imbalance", "pressure": "192,8-265,4 mio.", "available": "143,9 mio."}
    assert [checks(given, {"amount": end})[0].holds for end in ("48,9 til 121,5 mio. kr.", "48,9-121,6 mio.")] == [
        True, False,
    ]  # fmt: skip


@pytest.mark.parametrize(("steps", "points"), [([], "5"), (["4 kr."], "7")])
def test_pool_is_offered_in_part_to_the_best_set(steps: list[str], points: str) -> None:
    needs = [{"key": "p", "amounts": {"2024": "8 kr."}, "is_divisible": "yes"}, BEST["needs"][1]]
    given = {**BEST, "needs": needs, "points": {"p": "5", "b": "5"}, "parts": {"p": steps}}
    (check,) = checks(given, {"points": points})
    assert check.holds, check.actual
