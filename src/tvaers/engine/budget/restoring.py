"""The rows of a version as the pure catalogue that readers, checks and exports share, equal to what was taken up.

A figure that was corrected comes with its new amount and the string that was printed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, cast

from tvaers.engine.budget import catalogue as shapes
from tvaers.engine.budget.models import Cell, Entry, Placed, Proposal, Row, Section, Table, TextAmount, Theme, Version

Whose = int | None


def as_catalogue(version: Version) -> shapes.Catalogue:
    """The version as a `catalogue.Catalogue`, in a fixed number of database queries."""
    return _Rows(version).catalogue()


class _Rows:
    """The rows of one version, by what they belong to."""

    def __init__(self, version: Version) -> None:
        self.version = version
        self._of_row: defaultdict[int, list[Cell]] = defaultdict(list)
        self._of_entry: dict[tuple[int, str], Cell] = {}
        for one in Cell.objects.filter(row__table__version=version).order_by("position", "pk"):
            self._of_row[cast(int, one.row_id)].append(one)
        for one in Cell.objects.filter(entry__version=version):
            self._of_entry[cast(int, one.entry_id), one.slot] = one
        self._rows = _by(Row.objects.filter(table__version=version), "table_id")
        self._tables = _by(Table.objects.filter(version=version), "proposal_id")
        self._entries = _by(Entry.objects.filter(version=version), "chapter_id")
        self._sections = _by(Section.objects.filter(version=version), "proposal_id")
        self._amounts = _by(TextAmount.objects.filter(version=version), "proposal_id")

    def catalogue(self) -> shapes.Catalogue:
        """Everything put together in the order of the page."""
        told = self.version
        themes = Theme.objects.filter(version=told).order_by("position")
        proposals = Proposal.objects.filter(version=told).order_by("position")
        return shapes.Catalogue(
            title=told.told_title, region=told.told_region, year=told.told_year, periods=tuple(told.periods),
            price_level=told.price_level, themes=tuple(self._theme(one) for one in themes),
            proposals=tuple(self._proposal(one) for one in proposals), overview=self._entries_of(None, False),
            overview_totals=self._entries_of(None, True), tables=tuple(map(self._table, self._tables[None])),
            amounts=self._amounts_of(None), sections=self._sections_of(None), doubts=_doubts(told),
            unread=tuple(told.unread), lines=told.lines,
        )  # fmt: skip

    def _theme(self, row: Theme) -> shapes.Theme:
        totals = self._entries_of(row.pk, True)
        return shapes.Theme(
            number=row.number, title=row.title, place=_place(row), printed_number=row.printed_number,
            is_externally_financed=row.is_externally_financed, entries=self._entries_of(row.pk, False),
            total=totals[0] if totals else None,
        )  # fmt: skip

    def _entries_of(self, chapter: Whose, is_total: bool) -> tuple[shapes.Entry, ...]:
        return tuple(
            shapes.Entry(
                proposal=one.proposal, theme=one.theme, title=one.title, place=_place(one),
                growth=self._slot(one, "growth"), saving=self._slot(one, "saving"),
            )
            for one in self._entries[chapter] if one.is_total == is_total
        )  # fmt: skip

    def _slot(self, entry: Entry, slot: str) -> shapes.Cell | None:
        found = self._of_entry.get((entry.pk, slot))
        return cell_shape(found) if found else None

    def _proposal(self, row: Proposal) -> shapes.Proposal:
        tables = self._tables[row.pk]
        main = next((self._table(one) for one in tables if one.is_main), None)
        return shapes.Proposal(
            key=row.key, theme=row.theme, title=row.title, place=_place(row), aliases=tuple(row.aliases),
            departments=row.departments, is_unavoidable=row.is_unavoidable, is_political=row.is_political, table=main,
            sub_tables=tuple(self._table(one) for one in tables if not one.is_main),
            sections=self._sections_of(row.pk), amounts=self._amounts_of(row.pk),
        )  # fmt: skip

    def _table(self, row: Table) -> shapes.Table:
        rows: list[Row] = self._rows[row.pk]
        return shapes.Table(
            kind=cast(shapes.TableKind, row.kind), caption=row.caption, unit=cast(shapes.Unit, row.unit),
            columns=tuple(shapes.Column(**one) for one in row.columns), place=_place(row), price_level=row.price_level,
            name=row.name, rows=tuple(
                shapes.Row(
                    label=one.label, kind=cast(shapes.RowKind, one.kind), place=_place(one), group=one.group,
                    note=one.note, cells=tuple(map(cell_shape, self._of_row[one.pk])),
                )
                for one in rows
            ),
        )  # fmt: skip

    def _sections_of(self, proposal: Whose) -> tuple[shapes.Section, ...]:
        return tuple(shapes.Section(one.heading, one.text, _place(one)) for one in self._sections[proposal])

    def _amounts_of(self, proposal: Whose) -> tuple[shapes.TextAmount, ...]:
        return tuple(
            shapes.TextAmount(
                amount=shapes.Interval(one.low, one.high), unit=cast(shapes.Unit, one.unit), printed=one.printed,
                around=one.around, place=_place(one), step=one.step, is_about=one.is_about, proposal=one.names,
            )
            for one in self._amounts[proposal]
        )  # fmt: skip


def cell_shape(row: Cell) -> shapes.Cell:
    """A cell as the pure shape, with the amount that holds now."""
    amount = None if row.low is None or row.high is None else shapes.Interval(row.low, row.high)
    return shapes.Cell(row.column, amount, row.printed, cast(shapes.CellState, row.state), row.step)


def _by(rows: Any, field: str) -> defaultdict[Whose, list[Any]]:
    found: defaultdict[Whose, list[Any]] = defaultdict(list)
    ordered: Iterable[Any] = rows.order_by("position", "pk")
    for one in ordered:
        found[getattr(one, field)].append(one)
    return found


def _place(row: Placed) -> shapes.Place:
    return shapes.Place(row.line, row.page)


def _doubts(version: Version) -> tuple[shapes.Doubt, ...]:
    return tuple(
        shapes.Doubt(one.code, one.text, shapes.Place(one.line, one.page), tuple(one.choices))
        for one in version.doubts.order_by("position")
    )
