"""A table as text, as it comes out of a spreadsheet, and the rows of it that are about one cluster (SA-SF-6.2b)."""

from __future__ import annotations

from tvaers.engine.forums.models import Forum
from tvaers.engine.forums.seating import type_of
from tvaers.engine.parties.queries import members_of


def own_rows(table: str, forum: Forum) -> str:
    """The rows whose first cell is a member of the forum's cluster, by code, key or name, under the first line.

    All of them for a forum without a cluster; "" when none is about the forum.
    """
    head, *rows = [_cells(line) for line in table.splitlines() if line.strip()]
    cluster = type_of(forum).cluster
    if cluster:
        names = {
            one.casefold() for member in members_of(cluster) for one in (member.code, member.key, member.name) if one
        }
        rows = [row for row in rows if row[0].casefold() in names]
    return "\n".join(" · ".join(row) for row in [head, *rows]) if rows else ""


def _cells(line: str) -> list[str]:
    """The cells of a line: parted by tabs, else by semicolons."""
    return [cell.strip() for cell in line.split("\t" if "\t" in line else ";")]
