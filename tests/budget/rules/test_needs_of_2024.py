"""The needs and rules of the 2024 catalogue: frame, room, unavoidable list, risk (BUD-06, 07, 08, 12, 16-21, 30)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.budget.rules.overview_2024 import catalogue, content, mio

from tvaers.engine.budget.catalogue import Interval
from tvaers.engine.budget.composing.shapes import Need, Rules
from tvaers.engine.budget.rules import frame, unavoidable
from tvaers.engine.budget.rules.needs import misplaced, needs_of, rules_of, units_of
from tvaers.kernel.errors import Problem

YEAR = "2024"


@pytest.fixture(scope="module")
def needs() -> tuple[Need, ...]:
    return needs_of(catalogue(), content())


@pytest.fixture(scope="module")
def rules() -> Rules:
    return rules_of(catalogue(), content())


def kroner(printed: str) -> int:
    return mio(printed).low


def test_every_proposal_is_a_need(needs: tuple[Need, ...]) -> None:
    assert len(needs) == 51


def test_what_is_laid_down_is_of_the_proposals_that_the_catalogue_has() -> None:
    assert misplaced(catalogue(), content()) == ()


def test_another_title_under_the_key_is_told() -> None:
    whole = catalogue()
    others = tuple(replace(one, title="Andet") if one.key == "1.8-04" else one for one in whole.proposals)
    entries = tuple(one for one in whole.overview if one.proposal != "1.8-04")
    assert misplaced(replace(whole, proposals=others, overview=entries), content()) == ("1.8-04",)


def test_frame_is_the_sum_of_its_parts(rules: Rules) -> None:
    assert rules.frames["health"][YEAR] == kroner("119,6")


def test_another_component_gives_another_frame() -> None:
    assert frame.frame_of([kroner("112,0"), kroner("28,6"), kroner("-20,0")]) == kroner("120,6")


def test_technology_contribution_finances_nothing(rules: Rules, needs: tuple[Need, ...]) -> None:
    assert frame.balance_of(needs, rules.frames, "health", YEAR).available == kroner("143,9")


def test_available_falls_with_a_saving_that_goes(rules: Rules, needs: tuple[Need, ...]) -> None:
    rest = [need for need in needs if need.key != "1.8-03"]
    assert frame.balance_of(rest, rules.frames, "health", YEAR).available == kroner("128,9")


def test_balance_at_both_ends(rules: Rules, needs: tuple[Need, ...]) -> None:
    found = frame.balance_of(needs, rules.frames, "health", YEAR)
    assert (found.pressure, found.savings.low, found.imbalance) == (
        mio("192,8-265,4"), kroner("-24,3"), mio("48,9-121,5")
    )  # fmt: skip


@pytest.mark.parametrize(("amount", "shown"), [("48,9", 49), ("121,5", 122), ("121,4", 121)])
def test_balance_in_words_is_whole_millions(amount: str, shown: int) -> None:
    assert frame.in_millions(kroner(amount)) == shown


def test_earmarked_money_is_out_of_the_total(needs: tuple[Need, ...]) -> None:
    assert frame.growth_of(needs, YEAR) == mio("219,8-292,4")


def test_earmarked_money_balances_by_itself(rules: Rules, needs: tuple[Need, ...]) -> None:
    assert frame.balance_of(needs, rules.frames, "cancer", YEAR).imbalance == Interval(0, 0)


def test_unavoidable_list_comes_to_what_it_should(needs: tuple[Need, ...]) -> None:
    lines = unavoidable.lines_of(needs, content().unavoidable, YEAR)
    assert (len(lines), unavoidable.total(line.amount for line in lines)) == (10, mio("132,5-179,5"))


def test_only_the_technical_line_differs_from_print(needs: tuple[Need, ...]) -> None:
    lines = unavoidable.lines_of(needs, content().unavoidable, YEAR)
    different = {line.id: line.difference for line in lines if line.difference != Interval(0, 0)}
    assert different == {"technical": mio("0,1")}


def test_unavoidable_list_is_all_that_is_unavoidable(needs: tuple[Need, ...]) -> None:
    assert unavoidable.by_period(needs, [YEAR])[YEAR] == mio("132,5-179,5")


def test_twelve_proposals_are_marked() -> None:
    assert sum(one.is_unavoidable for one in catalogue().proposals) == 12


def test_marked_proposals_reconcile_with_the_list(needs: tuple[Need, ...]) -> None:
    marked = {one.key for one in catalogue().proposals if one.is_unavoidable}
    low = sum(need.amounts[YEAR].low for need in needs if need.key in marked)
    assert (low, low + kroner("1,0") - kroner("0,9")) == (kroner("132,4"), kroner("132,5"))


def test_half_of_the_diagnostic_plan_is_unavoidable(needs: tuple[Need, ...]) -> None:
    plan = next(need for need in needs if need.key == "1.8-04")
    assert (unavoidable.unavoidable_part(plan, YEAR), unavoidable.optional_part(plan, YEAR)) == (mio("0,9"), mio("0,9"))


def test_interval_width_is_that_of_the_three_uncertain_lines(needs: tuple[Need, ...]) -> None:
    assert unavoidable.by_period(needs, [YEAR])[YEAR].width == kroner("47,0")


@pytest.mark.parametrize(
    ("risk", "room"), [(0, "11,4"), (100, "6,7"), (200, "2,0"), (250, "-0,35"), (500, "-12,1"), (1000, "-35,6")]
)
def test_room_at_a_risk(needs: tuple[Need, ...], risk: int, room: str) -> None:
    parts = [unavoidable.unavoidable_part(need, YEAR) for need in needs]
    assert unavoidable.room_at(kroner("143,9"), parts, risk) == kroner(room)


def test_break_even_is_a_quarter_of_the_width() -> None:
    assert unavoidable.break_even(kroner("143,9"), mio("132,5-179,5")) == 2426


def test_single_amount_has_no_break_even() -> None:
    assert unavoidable.break_even(kroner("143,9"), mio("132,5")) is None


@pytest.mark.parametrize(("amounts", "holds"), [((11_400_000,), True), ((11_400_000, 1), False)])
def test_room_is_a_hard_ceiling(amounts: tuple[int, ...], holds: bool) -> None:
    assert unavoidable.fits(amounts, kroner("11,4")) is holds


def test_both_it_lines_out_leave_the_room_as_it_was(rules: Rules, needs: tuple[Need, ...]) -> None:
    whole = frame.balance_of(needs, rules.frames, "health", YEAR)
    found = frame.without_offset(whole, kroner("15,0"))
    assert (found.pressure, found.available, found.imbalance) == (
        mio("177,8-250,4"), kroner("128,9"), whole.imbalance
    )  # fmt: skip


def test_offset_is_among_the_links(rules: Rules) -> None:
    offset = next(link for link in rules.links if link.kind == "offsets")
    assert (offset.first, offset.second, offset.amounts[YEAR]) == ("1.12-01", "1.8-03", mio("15,0"))


def test_later_periods_are_told_only(rules: Rules) -> None:
    assert (rules.hard, rules.told) == (YEAR, ("2025", "PERM"))


def test_link_to_a_proposal_that_is_not_there_is_left_out() -> None:
    whole = catalogue()
    fewer = replace(whole, proposals=tuple(one for one in whole.proposals if one.key != "1.2-02"))
    assert "overlap" not in {link.kind for link in rules_of(fewer, content()).links}


@pytest.mark.parametrize(
    ("printed", "units"),
    [
        ("Sygehusapoteket Region Nordjylland (SRN)", ("Sygehusapoteket",)),
        ("Region Nordjylland", ("Region Nordjylland",)),
        ("fællesregional / AaUH", ("Aalborg Universitetshospital",)),
        ("Hospitaler og Mennesker og Organisation", ("Mennesker og Organisation", "Hospitalerne")),
        ("En ny afdeling", ("En ny afdeling",)),
        (None, ()),
    ],
)
def test_units_are_those_that_the_line_names(printed: str | None, units: tuple[str, ...]) -> None:
    assert units_of(printed, content()) == units


def test_catalogue_without_a_year_or_periods_is_refused() -> None:
    with pytest.raises(Problem, match="hvilket år"):
        needs_of(replace(catalogue(), year=None, periods=()), content().model_copy(update={"frame": ()}))
