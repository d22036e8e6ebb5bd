"""Paragraphs out of lines that were broken to fit a page: shared by TXT and PDF.

Two lines are one paragraph when nothing sets them apart (a gap, another look, a bullet, a heading) and the first word
of the second would not have fitted on the first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tvaers.engine.forums.reading import tables
from tvaers.engine.forums.reading.marks import MARKDOWN_HEADING, is_bullet, numbered, plain, squeezed
from tvaers.engine.forums.reading.model import Line

FULL = 0.86
"""A line is full when it with the next word would take this share of the widest line."""
NARROW, WIDE = "fijlrtI.,:;'|!()[] -", "mwMWÆæOQGD%@"
HEADING_WORDS = frozenset(
    word.casefold() for words in (*tables.SECTIONS.values(), tables.CONTENTS, *tables.LABELS.values()) for word in words
)
_WORDED = tuple(words.replace("?P<n>", "?:") for words in tables.ITEM_HEADS[:4])
STARTS = re.compile(
    r"^(?:" + "|".join((*_WORDED, *tables.JOURNAL[:1], r"spor\s+\d", r"q[1-4]\s+\d{4}")) + ")",
    re.IGNORECASE,
)
LEADER_DOTS = re.compile(r"(?:\.{3,}|…|\t)\s*\d{0,3}$")
ENDS_WITH_PAGE = re.compile(r"\s\d{1,3}$")


@dataclass(frozen=True)
class Raw:
    """A line as it stands on the page. `apart` says that a gap sets it off from the line before."""

    line: Line
    apart: bool


def rejoined(raws: Sequence[Raw], hyphens: bool) -> tuple[Line, ...]:
    """The paragraphs of lines in order. `hyphens`: words were divided at the end of lines."""
    widest = max((_width(raw.line.text) for raw in raws), default=0)
    lines: list[Line] = []
    last, in_contents = "", False
    for raw in raws:
        text = raw.line.text
        in_contents = _contents(text, in_contents)
        if lines and not raw.apart and _goes_on(lines[-1], last, raw.line, widest, in_contents):
            joined = _joined(lines[-1].text, text, hyphens)
            lines[-1] = replace(lines[-1], text=joined, links=lines[-1].links + raw.line.links)
        else:
            lines.append(raw.line)
        last = text
    return tuple(lines)


def _contents(text: str, inside: bool) -> bool:
    """Whether a line belongs to a contents list: from its title to the first heading of an item without a page."""
    bare = plain(text).rstrip(":").casefold()
    if bare in {word.casefold() for word in tables.CONTENTS}:
        return True
    return inside and not (STARTS.match(bare) and not ENDS_WITH_PAGE.search(text))


def _goes_on(before: Line, last: str, line: Line, widest: float, in_contents: bool) -> bool:
    """Whether a line continues the paragraph before it; `last` is that paragraph's last line on the page."""
    if line.style != before.style or line.heading != before.heading or _begins(line.text) or _is_heading(before.text):
        return False
    if LEADER_DOTS.search(last) or (in_contents and ENDS_WITH_PAGE.search(last)):
        return False
    return _width(last) + _width(" " + line.text.split(maxsplit=1)[0]) > FULL * widest


def _begins(text: str) -> bool:
    """Whether a text can only be the beginning of a paragraph."""
    return (
        is_bullet(text)
        or numbered(text) is not None
        or bool(MARKDOWN_HEADING.match(text) or STARTS.match(plain(text)))
        or _is_heading(text)
    )


def _is_heading(text: str) -> bool:
    return plain(text).rstrip(": ").casefold() in HEADING_WORDS


def _joined(before: str, text: str, hyphens: bool) -> str:
    word = text.split(maxsplit=1)[0]
    if hyphens and re.search(r"\w[-\u00ad]$", before) and word[0].islower() and word not in ("og", "eller", "samt"):
        return before[:-1] + text
    return f"{before} {text}"


def _width(text: str) -> float:
    """A text's width in about the widths of an ordinary letter, for a typeface that nobody told us."""
    narrow = sum(text.count(one) for one in NARROW)
    wide = sum(text.count(one) for one in WIDE)
    return len(squeezed(text)) - 0.45 * narrow + 0.45 * wide
