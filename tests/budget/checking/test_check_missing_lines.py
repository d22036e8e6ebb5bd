"""Lines that a catalogue lacks or prints twice: totals and rows of theme tables, and what was said of other figures."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.budget.checking.pages import catalogue, drawn, entry, printed, row, table

from tvaers.engine.budget.catalogue import Catalogue, Place, Theme
from tvaers.engine.budget.checking import Finding, examine
from tvaers.engine.budget.reading import read_text

TEXT = printed(drawn(7))
TOTALS = [line for line in TEXT.split("\n") if line.startswith("Samlet udvidelsesforslag")]


def of(rule: str, found: Catalogue) -> list[Finding]:
    return [one for one in examine(found).open if one.rule == rule]


def test_a_table_without_a_total_is_told() -> None:
    assert [one.where for one in of("TOM", catalogue(table(row("Drift", 1, 2, 3))))] == ["Budgetbrik 1.1-01, totalen"]


def test_a_table_with_a_total_is_fine() -> None:
    assert of("TOM", catalogue(table(row("Drift", 1, 2, 3), row("Samlet", 1, 2, 3, kind="total")))) == []


def themed(theme: Theme) -> Catalogue:
    rows = (entry("1.1-01", "Et", 100_000), entry("1.1-02", "To", 200_000))
    return replace(catalogue(), themes=(theme,), overview=rows)


def test_a_row_that_the_theme_table_lacks_is_told() -> None:
    theme = Theme(
        "1.1", "Tema", Place(1), entries=(entry("1.1-01", "Et", 100_000),), total=entry("", "Samlet", 100_000)
    )
    assert [(one.object, one.cause) for one in of("I3", themed(theme))] == [("1.1-02", "missing_line")]


def test_a_theme_table_without_a_total_is_told() -> None:
    theme = Theme("1.1", "Tema", Place(1), entries=themed(Theme("1.1", "Tema", Place(1))).overview)
    assert [one.where for one in of("TOM", themed(theme))] == ["Temaoversigten for 1.1, totalen"]


def test_a_theme_without_a_table_of_its_own_lacks_no_rows() -> None:
    assert of("I3", themed(Theme("1.1", "Tema", Place(1)))) == []


@pytest.mark.parametrize("line", TOTALS)
def test_a_total_printed_twice_is_doubted(line: str) -> None:
    twice = read_text(TEXT.replace(line, f"{line}\n{line}", 1))
    assert [one.code for one in twice.doubts] == ["doubled-line"]


def test_a_finding_of_other_figures_is_another_finding() -> None:
    """What somebody said of one difference says nothing of another, though the printed total is the same."""
    first, second = (
        of("I2", catalogue(table(row("Drift", drift, 0, 0), row("Samlet", 900_000, 0, 0, kind="total"))))
        for drift in (1_000_000, 2_000_000)
    )
    assert first[0].fingerprint != second[0].fingerprint
