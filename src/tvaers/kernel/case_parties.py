"""The kinds of party that a role of a case can ask for, and what a code alone tells about the kind."""

from __future__ import annotations

import re

PARTY_KINDS = {
    "region": "en region",
    "municipality": "en kommune",
    "hospital": "et hospital",
    "unit": "en enhed",
    "cluster": "en klynge",
    "practice_org": "en praksisorganisation",
    "forum_host": "en vært for fora",
    "other": "en anden part",
}
"""Every kind, as the register of parties names it, in Danish words with an article."""

_BY_CODE = ((re.compile(r"108[1-5]"), "region"), (re.compile(r"0\d{3}"), "municipality"))


def kind_by_code(code: str) -> str:
    """The kind that a code tells by itself, without a register: region or municipality; "" for any other code."""
    return next((kind for pattern, kind in _BY_CODE if pattern.fullmatch(code)), "")
