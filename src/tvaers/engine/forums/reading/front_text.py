"""Lines of a text file; those that were broken to fit a page are put together again."""

from __future__ import annotations

import re

from tvaers.engine.forums.reading.marks import LINK, MARKDOWN_HEADING, URL
from tvaers.engine.forums.reading.pieces import Line, Link, Place
from tvaers.engine.forums.reading.rejoin import Raw, rejoined

BROKEN_WIDTH = 110
"""A file whose longest line is wider than this has its paragraphs on one line each."""
NARROWEST = 55
"""A file whose longest line is shorter than this was not broken to fit a page."""
BREAKS = re.compile(r"\r\n|[\n\r\f\v\x85\u2028\u2029]")
INVISIBLE = re.compile(r"[\u200b\u200e\u200f\u2060\ufeff]")


def text_lines(text: str) -> tuple[Line, ...]:
    """A line per paragraph, with the number of its first line in the file."""
    rows = BREAKS.split(text)
    raws: list[Raw] = []
    apart = True
    for number, row in enumerate(rows, start=1):
        shown = INVISIBLE.sub("", row)
        if shown.strip():
            raws.append(Raw(_line(shown, number), apart))
        apart = not shown.strip()
    return rejoined(raws, hyphens=False) if _is_broken(raws) else tuple(raw.line for raw in raws)


def _is_broken(raws: list[Raw]) -> bool:
    """Whether the lines were broken to fit a page: none is wide, and many are about as wide as the widest."""
    widths = [len(raw.line.text) for raw in raws]
    widest = max(widths, default=0)
    full = sum(1 for width in widths if width > 0.8 * widest)
    return NARROWEST <= widest <= BROKEN_WIDTH and full >= max(3, 0.2 * len(widths))


def _line(row: str, number: int) -> Line:
    place = Place(number)
    indent = (len(row.expandtabs(4)) - len(row.expandtabs(4).lstrip()) + 1) // 2
    text = row.strip()
    marks = MARKDOWN_HEADING.match(text)
    return Line(text, place, indent, f"#{len(marks.group(1))}" if marks else "", bool(marks), links_in(text, place))


def links_in(text: str, place: Place) -> tuple[Link, ...]:
    """The links written in a text: Markdown's, and bare addresses. "#" is no address."""
    marked = [Link(words, target.lstrip("#"), place) for words, target in LINK.findall(text)]
    bare = [Link(address, address, place) for address in URL.findall(LINK.sub("", text))]
    return tuple(marked + bare)
