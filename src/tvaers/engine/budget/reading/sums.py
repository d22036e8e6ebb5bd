"""Which rows of a table sum to which, and where figures with vanished neighbours stand: rows in, cells out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from tvaers.engine.budget.catalogue import Cell, CellState, Column, Doubt, Interval, Row, RowKind, Unit
from tvaers.engine.budget.reading.figures import EMPTY, cell
from tvaers.engine.budget.reading.placing import Placement, Vector, placements, possible, vector
from tvaers.engine.budget.reading.rowing import RawRow
from tvaers.engine.budget.reading.wording import kind_of


@dataclass
class Laid:
    """A row whose figures are laid into columns: the placements that the totals leave."""

    raw: RawRow
    columns: int
    unit: Unit
    kind: RowKind
    group: str = ""
    left: list[Placement] = field(default_factory=list)
    is_settled: bool = False
    is_summed: bool = False

    @cached_property
    def cells(self) -> list[Cell]:
        """The figures as cells of no column."""
        return [cell("", one, self.unit) for one in self.raw.figures]

    @cached_property
    def amounts(self) -> list[Interval | None]:
        return [one.amount for one in self.cells]

    @cached_property
    def step(self) -> int:
        return max((one.step for one in self.cells), default=0)

    @property
    def vectors(self) -> list[Vector]:
        return [vector(self.amounts, one, self.columns) for one in self.left]

    def keep(self, numbers: set[int]) -> None:
        self.left = [one for at, one in enumerate(self.left) if at in numbers]


def laid(raws: Sequence[RawRow], columns: Sequence[Column], unit: Unit) -> list[Laid]:
    """The rows of a table with every placement open that their printing and the sum along the row allow."""
    width = len(columns)
    group = ""
    rows: list[Laid] = []
    for raw in raws:
        kind: RowKind = "group" if raw.is_group else "note" if raw.note else kind_of(raw.label)
        group = raw.label if raw.is_group else group
        row = Laid(raw, width, unit, kind, "" if raw.is_group else group)
        row.left = [_told(raw)] if raw.is_certain or not raw.figures else placements(len(raw.figures), width)
        if len(row.left) > 1:
            row.left = [one for one in row.left if _holds_along(row, one, columns)] or row.left
        row.is_settled = len(row.left) == 1
        rows.append(row)
    return rows


def _told(raw: RawRow) -> Placement:
    """The placement that the file's own cells tell."""
    return tuple(at for at, one in enumerate(raw.cells) if one.strip())


def _holds_along(row: Laid, placement: Placement, columns: Sequence[Column]) -> bool:
    """Whether a placement meets the sum along the row: to the column of totals, or draft and change to proposal."""
    stands = {columns[at].kind: 0 for at in range(row.columns)}
    parts = 0
    for amount, at in zip(row.amounts, placement, strict=True):
        low = amount.low if amount else 0
        stands[columns[at].kind] += low
        parts += 0 if columns[at].kind == "total" else low
    if "proposal" in stands and "change" in stands:
        return stands["draft"] + stands["change"] == stands["proposal"]
    if "total" not in stands or row.kind == "total":
        return True
    return stands["total"] != 0 and abs(stands["total"] - parts) <= row.columns * row.step // 2


def settle(rows: list[Laid], first: Interval | None = None) -> None:
    """Narrow the placements by the totals, and say which totals are subtotals. `first` is what another table says of
    the first column of the last total."""
    _demote(rows)
    _uncover(rows)
    if not any(one.kind == "total" for one in rows):
        _try_last(rows)
    last = next((one for one in reversed(rows) if one.kind == "total"), None)
    levels = _levels(rows, last)
    for total, parts in [*levels, *reversed(levels)]:
        narrow(total, parts, first if total is last else None)
    for row in rows:
        row.kind = "subtotal" if row.kind == "total" and row is not last else row.kind
    _part_groups(rows)


