"""Calendar files (RFC 5545): entries in Danish time, lines folded, text escaped. The one writer of them.

An entry keeps its UID for as long as it is the same one, and its SEQUENCE grows when it is changed, so that a calendar
that reads the file again moves the entry, and strikes one that is cancelled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from tvaers.kernel import clock
from tvaers.kernel.clock import COPENHAGEN

Method = Literal["PUBLISH", "REQUEST", "CANCEL"]

WIDEST = 75
"""The longest line, in octets, before it is folded."""
ZONE = (
    "BEGIN:VTIMEZONE", "TZID:Europe/Copenhagen", "BEGIN:DAYLIGHT", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200",
    "TZNAME:CEST", "DTSTART:19700329T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "END:DAYLIGHT",
    "BEGIN:STANDARD", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "TZNAME:CET", "DTSTART:19701025T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "END:STANDARD", "END:VTIMEZONE",
)  # fmt: skip


@dataclass(frozen=True)
class Event:
    """One entry. Without `ends` it is a moment; `all_day` fills the day of `starts`. `busy` blocks the time.

    `organizer` and `attendee` are mail addresses: an invitation has both, a file to read has neither.
    """

    uid: str
    sequence: int
    starts: datetime
    summary: str
    description: str = ""
    ends: datetime | None = None
    all_day: bool = False
    place: str = ""
    url: str = ""
    modified: datetime | None = None
    is_cancelled: bool = False
    busy: bool = False
    organizer: str = ""
    attendee: str = ""


def written(events: Iterable[Event], *, name: str, method: Method = "PUBLISH") -> str:
    """The file, its lines ended by CR LF. `name` says what it holds, as "Frister"."""
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Tværs//{name}//DA", "CALSCALE:GREGORIAN", f"METHOD:{method}")
    lines = (*head, *ZONE, *(line for event in events for line in _event(event)), "END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in fold(line))


def _event(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escape(event.uid)}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTAMP:{_utc(clock.now())}"
    if event.modified is not None:
        yield f"LAST-MODIFIED:{_utc(event.modified)}"
    yield from _times(event)
    yield f"SUMMARY:{escape(event.summary)}"
    yield from _more(event)
    yield f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}"
    yield f"TRANSP:{'OPAQUE' if event.busy else 'TRANSPARENT'}"
    yield "END:VEVENT"


def _more(event: Event) -> Iterator[str]:
    if event.description:
        yield f"DESCRIPTION:{escape(event.description)}"
    if event.place:
        yield f"LOCATION:{escape(event.place)}"
    if event.url:
        yield f"URL:{event.url}"
    if event.organizer:
        yield f"ORGANIZER:mailto:{event.organizer}"
    if event.attendee:
        yield f"ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE:mailto:{event.attendee}"


def _times(event: Event) -> Iterator[str]:
    local = event.starts.astimezone(COPENHAGEN)
    if event.all_day:
        yield f"DTSTART;VALUE=DATE:{local:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{local.date() + timedelta(days=1):%Y%m%d}"
        return
    yield f"DTSTART;TZID=Europe/Copenhagen:{local:%Y%m%dT%H%M%S}"
    if event.ends is None:
        yield "DURATION:PT0S"
    else:
        yield f"DTEND;TZID=Europe/Copenhagen:{event.ends.astimezone(COPENHAGEN):%Y%m%dT%H%M%S}"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


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
