"""The tables and the tie rule on the rule page are what the code computes."""

from pathlib import Path

import pytest
from tests.budget.composing.year2024 import NEEDS, SAVINGS, rules

from tvaers.engine.budget.choosing import TIE_RULE
from tvaers.engine.budget.composing import Choice, stand
from tvaers.kernel.money import kroner

PAGE = (Path(__file__).parents[3] / "docs" / "regler" / "budgetbord.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("risk", [0, 100, 200, 250, 500, 1000])
def test_the_table_of_risk(risk: int) -> None:
    pot = stand(NEEDS, rules(risk=risk), [Choice(key) for key in SAVINGS]).pot("health")
    assert pot.room is not None
    must, room = kroner(100 * pot.sums.unavoidable.at), kroner(100 * pot.room.at)
    assert f"| {risk // 10} % | {must} | {room} |" in PAGE


def test_the_tie_rule_is_told_in_the_same_words() -> None:
    assert TIE_RULE in " ".join(PAGE.split())
