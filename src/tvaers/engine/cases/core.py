"""A case as a value: what its events make of it. Pure; the same events always give the same case.

`begin` opens one, `happen` adds an event or refuses it, `replay` folds a whole row of events. Nothing is ever changed
in place: every case knows the one before it, so that any past moment can be looked at again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from tvaers.engine.access.roles import ROLES
from tvaers.engine.cases import anonymity
from tvaers.engine.cases.applying import with_given, with_parties
from tvaers.engine.cases.fitting import check_fit
from tvaers.engine.cases.given import as_fact, fields_of, read_given, without_sealed
from tvaers.engine.cases.looking import Look
from tvaers.engine.cases.timing import check_times
from tvaers.kernel.case_events import ENGINE_EVENTS, VOIDED
from tvaers.kernel.case_parties import kind_by_code
from tvaers.kernel.case_rules import Fact, Facts
from tvaers.kernel.case_types import OPENING, CaseType, EventSpec
from tvaers.kernel.clock import COPENHAGEN
from tvaers.kernel.errors import Conflict, NotAllowed, Problem
from tvaers.kernel.package import Package


@dataclass(frozen=True)
class Doer:
    """Who does something: for which party, in which role of the case, in which job; "" where it is not known."""

    party: str
    role: str
    job: str = ""


@dataclass(frozen=True)
class Happened:
    """One event as it is kept. `data` is in the form that is stored (see given.py); `number` counts from 1."""

    number: int
    event: str
    at: datetime
    doer: Doer
    data: Mapping[str, Any] = field(default_factory=dict)
    recorded_at: datetime | None = None
    by: str = ""

    @property
    def stamp(self) -> str:
        """When it happened, as a row of records keeps it: Danish time, however the event came by its own."""
        return self.at.astimezone(COPENHAGEN).isoformat()


Found = Mapping[str, tuple[Mapping[str, Any], ...]]


@dataclass(frozen=True)
class Case:
    """A case after its events so far. `data` is as stored; `parties` by role; `before` is the case without the last."""

    package: Package
    type: CaseType
    state: str = OPENING
    data: Mapping[str, Any] = field(default_factory=dict)
    parties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    events: tuple[Happened, ...] = ()
    found: Found = field(default_factory=dict)
    before: Case | None = None
    kind_of: Callable[[str], str] = kind_by_code
    """The kind of a party by its code, "" where it is not known; the store asks the register."""

    @property
    def is_closed(self) -> bool:
        """Whether the case has come to an end."""
        return self.state != OPENING and self.type.state(self.state).final

    @property
    def opened_at(self) -> datetime | None:
        """When the first event happened."""
        return self.events[0].at if self.events else None

    def as_of(self, moment: datetime) -> Case:
        """The case with only what had happened at a moment, also when it was recorded later than what came after it.

        Where what is left could not have come by itself, the case as it was recorded up to then.
        """
        if all(one.at <= moment for one in self.events):
            return self
        left = tuple(one for one in self.events if one.at <= moment)
        if left != self.events[: len(left)] and self._stand_alone(left):
            try:
                return replay(begin(self.package, self.type, self.found, self.kind_of), left)
            except Problem:
                pass
        case = self
        while case.before is not None and case.events[-1].at > moment:
            case = case.before
        return case

    def _stand_alone(self, left: tuple[Happened, ...]) -> bool:
        """Whether what is left changes no row of records whose number would be another if the rest had never come."""
        gone = {self.type.event(one.event).adds for one in self.events if one not in left}
        changed = {self.type.event(one.event).updates for one in left}
        return not (gone & changed) - {None}

    def steps(self) -> Iterator[Case]:
        """The case after each of its events, the first one first."""
        steps: list[Case] = []
        case: Case | None = self
        while case is not None and case.events:
            steps.append(case)
            case = case.before
        return reversed(steps)

    def facts(self, at: datetime) -> Facts:
        """The case as the package's rules see it at a moment."""
        fields = {field.id: field for field in self.type.fields}
        data = {name: as_fact(fields[name], kept) for name, kept in self.data.items() if name in fields}
        history = tuple(_fact(step) for step in self.steps())
        return Facts(data, self.parties, history, self.state, at, self.package, self.found)

    def look(self, at: datetime, doer: Doer | None = None) -> Look:
        """The case as conditions see it at a moment, asked by somebody."""
        return Look(self, at, doer.job if doer else "")


def _fact(step: Case) -> Fact:
    last = step.events[-1]
    return Fact(last.event, last.at, last.doer.party, last.doer.role, last.doer.job, last.data, step.state)


def begin(
    package: Package, type: CaseType, found: Found | None = None, kind_of: Callable[[str], str] = kind_by_code
) -> Case:
    """A case to which nothing has happened yet."""
    return Case(package, type, found=found or {}, kind_of=kind_of)


def replay(case: Case, events: Iterable[Happened]) -> Case:
    """The case after events that are kept already. Conflict from the first one that cannot come.

    What an event needed was asked when it came, so guards are not asked again.
    """
    for one in events:
        try:
            own = one.event in ENGINE_EVENTS
            case = brought(case, one) if own else _advance(case, one, event_named(case.type, one.event), asks=False)
        except KeyError as gone:
            raise Conflict(
                what=f"»{one.event}« kan ikke læses.", why=f"{case.type.title} har ikke »{gone.args[0]}« mere."
            ) from gone
    return case


def happen(case: Case, event_id: str, at: datetime, doer: Doer, raw: Mapping[str, object]) -> Case:
    """The case after a new event. NotAllowed, Conflict or Problem says in Danish why it cannot come."""
    event = event_named(case.type, event_id)
    check_doer(case, event, doer)
    check_state(case, event)
    day = at.astimezone(COPENHAGEN).date()
    kept = without_sealed(case.type, event, read_given(case.type, event, raw, day))
    if case.type.role(doer.role).outside:
        doer = Doer("", doer.role)
    last = case.events[-1].number if case.events else 0
    after = _advance(case, Happened(last + 1, event.id, at, doer, kept), event)
    check_fit(case, after, event)
    return after