def _levels(rows: Sequence[Laid], last: Laid | None) -> list[tuple[Laid, list[Laid]]]:
    """Each sum with the rows that make it: those since the sum before, or, where they do not, all that is open."""
    levels: list[tuple[Laid, list[Laid]]] = []
    open_rows: list[Laid] = []
    closed: list[Laid] = []
    for row in rows:
        if row.kind in ("group", "note"):
            continue
        if row.kind != "total":
            open_rows.append(row)
            continue
        own = open_rows if open_rows and (row is not last or not closed) else closed + open_rows
        levels.append((row, own))
        closed.append(row)
        open_rows = []
    return levels


def _demote(rows: list[Laid]) -> None:
    """A row that is called a sum but has nothing before it to sum, or one row only that differs, is a part."""
    before: list[Laid] = []
    count = 0
    for row in rows:
        if row.kind == "total" and (
            not before or (len(before) == 1 and not count and before[0].amounts != row.amounts)
        ):
            row.kind = "total" if row is rows[-1] and (before or count) else "part"
        if row.kind == "total":
            before, count = [], count + 1
        elif row.kind not in ("group", "note"):
            before.append(row)


def _part_groups(rows: list[Laid]) -> None:
    """A group ends with its sum; the sum of a whole table stands in no group."""
    is_over = False
    for row in rows:
        is_over = row.kind != "group" and is_over
        row.group = "" if is_over or row.kind == "total" else row.group
        is_over = is_over or row.kind in ("subtotal", "total")


def _try_last(rows: list[Laid]) -> None:
    """A last row that the others sum to in one way only is a total, whatever it is called."""
    parts = [one for one in rows[:-1] if one.kind not in ("group", "note")]
    is_open = any(not one.is_settled for one in parts)
    if len(parts) > 1 and is_open and rows[-1].is_settled and narrow(rows[-1], parts, None):
        rows[-1].kind = "total"


def narrow(total: Laid, parts: list[Laid], first: Interval | None) -> bool:
    """Keep the placements that fit: exactly where any do, else within rounding; then those with a sum that leaves a
    column out, as overviews of investments do. False where none fits."""
    if all(one.is_settled for one in (total, *parts)):
        return True
    rounding = (len(parts) + 1) * max([total.step, *(one.step for one in parts)]) // 2
    for is_strict, slack in ((True, 0), (True, rounding), (False, 0), (False, rounding)):
        kept = _fitting(total, parts, first, slack, is_strict)
        if kept is None:
            return False
        if kept:
            for row, numbers in zip([total, *parts], kept, strict=True):
                row.keep(numbers)
                row.is_summed = True
                row.is_settled = len(row.left) == 1
            return True
    return False


def _uncover(rows: list[Laid]) -> None:
    """A row without the word that sums the rows before it is a subtotal where the table's total needs it to be."""
    parts = [one for one in rows[:-1] if one.kind not in ("group", "note")]
    if (
        len(parts) < 3
        or rows[-1].kind != "total"
        or any(not one.is_settled or one.kind == "total" for one in rows[:-1])
    ):
        return
    ends = [one.vectors[0] for one in parts]
    for at in range(2, len(parts)):
        rest = _plus([ends[at], *ends[at + 1 :]])
        if _plus(ends[:at]) == ends[at] and any(ends[at]) and rest == rows[-1].vectors[0] != _plus(ends):
            parts[at].kind = "total"
            return


def _plus(vectors: Sequence[Vector]) -> Vector:
    return tuple(sum(one) for one in zip(*vectors, strict=True))


