"""A read catalogue becomes rows. The way back is in restoring.py; together they lose nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any

from django.db.models import Max

from tvaers.engine.budget import catalogue as shapes
from tvaers.engine.budget.models import (
    Cell,
    Doubt,
    Entry,
    Proposal,
    Row,
    Section,
    Table,
    TextAmount,
    Theme,
    Version,
)

GROWTH, SAVING = "growth", "saving"


def fingerprint(read: shapes.Catalogue) -> str:
    """The hash of everything that was read: two readings are the same when it is."""
    return hashlib.sha256(repr(read).encode()).hexdigest()


class Writer:
    """Collects the cells of a version, and writes them at once: a catalogue has thousands."""

    def __init__(self, version: Version) -> None:
        self.version = version
        self._cells: list[Cell] = []
        self._entries = count()
        self._tables = count()

    def write(self, read: shapes.Catalogue) -> None:
        """Everything below the version."""
        for position, theme in enumerate(read.themes):
            self._theme(position, theme)
        self._entry_rows(read.overview)
        self._entry_rows(read.overview_totals, is_total=True)
        for position, proposal in enumerate(read.proposals):
            self._proposal(position, proposal)
        for table in read.tables:
            self._table(table)
        self._words(read.sections, read.amounts)
        Doubt.objects.bulk_create(
            Doubt(version=self.version, position=position, code=one.code, text=one.text, choices=list(one.choices),
                  line=one.place.line, page=one.place.page)
            for position, one in enumerate(read.doubts)
        )  # fmt: skip
        Cell.objects.bulk_create(self._cells, batch_size=2_000)

    def add(self, read: shapes.Proposal) -> None:
        """One more proposal after those there are, with its row in the overview and in its theme's table."""
        self._tables = count(_next(self.version.tables))
        self._proposal(_next(self.version.proposals), read)
        growth, saving = _slots(read, str(self.version.catalogue.year))
        entry = shapes.Entry(read.key, read.theme, read.title, growth, saving, read.place)
        self._entries = count(_next(self.version.entries))
        self._entry_rows([entry])
        chapter = self.version.themes.filter(number=read.theme).first()
        if chapter is not None:
            self._entry_rows([entry], chapter=chapter)
        Cell.objects.bulk_create(self._cells)

    def _theme(self, position: int, read: shapes.Theme) -> None:
        made = Theme.objects.create(
            version=self.version, **at(position, read.place), number=read.number, title=read.title,
            is_externally_financed=read.is_externally_financed, printed_number=read.printed_number,
        )  # fmt: skip
        self._entry_rows(read.entries, chapter=made)
        if read.total is not None:
            self._entry_rows([read.total], chapter=made, is_total=True)

    def _entry_rows(
        self, read: Iterable[shapes.Entry], *, chapter: Theme | None = None, is_total: bool = False
    ) -> None:
        for one in read:
            made = Entry.objects.create(
                version=self.version, **at(next(self._entries), one.place), chapter=chapter, is_total=is_total,
                proposal=one.proposal, theme=one.theme, title=one.title,
            )  # fmt: skip
            for slot, cell in ((GROWTH, one.growth), (SAVING, one.saving)):
                if cell is not None:
                    self._cells.append(cell_row(cell, entry=made, slot=slot))

    def _proposal(self, position: int, read: shapes.Proposal) -> None:
        made = Proposal.objects.create(
            version=self.version, **at(position, read.place), key=read.key, theme=read.theme, title=read.title,
            aliases=list(read.aliases), departments=read.departments, is_unavoidable=read.is_unavoidable,
            is_political=read.is_political,
        )  # fmt: skip
        if read.table is not None:
            self._table(read.table, made, is_main=True)
        for table in read.sub_tables:
            self._table(table, made)
        self._words(read.sections, read.amounts, made)

    def _table(self, read: shapes.Table, proposal: Proposal | None = None, *, is_main: bool = False) -> None:
        made = Table.objects.create(
            version=self.version, **at(next(self._tables), read.place), proposal=proposal, is_main=is_main,
            kind=read.kind, caption=read.caption, name=read.name, unit=read.unit, price_level=read.price_level,
            columns=[{"key": one.key, "kind": one.kind, "printed": one.printed} for one in read.columns],
        )  # fmt: skip
        rows = Row.objects.bulk_create(
            Row(table=made, **at(position, one.place), label=one.label, kind=one.kind, group=one.group, note=one.note)
            for position, one in enumerate(read.rows)
        )
        for row, one in zip(rows, read.rows, strict=True):
            self._cells += [cell_row(cell, row=row, position=place) for place, cell in enumerate(one.cells)]

    def _words(
        self, sections: Sequence[shapes.Section], amounts: Sequence[shapes.TextAmount], proposal: Proposal | None = None
    ) -> None:
        Section.objects.bulk_create(
            Section(version=self.version, proposal=proposal, **at(position, one.place), heading=one.heading,
                    text=one.text)
            for position, one in enumerate(sections)
        )  # fmt: skip
        TextAmount.objects.bulk_create(
            TextAmount(version=self.version, proposal=proposal, **at(position, one.place), low=one.amount.low,
                       high=one.amount.high, unit=one.unit, printed=one.printed, around=one.around, step=one.step,
                       is_about=one.is_about, names=one.proposal)
            for position, one in enumerate(amounts)
        )  # fmt: skip


def _next(rows: Any) -> int:
    """The position after the last of some rows."""
    last = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _slots(read: shapes.Proposal, year: str) -> tuple[shapes.Cell | None, shapes.Cell | None]:
    """The total of a year as growth or as saving."""
    row = read.table.total if read.table else None
    cell = row.cell(year) if row else None
    if cell is None or cell.amount is None:
        return None, None
    return (None, cell) if cell.amount.high < 0 else (cell, None)


def at(position: int, place: shapes.Place) -> dict[str, Any]:
    """The fields that say where something is printed, and its order."""
    return {"position": position, "line": place.line, "page": place.page}


def cell_row(read: shapes.Cell, **whose: Any) -> Cell:
    """A cell as a row that is not written yet."""
    amount = read.amount
    return Cell(
        **whose, column=read.column, low=amount.low if amount else None, high=amount.high if amount else None,
        printed=read.printed, state=read.state, step=read.step,
    )  # fmt: skip
