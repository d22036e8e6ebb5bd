"""What the endpoints of budgets share: whole kroner as text, intervals, choices, and looking things up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from ninja import Field, Schema

from tvaers.api.forums.parts import Slug
from tvaers.engine.budget import round_queries
from tvaers.engine.budget.catalogue import Interval
from tvaers.engine.budget.composing.shapes import Choice
from tvaers.kernel.money import plain

WholeKroner = Annotated[
    str, Field(pattern=r"^-?[0-9]{1,12}(\.00)?$", description="Hele kroner, fx 16400000.00", max_length=20)
]
BudgetPeriod = Annotated[str, Field(pattern=r"^([0-9]{4}|PERM)$", description="Et år, eller PERM for det varige")]
BudgetKey = Annotated[str, Field(max_length=40, pattern=r"^[^\u0000]*$", description="Budgetbrikkens nøgle, fx 1.1-01")]
Thousandths = Annotated[int, Field(ge=0, le=1000, description="Promille: 0 er minimum, 1000 er maksimum")]


class SpanIn(Schema):
    """Et beløb med minimum og maksimum i hele kroner; uden maksimum er de ens."""

    low: WholeKroner
    high: WholeKroner | None = None

    def interval(self) -> Interval:
        """The amount as an interval."""
        return Interval.of(whole(self.low), None if self.high is None else whole(self.high))


class SpanOut(Schema):
    """Et beløb med minimum og maksimum."""

    low: str
    high: str


class BudgetChoiceIn(Schema):
    """Et valg: hele brikken, et beløb af den, et senere start, eller betinget af en anden."""

    key: BudgetKey
    risk: Thousandths | None = Field(None, description="Tom bruger opstillingens risiko")
    amount: WholeKroner | None = Field(None, description="Så mange kroner i budgetåret i stedet")
    start_month: int = Field(1, ge=1, le=12)
    only_with: BudgetKey = Field("", description="En brik, der også skal være valgt")
    takes_overlap: bool = Field(False, description="Penge, der står to steder, tælles én gang")

    def choice(self) -> Choice:
        """The choice as composing takes it."""
        amount = None if self.amount is None else whole(self.amount)
        return Choice(**{**self.model_dump(exclude={"version"}), "amount": amount})


class BudgetChoiceOut(Schema):
    """Et valg."""

    key: str
    risk: int | None
    amount: str | None
    start_month: int
    only_with: str
    takes_overlap: bool


def choice_out(choice: Choice) -> BudgetChoiceOut:
    """A choice as it is told."""
    return BudgetChoiceOut(
        key=choice.key, risk=choice.risk, amount=told(choice.amount), start_month=choice.start_month,
        only_with=choice.only_with, takes_overlap=choice.takes_overlap,
    )  # fmt: skip


def whole(text: str) -> int:
    """Whole kroner from "16400000.00" or "16400000"."""
    return int(text.partition(".")[0])


def told(kroner: int | None) -> str | None:
    """Whole kroner as "16400000.00"; None stays None."""
    return None if kroner is None else plain(kroner * 100)


def krone(kroner: int) -> str:
    """Whole kroner as "16400000.00"."""
    return plain(kroner * 100)


def span(ends: Any) -> SpanOut | None:
    """Both ends from [low, high] or an Interval; None where it is empty."""
    if ends is None:
        return None
    low, high = (ends.low, ends.high) if isinstance(ends, Interval) else ends
    return SpanOut(low=krone(low), high=krone(high))


def spans_in(given: Mapping[str, SpanIn]) -> dict[str, Interval]:
    """Amounts per period."""
    return {period: one.interval() for period, one in given.items()}


def spans_out(kept: Mapping[str, Any]) -> dict[str, SpanOut]:
    """Amounts per period, as they are told."""
    return {period: SpanOut(low=krone(low), high=krone(high)) for period, (low, high) in kept.items()}


def groups_at(user: Any, numbers: list[int]) -> list[round_queries.Group]:
    """The groups with these numbers. NotFound for one that the user does not see."""
    return [round_queries.group(user, one) for one in numbers]


Party = Slug
Prose = Annotated[str, Field(max_length=5_000, pattern=r"^[^\u0000]*$")]
"""A piece of a proposal's text."""
