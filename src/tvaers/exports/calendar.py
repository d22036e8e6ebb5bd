"""Deadlines as a calendar file (RFC 5545): one entry each, with the case's number and type and nothing of a citizen.

An entry keeps its UID for as long as the deadline is the same one, and its SEQUENCE grows with the case, so that a
calendar that reads the file again moves the entry, and strikes it when the deadline is void.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tvaers.engine.cases import queries
from tvaers.engine.parties.queries import name_of
from tvaers.kernel import clock
from tvaers.kernel.clock import COPENHAGEN

MOST = 1000
"""The most deadlines in one file."""
WIDEST = 75
"""The longest line, in octets, before it is folded."""
LAST_MINUTE = (23, 59)
ZONE = (
    "BEGIN:VTIMEZONE", "TZID:Europe/Copenhagen", "BEGIN:DAYLIGHT", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200",
    "TZNAME:CEST", "DTSTART:19700329T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "END:DAYLIGHT",
    "BEGIN:STANDARD", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "TZNAME:CET", "DTSTART:19701025T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "END:STANDARD", "END:VTIMEZONE",
)  # fmt: skip


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
            turn.case.number, types[turn.type].title, f"{turn.duty}-{turn.party}", turn.why, name_of(turn.party),
            turn.due, turn.case.version, turn.case.changed_at,
        )
        for turn in turns if turn.due is not None
    )  # fmt: skip


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
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tværs//Frister//DA", "CALSCALE:GREGORIAN", "METHOD:PUBLISH")
    lines = (*head, *ZONE, *(line for entry in entries for line in _event(entry)), "END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in fold(line))


def _event(entry: Entry) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escape(f'{entry.case}-{entry.about}@tvaers')}"
    yield f"SEQUENCE:{entry.sequence}"
    yield f"DTSTAMP:{clock.now().astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"LAST-MODIFIED:{entry.stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield from _times(entry.due)
    done = "Gjort: " if entry.is_done else ""
    yield f"SUMMARY:{escape(f'{done}{entry.what}')}"
    yield f"DESCRIPTION:{escape(f'{entry.type} {entry.case}. Ansvarlig: {entry.party}.')}"
    yield f"STATUS:{'CANCELLED' if entry.is_void else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _times(due: datetime) -> Iterator[str]:
    """A deadline to the day fills the day; one with a time of day stands as the minute it ends in."""
    local = due.astimezone(COPENHAGEN)
    if (local.hour, local.minute) == LAST_MINUTE:
        yield f"DTSTART;VALUE=DATE:{local:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{local.date() + timedelta(days=1):%Y%m%d}"
        return
    yield f"DTSTART;TZID=Europe/Copenhagen:{local:%Y%m%dT%H%M%S}"
    yield "DURATION:PT0S"


def escape(text: str) -> str:
    """Text as a value: backslash, semicolon, comma and line breaks written as RFC 5545 wants them."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def fold(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, never cut within a character; all but the first begin with a space."""
    piece: list[str] = []
    length = 0
    for mark in line:
        size = len(mark.encode())
        if length + size > WIDEST:
            yield "".join(piece)
            piece, length = [" "], 1
        piece.append(mark)
        length += size
    yield "".join(piece)
