"""What must be done in a case, by whom and by when: the declared deadlines and tasks, worked out from its events.

Nothing here is stored: the same case looked at for the same moment always gives the same duties.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

from tvaers.engine import deadlines
from tvaers.engine.cases.core import Case, Happened
from tvaers.engine.cases.counting import as_day, as_moment, due_of, reminder_of, value_for
from tvaers.engine.cases.given import RECORD
from tvaers.engine.cases.looking import Look
from tvaers.engine.deadlines import Due, Standing
from tvaers.kernel.calendar import Calendar
from tvaers.kernel.case_types import Duty
from tvaers.kernel.clock import COPENHAGEN

Status = Literal["pending", "met", "late", "void", "paused", "not_agreed"]
LONGEST_ABOUT = 120
"""How much of a row's text a worklist shows, in characters."""
DONE: tuple[Status, ...] = ("met", "void")


@dataclass(frozen=True)
class Owed:
    """One duty of one party. `due` is None for a task without a deadline, and where no time is agreed.

    `value` is what it was counted with: a number, or a time of day. `row` is the id of the row it is about, and `about`
    what tells that row apart: a text, or the key of a party.
    """

    duty: Duty
    party: str
    status: Status
    due: Due | None = None
    standing: Standing | None = None
    reminder: datetime | None = None
    started: datetime | None = None
    done_at: datetime | None = None
    value: int | str | None = None
    row: str = ""
    about: str = ""

    @property
    def label(self) -> str:
        """What must be done, and about which row when there are several."""
        return f"{self.duty.label}: {self.about[:LONGEST_ABOUT]}" if self.about else self.duty.label

    @property
    def is_open(self) -> bool:
        """Whether somebody must still do it."""
        return self.status in ("pending", "paused", "not_agreed") or (self.status == "late" and self.done_at is None)

    @property
    def moment(self) -> datetime | None:
        """The last moment in time, if there is one."""
        return self.due.moment if self.due else None


def owed(case: Case, at: datetime, among: Iterable[Duty] | None = None) -> tuple[Owed, ...]:
    """Every duty, or those `among`, that has come up by a moment, done or not, in the order declared."""
    seen = case.as_of(at)
    if not seen.events:
        return ()
    look = seen.look(at)
    duties = case.type.duties if among is None else among
    return tuple(one for duty in duties for one in _of_duty(seen, duty, look, at))


def _of_duty(case: Case, duty: Duty, look: Look, at: datetime) -> Iterator[Owed]:
    if duty.rows is not None:
        yield from _of_rows(case, duty, look, at)
        return
    parties = case.parties.get(duty.owner, ())
    for party in parties if duty.each else parties[:1] or ("",):
        found = _for_party(case, duty, party, look.narrowed(party, None) if duty.each else look, at)
        if found is not None:
            yield found


def _of_rows(case: Case, duty: Duty, look: Look, at: datetime) -> Iterator[Owed]:
    """One duty for each row, owed by the parties that the row names, else by the first that has the role."""
    assert duty.rows is not None, "asked only of duties with rows"
    for row in case.data.get(duty.rows, ()):
        named = _taking_part(case, row.get(duty.party)) if duty.party else None
        parties = tuple(named) if isinstance(named, list) else (named,) if named else case.parties.get(duty.owner, ())
        for party in parties if isinstance(named, list) else parties[:1] or ("",):
            found = _for_party(case, duty, party, look.narrowed(party, (duty.rows, row["id"])), at)
            if found is not None:
                yield replace(found, row=row["id"], about=str(row.get(duty.about) or "") if duty.about else "")


def _taking_part(case: Case, named: Any) -> Any:
    """The parties that a row names, as it names them, without those who have no role in the case; None for no one."""
    taking_part = {party for parties in case.parties.values() for party in parties}
    if isinstance(named, list):
        return [party for party in named if party in taking_part] or None
    return named if named in taking_part else None


def _for_party(case: Case, duty: Duty, party: str, look: Look, at: datetime) -> Owed | None:
    """A party's duty, or None when it has not come up: its condition does not hold, or it has nothing to count from."""
    start = _start(case, duty, look)
    if duty.since is not None and start is None:
        return None
    done = _done_at(case, duty, look, party)
    if not _has_come_up(case, duty, look, was_done=done is not None):
        return None
    void = done is None and (case.state in duty.void_in or case.is_closed)
    counts = duty.counts
    value = value_for(case, counts, look, as_day(start)) if counts and start else None
    if counts is None or start is None or value is None:
        waits: Status = "not_agreed" if counts and start else "pending"
        return Owed(duty, party, "met" if done else "void" if void else waits, done_at=done, started=as_moment(start))
    calendar = Calendar(frozenset(counts.optional))
    due = due_of(case, duty, start, value, calendar)
    standing = deadlines.standing(due, done_at=done, void=void, now=at)
    reminder = reminder_of(case, duty, due, calendar, as_day(start))
    return Owed(duty, party, standing.status, due, standing, reminder, as_moment(start), done, value)


