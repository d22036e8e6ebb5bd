"""What each unit takes as a value: hours, clock times, dates and lists of names."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest

from tvaers.kernel.errors import Problem
from tvaers.kernel.package import ContentError, load_package
from tvaers.kernel.package_models import Unit
from tvaers.kernel.package_values import Parsed, parse_value

Raw = str | tuple[str, ...]


@pytest.mark.parametrize(
    ("unit", "raw", "value"),
    [
        ("hours", "0", 0),
        ("hours", "48", 48),
        ("clock", "00:00", "00:00"),
        ("clock", "14:00", "14:00"),
        ("clock", "23:59", "23:59"),
        ("date", "2012-02-29", "2012-02-29"),
        ("list", ("death", "type_1a"), ("death", "type_1a")),
        ("list", "death, type_1a", ("death", "type_1a")),
        ("list", "death", ("death",)),
    ],
)
def test_value_that_fits_its_unit_is_read(unit: Unit, raw: Raw, value: Parsed) -> None:
    assert parse_value(raw, unit) == value


@pytest.mark.parametrize(
    ("unit", "raw", "wanted"),
    [
        ("hours", "1.5", "et helt antal timer"),
        ("hours", "-1", "et helt antal timer"),
        ("hours", "48 timer", "et helt antal timer"),
        ("clock", "24:00", "klokkeslæt som 14:00"),
        ("clock", "14:60", "klokkeslæt som 14:00"),
        ("clock", "9:00", "klokkeslæt som 14:00"),
        ("clock", "14.00", "klokkeslæt som 14:00"),
        ("clock", "14:00\n", "klokkeslæt som 14:00"),
        ("clock", ("14:00",), "klokkeslæt som 14:00"),
        ("date", "2011-02-29", "en dato, der findes"),
        ("date", "20110301", "en dato, der findes"),
        ("date", "01-03-2011", "en dato, der findes"),
        ("list", ("Death",), "en liste af navne"),
        ("list", ("død",), "en liste af navne"),
        ("list", ("death", "death"), "en liste af navne"),
        ("list", "death,", "en liste af navne"),
    ],
)
def test_value_that_does_not_fit_its_unit_says_what_would(unit: Unit, raw: Raw, wanted: str) -> None:
    with pytest.raises(Problem) as raised:
        parse_value(raw, unit)
    assert wanted in raised.value.do


@pytest.mark.parametrize(
    ("unit", "written", "value"),
    [("clock", "14:00", "14:00"), ("clock", '"14:00"', "14:00"), ("hours", "24", 24), ("list", "[a, b]", ("a", "b"))],
)
def test_value_of_a_file_is_read_by_its_unit(
    spoiled: Callable[[str], Path], unit: str, written: str, value: Parsed
) -> None:
    folder = spoiled("unit_mismatch")
    (folder / "parameters/flere.yml").write_text(entry(unit, written), encoding="utf-8")
    assert load_package(folder).parameters["limit_of_day"].values[0].value == value


@pytest.mark.parametrize(("unit", "written"), [("clock", "14"), ("hours", "14:00"), ("list", "[a, A]")])
def test_value_of_a_file_that_does_not_fit_is_a_fault(spoiled: Callable[[str], Path], unit: str, written: str) -> None:
    folder = spoiled("unit_mismatch")
    (folder / "parameters/flere.yml").write_text(entry(unit, written), encoding="utf-8")
    with pytest.raises(ContentError, match=f"passer ikke til enheden {unit}"):
        load_package(folder)


@pytest.mark.parametrize(("words", "faulty"), [("{a: en, b: to}", False), ("{a: en}", False), ("{c: tre}", True)])
def test_words_are_only_for_the_codes_there_are(spoiled: Callable[[str], Path], words: str, faulty: bool) -> None:
    folder = spoiled("unit_mismatch")
    text = entry("list", "[a, b]").replace("  values:", f"  words: {words}\n  values:")
    (folder / "parameters/flere.yml").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match="words nævner c") if faulty else nullcontext():
        assert load_package(folder).parameters["limit_of_day"].words["a"] == "en"


def entry(unit: str, written: str) -> str:
    """A parameter file with one value as it is written."""
    head = f"- id: limit_of_day\n  heading: Grænse\n  unit: {unit}\n  clause: K-1\n  values:\n"
    return f"{head}    - {{from: 2021-01-01, value: {written}, reading: L1}}\n"
