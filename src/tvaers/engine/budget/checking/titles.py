"""Whether two titles or labels speak of the same thing: words compared without case, signs, hyphens and endings."""

from __future__ import annotations

import re

STEM = 6
"""Danish endings vary; words that begin with the same letters are taken for the same."""
COMMON = frozenset(
    ("i", "af", "på", "til", "for", "og", "ved", "med", "fra", "vedr", "vedrørende", "den", "det", "de", "der")
    + ("en", "et", "om", "inden", "indenfor", "som", "samlet", "mio", "kr", "herunder")
)
"""Words that carry no meaning of their own in a title."""


def bare(text: str) -> str:
    """A title without marks, case, spaces and signs, to see whether two are written alike."""
    return re.sub(r"[\W_]+", "", text.replace("(!)", "").replace("&", "og").casefold())


def stems(text: str) -> frozenset[str]:
    """The beginnings of the words that carry meaning: "Barselsrefusioner" is `barsel`."""
    words = re.findall(r"[^\W\d_]{2,}", re.sub(r"-\s+", "", text.casefold()))
    return frozenset(word[:STEM] for word in words if word not in COMMON)


def likeness(first: str, second: str) -> int:
    """How many thousandths of the shorter title's words the other one has, too; 0 where one has no words."""
    ones, others = stems(first), stems(second)
    shorter = min(len(ones), len(others))
    return 1000 * len(ones & others) // shorter if shorter else 0
