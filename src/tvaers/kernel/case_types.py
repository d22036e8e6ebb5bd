"""What a case type is made of: the shape of one file in `case_types/`, checked by pydantic.

A case type is data: its roles and who may act in them, its fields, its states, its events with what they need, its
deadlines and its tasks. `case_conditions.py` has the conditions, `case_type_checks.py` what must agree across the file.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from tvaers.kernel.case_conditions import Condition, Texts
from tvaers.kernel.case_supplies import LineQuestion, Supply
from tvaers.kernel.package_models import Text, fault
from tvaers.kernel.workflow import Event as Step
from tvaers.kernel.workflow import State as Place
from tvaers.kernel.workflow import Workflow

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
FieldType = Literal[
    "text", "long_text", "date", "time", "count", "money", "yes_no", "choice", "choices", "party", "parties",
    "checklist", "records", "sealed",
]  # fmt: skip
OPENING = "new"
"""The state that a case is in before it is opened: only opening events leave it."""


def _flag(raw: object) -> object:
    """YAML values are text here, so a flag is written `yes`, `no`, `true` or `false`."""
    if raw in ("yes", "true", True):
        return True
    if raw in ("no", "false", False):
        return False
    raise fault(f"»{raw}« er hverken ja eller nej", "yes eller no")


def _names(raw: object) -> object:
    """One name is a list of one."""
    return (raw,) if isinstance(raw, str) else raw


Flag = Annotated[bool, BeforeValidator(_flag)]
Names = Annotated[tuple[Id, ...], BeforeValidator(_names)]


class _Part(BaseModel):
    """Base of every model: unknown keys are refused, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Role(_Part):
    """A part to play in a case. `jobs` are the access roles whose holders act in it for their party.

    `many` lets several parties have the role at once. `kinds` are the kinds of party that can have it. Who is `outside`
    opens a case and has no part in it afterwards: neither their party nor who they are is kept with the event.
    """

    id: Id
    title: Text
    jobs: Names = Field(min_length=1)
    many: Flag = False
    outside: Flag = False
    kinds: Names = ()


