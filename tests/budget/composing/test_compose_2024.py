"""The figures of the 2024 catalogue come out of a composition: frame, room at each risk, the hard ceiling."""

from dataclasses import replace

import pytest
from tests.budget.composing.year2024 import NEED, NEEDS, SAVINGS, rules

from tvaers.engine.budget.catalogue import Interval
from tvaers.engine.budget.composing import Choice, Link, Spread, Stand, stand, waterfall

MIO = 1_000_000


def composed(*keys: str, risk: int = 0, links: tuple[Link, ...] = ()) -> Stand:
    return stand(NEEDS, rules(*links, risk=risk), [Choice(key) for key in (*SAVINGS, *keys)])


def codes(made: Stand) -> list[str]:
    return [fault.code for fault in made.faults]


def test_available_is_the_frame_and_the_savings() -> None:
    assert composed().pot("health").available == Spread.of(143_900_000)


def test_without_the_it_conversion_less_is_available() -> None:
    kept = [Choice(key) for key in SAVINGS if key != "1.8-03"]
    available = stand(NEEDS, rules(), kept).pot("health").available
    assert available and available.at == 128_900_000


def test_the_unavoidable_is_that_of_the_list_with_its_interval() -> None:
    assert composed().pot("health").sums.unavoidable == Spread(132_500_000, 132_500_000, 179_500_000)


@pytest.mark.parametrize(
    ("risk", "room"), [(0, 11.4), (100, 6.7), (200, 2.0), (250, -0.35), (500, -12.1), (1000, -35.6)]
)
def test_risk_decides_the_room(risk: int, room: float) -> None:
    left = composed(risk=risk).pot("health").room
    assert left and left.at == round(room * MIO)


def test_the_room_is_told_at_both_ends_whatever_the_risk() -> None:
    left = composed(risk=500).pot("health").room
    assert left and (left.low, left.high) == (11_400_000, -35_600_000)


def test_a_negative_room_may_not_stand() -> None:
    fault = composed(risk=250).faults[0]
    assert (fault.code, fault.rule, fault.amount) == ("over_frame", "BUD-21", 350_000)
    assert "0,35 mio. kr." in fault.text


def test_exactly_the_room_is_accepted_and_one_step_above_is_not() -> None:
    exact = ("1.1-02", "1.1-03", "1.1-04", "1.12-07", "1.1-06")
    assert composed(*exact).may_stand
    assert composed(*exact).pot("health").room == Spread(0, 0, -47 * MIO)
    tight = [replace(need, amounts={**need.amounts, "2024": Interval.of(600_001)}) if need.key == "1.12-07" else need
             for need in NEEDS]  # fmt: skip
    assert codes(stand(tight, rules(), [Choice(key) for key in (*SAVINGS, *exact)])) == ["over_frame"]


def test_everything_lacks_what_the_balance_says() -> None:
    made = stand(NEEDS, rules(), [Choice(need.key) for need in NEEDS])
    room = made.pot("health").room
    assert room and (room.low, room.high) == (-48_900_000, -121_500_000)


def test_earmarked_money_balances_alone() -> None:
    made = composed("1.3-01")
    assert made.pot("cancer").room == Spread.of(0)
    assert made.pot("health").room == composed().pot("health").room


def test_an_earmark_in_deficit_is_not_covered_by_room_elsewhere() -> None:
    dearer = [replace(need, amounts={"2024": Interval.of(27_000_001)}) if need.pot == "cancer" else need
              for need in NEEDS]  # fmt: skip
    fault = stand(dearer, rules(), [Choice("1.3-01"), *map(Choice, SAVINGS)]).faults[0]
    assert (fault.code, fault.rule, fault.amount) == ("earmark_over", "BUD-12", 1)
    assert "kræftmidlerne" in fault.text


def test_half_of_the_diagnostic_plan_stays_when_it_is_not_chosen() -> None:
    line = composed().line("1.8-04")
    assert line and line.state == "partly"
    assert line.amounts["2024"].unavoidable == Spread.of(900_000)


def test_both_lines_of_the_it_conversion_can_go_and_the_room_stays() -> None:
    fallen = replace(NEED["1.12-01"], amounts={"2024": Interval.of(-5_600_000)})
    without = [fallen if need.key == fallen.key else need for need in NEEDS if need.key != "1.8-03"]
    pot = stand(without, rules(), [Choice(key) for key in SAVINGS if key != "1.8-03"]).pot("health")
    everything = stand(without, rules(), [Choice(need.key) for need in without]).pot("health").sums
    assert pot.available and pot.room and (pot.available.at, pot.room.at) == (128_900_000, 11_400_000)
    pressure = everything.unavoidable + everything.chosen
    assert (pressure.low, pressure.high) == (177_800_000, 250_400_000)


def test_one_of_two_that_cancel_is_told() -> None:
    link = Link("offsets", "1.8-03", "1.12-01")
    assert "offset_alone" not in [told.code for told in composed(links=(link,)).warnings]
    alone = stand(NEEDS, rules(link), [])
    assert [told.needs for told in alone.warnings if told.code == "offset_alone"] == [("1.12-01", "1.8-03")]


OVERLAP = Link("overlap", "1.2-01", "1.2-02", {"2024": Interval.of(1_550_000)})


def test_money_named_twice_is_told_and_not_taken_off() -> None:
    made = composed("1.2-01", "1.2-02", links=(OVERLAP,))
    told = next(one for one in made.warnings if one.code == "overlap")
    assert (told.amount, told.rule) == (1_550_000, "BUD-36")
    assert made.effects == ()


def test_money_named_twice_is_counted_once_by_decision() -> None:
    both = [Choice("1.2-01", risk=1000, takes_overlap=True), Choice("1.2-02")]
    made = stand(NEEDS, rules(OVERLAP), both)
    assert made.pot("health").sums.effects == Spread(0, -1_550_000, -1_550_000)
    assert "overlap" not in [told.code for told in made.warnings]


def test_a_later_year_is_told_and_does_not_hinder() -> None:
    made = composed("1.4-04", "1.1-05", "1.5-02")
    told = next(one for one in made.warnings if one.code == "later_more" and one.period == "2025")
    assert (told.rule, made.may_stand) == ("BUD-41", True)
    more_unavoidable, more_chosen = (
        2_000_000 + 9_000_000 - 900_000 + 1_400_000 + 500_000,
        2_900_000 + 1_200_000 + 1_300_000,
    )
    assert told.amount == more_unavoidable + more_chosen


def test_the_waterfall_goes_from_the_frame_to_the_balance() -> None:
    steps = waterfall(composed("1.1-02", "1.4-01"), "health")
    assert [step.label for step in steps] == [
        "Ramme", "Omstillinger", "Uomgængelige udgifter", "Tema 1.1", "Tema 1.4", "Balance",
    ]  # fmt: skip
    assert [step.amount for step in steps] == [119_600_000, 24_300_000, -132_500_000, -2_600_000, -900_000, 7_900_000]
    assert all(before.end == after.start for before, after in zip(steps[:-2], steps[1:-1], strict=True))


def test_the_need_list_is_that_of_the_catalogue() -> None:
    assert (len(NEEDS), len(NEED)) == (51, 51)
