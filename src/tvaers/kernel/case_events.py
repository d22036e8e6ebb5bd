"""What can happen in a case: its states, and the events with what they need, where they lead and what they bring."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from tvaers.kernel.case_conditions import Condition, Texts
from tvaers.kernel.case_fields import Flag, Id, Names, Part
from tvaers.kernel.package_models import Text

OPENING = "new"
"""The state that a case is in before it is opened: only opening events leave it."""


class StateSpec(Part):
    """A state: whose move it is, and what they should do next, in words."""

    id: Id
    label: Text
    owner: Id | None = None
    next: str = ""
    phase: str = ""
    final: Flag = False


class Guard(Part):
    """What must hold for an event, and what to say when it does not."""

    condition: Condition = Field(alias="if")
    says: Text
    do: str = ""


class Target(Part):
    """A state that an event can lead to, when a condition holds after the event."""

    state: Id
    condition: Condition | None = Field(default=None, alias="if")


class Notice(Part):
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


class Spawn(Part):
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


class Mend(Part):
    """That an event cannot be corrected or annulled by whoever registered it: why, what to do, and the type of case
    that mends it `instead`, if there is one.
    """

    says: Text
    do: Text
    instead: Id | None = None


def _targets(raw: object) -> object:
    return ({"state": raw},) if isinstance(raw, str) else raw


class EventSpec(Part):
    """Something that can happen. `to` is the state it leads to, or several with conditions, the first that holds; no
    `to` keeps the state. `needs` must be given with it, `takes` may be.

    `jobs` narrows who in the role may do it. `adds` and `updates` name a records field: the event's columns become a
    record, or change the one named by `record`. `assigns` gives a role to `field:<id>`, `derived:<id>`, `role:<id>`
    or `actor`, one or several of them; `releases` takes a role from whoever has it. `sets` writes a fixed value, or
    `event:day`, `event:time` or `event:party`, unless another is given with it. `clears` empties fields.
    `when` guards it; `warns` only says something. `spawns` opens cases of other types. With `mend` it stays as it is.
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
    mend: Mend | None = None
    clause: str = ""
    main: Flag = False
    """The event that is the obvious next step in its states: its button comes first."""

    @property
    def opens(self) -> bool:
        """Whether the event opens a case."""
        return OPENING in self.start

    @property
    def records(self) -> str | None:
        """The list that the event adds a row to or changes one in; None for most."""
        return self.adds or self.updates


MESSAGE = "message"
"""The job in which an event comes that a message told: it happened elsewhere, so its times are taken as they are."""
VOIDED = "voided"
"""The state, and the event that leads to it, of a case whose opening is annulled: it came to nothing, but is kept."""
ORIGIN_ANNULLED, ORIGIN_CORRECTED = "origin_annulled", "origin_corrected"
VOID = StateSpec(id=VOIDED, label="Annulleret", final=True)
ENGINE_EVENTS = {
    id: EventSpec.model_validate({"id": id, "label": label, "from": "open"})
    for id, label in {
        VOIDED: "Oprettelsen er annulleret",
        ORIGIN_ANNULLED: "Det, forløbet kom af, er annulleret",
        ORIGIN_CORRECTED: "Det, forløbet kom af, er rettet",
    }.items()
}
"""What the engine itself registers in cases of every type, in any state. No case type may use these names."""
