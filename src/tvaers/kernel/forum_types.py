"""What a forum is made of: the shape of one entry in a package's `forums/*.yml`, checked by pydantic.

A forum is a body that meets: committee, theme group, council, network, the steering group of a cluster. The agreement
says who sits there, who chairs it, who is its secretariat and how often it meets; all of that is data here. Who fills
which seat, and the meetings themselves, are rows (`engine/forums`).
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from tvaers.kernel.case_conditions import Condition
from tvaers.kernel.package_models import Day, Text, fault

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$")]
Side = Literal["region", "municipality", "general_practice", "hospital", "psychiatry", "citizens", "other"]
ForumKind = Literal[
    "committee", "forum", "theme_group", "working_group", "council", "network", "cluster", "steering_group",
    "executive", "editorial", "other",
]  # fmt: skip
Level = Literal["administrative", "political", "professional"]
ItemKind = Literal["discussion", "information", "approval"]
Names = Annotated[tuple[Text, ...], BeforeValidator(lambda raw: (raw,) if isinstance(raw, str) else raw)]


def _number(raw: object) -> object:
    """YAML values are text here, so a count is written as digits."""
    if isinstance(raw, str) and raw.isdigit():
        return int(raw)
    return raw


def _flag(raw: object) -> object:
    return {"yes": True, "no": False}.get(raw, raw) if isinstance(raw, str) else raw


Count = Annotated[int, BeforeValidator(_number), Field(ge=0)]
Flag = Annotated[bool, BeforeValidator(_flag)]


class _Part(BaseModel):
    """Base of every model: unknown keys are refused, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Holding(_Part):
    """From its first to its last day, both included; without an end it still holds."""

    start: Day = Field(alias="from")
    end: Day | None = Field(default=None, alias="to")

    @model_validator(mode="after")
    def _in_order(self) -> Holding:
        if self.end is not None and self.end < self.start:
            raise fault(f"forummet slutter {self.end}, før det begynder {self.start}", "»to« samme dag eller senere")
        return self


class SeatRule(_Part):
    """Seats of one sort: how many, and whom each is for.

    `count` seats are to be filled. `open`: more may come and none is ever missing. `at_least`: `count` is the fewest,
    and `at_most` the most where the source gives one. `parties` names the party that each seat is
    for (then there are that many), `appointed_by` who appoints, where that is another. `each` are sub-groups that must
    have at least one of these seats each, such as three clinics. `shared` lets one person fill several of the seats.
    """

    id: Id
    title: Text
    side: Side
    count: Count = 0
    parties: Names = ()
    appointed_by: Text | None = None
    open: Flag = False
    at_least: Flag = False
    at_most: Count | None = None
    shared: Flag = False
    each: Names = ()
    clause: Text | None = None

    @property
    def wanted(self) -> int:
        """How many seats are to be filled."""
        return len(self.parties) or self.count


class Chairs(_Part):
    """Who chairs. Each of the `sides` has exactly one chair: a shared chair. `none`: no chair is prescribed.

    `parties` names who has one chair each where both are of one side, such as two regions. `seats` are the ids of the
    seats that the chairs must come from.
    """

    sides: tuple[Side, ...] = ()
    parties: Names = ()
    seats: Names = ()
    count: Count = 1
    none: Flag = False
    clause: Text | None = None


class Secretariat(_Part):
    """Who keeps the papers: units (party keys), and how many secretaries of which side sit at the table.

    A side stands once for each of its secretaries: two of the region and one of a municipality are three `sides`.
    `seats` are the ids of the seats whose members are the secretariat. `exactly`: more are as wrong as fewer.
    """

    parties: Names = ()
    sides: tuple[Side, ...] = ()
    seats: Names = ()
    count: Count = 0
    exactly: Flag = False
    clause: Text | None = None


class Meetings(_Part):
    """How many meetings a year. `note_at`: with so many (or fewer) it is worth a note; below, it is a deviation.

    `target` says that the number is a starting point and no duty. `as_needed` asks for none.
    """

    at_least: Count = 0
    at_most: Count | None = None
    note_at: Count | None = None
    target: Flag = False
    as_needed: Flag = False
    warn_on: Annotated[str, Field(pattern=r"^\d{2}-\d{2}$")] = "10-01"
    clause: Text | None = None
    reading: Text | None = None


