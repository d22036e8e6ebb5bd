"""The traps of printed catalogues, one by one, on a made-up catalogue."""

from __future__ import annotations

import pytest
from tests.budget.reading.made_up import made_up

from tvaers.engine.budget.catalogue import Catalogue, Interval, Row, Table
from tvaers.engine.budget.reading import read_text


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_text(made_up())


def own(catalogue: Catalogue, key: str) -> Table:
    """The table of a proposal's own economy."""
    found = catalogue.proposal(key)
    assert found and found.table
    return found.table


def of_kind(catalogue: Catalogue, kind: str) -> Table:
    return next(one for one in catalogue.tables if one.kind == kind)


def row(table: Table, label: str) -> Row:
    return next(one for one in table.rows if one.label == label)


def shown(one: Row) -> list[tuple[str, str]]:
    return [(cell.printed, cell.state) for cell in one.cells]


def test_the_head_is_read(catalogue: Catalogue) -> None:
    assert (catalogue.title, catalogue.region, catalogue.year) == ("Budgetkatalog 2031", "Region Fjordland", 2031)


def test_the_periods_are_those_of_most_tables(catalogue: Catalogue) -> None:
    assert catalogue.periods == ("2031", "2032", "PERM")


def test_the_price_level_is_that_of_most_tables(catalogue: Catalogue) -> None:
    assert catalogue.price_level == "2030"


def test_keys_follow_the_overview_and_not_the_pages(catalogue: Catalogue) -> None:
    keys = [(one.key, one.place.page) for one in catalogue.proposals if one.theme == "1.1"]
    assert keys == [("1.1-01", 4), ("1.1-02", 5), ("1.1-03", 7), ("1.1-04", 6)]


def test_a_heading_over_two_lines_is_put_together(catalogue: Catalogue) -> None:
    found = catalogue.proposal("1.1-04")
    assert found and found.title == "Etablering af en ny fælles akutstue med særligt tilsyn (FAST) i regionen"


def test_other_forms_of_a_title_are_kept(catalogue: Catalogue) -> None:
    found = catalogue.proposal("1.1-03")
    assert found and (found.title, found.aliases) == ("Aftaler om vikarer – bedre vilkår", ("Bedre vikaraftaler",))


def test_a_heading_without_a_unit_line_is_found_by_its_title(catalogue: Catalogue) -> None:
    found = catalogue.proposal("1.2-01")
    assert found and (found.title, found.departments) == ("Flytning til nye lokaler og et depot", None)


def test_the_unit_line_is_kept(catalogue: Catalogue) -> None:
    found = catalogue.proposal("1.1-01")
    assert found and found.departments == "Lungeafsnittet, Sygehus Øst"


def test_the_mark_of_the_unavoidable_is_read(catalogue: Catalogue) -> None:
    assert [one.key for one in catalogue.proposals if one.is_unavoidable] == ["1.1-02", "1.2-01"]


def test_nobody_knows_what_is_political(catalogue: Catalogue) -> None:
    assert {one.is_political for one in catalogue.proposals} == {None}


def test_an_amount_on_the_line_below_belongs_to_the_title(catalogue: Catalogue) -> None:
    found = next(one for one in catalogue.overview if one.proposal == "1.1-04")
    assert found.growth and found.growth.amount == Interval.of(4_100_000)


def test_a_lone_negative_amount_is_a_saving(catalogue: Catalogue) -> None:
    found = next(one for one in catalogue.overview if one.proposal == "1.1-03")
    assert found.growth is None and found.saving and found.saving.amount == Interval.of(-900_000)


def test_totals_of_the_overview_are_apart(catalogue: Catalogue) -> None:
    assert [one.theme for one in catalogue.overview_totals] == ["1.1", "1.2", "1.3", ""]


def test_a_wrong_theme_number_is_kept_beside_the_right_one(catalogue: Catalogue) -> None:
    assert [(one.number, one.printed_number) for one in catalogue.themes] == [
        ("1.1", "1.1"), ("1.2", "1.7"), ("1.3", "1.3"),
    ]  # fmt: skip


def test_a_row_printed_twice_names_the_same_proposal_twice(catalogue: Catalogue) -> None:
    assert [one.proposal for one in catalogue.themes[1].entries] == ["1.2-01", "1.2-02", "1.2-01"]


def test_a_theme_paid_by_others_is_told(catalogue: Catalogue) -> None:
    assert [one.number for one in catalogue.themes if one.is_externally_financed] == ["1.3"]


