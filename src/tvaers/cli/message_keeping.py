"""Takes files in one by one for `tvaers message read --keep`: into the database, as a message broker's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db import transaction

from tvaers.cli.message_report import Stays, as_data
from tvaers.cli.message_taking import content_of
from tvaers.engine.citizens.cpr import Cpr
from tvaers.engine.messages.actions import Raw, take_in
from tvaers.engine.messages.stay import StayPicture
from tvaers.engine.messages.taking import foresee
from tvaers.kernel.action import System

BY = System("kommandolinjen")


class Keeping:
    """One run over some files; each is kept for good before the next is read. The database must be ready."""

    def __init__(self) -> None:
        self._stays: dict[tuple[Cpr, str], StayPicture] = {}

    def take(self, file: Path) -> dict[str, Any]:
        """Take one file in; the document that tells of it. Problem if the file cannot be opened."""
        content = content_of(file)
        with transaction.atomic():
            seen = foresee(content)
            row = take_in(actor=BY, raw=Raw(content))
        if seen.cpr is not None and seen.decision.picture is not None:
            self._stays[seen.cpr, row.party] = seen.decision.picture
        return as_data(file, seen.subject, seen.decision, seen.findings, row.answer_tree)

    def stays(self) -> Stays:
        """The stay, as each receiver knows it, of the citizens with notices in the run, in the order they came."""
        return [(cpr, found) for (cpr, _), found in self._stays.items()]