class Choice(_Part):
    """One of the things to choose between. Its id may begin with a digit, as the agreements' own codes do."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_]*$")]
    label: Text
    note: str = ""


class FieldSpec(_Part):
    """A piece of a case's data. `per` names a role whose parties each give their own value.

    `choices` are what there is to choose between, or the lines of a checklist; `mandatory` the lines that must be
    done. `of` are the columns of records. `blind` keeps the field out of every list, `anonymous` refuses text that
    tells who somebody is, `unique` lets no two cases of the type have the same value. A `sealed` value is kept apart,
    and only as long as the case is open.
    """

    id: Id
    label: Text
    type: FieldType
    help: str = ""
    unit: str = ""
    choices: tuple[Choice, ...] = ()
    mandatory: Names = ()
    of: tuple[FieldSpec, ...] = ()
    per: Id | None = None
    blind: Flag = False
    anonymous: Flag = False
    opened_by: Names = ()
    """A sealed field: the roles that may break the seal, with a reason that is logged."""
    unique: Flag = False

    @model_validator(mode="after")
    def _sound(self) -> FieldSpec:
        if bool(self.choices) != (self.type in ("choice", "choices", "checklist")):
            raise fault(f"choices passer ikke til feltet {self.id}", "choices ved choice, choices og checklist")
        if bool(self.of) != (self.type == "records"):
            raise fault(f"of passer ikke til feltet {self.id}", "of ved records og kun der")
        return self

    def label_of(self, choice: str) -> str:
        """The Danish words of a choice."""
        return next((one.label for one in self.choices if one.id == choice), choice)


class Derived(_Part):
    """Something that a rule of the package works out from the case: shown, explained and usable in conditions."""

    id: Id
    label: Text
    rule: Id
    clause: Text
    choices: tuple[Choice, ...] = ()


class StateSpec(_Part):
    """A state: whose move it is, and what they should do next, in words."""

    id: Id
    label: Text
    owner: Id | None = None
    next: str = ""
    phase: str = ""
    final: Flag = False


class Guard(_Part):
    """What must hold for an event, and what to say when it does not."""

    condition: Condition = Field(alias="if")
    says: Text
    do: str = ""


class Target(_Part):
    """A state that an event can lead to, when a condition holds after the event."""

    state: Id
    condition: Condition | None = Field(default=None, alias="if")


class Notice(_Part):
    """Word to a role when the event happens: in Tværs, or as a MedCom correspondence of a category.

    It goes to everybody in the role but the party that caused it; with `own` only to that party. `lacking` names a
    field that each party gives for itself: only those that have not given it get word.
    """

    id: Id
    to: Id
    label: Text
    channel: Literal["notice", "care_communication"] = "notice"
    category: str = ""
    own: Flag = False
    lacking: Id | None = None
    condition: Condition | None = Field(default=None, alias="if")
    clause: str = ""


class Spawn(_Part):
    """A case of another type that the event opens: by its opening event, with the values of our fields in its own.

    `copies` says which of our fields, derived values or roles (`role:<id>`) each of its fields is filled from; `fixed`
    gives values as they are. The new case knows nothing else of this one, and its citizen only with `citizen`.
    """

    type: Id
    event: Id
    copies: dict[Id, str] = Field(default_factory=dict)
    fixed: dict[Id, str] = Field(default_factory=dict)
    citizen: Flag = False
    condition: Condition | None = Field(default=None, alias="if")


def _targets(raw: object) -> object:
    return ({"state": raw},) if isinstance(raw, str) else raw


class EventSpec(_Part):
    """Something that can happen. `to` is the state it leads to, or several with conditions, the first that holds; no
    `to` keeps the state. `needs` must be given with it, `takes` may be.

    `jobs` narrows who in the role may do it. `adds` and `updates` name a records field: the event's columns become a
    record, or change the one named by `record`. `assigns` gives a role to `field:<id>`, `derived:<id>`, `role:<id>`
    or `actor`, one or several of them; `releases` takes a role from whoever has it. `sets` writes a fixed value, or
    `event:day`, `event:time` or `event:party`, unless another is given with it. `clears` empties fields.
    `when` guards it; `warns` only says something. `spawns` opens cases of other types.
    """

    id: Id
    label: Text
    verb: str = ""
    help: str = ""
    start: Names = Field(alias="from", min_length=1)
    to: Annotated[tuple[Target, ...], BeforeValidator(_targets)] = ()
    by: Names = ()
    jobs: Names = ()
    needs: Names = ()
    takes: Names = ()
    when: tuple[Guard, ...] = ()
    warns: tuple[Guard, ...] = ()
    adds: Id | None = None
    updates: Id | None = None
    assigns: dict[Id, Texts] = Field(default_factory=dict)
    releases: Names = ()
    sets: dict[Id, str] = Field(default_factory=dict)
    clears: Names = ()
    notices: tuple[Notice, ...] = ()
    spawns: tuple[Spawn, ...] = ()
    clause: str = ""
    main: Flag = False
    """The event that is the obvious next step in its states: its button comes first."""

    @property
    def opens(self) -> bool:
        """Whether the event opens a case."""
        return OPENING in self.start


class Since(_Part):
    """From when a deadline counts: the first or last time that an event happened, or a date or time in a field."""

    event: Id | None = None
    last: Flag = False
    field: Id | None = None

    @model_validator(mode="after")
    def _one(self) -> Since:
        if (self.event is None) == (self.field is None):
            raise fault("fristen har ikke præcis ét udgangspunkt", "enten event eller field")
        return self


class Count(_Part):
    """How a deadline is counted: one of these, each naming a parameter, or a whole number with the unit's meaning.

    `act_by` names a parameter with the time of day until which something is handled the same day. `rule` asks the
    package. `at` is a parameter with a time of day, for those that count back.
    """

    days: str | None = None
    workdays: str | None = None
    months: str | None = None
    hours: str | None = None
    days_before: str | None = None
    workdays_before: str | None = None
    months_before: str | None = None
    act_by: str | None = None
    at: str | None = None
    key: str | None = None
    """The parameter's key, or a field whose value is the key."""
    optional: Texts = ()
    """Optional closed days that count as closed here, by the calendar's names."""

    @model_validator(mode="after")
    def _one(self) -> Count:
        if len(self.ways()) != 1:
            expected = "én af days, workdays, months, hours, act_by og …_before"
            raise fault("fristen tælles ikke på præcis én måde", expected)
        return self

    def ways(self) -> dict[str, str]:
        """The way of counting and its parameter or number."""
        names = ("days", "workdays", "months", "hours", "days_before", "workdays_before", "months_before", "act_by")
        return {name: value for name in names if (value := getattr(self, name)) is not None}


