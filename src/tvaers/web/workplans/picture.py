"""The timeline of a plan as a picture: tracks are rows, quarters are columns, each activity a numbered mark. Pure.

Marks differ by shape, so the picture can be read in grey; the numbers are those of the table below it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Shape = Literal["done", "begun", "planned", "late", "dropped"]
LABEL, COLUMN, HEAD, MARK, PAD, SIZE = 216, 92, 56, 28, 12, 7
ACROSS = 2
"""How many marks stand beside each other in a cell."""
LONGEST = 24
"""The longest line of a track's name."""
UNFILED = ""
"""The quarter of what has none: it stands last."""


@dataclass(frozen=True)
class Point:
    """An activity: its number in the table, its track, its quarter ("2025 Q3" or ""), how it stands, its text."""

    number: int
    track: str
    quarter: str
    shape: Shape
    text: str


@dataclass(frozen=True)
class Mark:
    """A point with its place in the picture, in pixels."""

    point: Point
    x: int
    y: int


@dataclass(frozen=True)
class Lane:
    """A track: its name in lines, where it begins and how high it is."""

    lines: Sequence[tuple[int, str]]
    y: int
    height: int


@dataclass(frozen=True)
class Head:
    """A quarter: its two lines of text ("3. kvt.", "2025") and where it stands."""

    x: int
    top: str
    below: str


@dataclass(frozen=True)
class Picture:
    """The whole, ready to draw. `size` is the radius of a mark."""

    width: int
    height: int
    lanes: Sequence[Lane]
    heads: Sequence[Head]
    marks: Sequence[Mark]
    label: int = LABEL
    head: int = HEAD
    size: int = SIZE


def drawn(points: Sequence[Point], tracks: Sequence[str], quarters: Sequence[str]) -> Picture:
    """The picture of the points. Tracks and quarters stand in the order given; a quarter not given is added."""
    columns = [*quarters, *sorted({one.quarter for one in points if one.quarter} - set(quarters))]
    columns = sorted(columns)
    if any(one.quarter == UNFILED for one in points):
        columns.append(UNFILED)
    cells: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for one in points:
        cells[one.track, one.quarter].append(one)
    lanes, marks, top = [], [], HEAD
    for track in tracks:
        lines = wrapped(track)
        most = max((len(cells[track, quarter]) for quarter in columns), default=0)
        height = max(-(-most // ACROSS) * MARK, len(lines) * 20) + 2 * PAD
        lanes.append(Lane([(top + PAD + 14 + 20 * place, text) for place, text in enumerate(lines)], top, height))
        for place, quarter in enumerate(columns):
            marks += [_mark(one, count, place, top) for count, one in enumerate(cells[track, quarter])]
        top += height
    heads = [Head(LABEL + place * COLUMN + PAD, *_head(quarter)) for place, quarter in enumerate(columns)]
    return Picture(LABEL + len(columns) * COLUMN, top, lanes, heads, marks)


def _mark(one: Point, count: int, column: int, top: int) -> Mark:
    x = LABEL + column * COLUMN + PAD + SIZE + count % ACROSS * (COLUMN // ACROSS - 4)
    return Mark(one, x, top + PAD + MARK // 2 + count // ACROSS * MARK)


def _head(quarter: str) -> tuple[str, str]:
    return (f"{quarter[-1]}. kvartal", quarter[:4]) if quarter else ("Uden", "kvartal")


def wrapped(text: str) -> list[str]:
    """A text in lines of at most LONGEST letters, cut between words."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) + 1 > LONGEST:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