def _fitting(
    total: Laid, parts: list[Laid], first: Interval | None, slack: int, is_strict: bool
) -> list[set[int]] | None:
    """Per row, the total first, the placements that fit some placement of the total; an empty list where none does,
    None where it is too much to try. Strict: nothing may stand in a column where the total is empty."""
    kept: list[set[int]] = [set() for _ in range(len(parts) + 1)]
    for number, (placement, end) in enumerate(zip(total.left, total.vectors, strict=True)):
        if first and not _agrees(total, placement, first):
            continue
        asked = end if is_strict else tuple(one if at // 2 in placement else None for at, one in enumerate(end))
        found = possible([one.vectors for one in parts], asked, slack)
        if found is None:
            return None
        if not found or not all(found):
            continue
        kept[0].add(number)
        for mine, more in zip(kept[1:], found, strict=True):
            mine |= more
    return kept if kept[0] else []


def _agrees(total: Laid, placement: Placement, first: Interval) -> bool:
    """Whether the total's first column is what another table says of it, within that table's rounding."""
    stands = dict(zip(placement, total.amounts, strict=True)).get(0) or Interval.of(0)
    return max(abs(stands.low - first.low), abs(stands.high - first.high)) <= 50_000


def row_of(row: Laid, columns: Sequence[Column]) -> tuple[Row, Doubt | None]:
    """The row with its cells, and a doubt where more than one placement is left."""
    raw = row.raw
    if row.kind == "group":
        return Row(raw.label, "group", (), raw.place), None
    if raw.note:
        cells = tuple(Cell(one.key, None, raw.note if not at else "", "text" if not at else "empty")
                      for at, one in enumerate(columns))  # fmt: skip
        return Row(raw.label, "note", cells, raw.place, row.group, raw.note), None
    chosen = _chosen(row)
    shown = dict(zip(chosen, raw.figures, strict=True))
    cells = tuple(_cell(row, at, one, shown.get(at)) for at, one in enumerate(columns))
    return Row(raw.label.rstrip(" *"), row.kind, cells, raw.place, row.group), _doubt(row, columns)


def _chosen(row: Laid) -> Placement:
    """The placement shown: the one that the blanks tell where it may stand, else the first."""
    told = _told_by_blanks(row.raw)
    left = row.left or placements(len(row.raw.figures), row.columns)
    return told if told in left else left[0]


def _told_by_blanks(raw: RawRow) -> Placement | None:
    if not raw.cells:
        return None
    placed = tuple(at for at, one in enumerate(raw.cells) if one.strip())
    return placed if len(placed) == len(raw.figures) else None


def _cell(row: Laid, at: int, column: Column, printed: str | None) -> Cell:
    state = _state(row, at)
    if printed is None:
        return Cell(column.key, None, "", "doubtful" if state == "doubtful" else "empty")
    found = cell(column.key, printed, row.unit)
    if found.state in ("empty", "text"):
        return found
    return Cell(column.key, found.amount, found.printed, state, found.step)


def _state(row: Laid, at: int) -> CellState:
    """Stated where every column has a figure or the file has cells; else placed or doubtful by what is left."""
    if len(row.raw.figures) == row.columns or row.raw.is_certain or not row.raw.figures:
        return "stated"
    stands = {one.index(at) if at in one else None for one in row.left}
    return "placed" if len(stands) == 1 else "doubtful"


def _doubt(row: Laid, columns: Sequence[Column]) -> Doubt | None:
    if len(row.left) == 1:
        return None
    choices = tuple(_choice(row, one, columns) for one in row.left[:12])
    why = "Summerne tillader flere placeringer." if row.is_summed else "Summerne afgør ikke, hvor tallene hører til."
    text = (
        f"Rækken “{row.raw.label}” har {len(row.raw.figures)} tal til {len(columns)} kolonner, fordi tomme felter er "
        f"faldet ud. {why} Vælg, hvor de står."
    )
    return Doubt("vanished-cell", text, row.raw.place, choices)


def _choice(row: Laid, placement: Placement, columns: Sequence[Column]) -> str:
    return ", ".join(
        f"{columns[at].printed or columns[at].key}: {one}"
        for at, one in zip(placement, row.raw.figures, strict=True)
        if one not in EMPTY
    )
