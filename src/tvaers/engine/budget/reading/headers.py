"""Heads of tables with years, on one line or spread over several (`Finansieret tidligere år`, `Overslag i alt`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tvaers.engine.budget.catalogue import Column
from tvaers.engine.budget.reading.lines import Line
from tvaers.engine.budget.reading.titles import joined
from tvaers.engine.budget.reading.wording import PERIOD, period_columns

EARLIER = re.compile(r"(?:finansieret|afholdt|forbrug|afsat)?\s*(?:i\s)?(?:tidligere år|før 20\d\d)$", re.IGNORECASE)
LATER = re.compile(r"^(efterfølgende år|senere år|følgende år)\b", re.IGNORECASE)
TOTAL = re.compile(r"^(overslag|projekt)?\s*(i alt|ialt|total)\b", re.IGNORECASE)
LONGEST = 160
AFTER = 4
"""Lines after the years that can name more columns."""
WIDE = 2
"""Blanks between the years from which their places on the line tell the columns."""


@dataclass(frozen=True)
class Header:
    """The columns of a table, the words beside them, the indexes `[first, end)` of its lines, and where on the line
    each column ends where the line is laid out in columns."""

    words: str
    columns: tuple[Column, ...]
    first: int
    end: int
    ends: tuple[int, ...] = ()


def header_at(lines: Sequence[Line], at: int) -> Header | None:
    """The head whose years stand on the line at `at`, None where there is none."""
    line = lines[at]
    shown = " ".join(one for one in line.cells if one) if line.cells else line.text
    found = period_columns(shown) if len(shown) < LONGEST and not line.is_furniture else None
    if not found:
        return None
    words, columns = found
    first, before = _before(lines, at)
    end, after = _after(lines, at + 1)
    ends = () if line.cells or before or after else _ends(line.raw, len(columns))
    return Header(words, (*before, *columns, *after), first, end, ends)


def _before(lines: Sequence[Line], at: int) -> tuple[int, tuple[Column, ...]]:
    """A column for earlier years named on the one or two lines above."""
    for size in (2, 1):
        above = lines[max(0, at - size) : at]
        text = joined([one.text for one in above])
        if above and len(text) < 40 and EARLIER.match(text):
            return at - size, (Column("earlier", "earlier", text),)
    return at, ()


def _after(lines: Sequence[Line], at: int) -> tuple[int, tuple[Column, ...]]:
    """Columns for later years and the total named on the lines below."""
    columns: list[Column] = []
    end, parts = at, ""
    for one in range(at, min(len(lines), at + AFTER)):
        text = joined([parts, lines[one].text]) if parts else lines[one].text
        if len(text) > 30 or re.search(r"\d", text):
            break
        kind = "later" if LATER.match(text) else "total" if TOTAL.match(text) else None
        if kind == "later":
            columns.append(Column("later", "later", text))
        elif kind == "total":
            columns.append(Column("total", "total", text))
        parts = "" if kind else text
        end = one + 1 if kind else end
    return end, tuple(columns)


def _ends(raw: str, count: int) -> tuple[int, ...]:
    """Where each column ends on a line laid out in columns; nothing where the blanks between are too few."""
    places = [(found.start(), found.end()) for found in PERIOD.finditer(raw)][-count:]
    gaps = [after[0] - before[1] for before, after in zip(places, places[1:], strict=False)]
    return tuple(end for _, end in places) if len(places) == count and gaps and min(gaps) >= WIDE else ()
