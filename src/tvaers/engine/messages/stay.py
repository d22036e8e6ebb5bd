"""The picture of a citizen's stay at hospital: a pure fold over notices that never asks in which order they arrived.

Trusts the activity and the mark of death before Encounter.status. Rules: docs/regler/meddelelser.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from tvaers.engine.messages.chain import Entry, entries
from tvaers.engine.messages.message import Address
from tvaers.engine.messages.notice import Notice

State = Literal["admitted-emergency", "admitted", "on-leave", "discharged", "dead", "cancelled"]
Mark = Literal["current", "history", "revised", "cancelled", "ignored", "waits"]
IN_HOSPITAL = ("admitted-emergency", "admitted", "on-leave")

NOT_LATEST = "Advis skal rettes og annulleres bagfra, og der er kommet et senere advis. Advis er gemt som historik."
CANCELLED = "Advis retter et advis, der er annulleret. Det er gemt som historik."
AFTER_DEATH = "Advis ligger efter dødsfaldet og ændrer ikke billedet. Det er gemt som historik."
AFTER_DISCHARGE = "Advis ligger efter udskrivningen af samme forløb. Det er gemt som historik."
ELSEWHERE = "Borgeren er siden indlagt et andet sted, så udskrivningen er gemt som historik."


@dataclass(frozen=True)
class Line:
    """One line of the history: a notice, or a step that only a later notice names (`notice` is None).

    `moment` is when it happened, with zone; `department` is None when nobody said. `why` is Danish and says why a line
    does not count, "" when it does.
    """

    header_id: str
    code: str
    moment: datetime
    department: Address | None
    mark: Mark
    notice: Notice | None
    why: str = ""

    def tells(self, notice: Notice) -> bool:
        """Whether this is the line of a notice, whenever it was sent."""
        return self.notice is not None and replace(self.notice, sent_at=notice.sent_at) == notice


@dataclass(frozen=True)
class StayPicture:
    """Where a citizen is, as all notices together tell it. `state` is None when no notice counts.

    `since` is when the state began; `first_start` when the whole course began (the first arrival since the last
    discharge); `leave` the leave that runs, else the last one of the course, its end None while it runs.
    """

    state: State | None = None
    kind: str = ""
    department: Address | None = None
    since: datetime | None = None
    first_start: datetime | None = None
    leave: tuple[datetime, datetime | None] | None = None
    dead: bool = False
    history: tuple[Line, ...] = ()

    @property
    def present(self) -> StayPicture:
        """The picture without its history: what a reader sees as the situation now."""
        return replace(self, history=())

    @property
    def situation(self) -> tuple[object, ...]:
        """Where the citizen is now and since when. A step that comes late may tell more of how the stay began only."""
        return self.state, self.kind, self.department, self.since, self.dead

    @property
    def in_hospital(self) -> bool:
        """Whether the citizen is at hospital, on leave or not."""
        return self.state in IN_HOSPITAL


def picture(notices: Iterable[Notice]) -> StayPicture:
    """The picture of one citizen. The same notices in any order, and any of them twice, give the same picture."""
    records = _records(entries(notices))
    now = _Now()
    for record in records:
        if record.mark != "cancelled" and (record.entry.role == "step" or _restores(now, record)):
            now = _enter(now, record)
    if now.last is not None and now.last.mark == "history":
        now.last.mark = "current"
    shown = now.picture
    if shown.state is None and any(record.mark == "cancelled" for record in records):
        shown = replace(shown, state="cancelled")
    return replace(shown, history=tuple(_line(record) for record in records))


@dataclass
class _Record:
    """An entry while the fold works on it: `notice` gives its values as last corrected."""

    entry: Entry
    notice: Notice | None
    mark: Mark = "history"
    why: str = ""
    corrected_by: _Record | None = None

    def refuse(self, why: str) -> None:
        self.mark, self.why = "ignored", why

    def cancel(self) -> None:
        """Annulled, with the correction that stands for it."""
        self.mark = "cancelled"
        if self.corrected_by:
            self.corrected_by.mark = "cancelled"

    def revise(self, change: _Record) -> None:
        """Corrected: the values are those of the correction, which takes the place of an earlier one."""
        if self.corrected_by:
            self.corrected_by.mark = "revised"
        self.mark, self.notice, self.corrected_by = "revised", change.notice, change


@dataclass(frozen=True)
class _Now:
    """How far the fold has come: the picture, its last step, and the steps of the present place and of former ones."""

    picture: StayPicture = StayPicture()
    last: _Record | None = None
    here: tuple[_Record, ...] = ()
    former: frozenset[str] = field(default=frozenset())


def _records(found: list[Entry]) -> list[_Record]:
    """Every entry with its mark, after the corrections and annulments have done their work, in order."""
    records = [_Record(entry, entry.notice) for entry in found]
    steps = {id(record.entry): record for record in records if record.entry.role == "step"}
    by_order = {record.entry.order: record for record in steps.values()}
    for record in records:
        if record.entry.waits:
            record.mark = "waits"
        elif record.entry.target is not None:
            _change(record, by_order[record.entry.target.order], records)
    return records


def _change(change: _Record, target: _Record, records: list[_Record]) -> None:
    """Let a correction or annulment take effect, or keep it as history with the reason."""
    later = [one for one in records if one.entry.role == "step" and one.mark != "cancelled"]
    later = [one for one in later if target.entry.order < one.entry.order < change.entry.order]
    later = [one for one in later if _linked(one.entry, target.entry)]
    if target.mark == "cancelled":
        change.refuse(CANCELLED)
    elif change.entry.role == "cancel":
        if later:
            change.refuse(NOT_LATEST)
        else:
            target.cancel()
    elif any(_ends_correction(one.entry, target.entry) for one in later):
        change.refuse(NOT_LATEST)
    else:
        target.revise(change)


def _linked(later: Entry, earlier: Entry) -> bool:
    """Whether two steps belong together: the same episode, or the later one names the earlier one."""
    return bool(later.episodes & earlier.episodes) or earlier.header_id in later.named


def _ends_correction(later: Entry, target: Entry) -> bool:
    """Only the latest notice of its kind is corrected, and after the end of the stay only the end itself."""
    ends = later.verb in ("discharge", "die")
    return ends or (later.verb, later.kind) == (target.verb, target.kind)


def _enter(now: _Now, record: _Record) -> _Now:
    """The picture after one more step; a step that cannot be is marked and changes nothing."""
    if now.picture.dead:
        record.refuse(AFTER_DEATH)
        return now
    entry = record.entry
    if entry.verb == "admit":
        return _admit(now, record)
    if now.picture.state == "discharged" and entry.verb != "die" and _same_place(now, entry):
        record.refuse(AFTER_DISCHARGE)
        return now
    if entry.verb == "discharge" and _from_elsewhere(now, entry):
        record.refuse(ELSEWHERE)
        return now
    return _AFTER[entry.verb](now, record)


def _restores(now: _Now, record: _Record) -> bool:
    """The annulment of a death that was the first to be told: it says itself what held before."""
    entry = record.entry
    annuls_death = entry.role == "cancel" and entry.target is not None and entry.target.verb == "die"
    told = entry.notice is not None and entry.notice.role == "step" and record.mark == "history"
    return annuls_death and told and not now.picture.in_hospital and not _same_place(now, entry)


def _admit(now: _Now, record: _Record) -> _Now:
    """An arrival: the course goes on if the hospital has the citizen (a move has no discharge), else it starts."""
    starts = record.notice.stay.starts if record.notice else record.entry.moment
    goes_on = now.picture.in_hospital and now.picture.first_start is not None
    first = min(starts, now.picture.first_start) if goes_on and now.picture.first_start else starts
    shown = StayPicture(
        state="admitted-emergency" if record.entry.kind == "EMER" else "admitted",
        kind=record.entry.kind,
        department=_department(record),
        since=starts,
        first_start=first,
    )
    return _Now(shown, _lead(record), (record,), now.former | {one.entry.header_id for one in now.here})


def _start_leave(now: _Now, record: _Record) -> _Now:
    begins = (record.notice and record.notice.stay.leave_starts) or record.entry.moment
    return _go_on(now, record, state="on-leave", since=begins, leave=(begins, None))


def _end_leave(now: _Now, record: _Record) -> _Now:
    stay = record.notice.stay if record.notice else None
    ends = (stay and stay.leave_ends) or record.entry.moment
    begun = now.picture.leave[0] if now.picture.leave else stay.leave_starts if stay else None
    return _go_on(now, record, state="admitted", since=ends, leave=(begun or ends, ends))


def _discharge(now: _Now, record: _Record) -> _Now:
    ends = (record.notice and record.notice.stay.ends) or record.entry.moment
    return _go_on(now, record, state="discharged", since=ends, leave=_ended(now, ends))


def _die(now: _Now, record: _Record) -> _Now:
    ends = (record.notice and record.notice.stay.ends) or record.entry.moment
    return _go_on(now, record, state="dead", since=ends, leave=_ended(now, ends), dead=True)


_AFTER = {"start-leave": _start_leave, "end-leave": _end_leave, "discharge": _discharge, "die": _die}


def _go_on(now: _Now, record: _Record, **changes: object) -> _Now:
    """The picture after a step that is no arrival; of a stay that never was told of, the step itself says the start."""
    before = now.picture if now.picture.in_hospital or record.entry.verb == "die" else StayPicture()
    starts = record.notice.stay.starts if record.notice else record.entry.moment
    shown = replace(
        before,
        kind=record.entry.kind,
        department=_department(record) or before.department,
        first_start=before.first_start or starts,
        **changes,  # type: ignore[arg-type]
    )
    return replace(now, picture=shown, last=_lead(record), here=(*now.here, record))


def _ended(now: _Now, moment: datetime) -> tuple[datetime, datetime | None] | None:
    """The last leave, ended when the stay ended if it ran."""
    leave = now.picture.leave
    return leave if leave is None or leave[1] else (leave[0], moment)


def _same_place(now: _Now, entry: Entry) -> bool:
    return any(_linked(entry, one.entry) for one in now.here)


def _from_elsewhere(now: _Now, entry: Entry) -> bool:
    """A discharge from where the citizen no longer is: it follows a former place, or another hospital's episode."""
    if not now.picture.in_hospital or entry.named & {one.entry.header_id for one in now.here}:
        return False
    place = now.here[0]
    sender = place.notice.sender if place.notice else None
    other_sender = entry.notice is not None and sender is not None and entry.notice.sender != sender
    other_place = entry.kind != place.entry.kind or other_sender
    return other_place and (bool(entry.named & now.former) or not entry.episodes & place.entry.episodes)


def _lead(record: _Record) -> _Record:
    """Which line of the history stands for a step: its last correction, else itself."""
    return record.corrected_by or record


def _department(record: _Record) -> Address | None:
    return record.notice.stay.provider if record.notice else None


def _line(record: _Record) -> Line:
    entry = record.entry
    return Line(
        header_id=entry.header_id,
        code=entry.code,
        moment=entry.moment,
        department=entry.notice.stay.provider if entry.notice else None,
        mark=record.mark,
        notice=entry.notice,
        why=record.why,
    )
