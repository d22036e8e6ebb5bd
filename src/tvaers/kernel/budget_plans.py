"""What a budget tells of several years: printed series of figures, building and digital projects, ideas, carried money.

Entries of the files `series`, `projects`, `digital`, `ideas`, `carry_overs` and `scenarios` in a package's `budget/`.
Amounts are whole kroner. docs/regler/budget.md shows what is reckoned of them.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tvaers.kernel.budget_amounts import Kroner, Span, Thousandths
from tvaers.kernel.forum_types import Flag, Id, Names
from tvaers.kernel.package_models import Text, fault

Column = Annotated[str, Field(pattern=r"^([0-9]{4}|PERM|[a-z_]+)$")]
Year = Annotated[str, Field(pattern=r"^\d{4}$")]
ProjectState = Literal["wish", "under_qualification", "priced", "approved", "reserved", "bound"]
DigitalGroup = Literal["national", "interregional", "western", "local"]
PriceClass = Literal["wages", "other"]


class _Entry(BaseModel):
    """Base of every entry: unknown keys are refused, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    clause: Text
    readings: Names = ()
    note: Text | None = None


class SeriesRow(BaseModel):
    """A row of figures by year. `price_class` says which rate it follows; `units` who carries the amount."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Id
    label: Text
    group: str = ""
    kind: Literal["running", "one_off", "capital", "income", "note"] = "running"
    amounts: dict[Column, Kroner] = Field(default_factory=dict)
    price_class: PriceClass | None = None
    unit: str = ""
    reference: str = ""
    note: Text | None = None


class Series(_Entry):
    """Figures that belong together, as the catalogue tells them, and the totals that it prints.

    `step` is the kroner of the last printed digit: a difference within its rounding is no error.
    """

    id: Id
    title: Text
    rows: tuple[SeriesRow, ...] = Field(min_length=1)
    printed: dict[Column, Kroner] = Field(default_factory=dict)
    step: Kroner = 1

    @model_validator(mode="after")
    def _ids_differ(self) -> Series:
        ids = [row.id for row in self.rows]
        if len(set(ids)) != len(ids):
            raise fault(f"tabellen {self.id} har to rækker med samme id", "et id for hver række")
        return self

    def row(self, id: str) -> SeriesRow:
        """One row by id. KeyError when there is none."""
        return {one.id: one for one in self.rows}[id]


class Project(_Entry):
    """A building project. `amount` is None while its economy is not known; `parts` sum to it where it has several.

    A reserved project takes its amount evenly from `starts` to `ends`, both years included.
    """

    id: Id
    title: Text
    state: ProjectState
    amount: Span | None = None
    parts: tuple[Kroner, ...] = ()
    starts: Year | None = None
    ends: Year | None = None
    pool: Text | None = None

    @model_validator(mode="after")
    def _sound(self) -> Project:
        if self.amount is None and self.state not in ("wish", "under_qualification"):
            raise fault(f"projektet {self.id} har intet beløb", "et beløb, eller tilstanden under_qualification")
        if self.parts and self.amount is not None and sum(self.parts) != self.amount[0]:
            raise fault(f"delene af projektet {self.id} giver ikke beløbet", "dele, der summer til beløbet")
        return self


class DigitalProject(_Entry):
    """A digital effort of the shared investment frame. `years` are those that it binds; `score` its expected value."""

    id: Id
    title: Text
    group: DigitalGroup
    amount: Kroner
    years: tuple[Year, ...] = Field(min_length=1)
    score: int | None = None


class Idea(_Entry):
    """A tentative proposal of regional development. `paid_by` is the row of a series, `series.row`, or
    `reprioritising`; without it nothing pays for the idea.
    """

    id: Id
    number: Text
    title: Text
    committee: Text
    amount: Span | None = None
    paid_by: Text | None = None


class CarryOver(_Entry):
    """Unspent money of a year and the later years that it is carried to; the sum is fixed, the profile is not."""

    id: Id
    title: Text
    year: Year
    amount: Kroner
    to: dict[Year, Kroner] = Field(min_length=1)


class DevelopmentScenario(_Entry):
    """A way to close the deficit of regional development: how much of each measure is used every year."""

    id: Id
    title: Text
    traffic: Thousandths = 0
    pools: Thousandths = 0
    keeps_traffic: Flag = False
