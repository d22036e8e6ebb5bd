"""Words that the check of anonymous texts knows: common names, titles in front of names, and what is no name.

The lists stand beside it as CSV files, one word a line.
"""

from __future__ import annotations

from pathlib import Path


def _words(name: str) -> frozenset[str]:
    return frozenset((Path(__file__).parent / f"{name}.csv").read_text(encoding="utf-8").split())


FIRST_NAMES = _words("first_names")
"""Given names that are common in Denmark, of Danish and of other origin, with their capital."""

SURNAMES = _words("surnames")
"""Common surnames, with their capital; those that are only ordinary words are left out."""

FIRST_PLAIN = frozenset(name.casefold() for name in FIRST_NAMES)
SURNAMES_PLAIN = frozenset(name.casefold() for name in SURNAMES)

ALSO_WORDS = _words("also_words")
"""Given names and surnames that are also ordinary words or places: at the beginning of a sentence they tell nothing."""

TITLES = ("fru", "hr", "frk", "frøken", "herr", "dr", "doktor", "overlæge", "læge", "sygeplejerske", "sosu-assistent")
"""Words after which a name may come."""

NO_NAMES = _words("no_names")
"""Words that are often capitalised and no person's name, in lower case: places, parts of the health service, months,
medicine. A word with a genitive s counts too."""
