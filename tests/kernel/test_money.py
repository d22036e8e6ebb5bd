"""Whole øre, whole basis points, one rounding."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvaers.kernel.errors import Problem
from tvaers.kernel.money import (
    kroner,
    parse_kroner,
    parse_share,
    percent,
    plain,
    portion,
    share,
    split,
)

AMOUNTS = st.integers(-(10**17), 10**17)


@pytest.mark.parametrize(
    ("oere", "basis_points", "expected"),
    [
        (100_00, 9_000, 90_00),
        (1, 4_999, 0),
        (1, 5_000, 1),
        (-1, 4_999, 0),
        (-1, 5_000, -1),
        (5, 7_000, 4),
        (-5, 7_000, -4),
        (12_345, 0, 0),
        (12_345, 10_000, 12_345),
        (187_432_00, 9_000, 168_688_80),
    ],
)
def test_share_rounds_halves_away_from_zero(oere: int, basis_points: int, expected: int) -> None:
    assert share(oere, basis_points) == expected


@given(AMOUNTS, st.integers(-(10**6), 10**6), st.integers(1, 10**6))
def test_portion_is_nearest(oere: int, numerator: int, denominator: int) -> None:
    exact = Fraction(oere * numerator, denominator)
    assert abs(portion(oere, numerator, denominator) - exact) <= Fraction(1, 2)


@given(AMOUNTS)
def test_an_exact_half_goes_away_from_zero(whole: int) -> None:
    odd = 2 * whole + 1
    assert abs(portion(odd, 1, 2)) * 2 == abs(odd) + 1


@given(AMOUNTS, st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_reversed_amount_gives_the_reversed_portion(oere: int, numerator: int, denominator: int) -> None:
    assert portion(-oere, numerator, denominator) == -portion(oere, numerator, denominator)


@pytest.mark.parametrize("denominator", [0, -1])
def test_portion_refuses_a_denominator_that_is_not_positive(denominator: int) -> None:
    with pytest.raises(Problem, match="Nævneren"):
        portion(100, 1, denominator)


@pytest.mark.parametrize(
    ("total", "weights", "expected"),
    [
        (100, [1, 1, 1], [34, 33, 33]),
        (101, [1, 1, 1], [34, 34, 33]),
        (-100, [1, 1, 1], [-34, -33, -33]),
        (10, [1, 0, 2], [3, 0, 7]),
        (1, [0, 1, 1], [0, 1, 0]),
        (0, [5, 3], [0, 0]),
        (7, [3], [7]),
    ],
)
def test_split_gives_what_is_left_to_the_largest_remainders(
    total: int, weights: list[int], expected: list[int]
) -> None:
    assert split(total, weights) == expected


@given(AMOUNTS, st.lists(st.integers(0, 10**9), min_size=1, max_size=98).filter(any))
def test_split_sums_to_the_total(total: int, weights: list[int]) -> None:
    assert sum(split(total, weights)) == total


@given(AMOUNTS, st.lists(st.integers(0, 10**9), min_size=1, max_size=98).filter(any))
def test_split_is_less_than_one_oere_from_the_exact_part(total: int, weights: list[int]) -> None:
    exact = [Fraction(total * weight, sum(weights)) for weight in weights]
    assert all(abs(part - fair) < 1 for part, fair in zip(split(total, weights), exact, strict=True))


@pytest.mark.parametrize("weights", [[], [0], [0, 0], [2, -1]])
def test_split_refuses_weights_without_meaning(weights: list[int]) -> None:
    with pytest.raises(Problem, match="Vægtene"):
        split(100, weights)


@pytest.mark.parametrize(
    ("oere", "expected"),
    [
        (1_234_567, "12.345,67 kr."),
        (0, "0,00 kr."),
        (5, "0,05 kr."),
        (-5, "-0,05 kr."),
        (99_999, "999,99 kr."),
        (100_000, "1.000,00 kr."),
        (-123_456_789_00, "-123.456.789,00 kr."),
    ],
)
def test_kroner_is_danish(oere: int, expected: str) -> None:
    assert kroner(oere) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("168688.80", 168_688_80),
        ("0.5", 50),
        ("-0.05", -5),
        (" 12 ", 12_00),
        (12, 12_00),
        (-3, -3_00),
        (Decimal("168688.80"), 168_688_80),
        (Decimal("1E+3"), 1000_00),
    ],
)
def test_parse_kroner_is_exact(value: str | int | Decimal, expected: int) -> None:
    assert parse_kroner(value) == expected


@pytest.mark.parametrize(
    "value",
    ["", "1.234", "1,50", "1.234,50", "1e3", "1_000", "+5", ".5", "5.", "NaN", "٣", "12 kr.", Decimal("0.001"),
     Decimal("NaN"), Decimal("Infinity"), True, 1.5, None],
)  # fmt: skip
def test_parse_kroner_refuses_what_is_not_exact_kroner(value: object) -> None:
    with pytest.raises(Problem, match="ikke et beløb"):
        parse_kroner(value)  # type: ignore[arg-type]


@given(AMOUNTS)
def test_plain_reads_back(oere: int) -> None:
    assert parse_kroner(plain(oere)) == oere


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0.90", 9_000),
        ("90 %", 9_000),
        ("70%", 7_000),
        ("70\u00a0%", 7_000),
        ("12,5 %", 1_250),
        ("12.25 %", 1_225),
        ("0.0001", 1),
        ("1", 10_000),
        (1, 10_000),
        ("1.00", 10_000),
        ("-0.10", -1_000),
        (Decimal("0.7"), 7_000),
    ],
)
def test_parse_share_is_exact(value: str | int | Decimal, expected: int) -> None:
    assert parse_share(value) == expected


@pytest.mark.parametrize("value", ["", "%", "0.90001", "0,90", "90.125 %", "9 0 %", "ni", "1e-1", 0.9, False, None])
def test_parse_share_refuses_what_is_not_whole_basis_points(value: object) -> None:
    with pytest.raises(Problem, match="ikke en sats"):
        parse_share(value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("basis_points", "expected"),
    [(9_000, "90 %"), (1_250, "12,5 %"), (1, "0,01 %"), (10_000, "100 %"), (0, "0 %"), (-1_005, "-10,05 %")],
)
def test_percent_is_danish(basis_points: int, expected: str) -> None:
    assert percent(basis_points) == expected


@given(st.integers(-(10**6), 10**6))
def test_percent_reads_back(basis_points: int) -> None:
    assert parse_share(percent(basis_points)) == basis_points
