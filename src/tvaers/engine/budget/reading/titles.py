"""Titles told alike by content: the words they share, whatever their order, spelling of signs, or endings.

A proposal's heading and its row in an overview often differ; their order differs too, so place never decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

FILLER = frozenset(
    re.findall(r"\w+", "af og for til i på ved en et den det de med der som fra om vedr samt inden indenfor")
)
ALIKE = 0.34
"""Least likeness of two titles that are taken to name the same thing."""
WITHIN = 0.7
"""Likeness of a title whose words all stand in a longer one."""
_STEM = 5
_WORD = re.compile(r"[0-9a-zæøåéäöü]+")


def joined(parts: Sequence[str]) -> str:
    """Lines of one text put together; a word parted at the end of a line is made whole."""
    text = ""
    for part in (" ".join(one.split()) for one in parts):
        if text.endswith("-") and part[:1].islower() and not part.startswith(("og ", "eller ")):
            text = text[:-1] + part
        else:
            text = f"{text} {part}".strip()
    return text


@lru_cache(maxsize=4096)
def words(title: str) -> frozenset[str]:
    """The words of a title that tell it from others, small and without signs."""
    plain = title.lower().replace("§", " § ").replace("-", "").replace("&", " og ")
    return frozenset(one for one in _WORD.findall(plain) if one not in FILLER)


@lru_cache(maxsize=2**17)
def likeness(one: str, other: str) -> float:
    """0 to 1: the share of the words of both that have a match in the other; words match by their first letters.

    A short title whose words all stand in a long one is alike too, as overviews shorten headings.
    """
    first, second = words(one), words(other)
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    ours, theirs = _shared(first, second), _shared(second, first)
    within = ours / len(first) if len(first) <= len(second) else theirs / len(second)
    return max((ours + theirs) / (len(first) + len(second)), WITHIN * within)


def _shared(ours: frozenset[str], theirs: frozenset[str]) -> float:
    """How many of our words they have: whole, by their first letters, or as a part of a longer word."""
    same = len(ours & theirs)
    if same == len(ours):
        return same
    stems = {one[:_STEM] for one in theirs if len(one) >= _STEM}
    whole = " ".join(theirs)
    return same + sum(_match(one, whole, stems) for one in ours - theirs)


def _match(word: str, theirs: str, stems: set[str]) -> float:
    if word[:_STEM] in stems:
        return 0.8
    return 0.5 if len(word) >= _STEM and word in theirs else 0.0


def paired(rows: Sequence[str], headings: Sequence[str], least: float = ALIKE) -> dict[int, int]:
    """Which row goes with which heading, the most alike first, each used once; those less alike than `least` not."""
    pairs = _same(rows, headings)
    left = [at for at in range(len(rows)) if at not in pairs]
    free = [to for to in range(len(headings)) if to not in pairs.values()]
    scores = sorted((-likeness(rows[at], headings[to]), at, to) for at in left for to in free)
    for score, at, to in scores:
        if -score >= least and at not in pairs and to not in pairs.values():
            pairs[at] = to
    return pairs


def _same(rows: Sequence[str], headings: Sequence[str]) -> dict[int, int]:
    """The pairs that have the very same words, first come first served."""
    waiting: dict[frozenset[str], list[int]] = {}
    for to, heading in enumerate(headings):
        waiting.setdefault(words(heading), []).append(to)
    found = {}
    for at, row in enumerate(rows):
        if words(row) and waiting.get(words(row)):
            found[at] = waiting[words(row)].pop(0)
    return found
