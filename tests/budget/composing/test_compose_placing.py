"""Where an amount lies: risk, amounts set aside, later starts, unavoidable parts; and which choices may not be."""

import pytest
from tests.budget.composing.small import need, round_of

from tvaers.engine.budget.catalogue import Interval
from tvaers.engine.budget.composing import Choice, Need, Placed, Spread, Stand, stand


def alone(one: Need, choice: Choice | None, period: str = "2024", risk: int = 0) -> Placed:
    line = stand([one], round_of(risk=risk), [choice] if choice else []).line(one.key)
    assert line
    return line.amounts[period]


def faults(one: Need, choice: Choice) -> list[str]:
    made: Stand = stand([one], round_of(), [choice])
    return [fault.code for fault in made.faults]


def test_what_is_not_chosen_costs_nothing() -> None:
    assert alone(need("a"), None).whole == Spread.of(0)


def test_the_choice_has_its_own_risk() -> None:
    assert alone(need("a", 100, 300), Choice("a", risk=250), risk=1000).optional == Spread(100, 150, 300)


@pytest.mark.parametrize(("risk", "at"), [(499, 100), (500, 101), (501, 101)])
def test_half_a_krone_is_rounded_away_from_zero(risk: int, at: int) -> None:
    assert alone(need("a", 100, 101), Choice("a", risk=risk)).whole.at == at


def test_an_amount_set_aside_is_certain() -> None:
    assert alone(need("a", 0, 500), Choice("a", amount=300)).optional == Spread.of(300)


def test_an_amount_lies_as_far_into_the_interval_next_year() -> None:
    pool = need("a", amounts={"2024": Interval(0, 500), "2025": Interval(0, 1000)})
    assert alone(pool, Choice("a", amount=300), "2025").optional == Spread.of(600)


def test_a_part_of_a_pool_is_the_same_part_next_year() -> None:
    pool = need("a", is_divisible=True, amounts={"2024": Interval.of(400), "2025": Interval(600, 900)})
    assert alone(pool, Choice("a", amount=100), "2025").optional == Spread.of(150)


def test_a_part_of_a_saving_is_the_same_part_next_year() -> None:
    saving = need("a", is_divisible=True, amounts={"2024": Interval.of(-400), "2025": Interval.of(-600)})
    assert alone(saving, Choice("a", amount=-100), "2025").optional == Spread.of(-150)


def test_an_unavoidable_cost_keeps_its_interval_whatever_is_set_aside() -> None:
    must = need("a", 250, 500, unavoidable=1000)
    assert alone(must, Choice("a", amount=300)).unavoidable == Spread(250, 300, 500)


def test_an_unavoidable_part_stands_and_the_rest_is_chosen() -> None:
    half = need("a", 180, unavoidable=500)
    assert alone(half, None) == Placed(Spread.of(90), Spread.of(0))
    assert alone(half, Choice("a")) == Placed(Spread.of(90), Spread.of(90))


@pytest.mark.parametrize(("month", "cost"), [(1, 120), (2, 110), (7, 60), (12, 10)])
def test_a_later_start_takes_whole_months_off(month: int, cost: int) -> None:
    assert alone(need("a", 120), Choice("a", start_month=month)).optional.at == cost


def test_a_later_start_leaves_the_next_year_whole() -> None:
    assert alone(need("a", 120, later=120), Choice("a", start_month=7), "2025").optional.at == 120


def test_what_must_be_paid_does_not_wait() -> None:
    half = need("a", 240, unavoidable=500)
    assert alone(half, Choice("a", start_month=7)) == Placed(Spread.of(120), Spread.of(60))


def test_empty_is_not_zero() -> None:
    made = stand([need("a", amounts={})], round_of(), [Choice("a")])
    assert [(fault.code, fault.needs) for fault in made.faults] == [("no_amount", ("a",))]


def test_empty_does_not_matter_before_it_is_chosen() -> None:
    assert stand([need("a", amounts={})], round_of(), []).may_stand


