"""Checks what the files of a package's `budget/` say of each other: ids that must differ, names that must exist.

Each check adds its faults to the draft's findings; nothing is raised here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tvaers.kernel.package_read import Draft, Placed

Expect = Callable[..., None]
"""Adds a fault where a clause or a reading is unknown: `expect(sort, name, item, *path)`."""

LEADS_TO = {
    ("frame", "pot"): "pots",
    ("themes", "pot"): "pots",
    ("projects", "pool"): "projects",
    ("ideas", "paid_by"): "series",
}
"""The section in which the name in a field must be found; a series is named with its row, `series.row`."""


def check_budget(draft: Draft, expect: Expect) -> None:
    """Every id once in its section; every clause, reading, pot, pool and series named must exist."""
    for section, items in draft.budget.items():
        _check_unique(draft, items)
        for item in items:
            expect("clause", item.model.clause, item, "clause")
            for index, reading in enumerate(item.model.readings):
                expect("reading", reading, item, "readings", index)
            _check_names(draft, section, item)


def _check_unique(draft: Draft, items: list[Placed[Any]]) -> None:
    first: dict[str, Placed[Any]] = {}
    for item in items:
        before = first.setdefault(item.model.id, item)
        if before is not item:
            found = f"{item.model.id} findes allerede i {before.file}, linje {before.line('id')}"
            draft.findings.add(item.file, item.line("id"), found, "et id, som ingen anden har")


def _check_names(draft: Draft, section: str, item: Placed[Any]) -> None:
    for (of, field), target in LEADS_TO.items():
        name = getattr(item.model, field, None) if of == section else None
        if name is not None and name not in _names(draft, target):
            known = ", ".join(sorted(_names(draft, target))[:20]) or "et id, der findes"
            draft.findings.add(item.file, item.line(field), f"{name} findes ikke i {target}", f"en af {known}")


def _names(draft: Draft, section: str) -> set[str]:
    """The names of a section: ids, and for series each row as `series.row` too."""
    items = draft.budget[section]
    free = {"reprioritising"} if section == "series" else set()
    rows = {f"{item.model.id}.{row.id}" for item in items for row in getattr(item.model, "rows", ())}
    return {item.model.id for item in items} | rows | free