@pytest.mark.parametrize("column", ["2031", "2032", "PERM"])
def test_forms_of_an_interval_mean_the_same(catalogue: Catalogue, column: str) -> None:
    assert own(catalogue, "1.1-01").rows[0].amount(column) == Interval(0, 900_000)


def test_the_step_is_the_last_printed_digit(catalogue: Catalogue) -> None:
    cells = own(catalogue, "1.1-01").rows[0].cells
    assert [one.step for one in cells] == [100_000, 10_000, 100_000]


def test_a_unit_printed_in_a_cell_is_understood(catalogue: Catalogue) -> None:
    assert own(catalogue, "1.1-02").rows[0].amount("PERM") == Interval(2_000_000, 5_000_000)


def test_a_label_over_two_lines_gets_the_figures_below(catalogue: Catalogue) -> None:
    assert own(catalogue, "1.1-02").rows[0].label == "Opdriftsbehov (afdækning af merforbrug og forventet vækst)"


def test_wrong_years_in_a_head_are_kept_as_printed(catalogue: Catalogue) -> None:
    assert [one.key for one in own(catalogue, "1.1-02").columns] == ["2030", "2031", "PERM"]


def test_another_price_level_is_kept(catalogue: Catalogue) -> None:
    found = catalogue.proposal("1.1-02")
    assert found and found.price_level == "2029"


def test_a_table_without_a_caption_has_no_price_level(catalogue: Catalogue) -> None:
    found = catalogue.proposal("1.3-01")
    assert found and found.price_level == ""


def test_two_minus_signs_are_one(catalogue: Catalogue) -> None:
    cell = own(catalogue, "1.1-03").rows[0].cell("2032")
    assert cell and (cell.printed, cell.amount) == ("--0,90", Interval.of(-900_000))


def test_a_label_without_figures_is_an_empty_row(catalogue: Catalogue) -> None:
    found = row(own(catalogue, "1.1-03"), "Eventuelle etableringsudgifter (engangs)")
    assert shown(found) == [("", "empty")] * 3


def test_a_sentence_in_place_of_figures_is_a_note(catalogue: Catalogue) -> None:
    found = own(catalogue, "1.2-01").rows[1]
    assert (found.kind, found.note) == ("note", "Forudsættes afholdt indenfor anlægsrammen")


def test_two_rows_in_one_are_parted_column_by_column(catalogue: Catalogue) -> None:
    rows = own(catalogue, "1.1-04").parts
    assert [(one.label, [cell.printed for cell in one.cells]) for one in rows] == [
        ("Løn", ["2,100", "-", "-", "-"]),
        ("Leje af udstyr incl. tilsyn", ["2,000", "1,000", "-", "-"]),
    ]


def test_vanished_cells_are_placed_where_the_totals_leave_one_way(catalogue: Catalogue) -> None:
    found = catalogue.proposal("1.1-02")
    assert found
    rows = found.sub_tables[0].rows
    assert [shown(one) for one in rows[:2]] == [
        [("", "empty"), ("40", "placed"), ("60", "placed")],
        [("10", "placed"), ("50", "placed"), ("", "empty")],
    ]


def test_a_figure_is_placed_by_the_overview_and_the_rest_stays_doubtful(catalogue: Catalogue) -> None:
    rows = own(catalogue, "1.2-02").rows
    assert [shown(one) for one in rows[:2]] == [
        [("1,5", "placed"), ("", "empty"), ("", "empty")],
        [("", "empty"), ("2,0", "doubtful"), ("", "doubtful")],
    ]


def test_a_doubtful_cell_is_asked_about_with_its_choices(catalogue: Catalogue) -> None:
    doubt = next(one for one in catalogue.doubts if "Indkøb af reoler" in one.text)
    assert (doubt.code, doubt.choices) == ("vanished-cell", ("2032: 2,0", "Permanent: 2,0"))


def test_every_proposal_has_one_total(catalogue: Catalogue) -> None:
    totals = [[one.kind for one in own(catalogue, each.key).rows].count("total") for each in catalogue.proposals]
    assert totals == [1] * 7


def test_a_footnote_star_is_no_part_of_a_label(catalogue: Catalogue) -> None:
    total = own(catalogue, "1.1-02").total
    assert total and total.label == "Samlet udvidelsesforslag"


def test_sections_are_told_by_their_headings(catalogue: Catalogue) -> None:
    found = catalogue.proposal("1.1-01")
    assert found and [one.heading for one in found.sections] == ["Baggrund", "Økonomisk konsekvens"]


