"""What everything read is made of: places, lines, links, blocks and sections, and findings about them. Frozen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """Where in the file: a line (TXT), a paragraph (DOCX) or a page with its line (PDF); counted from 1."""

    number: int
    unit: str = "linje"
    page: int | None = None

    def __str__(self) -> str:
        line = f"{self.unit} {self.number}"
        return f"side {self.page}, {line}" if self.page else line


@dataclass(frozen=True)
class Link:
    """A link in the text. `target` is empty when the address is missing."""

    text: str
    target: str
    place: Place

    @property
    def note(self) -> str:
        """What is wrong with it, in Danish, or nothing."""
        return "" if self.target else "mangler adresse"


@dataclass(frozen=True)
class Line:
    """One paragraph of the file: its text without outer space, and what the file says about its looks.

    `indent` is a depth (0 is the margin), `style` the name of the look ("" when the file has none), `heading` whether
    the file itself calls it a heading.
    """

    text: str
    place: Place
    indent: int = 0
    style: str = ""
    heading: bool = False
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Finding:
    """Something that a person should look at. `kind`: unsure | warning | missing."""

    kind: str
    what: str
    why: str
    place: Place | None = None
    item: str = ""


@dataclass(frozen=True)
class Block:
    """A piece of a section. `kind`: text | bullet | number | subheading; `level` is the depth in a list, from 0."""

    kind: str
    text: str
    place: Place
    level: int = 0
    number: str = ""


@dataclass(frozen=True)
class Section:
    """A section of an item: `kind` from `tables.SECTIONS`, "other" for an unknown heading, "text" before any."""

    kind: str
    heading: str
    place: Place
    blocks: tuple[Block, ...] = ()

    @property
    def text(self) -> str:
        """The whole text, a piece a line."""
        return "\n".join(block.text for block in self.blocks)
