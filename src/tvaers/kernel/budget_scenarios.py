"""What a scenario may say of budgets: a rule with its arguments, or needs, rules and choices; shapes for pydantic.

Everything that stands beside `rule` is an argument of it, and everything in `then` but `error` and `warnings` is part
of its result. Beside needs and rules stand either choices that are made, or what to choose the best set by. Unknown
keys are refused where the shape is fixed. docs/scenarier.md shows the format with examples.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from tvaers.kernel.budget_amounts import Kroner, Span, Thousandths
from tvaers.kernel.budget_types import LinkKind
from tvaers.kernel.budget_types import Period as _Period
from tvaers.kernel.forum_types import Count, Flag, Names
from tvaers.kernel.package_models import Day, Text

TOLD = ("error", "warnings")
"""What `then` names of every scenario, and so is no part of a result."""


_LASTING = ("perm", "permanent", "varigt", "varig")
_ALL, _NONE = ("true", "yes", "ja"), ("false", "no", "nej")


def period_of(raw: object) -> object:
    """A period as written: a year, or one of the words for the lasting level, in any letters."""
    return "PERM" if isinstance(raw, str) and raw.casefold() in _LASTING else str(raw) if type(raw) is int else raw


def _part(raw: object) -> object:
    """A part as written: a share, or yes for the whole and no for nothing."""
    word = str(raw).casefold()
    return "1" if word in _ALL else "0" if word in _NONE else raw


def _points(raw: object) -> object:
    """Points as written, which may be below nought."""
    digits = raw.removeprefix("-") if isinstance(raw, str) else ""
    return int(str(raw)) if digits.isdigit() else raw


def _chosen(raw: object) -> object:
    """A choice as written: its key alone, or what it is made of."""
    return {"key": raw} if isinstance(raw, str) else raw


Period = Annotated[_Period, BeforeValidator(period_of)]
Part = Annotated[Thousandths, BeforeValidator(_part)]
Points = Annotated[int, BeforeValidator(_points)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class GivenNeed(_Shape):
    """A proposal as it is composed, with low and high per period."""

    key: Text
    amounts: dict[Period, Span]
    title: str = ""
    theme: str = ""
    units: Names = ()
    pot: Text = "health"
    unavoidable: Part = 0
    is_divisible: Flag = False
    can_be_delayed: Flag = True


class GivenLink(_Shape):
    """How two needs touch each other."""

    kind: LinkKind
    first: Text
    second: Text
    amounts: dict[Period, Span] = Field(default_factory=dict)


class GivenRules(_Shape):
    """The rules of a round: the period that must balance, those that are told, and the money by pot and period.

    What is left out of period and frames is that of the agreement.
    """

    hard: Period | None = None
    told: tuple[Period, ...] = ()
    frames: dict[Text, dict[Period, Kroner]] | None = None
    links: tuple[GivenLink, ...] = ()
    risk: Thousandths = 0


class GivenChoice(_Shape):
    """One choice: of the whole, at a risk, with an amount, from a month, or only with another."""

    key: Text
    risk: Thousandths | None = None
    amount: Kroner | None = None
    start_month: Count = 1
    only_with: str = ""
    takes_overlap: Flag = False


class GivenLimit(_Shape):
    """A bound on what the chosen cost in a period, of one theme or pot where they are named."""

    period: Period
    theme: str = ""
    pot: str = ""
    least: Kroner | None = None
    most: Kroner | None = None


class GivenAsk(_Shape):
    """What to choose the best set by; `parts` are the amounts that a pool may be taken at instead of whole."""

    points: dict[Text, Points]
    must: Names = ()
    never: Names = ()
    limits: tuple[GivenLimit, ...] = ()
    parts: dict[Text, tuple[Kroner, ...]] = Field(default_factory=dict)
    view: Literal["nominal", "worst", "robust"] = "nominal"
    gamma: Count = 0


class GivenBudget(_Shape):
    """A rule and its arguments, or a composition. `on` is the day whose values the rule takes from the package."""

    rule: str | None = None
    arguments: dict[str, Any] = Field(default_factory=dict)
    needs: tuple[GivenNeed, ...] = ()
    rules: GivenRules = GivenRules()
    choices: tuple[Annotated[GivenChoice, BeforeValidator(_chosen)], ...] = ()
    choose: GivenAsk | None = None
    on: Day | None = None


Figure = Kroner | dict[Text, Any]
"""An amount, or amounts by period, by end (`low`, `at`, `high`), or by both."""


class ExpectedStand(_Shape):
    """What a composition comes to: figures by pot, theme, unit or need, and parts of faults and warnings.

    `chosen` are the keys that are chosen; `points`, `bound` and `status` are told where a set was to be found, and
    `text` is part of what is said of it.
    """

    room: dict[Text, Figure] = Field(default_factory=dict)
    used: dict[Text, Figure] = Field(default_factory=dict)
    available: dict[Text, Figure] = Field(default_factory=dict)
    unavoidable: dict[Text, Figure] = Field(default_factory=dict)
    savings: dict[Text, Figure] = Field(default_factory=dict)
    themes: dict[Text, Figure] = Field(default_factory=dict)
    units: dict[Text, Figure] = Field(default_factory=dict)
    needs: dict[Text, Figure] = Field(default_factory=dict)
    faults: tuple[Text, ...] | None = None
    may_stand: Flag | None = None
    chosen: Names | None = None
    points: Points | None = None
    bound: Points | None = None
    status: Literal["optimal", "limit", "infeasible", "refused"] | None = None
    text: Text | None = None


def gathered(raw: object) -> object:
    """A scenario as written, with what it says of budgets gathered under `given.budget` and `then.budget`."""
    given = raw.get("given") if isinstance(raw, dict) else None
    if not isinstance(raw, dict) or not isinstance(given, dict) or not {"rule", "needs"} & given.keys():
        return raw
    then = raw.get("then")
    parts = {**then} if isinstance(then, dict) else {}
    told = {name: parts.pop(name) for name in TOLD if name in parts}
    shared = {name: value for name, value in given.items() if name == "set"}
    own = {name: value for name, value in given.items() if name not in shared}
    if "rule" in own:
        named = {name: own.pop(name) for name in ("rule", "on") if name in own}
        own = {**named, "arguments": own}
    elif wished := {name: own.pop(name) for name in GivenAsk.model_fields if name in own}:
        own["choose"] = wished
    budget = {"budget": parts} if parts else {}
    return {"when": [], **raw, "given": {**shared, "budget": own}, "then": {**told, **budget}}
