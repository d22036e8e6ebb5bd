"""The needs and rules of the 2024 catalogue as read from its text: the figures are those of the overview by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.budget.rules.overview_2024 import catalogue as by_hand
from tests.budget.rules.overview_2024 import content, mio

from tvaers.engine.budget.catalogue import Catalogue
from tvaers.engine.budget.composing.shapes import Choice
from tvaers.engine.budget.composing.standing import stand
from tvaers.engine.budget.reading import read_catalogue
from tvaers.engine.budget.rules.needs import misplaced, needs_of, rules_of

SOURCE = Path(__file__).parents[4] / "shared" / "sources" / "budgetkatalog_nordjylland_2024.txt"
SAVINGS = ("1.6-02", "1.6-05", "1.8-03", "1.9-01")


@pytest.fixture(scope="module")
def read() -> Catalogue:
    if not SOURCE.is_file():
        pytest.skip("kilderne findes ikke her")
    return read_catalogue(SOURCE)


def test_what_is_laid_down_fits_the_catalogue(read: Catalogue) -> None:
    assert misplaced(read, content()) == ()


def test_budget_year_is_that_of_the_overview(read: Catalogue) -> None:
    expected = {need.key: need.amounts["2024"] for need in needs_of(by_hand(), content())}
    assert {need.key: need.amounts["2024"] for need in needs_of(read, content())} == expected


def test_unavoidable_parts_are_the_same(read: Catalogue) -> None:
    expected = {need.key: need.unavoidable for need in needs_of(by_hand(), content())}
    assert {need.key: need.unavoidable for need in needs_of(read, content())} == expected


def test_later_periods_are_those_of_the_proposals_own_table(read: Catalogue) -> None:
    moving = next(need for need in needs_of(read, content()) if need.key == "1.10-01")
    assert (moving.amounts["2025"], moving.amounts["PERM"]) == (mio("28,4"), mio("55,2"))


def test_empty_period_is_no_zero(read: Catalogue) -> None:
    night = next(need for need in needs_of(read, content()) if need.key == "1.2-04")
    assert "PERM" not in night.amounts


@pytest.mark.parametrize(("savings", "room"), [(SAVINGS, "11,4"), (SAVINGS[1:], "6,4")])
def test_room_with_the_savings_that_are_chosen(read: Catalogue, savings: tuple[str, ...], room: str) -> None:
    made = stand(needs_of(read, content()), rules_of(read, content()), [Choice(key) for key in savings])
    found = made.pot("health").room
    assert found is not None and found.low == mio(room).low


def test_conversion_takes_of_the_free_capital(read: Catalogue) -> None:
    made = stand(needs_of(read, content()), rules_of(read, content()), [Choice("1.8-03")])
    assert made.pot("capital").sums.used.at == mio("15,0").low


def test_digital_projects_cost_once_in_later_years(read: Catalogue) -> None:
    made = stand(needs_of(read, content()), rules_of(read, content()), [Choice("1.8-02")])
    line = made.line("1.8-02")
    assert line is not None and line.amounts["2025"].whole.at == mio("8,6").low
    assert [effect for effect in made.effects if effect.kind == "derived_operation" and effect.amounts] == []


def test_what_is_paid_once_is_told_where_the_rows_make_the_total(read: Catalogue) -> None:
    once = {need.key: need.one_off["2024"] for need in needs_of(read, content()) if need.one_off}
    assert once == {
        "1.2-02": mio("0,05"), "1.4-03": mio("0-0,2"), "1.4-04": mio("0,4"), "1.8-05": mio("1,2"), "1.8-06": mio("2,7"),
    }  # fmt: skip


def test_three_proposals_of_other_price_levels_are_told_when_they_stand(read: Catalogue) -> None:
    needs = needs_of(read, content())
    made = stand(needs, rules_of(read, content()), [Choice(need.key) for need in needs])
    assert [one.needs[0] for one in made.warnings if one.code == "price_level"] == ["1.1-05", "1.3-01", "1.6-05"]


def test_years_beyond_the_columns_are_told(read: Catalogue) -> None:
    made = stand(needs_of(read, content()), rules_of(read, content()), [Choice("1.8-05")])
    found = [one.text for one in made.warnings if one.code == "other_years"]
    assert found == ["1.8-05 koster også 3,86 mio. kr. i 2026 og 1,32 mio. kr. i 2027."]
