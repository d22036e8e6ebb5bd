"""Sums and percentages that the text tells: told when they almost hold, left alone when they are something else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.budget.checking.pages import catalogue, row, table

from tvaers.engine.budget.catalogue import Catalogue, Interval, Place, Section, TextAmount, Unit
from tvaers.engine.budget.checking import check

TENTH, MILLION = 100_000, 1_000_000


def telling(text: str, *amounts: tuple[str, int, Unit, int]) -> Catalogue:
    """A catalogue of one proposal whose text has the amounts: as printed, value, unit, last digit."""
    one = catalogue(table(row("Drift", 1, 1, 1), row("Samlet", 1, 1, 1, kind="total")))
    found = tuple(TextAmount(Interval.of(value), unit, words, text, Place(2), step)
                  for words, value, unit, step in amounts)  # fmt: skip
    (proposal,) = one.proposals
    return replace(one, proposals=(replace(proposal, sections=(Section("Status", text, Place(2)),), amounts=found),))


def divided(total: str) -> Catalogue:
    """A frame that is divided into 217,0, 5,0 and 82,0."""
    text = (
        f"Rammen er {total} mio. kr., hvoraf 217,0 mio. kr. er til byggeri, 5,0 mio. kr. og 82,0 mio. kr. til udstyr."
    )
    value = int(total.replace(",", "")) * TENTH
    parts = (("217,0 mio. kr.", 2_170), ("5,0 mio. kr.", 50), ("82,0 mio. kr.", 820))
    others: list[tuple[str, int, Unit, int]] = [(words, tenths * TENTH, "mio. kr.", TENTH) for words, tenths in parts]
    return telling(text, (f"{total} mio. kr.", value, "mio. kr.", TENTH), *others)


@pytest.mark.parametrize(
    ("total", "kinds"),
    [("304,0", []), ("304,2", []), ("304,3", ["error"]), ("305,0", ["error"]), ("400,0", [])],
)
def test_a_sum_in_the_text_is_told_when_it_almost_holds(total: str, kinds: list[str]) -> None:
    assert [one.kind for one in check(divided(total))] == kinds


def share(result: str, percent: str = "20 %", about: str = "") -> Catalogue:
    text = f"Rammen er 42,6 mio. kr. Op mod {about}{percent} bliver drift, hvilket svarer til {result} mio. kr."
    value = int(result.replace(",", "")) * TENTH
    thousandths = int(percent.split()[0]) * 1_000
    return telling(
        text,
        ("42,6 mio. kr.", 426 * TENTH, "mio. kr.", TENTH),
        (percent, thousandths, "pct.", 1_000),
        (f"{result} mio. kr.", value, "mio. kr.", TENTH),
    )


@pytest.mark.parametrize(("result", "told"), [("8,5", 0), ("8,6", 1), ("8,4", 1), ("5,0", 0)])
def test_a_round_percentage_is_taken_as_exact(result: str, told: int) -> None:
    assert len(check(share(result))) == told


def test_a_percentage_that_is_not_round_or_only_about_may_hide_half_a_digit() -> None:
    assert check(share("9,1", "21 %")) == ()
    assert check(share("8,6", about="ca. ")) == ()
