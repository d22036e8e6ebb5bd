"""Tables as other regions lay them out: each must come out with the same three rows, and its sums must hold."""

from __future__ import annotations

import pytest

from tvaers.engine.budget.catalogue import Catalogue, Table
from tvaers.engine.budget.checking import examine
from tvaers.engine.budget.reading import read_text

HEAD = "Budgetforslag 2025\n\nForslag nr. 1: Robotkirurgi\n\nForslaget giver bedre drift.\n\nØkonomi (1.000 kr.)\n"
TAIL = "\nEfter tabellen står der en sætning.\n"
YEARS = "         2025     2026     2027\n"
LONG = ", og ".join(["lønnen er anslået og kan ændre sig"] * 4) + "."
FIGURES = (
    ("Løn", "1.200", "1.300", "1.400"),
    ("Leje", "2.000", "2.100", "2.200"),
    ("I alt", "3.200", "3.400", "3.600"),
)


def rows(between: str = " ", *, blank: str = ".", end: str = "", edge: str = "") -> list[str]:
    """The three rows with something between their cells, after each figure, and around them."""
    shown = [(one[0], *(figure.replace(".", blank) + end for figure in one[1:])) for one in FIGURES]
    return [f"{edge}{between.join(one)}{edge and edge[::-1]}\n" for one in shown]


def table_of(head: str, *lines: str) -> str:
    return head + "".join(lines)


PAY, RENT, TOTAL = rows()
LAYOUTS = {
    "thousands by blanks": table_of(YEARS, *rows("   ", blank=" ")),
    "thousands by hard blanks": table_of(YEARS, *rows(blank="\u00a0")),
    "øre": table_of(YEARS, *rows(end=",00")),
    "prefixed years": table_of("   B 2025   BO 2026   BO 2027\n", *rows()),
    "named years": table_of(" Budget 2025 Overslag 2026 Overslag 2027\n", *rows()),
    "a long note between": table_of(YEARS, PAY, f"{LONG}\n", RENT, TOTAL),
    "bars without edges": table_of(" | 2025 | 2026 | 2027\n---|---|---|---\n", *rows(" | ")),
    "bold Markdown": table_of(
        "| | **2025** | **2026** | **2027** |\n|:--|--:|--:|--:|\n", *rows("** | **", edge="| **")
    ),
    "sum on top": table_of(YEARS, TOTAL, PAY, RENT),
    "head of a page and of the table again": table_of(YEARS, PAY, "\fRegion Sydkyst    Side 12\n", YEARS, RENT, TOTAL),
    "mark of a page between": table_of(YEARS, PAY, "Side 12 af 40\n", RENT, TOTAL),
    "number of a page between": table_of(YEARS, PAY, "12\n", RENT, TOTAL),
}
NEGATIVE = {
    "in brackets": f"{YEARS}Løn   (1.200)  (1.300)  (1.400)\nLeje  2.000  2.100  2.200\nI alt   800   800   800\n",
    "minus last": f"{YEARS}Løn   1.200-   1.300-   1.400-\nLeje   2.000   2.100   2.200\nI alt   800   800   800\n",
    "sign of minus": f"{YEARS}Løn   −1.200   −1.300   −1.400\nLeje   2.000   2.100   2.200\nI alt   800   800   800\n",
}
AREAS = "Somatik{0} 320 340 360\nLøn 120 130 140\nLeje 200 210 220\nPsykiatri{0} 30 40 50\nEl 10 15 20\nVand 20 25 30\n"
WHOLE = "Total 350 380 410\n"


def catalogue(layout: str) -> Catalogue:
    return read_text(HEAD + layout + TAIL)


def table(layout: str) -> Table:
    (proposal,) = catalogue(layout).proposals
    assert proposal.table
    return proposal.table


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_table_comes_out_whole(layout: str) -> None:
    amounts = {row.label: [cell.amount.low // 1_000 for cell in row.cells if cell.amount] for row in table(layout).rows}
    assert amounts == {"Løn": [1_200, 1_300, 1_400], "Leje": [2_000, 2_100, 2_200], "I alt": [3_200, 3_400, 3_600]}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_its_sums_hold(layout: str) -> None:
    report = examine(catalogue(layout))
    assert (report.held, report.open, report.doubts) == (3, (), ())


@pytest.mark.parametrize("layout", NEGATIVE.values(), ids=NEGATIVE)
def test_negative_amounts_are_known_by_their_form(layout: str) -> None:
    report = examine(catalogue(layout))
    assert (report.held, report.open) == (3, ())


@pytest.mark.parametrize("word", ["", " i alt"])
@pytest.mark.parametrize("is_whole_first", [True, False])
def test_areas_before_their_rows_are_sums(word: str, is_whole_first: bool) -> None:
    areas = AREAS.format(word)
    report = examine(catalogue(YEARS + (WHOLE + areas if is_whole_first else areas + WHOLE)))
    assert (report.held, report.open) == (9, ())


@pytest.mark.parametrize("word", ["", " i alt"])
def test_a_wrong_figure_under_an_area_is_told(word: str) -> None:
    report = examine(catalogue(YEARS + (AREAS.format(word) + WHOLE).replace("El 10", "El 70")))
    assert [one.rule for one in report.open if one.kind == "error"] == ["I2"]


def test_a_row_that_stands_twice_is_no_area_of_its_own_copy() -> None:
    report = examine(catalogue(f"{YEARS}Løn 120 130 140\nLøn 120 130 140\nLeje 0 0 0\nI alt 120 130 140\n"))
    assert {one.rule for one in report.open} == {"I2", "DUBLET"}


@pytest.mark.parametrize("label", ["- heraf læger", "Heraf læger", "hvoraf læger"])
def test_what_is_part_of_the_row_above_is_not_added(label: str) -> None:
    report = examine(catalogue(f"{YEARS}Løn 120 130 140\n{label} 40 40 40\nLeje 200 210 220\nI alt 320 340 360\n"))
    assert (report.held, report.open) == (3, ())


@pytest.mark.parametrize("word", ["Netto", "Nettoudgift", "Nettoeffekt"])
def test_a_net_amount_is_a_sum(word: str) -> None:
    report = examine(catalogue(f"{YEARS}Udgifter 120 130 140\nIndtægter -20 -30 -40\n{word} 100 100 100\n"))
    assert (report.held, report.open) == (3, ())


@pytest.mark.parametrize(
    "layout",
    [
        "       2025  2026  I alt\nLøn 120 130 250\nLeje 200 210 410\nI alt 320 340 660\n",
        "       I alt  2025  2026\nLøn 250 120 130\nLeje 410 200 210\nI alt 660 320 340\n",
    ],
    ids=["last", "first"],
)
def test_a_column_of_sums_is_tried_along_the_rows(layout: str) -> None:
    assert examine(catalogue(layout)).held == 6


def test_a_number_in_brackets_at_the_end_of_a_label_is_no_amount() -> None:
    labels = [row.label for row in table(f"{YEARS}Løn (12) 120 130 140\nLeje 200 210 220\nI alt 320 340 360\n").rows]
    assert labels[0] == "Løn (12)"
