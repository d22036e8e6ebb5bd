"""The check against a catalogue in a style that no rule was made for: no false alarms, and slips are found."""

from __future__ import annotations

import random

from tests.budget.checking.other_style import CHANGES, catalogue_text, changed, style

from tvaers.engine.budget.checking import examine
from tvaers.engine.budget.reading import read_text

CLEAN = 50
SLIPPED = 200


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
