"""The real catalogue of 2024: what a careful reader counts in it."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from tests.budget.reading.made_up import REAL

from tvaers.engine.budget.catalogue import Catalogue, Interval, Table
from tvaers.engine.budget.reading import read_catalogue

pytestmark = pytest.mark.skipif(not REAL.exists(), reason="the source catalogue is not beside this checkout")


@cache
def catalogue() -> Catalogue:
    return read_catalogue(REAL)


def kind(name: str) -> list[Table]:
    return [one for one in catalogue().tables if one.kind == name]


def test_there_are_51_proposals_in_12_themes() -> None:
    assert (len(catalogue().proposals), len(catalogue().themes)) == (51, 12)


def test_every_proposal_has_one_total_row() -> None:
    totals = Counter(sum(row.kind == "total" for row in one.table.rows) for one in catalogue().proposals if one.table)
    assert totals == {1: 51}


def test_the_overview_has_51_rows_that_each_name_another_proposal() -> None:
    assert len({one.proposal for one in catalogue().overview}) == len(catalogue().overview) == 51


def test_14_rows_of_the_overview_have_another_title() -> None:
    titles = {one.key: one.title for one in catalogue().proposals}
    assert sum(titles[one.proposal] != one.title for one in catalogue().overview) == 14


def test_the_theme_tables_have_52_rows_one_of_them_twice() -> None:
    named = Counter(one.proposal for theme in catalogue().themes for one in theme.entries)
    assert (named.total(), named.most_common(1)[0]) == (52, ("1.7-01", 2))


def test_two_themes_print_the_number_of_another() -> None:
    wrong = {one.number: one.printed_number for one in catalogue().themes if one.number != one.printed_number}
    assert wrong == {"1.3": "1.4", "1.4": "1.6"}


def test_growth_and_savings_of_the_whole() -> None:
    total = catalogue().overview_totals[-1]
    assert total.growth and total.saving
    assert (total.growth.amount, total.saving.amount) == (Interval(192_800_000, 265_400_000), Interval.of(-24_300_000))


def test_four_savings() -> None:
    savings = [one.saving.amount.low for one in catalogue().overview if one.saving and one.saving.amount]
    assert savings == [-5_000_000, -3_400_000, -15_000_000, -900_000]


def test_48_print_a_unit_line() -> None:
    assert [one.key for one in catalogue().proposals if one.departments is None] == ["1.3-01", "1.10-01", "1.12-09"]


def test_12_carry_the_mark_of_the_unavoidable() -> None:
    assert sum(one.is_unavoidable for one in catalogue().proposals) == 12


def test_price_levels() -> None:
    others = {one.key: one.price_level for one in catalogue().proposals if one.price_level != "2023"}
    assert others == {"1.1-05": "2024", "1.3-01": "", "1.6-05": "2022"}


def test_only_theme_1_3_is_paid_by_others() -> None:
    assert [one.number for one in catalogue().themes if one.is_externally_financed] == ["1.3"]


def test_pages_are_those_of_the_file() -> None:
    pages = {one.key: one.place.page for one in catalogue().proposals}
    assert (pages["1.1-01"], pages["1.4-03"], pages["1.12-03"], pages["1.12-09"]) == (13, 42, 103, 111)


def test_two_headers_print_wrong_years() -> None:
    wrong = [one.key for one in catalogue().proposals if one.table and one.table.columns[0].key == "2023"]
    assert wrong == ["1.1-02", "1.6-02"]


def test_one_table_goes_to_2027() -> None:
    found = catalogue().proposal("1.8-05")
    assert found and found.table
    assert [one.key for one in found.table.columns] == ["2024", "2025", "2026", "2027", "PERM"]


def test_the_rows_that_do_not_add_are_the_seven() -> None:
    assert [one.key for one in catalogue().proposals if one.table and not _adds(one.table)] == [
        "1.1-01", "1.2-02", "1.3-01", "1.4-01", "1.6-04", "1.10-02", "1.12-05",
    ]  # fmt: skip


def _adds(table: Table) -> bool:
    """Whether each column sums to its total within 10.000 kr."""
    assert table.total
    for column in table.columns:
        total = table.total.amount(column.key)
        parts = [one.amount(column.key) for one in table.parts]
        ends = [(one.low, one.high) for one in parts if one]
        low, high = sum(one for one, _ in ends), sum(one for _, one in ends)
        if total and max(abs(low - total.low), abs(high - total.high)) > 10_000:
            return False
    return True


def test_vanished_cells_of_the_data_warehouse_are_asked_about() -> None:
    found = [one for one in catalogue().doubts if one.code == "vanished-cell"]
    assert [one.place.line for one in found] == [7810, 7816]


def test_monthly_referrals_are_placed_by_their_totals() -> None:
    found = catalogue().proposal("1.1-08")
    assert found
    rows = found.sub_tables[0].rows
    assert [cell.printed for cell in rows[0].cells] == ["", "97", "24", "13"]
    assert [cell.printed for cell in rows[8].cells] == ["1", "39", "34", ""]


def test_the_moving_costs_are_placed_by_their_totals() -> None:
    found = catalogue().proposal("1.10-01")
    assert found
    rows = {one.label: one for one in found.sub_tables[1].rows}
    bidrag = rows["Bidrag fra STENO til fremrykning af ibrugtagning til 2024"]
    assert [cell.printed for cell in bidrag.cells] == ["", "", "-3,5", ""]


def test_the_financing_overview() -> None:
    amounts = {row.label: row.amount("2024") for row in kind("financing")[0].rows}
    assert amounts["Råderum fra Økonomiaftale, drift"] == Interval.of(-111_000_000)
    assert amounts["Samlet finansiering"] == Interval.of(-119_600_000)
    assert amounts["TOTAL"] == Interval(48_900_000, 121_500_000)


def test_the_unavoidable_list_has_ten_lines() -> None:
    rows = kind("unavoidable")[0].rows
    until = next(at for at, one in enumerate(rows) if one.kind == "subtotal")
    assert until == 10 and rows[until].amount("2024") == Interval(132_500_000, 179_500_000)


def test_regional_development_has_its_groups() -> None:
    table = kind("development")[0]
    tops = [one.label for one in table.rows if one.kind == "subtotal" and one.group.startswith("BALANCE")]
    assert tops == [
        "Kollektiv trafik", "Jordforurening", "Øvrige regionale aktiviteter", "Andel af fælles administration",
        "Centraladministration", "Pensioner vedr. privatbaner",
    ]  # fmt: skip


def test_the_development_pools_are_eight() -> None:
    table = kind("development")[0]
    assert sum(one.group == "Særlige initiativer" for one in table.rows) == 8


def test_savings_of_regional_development_are_a_change() -> None:
    found = next(one for one in kind("development")[0].rows if one.label.startswith("Besparelser"))
    assert {one.column: one.printed for one in found.cells if one.printed} == {
        "change": "-2.302.303", "proposal": "-2.302.303",
    }  # fmt: skip


def test_all_three_tables_of_investments_are_read() -> None:
    assert [(one.unit, len(one.rows)) for one in kind("investment")] == [
        ("mio. kr.", 1), ("1.000 kr.", 32), ("1.000 kr.", 5),
    ]  # fmt: skip


def test_psychiatry_gets_its_equipment_in_2025() -> None:
    found = next(one for one in kind("investment")[1].rows if one.label.startswith("Udstyr til Psykiatrien"))
    assert found.amount("2025") == Interval.of(11_000_000)


def test_the_17_full_year_effects_sum_to_their_total() -> None:
    found = catalogue().proposal("1.12-01")
    assert found
    table = found.sub_tables[0]
    amounts = [one.low for one in (row.amount("amount") for row in table.parts) if one]
    assert (len(amounts), sum(amounts)) == (17, 9_400_000)


def test_lists_described_in_prose_are_tables() -> None:
    found = catalogue().proposal("1.8-02")
    assert found and [one.total.cells[0].printed for one in found.sub_tables if one.total] == [
        "7,50", "7,70", "10,50", "17,10",
    ]  # fmt: skip


def test_no_line_with_a_figure_is_lost() -> None:
    assert len(catalogue().unread) < 70
