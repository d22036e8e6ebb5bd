"""Amounts of budgets as people write them: whole kroner or a fault."""

from __future__ import annotations

import pytest

from tvaers.kernel.budget_amounts import read_kroner, read_span
from tvaers.kernel.errors import Problem


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("16,4 mio.", 16_400_000, 16_400_000),
        ("0,625 mio. kr.", 625_000, 625_000),
        ("25,0-50,0 mio.", 25_000_000, 50_000_000),
        ("0 – 5 mio.", 0, 5_000_000),
        ("-15,0 mio.", -15_000_000, -15_000_000),
        ("-0,88 mio.", -880_000, -880_000),
        ("241.049.000 kr.", 241_049_000, 241_049_000),
        ("62.000 t.kr.", 62_000_000, 62_000_000),
        ("16400000.00", 16_400_000, 16_400_000),
        ("-880000", -880_000, -880_000),
    ],
)
def test_amount_is_read_as_whole_kroner(written: str, low: int, high: int) -> None:
    assert read_span(written) == (low, high)


@pytest.mark.parametrize("written", ["", "mange", "16400000.50", "0,0000001 mio.", "12.34 kr.", "5 tons"])
def test_what_is_no_amount_of_whole_kroner_is_refused(written: str) -> None:
    with pytest.raises(Problem):
        read_span(written)


def test_interval_is_no_single_amount() -> None:
    with pytest.raises(Problem, match="interval"):
        read_kroner("1,0-2,0 mio.")
