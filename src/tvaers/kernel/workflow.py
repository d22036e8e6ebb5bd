"""States and events as frozen data: which event may come in which state, and where it leads.

A workflow is checked when it is made, so one that exists is sound: every state can be reached, every state but a final
one can be left, and every event has one meaning. Roles are names only; who has them is for the engine to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tvaers.kernel.errors import Conflict, Problem


@dataclass(frozen=True)
class State:
    """A state: its name in data, its Danish label for people, and whether things may end here."""

    name: str
    label: str = ""
    final: bool = False


@dataclass(frozen=True)
class Event:
    """An event that leads from any of `from_states` to `to_state`; `role` says who may cause it ("" is anyone)."""

    name: str
    from_states: tuple[str, ...]
    to_state: str
    role: str = ""
    label: str = ""


@dataclass(frozen=True)
class Workflow:
    """The states, where it begins, and the events between them. Problem with every fault found if it is not sound."""

    initial: str
    states: tuple[State, ...]
    events: tuple[Event, ...]

    def __post_init__(self) -> None:
        faults = tuple(_name_faults(self)) or tuple(_path_faults(self))
        if faults:
            raise Problem(what="Forløbets tilstande og hændelser hænger ikke sammen.", findings=faults)

    def may(self, state: str, event: str) -> bool:
        """Say whether the event may come in the state. Problem if either is unknown."""
        self._state(state)
        return state in self._event(event).from_states

    def allowed(self, state: str) -> tuple[Event, ...]:
        """Return the events that may come in the state, in the order declared. Problem if the state is unknown."""
        self._state(state)
        return tuple(event for event in self.events if state in event.from_states)

    def next(self, state: str, event: str) -> str:
        """Return the state that the event leads to. Problem if either is unknown; Conflict if it cannot come now."""
        if self.may(state, event):
            return self._event(event).to_state
        raise Conflict(
            what=f"»{_shown(self._event(event))}« kan ikke ske, når tilstanden er »{_shown(self._state(state))}«.",
            why=_listed("Her kan kun ske", self.allowed(state)),
        )

    def _state(self, name: str) -> State:
        for state in self.states:
            if state.name == name:
                return state
        raise Problem(what=f"Tilstanden »{name}« findes ikke.", why=_listed("Tilstandene er", self.states))

    def _event(self, name: str) -> Event:
        for event in self.events:
            if event.name == name:
                return event
        raise Problem(what=f"Hændelsen »{name}« findes ikke.", why=_listed("Hændelserne er", self.events))


def _name_faults(workflow: Workflow) -> Iterator[str]:
    """Yield a Danish sentence for each name that is used twice or does not exist."""
    states = [state.name for state in workflow.states]
    events = [event.name for event in workflow.events]
    yield from (f"Tilstanden »{name}« står flere gange." for name in _repeated(states))
    yield from (f"Hændelsen »{name}« står flere gange." for name in _repeated(events))
    if workflow.initial not in states:
        yield f"Forløbet begynder i »{workflow.initial}«, som ikke er en tilstand."
    for event in workflow.events:
        if not event.from_states:
            yield f"Hændelsen »{event.name}« kan ikke ske i nogen tilstand."
        for name in (*event.from_states, event.to_state):
            if name not in states:
                yield f"Hændelsen »{event.name}« nævner »{name}«, som ikke er en tilstand."


def _path_faults(workflow: Workflow) -> Iterator[str]:
    """Yield a Danish sentence for each state that cannot be reached, or that is not final and cannot be left."""
    reached = _reachable(workflow)
    left = {name for event in workflow.events for name in event.from_states if name != event.to_state}
    for state in workflow.states:
        if state.name not in reached:
            yield f"Tilstanden »{state.name}« kan ikke nås fra »{workflow.initial}«."
        if not state.final and state.name not in left:
            yield f"Tilstanden »{state.name}« kan ikke forlades og er ikke mærket som en sluttilstand."


def _reachable(workflow: Workflow) -> set[str]:
    """Return the names of the states that some row of events leads to."""
    reached: set[str] = set()
    waiting = {workflow.initial}
    while waiting:
        reached |= waiting
        waiting = {event.to_state for event in workflow.events if reached & set(event.from_states)} - reached
    return reached


def _repeated(names: list[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})


def _shown(item: State | Event) -> str:
    return item.label or item.name


def _listed(start: str, items: tuple[State, ...] | tuple[Event, ...]) -> str:
    """Return a sentence that lists the labels, or says that there is nothing to list."""
    return f"{start}: {', '.join(_shown(item) for item in items)}." if items else f"{start}: ingenting."