def brought(case: Case, one: Happened) -> Case:
    """The case after what the engine itself registers in it: that it is void, or what became of where it came from."""
    after = replace(case, events=(*case.events, one), before=case)
    return _closed(replace(after, state=VOIDED)) if one.event == VOIDED else after


def event_named(type: CaseType, event_id: str) -> EventSpec:
    """An event of the type. Problem naming those there are."""
    for event in type.events:
        if event.id == event_id:
            return event
    known = ", ".join(event.id for event in type.events)
    raise Problem(what=f"{type.title} har ingen hændelse »{event_id}«.", do=f"Brug en af: {known}.")


def check_doer(case: Case, event: EventSpec, doer: Doer) -> None:
    """NotAllowed unless the doer's role, job and party may cause the event."""
    roles = event.by or tuple(role.id for role in case.type.roles)
    titles = ", ".join(case.type.role(role).title for role in roles)
    if doer.role not in roles:
        raise NotAllowed(what=f"»{event.label}« kan du ikke registrere her.", why=f"Det kan kun: {titles}.")
    if event.jobs and doer.job not in event.jobs:
        jobs = " eller ".join(ROLES[job].title.lower() if job in ROLES else job for job in event.jobs)
        raise NotAllowed(what=f"»{event.label}« kan du ikke registrere her.", why=f"Det kræver jobbet: {jobs}.")
    if not event.opens and doer.party not in case.parties.get(doer.role, ()):
        raise NotAllowed(
            what=f"»{event.label}« kan du ikke registrere her.",
            why=f"{doer.party or 'Din part'} er ikke {case.type.role(doer.role).title.lower()} i dette forløb.",
        )


def check_state(case: Case, event: EventSpec) -> None:
    """Conflict unless the event can come in the case's state."""
    if case.state in case.type.starts_of(event):
        return
    now = case.type.state(case.state).label if case.state != OPENING else "Ikke oprettet"
    can = ", ".join(one.label for one in case.type.events if case.state in case.type.starts_of(one))
    raise Conflict(
        what=f"»{event.label}« kan ikke ske, når forløbet er »{now}«.",
        why=f"Her kan kun ske: {can}." if can else "Forløbet er slut.",
    )


def _advance(case: Case, one: Happened, event: EventSpec, *, asks: bool = True) -> Case:
    """The case with the event's data, parties and state. Conflict from the state, Problem from the event's guards."""
    check_state(case, event)
    data = with_given(case, one, event)
    parties = with_parties(case, one, event, data)
    after = replace(case, data=data, parties=parties, events=(*case.events, one), before=case)
    look = after.look(one.at, one.doer)
    if asks:
        _ask(after, event, look)
    return _closed(replace(after, state=_target(after, event, look)))


def ask_again(case: Case, number: int) -> None:
    """Ask of an event that was mended what was asked when it came. Faults or Problem when it could not come so."""
    step = next(one for one in case.steps() if one.events[-1].number == number)
    assert step.before is not None, "every step has one before it"
    came, last = replace(step, state=step.before.state), step.events[-1]
    _ask(came, case.type.event(last.event), came.look(last.at, last.doer))


def _ask(case: Case, event: EventSpec, look: Look) -> None:
    """Faults from the times given with the case's last event, Problem from its guards; the state is the one before."""
    check_times(case, event, look)
    for guard in event.when:
        if not guard.condition.holds(look):
            raise Problem(what=f"»{event.label}« kan ikke registreres.", why=guard.says, do=guard.do)


def _closed(case: Case) -> Case:
    """The case, without its sealed values if it has come to an end."""
    if not case.is_closed:
        return case
    sealed = {field.id for field in case.type.fields if field.type == "sealed"}
    return replace(case, data={name: value for name, value in case.data.items() if name not in sealed})


def _target(case: Case, event: EventSpec, look: Look) -> str:
    """The first target whose condition holds; the state it was in when the event names none, or none holds."""
    for target in event.to:
        if target.condition is None or target.condition.holds(look):
            return target.state
    return case.state


def allowed(case: Case, doer: Doer | None = None) -> tuple[EventSpec, ...]:
    """The events that can come now; with a doer, those that they may cause. Guards are asked when the event comes."""
    found = [event for event in case.type.events if case.state in case.type.starts_of(event)]
    return tuple(event for event in found if doer is None or _may(case, event, doer))


def _may(case: Case, event: EventSpec, doer: Doer) -> bool:
    try:
        check_doer(case, event, doer)
    except NotAllowed:
        return False
    return True


def blocked(case: Case, event: EventSpec, at: datetime, doer: Doer) -> str:
    """Why an event cannot come now whatever is given with it; "" when nothing known already stops it."""
    given = {*event.needs, *event.takes}
    look = case.look(at, doer)
    for guard in event.when:
        depends = guard.condition.names("field") & given or guard.condition.names("rule")
        if not depends and not guard.condition.holds(look):
            return guard.says
    return ""


def warnings_of(case: Case) -> tuple[str, ...]:
    """What the case's last event warns about: it is done, but somebody should know."""
    if not case.events:
        return ()
    last = case.events[-1]
    look = case.look(last.at, last.doer)
    event = case.type.event(last.event)
    said = tuple(guard.says for guard in event.warns if not guard.condition.holds(look))
    texts = (
        last.data[name] for name, field in fields_of(case.type, event).items() if field.anonymous and name in last.data
    )
    return (*said, *(warning for text in texts for warning in anonymity.warns(str(text))))
