"""What a scenario may say of budgets: a rule with its arguments, or needs, rules and choices; shapes for pydantic.

Everything that stands beside `rule` is an argument of it, and everything in `then` but `error` and `warnings` is part
of its result. Unknown keys are refused where the shape is fixed. docs/scenarier.md shows the format with examples.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from tvaers.kernel.budget_amounts import Kroner, Span, Thousandths
from tvaers.kernel.budget_types import LinkKind, Period
from tvaers.kernel.forum_types import Count, Flag, Names
from tvaers.kernel.package_models import Day, Text

COMPOSING = ("needs", "rules", "choices")
TOLD = ("error", "warnings")
"""What `then` names of every scenario, and so is no part of a result."""


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
    unavoidable: Thousandths = 0
    is_divisible: Flag = False
    can_be_delayed: Flag = True


class GivenLink(_Shape):
    """How two needs touch each other."""

    kind: LinkKind
    first: Text
    second: Text
    amounts: dict[Period, Span] = Field(default_factory=dict)


class GivenRules(_Shape):
    """The rules of a round: the period that must balance, those that are told, and the money by pot and period."""

    hard: Period
    told: tuple[Period, ...] = ()
    frames: dict[Text, dict[Period, Kroner]]
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


class GivenBudget(_Shape):
    """A rule and its arguments, or a composition. `on` is the day whose values the rule takes from the package."""

    rule: str | None = None
    arguments: dict[str, Any] = Field(default_factory=dict)
    needs: tuple[GivenNeed, ...] = ()
    rules: GivenRules | None = None
    choices: tuple[GivenChoice, ...] = ()
    on: Day | None = None


class ExpectedStand(_Shape):
    """What a composition comes to: the room by pot in the hard period, and parts of faults and warnings."""

    room: dict[Text, Kroner] | None = None
    used: dict[Text, Kroner] | None = None
    faults: tuple[Text, ...] | None = None


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
    budget = {"budget": parts} if parts else {}
    return {"when": [], **raw, "given": {**shared, "budget": own}, "then": {**told, **budget}}
