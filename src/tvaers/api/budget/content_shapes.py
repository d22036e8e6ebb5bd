"""What the endpoints of a draft take and give."""

from __future__ import annotations

from typing import Literal

from ninja import Field, Schema

from tvaers.api.budget.parts import BudgetKey, BudgetPeriod, SpanIn, SpanOut, Thousandths, WholeKroner
from tvaers.api.forums.parts import Numbered, Slug, Words
from tvaers.api.parts import Text

LinkKind = Literal["requires", "excludes", "overlap", "offsets", "derived_operation", "capital_effect", "draws"]
PartKind = Literal["agreement", "administration", "key", "grant", "contribution", "earmark", "capital", "information"]


class BudgetFindingOut(Schema):
    """Et fund fra tjekket, og hvad der er gjort ved det."""

    number: int
    kind: str = Field(description="error, inconsistency, label eller rounding")
    state: str = Field(description="open, explained, corrected eller gone")
    rule: str
    object: str
    where: str
    line: int
    page: int | None
    printed: SpanOut | None
    recomputed: SpanOut | None
    difference: SpanOut | None
    told: str = Field(description="Hvad der er galt")
    reason: str = Field(description="Hvorfor det er forklaret eller rettet")
    by: str


class BudgetFindingsOut(Schema):
    """Fundene i en version."""

    open: int
    findings: list[BudgetFindingOut]


class ExplainIn(Schema):
    """Begrundelsen."""

    reason: Text


class BudgetFigureOut(Schema):
    """Et tal, hvor det står, og hvad der gælder."""

    cell: int
    table: str
    row: str
    column: str
    amount: SpanOut | None = Field(description="Tomt er ikke nul")
    printed: str
    state: str
    corrections: int


class BudgetFiguresOut(Schema):
    """Tallene i en budgetbriks tabeller, eller i katalogets egne."""

    figures: list[BudgetFigureOut]


class WhichKeyIn(Schema):
    """Hvilken budgetbrik; tom for katalogets egne tabeller."""

    key: BudgetKey = ""


class BudgetCorrectIn(Schema):
    """En rettelse af et tal."""

    amount: SpanIn | None = Field(description="Tomt gør feltet tomt")
    reason: Text
    finding: Numbered | None = Field(None, description="Fundet, som rettelsen svarer på")


class BudgetCorrectionOut(Schema):
    """En rettelse: det trykte bliver stående."""

    place: str
    printed: str
    before: SpanOut | None
    now: SpanOut | None
    reason: str
    by: str


class BudgetDoubtOut(Schema):
    """Det, læsningen var i tvivl om."""

    number: int
    code: str
    text: str
    line: int
    page: int | None
    choices: list[str]
    answer: str


class BudgetDoubtsOut(Schema):
    """Læsningens tvivl."""

    doubts: list[BudgetDoubtOut]


class DoubtAnswerIn(Schema):
    """Den rigtige læsning."""

    answer: Text


class FactsIn(Schema):
    """Det, der vides om en budgetbrik ud over det trykte. Kun det, der er med, bliver ændret."""

    units: list[Slug] = Field([], max_length=50)
    pot: Slug = Field("", description="health, capital, development eller en øremærkning")
    unavoidable: Thousandths | None = None
    is_divisible: bool | None = None
    is_pool: bool | None = None
    is_started: bool | None = None
    can_be_delayed: bool | None = None
    consequence: Text = ""
    financing: str = Field("", max_length=200, pattern=r"^[^\u0000]*$")
    committee: str = Field("", max_length=200, pattern=r"^[^\u0000]*$")
    documents: list[Words] = Field([], max_length=50)


class PoliticalIn(Schema):
    """Om brikken kommer fra politikerne; tom er ikke afklaret."""

    is_political: bool | None


class BudgetProposalOut(Schema):
    """En budgetbrik, og det der vides om den ud over det trykte."""

    key: str
    theme: str
    title: str
    is_unavoidable: bool
    is_political: bool | None
    units: list[str]
    pot: str
    unavoidable: int | None
    is_divisible: bool | None
    is_pool: bool | None
    is_started: bool | None
    can_be_delayed: bool | None
    consequence: str
    financing: str
    committee: str
    documents: list[str]


class BudgetLinkIn(Schema):
    """En forbindelse mellem to budgetbrikker."""

    kind: LinkKind
    first: BudgetKey
    second: BudgetKey
    amounts: dict[BudgetPeriod, SpanIn] = Field({}, max_length=20)


class BudgetUnlinkIn(Schema):
    """Den forbindelse, der fjernes."""

    kind: LinkKind
    first: BudgetKey
    second: BudgetKey


class BudgetLinksOut(Schema):
    """Forbindelserne i en version."""

    links: list[dict[str, str]]


class BudgetComponentIn(Schema):
    """En del af rammen."""

    pot: Slug = "health"
    label: str = Field(max_length=200, pattern=r"^[^\u0000]*$")
    kind: PartKind
    amounts: dict[BudgetPeriod, WholeKroner] = Field({}, max_length=20)
    share_of: str = Field("", max_length=200, pattern=r"^[^\u0000]*$")
    source: Words = ""


class BudgetFrameIn(Schema):
    """Rammens dele."""

    components: list[BudgetComponentIn] = Field(max_length=100)


class BudgetFrameOut(Schema):
    """Rammens dele, som de er."""

    components: list[str]
