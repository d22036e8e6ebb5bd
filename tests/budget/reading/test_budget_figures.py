"""Figures as catalogues print them."""

from __future__ import annotations

import pytest

from tvaers.engine.budget.catalogue import Interval
from tvaers.engine.budget.reading.figures import cell, figure, from_the_right


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [
        ("2,6", 2_600_000, 2_600_000),
        ("10,00", 10_000_000, 10_000_000),
        ("0", 0, 0),
        ("-5,00", -5_000_000, -5_000_000),
        ("−5,00", -5_000_000, -5_000_000),
        ("--0,88", -880_000, -880_000),
        ("0-5", 0, 5_000_000),
        ("0- 10,00", 0, 10_000_000),
        ("25,0 – 50,0", 25_000_000, 50_000_000),
        ("3-5 mio.", 3_000_000, 5_000_000),
        ("33,850", 33_850_000, 33_850_000),
        ("(-)11,4 – (+)35,6", -11_400_000, 35_600_000),
        ("880.000 kr.", 880_000, 880_000),
        ("1,2 mia. kr.", 1_200_000_000, 1_200_000_000),
    ],
)
def test_a_figure_in_a_table_of_millions(printed: str, low: int, high: int) -> None:
    assert cell("2024", printed, "mio. kr.").amount == Interval(low, high)


@pytest.mark.parametrize(
    ("printed", "unit", "amount", "step"),
    [
        ("241.049.000", "kr.", 241_049_000, 1),
        ("1.355.700", "1.000 kr.", 1_355_700_000, 1_000),
        ("118,530", "mio. kr.", 118_530_000, 1_000),
        ("16,4", "pct.", 16_400, 100),
        ("720", "antal", 720_000, 1_000),
        ("12.345,67", "kr.", 12_346, 1),
    ],
)
def test_the_unit_gives_amount_and_step(printed: str, unit: str, amount: int, step: int) -> None:
    found = cell("2024", printed, unit)  # type: ignore[arg-type]
    assert (found.amount, found.step) == (Interval.of(amount), step)


@pytest.mark.parametrize("printed", ["", "-", "–"])
def test_nothing_is_not_zero(printed: str) -> None:
    found = cell("2024", printed, "mio. kr.")
    assert (found.amount, found.state) == (None, "empty")


@pytest.mark.parametrize("printed", ["Afventer", "2,6,4", "1.23.4", "2,6 æbler"])
def test_words_are_no_figure(printed: str) -> None:
    assert figure(printed) is None


@pytest.mark.parametrize(
    ("text", "most", "label", "figures"),
    [
        ("Drift -3,4 -3,4 -3,4", 3, "Drift", ("-3,4", "-3,4", "-3,4")),
        ("Drift 0-1,6 0-1,6 0-1,6", 3, "Drift", ("0-1,6", "0-1,6", "0-1,6")),
        ("Drift 25,0 – 50,0 25,0 – 50,0", 3, "Drift", ("25,0 – 50,0", "25,0 – 50,0")),
        ("Finansieret i 2024 -6,000 - -", 3, "Finansieret i 2024", ("-6,000", "-", "-")),
        ("Bidrag til 2024 -3,5", 4, "Bidrag til 2024", ("-3,5",)),
        ("Robotkirurgi RHN - Udvikling 3,00 4,00", 2, "Robotkirurgi RHN - Udvikling", ("3,00", "4,00")),
        ("Drift (1/4 og ½ ressource) 0,0 0,7 0,7", 3, "Drift (1/4 og ½ ressource)", ("0,0", "0,7", "0,7")),
        ("2020 21.322 11.684", 3, "2020", ("21.322", "11.684")),
        ("Etape 2 1,5 2,5", 2, "Etape 2", ("1,5", "2,5")),
    ],
)
def test_a_line_is_parted_from_the_right(text: str, most: int, label: str, figures: tuple[str, ...]) -> None:
    assert from_the_right(text, most) == (label, figures)
