"""Words that the check of anonymous texts knows: common first names, titles in front of names, and what is no name.

The lists stand beside it as CSV files, one word a line.
"""

from __future__ import annotations

from pathlib import Path


def _words(name: str) -> frozenset[str]:
    return frozenset((Path(__file__).parent / f"{name}.csv").read_text(encoding="utf-8").split())


FIRST_NAMES = _words("first_names")
"""Common Danish first names, with their capital."""

ALSO_WORDS = frozenset({"August", "Bo", "Hans", "Per", "Rosa"})
"""First names that are also ordinary words: at the beginning of a sentence they tell nothing."""

TITLES = ("fru", "hr", "frk", "frøken", "herr", "dr", "doktor", "overlæge", "læge", "sygeplejerske", "sosu-assistent")
"""Words after which a name may come."""

NO_NAMES = _words("no_names")
"""Words that are often capitalised and no person's name, in lower case: places, parts of the health service, months,
medicine. A word with a genitive s counts too."""
