"""The interval arithmetic of the check: what rounding may hide, each end by itself, and what a slip looks like."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.budget.checking.pages import HUNDREDTH, catalogue, row, table

from tvaers.engine.budget.catalogue import PERMANENT, Cell, Interval, Place, Row, Table
from tvaers.engine.budget.checking import Finding, check, examine
from tvaers.engine.budget.checking.balance import Balance, Term, term
from tvaers.engine.budget.checking.causes import likely_cause, swaps
from tvaers.engine.budget.checking.levels import column_sums
from tvaers.engine.budget.checking.wording import amount_words

MILLION = 1_000_000
TENTH = 100_000


def figure(low: int, high: int | None = None, step: int = TENTH) -> Term:
    return Term(Interval.of(low, high), Interval.of(step))


def found(*rows: Row) -> Finding:
    (one,) = check(catalogue(table(*rows)))
    return one


@pytest.mark.parametrize(
    ("printed", "verdict"),
    [
        (5 * MILLION, "held"),
        (5 * MILLION + 150_000, "rounding"),
        (5 * MILLION - 150_000, "rounding"),
        (5 * MILLION + 150_001, "off"),
        (5 * MILLION - 150_001, "off"),
    ],
)
def test_the_bound_is_half_a_digit_of_each_term_and_of_the_total(printed: int, verdict: str) -> None:
    assert Balance(figure(printed), (figure(2 * MILLION), figure(3 * MILLION))).verdict == verdict


def test_each_end_of_an_interval_is_tried_by_itself() -> None:
    rows = (figure(MILLION, 3 * MILLION), figure(MILLION))
    assert Balance(figure(2 * MILLION, 4 * MILLION), rows).verdict == "held"
    assert Balance(figure(2 * MILLION, 5 * MILLION), rows).verdict == "off"
    assert Balance(figure(3 * MILLION, 4 * MILLION), rows).verdict == "off"


def test_six_figures_with_one_decimal_may_be_off_by_three_and_a_half_tenths() -> None:
    assert Balance(figure(6 * MILLION), ()).slack == Interval.of(TENTH)
    six = tuple(figure(MILLION) for _ in range(6))
    assert Balance(figure(6 * MILLION + 350_000), six).verdict == "rounding"
    assert Balance(figure(6 * MILLION + 350_001), six).verdict == "off"


def test_a_bare_zero_hides_no_more_than_the_finest_figure_of_its_table() -> None:
    assert term(Interval.of(0), MILLION, HUNDREDTH).steps == Interval.of(HUNDREDTH)
    assert term(Interval.of(0, 5 * MILLION), MILLION, HUNDREDTH).steps == Interval(HUNDREDTH, MILLION)
    assert term(Interval.of(MILLION), MILLION, HUNDREDTH).steps == Interval.of(MILLION)


@pytest.mark.parametrize(
    ("printed", "terms", "cause"),
    [
        (8_100_000, (1_300_000, 500_000), "digit_swap"),
        (1_940_000, (1_000_000, 900_000), ""),
        (1_900_000, (300_000, 100_000), "missing_line"),
        (1_500_000, (1_000_000, -500_000), "sign"),
        (16_800_000, (180_000, 1_500_000), "unit"),
        (1_000_000, (1_000_000, 500_000), "missing_line"),
        (1_000_000, (500_000, 500_000, 500_000), "doubled_line"),
    ],
)
def test_the_likely_cause(printed: int, terms: tuple[int, ...], cause: str) -> None:
    balance = Balance(figure(printed, step=HUNDREDTH), tuple(figure(one, step=HUNDREDTH) for one in terms))
    assert likely_cause(balance) == cause


def test_swaps_are_of_neighbouring_digits_that_differ() -> None:
    assert sorted(swaps(1_220)) == [1_202, 2_120]
    assert list(swaps(-12)) == [-21]


def test_one_missing_end_is_told_as_such() -> None:
    one = Balance(figure(0, 10 * MILLION), (figure(10 * MILLION),))
    assert likely_cause(one) == "one_end"


def test_a_total_repeated_from_the_column_before_is_told_as_such() -> None:
    one = found(
        row("Drift", 2 * MILLION, 4 * MILLION, 4 * MILLION),
        row("Udstyr", MILLION, MILLION, MILLION),
        row("Samlet", 3 * MILLION, 3 * MILLION, 5 * MILLION, kind="total"),
    )
    assert (one.cause, one.where) == ("repeated", "Budgetbrik 1.1-01, »Samlet«, kolonnen 2025")


def test_a_finding_names_place_figures_difference_and_reason() -> None:
    one = found(
        row("Drift", 900_000, 0, 0, step=TENTH),
        row("Engangs", 500_000, 0, 0, step=TENTH),
        row("Samlet", 900_000, 0, 0, kind="total", line=7, step=TENTH),
    )
    assert (one.rule, one.kind, one.place, one.object) == ("I2", "error", Place(7), "1.1-01")
    assert (one.printed_text, one.recomputed_text) == ("0,9 mio. kr.", "1,4 mio. kr.")
    assert one.difference == Interval.of(-500_000)
    assert one.reason == (
        "Rækkerne (0,9 + 0,5) giver 1,4 mio. kr., men der står 0,9 mio. kr. "
        "Forskellen er -0,5 mio. kr.; afrunding kan højst give 0,15 mio. kr. "
        "Sandsynlig årsag: en linje mangler, eller totalen udelader en linje."
    )


def test_an_empty_cell_is_no_zero_and_takes_no_part() -> None:
    report = examine(
        catalogue(
            table(row("Drift", 2 * MILLION, None, None), row("Samlet", 2 * MILLION, None, None, kind="total")),
        )
    )
    assert (report.held, report.rounding, report.failed) == (1, 0, 0)
    assert [(one.rule, one.kind) for one in report.findings] == [("TOM", "label"), ("TOM", "label")]


def doubtful(total: int) -> Table:
    """A row whose cells may belong in any column, under a total that is printed in all of them."""
    unsure = Row("Udstyr", "running", tuple(_doubted(one) for one in row("", 2, 3, 5).cells), Place(1))
    return table(unsure, row("Samlet", 5, 5, total, kind="total"), kind="sub")


def test_doubtful_cells_are_tried_over_all_columns_only() -> None:
    assert [(one.column, one.balance.verdict) for one in column_sums(doubtful(0))] == [("*", "held")]


def test_a_doubtful_row_that_no_placement_can_save_is_an_error() -> None:
    one = table(row("Drift", 1_000_000, 0, 0), row("Samlet", 5_000_000, 0, 0, kind="total"), kind="sub")
    unsure = replace(one, rows=(replace(one.rows[0], cells=tuple(map(_doubted, one.rows[0].cells))), one.rows[1]))
    (told,) = check(replace(catalogue(), tables=(unsure,)))
    assert (told.kind, told.where) == ("error", "Tabellen, »Samlet«, alle kolonner tilsammen")


def _doubted(one: Cell) -> Cell:
    return replace(one, state="doubtful")


def test_sub_totals_take_their_rows_and_the_total_takes_the_sub_totals() -> None:
    one = table(
        row("A", MILLION, 0, 0), row("B", MILLION, 0, 0), row("I alt AB", 2 * MILLION, 0, 0, kind="subtotal"),
        row("C", 3 * MILLION, 0, 0), row("I alt", 5 * MILLION, 0, 0, kind="total"), kind="sub",
    )  # fmt: skip
    sums = [tuple(term.label for term in each.balance.terms) for each in column_sums(one) if each.column == "2024"]
    assert sums == [("A", "B"), ("I alt AB", "C")]


def test_a_sub_total_above_its_rows_takes_those_that_stand_under_it() -> None:
    under = tuple(replace(row(name, MILLION, 0, 0), group="Trafik") for name in "AB")
    one = table(
        row("Trafik", 2 * MILLION, 0, 0, kind="subtotal"), *under, row("Andet", MILLION, 0, 0),
        row("I alt", 3 * MILLION, 0, 0, kind="total"), kind="sub",
    )  # fmt: skip
    sums = [tuple(term.label for term in each.balance.terms) for each in column_sums(one) if each.column == "2024"]
    assert sums == [("A", "B"), ("Trafik", "Andet")]


def test_a_fingerprint_stays_when_the_lines_move_and_differs_between_columns() -> None:
    rows = (row("Drift", MILLION, MILLION, MILLION), row("Samlet", 0, 0, MILLION, kind="total"))
    moved = (rows[0], row("Samlet", 0, 0, MILLION, kind="total", line=99))
    first, second = check(catalogue(table(*rows)))
    assert [one.fingerprint for one in check(catalogue(table(*moved)))] == [first.fingerprint, second.fingerprint]
    assert first.fingerprint != second.fingerprint


@pytest.mark.parametrize(
    ("low", "high", "unit", "step", "text"),
    [
        (16_400_000, 16_400_000, "mio. kr.", TENTH, "16,4 mio. kr."),
        (0, 10_000_000, "mio. kr.", HUNDREDTH, "0,00-10,00 mio. kr."),
        (-11_400_000, 35_600_000, "mio. kr.", TENTH, "-11,4 til 35,6 mio. kr."),
        (53_689_037, 53_689_037, "kr.", 1, "53.689.037 kr."),
        (1_355_700_000, 1_355_700_000, "1.000 kr.", 1_000, "1.355.700 tusind kr."),
        (16_400, 16_400, "pct.", 100, "16,4 pct."),
    ],
)
def test_amounts_in_words(low: int, high: int, unit: str, step: int, text: str) -> None:
    assert amount_words(Interval(low, high), unit, step) == text  # type: ignore[arg-type]


def test_the_permanent_column_has_a_danish_name() -> None:
    one = found(row("Drift", 0, 0, MILLION), row("Samlet", 0, 0, 0, kind="total"))
    assert PERMANENT not in one.where
    assert one.where.endswith("kolonnen Permanent")
