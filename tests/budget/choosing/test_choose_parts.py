"""Pools that may be taken in part: as good as trying every step, worth their part, refused where they cannot."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.budget.choosing.instances import ask as random_ask
from tests.budget.composing.small import need, round_of

from tvaers.engine.budget.choosing import Ask, choose, quarters, why
from tvaers.engine.budget.choosing.rechecking import Taken, choices_of, points_of, recheck
from tvaers.engine.budget.composing import Choice, Link
from tvaers.kernel.errors import Problem

POOL = need("p", 400, is_divisible=True)
ASK = Ask((POOL, need("b", 300)), round_of(500), {"p": 8, "b": 5}, parts={"p": (100, 200, 300)})


def by_trying(asked: Ask) -> int | None:
    """The most points of any set and steps, by composing each one."""
    free = [one for one in asked.needs if not one.unavoidable]
    ways = [[..., None, *asked.parts.get(one.key, ())] for one in free]
    found = []
    for levels in product(*ways):
        taken: Taken = {one.key: level for one, level in zip(free, levels, strict=True) if level is not ...}  # type: ignore[misc]
        points = points_of(asked, taken)
        if all(check.holds for check in recheck(asked, taken, points)[1]):
            found.append(points)
    return max(found, default=None)


@settings(max_examples=25, deadline=None)
@given(st.integers(1000, 10**6))
def test_steps_give_what_trying_every_step_gives(seed: int) -> None:
    asked = random_ask(seed, 5)
    needs = tuple(replace(one, is_divisible=True) for one in asked.needs)
    asked = replace(asked, needs=needs, parts=quarters(needs[:3], asked.rules))
    assert choose(asked).points == by_trying(asked)


def test_pool_is_taken_in_part_where_it_pays() -> None:
    result = choose(ASK)
    assert (result.status, result.points) == ("optimal", 9)
    assert result.choices == (Choice("p", amount=200), Choice("b"))


def test_without_steps_it_is_taken_whole_or_not() -> None:
    assert choose(replace(ASK, parts={})).choices == (Choice("p"),)


@pytest.mark.parametrize(("amount", "points"), [(None, 7), (400, 7), (399, 6), (200, 3), (100, 1), (50, 0)])
def test_part_is_worth_its_part_of_the_points_rounded_down(amount: int | None, points: int) -> None:
    assert points_of(replace(ASK, points={"p": 7}), {"p": amount}) == points


def test_part_takes_what_it_requires_and_gives_its_part_of_what_follows() -> None:
    links = (
        Link("requires", "p", "b"),
        Link("derived_operation", "p", "health", {"2024": need("x", 400).amounts["2024"]}),
    )
    asked = replace(ASK, rules=round_of(500, *links), points={"p": 8, "b": 0})
    assert choose(asked).choices == (Choice("p", amount=100), Choice("b"))


def test_equal_sets_are_settled_by_cost_among_steps_too() -> None:
    asked = Ask((POOL,), round_of(300), {"p": 0}, must=frozenset("p"), parts={"p": (100, 200, 300)})
    result = choose(asked)
    assert (result.choices, result.is_tie_settled) == ((Choice("p", amount=100),), True)


@pytest.mark.parametrize(
    ("low", "high", "divisible", "steps"),
    [
        (400, 400, True, (100, 200, 300)),
        (0, 400, True, (100, 200, 300)),
        (400, 400, False, None),
        (-400, -400, True, None),
    ],
)
def test_quarters_are_offered_of_what_can_be_divided_and_costs(
    low: int, high: int, divisible: bool, steps: tuple[int, ...] | None
) -> None:
    one = need("p", low, high, is_divisible=divisible)
    assert quarters([one], round_of()).get("p") == steps


@pytest.mark.parametrize(("amount", "fits"), [(-1, False), (0, True), (400, True), (401, False)])
def test_step_outside_what_the_pool_can_be_set_to_is_refused(amount: int, fits: bool) -> None:
    asked = replace(ASK, parts={"p": (amount,)})
    if fits:
        assert choose(asked).status == "optimal"
        return
    with pytest.raises(Problem, match="kan ikke få"):
        choose(asked)


def test_what_would_flip_is_told_in_points_for_one_in_parts() -> None:
    result = choose(ASK)
    assert [one.text for one in why(ASK, result, ["p"])] == ["Uden forslaget giver det bedste sæt 4 point færre."]


def test_steps_of_a_set_are_those_that_composing_is_given() -> None:
    assert choices_of(ASK, {"p": 100, "b": None}) == (Choice("p", amount=100), Choice("b"))
