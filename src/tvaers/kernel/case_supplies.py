"""What a case type says to settlement, declared as data: values for rows that lack them, and lines to question."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from tvaers.kernel.case_conditions import Condition
from tvaers.kernel.package_models import Text


class Supply(BaseModel):
    """A value that a case gives to the rows of an activity table whose `column` is empty.

    `value` is a field or derived value with a date or time. A row gets the newest that is not later than the row's own
    moment, in its column `moment`, from the cases about its citizen that have what it has in each column of `match`: a
    party is or belongs to the row's, a choice is told by its words or its id. `only` are words that the row's columns
    must have. `last` is the last day that the value holds, `until` the first day that it no longer does: fields or
    derived values.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    table: Text
    column: Text
    moment: Text
    value: Text
    match: dict[str, str] = Field(min_length=1)
    only: dict[str, str] = Field(default_factory=dict)
    last: str = ""
    until: str = ""
    condition: Condition | None = Field(default=None, alias="if")

    @property
    def names(self) -> set[str]:
        """The fields and derived values that it reads."""
        return {self.value, self.last, self.until, *self.match.values()} - {""}


class LineQuestion(BaseModel):
    """A case that, once in one of `states`, gives its payer reason to question the settled line in field `line`.

    `tells` are the fields that the reason repeats: short facts, never free text about somebody.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    line: Text
    states: tuple[str, ...] = Field(min_length=1)
    tells: tuple[str, ...] = ()

    @property
    def names(self) -> set[str]:
        """The fields that it reads."""
        return {self.line, *self.tells}
