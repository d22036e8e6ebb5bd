"""What the package of 2024 lays down adds up as BUD-28, BUD-57 to BUD-60, BUD-65, BUD-191 and BUD-193 say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.budget.rules.overview_2024 import content, mio

from tvaers.engine.budget.playing import parameter
from tvaers.engine.budget.rules.building import reserved_by_year, room_after_wishes
from tvaers.engine.budget.rules.development import accept_idea, years_to_close
from tvaers.engine.budget.rules.digital import chosen_by_value, digital_parts
from tvaers.engine.budget.rules.effects import effects_in
from tvaers.engine.budget.rules.moving import carried_over, moving_need
from tvaers.engine.budget.rules.prices import projected
from tvaers.engine.budget.rules.register import budget_rule, rules
from tvaers.engine.budget.rules.series import sums_of
from tvaers.kernel.budget_plans import CarryOver, Series, SeriesRow
from tvaers.kernel.errors import NotFound, Problem
from tvaers.kernel.package import CONTENT, Package, load_package

DAY = date(2024, 1, 1)
DOCS = Path(__file__).parents[3] / "docs" / "regler" / "budget.md"
OFF = {"capital-parts": ("2023",), "waiting-time": ("2025",), "cancer": ("2025", "PERM")}
"""The series whose printed totals the catalogue itself has wrong, and where."""


@pytest.fixture(scope="module")
def package() -> Package:
    return load_package(CONTENT / "nordjylland" / "budgetkatalog-2024")


def millions(printed: str) -> int:
    return mio(printed).low


def test_seventeen_effects_cost_and_release() -> None:
    found = effects_in(content().effects, "2024")
    assert (len(found.lines), found.up, found.released, found.total) == (
        17, millions("20,0"), millions("-10,6"), millions("9,4")
    )  # fmt: skip


@pytest.mark.parametrize("series", content().series, ids=lambda one: one.id)
def test_series_adds_up_but_where_the_catalogue_does_not(series: Series) -> None:
    assert sums_of(series).errors == OFF.get(series.id, ())


def test_free_capital_is_that_of_four_years() -> None:
    free = content().table("capital-free").row("free").amounts
    assert sum(free[year] for year in ("2024", "2025", "2026", "2027")) == millions("219,530")


def test_wishes_leave_something_free() -> None:
    free = {
        year: amount for year, amount in content().table("capital-free").row("free").amounts.items() if year < "2028"
    }
    wishes = tuple(one for one in content().projects if one.state == "priced")
    assert room_after_wishes(free, wishes) == (millions("79,83"), millions("99,83"))


def test_three_wishes_wait_for_a_price_in_the_pool() -> None:
    waiting = [one.id for one in content().projects if one.amount is None and one.pool]
    assert waiting == ["hobro", "south-life", "hjoerring-temporary"]


def test_four_large_projects_are_reserved() -> None:
    found = reserved_by_year(content().projects)
    assert sorted(found.projects.values()) == [millions(one) for one in ("110,0", "220,0", "555,0", "610,0")]
    assert sum(found.years.values()) == found.total


def test_moving_lacks_money_every_year() -> None:
    funds, costs = (content().table(name).printed for name in ("moving-funds", "moving-costs"))
    assert list(moving_need(funds, costs).values()) == [millions(one) for one in ("19,4", "28,4", "79,2", "55,2")]


@pytest.mark.parametrize("carried", content().carry_overs, ids=lambda one: one.id)
def test_carried_money_is_all_given_to_later_years(carried: CarryOver) -> None:
    assert carried_over(carried.amount, carried.to) == carried.amount


@pytest.mark.parametrize("row", content().table("development").rows, ids=lambda one: one.id)
def test_development_is_projected_within_a_krone(row: SeriesRow, package: Package) -> None:
    wages, other = (parameter(package, f"price_factor.{name}", DAY) for name in ("wages", "other"))
    amounts = row.amounts
    found = projected(amounts["base"], row.price_class or "other", wages, other)
    assert abs(found - amounts["draft"]) <= 1
    assert amounts["draft"] + amounts["change"] == amounts["proposal"]


def test_eight_development_pools_are_a_krone_from_print(package: Package) -> None:
    pools = [row.amounts["proposal"] for row in content().table("development").rows if row.group == "Udviklingspuljer"]
    assert (len(pools), parameter(package, "development_pools", DAY) - sum(pools)) == (8, 1)


@pytest.mark.parametrize(("scenario", "years"), [("traffic", 3), ("pools", 4), ("mix", 4)])
def test_scenarios_close_the_deficit(scenario: str, years: int, package: Package) -> None:
    way = {one.id: one for one in content().scenarios}[scenario]
    traffic, pools, share = (
        parameter(package, name, DAY) for name in ("traffic_saving", "development_pools", "pool_cut_share")
    )
    assert years_to_close(35_231_264, traffic, pools, share, way.traffic, way.pools).years == years


def test_one_idea_has_nothing_that_pays_for_it() -> None:
    refused = []
    for idea in content().ideas:
        try:
            accept_idea(idea)
        except Problem:
            refused.append(idea.number)
    assert refused == ["2"]


def test_digital_rows_are_a_little_over_the_frame(package: Package) -> None:
    groups = {one.group: 0 for one in content().digital}
    for one in content().digital:
        groups[one.group] += one.amount
    assert sum(groups.values()) == millions("42,65")
    with pytest.raises(Problem):
        digital_parts(groups, parameter(package, "digital_frame", DAY))


def test_ten_local_projects_do_not_all_fit(package: Package) -> None:
    local = tuple(one for one in content().digital if one.group == "local")
    found = chosen_by_value(local, parameter(package, "digital_local_frame", DAY))
    assert (len(local), found.left_out, found.over) == (10, ("milou",), millions("0,05"))


@pytest.mark.parametrize("name", rules())
def test_every_rule_is_told_in_the_docs(name: str) -> None:
    assert f"`{name}`" in DOCS.read_text(encoding="utf-8")


def test_unknown_rule_is_refused() -> None:
    with pytest.raises(NotFound, match="ukendt"):
        budget_rule("ukendt")
