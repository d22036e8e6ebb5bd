"""Forums in a text: which one is meant, in which order, and where."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tvaers.engine.forums.reading.tables import FORUMS


@dataclass(frozen=True)
class Named:
    """A forum named in a text: its id, the words, and where they stand."""

    known: str
    written: str
    start: int
    end: int


def _pattern(alias: str) -> str:
    words = r"\s+".join(re.escape(word) for word in alias.split())
    return rf"\b{words}\b" if alias.isupper() else rf"(?i:\b{words}\w*)"


_ALIASES = tuple((known, re.compile(_pattern(alias))) for known, aliases in FORUMS.items() for alias in aliases)


def forums_in(text: str) -> tuple[Named, ...]:
    """The forums named in a text, in order; a longer name hides the shorter one inside it."""
    found = [
        Named(known, match.group(), match.start(), match.end())
        for known, pattern in _ALIASES
        for match in pattern.finditer(text)
    ]
    kept: list[Named] = []
    for one in sorted(found, key=lambda named: (named.start, -named.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def forum_of(text: str) -> str:
    """The id of the first forum named in a text, or nothing."""
    return next((named.known for named in forums_in(text)), "")