class Remind(_Part):
    """When to warn before a deadline: a whole number, or a parameter."""

    workdays: str | None = None
    days: str | None = None
    hours: str | None = None


class Duty(_Part):
    """Something that a role must do: a deadline when it has `counts`, else a task without one.

    It begins when `condition` holds (always, without one) and is done by an event or when `until` holds. `each` asks
    every party of a role with many parties for their own, and fields that each party gives are then that party's.
    `void_in` are states in which it no longer matters, `paused_in` states in which the clock stands still. `kind` says
    whether it is a limit or a target of our own. `done_on` is a field with the day that it was done, when the event
    came later.

    `rows` names records: one duty for each row, whose columns conditions and `since` then see by name. `party` is the
    column that says which party of the role owes it, `about` the column that tells the rows apart.
    """

    id: Id
    label: Text
    owner: Id
    clause: str = ""
    each: Flag = False
    condition: Condition | None = Field(default=None, alias="if")
    since: Since | None = None
    counts: Count | None = None
    done_by: Names = ()
    until: Condition | None = None
    done_on: Id | None = None
    rows: Id | None = None
    party: Id | None = None
    about: Id | None = None
    void_in: Names = ()
    paused_in: Names = ()
    remind: Remind | None = None
    kind: Literal["limit", "target"] = "limit"
    blocker: Literal["", "milestone", "barrier", "delay"] = ""
    """On a board of what blocks somebody: what sort of thing this is."""

    @model_validator(mode="after")
    def _sound(self) -> Duty:
        if (self.counts is None) != (self.since is None):
            raise fault(f"pligten {self.id} har kun det ene af since og counts", "begge, eller ingen af dem")
        if not self.done_by and self.until is None:
            raise fault(f"pligten {self.id} kan ikke opfyldes", "done_by eller until")
        return self


class LookUp(_Part):
    """Cases of a type that rules and conditions may see: those open, or in `states`, with fields equal to ours.

    `match` names their field and ours. With `citizen` only cases about the same citizen.
    """

    id: Id
    type: Id
    match: dict[Id, Id] = Field(default_factory=dict)
    states: Names = ()
    citizen: Flag = False


class CaseType(_Part):
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

    def role(self, id: str) -> Role:
        """One role; KeyError if there is none."""
        return _named(self.roles, id)

    def field(self, id: str) -> FieldSpec:
        """One field; KeyError if there is none."""
        return _named(self.fields, id)

    def state(self, id: str) -> StateSpec:
        """One state; KeyError if there is none."""
        return _named(self.states, id)

    def event(self, id: str) -> EventSpec:
        """One event; KeyError if there is none."""
        return _named(self.events, id)

    def columns(self, records: str | None) -> dict[str, FieldSpec]:
        """The columns of a records field by name; none when no field is named."""
        return {column.id: column for column in self.field(records).of} if records else {}

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
