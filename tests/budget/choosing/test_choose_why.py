"""What would flip a proposal is what trying every set with other points or cost gives, to the point and krone."""

from dataclasses import replace

import pytest
from tests.budget.choosing.enumeration import every_set
from tests.budget.choosing.instances import ask
from tests.budget.composing.small import need, round_of

from tvaers.engine.budget.catalogue import Interval
from tvaers.engine.budget.choosing import Ask, Flip, Limit, choose, why
from tvaers.engine.budget.composing import Link
from tvaers.kernel.errors import Problem

SEEDS = [1, 2, 3, 4, 7, 9, 10, 12, 13, 15, 16, 18, 19, 20, 21, 22, 23, 24, 26, 27, 28, 29, 30, 31]
"""Asks of eight proposals for which some set holds."""


def in_every_best(asked: Ask, key: str) -> bool | None:
    """Whether all best sets have a proposal; None where some do."""
    sets = every_set(asked)
    if not len(sets.rows):
        return False
    has = sets.best[:, sets.keys.index(key)]
    return bool(has.all()) if has.all() or not has.any() else None


def pointed(asked: Ask, key: str, points: int) -> Ask:
    return replace(asked, points={**asked.points, key: points})


def dearer(asked: Ask, key: str, change: int) -> Ask:
    def moved(amounts: dict[str, Interval]) -> dict[str, Interval]:
        return {**amounts, "2024": Interval(amounts["2024"].low + change, amounts["2024"].high + change)}

    needs = [replace(one, amounts=moved(dict(one.amounts))) if one.key == key else one for one in asked.needs]
    return replace(asked, needs=tuple(needs))


def flips(seed: int) -> list[tuple[Ask, Flip]]:
    asked = ask(seed, 8)
    return [(asked, flip) for flip in why(asked, choose(asked)) if flip.held_by == ""]


@pytest.mark.parametrize("seed", SEEDS)
def test_points_flip_at_the_threshold(seed: int) -> None:
    for asked, flip in flips(seed):
        assert flip.threshold is not None
        around = [in_every_best(pointed(asked, flip.key, flip.threshold + step), flip.key) for step in (-1, 0, 1)]
        assert around == [False, None, True]


@pytest.mark.parametrize("seed", SEEDS)
def test_cost_flips_at_its_change(seed: int) -> None:
    for asked, flip in flips(seed):
        if flip.cost_change is not None:
            assert in_every_best(dearer(asked, flip.key, flip.cost_change), flip.key) is True
            assert in_every_best(dearer(asked, flip.key, flip.cost_change + 1), flip.key) is not True


@pytest.mark.parametrize("seed", SEEDS)
def test_what_a_demand_holds_cannot_change_sides(seed: int) -> None:
    asked = ask(seed, 8)
    for flip in why(asked, choose(asked)):
        if flip.held_by in ("link", "frame", "rules"):
            demand = {"never": asked.never | {flip.key}} if flip.is_chosen else {"must": asked.must | {flip.key}}
            assert not len(every_set(replace(asked, **demand)).rows)  # type: ignore[arg-type]


def only(asked: Ask, key: str) -> Flip:
    return why(asked, choose(asked), [key])[0]


SMALL = Ask((need("a", 60), need("b", 50), need("m", 10, unavoidable=1000)), round_of(100), {"a": 5, "b": 3})


def test_the_figures_are_told_in_words() -> None:
    assert only(SMALL, "a").text == "Forslaget er med, så længe det har mere end 3 point og højst bliver 30 kr. dyrere."
    found = only(SMALL, "b").text
    assert found == "Forslaget kommer med, hvis det får mere end 5 point, eller hvis det bliver 20 kr. billigere."


def test_a_tie_is_told() -> None:
    tied = replace(SMALL, points={"a": 3, "b": 3})
    assert "står lige" in only(tied, "b").text and only(tied, "b").is_chosen


@pytest.mark.parametrize(
    ("changes", "key", "held_by"),
    [
        ({}, "m", "unavoidable"),
        ({"must": frozenset("b")}, "b", "must"),
        ({"never": frozenset("a")}, "a", "never"),
        ({"rules": round_of(200, Link("excludes", "a", "b")), "must": frozenset("b")}, "a", "link"),
        ({"limits": (Limit("2024", least=60),)}, "a", "link"),
        ({"needs": (*SMALL.needs, need("z", amounts={}))}, "z", "empty"),
        ({"rules": round_of(60)}, "a", "frame"),
    ],
)
def test_what_holds_a_proposal_is_named(changes: dict[str, object], key: str, held_by: str) -> None:
    assert only(replace(SMALL, **changes), key).held_by == held_by  # type: ignore[arg-type]


def test_a_saving_that_the_budget_rests_on_is_told() -> None:
    asked = Ask((need("m", 150, unavoidable=1000), need("s", -60)), round_of(100), {"s": -5})
    assert only(asked, "s").text == "Forslaget kan ikke undværes: Der kommer til at mangle 50 kr. i sundhedsrammen."


def test_nothing_is_said_of_what_is_not_proven() -> None:
    broke = replace(SMALL, rules=round_of(5))
    with pytest.raises(Problem):
        why(broke, choose(broke))
