"""A case type's states as a picture: boxes one beneath the other, arrows down the left and back up the right.

The sides and the places are worked out here, in whole pixels; the template only draws. The table beside it says the
same in words, so that nothing is told by the picture alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tvaers.kernel.case_types import OPENING, CaseType

BOX_WIDTH, BOX_HEIGHT, GAP = 250, 44, 30
STEP = BOX_HEIGHT + GAP
LANE = 14
EDGE = 8
TIP = 6


@dataclass(frozen=True)
class Box:
    """A state. `kind` is "now", "past", "final" or ""."""

    id: str
    label: str
    x: int
    y: int
    text_x: int
    text_y: int
    kind: str


@dataclass(frozen=True)
class Arrow:
    """A way between two states: the path of the line, and the triangle at its end."""

    path: str
    tip: str
    label: str


@dataclass(frozen=True)
class Picture:
    """Everything that the template draws."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    box_width: int = BOX_WIDTH
    box_height: int = BOX_HEIGHT


def picture(type: CaseType, now: str = "", been: Iterable[str] = ()) -> Picture:
    """The states in the order declared, with the current one marked and those that the case has been in."""
    order = [OPENING, *(state.id for state in type.states)]
    ways = ways_of(type)
    down = sorted({pair for pair in ways if order.index(pair[0]) < order.index(pair[1])}, key=_length(order))
    up = sorted({pair for pair in ways if order.index(pair[0]) > order.index(pair[1])}, key=_length(order))
    far = [pair for pair in down if order.index(pair[1]) - order.index(pair[0]) > 1]
    left = EDGE + LANE * (len(_lanes(far, order)[1]) + 1)
    boxes = {id: _box(type, id, left, place, now, set(been)) for place, id in enumerate(order)}
    arrows = [_straight(boxes[a], boxes[b], ways[a, b]) for a, b in down if (a, b) not in far]
    arrows += _bent(far, boxes, order, ways, side=-1) + _bent(up, boxes, order, ways, side=1)
    width = left + BOX_WIDTH + EDGE + LANE * (len(_lanes(up, order)[1]) + 1)
    return Picture(width, STEP * len(order) - GAP + 2 * EDGE, tuple(boxes.values()), tuple(arrows))


def ways_of(type: CaseType) -> dict[tuple[str, str], list[str]]:
    """The ways from one state to another with the labels of their events; what stays in its state is left out."""
    found: dict[tuple[str, str], list[str]] = {}
    for event in type.events:
        for start in type.starts_of(event):
            for target in event.to:
                if target.state != start:
                    found.setdefault((start, target.state), []).append(event.label)
    return found


def _length(order: list[str]) -> Callable[[tuple[str, str]], tuple[int, int]]:
    """Sorts ways by how far they reach, the shortest first."""
    return lambda pair: (abs(order.index(pair[0]) - order.index(pair[1])), order.index(pair[0]))


def _box(type: CaseType, id: str, left: int, place: int, now: str, been: set[str]) -> Box:
    state = type.state(id) if id != OPENING else None
    label = state.label if state else "Ikke oprettet"
    kind = "now" if id == now else "past" if id in been else "final" if state and state.final else ""
    y = EDGE + place * STEP
    return Box(id, label, left, y, left + BOX_WIDTH // 2, y + BOX_HEIGHT // 2 + 5, kind)


def _straight(start: Box, end: Box, labels: list[str]) -> Arrow:
    x, top, bottom = start.text_x, start.y + BOX_HEIGHT, end.y
    tip = f"{x - TIP},{bottom - TIP - 2} {x + TIP},{bottom - TIP - 2} {x},{bottom}"
    return Arrow(f"M{x} {top}V{bottom - TIP}", tip, ", ".join(labels))


def _lanes(pairs: list[tuple[str, str]], order: list[str]) -> tuple[dict[tuple[str, str], int], list[str]]:
    """Each way's lane: ways to the same state share one, so that many ways to an end are one line."""
    targets = list(dict.fromkeys(pair[1] for pair in pairs))
    targets.sort(key=lambda id: max(abs(order.index(id) - order.index(a)) for a, b in pairs if b == id))
    return {pair: targets.index(pair[1]) for pair in pairs}, targets


def _bent(
    pairs: list[tuple[str, str]], boxes: dict[str, Box], order: list[str], ways: dict[tuple[str, str], list[str]],
    *, side: int,
) -> list[Arrow]:  # fmt: skip
    """Lines that leave a box at its side, run in their lane, and end at the other box. `side` -1 is left, 1 right."""
    lanes, _ = _lanes(pairs, order)
    return [_around(boxes[a], boxes[b], lanes[a, b], ways[a, b], side) for a, b in pairs]


def _around(start: Box, end: Box, lane: int, labels: list[str], side: int) -> Arrow:
    edge = start.x + (BOX_WIDTH if side > 0 else 0)
    out = edge + side * LANE * (lane + 1)
    y1, y2 = start.y + BOX_HEIGHT * 2 // 3, end.y + BOX_HEIGHT // 3
    back = edge + side * TIP
    tip = f"{edge + side * (TIP + 2)},{y2 - TIP} {edge + side * (TIP + 2)},{y2 + TIP} {edge},{y2}"
    return Arrow(f"M{edge} {y1}H{out}V{y2}H{back}", tip, ", ".join(labels))
