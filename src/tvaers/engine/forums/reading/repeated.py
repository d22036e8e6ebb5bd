"""What every page of a document repeats: headers, footers and page numbers. They are told apart, never dropped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

EDGE = 4
"""Lines at the top and at the bottom of a page that may be repeated ones."""
MOST = 0.6
"""Share of the pages that a repeated line stands on."""
PAGE_NUMBER = re.compile(r"^(?:side\s*)?[-–—|]?\s*\d{1,4}\s*(?:(?:af|/|ud af)\s*\d{1,4})?\s*[-–—|]?$", re.IGNORECASE)
PAGED = re.compile(r"\bside\s+\d{1,4}\b(?:\s*(?:af|/)\s*\d{1,4})?", re.IGNORECASE)


def repeated_lines(pages: Sequence[Sequence[str]], kept: frozenset[str]) -> frozenset[tuple[int, int]]:
    """(page, line), both from 1, of what stands in the same place at the edge of most pages, from the edge inwards.

    Page numbers count as the same. Lines of `kept`, in lower case, are never repeated ones: a heading may happen to
    begin several pages.
    """
    found: set[tuple[int, int]] = set()
    filled = [(number, page) for number, page in enumerate(pages, start=1) if page]
    enough = max(2, round(MOST * len(filled)))
    for from_top in (True, False):
        often = Counter(
            (depth, _key(text)) for _, page in filled for depth, text in enumerate(_edge(page, from_top)) if text
        )
        for number, page in filled:
            for depth, text in enumerate(_edge(page, from_top)):
                if often[(depth, _key(text))] < enough or text.casefold() in kept:
                    break
                found.add((number, depth + 1 if from_top else len(page) - depth))
    return frozenset(found)


def _edge(page: Sequence[str], from_top: bool) -> Sequence[str]:
    """The lines at an edge, the outermost first."""
    return page[:EDGE] if from_top else page[::-1][:EDGE]


def _key(text: str) -> str:
    """A text without the number of its page."""
    if PAGE_NUMBER.match(text):
        return "#"
    return PAGED.sub("side #", text).casefold()
