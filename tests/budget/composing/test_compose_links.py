"""Links of a round: what may not go together, what follows, what is drawn; and pots that do not cover each other."""

import pytest
from tests.budget.composing.small import need, round_of

from tvaers.engine.budget.catalogue import Interval
from tvaers.engine.budget.composing import Choice, Link, Need, Spread, Stand, stand

A, B = need("a"), need("b")


def of(needs: list[Need], *links: Link, chosen: str = "", **pots: int) -> Stand:
    return stand(needs, round_of(1000, *links, **pots), [Choice(key) for key in chosen])


def codes(made: Stand) -> list[str]:
    return [fault.code for fault in made.faults]


@pytest.mark.parametrize(("chosen", "found"), [("", []), ("b", []), ("ab", []), ("a", ["requires"])])
def test_one_only_with_another(chosen: str, found: list[str]) -> None:
    assert codes(of([A, B], Link("requires", "a", "b"), chosen=chosen)) == found


def test_an_unavoidable_need_meets_a_requirement() -> None:
    assert of([A, need("b", unavoidable=1000)], Link("requires", "a", "b"), chosen="a").may_stand


@pytest.mark.parametrize(("chosen", "found"), [("a", []), ("b", []), ("ab", ["excludes"])])
def test_not_both(chosen: str, found: list[str]) -> None:
    assert codes(of([A, B], Link("excludes", "a", "b"), chosen=chosen)) == found


@pytest.mark.parametrize(("chosen", "found"), [("", ["only_with"]), ("b", [])])
def test_a_condition_of_the_choice(chosen: str, found: list[str]) -> None:
    made = stand([A, B], round_of(), [Choice("a", only_with="b"), *map(Choice, chosen)])
    assert codes(made) == found


CAPITAL = need("k", 400, pot="capital", theme="4.1")


def test_capital_gives_running_cost_where_the_link_says() -> None:
    link = Link("derived_operation", "k", "health", {"2024": Interval.of(0), "2025": Interval(60, 80)})
    made = of([CAPITAL], link, chosen="k", capital=400)
    assert made.pot("health", "2025").sums.effects == Spread(60, 60, 80)
    assert made.pot("capital").room == Spread.of(0)


def test_capital_that_is_not_chosen_gives_no_running_cost() -> None:
    link = Link("derived_operation", "k", "health", {"2025": Interval.of(80)})
    assert of([CAPITAL], link, capital=400).effects == ()


def test_money_moved_to_capital_must_be_there() -> None:
    saving = need("s", -150)
    link = Link("capital_effect", "s", "k", {"2024": Interval.of(150)})
    made = of([saving, CAPITAL], link, chosen="s", capital=149)
    assert [(fault.code, fault.rule, fault.amount) for fault in made.faults] == [("capital_over", "BUD-46", 1)]
    assert of([saving, CAPITAL], link, chosen="s", capital=150).may_stand


def test_room_in_running_cost_does_not_cover_capital() -> None:
    assert codes(of([CAPITAL], chosen="k", capital=399)) == ["capital_over"]


def test_regional_development_balances_alone() -> None:
    grown = need("u", 317, pot="development")
    assert codes(of([grown], chosen="u", development=316)) == ["development_over"]
    assert of([grown], chosen="u", development=317).may_stand


def test_a_pot_without_a_frame_cannot_be_used() -> None:
    assert codes(of([CAPITAL], chosen="k")) == ["no_frame"]


RESERVE = need("r", 1000)


@pytest.mark.parametrize(("drawn", "told"), [(100, []), (101, [1]), (150, [50])])
def test_a_reserve_is_drawn_no_further_than_it_goes(drawn: int, told: list[int]) -> None:
    bound = Link("draws", "aftale om almen praksis", "r", {"2024": Interval.of(900)})
    more = Link("draws", "a", "r", {"2024": Interval.of(drawn)})
    made = of([RESERVE, need("a", 0, later=0)], bound, more, chosen="ra")
    assert [one.amount for one in made.warnings if one.code == "drawn"] == told


def test_a_need_that_is_not_chosen_draws_nothing() -> None:
    made = of([RESERVE, A], Link("draws", "a", "r", {"2024": Interval.of(2000)}), chosen="r")
    assert "drawn" not in [one.code for one in made.warnings]


@pytest.mark.parametrize(("other", "used"), [(120, 120), (80, 100)])
def test_an_overlap_is_never_more_than_the_smaller_of_the_two(other: int, used: int) -> None:
    link = Link("overlap", "a", "b", {"2024": Interval.of(150)})
    made = stand([A, need("b", other)], round_of(1000, link), [Choice("a", takes_overlap=True), Choice("b")])
    assert made.pot("health").sums.used == Spread.of(used)


def test_a_later_frame_that_is_exceeded_is_told() -> None:
    rules = round_of()
    later = type(rules)("2024", ("2025",), {"health": {"2024": 1000, "2025": 99}})
    made = stand([need("a", later=100)], later, [Choice("a")])
    assert [(one.code, one.amount) for one in made.warnings] == [("later_over", 1)]
    assert made.may_stand
