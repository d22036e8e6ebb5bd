"""What must be done in a case and by when: deadlines and tasks, as a case type declares them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from tvaers.kernel.case_conditions import Condition, Texts
from tvaers.kernel.case_fields import Flag, Id, Names, Part
from tvaers.kernel.package_models import Text, fault


class Since(Part):
    """From when a deadline counts: the first or last time that an event happened, or a date or time in a field."""

    event: Id | None = None
    last: Flag = False
    field: Id | None = None

    @model_validator(mode="after")
    def _one(self) -> Since:
        if (self.event is None) == (self.field is None):
            raise fault("fristen har ikke præcis ét udgangspunkt", "enten event eller field")
        return self


class Count(Part):
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


class Remind(Part):
    """When to warn before a deadline: a whole number, or a parameter."""

    workdays: str | None = None
    days: str | None = None
    hours: str | None = None


class Duty(Part):
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
