"""Placing figures whose empty neighbours vanished: every placement that the totals allow is found, in order of columns.

A row's figures keep their order; the row sums to the total in each column at both ends. One placement left for a cell:
it is placed. More: it is doubtful and a person must say. The search goes row by row over the sums reached so far, cut
by what the rows left can still add.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from tvaers.engine.budget.catalogue import Interval

MOST_STEPS = 300_000
"""Choices tried; with more the question is given up, and every placement counts as possible."""

Vector = tuple[int, ...]
"""Low and high of each column, in kroner: (low of the first, high of the first, low of the second …)."""
Placement = tuple[int, ...]
"""The column of each figure of a row."""
Asked = Sequence[int | None]
"""What the sums should be; None where a column is not asked about."""


def placements(figures: int, columns: int) -> list[Placement]:
    """Every way to lay figures into columns in order."""
    return list(combinations(range(columns), figures))


def vector(amounts: Sequence[Interval | None], placement: Placement, columns: int) -> Vector:
    """A row as sums per column; a column without a figure adds nothing."""
    ends = [0] * (2 * columns)
    for amount, column in zip(amounts, placement, strict=True):
        if amount:
            ends[2 * column], ends[2 * column + 1] = amount.low, amount.high
    return tuple(ends)


def possible(rows: Sequence[Sequence[Vector]], total: Asked, slack: int) -> list[set[int]] | None:
    """For each row the choices that are part of a set summing to the total within `slack`; None where it is too much.

    A row is the vectors of its choices. An empty set in each row means that nothing fits.
    """
    least, most = _left(rows)
    reached: list[dict[Vector, set[tuple[int, Vector]]]] = []
    sums: set[Vector] = {tuple(0 for _ in total)}
    tried = 0
    for at, choices in enumerate(rows):
        tried += len(sums) * len(choices)
        if tried > MOST_STEPS:
            return None
        step: dict[Vector, set[tuple[int, Vector]]] = {}
        for before in sums:
            for number, choice in enumerate(choices):
                after = tuple(one + other for one, other in zip(before, choice, strict=True))
                if _can_end(after, total, least[at + 1], most[at + 1], slack):
                    step.setdefault(after, set()).add((number, before))
        reached.append(step)
        sums = set(step)
    return _traced(reached, sums)


def _left(rows: Sequence[Sequence[Vector]]) -> tuple[list[Vector], list[Vector]]:
    """What the rows from each one on can add at least and at most, per end of column."""
    width = len(rows[0][0]) if rows else 0
    least: list[Vector] = [(0,) * width]
    most: list[Vector] = [(0,) * width]
    for choices in reversed(rows):
        ends = list(zip(*choices, strict=True))
        least.append(tuple(one + min(end) for one, end in zip(least[-1], ends, strict=True)))
        most.append(tuple(one + max(end) for one, end in zip(most[-1], ends, strict=True)))
    return least[::-1], most[::-1]


def _can_end(after: Vector, total: Asked, least: Vector, most: Vector, slack: int) -> bool:
    return all(
        end is None or one + low - slack <= end <= one + high + slack
        for one, end, low, high in zip(after, total, least, most, strict=True)
    )


def _traced(reached: list[dict[Vector, set[tuple[int, Vector]]]], ends: set[Vector]) -> list[set[int]]:
    """Back from the sums that hold, the choices that led there."""
    found: list[set[int]] = []
    for step in reversed(reached):
        ways = [way for end in ends for way in step[end]]
        found.append({number for number, _ in ways})
        ends = {before for _, before in ways}
    return found[::-1]
