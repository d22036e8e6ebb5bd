"""How much may be given at once: bounds on texts, numbers, how many values and how deep, and signs that cannot be kept.

Pages, the API and jobs all give through `Given`, which asks here, so that nothing reaches the database that it refuses.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping

from tvaers.kernel.errors import Problem

MOST_TEXT = 20_000
"""The longest text of one value, in characters."""
MOST_VALUES = 5_000
"""The most values of one event, names and those within lists counted."""
DEEPEST = 6
"""How many lists or mappings may stand inside each other; records need three."""
BIGGEST = 10**15
"""The largest number."""
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


def check(values: Mapping[str, object]) -> None:
    """Problem when there is more than may be given at once, or something that cannot be kept."""
    waiting: list[tuple[object, int]] = [(values, 0)]
    count = 0
    while waiting:
        value, depth = waiting.pop()
        inner = list(_inside(value))
        count += len(inner)
        if count > MOST_VALUES or depth > DEEPEST:
            raise Problem(what="Der er givet mere, end der kan gemmes på én gang.", do="Del det op.")
        _check_one(value)
        waiting.extend((one, depth + 1) for one in inner)


def _inside(value: object) -> Iterable[object]:
    """What stands in a list or a mapping, the names included."""
    if isinstance(value, Mapping):
        return (one for pair in value.items() for one in pair)
    return value if isinstance(value, list | tuple | set | frozenset) else ()


def _check_one(value: object) -> None:
    if isinstance(value, str) and (len(value) > MOST_TEXT or _UNKEEPABLE.search(value)):
        raise Problem(
            what=f"En tekst er længere end {MOST_TEXT} tegn eller har et tegn, der ikke kan gemmes.",
            do="Skriv den kortere, eller læg den i forløbet som et dokument.",
        )
    if isinstance(value, int | float) and not (math.isfinite(value) and abs(value) <= BIGGEST):
        raise Problem(what="Et tal er større, end der kan gemmes.", do="Ret tallet.")
