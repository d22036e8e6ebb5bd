"""Words and signs that the pages of budgets share."""

from __future__ import annotations

from tvaers.engine.budget import queries
from tvaers.engine.budget.catalogue import PERMANENT, Cell, Column
from tvaers.engine.budget.wording import EMPTY
from tvaers.web.design.parts import Kind, Status

STATES: dict[str, Kind] = {
    "draft": "wait", "checking": "wait", "committee": "wait", "published": "ok", "negotiating": "info", "agreed": "ok",
    "allocated": "ok", "followed": "ok", "replaced": "neutral",
}  # fmt: skip
CELLS: dict[str, tuple[str, Kind]] = {
    "placed": ("Placeret efter totalen", "info"), "doubtful": ("Usikkert", "warning"),
}  # fmt: skip
COLUMNS = {PERMANENT: "Permanent", "growth": "Opdrift", "saving": "Omstilling", "amount": "Beløb"}


def state_of(version: queries.Version) -> Status:
    """How far a version is."""
    return Status(text=version.get_state_display(), kind=STATES[version.state])


def heading_of(column: Column) -> str:
    """A column as it is printed, else in our own word."""
    return column.printed.strip(" *") or COLUMNS.get(column.key, column.key)


def printed_of(cell: Cell | None) -> str:
    """What the page prints; a dash for an empty cell."""
    return cell.printed.strip() or EMPTY if cell else EMPTY
