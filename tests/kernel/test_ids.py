"""Check rules: warn, never reject."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvaers.kernel.errors import Problem
from tvaers.kernel.ids import check, verhoeff_holds

SOUND = {
    "sor": ["265161000016000", "953741000016009", "52581000016005", "1267041000016006"],
    "gln": ["5790000123117", "5790000209354", "5790001348120"],
    "shak": ["1501", "150109", "1501091", "8001AHB"],
    "cvr": ["29190925", "29190909"],
    "municipality": ["0101", "0851", "0999"],
    "region": ["1081", "1085"],
    "cpr": ["2512489996", "251248-9996"],
}
WRONG = [
    ("sor", "265161000016001", "kontrolciffer"),
    ("sor", "123456789012345", "navnerummet"),
    ("sor", "0265161000016000", "11 til 18 cifre"),
    ("sor", "1000016000", "11 til 18 cifre"),
    ("sor", "26516100001600A", "11 til 18 cifre"),
    ("gln", "5790000123118", "kontrolciffer"),
    ("gln", "579000012311", "13 cifre"),
    ("gln", "57900001231170", "13 cifre"),
    ("shak", "150", "4, 6 eller 7 tegn"),
    ("shak", "15010", "4, 6 eller 7 tegn"),
    ("shak", "15010911", "4, 6 eller 7 tegn"),
    ("shak", "1501xm", "4, 6 eller 7 tegn"),
    ("cvr", "29190926", "kontrolciffer"),
    ("cvr", "2919092", "8 cifre"),
    ("municipality", "851", "4 cifre"),
    ("municipality", "0100", "4 cifre"),
    ("municipality", "1081", "4 cifre"),
    ("region", "1080", "1081 til 1085"),
    ("region", "1086", "1081 til 1085"),
    ("region", "٤٤٤٤", "1081 til 1085"),
    ("cpr", "251248999", "10 cifre"),
    ("cpr", "3113489996", "fødselsdato"),
    ("cpr", "8512489996", "erstatningsnummer"),
]


@pytest.mark.parametrize(("kind", "value"), [(kind, value) for kind, values in SOUND.items() for value in values])
def test_a_sound_number_gives_no_warning(kind: str, value: str) -> None:
    assert check(kind, value) == []


@pytest.mark.parametrize(("kind", "value", "part"), WRONG)
def test_a_wrong_number_gives_a_warning_that_says_why(kind: str, value: str, part: str) -> None:
    assert part in check(kind, value)[0]


@given(st.sampled_from(sorted(SOUND)), st.text(max_size=20))
def test_no_text_at_all_is_rejected(kind: str, value: str) -> None:
    assert isinstance(check(kind, value), list)


def test_an_unknown_kind_is_refused_with_the_choices() -> None:
    with pytest.raises(Problem, match="ydernummer.*sor, gln"):
        check("ydernummer", "012345")


def test_a_cpr_number_is_not_repeated_in_its_warning() -> None:
    assert "311348" not in " ".join(check("cpr", "3113489996"))


@given(st.text("0123456789", min_size=1, max_size=17))
def test_exactly_one_digit_is_the_verhoeff_check_digit(digits: str) -> None:
    assert sum(verhoeff_holds(f"{digits}{last}") for last in range(10)) == 1


@given(st.sampled_from(SOUND["sor"]), st.integers(0, 17), st.sampled_from("0123456789"))
def test_verhoeff_finds_every_single_wrong_digit(number: str, place: int, digit: str) -> None:
    place %= len(number)
    changed = number[:place] + digit + number[place + 1 :]
    assert verhoeff_holds(changed) is (changed == number)


@given(st.sampled_from(SOUND["sor"]), st.integers(0, 16))
def test_verhoeff_finds_every_swap_of_neighbours(number: str, place: int) -> None:
    place %= len(number) - 1
    changed = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert verhoeff_holds(changed) is (changed == number)
