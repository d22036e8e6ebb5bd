"""What the solver chooses is what trying every set gives, on 200 random asks of twelve proposals."""

from dataclasses import replace

import pytest
from tests.budget.choosing.enumeration import Sets, every_set
from tests.budget.choosing.instances import ask

from tvaers.engine.budget.choosing import Ask, Result, choose

SEEDS = range(200)
GROUPS = [SEEDS[start : start + 20] for start in range(0, 200, 20)]


@pytest.mark.parametrize("seeds", GROUPS, ids=lambda seeds: f"{seeds[0]}-{seeds[-1]}")
def test_the_choice_is_that_of_trying_every_set(seeds: range) -> None:
    assert [_differs(ask(seed)) for seed in seeds] == [""] * len(seeds)


def _differs(asked: Ask) -> str:
    result, sets = choose(asked), every_set(asked)
    if not len(sets.rows):
        return "" if result.status == "infeasible" else f"{result.status} where no set holds"
    if result.status != "optimal":
        return f"{result.status}: {result.text}"
    if result.points != sets.points.max():
        return f"{result.points} points against {sets.points.max()}"
    return "" if _same(result, sets) else f"{sorted(result.keys)} against {sorted(sets.by_the_tie_rule())}"


def _same(result: Result, sets: Sets) -> bool:
    return result.keys == sets.by_the_tie_rule() and result.is_tie_settled


def test_some_of_them_hold_and_some_do_not() -> None:
    counts = [len(every_set(ask(seed)).rows) for seed in SEEDS]
    assert min(counts) == 0 and sum(count > 20 for count in counts) > 80


@pytest.mark.parametrize("gamma", range(13))
def test_every_number_of_high_ends_is_the_best_set(gamma: int) -> None:
    assert _differs(replace(ask(5), view="robust", gamma=gamma)) == ""


def test_no_high_ends_is_nominal_and_all_is_worst() -> None:
    asked = ask(5)
    none, all_ = replace(asked, view="robust", gamma=0), replace(asked, view="robust", gamma=12)
    assert choose(none).keys == choose(replace(asked, view="nominal")).keys
    assert choose(all_).keys == choose(replace(asked, view="worst")).keys
