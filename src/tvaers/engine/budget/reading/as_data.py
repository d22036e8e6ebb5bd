"""A catalogue as one JSON document: the fields of `catalogue.py`, amounts as kroner with two decimals."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from tvaers.engine.budget.catalogue import Catalogue, Cell, Entry, Interval, Proposal, Row, Table, TextAmount

THOUSANDTHS = ("pct.", "antal", "")
"""Units whose figures are kept as thousandths."""


def as_data(catalogue: Catalogue) -> dict[str, Any]:
    """The whole of what was read; `rows` are the rows of all proposals' own tables under their keys."""
    shown = {one.name: _data(getattr(catalogue, one.name)) for one in fields(catalogue) if one.name != "overview"}
    shown["overviews"] = {"rows": _data(catalogue.overview), "totals": _data(catalogue.overview_totals)}
    del shown["overview_totals"]
    shown["rows"] = [
        {"proposal": one.key, **_row(row, one.table.unit)}
        for one in catalogue.proposals
        if one.table
        for row in one.table.rows
    ]
    return shown


def kroner(amount: int) -> str:
    """Whole kroner as `"16400000.00"`."""
    return f"{amount}.00"


def number(thousandths: int) -> str:
    """Thousandths as a plain number: 16.400 is `"16.4"`."""
    sign = "-" if thousandths < 0 else ""
    whole, rest = divmod(abs(thousandths), 1000)
    return f"{sign}{whole}.{rest:03d}".rstrip("0").rstrip(".") if rest else f"{sign}{whole}"


def _data(value: Any) -> Any:
    if isinstance(value, Proposal):
        return _proposal(value)
    if isinstance(value, Table):
        return _table(value)
    if isinstance(value, TextAmount):
        shown = {
            one.name: _data(getattr(value, one.name)) for one in fields(value) if one.name not in ("amount", "step")
        }
        return shown | _ends(value.amount, value.unit)
    if isinstance(value, Cell):
        return _cell(value, "mio. kr.")
    if isinstance(value, Entry):
        return {one.name: _data(getattr(value, one.name)) for one in fields(value)}
    if is_dataclass(value):
        return {one.name: _data(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple):
        return [_data(one) for one in value]
    return value


def _proposal(proposal: Proposal) -> dict[str, Any]:
    shown = {one.name: _data(getattr(proposal, one.name)) for one in fields(proposal) if one.name != "table"}
    table = proposal.table
    shown["flags"] = ["unavoidable"] if proposal.is_unavoidable else []
    shown["price_level"] = proposal.price_level
    shown["caption"] = table.caption if table else ""
    shown["unit"] = table.unit if table else ""
    shown["columns"] = _data(table.columns) if table else []
    shown["rows"] = [_row(one, table.unit) for one in table.rows] if table else []
    shown["total"] = _row(table.total, table.unit) if table and table.total else None
    return shown


def _table(table: Table) -> dict[str, Any]:
    shown = {one.name: _data(getattr(table, one.name)) for one in fields(table) if one.name != "rows"}
    shown["rows"] = [_row(one, table.unit) for one in table.rows]
    shown["total"] = _row(table.total, table.unit) if table.total else None
    return shown


def _row(row: Row, unit: str) -> dict[str, Any]:
    shown = {one.name: _data(getattr(row, one.name)) for one in fields(row) if one.name != "cells"}
    shown["cells"] = [_cell(one, unit) for one in row.cells]
    return shown


def _cell(cell: Cell, unit: str) -> dict[str, Any]:
    shown = {"column": cell.column, "period": cell.column, "printed": cell.printed, "state": cell.state}
    return shown | (_ends(cell.amount, unit) if cell.amount else {"low": None, "high": None})


def _ends(amount: Interval, unit: str) -> dict[str, str]:
    say = number if unit in THOUSANDTHS else kroner
    return {"low": say(amount.low), "high": say(amount.high)}
