"""The rows that the boards choose from, written with a case's turns: see boarding.py for who reads them.

A row says when and on which board a stay comes up, and no more. Rules must not answer by the clock alone to be on a
board at the right time; what changes by the day is written again each day with the worklists (refreshing.py).
"""

from __future__ import annotations

from datetime import datetime

from tvaers.engine.cases.board import HOME, PHASE, moment_of
from tvaers.engine.cases.core import Case as Folded
from tvaers.engine.cases.models import Case, Stay
from tvaers.engine.cases.stays import ACUTE, told

LONGEST = 200
"""The most of a ward's name that is kept, in characters."""


def write(row: Case, case: Folded, at: datetime) -> None:
    """Write the row of a case whose patient is in hospital; one of any other case is removed."""
    if not is_watched(case):
        return
    if case.is_closed or case.type.state(case.state).phase != PHASE:
        Stay.objects.filter(pk=row.pk).delete()
        return
    home, finished = told(case, HOME, at), _named(case, "finished", at)
    Stay.objects.update_or_create(
        case=row,
        defaults={
            "type": row.type, "ward": str(case.data.get("ward") or "")[:LONGEST],
            "home": None if home is None else moment_of(home),
            "is_day": home is not None and not isinstance(home, datetime),
            "finished_at": finished if isinstance(finished, datetime) else None,
            "is_acute": case.data.get("setting") == ACUTE,
            "needs_aids": case.data.get("devices_needed") is True,
        },
    )  # fmt: skip


def is_watched(case: Folded) -> bool:
    """Whether cases of the type come on a board: they say when the patient is expected home."""
    return any(one.id == HOME for one in case.type.derived)


def _named(case: Folded, name: str, at: datetime) -> object:
    """What a derived value says; None for types that do not have it."""
    return told(case, name, at) if any(one.id == name for one in case.type.derived) else None