def test_an_empty_later_year_is_told() -> None:
    made = stand([need("a")], round_of(), [Choice("a")])
    assert [(told.code, told.needs) for told in made.warnings] == [("unstated", ("a",))]


@pytest.mark.parametrize(
    ("amount", "found"), [(-1, ["amount"]), (0, []), (99, []), (300, []), (301, ["amount"])]
)  # fmt: skip
def test_a_divisible_need_takes_any_part_up_to_its_high_end(amount: int, found: list[str]) -> None:
    assert faults(need("a", 100, 300, is_divisible=True), Choice("a", amount=amount)) == found


@pytest.mark.parametrize(("amount", "found"), [(99, ["in_part"]), (100, []), (300, []), (301, ["amount"])])
def test_an_indivisible_need_is_set_within_its_interval(amount: int, found: list[str]) -> None:
    assert faults(need("a", 100, 300), Choice("a", amount=amount)) == found


@pytest.mark.parametrize(("amount", "found"), [(249, ["unavoidable"]), (250, []), (500, []), (501, ["amount"])])
def test_an_unavoidable_need_is_set_within_its_interval_only(amount: int, found: list[str]) -> None:
    assert faults(need("a", 250, 500, unavoidable=1000), Choice("a", amount=amount)) == found


def test_an_unavoidable_need_set_too_low_is_counted_at_its_low_end() -> None:
    assert alone(need("a", 250, 500, unavoidable=1000), Choice("a", amount=0)).unavoidable.at == 250


@pytest.mark.parametrize(("risk", "found"), [(-1, ["risk"]), (0, []), (1000, []), (1001, ["risk"])])
def test_a_risk_lies_between_nothing_and_all(risk: int, found: list[str]) -> None:
    assert faults(need("a"), Choice("a", risk=risk)) == found


@pytest.mark.parametrize(("month", "found"), [(0, ["start"]), (1, []), (12, []), (13, ["start"])])
def test_a_start_is_in_a_month_of_the_year(month: int, found: list[str]) -> None:
    assert faults(need("a"), Choice("a", start_month=month)) == found


def test_what_cannot_wait_is_told_and_counted_from_january() -> None:
    fixed = need("a", 120, can_be_delayed=False)
    assert faults(fixed, Choice("a", start_month=7)) == ["start"]
    assert alone(fixed, Choice("a", start_month=7)).optional.at == 120


def test_an_interval_the_wrong_way_round_may_not_stand() -> None:
    assert faults(need("a", 300, 100), Choice("a")) == ["reversed"]


def test_a_choice_of_nothing_known_is_told() -> None:
    assert faults(need("a"), Choice("b")) == ["unknown"]


def test_two_choices_of_one_need_are_told() -> None:
    made = stand([need("a")], round_of(), [Choice("a"), Choice("a", risk=0)])
    assert [fault.code for fault in made.faults] == ["double"]


def once(low: int, high: int | None = None) -> dict[str, Interval]:
    return {"2024": Interval.of(low, high)}


@pytest.mark.parametrize(("month", "left"), [(1, 1200), (2, 1125), (7, 750), (12, 375)])
def test_later_start_leaves_what_is_paid_once(month: int, left: int) -> None:
    assert alone(need("a", 1200, one_off=once(300)), Choice("a", start_month=month)).whole == Spread.of(left)


def test_what_is_paid_once_lies_at_the_risk_of_the_whole() -> None:
    found = alone(need("a", 1000, 3000, one_off=once(400, 600)), Choice("a", risk=500, start_month=7))
    assert found.whole == Spread(700, 1250, 1800)


def test_amount_set_aside_has_its_part_of_what_is_paid_once() -> None:
    pool = need("a", 0, 5000, is_divisible=True, one_off=once(0, 1000))
    assert alone(pool, Choice("a", amount=3000, start_month=7)).whole == Spread.of(600 + 1200)


def test_only_the_chosen_part_of_what_is_paid_once_stays() -> None:
    found = alone(need("a", 1200, unavoidable=500, one_off=once(240)), Choice("a", start_month=7))
    assert (found.unavoidable, found.optional) == (Spread.of(600), Spread.of(120 + 240))
