"""The check against a catalogue in a style that no rule was made for: no false alarms, and slips are found."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.budget.checking.as_files import as_docx, as_pdf
from tests.budget.checking.other_style import CHANGES, Style, catalogue_text, changed, style

from tvaers.engine.budget.checking import Report, examine
from tvaers.engine.budget.reading import read_catalogue, read_text

CLEAN = 50
SLIPPED = 200
FILES = 24
FileMaker = Callable[[str], bytes]


@pytest.fixture(params=["docx", "pdf"])
def report_of(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], Report]:
    """The check of a text after it was made a file of each kind."""
    kind: str = request.param
    make: FileMaker = as_docx if kind == "docx" else lambda text: as_pdf(text, tmp_path)
    return lambda text: examine(read_catalogue(make(text), f"katalog.{kind}"))


def tabbed(seed: int) -> Style:
    return replace(style(seed), form="tabs")


def test_no_clean_catalogue_raises_an_alarm_and_each_has_sums_that_hold() -> None:
    reports = {seed: examine(read_text(catalogue_text(seed, style(seed)))) for seed in range(CLEAN)}
    assert {seed: one.held for seed, one in reports.items() if one.open or one.doubts or one.held < 28} == {}


def test_99_of_100_changes_are_found() -> None:
    missed = []
    for seed in range(SLIPPED):
        kind = CHANGES[seed % len(CHANGES)]
        text, before = changed(catalogue_text(seed, style(seed)), kind, random.Random(seed))
        report = examine(read_text(text))
        if not report.open and not report.doubts:
            missed.append((style(seed), kind, before))
    assert len(missed) <= SLIPPED // 100, missed


def test_clean_catalogues_as_word_and_pdf_raise_no_alarm(report_of: Callable[[str], Report]) -> None:
    reports = {seed: report_of(catalogue_text(seed, tabbed(seed))) for seed in range(FILES)}
    assert {seed: one.held for seed, one in reports.items() if one.open or one.doubts or one.held < 28} == {}


def test_changes_are_found_in_word_and_pdf(report_of: Callable[[str], Report]) -> None:
    missed = []
    for seed in range(FILES):
        kind = CHANGES[seed % len(CHANGES)]
        text, before = changed(catalogue_text(seed, tabbed(seed)), kind, random.Random(seed))
        report = report_of(text)
        if not report.open and not report.doubts:
            missed.append((tabbed(seed), kind, before))
    assert missed == []
