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
from tvaers.engine.forums.reading.pieces import Line

FULL = 0.86
"""A line is full when it with the next word would take this share of the widest line."""
NARROW, WIDE = "fijlrtI.,:;'|!()[] -", "mwMWÆæOQGD%@"
HEADING_WORDS = frozenset(
    word.casefold() for words in (*tables.SECTIONS.values(), tables.CONTENTS, *tables.LABELS.values()) for word in words
)
_WORDED = tuple(words.replace("?P<n>", "?:") for words in tables.ITEM_HEADS if words not in tables.WEAK_HEADS)
STARTS = re.compile(
    r"^(?:" + "|".join((*_WORDED, *tables.JOURNAL[:1], r"spor\s+\d", r"q[1-4]\s+\d{4}")) + ")",
    re.IGNORECASE,
)
LABELLED = re.compile(r"^[A-ZÆØÅ][\wæøåé]{1,20}(?: [\wæøåé]{1,20}){0,2}:(?:\s|$)")
DIVIDED = re.compile(r"\w[-\u00ad]$")
"""A line that ends inside a word."""
LEADER_DOTS = re.compile(r"(?:\.{3,}|…|\t)\s*\d{0,3}$")
ENDS_WITH_PAGE = re.compile(r"\s\d{1,3}$")


@dataclass(frozen=True)
class Raw:
    """A line as it stands on the page. `apart` says that a gap sets it off from the line before; `size` is the size of
    its type and `left` where it begins, in the same unit."""

    line: Line
    apart: bool
    size: float = 1.0
    left: float = 0.0

    def reach(self, more: str = "") -> float:
        """Where the line ends, or would end with more text."""
        return self.left + self.size * _width(self.line.text + more)


def rejoined(raws: Sequence[Raw], hyphens: bool) -> tuple[Line, ...]:
    """The paragraphs of lines in order. `hyphens`: words were divided at the end of lines."""
    widest = max((raw.reach() for raw in raws), default=0)
    lines: list[Line] = []
    last, in_contents = None, False
    for raw in raws:
        text = raw.line.text
        in_contents = _contents(text, in_contents)
        if last and not raw.apart and _goes_on(lines[-1], last, raw.line, widest, in_contents):
            joined = _joined(lines[-1].text, text, hyphens)
            lines[-1] = replace(lines[-1], text=joined, links=lines[-1].links + raw.line.links)
        else:
            lines.append(raw.line)
        last = raw
    return tuple(lines)


def _contents(text: str, inside: bool) -> bool:
    """Whether a line belongs to a contents list: from its title to the first heading of an item without a page."""
    bare = plain(text).rstrip(":").casefold()
    if bare in {word.casefold() for word in tables.CONTENTS}:
        return True
    return inside and not (STARTS.match(bare) and not ENDS_WITH_PAGE.search(text[-60:]))


def _goes_on(before: Line, last: Raw, line: Line, widest: float, in_contents: bool) -> bool:
    """Whether a line continues the paragraph before it; `last` is that paragraph's last line on the page."""
    if line.style != before.style or line.heading != before.heading or _begins(line.text) or _is_heading(before.text):
        return False
    if LEADER_DOTS.search(last.line.text[-60:]) or (in_contents and ENDS_WITH_PAGE.search(last.line.text[-60:])):
        return False
    if DIVIDED.search(last.line.text) and line.text[:1].islower():
        return True
    return last.reach(" " + line.text.split(maxsplit=1)[0]) > FULL * widest


def _begins(text: str) -> bool:
    """Whether a text can only be the beginning of a paragraph."""
    return (
        is_bullet(text)
        or _is_point(text)
        or bool(MARKDOWN_HEADING.match(text) or STARTS.match(plain(text)))
        or _is_heading(text)
        or bool(LABELLED.match(text))
    )


def _is_point(text: str) -> bool:
    """Whether a text is a numbered point: "25. november" is the end of a sentence."""
    found = numbered(text)
    return found is not None and not found[1][:1].islower()


def _is_heading(text: str) -> bool:
    """Whether a text is a heading or label that we know; those begin with a capital."""
    return not text[:1].islower() and plain(text).rstrip(": ").casefold() in HEADING_WORDS


def _joined(before: str, text: str, hyphens: bool) -> str:
    word = text.split(maxsplit=1)[0]
    if hyphens and DIVIDED.search(before) and word not in ("og", "eller", "samt"):
        return (before[:-1] if word[0].islower() else before) + text
    return f"{before}{text}" if hyphens and before.endswith("/") else f"{before} {text}"


def _width(text: str) -> float:
    """A text's width in about the widths of an ordinary letter, for a typeface that nobody told us."""
    narrow = sum(text.count(one) for one in NARROW)
    wide = sum(text.count(one) for one in WIDE)
    return len(squeezed(text)) - 0.45 * narrow + 0.45 * wide
