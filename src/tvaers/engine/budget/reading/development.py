"""The budget of regional development: base, draft, change and proposal side by side, groups with their sum first.

The text of these tables is broken by blanks within words, so labels are mended with words that stand elsewhere in the
catalogue. Draft and change make the proposal along each row, which places figures whose neighbours vanished.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from tvaers.engine.budget.catalogue import Column, Doubt, Row, Table
from tvaers.engine.budget.reading.figures import YEAR, from_the_right
from tvaers.engine.budget.reading.lines import Line
from tvaers.engine.budget.reading.period_tables import Found
from tvaers.engine.budget.reading.placing import possible
from tvaers.engine.budget.reading.rowing import RawRow
from tvaers.engine.budget.reading.sums import Laid, laid, narrow, row_of
from tvaers.engine.budget.reading.wording import SECTION

HEAD = re.compile(r"budget(oplæg|forslag)?\b|ændringer|noter|\(?\w*\.?\s?20\d\d\)?$", re.IGNORECASE)
LEAST_WORDS = ("budgetoplæg", "ændringer", "budgetforslag")
LONGEST_HEAD = 12
"""Lines that the head takes at most."""
GRANT = "bevilling"
"""The line over each sum of a group."""
NOTE = re.compile(r"^[1-9]\d?$")
LONGEST_ROW = 115
WIDTH = 4
WORD = re.compile(r"[^\W\d_]+")


def development_tables(lines: Sequence[Line], first: int, end: int) -> list[Found]:
    """The table in lines `[first, end)`, put together where it goes on with a new head on the next page."""
    heads = list(_heads(lines, first, end))
    if not heads:
        return []
    raws: list[RawRow] = []
    grants: set[int] = set()
    grant_lines: set[int] = set()
    for _, body in heads:
        grant_lines |= _read(lines, body, end, raws, grants)
    if len(raws) < 2:
        return []
    columns = _columns(lines, heads[0])
    mended = _Mending(lines, {at for one in raws for at in range(one.first, one.last + 1)})
    table, doubts = _table(lines, heads[0][0], [_mended(one, mended) for one in raws], grants, columns)
    taken = {at for head in heads for at in range(*head)} | {one.first for one in raws} | grant_lines
    return [Found(table, heads[0][0], max(taken) + 1, doubts, True, frozenset(taken))]


def _heads(lines: Sequence[Line], first: int, end: int) -> Iterator[tuple[int, int]]:
    """The heads as (first line, first line after)."""
    at = first
    while at < end:
        size = 0
        while size < LONGEST_HEAD and at + size < end and _is_head(lines[at + size].text):
            size += 1
        text = " ".join(one.text for one in lines[at : at + size]).lower()
        if size and all(word in text for word in LEAST_WORDS):
            yield at, at + size
        at += max(1, size)


def _is_head(text: str) -> bool:
    return len(text) < 60 and bool(HEAD.search(text)) and not re.search(r"\d\.\d{3}", text)


def _read(lines: Sequence[Line], first: int, end: int, raws: list[RawRow], grants: set[int]) -> set[int]:
    """Rows from a head on, until prose; `grants` gets the first line of each row that sums a group. The lines taken
    that are no rows."""
    is_grant, misses = False, 0
    others: set[int] = set()
    for at in range(first, end):
        line = lines[at]
        label, figures = from_the_right(line.text, WIDTH + 1)
        if SECTION.match(line.text) or (line.opens and not figures) or misses > 2 or len(line.text) > LONGEST_ROW:
            return others
        if label.strip(": ").lower() == GRANT and not figures:
            is_grant = True
            others.add(at)
            continue
        if not figures:
            misses += 1
            if not misses > 1:
                others.add(at)
            continue
        note = figures[-1] if len(figures) > 1 and NOTE.match(figures[-1]) else ""
        kept = figures[:-1] if note else figures[-WIDTH:]
        if YEAR.fullmatch(kept[0]) and all("." in one for one in kept[1:]):
            label, kept = f"{label} {kept[0]}", kept[1:]
        raws.append(RawRow(label, kept, line.place, at, at, note=note))
        misses = 0
        if is_grant:
            grants.add(at)
            is_grant = False
    return others


def _columns(lines: Sequence[Line], head: tuple[int, int]) -> tuple[Column, ...]:
    text = " ".join(one.text for one in lines[head[0] : head[1]])
    year = max(re.findall(r"20\d\d", text), default="")
    base = min(re.findall(r"Budget (20\d\d)", text), default="")
    return (
        Column("base", "base", f"Budget {base}".strip()),
        Column("draft", "draft", f"Budgetoplæg {year}".strip()),
        Column("change", "change", "Ændringer"),
        Column("proposal", "proposal", f"Budgetforslag {year}".strip()),
    )


def _mended(raw: RawRow, mending: _Mending) -> RawRow:
    return RawRow(mending.label(raw.label), raw.figures, raw.place, raw.first, raw.last, note=raw.note)


def _table(
    lines: Sequence[Line], at: int, raws: Sequence[RawRow], grants: set[int], columns: tuple[Column, ...]
) -> tuple[Table, tuple[Doubt, ...]]:
    plain = [RawRow(one.label, one.figures, one.place, one.first, one.last) for one in raws]
    placed = laid(plain, columns, "kr.")
    for row in placed:
        row.kind = "part"
    _group(placed, grants)
    made = [row_of(one, columns) for one in placed]
    rows = tuple(_with_note(row, raw.note) for (row, _), raw in zip(made, raws, strict=True))
    caption = next((one.text for one in reversed(lines[max(0, at - 2) : at + 1]) if "budget" in one.text.lower()), "")
    table = Table("development", caption, "kr.", columns, rows, lines[at].place)
    return table, tuple(doubt for _, doubt in made if doubt)


def _with_note(row: Row, note: str) -> Row:
    return Row(row.label, row.kind, row.cells, row.place, row.group, f"Note {note}" if note else "")


def _group(rows: list[Laid], grants: set[int]) -> None:
    """Sums that stand before their rows: each grant with what follows it, sums within it, and the balance of all."""
    starts = [at for at, one in enumerate(rows) if one.raw.first in grants]
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        _nest(rows, start, end)
    if starts:
        _balance(rows, starts)


def _nest(rows: list[Laid], start: int, end: int) -> None:
    """The rows from `start` that make the row at `start`, with sums among them found by their figures."""
    size = _sum_size(rows, start, end, 1) or end - start - 1
    rows[start].kind = "subtotal"
    parts: list[Laid] = []
    at = start + 1
    while at <= start + size:
        rows[at].group = rows[start].raw.label
        parts.append(rows[at])
        inner = _sum_size(rows, at, start + size + 1, 2)
        if inner:
            rows[at].kind = "subtotal"
            for one in rows[at + 1 : at + 1 + inner]:
                one.group = rows[at].raw.label
        at += 1 + inner
    if parts:
        narrow(rows[start], parts, None)
    if start + size + 1 < end:
        _rest(rows, start + size + 1, end)


def _rest(rows: list[Laid], start: int, end: int) -> None:
    """What follows a whole group: a sum of its own, or loose rows."""
    if _sum_size(rows, start, end, 1):
        _nest(rows, start, end)


def _sum_size(rows: Sequence[Laid], at: int, end: int, least: int) -> int:
    """How many rows after `at` make it: those whose figures in the first column add to it; sums within count once.
    0 where none do."""
    whole, found, one = _first(rows[at]), 0, at + 1
    while one < end:
        found += _first(rows[one])
        one += 1 + _inner(rows, one, end)
        if _is_near(found, whole, one - at - 1) and one - at - 1 >= least:
            return one - at - 1
    return 0


def _inner(rows: Sequence[Laid], at: int, end: int) -> int:
    """The rows that make the row at `at` by plain addition, at least two."""
    whole, found = _first(rows[at]), 0
    for one in range(at + 1, end):
        found += _first(rows[one])
        if _is_near(found, whole, one - at) and one - at >= 2 and whole:
            return one - at
    return 0


def _is_near(one: int, other: int, count: int) -> bool:
    """Equal but for rounding of whole kroner."""
    return abs(one - other) <= count // 4


def _first(row: Laid) -> int:
    amount = row.amounts[0] if row.amounts else None
    return amount.low if amount else 0


def _balance(rows: list[Laid], starts: Sequence[int]) -> None:
    """The first row where it sums the grants; rows over them that lack figures are placed by that sum."""
    tops = [rows[at] for at in starts if len(rows[at].left) == 1]
    loose = [one for one in rows[1 : starts[0]] if len(one.left) > 1]
    if len(rows[0].left) != 1 or len(tops) < len(starts):
        return
    found = possible([one.vectors for one in (*tops, *loose)], rows[0].vectors[0], slack=2)
    if not found or not all(found):
        return
    rows[0].kind = "subtotal"
    for row, numbers in zip((*tops, *loose), found, strict=True):
        row.keep(numbers)
        row.is_summed, row.group = True, rows[0].raw.label


class _Mending:
    """Words broken by blanks, put together where the whole word stands elsewhere in the catalogue."""

    def __init__(self, lines: Sequence[Line], skipped: set[int]) -> None:
        self.known = Counter(
            word.lower() for at, one in enumerate(lines) if at not in skipped for word in WORD.findall(one.text)
        )

    def label(self, text: str) -> str:
        parts = text.split()
        shown: list[str] = []
        while parts:
            size = next((n for n in (4, 3, 2) if self._is_word(parts[:n], n)), 1)
            shown.append("".join(parts[:size]))
            parts = parts[size:]
        return " ".join(shown)

    def _is_word(self, parts: Sequence[str], size: int) -> bool:
        whole = "".join(parts).strip("().,-").lower()
        if len(parts) < size or whole not in self.known or len(whole) < 3:
            return False
        return any(self.known[one.strip("().,-").lower()] < self.known[whole] or len(one) < 3 for one in parts)
