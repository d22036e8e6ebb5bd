"""The typed values that the recurring parts show. Pages build these; templates and tags draw them.

Every class may be replaced by a dict with the same keys. All text is Danish and ready to show.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Align = Literal["left", "right"]
Kind = Literal["ok", "warning", "error", "info", "wait", "neutral"]


@dataclass(frozen=True, kw_only=True)
class Link:
    """A title and where it leads."""

    title: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Status:
    """A state in a word; `kind` chooses shape and colour, so the state is never told by colour alone."""

    text: str
    kind: Kind = "neutral"


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a table. `sort_url` makes the heading a link; `sorted` is "ascending", "descending" or empty."""

    key: str
    title: str
    align: Align = "left"
    sort_url: str = ""
    sorted: Literal["ascending", "descending", ""] = ""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One cell. `align` empty means that of the column; `header` makes it the heading of its row."""

    text: str = ""
    href: str = ""
    align: Align | Literal[""] = ""
    status: Status | None = None
    header: bool = False


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row; as many cells as the table has columns. `total` sets it apart as a sum.

    `pick` is the value of the row's tick box in a table where rows can be chosen.
    """

    cells: Sequence[Cell]
    total: bool = False
    pick: str = ""


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table for `{% include "design/table.html" %}`.

    `count` is the number of rows in all (not only on this page), `noun` what they are called. `empty` says what would
    stand here and how to get the first one. `previous_url` and `next_url` are empty at the ends. `picks` is the name of
    the rows' tick boxes; the table then stands in a form.
    """

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    count: int | None = None
    noun: str = "rækker"
    page_text: str = ""
    previous_url: str = ""
    next_url: str = ""
    downloads: Sequence[Link] = ()
    empty: str = "Der er ikke noget at vise."
    picks: str = ""


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A key figure ("Tal"): label, the number as text, and its unit."""

    label: str
    value: str
    unit: str = ""
    note: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Event:
    """One line of a timeline: when, who, what. `correction` marks that it changes something told before."""

    when: datetime | date
    who: str
    what: str
    note: str = ""
    url: str = ""
    correction: bool = False


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A reading mark: where the agreement can be understood in more than one way, and which way was chosen."""

    id: str
    problem: str
    choice: str
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Confirm:
    """What stands before a button that does something: the consequence, who sees it, and whether it can be undone.

    `verb` is the text of the one button ("Send indsigelsen"); `fields` are posted as hidden fields.
    """

    title: str
    what: str
    who: str
    undo: str
    verb: str
    action_url: str
    cancel_url: str = ""
    cost: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
