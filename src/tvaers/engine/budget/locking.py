"""Rows as they stand now, locked for writing, and the one question every writer of a catalogue asks: is it a draft?"""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model

from tvaers.engine.budget.models import Version
from tvaers.kernel import clock
from tvaers.kernel.errors import Conflict

R = TypeVar("R", bound=Model)
WRITTEN = ("draft", "checking", "committee")
"""The states in which a version is still being written."""


def fresh(row: R) -> R:
    """The row as it stands now, locked until the transaction ends: what the caller holds may be old."""
    found: R = type(row)._default_manager.select_for_update().get(pk=row.pk)
    return found


def draft(version: Version) -> Version:
    """The version, locked and marked as changed now. Conflict once it is published: then nothing changes in it."""
    found = fresh(version)
    if found.state not in WRITTEN:
        raise Conflict(
            what=f"Version {found.number} er {found.get_state_display().lower()} og kan ikke ændres.",
            do="Begynd en ny version, og ret i den.",
        )
    found.changed_at = clock.now()
    found.save(update_fields=["changed_at"])
    return found
