"""Sums that stand before their rows: a total on top of a table, and areas with their rows under them.

What is called a sum is taken for one when what follows gives it in at least one column, so that one wrong figure does
not hide it; a plain row only when all columns but one agree.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tvaers.engine.budget.catalogue import Interval
from tvaers.engine.budget.reading.sums import Laid, narrow, settle

ONLY_TOTAL = re.compile(r"^\W*(i alt|ialt|total|sum|samlet|samlede (udgifter|effekt))\W*$", re.IGNORECASE)


def arrange(rows: list[Laid], first: Interval | None = None) -> None:
    """Say which rows sum which, and place what has vanished: sums before their rows, else after them (`settle`)."""
    if not _leads(rows):
        settle(rows, first)


def _leads(rows: Sequence[Laid]) -> bool:
    """Mark the sums of a table that begins with one, and group their rows under them; False where it does not."""
    shown = [one for one in rows if one.kind not in ("group", "note")]
    if len(shown) < 3 or any(one.is_summed for one in shown):
        return False
    if shown[0].kind == "total" and not any(one.kind == "total" for one in shown[1:]):
        return _one_total(shown)
    return all(one.is_settled for one in shown) and (_named_sums(shown) or _unnamed_sums(shown))


def _one_total(rows: Sequence[Laid]) -> bool:
    """A total on top, and all that follows below it."""
    top, parts = rows[0], rows[1:]
    is_settled = all(one.is_settled for one in rows)
    if not is_settled:
        return narrow(top, list(parts), None)
    areas = _areas(rows, 1)
    if areas and not _agreeing(top, parts) and _agreeing(top, _tops(parts, areas, 1)):
        _mark(rows, areas)
        return True
    return bool(ONLY_TOTAL.match(top.raw.label) or _agreeing(top, parts))


def _named_sums(rows: Sequence[Laid]) -> bool:
    """Areas that are called sums, each before its rows; their own sum stands before them or after them."""
    named = [at for at, one in enumerate(rows) if one.kind == "total"]
    if not named or named[0]:
        return False
    ends = [*named[1:], len(rows)]
    areas = {start: end for start, end in zip(named, ends, strict=True) if end - start > 1}
    if not any(_agreeing(rows[start], rows[start + 1 : end]) for start, end in areas.items()):
        return False
    whole = [at for at in named if at not in areas]
    if len(whole) > 1 or (whole and whole[0] not in (0, len(rows) - 1)):
        return False
    _mark(rows, areas)
    return True


def _unnamed_sums(rows: Sequence[Laid]) -> bool:
    """Areas that are rows like others, before the total that closes the table: told by their figures."""
    last = len(rows) - 1
    if rows[last].kind != "total" or any(one.kind == "total" for one in rows[:last]):
        return False
    areas = _areas(rows[:last], 0)
    plain = rows[:last]
    if not areas or _agreeing(rows[last], plain) or not _agreeing(rows[last], _tops(plain, areas, 0)):
        return False
    _mark(rows, areas)
    return True


def _areas(rows: Sequence[Laid], first: int) -> dict[int, int]:
    """Rows from `first` on that the rows after them give, in all columns but one: start and end of each."""
    found: dict[int, int] = {}
    at = first
    while at < len(rows):
        end = next((end for end in range(at + 3, len(rows) + 1) if _nearly(rows[at], rows[at + 1 : end])), at + 1)
        if end > at + 1:
            found[at] = end
        at = end
    return found


def _tops(rows: Sequence[Laid], areas: dict[int, int], first: int) -> list[Laid]:
    """The rows that stand under no area; `areas` counts from `first` before `rows`."""
    inside = {at - first for start, end in areas.items() for at in range(start + 1, end)}
    return [one for at, one in enumerate(rows) if at not in inside]


def _mark(rows: Sequence[Laid], areas: dict[int, int]) -> None:
    for start, end in areas.items():
        rows[start].kind = "subtotal"
        for one in rows[start + 1 : end]:
            one.group = rows[start].raw.label.rstrip(" *")


def _agreeing(total: Laid, parts: Sequence[Laid]) -> int:
    """How many columns with an amount the parts give, within rounding."""
    slack = (len(parts) + 1) * max([total.step, *(one.step for one in parts)]) // 2
    sums = [sum(ends) for ends in zip(*(one.vectors[0] for one in parts), strict=True)]
    printed = total.vectors[0]
    pairs = [(printed[at : at + 2], sums[at : at + 2]) for at in range(0, len(sums), 2)]
    return sum(any(one) and all(abs(a - b) <= slack for a, b in zip(one, other, strict=True)) for one, other in pairs)


def _nearly(total: Laid, parts: Sequence[Laid]) -> bool:
    """Whether all columns but one agree, and at least one does; one row and zeros make no sum of it."""
    if sum(any(one.vectors[0]) for one in parts) < 2:
        return False
    ends = total.vectors[0]
    filled = sum(any(ends[at : at + 2]) for at in range(0, len(ends), 2))
    return _agreeing(total, parts) >= max(1, filled - 1)
