"""The vocabulary of a case type's rules, `case_types/<id>.py` beside its YAML: pure functions about one case.

    from tvaers.kernel.case_rules import Facts, rule

    @rule("SA-IU-4.2e")
    def discharge_type(case: Facts) -> str: ...

A rule gets the facts and returns text, a number, a date, yes or no, or None where there is no answer.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from tvaers.kernel.calendar import Calendar
from tvaers.kernel.errors import NoRuleInForce, Problem
from tvaers.kernel.package import Package
from tvaers.kernel.package_read import rule_files
from tvaers.kernel.package_values import Parsed


@dataclass(frozen=True)
class Fact:
    """Something that happened: the event's name, when, the party and role and job that did it, and what was given."""

    event: str
    at: datetime
    party: str
    role: str
    job: str
    data: Mapping[str, Any]
    state: str
    """The state afterwards."""


@dataclass(frozen=True)
class Facts:
    """A case as rules see it. `at` is the moment that is asked about; `data` holds the fields' values as they are now.

    Dates are `date`, times `datetime` with zone, money whole øre, several choices a tuple, a checklist a mapping of
    line to "done" or "not_relevant", records a tuple of mappings, and what each party gave a mapping by party.
    """

    data: Mapping[str, Any]
    parties: Mapping[str, tuple[str, ...]]
    happened: tuple[Fact, ...]
    state: str
    at: datetime
    package: Package
    found: Mapping[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict)
    """What the case type looks up: the data of other cases in force."""
    calendar: Calendar = Calendar()
    row: Mapping[str, Any] | None = None
    """The record that a duty asks about, when it is one of many."""

    def first(self, *events: str) -> Fact | None:
        """The first time that any of the events happened."""
        return next((fact for fact in self.happened if fact.event in events), None)

    def last(self, *events: str) -> Fact | None:
        """The last time that any of the events happened."""
        return next((fact for fact in reversed(self.happened) if fact.event in events), None)

    def parameter(self, name: str, key: str | None = None, on: date | None = None) -> Parsed:
        """The value of a parameter on a day (that of `at` when none is given). NoRuleInForce where none holds."""
        day = on or self.at.date()
        value = self.package.term(name, day, key)
        if value is None:
            raise NoRuleInForce(clause=f"Værdien {name}", day=day)
        return value.value

    def known(self, name: str, key: str | None = None, on: date | None = None) -> Parsed | None:
        """The value of a parameter on a day, or None where the sources give none."""
        value = self.package.term(name, on or self.at.date(), key)
        return value.value if value else None


Rule = Callable[[Facts], Any]


def rule(*clauses: str) -> Callable[[Rule], Rule]:
    """Declare a function of the package as a rule that carries out clauses; its name is how case types name it."""

    def declare(function: Rule) -> Rule:
        function.clauses = clauses  # type: ignore[attr-defined]
        return function

    return declare


def clauses_of(function: Rule) -> tuple[str, ...]:
    """The clauses that a rule carries out."""
    return tuple(getattr(function, "clauses", ()))


def load_case_rules(file: Path) -> dict[str, Rule]:
    """The rules of a case type by name; none without a file. Read again when a file changes."""
    loaded = (_load(one, one.stat().st_mtime_ns) for one in rule_files(file))
    return {name: value for rules in loaded for name, value in rules.items()}


@lru_cache(maxsize=64)
def _load(file: Path, _stamp: int) -> dict[str, Rule]:
    spec = importlib.util.spec_from_file_location(f"tvaers_case_rules_{abs(hash(file))}", file)
    if spec is None or spec.loader is None:
        raise Problem(what=f"{file} kan ikke læses som regler.", do="Se om filen findes, og om den er Python.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {name: value for name, value in vars(module).items() if callable(value) and hasattr(value, "clauses")}
