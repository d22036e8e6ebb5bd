"""What a budget catalogue is, as data: themes, proposals and tables, each figure with the place where it is printed.

Every amount is an integer of kroner, whatever unit the page used; `unit` and `step` tell how it was printed, so that a
check knows how much rounding hides. Empty is `None`, never zero. What is printed and what is understood are kept apart:
`printed` is the string on the page. The shapes are pure and frozen; readers make them, checks and exports read them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PERMANENT = "PERM"
"""The period of a lasting level; other periods are years, `"2024"`."""

CellState = Literal["stated", "empty", "text", "placed", "doubtful"]
"""stated: printed here. empty: printed as nothing. text: words instead of a figure. placed: an empty cell had vanished,
and the totals allow one placement only. doubtful: several placements fit, so a person must say."""

ColumnKind = Literal["period", "earlier", "later", "total", "growth", "saving", "base", "draft", "change", "proposal",
                     "count", "share", "other"]  # fmt: skip
RowKind = Literal["running", "one_off", "capital", "price", "administration", "pool", "saving", "income", "note",
                  "part", "subtotal", "total", "group"]  # fmt: skip
TableKind = Literal["proposal", "sub", "overview", "theme", "financing", "unavoidable", "development", "investment"]
Unit = Literal["mio. kr.", "1.000 kr.", "kr.", "mia. kr.", "pct.", "antal", ""]
PricePlace = Literal["caption", "text", "default", "missing"]


@dataclass(frozen=True, order=True)
class Interval:
    """An amount with a low and a high end, both in whole kroner; a single figure has low = high.

    Addition and multiplication by a number keep both ends; `low <= high` is a rule of the checker, not of the shape,
    because a page can print it the wrong way round.
    """

    low: int
    high: int

    @classmethod
    def of(cls, low: int, high: int | None = None) -> Interval:
        return cls(low, low if high is None else high)

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        """End by end, low from low: the difference between two printed figures, not the widest possible one."""
        return Interval(self.low - other.low, self.high - other.high)

    def __neg__(self) -> Interval:
        return Interval(-self.low, -self.high)

    @property
    def is_single(self) -> bool:
        return self.low == self.high

    @property
    def width(self) -> int:
        return self.high - self.low


ZERO = Interval(0, 0)


@dataclass(frozen=True, order=True)
class Place:
    """Where something is printed: line from 1 in the text as extracted, page from 1 where the file tells pages."""

    line: int
    page: int | None = None


@dataclass(frozen=True)
class Doubt:
    """What the reader is unsure of, in Danish: `code` names the kind, `text` what and why, `choices` the readings."""

    code: str
    text: str
    place: Place
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cell:
    """One figure of a row. `step` is the kroner of the last printed digit: 0,1 mio. kr. is 100.000."""

    column: str
    amount: Interval | None
    printed: str
    state: CellState
    step: int = 0


@dataclass(frozen=True)
class Column:
    """A column of a table: `key` is `"2024"`, `PERMANENT`, `"growth"` …; `printed` its heading on the page."""

    key: str
    kind: ColumnKind
    printed: str = ""


@dataclass(frozen=True)
class Row:
    """A row of a table; `group` is the label of the group it stands under, else ""."""

    label: str
    kind: RowKind
    cells: tuple[Cell, ...]
    place: Place
    group: str = ""
    note: str = ""

    def cell(self, column: str) -> Cell | None:
        """The cell of `column`, None where the row has none."""
        return next((one for one in self.cells if one.column == column), None)

    def amount(self, column: str) -> Interval | None:
        """What stands under `column`, None where it is empty."""
        found = self.cell(column)
        return found.amount if found else None


@dataclass(frozen=True)
class Table:
    """A printed table: rows in order, totals among them (`kind` tells). `price_level` is `"2023"`, "" when not told."""

    kind: TableKind
    caption: str
    unit: Unit
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    place: Place
    price_level: str = ""
    name: str = ""

    @property
    def total(self) -> Row | None:
        """The total row, the last if there are more; None where the table has none."""
        return next((one for one in reversed(self.rows) if one.kind == "total"), None)

    @property
    def parts(self) -> tuple[Row, ...]:
        """The rows that the total is made of: no groups, notes, subtotals or totals."""
        return tuple(one for one in self.rows if one.kind not in ("group", "note", "subtotal", "total"))


@dataclass(frozen=True)
class Section:
    """A piece of running text under a heading, as printed."""

    heading: str
    text: str
    place: Place


@dataclass(frozen=True)
class TextAmount:
    """An amount in running text. `around` are the words beside it; `is_about` for ca., op mod, mindst and the like.

    `unit` pct., antal and "" (unknown) keep their figure in `amount` as thousandths (16,4 pct. is 16.400), also in
    tables.
    """

    amount: Interval
    unit: Unit
    printed: str
    around: str
    place: Place
    step: int
    is_about: bool = False
    proposal: str = ""


@dataclass(frozen=True)
class Proposal:
    """A budget proposal (budgetbrik). `key` is theme and number, `"1.1-01"`, in the order of the overview.

    The pages can stand in another order (theme 1.12 does in 2024); the overview's order gives the keys of BUD-25. A
    page that no row of the overview names gets the numbers after them; without an overview the theme's own table
    orders.

    `title` is the heading on its own page; `aliases` its other forms in overviews. `departments` is None where the
    line is not printed. `is_political` is None: unknown, because the star is a picture and lost in text.
    """

    key: str
    theme: str
    title: str
    place: Place
    aliases: tuple[str, ...] = ()
    departments: str | None = None
    is_unavoidable: bool = False
    is_political: bool | None = None
    table: Table | None = None
    sub_tables: tuple[Table, ...] = ()
    sections: tuple[Section, ...] = ()
    amounts: tuple[TextAmount, ...] = ()

    @property
    def price_level(self) -> str:
        return self.table.price_level if self.table else ""

    def total(self, period: str) -> Interval | None:
        """The printed total of a period; None where none is printed."""
        row = self.table.total if self.table else None
        return row.amount(period) if row else None


@dataclass(frozen=True)
class Entry:
    """A row of an overview or theme table, tied to the proposal it names; `proposal` is "" where none was found."""

    proposal: str
    theme: str
    title: str
    growth: Cell | None
    saving: Cell | None
    place: Place


@dataclass(frozen=True)
class Theme:
    """A theme (chapter): its own table as printed, whose number and titles may differ from the overview's."""

    number: str
    title: str
    place: Place
    is_externally_financed: bool = False
    printed_number: str = ""
    entries: tuple[Entry, ...] = ()
    total: Entry | None = None


@dataclass(frozen=True)
class Catalogue:
    """A catalogue as printed. `periods` as most tables have them; `unread` are lines that no piece took in."""

    title: str
    region: str
    year: int | None
    periods: tuple[str, ...]
    price_level: str
    themes: tuple[Theme, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    overview: tuple[Entry, ...] = ()
    overview_totals: tuple[Entry, ...] = ()
    tables: tuple[Table, ...] = ()
    amounts: tuple[TextAmount, ...] = ()
    sections: tuple[Section, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    unread: tuple[str, ...] = ()
    lines: int = 0

    def proposal(self, key: str) -> Proposal | None:
        """The proposal with `key`, None where there is none."""
        return next((one for one in self.proposals if one.key == key), None)
