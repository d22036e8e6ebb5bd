"""A printed table as a table of the page: what is printed, and beside it what does not follow from the print."""

from __future__ import annotations

from tvaers.engine.budget import catalogue as shapes
from tvaers.engine.budget.catalogue import Cell as Printed
from tvaers.engine.budget.wording import EMPTY, mio
from tvaers.web.budget.words import CELLS, heading_of
from tvaers.web.design.parts import Cell, Column, Row, Table


def table_of(table: shapes.Table) -> Table:
    """The rows in order, with the totals set apart."""
    columns = [Column(key="post", title="Post"), *(Column(key=one.key, title=heading_of(one), align="right")
                                                  for one in table.columns)]  # fmt: skip
    level = f", pris- og lønniveau {table.price_level}" if table.price_level else ""
    unit = f" ({table.unit}{level})" if table.unit else ""
    return Table(
        caption=f"{table.name or table.caption or 'Tabel'}{unit if table.unit not in table.caption else ''}",
        columns=columns, rows=[_row(table, one) for one in table.rows], empty="Tabellen har ingen rækker.",
    )  # fmt: skip


def _row(table: shapes.Table, row: shapes.Row) -> Row:
    label = f"{row.label} ({row.note})" if row.note else row.label
    cells = [Cell(text=shown(row.cell(one.key))) for one in table.columns]
    return Row(total=row.kind in ("total", "subtotal"), cells=[Cell(text=label, header=True), *cells])


def shown(cell: Printed | None) -> str:
    """The printed string; where it does not tell what is understood, both."""
    if cell is None or (cell.amount is None and not cell.printed.strip()):
        return EMPTY
    if cell.state in CELLS:
        return f"{cell.printed.strip() or mio(cell.amount)} ({CELLS[cell.state][0].lower()})"
    return cell.printed.strip() or mio(cell.amount)
