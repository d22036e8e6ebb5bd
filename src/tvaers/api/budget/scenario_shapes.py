"""What the endpoints of scenarios take and give."""

from __future__ import annotations

from ninja import Field, Schema

from tvaers.api.budget.parts import BudgetChoiceIn, BudgetChoiceOut, BudgetKey, Thousandths
from tvaers.api.budget.standing_shapes import SpreadOut, StandOut
from tvaers.api.forums.parts import Numbered, Slug
from tvaers.api.parts import Text

ScenarioName = Field(min_length=1, max_length=200, pattern=r"^[^\u0000]*$")
Seen = Field(None, ge=0, le=2**31 - 1, description="Den version, du så; så opdager vi, at to retter samtidig")


class BudgetScenarioIn(Schema):
    """En ny opstilling for din gruppe."""

    group: Numbered
    name: str = ScenarioName
    copy_of: Slug = Field("", description="Opstillingen, der skal kopieres")


class BudgetChooseIn(BudgetChoiceIn):
    """Et valg, og den version du så."""

    version: int | None = Seen


class BudgetDropIn(Schema):
    """Det, der fravælges."""

    key: BudgetKey
    version: int | None = Seen


class BudgetRiskIn(Schema):
    """Risikoen for de usikre beløb."""

    risk: Thousandths
    version: int | None = Seen


class BudgetChoicesIn(Schema):
    """Alle valg på én gang."""

    choices: list[BudgetChoiceIn] = Field(max_length=2_000)
    version: int | None = Seen


class BudgetNoteIn(Schema):
    """En bemærkning til loggen."""

    words: Text
    key: BudgetKey = ""


class BudgetRenameIn(Schema):
    """Et andet navn."""

    name: str = ScenarioName


class BudgetShareIn(Schema):
    """De grupper, der må læse opstillingen; ingen gør den privat."""

    groups: list[Numbered] = Field(max_length=100)


class BudgetScenarioOut(Schema):
    """En opstilling, dens valg, og hvordan den står."""

    slug: str
    name: str
    round: int
    group: str = Field(description="Tom for rundens fælles opstilling")
    risk: int
    version: int
    shared_with: list[str] = Field(description="Kun for gruppen selv")
    choices: list[BudgetChoiceOut]
    stand: StandOut


class BudgetScenariosOut(Schema):
    """De opstillinger, du kan se."""

    scenarios: list[dict[str, str]]


class BudgetEventOut(Schema):
    """En linje i forhandlingsloggen."""

    at: str
    by: str
    group: str
    kind: str
    key: str
    words: str


class BudgetLogOut(Schema):
    """Forhandlingsloggen, ældste først."""

    events: list[BudgetEventOut]


class BudgetComparedOut(Schema):
    """En forskel i det, der bruges."""

    name: str
    pot: str
    period: str
    first: SpreadOut
    second: SpreadOut


class BudgetComparisonOut(Schema):
    """Det, der er forskelligt i to opstillinger."""

    keys: list[str] = Field(description="Budgetbrikker, der står forskelligt")
    pots: list[BudgetComparedOut]
    themes: list[BudgetComparedOut]
    units: list[BudgetComparedOut]
