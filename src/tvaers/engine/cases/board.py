"""The board of who goes home soon: when, what blocks it, who owns each block, and what the next step is. Pure.

A case type is on the board when it has a derived value `expected_home` and states in the phase `hospital`. What blocks
is an open duty that says so (`blocker:`), or an unsolved row of its records `blockers` with the columns blocker_kind,
blocker_text, blocker_owner, blocker_due and solved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from tvaers.engine.cases.core import Case, allowed
from tvaers.engine.cases.duties import Owed, owed
from tvaers.engine.cases.looking import Look
from tvaers.kernel.case_types import Duty
from tvaers.kernel.clock import COPENHAGEN

HOME = "expected_home"
BLOCKERS = "blockers"
PHASE = "hospital"
KINDS = {"milestone": "Milepæl", "barrier": "Barriere", "delay": "Forsinkelse"}
"""The Danish words of the kinds."""


@dataclass(frozen=True)
class Block:
    """Something that must be out of the way. `kind` is one of KINDS; what is late is a delay, whatever it was before.

    `owner` is the role that clears it and `party` who has that role, "" where nobody does. `due` is None where no time
    is set. `event` is the event that clears it, "" where none does it alone. `row` is the id of an own row.
    """

    kind: str
    what: str
    owner: str
    party: str
    since: datetime | None
    due: datetime | None
    is_late: bool
    event: str = ""
    row: str = ""


@dataclass(frozen=True)
class Step:
    """What comes next and who does it. `event` is "" where no single event does."""

    what: str
    owner: str
    party: str
    due: datetime | None
    event: str


@dataclass(frozen=True)
class Line:
    """One case on the board. `home` is a day where no time is agreed; `is_overdue` that it has passed already."""

    case: Case
    home: datetime | date
    is_overdue: bool
    blocks: tuple[Block, ...]
    next: Step


def home_within(cases: Iterable[Case], at: datetime, hours: int = 48) -> tuple[Line, ...]:
    """Those who are still in hospital and expected home within `hours` real hours, and those who should be home.

    Sorted by when they are expected; a day without a time counts from its first minute. The last moment is included.
    """
    until = at.astimezone(UTC) + timedelta(hours=hours)
    found = [line for case in cases for line in _line(case.as_of(at), at, until)]
    return tuple(sorted(found, key=lambda line: (moment_of(line.home), isinstance(line.home, datetime))))


def _line(case: Case, at: datetime, until: datetime) -> Iterator[Line]:
    """The case's line; none when nobody expects the patient home by then, or the patient is not in hospital."""
    if not case.events or case.type.state(case.state).phase != PHASE:
        return
    if all(derived.id != HOME for derived in case.type.derived):
        return
    look = case.look(at)
    home = look.value(HOME)
    if home is None or moment_of(home) > until:
        return
    blocks = tuple(sorted(_blocks(case, look, at), key=_urgency))
    over = home < at if isinstance(home, datetime) else home < at.astimezone(COPENHAGEN).date()
    yield Line(case, home, over, blocks, _next(case, blocks))


def _blocks(case: Case, look: Look, at: datetime) -> Iterator[Block]:
    blockers = [duty for duty in case.type.duties if duty.blocker]
    yield from (_of_duty(case, one) for one in owed(case, at, blockers) if one.is_open)
    if any(field.id == BLOCKERS for field in case.type.fields):
        rows = look.value(BLOCKERS) or ()
        yield from (_of_row(case, row, at) for row in rows if not row.get("solved"))


def _of_duty(case: Case, one: Owed) -> Block:
    late = one.status == "late"
    kind = "delay" if late else one.duty.blocker
    started = one.started
    return Block(
        kind, one.label, one.duty.owner, one.party, started, one.moment, late, _clears(case, one.duty), one.row
    )


def _of_row(case: Case, row: Mapping[str, Any], at: datetime) -> Block:
    due, owner = row.get("blocker_due"), row["blocker_owner"]
    late = due is not None and due < at
    kind = "delay" if late else row["blocker_kind"]
    party = next(iter(case.parties.get(owner, ())), "")
    since = datetime.fromisoformat(row["at"])
    event = next((event.id for event in case.type.events if event.updates == BLOCKERS), "")
    return Block(kind, row["blocker_text"], owner, party, since, due, late, event, row["id"])


def _clears(case: Case, duty: Duty) -> str:
    """The event that may come now and does the duty, or gives the field that its `until` asks about."""
    fields = duty.until.names("field") if duty.until else set()
    for event in allowed(case):
        if event.id in duty.done_by or fields & set(event.needs):
            return event.id
    return ""


def _next(case: Case, blocks: tuple[Block, ...]) -> Step:
    """The most urgent block; without any, what the state asks of its owner."""
    if blocks:
        first = blocks[0]
        return Step(first.what, first.owner, first.party, first.due, first.event)
    state = case.type.state(case.state)
    party = next(iter(case.parties.get(state.owner or "", ())), "")
    event = next((event.id for event in allowed(case) if event.main and event.to), "")
    return Step(state.next or state.label, state.owner or "", party, None, event)


def _urgency(block: Block) -> tuple[bool, datetime, str]:
    far = datetime.max.replace(tzinfo=UTC)
    return block.due is None, block.due or far, block.what


def moment_of(home: datetime | date) -> datetime:
    """When somebody is expected, at the earliest, in UTC."""
    moment = home if isinstance(home, datetime) else datetime.combine(home, time(), tzinfo=COPENHAGEN)
    return moment.astimezone(UTC)
