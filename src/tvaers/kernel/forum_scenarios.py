"""What a scenario may say of forums: the shapes of its meetings, items, steps and expectations, checked by pydantic.

Everything is text until it is compared. Unknown keys are refused, so that a slip never passes as "free".
docs/scenarier.md shows the format with examples.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainValidator

from tvaers.kernel.forum_types import Count, Flag, Id, ItemKind, Names
from tvaers.kernel.package_models import Day, Text

Kinds = tuple[ItemKind, ...]
Data = Annotated[dict[str, Any], PlainValidator(lambda raw: dict(raw or {}))]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class GivenSeat(_Shape):
    """Somebody in a seat, or `count` people in seats of one sort; from the forum's first day when no day is said.

    With seats given, a forum has these members and no others, and `then.warnings` tells what its composition lacks.
    """

    seat: Text
    forum: Text | None = None
    person: str = ""
    count: Count = 1
    side: str = ""
    party: str = ""
    group: str = ""
    chair: Flag = False
    substitute: Flag = False
    start: Day | None = Field(default=None, alias="from")
    end: Day | None = Field(default=None, alias="to")


class GivenMeeting(_Shape):
    """A meeting that is planned from the start, or `held`. `forum` is the scenario's first one when it is left out."""

    id: Id
    at: Text
    forum: Text | None = None
    kind: Literal["ordinary", "extra", "theme", "event"] = "ordinary"
    host: str = ""
    items_due: Day | None = None
    held: Flag = False


class GivenItem(_Shape):
    """An item that is there from the start: on the agenda of a meeting (`agenda`), or waiting (towards `meeting`)."""

    id: Id
    title: Text
    forum: Text | None = None
    kinds: Kinds = ()
    route: Names = ()
    points: Names = ()
    meeting: Text | None = None
    agenda: Text | None = None
    awaits: str = ""
    closed: Flag = False
    journal: str = ""
    role: Literal["advises", "decides"] = "advises"
    sections: dict[str, str] = Field(default_factory=dict)


class Step(_Shape):
    """One thing that somebody does: the name of an action on forums, when, by whom, with what."""

    at: Text
    event: Text
    by: Text = "secretary"
    data: Data = Field(default_factory=dict)


class Attempt(_Shape):
    """Something that can be done at the end, or with `error` is refused in such words."""

    event: Text
    by: Text = "secretary"
    data: Data = Field(default_factory=dict)
    error: Text | None = None


class ExpectedItem(_Shape):
    """An item at the end. `id` is the one given, `forum` a key, `meeting` and `follows` ids of the scenario."""

    id: Text | None = None
    title: Text | None = None
    forum: Text | None = None
    meeting: str | None = None
    state: Text | None = None
    outcome: str | None = None
    role: Text | None = None
    kinds: Kinds | None = None
    points: Names | None = None
    awaits: str | None = None
    awaits_met: str | None = None
    late_reason: str | None = None
    follows: Text | None = None
    origin: Text | None = None
    note: Text | None = None
    standing: str | None = None
    position: Count | None = None
    closed: Flag | None = None
    journal: str | None = None
    sections: Names | None = None


class ExpectedBlock(_Shape):
    """What stands in the way of an item at a meeting. `override`: the chair can let it through with a reason."""

    item: Text
    meeting: Text | None = None
    why: Text | None = None
    override: Flag | None = None


class ExpectedTask(_Shape):
    """A follow-up. `waits` is part of the reservation that it waits for, or "" when it waits for none."""

    item: Text | None = None
    text: Text | None = None
    owner: Text | None = None
    state: Text | None = None
    due: Day | None = None
    waits: str | None = None


class ExpectedMeeting(_Shape):
    """A meeting. `missing` are parts of what lacks a decision; `versions` counts those of its minutes."""

    id: Text
    state: Text | None = None
    host: str | None = None
    missing: Names | None = None
    versions: Count | None = None


class ExpectedDeadline(_Shape):
    """A deadline: that for items of a meeting (`name` is the meeting's id), or of a follow-up (part of its text)."""

    name: Text
    due: Day | None = None
    status: Literal["pending", "late", "met", "void"] | None = None
    party: str | None = None


class ExpectedWork(_Shape):
    """What somebody has to do: `role` as in `by`, or the owner of a follow-up; `what` is part of the words."""

    role: Text | None = None
    what: Text | None = None
    due: Day | None = None


class ExpectedSight(_Shape):
    """What a reader sees of an item: whether at all, and whether what was decided."""

    by: Text
    item: Text
    seen: Flag | None = None
    told: Flag | None = None
