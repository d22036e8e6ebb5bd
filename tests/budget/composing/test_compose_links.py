"""Links of a round: what may not go together, what follows, what is drawn; and pots that do not cover each other."""

from dataclasses import replace

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


def used(pot: str, one: Need, link: Link, choice: Choice, period: str = "2024") -> int:
    return stand([one], round_of(1000, link, capital=1000), [choice]).pot(pot, period).sums.effects.at


DERIVED = Link("derived_operation", "c", "health", {"2025": Interval.of(100)})


@pytest.mark.parametrize(
    ("low", "high", "amount", "found"),
    [
        (500, 500, None, 100), (500, 500, 500, 100), (500, 500, 499, 100), (500, 500, 250, 50), (500, 500, 0, 0),
        (0, 500, 300, 60), (0, 500, 500, 100), (400, 500, 400, 100), (400, 500, 200, 50),
    ],
)  # fmt: skip
def test_derived_cost_follows_the_part_that_is_funded(low: int, high: int, amount: int | None, found: int) -> None:
    one = need("c", low, high, pot="capital", is_divisible=True)
    assert used("health", one, DERIVED, Choice("c", amount=amount), "2025") == found


def test_derived_cost_does_not_wait_for_a_later_start() -> None:
    assert used("health", need("c", pot="capital"), DERIVED, Choice("c", start_month=7), "2025") == 100


TO_CAPITAL = Link("capital_effect", "s", "capital", {"2024": Interval.of(100), "2025": Interval.of(100)})


@pytest.mark.parametrize(("period", "found"), [("2024", 50), ("2025", 100)])
def test_money_moved_to_capital_waits_with_the_saving_that_moves_it(period: str, found: int) -> None:
    assert used("capital", need("s", -100, later=-100), TO_CAPITAL, Choice("s", start_month=7), period) == found


def told(one: Need, level: str = "2023", chosen: bool = True) -> list[str]:
    rules = replace(round_of(), price_level=level)
    made = stand([one], rules, [Choice(one.key)] if chosen else [])
    return [warning.text for warning in made.warnings if warning.code in ("price_level", "other_years")]


@pytest.mark.parametrize(
    ("own", "level", "chosen", "found"),
    [
        ("2023", "2023", True, ""), ("2024", "2023", True, "a er i P/L-2024"), ("2024", "2023", False, ""),
        ("", "2023", True, "a siger ikke"), ("2024", "", True, ""),
    ],
)  # fmt: skip
def test_other_price_level_is_told_of_what_stands(own: str, level: str, chosen: bool, found: str) -> None:
    assert "".join(told(need("a", price_level=own), level, chosen)).startswith(found) is True
    assert bool(told(need("a", price_level=own), level, chosen)) is bool(found)


def test_years_beyond_the_round_are_told_without_those_of_nothing() -> None:
    amounts = {"2024": 1, "2025": 2, "2026": 3_860_000, "2027": 1_320_000, "2028": 0, "PERM": 5}
    one = need("a", amounts={period: Interval.of(amount) for period, amount in amounts.items()}, price_level="2023")
    assert told(one) == ["a koster også 3,86 mio. kr. i 2026 og 1,32 mio. kr. i 2027."]
