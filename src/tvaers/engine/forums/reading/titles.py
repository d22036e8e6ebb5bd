"""The heading of an item: its types ("Orientering/drøftelse:"), whether it is standing or closed, its bare title."""

from __future__ import annotations

import re

from tvaers.engine.forums.reading.marks import squeezed
from tvaers.engine.forums.reading.tables import CLOSED, STANDING, TYPES

_TYPE = "|".join(re.escape(word) for word in sorted(TYPES, key=len, reverse=True))
BEFORE = re.compile(
    rf"^(?P<types>(?:{_TYPE})(?:\s*(?:/|og|,)\s*(?:{_TYPE}))*)\s*(?::|\s[-–])\s*(?P<title>.+)$",
    re.IGNORECASE | re.DOTALL,
)
AFTER = re.compile(
    rf"^(?P<title>.+?)\s*(?:\((?:til\s+)?(?P<one>{_TYPE})\)|[-–]\s*til\s+(?P<two>{_TYPE}))$", re.IGNORECASE | re.DOTALL
)
LETTERS = re.compile(r"^(?P<title>.+?)\s*\((?P<letter>[ODGB])\)$", re.DOTALL)
BY_LETTER = {"O": "Orientering", "D": "Drøftelse", "G": "Godkendelse", "B": "Beslutning"}
_CLOSED = re.compile(CLOSED, re.IGNORECASE)
_STANDING = re.compile(STANDING, re.IGNORECASE)


def types_of(text: str) -> tuple[tuple[str, ...], str]:
    """(types, the title without them). A title that only is a type has none (MIN-0e)."""
    if found := BEFORE.match(text):
        words = re.findall(_TYPE, found["types"], re.IGNORECASE)
        return tuple(word[0].upper() + word[1:].lower() for word in words), found["title"].strip()
    if found := AFTER.match(text):
        word = found["one"] or found["two"]
        return (word[0].upper() + word[1:].lower(),), found["title"].strip()
    if found := LETTERS.match(text):
        return (BY_LETTER[found["letter"]],), found["title"].strip()
    return (), text.strip()


def without_standing(text: str) -> tuple[bool, str]:
    """(whether the item is a standing one, the heading without the mark)."""
    found = _STANDING.search(text)
    return bool(found), squeezed(_STANDING.sub(" ", text)) if found else text


def without_closed(text: str) -> tuple[bool, str]:
    """(whether the heading says that the item is closed, the heading without that word); one that says nothing else
    keeps it as its title."""
    found = _CLOSED.search(text)
    bare = squeezed(_CLOSED.sub(" ", text, count=1)) if found else text
    return bool(found), bare or text
