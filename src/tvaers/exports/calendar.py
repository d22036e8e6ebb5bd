"""Deadlines as a calendar file (RFC 5545): one entry each, with the case's number and type and nothing of a citizen.

An entry keeps its UID for as long as the deadline is the same one, and its SEQUENCE grows with the case, so that a
calendar that reads the file again moves the entry, and strikes it when the deadline is void.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tvaers.engine.cases import queries
from tvaers.engine.parties.queries import name_of
from tvaers.kernel import ics
from tvaers.kernel.case_types import CaseType
from tvaers.kernel.clock import COPENHAGEN
from tvaers.kernel.ics import escape as escape
from tvaers.kernel.ics import fold as fold

MOST = 1000
"""The most deadlines in one file."""
LAST_MINUTE = (23, 59)


@dataclass(frozen=True)
class Entry:
    """One deadline. `sequence` is the version of its case; `about` tells it apart from the case's other deadlines."""

    case: str
    type: str
    about: str
    what: str
    party: str
    due: datetime
    sequence: int
    stamp: datetime
    is_void: bool = False
    is_done: bool = False


def of_turns(turns: Iterable[queries.Turn]) -> str:
    """The deadlines of a worklist."""
    types = queries.case_types()
    return written(
        Entry(
            turn.case.number, types[turn.type].title, f"{turn.duty}-{turn.party}", _called(turn, types[turn.type]),
            name_of(turn.party), turn.due, turn.case.version, turn.case.changed_at,
        )
        for turn in turns if turn.due is not None
    )  # fmt: skip


def _called(turn: queries.Turn, type: CaseType) -> str:
    """What a line asks for in the words of the case type: never what somebody wrote in the case."""
    return next((duty.label for duty in type.duties if duty.id == turn.duty), type.title)


def of_case(row: queries.Case) -> str:
    """Every deadline of a case: those open, those met, and those that are void as struck."""
    title = queries.case_types()[row.type].title
    return written(
        Entry(
            row.number, title, "-".join(filter(None, (one.duty.id, one.party, one.row))), one.duty.label,
            name_of(one.party), one.moment, row.version, row.changed_at, one.status == "void",
            one.done_at is not None,
        )
        for one in queries.duties(row) if one.moment is not None
    )  # fmt: skip


def written(entries: Iterable[Entry]) -> str:
    """The file: lines of at most 75 octets, ended by CR LF."""
    return ics.written((_event(entry) for entry in entries), name="Frister")


def _event(entry: Entry) -> ics.Event:
    """A deadline to the day fills the day; one with a time of day stands as the minute it ends in."""
    local = entry.due.astimezone(COPENHAGEN)
    return ics.Event(
        uid=f"{entry.case}-{entry.about}@tvaers", sequence=entry.sequence, starts=entry.due,
        all_day=(local.hour, local.minute) == LAST_MINUTE, modified=entry.stamp, is_cancelled=entry.is_void,
        summary=f"{'Gjort: ' if entry.is_done else ''}{entry.what}",
        description=f"{entry.type} {entry.case}. Ansvarlig: {entry.party}.",
    )  # fmt: skip