def test_the_rest_of_a_heading_line_is_text(catalogue: Catalogue) -> None:
    found = catalogue.proposal("1.1-02")
    assert found and (found.sections[0].heading, found.sections[0].text.split("\n")[0]) == (
        "Baggrund/Status", "Væksten fortsætter.",
    )  # fmt: skip


def test_amounts_in_text_keep_unit_and_printing(catalogue: Catalogue) -> None:
    found = catalogue.proposal("1.1-01")
    assert found and [(one.printed, one.amount, one.unit, one.is_about) for one in found.amounts] == [
        ("0,450 mio. kr.", Interval.of(450_000), "mio. kr.", False),
        ("1.65 mio. kr.", Interval.of(1_650_000), "mio. kr.", False),
        ("840.000 kr.", Interval.of(840_000), "kr.", False),
        ("mellem 0 til 0,9 mio. kr.", Interval(0, 900_000), "mio. kr.", True),
        ("16,4 procent", Interval.of(16_400), "pct.", True),
    ]


def test_financing_has_its_groups_and_sums(catalogue: Catalogue) -> None:
    table = of_kind(catalogue, "financing")
    assert [(one.kind, one.amount("2031")) for one in table.rows if one.kind in ("subtotal", "total")] == [
        ("subtotal", Interval.of(-8_500_000)),
        ("subtotal", Interval.of(-900_000)),
        ("total", Interval(1_700_000, 5_600_000)),
    ]


def test_signs_in_brackets_are_signs(catalogue: Catalogue) -> None:
    total = of_kind(catalogue, "unavoidable").total
    assert total and total.amount("2031") == Interval(-3_900_000, -900_000)


def test_words_broken_by_blanks_are_mended(catalogue: Catalogue) -> None:
    labels = [one.label for one in of_kind(catalogue, "development").rows]
    assert {"Kollektiv trafik", "Besparelser"} <= set(labels)


def test_sums_that_stand_first_hold_their_rows(catalogue: Catalogue) -> None:
    table = of_kind(catalogue, "development")
    assert [(one.label, one.kind) for one in table.rows if one.group == "Miljø"] == [
        ("Løn", "part"), ("Andre udgifter", "part"),
    ]  # fmt: skip


def test_draft_and_change_place_a_row_of_two_figures(catalogue: Catalogue) -> None:
    found = row(of_kind(catalogue, "development"), "Besparelser")
    assert [(one.column, one.printed) for one in found.cells if one.printed] == [
        ("change", "-10.000"), ("proposal", "-10.000"),
    ]  # fmt: skip


def test_a_number_of_a_note_is_no_amount(catalogue: Catalogue) -> None:
    assert row(of_kind(catalogue, "development"), "Besparelser").note == "Note 3"


def test_investments_have_columns_before_and_after_the_years(catalogue: Catalogue) -> None:
    keys = [one.key for one in of_kind(catalogue, "investment").columns]
    assert keys == ["earlier", "2031", "2032", "2033", "later", "total"]


def test_investments_are_placed_along_rows_and_down_columns(catalogue: Catalogue) -> None:
    found = row(of_kind(catalogue, "investment"), "Ny indgang")
    assert [(one.column, one.printed, one.state) for one in found.cells if one.printed] == [
        ("2031", "1.000", "placed"), ("2032", "4.000", "placed"), ("total", "5.000", "placed"),
    ]  # fmt: skip


def test_a_project_without_a_price_is_an_empty_row(catalogue: Catalogue) -> None:
    found = row(of_kind(catalogue, "investment"), "Uprissat ønske")
    assert {one.state for one in found.cells} == {"empty"}


def test_investments_without_a_unit_are_thousands_and_asked_about(catalogue: Catalogue) -> None:
    assert of_kind(catalogue, "investment").unit == "1.000 kr."
    assert "no-unit" in [one.code for one in catalogue.doubts]


def test_what_is_left_of_a_chart_is_unread(catalogue: Catalogue) -> None:
    assert [one.partition(": ")[2] for one in catalogue.unread] == ["0,0%", "10,0%", "-", "M", "IO"]


@pytest.mark.parametrize(("number", "doubts"), [("1.2", 0), ("1.7", 1)])
def test_a_chapter_with_another_number_than_the_overview_is_doubted(number: str, doubts: int) -> None:
    text = made_up().replace(" 1.2 Bygninger \n", f" {number} Bygninger \n")
    found = [one for one in read_text(text).doubts if one.code == "theme-number"]
    assert len(found) == doubts
    assert all(one.choices == ("1.2", number) for one in found)
