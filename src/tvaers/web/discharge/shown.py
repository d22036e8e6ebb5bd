"""The lines of the board as a reader sees them: who, when home, what blocks and who owns it, and the next step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse

from tvaers.engine.cases import policies
from tvaers.engine.cases.board import KINDS, Block, Line, Step
from tvaers.engine.cases.core import Case, Doer, allowed
from tvaers.engine.cases.queries import Case as CaseRow
from tvaers.engine.cases.stays import told
from tvaers.engine.parties.queries import name_of
from tvaers.kernel import clock
from tvaers.kernel.case_types import EventSpec
from tvaers.kernel.danish_days import day_in_words
from tvaers.web.cases import shown
from tvaers.web.design.parts import Status

KIND_MARKS = {"milestone": "info", "barrier": "warning", "delay": "error"}
NOBODY = "Ingen har opgaven"


@dataclass(frozen=True)
class Blocker:
    """One thing in the way: its kind by word and shape, who clears it, and by when."""

    kind: Status
    what: str
    owner: str
    when: str
    mine: bool


@dataclass(frozen=True)
class Row:
    """One citizen on the board. `step_url` leads to the form of what the reader can do, or else to the case."""

    number: str
    who: str
    url: str
    ward: str
    municipality: str
    home: str
    is_overdue: bool
    type: str
    blockers: tuple[Blocker, ...]
    step: str
    step_owner: str
    step_when: str
    button: str
    step_url: str


def who(row: CaseRow) -> str:
    """The citizen without their number: the day of birth of it and the hidden rest, else a pseudonym."""
    return shown.citizen(row) or "Ukendt borger"


def expected(home: datetime | date | None, now: datetime) -> str:
    """When somebody is expected home in words: "i dag kl. 14.00", "i morgen", "fredag 17. maj 2013 kl. 10.00"."""
    if home is None:
        return "Ikke oplyst"
    local = home.astimezone(clock.COPENHAGEN) if isinstance(home, datetime) else home
    day = local.date() if isinstance(local, datetime) else local
    today = now.astimezone(clock.COPENHAGEN).date()
    near = {today: "I dag", today + timedelta(days=1): "I morgen", today - timedelta(days=1): "I går"}
    words = near.get(day) or day_in_words(day).capitalize()
    return f"{words} kl. {local:%H.%M}" if isinstance(local, datetime) else words


@dataclass(frozen=True)
class Reader:
    """Who reads the board, with what they may do, asked for once."""

    user: Any
    held: tuple[policies.Stand, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "held", policies.stands(self.user))

    def doers(self, case: Case) -> tuple[Doer, ...]:
        """Every way in which the reader can act in a case."""
        return policies.doers(self.user, case.type, case.parties, self.held)

    def blocks(self, line: Line) -> bool:
        """Whether something that blocks is the reader's to clear."""
        own = mine(self.doers(line.case))
        return any((block.owner, block.party) in own for block in line.blocks)


def mine(doers: Iterable[Doer]) -> frozenset[tuple[str, str]]:
    """The roles and parties that somebody acts as."""
    return frozenset((one.role, one.party) for one in doers)


def row_of(reader: Reader, kept: CaseRow, line: Line, now: datetime) -> Row:
    """One line of the board for a reader."""
    case, doers = line.case, reader.doers(line.case)
    own, event = mine(doers), _can(doers, case, line.next)
    address = reverse("cases:case", args=[kept.number])
    return Row(
        number=kept.number, who=who(kept), url=address, ward=str(case.data.get("ward") or ""),
        municipality=_party(case, "municipality"), home=expected(line.home, now), is_overdue=line.is_overdue,
        type=type_of(case, now), blockers=tuple(_blocker(case, block, own, now) for block in line.blocks),
        step=line.next.what, step_owner=_owner(case, line.next.owner, line.next.party),
        step_when=_when(line.next.due, now), button=(event.verb or event.label) if event else "Åbn",
        step_url=_step_url(kept.number, event, line) if event else address,
    )  # fmt: skip


def _can(doers: Iterable[Doer], case: Case, step: Step) -> EventSpec | None:
    """The event of the next step if the reader may cause it, else the main event that they may; None without one."""
    able = {event.id: event for doer in doers for event in allowed(case, doer)}
    if step.event:
        return able.get(step.event)
    return next((event for event in able.values() if event.main and event.to), None)


def _step_url(number: str, event: EventSpec, line: Line) -> str:
    record = line.blocks[0].row if line.blocks and event.updates else ""
    return reverse("cases:event", args=[number, event.id]) + (f"?nr={record}" if record else "")


def _blocker(case: Case, block: Block, own: frozenset[tuple[str, str]], now: datetime) -> Blocker:
    kind = Status(text=KINDS[block.kind], kind=KIND_MARKS[block.kind])  # type: ignore[arg-type]
    is_mine = (block.owner, block.party) in own
    return Blocker(kind, block.what, _owner(case, block.owner, block.party), _when(block.due, now), is_mine)


def _owner(case: Case, role: str, party: str) -> str:
    if not party:
        return case.type.role(role).title if role else NOBODY
    return name_of(party)


def _when(due: datetime | None, now: datetime) -> str:
    """The last possible time as date and clock, and how far off it is."""
    return f"{shown.when(due)}, {shown.left(due, now)}" if due else ""


def type_of(case: Case, now: datetime) -> str:
    """The type of discharge in words; "Ikke oplyst" when no rule gives one."""
    found = told(case, "discharge_type", now)
    words = {one.id: one.label for derived in case.type.derived if derived.id == "discharge_type"
             for one in derived.choices}  # fmt: skip
    return words.get(str(found), "Type ikke oplyst") if found else "Type ikke oplyst"


def _party(case: Case, role: str) -> str:
    return ", ".join(name_of(party) for party in case.parties.get(role, ()))
