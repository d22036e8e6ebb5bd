"""Placing of vanished cells: the same as trying every way, and cut off where that is too much."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from tvaers.engine.budget.catalogue import Interval
from tvaers.engine.budget.reading import placing
from tvaers.engine.budget.reading.placing import placements, possible, vector

COLUMNS = 3


def test_figures_keep_their_order() -> None:
    assert placements(2, 3) == [(0, 1), (0, 2), (1, 2)]


@given(
    rows=st.lists(st.lists(st.integers(-3, 9), min_size=1, max_size=3), min_size=1, max_size=4),
    total=st.lists(st.integers(-3, 20), min_size=COLUMNS, max_size=COLUMNS),
    slack=st.integers(0, 2),
)
def test_it_finds_what_trying_every_way_finds(rows: list[list[int]], total: list[int], slack: int) -> None:
    choices = [
        [vector([Interval.of(one) for one in row], placed, COLUMNS) for placed in placements(len(row), COLUMNS)]
        for row in rows
    ]
    end = tuple(one for each in total for one in (each, each))
    assert possible(choices, end, slack) == _by_trying(choices, end, slack)


def _by_trying(choices: list[list[tuple[int, ...]]], end: tuple[int, ...], slack: int) -> list[set[int]]:
    found: list[set[int]] = [set() for _ in choices]
    for picks in product(*(range(len(one)) for one in choices)):
        sums = [sum(row[pick][at] for row, pick in zip(choices, picks, strict=True)) for at in range(len(end))]
        if all(abs(one - other) <= slack for one, other in zip(sums, end, strict=True)):
            for mine, pick in zip(found, picks, strict=True):
                mine.add(pick)
    return found


def test_a_column_that_is_not_asked_about_may_hold_anything() -> None:
    choices = [[(5, 5, 0, 0), (0, 0, 5, 5)]]
    assert possible(choices, (None, None, 5, 5), 0) == [{1}]


def test_too_many_sums_are_given_up(monkeypatch: object) -> None:
    choices = [[(2**at, 2**at, 0, 0), (0, 0, 2**at, 2**at)] for at in range(8)]
    whole = 2**8 - 1
    assert possible(choices, (whole - 5, whole - 5, 5, 5), 0) is not None
    monkeypatch.setattr(placing, "MOST_STEPS", 1)  # type: ignore[attr-defined]
    assert possible(choices, (whole - 5, whole - 5, 5, 5), whole) is None