def _has_come_up(case: Case, duty: Duty, look: Look, *, was_done: bool) -> bool:
    """Whether its condition holds; of what was done, whether it ever held, for else there was nothing to do."""
    if duty.condition is None or duty.condition.holds(look):
        return True
    then = (step.look(step.events[-1].at).narrowed(look.party, look.row) for step in case.steps())
    return was_done and any(duty.condition.holds(one) for one in then)


def _start(case: Case, duty: Duty, look: Look) -> date | datetime | None:
    """From when it counts: an event's time, or a date or time in a field. None when there is none yet."""
    if duty.since is None:
        return None
    if duty.since.field is not None:
        value = look.value(duty.since.field)
        return value if isinstance(value, date | datetime) else None
    begun = _begun(case, duty, look)
    return begun.at if begun else None


def _done_at(case: Case, duty: Duty, look: Look, party: str) -> datetime | None:
    """When it was done: the first event that does it, after what it counts from; or when `until` came to hold.

    Where a field says on which day it was done, that day.
    """
    done = _done_by(case, duty, look, party) or _held_since(case, duty, look)
    told = look.value(duty.done_on) if done and duty.done_on else None
    return as_moment(told) if isinstance(told, date | datetime) else done


def _done_by(case: Case, duty: Duty, look: Look, party: str) -> datetime | None:
    begun = _begun(case, duty, look)
    later = [one for one in case.events if begun is None or one.number > begun.number]
    for one in later:
        if one.event in duty.done_by and _is_about(case, one, look) and (not duty.each or one.doer.party == party):
            return one.at
    return None


def _begun(case: Case, duty: Duty, look: Look) -> Happened | None:
    """The event that the duty counts from; None when it counts from a field or from nothing."""
    if duty.since is None or duty.since.event is None:
        return None
    found = [one for one in case.events if one.event == duty.since.event and _is_about(case, one, look)]
    return (found[-1] if duty.since.last else found[0]) if found else None


def _is_about(case: Case, one: Happened, look: Look) -> bool:
    """Whether an event is about the row that is looked at; always when it changes no row of those."""
    event = case.type.event(one.event)
    if look.row is None or look.row[0] not in (event.adds, event.updates):
        return True
    if event.adds:
        return bool(look.row_facts.get("at") == one.stamp)
    return str(one.data.get(RECORD)) == look.row[1]


def _held_since(case: Case, duty: Duty, look: Look) -> datetime | None:
    """The time of the event since which `until` has held; None when it does not hold now."""
    if duty.until is None:
        return None
    since = None
    step: Case | None = case
    while step is not None and step.events:
        last = step.events[-1].at
        if not duty.until.holds(step.look(last).narrowed(look.party, look.row)):
            break
        since, step = last, step.before
    return since


@dataclass(frozen=True)
class Move:
    """What a party should do next in a case, and why it is as urgent as it is. `due` may be None."""

    party: str
    role: str
    what: str
    why: str
    due: datetime | None
    remind: datetime | None
    is_turn: bool
    """Whether the case itself waits for the party, not only one of its duties."""
    duty: str = ""
    kind: str = ""


def moves(case: Case, at: datetime) -> tuple[Move, ...]:
    """One entry for each party that must do something now: the state's owner, and whoever has an open duty.

    A party whose roles are the jobs of different people has one entry for each of those.
    """
    seen = case.as_of(at)
    if not seen.events or seen.is_closed:
        return ()
    state = seen.type.state(seen.state)
    open_duties = [one for one in owed(seen, at) if one.is_open]
    owners = seen.parties.get(state.owner or "", ())
    owed_by: dict[tuple[str, frozenset[str]], list[Owed]] = {
        (party, _people(seen, state.owner)): [] for party in owners if state.owner
    }
    for one in open_duties:
        if one.party:
            owed_by.setdefault((one.party, _people(seen, one.duty.owner)), []).append(one)
    turn = _people(seen, state.owner) if state.owner else frozenset()
    return tuple(
        _move(seen, party, party in owners and people == turn, own) for (party, people), own in owed_by.items()
    )


def _people(case: Case, role: str | None) -> frozenset[str]:
    """The jobs of those who have a role."""
    return frozenset(case.type.role(role).jobs) if role else frozenset()


def _move(case: Case, party: str, is_turn: bool, duties: list[Owed]) -> Move:
    own = sorted(duties, key=_urgency)
    state = case.type.state(case.state)
    first = own[0] if own else None
    what = (state.next or state.label) if is_turn or first is None else first.label
    role = state.owner if is_turn and state.owner else first.duty.owner if first else ""
    return Move(
        party, role, what, first.label if first else state.label, first.moment if first else None,
        first.reminder if first else None, is_turn, first.duty.id if first else "", first.duty.kind if first else "",
    )  # fmt: skip


def _urgency(one: Owed) -> tuple[bool, datetime]:
    far = datetime.max.replace(tzinfo=COPENHAGEN)
    return one.moment is None, one.moment or far
