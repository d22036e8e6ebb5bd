"""The check against catalogues with a known slip: it finds them, and has nothing to say about the clean ones."""

from __future__ import annotations

import random

import pytest
from tests.budget.checking.pages import drawn, printed
from tests.budget.checking.slips import KINDS, Slip, slipped

from tvaers.engine.budget.checking import examine
from tvaers.engine.budget.reading import read_text

CLEAN = 50
SLIPPED = 200


@pytest.fixture(scope="module")
def slips() -> list[tuple[Slip, bool]]:
    """200 texts, each with one slip, and whether the check found it."""
    told: list[tuple[Slip, bool]] = []
    for seed in range(SLIPPED):
        slip = slipped(printed(drawn(seed)), KINDS[seed % len(KINDS)], random.Random(seed))
        told.append((slip, bool(examine(read_text(slip.text)).open)))
    return told


def test_no_clean_catalogue_raises_an_alarm() -> None:
    alarms = {seed: examine(read_text(printed(drawn(seed)))).open for seed in range(1_000, 1_000 + CLEAN)}
    assert {seed: [one.reason for one in found] for seed, found in alarms.items() if found} == {}


def test_99_of_100_slips_larger_than_rounding_are_found(slips: list[tuple[Slip, bool]]) -> None:
    missed = [(slip.kind, slip.before, slip.after) for slip, found in slips if not found]
    assert len(missed) <= SLIPPED // 100, missed


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_slip_is_found(slips: list[tuple[Slip, bool]], kind: str) -> None:
    of_kind = [found for slip, found in slips if slip.kind == kind]
    assert len(of_kind) - sum(of_kind) <= 1
