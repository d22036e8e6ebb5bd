"""The real catalogue with one printed digit changed at random, in a table whose sums hold: the check must find it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tvaers.engine.budget.catalogue import Catalogue, Cell, Row
from tvaers.engine.budget.checking import examine
from tvaers.engine.budget.checking.levels import column_sums
from tvaers.engine.budget.checking.wheres import tables_with_owner
from tvaers.engine.budget.reading import read_text

SOURCE = Path(__file__).parents[4] / "shared" / "sources" / "budgetkatalog_nordjylland_2024.txt"
pytestmark = pytest.mark.skipif(not SOURCE.exists(), reason="the catalogue of 2024 is not at hand")
SEEDS = (1, 2, 3, 4)
"""A reading takes a second, so only a few digits are changed here."""


@dataclass(frozen=True)
class Figure:
    """A printed figure of a table whose sums hold: line, string, worth of its last digit, twice the rounding bound."""

    line: int
    printed: str
    step: int
    slack: int


@pytest.fixture(scope="module")
def text() -> str:
    return SOURCE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def clean(text: str) -> Catalogue:
    return read_text(text)


def figures(catalogue: Catalogue) -> Iterator[Figure]:
    for held in tables_with_owner(catalogue):
        sums = {one.column: one.balance for one in column_sums(held.table)}
        if not sums or any(balance.verdict == "off" for balance in sums.values()):
            continue
        for row in held.table.rows:
            for cell in row.cells:
                if cell.column in sums and is_plain(row, cell):
                    slack = sums[cell.column].slack
                    yield Figure(row.place.line, cell.printed, cell.step, max(slack.low, slack.high))


def is_plain(row: Row, cell: Cell) -> bool:
    return cell.amount is not None and cell.amount.is_single and cell.state == "stated" and row.kind != "note"


def changed(lines: list[str], figure: Figure, chance: random.Random) -> list[str] | None:
    """The lines with one digit changed; None when the figure stands elsewhere or rounding could explain it."""
    line, printed = lines[figure.line - 1], figure.printed
    at = chance.choice([place for place, sign in enumerate(printed) if sign.isdigit()])
    digit = chance.choice([one for one in "0123456789" if one != printed[at]])
    weight = 10 ** sum(sign.isdigit() for sign in printed[at + 1 :])
    if printed not in line or 2 * abs(int(digit) - int(printed[at])) * weight * figure.step <= figure.slack:
        return None
    other = line.replace(printed, printed[:at] + digit + printed[at + 1 :], 1)
    return [*lines[: figure.line - 1], other, *lines[figure.line :]]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_changed_digit_is_found(text: str, clean: Catalogue, seed: int) -> None:
    chance, known = random.Random(seed), {one.fingerprint for one in examine(clean).open}
    candidates, lines, other = list(figures(clean)), text.split("\n"), None
    while other is None:
        other = changed(lines, chance.choice(candidates), chance)
    assert {one.fingerprint for one in examine(read_text("\n".join(other))).open} - known
