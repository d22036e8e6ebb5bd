"""What a scenario file may say: given, when, then, as pydantic shapes. Everything is text until it is compared.

docs/scenarier.md shows the format with examples. Unknown keys are refused, so that a slip never passes as "free".
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, model_validator

from tvaers.engine.settlement.activity_tables import TABLES
from tvaers.kernel.budget_scenarios import GivenBudget, gathered
from tvaers.kernel.errors import Problem
from tvaers.kernel.forum_scenarios import (
    ExpectedBlock,
    ExpectedItem,
    ExpectedMeeting,
    ExpectedSight,
    ExpectedTask,
    GivenItem,
    GivenMeeting,
    GivenSeat,
)
from tvaers.kernel.forum_types import Names
from tvaers.kernel.money import parse_kroner
from tvaers.kernel.package_models import Day, Text, fault

Row = Mapping[str, str | None]
"""One row of an activity table as written."""


def _kroner(raw: object) -> int:
    """An amount in kroner as øre."""
    try:
        return parse_kroner(raw if isinstance(raw, str) else "")
    except Problem as problem:
        raise fault(
            f"»{raw}« er ikke et beløb", 'kroner med højst to decimaler efter punktum, fx "168688.80"'
        ) from problem


def as_code(text: str) -> str:
    """A party as lines name it: a municipality code that has lost its 0 in front gets it back."""
    return text.zfill(4) if text.isdigit() and len(text) == 3 else text


def _party(raw: object) -> str:
    if not isinstance(raw, str):
        raise fault(f"»{raw}« er ikke en part", "en regionskode, en kommunekode eller et navn")
    return as_code(raw)


def _values(raw: object) -> dict[str, str]:
    """Values to override by parameter name: `{rate: {main: "0.70"}}` is the same as `{rate.main: "0.70"}`."""
    if not isinstance(raw, dict):
        raise fault(f"»{raw}« er ikke værdier", "parametre med en værdi hver, fx {extras_rate: {main: 0.70}}")
    flat: dict[str, str] = {}
    for name, value in raw.items():
        for key, one in value.items() if isinstance(value, dict) else [(None, value)]:
            written = ",".join(map(str, one)) if isinstance(one, list) else one
            if not isinstance(written, str):
                raise fault(f"»{name}« har ingen værdi", "en værdi, eller en værdi pr. nøgle")
            flat[f"{name}.{key}" if key else name] = written
    return flat


def _row(raw: object) -> dict[str, str | None]:
    """One row: every cell is text, or empty (also as `null` and `~`)."""
    if not isinstance(raw, dict):
        raise fault("rækken er ikke kolonner med værdier", "fx {contact_id: k1, …}")
    for name, cell in raw.items():
        if not isinstance(cell, str | None):
            raise fault(f"»{name}« er ikke én værdi", "en tekst, et tal, en dato eller ingenting")
    return {name: None if cell in ("null", "~") else cell for name, cell in raw.items()}


def _when(raw: object) -> object:
    return {"events": raw} if isinstance(raw, list) else raw


Kroner = Annotated[int, BeforeValidator(_kroner)]
Party = Annotated[str, BeforeValidator(_party)]
Values = Annotated[dict[str, str], PlainValidator(_values)]
Rows = tuple[Annotated[dict[str, str | None], PlainValidator(_row)], ...]
Anything = Annotated[Any, PlainValidator(lambda raw: raw)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Given(_Shape):
    """The world before: rows of the activity tables, values to override, a case and its data, or forums with meetings
    and items."""

    contacts: Rows = ()
    extras: Rows = ()
    private_invoices: Rows = ()
    drug_courses: Rows = ()
    dialysis_days: Rows = ()
    tariffs: Rows = ()
    municipal_figures: Rows = ()
    values: Values = Field(default_factory=dict, alias="set")
    case: str | None = None
    data: Anything = None
    forum: Names = ()
    seats: tuple[GivenSeat, ...] = ()
    meetings: tuple[GivenMeeting, ...] = ()
    items: tuple[GivenItem, ...] = ()
    budget: GivenBudget | None = None

    @property
    def rows(self) -> dict[str, list[Row]]:
        """The rows by table, with a period of dialysis days as one row a day."""
        given: dict[str, list[Row]] = {name: list(getattr(self, name)) for name in TABLES}
        given["dialysis_days"] = [day for row in given["dialysis_days"] for day in _each_day(row)]
        return given


class Period(_Shape):
    """From the first to the last day, both included."""

    start: Day = Field(alias="from")
    end: Day = Field(alias="to")

    @model_validator(mode="after")
    def _in_order(self) -> Period:
        if self.end < self.start:
            raise fault(f"perioden slutter {self.end}, før den begynder {self.start}", "»to« samme dag eller senere")
        return self


class When(_Shape):
    """What happens: a settlement, or the events of a case or a forum."""

    settle: Period | None = None
    events: tuple[Anything, ...] = ()
    as_of: str | None = None


class ExpectedLine(_Shape):
    """One line. `source` is the id of the row it came from, or source~part; amounts in øre."""

    source: Text | None = None
    clause: Text | None = None
    amount: Kroner | None = None
    payer: Party | None = None
    payee: Party | None = None


class ExpectedReason(ExpectedLine):
    """A row that made no line. `reason` is part of the Danish reason or of its English code; amount: what is due."""

    reason: Text | None = None


class ExpectedStatement(_Shape):
    """What one party owes another."""

    payer: Party | None = None
    payee: Party | None = None
    amount: Kroner | None = None


class ExpectedCounts(_Shape):
    """How many rows ended where."""

    settled: int | None = Field(default=None, ge=0)
    held: int | None = Field(default=None, ge=0)
    open: int | None = Field(default=None, ge=0)
    out_of_scope: int | None = Field(default=None, ge=0)
    outside_period: int | None = Field(default=None, ge=0)


class Then(_Shape):
    """What must hold. What is not named is free; an empty list says that there are none."""

    lines: tuple[ExpectedLine, ...] | None = None
    statements: tuple[ExpectedStatement, ...] | None = None
    held: tuple[ExpectedReason, ...] | None = None
    open: tuple[ExpectedReason, ...] | None = None
    out_of_scope: tuple[ExpectedReason, ...] | None = None
    warnings: tuple[Text, ...] | None = None
    counts: ExpectedCounts | None = None
    error: Text | None = None
    state: Anything = None
    deadlines: Anything = None
    messages: Anything = None
    worklist: Anything = None
    allowed: Anything = None
    data: Anything = None
    items: tuple[ExpectedItem, ...] | None = None
    blocked: tuple[ExpectedBlock, ...] | None = None
    followups: tuple[ExpectedTask, ...] | None = None
    meetings: tuple[ExpectedMeeting, ...] | None = None
    sees: Annotated[tuple[ExpectedSight, ...], Field(min_length=1)] | None = None
    budget: Anything = None

    @model_validator(mode="after")
    def _says_something(self) -> Then:
        if not self.model_fields_set:
            raise fault("»then« nævner intet", "mindst én forventning, fx lines eller held")
        return self


OF_CASES = ("state", "deadlines", "messages", "worklist", "allowed", "data")
"""What `then` can only name of a case."""


class Scenario(_Shape):
    """One example: given, when, then."""

    name: Text
    agreement: Text
    given: Given = Given()
    when: Annotated[When, BeforeValidator(_when)]
    then: Then
    as_of: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _of_budgets(cls, raw: object) -> object:
        return gathered(raw)

    @property
    def is_budget(self) -> bool:
        """Whether the scenario is about a budget; engine.budget.playing plays it."""
        return self.given.budget is not None

    @property
    def is_forum(self) -> bool:
        """Whether the scenario is about forums; engine.forums.playing plays it."""
        return bool(self.given.forum)

    @property
    def is_case(self) -> bool:
        """Whether the scenario is about a case, rather than a settlement."""
        of_cases = any(name in self.then.model_fields_set for name in OF_CASES)
        return self.given.case is not None or self.when.settle is None or of_cases


def _each_day(row: Row) -> list[Row]:
    """A row of dialysis days; `from` and `to` in place of `day` are a row for each day, both included."""
    if "from" not in row or "to" not in row or "day" in row:
        return [row]
    try:
        first, last = date.fromisoformat(row["from"] or ""), date.fromisoformat(row["to"] or "")
    except ValueError as error:
        raise Problem(
            what=f"»{row['from']}« til »{row['to']}« er ikke en periode.", do="Skriv from og to som ÅÅÅÅ-MM-DD."
        ) from error
    rest = {name: cell for name, cell in row.items() if name not in ("from", "to")}
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [{**rest, "day": day.isoformat()} for day in days]
