"""What a case type is made of: the shape of one file in `case_types/`, checked by pydantic.

A case type is data: its roles and who may act in them, its fields, its states, its events with what they need, its
deadlines and its tasks. `case_fields.py`, `case_events.py` and `case_duties.py` have the parts, `case_conditions.py`
the conditions, `case_type_checks.py` what must agree across the file.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, TypeVar

from pydantic import Field

from tvaers.kernel.case_bases import LegalBasis, basis_of
from tvaers.kernel.case_duties import Count, Duty, Remind, Since
from tvaers.kernel.case_events import ENGINE_EVENTS, OPENING, VOID, EventSpec, Guard, Notice, Spawn, StateSpec, Target
from tvaers.kernel.case_fields import Choice, Derived, FieldSpec, Flag, Id, Names, Part, Role
from tvaers.kernel.case_supplies import LineQuestion, Supply
from tvaers.kernel.package_models import Text
from tvaers.kernel.workflow import Event as Step
from tvaers.kernel.workflow import State as Place
from tvaers.kernel.workflow import Workflow

__all__ = [
    "OPENING", "CaseType", "Choice", "Count", "Derived", "Duty", "EventSpec", "FieldSpec", "Flag", "Guard", "LookUp",
    "Notice", "Remind", "Role", "Since", "Spawn", "StateSpec", "Target",
]  # fmt: skip


class LookUp(Part):
    """Cases of a type that rules and conditions may see: those open, or in `states`, with fields equal to ours.

    `match` names their field and ours. With `citizen` only cases about the same citizen.
    """

    id: Id
    type: Id
    match: dict[Id, Id] = Field(default_factory=dict)
    states: Names = ()
    citizen: Flag = False


class CaseType(Part):
    """One case type: everything that a file in `case_types/` says."""

    id: Id
    title: Text
    plural: Text
    summary: Text
    prefix: Annotated[str, Field(pattern=r"^[A-Z]{2,4}$")]
    clause: Text
    citizen: Literal["required", "optional", "none"] = "optional"
    named: tuple[str, ...] = ()
    """The fields that a case is called by, after the type's title."""
    listed: Names = ()
    """The fields that lists show."""
    receipt: Id | None = None
    """The derived value that whoever opened a case from outside may read with the code they got, and nothing else."""
    roles: tuple[Role, ...] = Field(min_length=1)
    fields: tuple[FieldSpec, ...] = ()
    derived: tuple[Derived, ...] = ()
    states: tuple[StateSpec, ...] = Field(min_length=1)
    events: tuple[EventSpec, ...] = Field(min_length=1)
    deadlines: tuple[Duty, ...] = ()
    tasks: tuple[Duty, ...] = ()
    looks_up: tuple[LookUp, ...] = ()
    supplies: tuple[Supply, ...] = ()
    questions: LineQuestion | None = None
    legal_bases: tuple[LegalBasis, ...] = ()
    """By what right the parties share the fields; none where the type says nothing about it."""
    by_hand: Id | None = None
    """The field for what is handed over by hand: it needs no basis, so it is there when another field has none."""

    def role(self, id: str) -> Role:
        """One role; KeyError if there is none."""
        return _named(self.roles, id)

    def field(self, id: str) -> FieldSpec:
        """One field; KeyError if there is none."""
        return _named(self.fields, id)

    def state(self, id: str) -> StateSpec:
        """One state, also that of a void case; KeyError if there is none."""
        return VOID if id == VOID.id else _named(self.states, id)

    def event(self, id: str) -> EventSpec:
        """One event, also those of the engine itself; KeyError if there is none."""
        return ENGINE_EVENTS.get(id) or _named(self.events, id)

    def columns(self, records: str | None) -> dict[str, FieldSpec]:
        """The columns of a records field by name; none when no field is named."""
        return {column.id: column for column in self.field(records).of} if records else {}

    def basis_of(self, field: str, day: date) -> LegalBasis | None:
        """The legal basis of a field on a day; None when it has none."""
        return basis_of(self.legal_bases, field, day)

    def may_share(self, field: str, day: date) -> bool:
        """Whether a field may be given on a day: always in a type that declares no basis (BREV-17)."""
        return not self.legal_bases or field == self.by_hand or self.basis_of(field, day) is not None

    @property
    def duties(self) -> tuple[Duty, ...]:
        """Deadlines and tasks, in the order declared."""
        return (*self.deadlines, *self.tasks)

    @property
    def jobs(self) -> frozenset[str]:
        """Every access role that can act in a case of this type."""
        return frozenset(job for role in self.roles for job in role.jobs)

    def starts_of(self, event: EventSpec) -> tuple[str, ...]:
        """The states that an event may come in, with `open` written out: every state that is not final."""
        written = [s for s in event.start if s != "open"]
        every = [state.id for state in self.states if not state.final] if "open" in event.start else []
        return tuple(dict.fromkeys([*written, *every]))

    def workflow(self) -> Workflow:
        """The states and every way between them, as the kernel's workflow. Problem if it is not sound."""
        places = (Place(OPENING, "Ikke oprettet"), *(Place(s.id, s.label, s.final) for s in self.states))
        steps = []
        for event in self.events:
            targets = event.to or tuple(Target(state=start) for start in self.starts_of(event))
            for number, target in enumerate(targets):
                starts = self.starts_of(event) if event.to else (target.state,)
                steps.append(Step(f"{event.id}~{number}", starts, target.state, label=event.label))
        return Workflow(OPENING, places, tuple(steps))


P = TypeVar("P", Role, FieldSpec, StateSpec, EventSpec)


def _named(parts: tuple[P, ...], id: str) -> P:
    for part in parts:
        if part.id == id:
            return part
    raise KeyError(id)
