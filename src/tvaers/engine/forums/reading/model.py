"""What is read out of minutes or an agenda: plain, frozen, and every piece with its place in the file.

Texts are as written. Codes are English words from `tables.py`; what a person reads is Danish. Findings say what the
reader was unsure of.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time

from tvaers.engine.forums.reading.pieces import Finding, Line, Link, Place, Section


@dataclass(frozen=True)
class Person:
    """A participant. `side`: municipal | regional | plo | "" (not told). `role`: member | secretary."""

    name: str
    organisation: str
    side: str
    role: str
    leader: bool
    place: Place


@dataclass(frozen=True)
class Absence:
    """Someone who was not there, as written; `participant` is the name in the list when it was found there."""

    name: str
    participant: str
    substitute: str
    text: str
    place: Place


@dataclass(frozen=True)
class Attendance:
    """How many of the listed were there; being there is implied unless an absence is written (reading 40)."""

    present: int
    of: int
    members_present: int
    members_of: int


@dataclass(frozen=True)
class Point:
    """A recommendation point with its answer. `verb` is the asked act, `asked` who is to do it, as written."""

    number: int
    numbered: bool
    text: str
    verb: str
    asked: str
    outcome: str
    answer: str
    place: Place


@dataclass(frozen=True)
class Remark:
    """A remark to a decision, numbered from 1 within the item; `answers` is the recommendation point it answers."""

    number: int
    text: str
    place: Place
    answers: int | None = None


@dataclass(frozen=True)
class Condition:
    """A reservation: what must be so before the decision takes effect."""

    text: str
    place: Place


@dataclass(frozen=True)
class FollowUp:
    """Something to be done after the meeting. `forum` is a known id; `remark` the remark it stands in."""

    text: str
    owner: str
    forum: str
    date: date | None
    place: Place
    remark: int | None = None


@dataclass(frozen=True)
class Deferral:
    """Something put off: from and to as written, and what it waits for."""

    text: str
    moved_from: str
    moved_to: str
    forum: str
    date: date | None
    awaits: str
    place: Place


@dataclass(frozen=True)
class Further:
    """The further course. `kind`: none_planned | chain | text | "" (not told); `chain` has known forum ids in order."""

    kind: str = ""
    chain: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True)
class PipelineEntry:
    """An item that waits for another forum's agenda. `contingency` is what it waits for, as written."""

    types: tuple[str, ...]
    title: str
    origin: str
    contingency: str
    children: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class Pipeline:
    """The list of items on their way to a forum's meeting. `theme`: none | "" (not told)."""

    forum: str
    date: date | None
    entries: tuple[PipelineEntry, ...]
    theme: str = ""


@dataclass(frozen=True)
class Activity:
    """An activity of a work plan. Quarter and day as written, and start, end as understood (both inclusive).

    `latest` is the day after which it is late; `level`: Adm | Pol | both | none.
    """

    track: int
    track_name: str
    quarter: str
    when: str
    start: date | None
    end: date | None
    latest: date | None
    forum: str
    level: str
    text: str
    warnings: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class WorkPlan:
    """The part of a work plan that an item shows. `version` is empty when it is not told."""

    version: str
    activities: tuple[Activity, ...]


@dataclass(frozen=True)
class Attachment:
    """A paper named under an item."""

    title: str
    number: str
    place: Place


@dataclass(frozen=True)
class Mention:
    """A date in the text; both ends are inclusive. `forum` is the one whose meeting the text puts on that day.

    `how`: full | assumed_year | work_plan (the year of the quarter) | month | months | quarter | early_mid_late.
    """

    written: str
    start: date
    end: date
    how: str
    forum: str
    weekday: str
    sentence: str
    place: Place
    item: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Item:
    """An item with all that was read out of it. `outcome` sums the points up; `head_lines` are its heading and
    the lines of its journal number. `closed`: the heading says that the public may not see it."""

    number: str
    heading: str
    title: str
    types: tuple[str, ...]
    standing: bool
    journal: str
    outcome: str
    place: Place
    head_lines: tuple[Line, ...] = ()
    closed: bool = False
    sections: tuple[Section, ...] = ()
    points: tuple[Point, ...] = ()
    remarks: tuple[Remark, ...] = ()
    conditions: tuple[Condition, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    deferrals: tuple[Deferral, ...] = ()
    further: Further = field(default_factory=Further)
    pipeline: Pipeline | None = None
    work_plan: WorkPlan | None = None
    attachments: tuple[Attachment, ...] = ()

    def section(self, kind: str) -> Section | None:
        """The first section of a kind."""
        return next((one for one in self.sections if one.kind == kind), None)


@dataclass(frozen=True)
class ContentsEntry:
    """A line of the contents list: as printed, and its title alone; `cut` says that the item's heading goes on."""

    written: str
    text: str
    page: int | None
    cut: bool
    place: Place


@dataclass(frozen=True)
class Forum:
    """A forum as written, and its id when it is known."""

    written: str
    known: str


@dataclass(frozen=True)
class Head:
    """The head of the document. `weekday_matches` is None when no weekday is written."""

    kind: str
    forum: Forum
    date: date | None
    weekday: str
    weekday_matches: bool | None
    time: time | None
    place: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Minutes:
    """Minutes or an agenda. Every line of the file is in the head, the contents, an item, `repeated` or `unread`."""

    source: str
    head: Head
    contents: tuple[ContentsEntry, ...]
    participants: tuple[Person, ...]
    absences: tuple[Absence, ...]
    attendance: Attendance
    items: tuple[Item, ...]
    links: tuple[Link, ...]
    dates: tuple[Mention, ...]
    repeated: tuple[Line, ...]
    unread: tuple[Line, ...]
    findings: tuple[Finding, ...]
