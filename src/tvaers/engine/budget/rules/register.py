"""The register of budget rules: plain functions, each with its clauses and the parameters that supply its arguments.

A clause names a rule as `budget:<name>`; a scenario plays it by name. Arguments and results say by their annotations
how they are written: `Kroner`, `Span`, `Points` (basis points, written as a share), plain numbers and texts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Annotated, Any, ParamSpec, TypeVar, get_type_hints

from pydantic import BeforeValidator, PlainValidator, TypeAdapter

from tvaers.engine.budget.catalogue import Interval
from tvaers.kernel.budget_amounts import Span
from tvaers.kernel.errors import NotFound, Problem
from tvaers.kernel.money import parse_share
from tvaers.kernel.package_models import fault

P = ParamSpec("P")
R = TypeVar("R")


def _points(raw: object) -> int:
    if type(raw) is int:
        return raw
    try:
        return parse_share(raw if isinstance(raw, str) else "")
    except Problem as problem:
        raise fault(f"»{raw}« er ikke en sats", "en andel med højst fire decimaler, fx 0.2, eller 20 %") from problem


def _ends(raw: object) -> object:
    """An interval as two ends; pydantic reads the amounts themselves."""
    return raw if isinstance(raw, Interval) else Interval(*_SPAN.validate_python(raw))


_SPAN: TypeAdapter[tuple[int, int]] = TypeAdapter(Span)
Points = Annotated[int, BeforeValidator(_points)]
"""A rate in basis points, written as a share or in per cent."""
Ends = Annotated[Interval, PlainValidator(_ends)]
"""An amount with a low and a high end, as catalogues hold it."""


@dataclass(frozen=True)
class BudgetRule:
    """A rule: its name, its Danish title, the clauses that it carries out, its function, and which parameter supplies
    which argument."""

    name: str
    title: str
    clauses: tuple[str, ...]
    function: Callable[..., Any]
    uses: Mapping[str, str]

    @property
    def hints(self) -> dict[str, Any]:
        """The annotations of arguments and result, with what they say of how a value is written."""
        return get_type_hints(self.function, include_extras=True)


_RULES: dict[str, BudgetRule] = {}


def rule(*clauses: str, title: str, **uses: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Register a function as the rule of `clauses`; `uses` are arguments and the parameters that supply them.

    `title` says in Danish what the rule is about. The function stays as it is. A parameter with keys is named with
    the key, `price_factor.wages`.
    """

    def register(function: Callable[P, R]) -> Callable[P, R]:
        _RULES[function.__name__] = BudgetRule(function.__name__, title, clauses, function, uses)
        return function

    return register


@lru_cache(maxsize=1)
def rules() -> Mapping[str, BudgetRule]:
    """Every rule by name; the modules beside this one are asked once."""
    package = import_module("tvaers.engine.budget.rules")
    for module in iter_modules(package.__path__):
        import_module(f"{package.__name__}.{module.name}")
    return dict(_RULES)


def budget_rule(name: str) -> BudgetRule:
    """One rule, by its name or by a clause that it alone carries out. NotFound, naming the nearest, for another."""
    found = rules()
    if name in found:
        return found[name]
    of_clause = sorted(one.name for one in found.values() if name in one.clauses)
    if len(of_clause) == 1:
        return found[of_clause[0]]
    if of_clause:
        raise NotFound(what=f"{name} har flere regler.", do=f"Skriv navnet på en af dem: {', '.join(of_clause)}.")
    near = get_close_matches(name, found, n=3, cutoff=0.4)
    first = f"Mener du {' eller '.join(near)}? " if near else ""
    raise NotFound(what=f"Budgetreglen »{name}« findes ikke.", do=f"{first}Reglerne er {', '.join(sorted(found))}.")
