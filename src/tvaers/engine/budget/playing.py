"""Playing scenarios of budgets: a rule with arguments as written, or a composition, compared with what is expected.

What `then` names must match and what it does not name is free. Arguments and results are read by the annotations of the
rule (`rules/register.py`); arguments that the scenario leaves out come from the package's parameters on a day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, get_args, get_origin, get_type_hints

from pydantic import BaseModel, TypeAdapter, ValidationError

from tvaers.engine.budget.catalogue import Interval
from tvaers.engine.budget.playing_compositions import composed
from tvaers.engine.budget.rules.register import BudgetRule, Ends, budget_rule
from tvaers.engine.settlement.scenario import Check, Result
from tvaers.engine.settlement.scenario_models import Scenario
from tvaers.kernel.budget_amounts import Kroner, Span
from tvaers.kernel.budget_scenarios import GivenBudget
from tvaers.kernel.errors import Problem
from tvaers.kernel.money import plain, whole_kroner
from tvaers.kernel.package import Package, load_all
from tvaers.kernel.package_faults import found_and_expected

WHOLE = "result"
"""The name of a result that is one value and no amount; an amount is called `amount`."""


def play_budget(scenario: Scenario) -> Result:
    """Play a scenario of a budget. A refusal meets `then.error`, and fails every scenario without one."""
    try:
        checks = tuple(_played(scenario))
    except Problem as problem:
        wanted = scenario.then.error
        holds = wanted is not None and wanted.casefold() in str(problem).casefold()
        return Result(scenario, (Check("error", wanted or "", str(problem), holds),))
    refused = () if scenario.then.error is None else (Check("error", scenario.then.error, "Intet blev afvist.", False),)
    return Result(scenario, (*refused, *checks))


def _played(scenario: Scenario) -> Iterator[Check]:
    given = scenario.given.budget
    assert given is not None, "asked by is_budget"
    package = package_of(scenario)
    if given.rule is None:
        told = composed(given, scenario.then.budget or {}, package)
        yield from told.checks
        yield from _warned(scenario, told.warnings)
        return
    rule = budget_rule(given.rule)
    result = rule.function(**arguments(rule, given, package))
    named, hints = parts_of(result, rule)
    yield from _compared(scenario.then.budget or {}, named, hints)
    yield from _warned(scenario, tuple(getattr(result, "warnings", ())))


def package_of(scenario: Scenario) -> Package:
    """The package of a scenario, with its other values. Raises Problem for one that is not there."""
    packages = load_all()
    if scenario.agreement not in packages:
        raise Problem(what=f"Aftalen «{scenario.agreement}» findes ikke.", do=f"Vælg en af: {', '.join(packages)}.")
    package = packages[scenario.agreement]
    return package.override(scenario.given.values) if scenario.given.values else package


def arguments(rule: BudgetRule, given: GivenBudget, package: Package) -> dict[str, Any]:
    """The arguments of a rule: those written, and those that the package's parameters supply. Problem for a slip."""
    hints = {name: hint for name, hint in rule.hints.items() if name != "return"}
    if unknown := given.arguments.keys() - hints.keys():
        raise Problem(
            what=f"Reglen {rule.name} kender ikke {', '.join(sorted(unknown))}.",
            do=f"Brug {', '.join(hints)}.",
        )
    day = given.on or package.valid.start
    left = {name: of for name, of in rule.uses.items() if name not in given.arguments}
    supplied = {name: read(parameter(package, of, day), hints[name], name) for name, of in left.items()}
    written = {name: read(value, hints[name], name) for name, value in given.arguments.items()}
    if missing := _required(rule) - supplied.keys() - written.keys():
        raise Problem(what=f"Reglen {rule.name} mangler {', '.join(sorted(missing))}.", do="Skriv dem i »given«.")
    return {**supplied, **written}


def _required(rule: BudgetRule) -> set[str]:
    """The arguments without a default."""
    code, defaults = rule.function.__code__, rule.function.__defaults__ or ()
    return set(code.co_varnames[: code.co_argcount - len(defaults)])


def parameter(package: Package, name: str, day: date) -> Any:
    """The value of a parameter on a day, amounts as whole kroner. Problem where none holds."""
    found, key = package.find_parameter(name)
    value = package.value_on(found.id, day, key)
    if value is None:
        raise Problem(what=f"{found.heading} har ingen værdi den {day:%d-%m-%Y}.", do="Skriv en værdi i scenariet.")
    return whole_kroner(value.value) if found.unit == "dkk" and isinstance(value.value, int) else value.value


def read(value: object, hint: Any, name: str) -> Any:
    """A value as its annotation says it is written. Raises Problem naming the argument."""
    try:
        return TypeAdapter(hint).validate_python(value)
    except ValidationError as error:
        found, expected = found_and_expected(error.errors(include_url=False)[0], BaseModel, ())
        raise Problem(what=f"»{name}« kan ikke læses: {found}.", do=f"Skriv {expected}.") from error


def parts_of(result: Any, rule: BudgetRule) -> tuple[dict[str, Any], dict[str, Any]]:
    """A result by names, and how each is written: the fields of a dataclass, else `amount` or `result`."""
    hint = rule.hints["return"]
    if is_dataclass(result) and hint != Ends:
        hints = get_type_hints(type(result), include_extras=True)
        return {one.name: getattr(result, one.name) for one in fields(result)}, hints
    name = "amount" if hint in (Kroner, Span, Ends) else WHOLE
    return {name: result}, {name: hint}


def _compared(expected: Mapping[str, Any], came: Mapping[str, Any], hints: Mapping[str, Any]) -> Iterator[Check]:
    for name, wanted in expected.items():
        if name not in came:
            raise Problem(what=f"Reglen giver ikke »{name}«.", do=f"Den giver {', '.join(came)}.")
        value = read(wanted, hints[name], name)
        holds = _says(came[name], value) if hints[name] is str else value == came[name]
        yield Check("budget", {name: wanted}, {name: shown(came[name], hints[name])}, holds)


def _says(text: str, part: str) -> bool:
    """Whether a text holds the part that is expected, in any letters; no text is expected by an empty one."""
    return part.casefold() in text.casefold() if part else not text


def _warned(scenario: Scenario, warnings: tuple[str, ...]) -> Iterator[Check]:
    """Every expected warning is part of one that came; an empty list says that there are none."""
    if scenario.then.warnings is None:
        return
    if not scenario.then.warnings:
        yield Check("warnings", [], list(warnings), not warnings)
    for text in scenario.then.warnings:
        yield Check("warnings", text, list(warnings), any(text.casefold() in one.casefold() for one in warnings))


def shown(value: Any, hint: Any) -> Any:
    """A value as a scenario writes it: kroner as text, lists and mappings part by part."""
    if hint == Kroner:
        return plain(100 * value)
    if hint in (Span, Ends):
        low, high = (value.low, value.high) if isinstance(value, Interval) else value
        return f"{plain(100 * low)} til {plain(100 * high)}"
    inner = get_args(hint)
    if isinstance(value, Mapping):
        return {key: shown(one, inner[1] if len(inner) == 2 else Any) for key, one in value.items()}
    if isinstance(value, tuple) and get_origin(hint) is tuple:
        each = [inner[0]] * len(value) if inner[-1] is Ellipsis else inner
        return [shown(one, of) for one, of in zip(value, each, strict=True)]
    return value
