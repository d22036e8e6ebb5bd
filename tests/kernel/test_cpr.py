"""CPR numbers: birth date, mask and leak check. The numbers are MedCom's national test persons or made up."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvaers.kernel.ids import check_cpr, cpr_birth_date, looks_like_cpr, mask_cpr


@pytest.mark.parametrize(
    ("seventh", "year", "born"),
    [
        ("0", "00", 1900), ("3", "99", 1999),
        ("4", "00", 2000), ("4", "36", 2036), ("4", "37", 1937), ("4", "99", 1999),
        ("5", "00", 2000), ("5", "57", 2057), ("5", "58", 1858), ("8", "99", 1899), ("8", "36", 2036),
        ("9", "36", 2036), ("9", "37", 1937),
    ],
)  # fmt: skip
def test_the_seventh_digit_and_the_year_give_the_century(seventh: str, year: str, born: int) -> None:
    assert cpr_birth_date(f"0101{year}{seventh}000") == date(born, 1, 1)


@pytest.mark.parametrize(
    ("cpr", "born"),
    [
        ("251248-9996", date(1948, 12, 25)),
        ("2902004000", date(2000, 2, 29)),
        ("2902000000", None),
        ("6101480000", date(1948, 1, 1)),
        ("6001480000", None),
        ("9201480000", None),
        ("0001480000", None),
        ("0113480000", None),
        ("25124899961", None),
        ("251248 9996", None),
        ("251248AA10", None),
        ("", None),
    ],
)
def test_birth_dates(cpr: str, born: date | None) -> None:
    assert cpr_birth_date(cpr) == born


@given(st.dates(date(1900, 1, 1), date(1999, 12, 31)), st.integers(0, 3999))
def test_every_date_of_the_last_century_reads_back(born: date, serial: int) -> None:
    assert cpr_birth_date(f"{born:%d%m%y}{serial:04d}") == born


@given(st.integers(0, 9999))
def test_modulus_11_is_never_required(serial: int) -> None:
    assert check_cpr(f"010165{serial:04d}") == []


@pytest.mark.parametrize(
    ("cpr", "shown"),
    [
        ("2512489996", "251248-••••"),
        ("251248-9996", "251248-••••"),
        ("9999999999", "999999-••••"),
        ("25124899961", "••••••-••••"),
        ("", "••••••-••••"),
    ],
)
def test_the_mask_hides_the_serial(cpr: str, shown: str) -> None:
    assert mask_cpr(cpr) == shown


@given(st.text(max_size=20))
def test_the_mask_of_anything_else_shows_nothing_of_it(text: str) -> None:
    assert mask_cpr(f"x{text}") == "••••••-••••"


@pytest.mark.parametrize(
    "text",
    ["2512489996", "Borger 251248-9996.", "251248 9996", "251248\u00a09996", "251248–9996", 'value="2512489996"',
     "id_2512489996", "8512489996", "1234567890 og 2512489996"],
)  # fmt: skip
def test_a_cpr_number_in_a_text_is_found(text: str) -> None:
    assert looks_like_cpr(text)


@pytest.mark.parametrize(
    "text",
    ["", "251248-••••", "5790000123117", "25124899961", "3113489996", "2512-489996", "a2512489996f",
     "265161000016000", "12.345,67 kr.", "2026-12-31"],
)  # fmt: skip
def test_other_numbers_are_not_taken_for_cpr_numbers(text: str) -> None:
    assert not looks_like_cpr(text)


@given(st.text(max_size=30))
def test_a_masked_number_is_no_leak(cpr: str) -> None:
    assert not looks_like_cpr(mask_cpr(cpr))
