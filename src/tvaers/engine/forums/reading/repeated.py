"""What every page of a document repeats: headers, footers and page numbers. They are told apart, never dropped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

EDGE = 3
"""Lines at the top and at the bottom of a page that may be repeated ones."""
PAGE_NUMBER = re.compile(r"^(?:side\s*)?[-–—|]?\s*\d{1,4}\s*(?:(?:af|/|ud af)\s*\d{1,4})?\s*[-–—|]?$", re.IGNORECASE)
PAGED = re.compile(r"\bside\s+\d{1,4}\b", re.IGNORECASE)


def repeated_lines(pages: Sequence[Sequence[str]]) -> frozenset[tuple[int, int]]:
    """(page, line), both from 1, of what stands at the edge of most pages but for its digits, and of page numbers."""
    often = Counter(key for page in pages for key in {_key(text) for text in _edges(page).values()})
    enough = max(2, round(0.6 * sum(1 for page in pages if page)))
    found = set()
    for number, page in enumerate(pages, start=1):
        for at, text in _edges(page).items():
            outermost = at in (1, len(page))
            if often[_key(text)] >= enough or (
                outermost and len(pages) > 1 and _is_page_number(text, number, at, len(page))
            ):
                found.add((number, at))
    return frozenset(found)


def _edges(page: Sequence[str]) -> dict[int, str]:
    last = len(page)
    return {at: text for at, text in enumerate(page, start=1) if at <= EDGE or at > last - EDGE}


def _key(text: str) -> str:
    """A text without the digits that change from page to page: only those of a page number."""
    if PAGE_NUMBER.match(text):
        return "#"
    return PAGED.sub("side #", text).casefold()


def _is_page_number(text: str, number: int, at: int, last: int) -> bool:
    """A bare number at the very edge, equal to the page's own or called a page."""
    return bool(PAGE_NUMBER.match(text)) and (
        at == last or "side" in text.casefold() or text.strip("-–| ") == str(number)
    )
