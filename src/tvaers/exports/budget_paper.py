"""What a budget paper is, before it is a PDF or a Word document: headings, text, tables and pictures in order.

Pure shapes; `budget_papers` makes them, `budget_pdf` and `budget_docx` write them. Every text is ready to be printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 3; `new_page` begins a page with it."""

    text: str
    level: int = 2
    new_page: bool = False


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Grid:
    """A table with its caption; the first `words` columns are text, the others figures. `sums` are rows in bold."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: int = 1
    sums: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Bar:
    """A bar from `start` to `end` in whole kroner; `kind` chooses one of three looks that differ in grey.

    `reach` is how far it may grow beyond its end, None where the amount is certain.
    """

    label: str
    start: int
    end: int
    text: str
    kind: Literal["plain", "saving", "rest"] = "plain"
    reach: int | None = None

    @property
    def ends(self) -> tuple[int, ...]:
        """Every place on the scale that the bar touches."""
        return (self.start, self.end) if self.reach is None else (self.start, self.end, self.reach)


@dataclass(frozen=True)
class Picture:
    """Bars under each other on one scale. `alt` says in words what they show; the same figures stand in a table."""

    caption: str
    alt: str
    bars: tuple[Bar, ...]


Block = Heading | Text | Grid | Picture


@dataclass(frozen=True)
class Paper:
    """A paper: `stem` names its file, `facts` stand under the title, `stamp` is the day printed into the file.

    `size` is that of the type in points.
    """

    stem: str
    title: str
    facts: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    stamp: datetime
    lead: str = ""
    size: float = 10
