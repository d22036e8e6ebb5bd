"""The status matrix: agreements and efforts × guiding marks, with how many support each. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One agreement or effort: who answered, its title, and the ids of the marks that it supports."""

    receiver: str
    title: str
    ticks: frozenset[str]
    note: str = ""


@dataclass(frozen=True)
class Matrix:
    """`marks` are id → title in order; `columns` the count per mark, `ticks` all of them."""

    marks: Mapping[str, str]
    lines: Sequence[Line]

    @property
    def columns(self) -> dict[str, int]:
        """How many lines support each mark."""
        return {mark: sum(mark in line.ticks for line in self.lines) for mark in self.marks}

    @property
    def total(self) -> int:
        """How many ticks there are in all: the sum of the columns and of the rows."""
        return sum(self.columns.values())

    @property
    def unsupported(self) -> list[str]:
        """The titles of the marks that nobody supports."""
        return [self.marks[mark] for mark, number in self.columns.items() if not number]


def row_sum(line: Line, marks: Mapping[str, str]) -> int:
    """How many of the marks a line supports."""
    return len(line.ticks & set(marks))


def told(matrix: Matrix, silent: Sequence[str] = ()) -> str:
    """The matrix as text for an item: the count per mark, marks without support, lines, and who has not answered."""
    if not matrix.lines:
        return "Ingen har svaret endnu."
    counts = [f"- {title}: {_of(matrix.columns[mark], matrix)}" for mark, title in matrix.marks.items()]
    parts = ["Så mange aftaler og indsatser støtter hvert pejlemærke:", *counts]
    if matrix.unsupported:
        parts.append(f"Ingen støtter: {'; '.join(matrix.unsupported)}.")
    parts.append("Aftaler og indsatser:")
    parts += [f"- {line.title} ({line.receiver}): {_marks(line, matrix)}" for line in matrix.lines]
    if silent:
        parts.append(f"Mangler svar fra {', '.join(silent)}.")
    return "\n".join(parts)


def _of(number: int, matrix: Matrix) -> str:
    return f"{number} af {len(matrix.lines)}"


def _marks(line: Line, matrix: Matrix) -> str:
    titles = [title for mark, title in matrix.marks.items() if mark in line.ticks]
    return ", ".join(titles) or "ingen pejlemærker"