class Standing(_Part):
    """An item that every agenda has. `keep`: it cannot be taken off, only marked as not treated.

    `at_end` puts it after the items of the day. `attach` says what goes with it, such as the newest key figures.
    """

    id: Id
    title: Text
    kinds: tuple[ItemKind, ...] = ()
    topics: Names = ()
    keep: Flag = False
    at_end: Flag = False
    attach: Text | None = None
    clause: Text | None = None


class Yearly(_Part):
    """What the forum holds every year beside its meetings, such as a conference, and how many times at least.

    From `warn_on` (MM-DD) on it is told that too few are planned.
    """

    id: Id
    title: Text
    at_least: Count = 1
    warn_on: Annotated[str, Field(pattern=r"^\d{2}-\d{2}$")] = "11-01"
    clause: Text | None = None


class FromCases(_Part):
    """Which cases something is sent on from: those of a `type` in one of the `states`, for which `when` holds.

    `quotes` are the fields whose words go along; the case type must refuse text there that tells who somebody is.
    """

    type: Text
    states: Names
    when: Condition | None = None
    quotes: Names = ()


class Sending(_Part):
    """What a forum sends on to others: an item in each of the `receivers`, at its next meeting.

    `in_turn`: each receiver treats it after the one before. `choose`: the secretariat picks among the receivers.
    `closed` items are for those inside alone. With `cases` it is sent by itself, once for each case; `{number}` in the
    title is the case's number. Without, the secretariat sends it.
    """

    id: Id
    title: Text
    text: Text
    clause: Text
    receivers: Names
    kinds: tuple[ItemKind, ...] = ("information",)
    in_turn: Flag = False
    choose: Flag = False
    closed: Flag = False
    cases: FromCases | None = None


class Prepared(_Part):
    """A topic that the forum takes up only when another `forum` has said its word about the matter."""

    id: Id
    title: Text
    forum: Text
    clause: Text


class AfterMinutes(_Part):
    """A task for each party of a seat when the minutes are sent; it hangs on the standing item, else on the first."""

    id: Id
    text: Text
    seat: Text
    standing: Text | None = None
    clause: Text


class WantedDocument(_Part):
    """A standing document that the forum must have. `review`: it has a day on which it is read again."""

    id: Id
    title: Text
    clause: Text
    review: Flag = False


class ForumType(_Part):
    """A forum as the agreement has it. `decides` says in words what it has the last word on.

    `cluster` is the key of the cluster whose steering group it is; `rotation` the parties that host in turn;
    `deadline_days` how many days before the meeting an item must be in; `successor_of` the forum that it replaces.
    """

    id: Id
    name: Text
    short: Text | None = None
    aliases: Names = ()
    kind: ForumKind
    level: Level = "administrative"
    area: Text | None = None
    purpose: Text
    clause: Text
    holds: Holding
    parent: Text | None = None
    cluster: Text | None = None
    sides: tuple[Side, ...] = ()
    seats: tuple[SeatRule, ...] = ()
    chairs: Chairs = Chairs(none=True)
    secretariat: Secretariat = Secretariat()
    rotation: Names = ()
    meetings: Meetings = Meetings(as_needed=True)
    standing: tuple[Standing, ...] = ()
    yearly: tuple[Yearly, ...] = ()
    sends: tuple[Sending, ...] = ()
    prepared: tuple[Prepared, ...] = ()
    after_minutes: tuple[AfterMinutes, ...] = ()
    documents: tuple[WantedDocument, ...] = ()
    deadline_days: Count = 14
    decides: Text | None = None
    ends_when: Text | None = None
    successor_of: Text | None = None
    readings: Names = ()
    note: Text | None = None

    @model_validator(mode="after")
    def _seats_differ(self) -> ForumType:
        ids = [seat.id for seat in self.seats]
        if len(set(ids)) != len(ids):
            raise fault(f"forummet {self.id} har to slags pladser med samme id", "et id for hver slags plads")
        for name in (*self.chairs.seats, *self.secretariat.seats, *(one.seat for one in self.after_minutes)):
            if name not in ids:
                raise fault(f"forummet {self.id} har ingen plads med id {name}", f"en af {', '.join(ids) or 'ingen'}")
        return self
