"""Two wordings of the same point as a difference, word by word. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Piece:
    """A part of the text: kept, taken out, or put in."""

    sort: Literal["same", "out", "in"]
    text: str


def difference(before: str, after: str) -> list[Piece]:
    """What was taken out and what was put in, in order; one kept piece when the wordings are the same."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    found: list[Piece] = []
    for sort, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if sort == "equal":
            found.append(Piece("same", "".join(old[i:j])))
            continue
        found += [Piece("out", "".join(old[i:j]))] if j > i else []
        found += [Piece("in", "".join(new[k:m]))] if m > k else []
    return found
