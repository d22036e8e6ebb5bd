"""A case as conditions see it: fields and derived values by name, counts of events, checklists, parameters, rules."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tvaers.engine.cases.given import as_fact
from tvaers.kernel.case_rules import Facts, load_case_rules
from tvaers.kernel.errors import NoRuleInForce, Problem

if TYPE_CHECKING:
    from tvaers.engine.cases.core import Case


class Look:
    """One look at a case, at a moment, by somebody in a job."""

    def __init__(self, case: Case, at: datetime, job: str) -> None:
        self.case = case
        self.at = at
        self.job_now = job
        self._asked: dict[str, Any] = {}

    @property
    def state_now(self) -> str:
        """The state that the case is in."""
        return self.case.state

    @cached_property
    def facts(self) -> Facts:
        """The case as rules see it."""
        return self.case.facts(self.at)

    def value(self, name: str) -> Any:
        """A field's value, or what the rule of a derived value answers."""
        for derived in self.case.type.derived:
            if derived.id == name:
                return self.ask(derived.rule)
        return as_fact(self.case.type.field(name), self.case.data.get(name))

    def count_of(self, event: str) -> int:
        """How often an event has happened."""
        return sum(one.event == event for one in self.case.events)

    def checklist_done(self, field: str) -> bool:
        """Whether every mandatory line of a checklist is done or not relevant."""
        spec = self.case.type.field(field)
        lines = spec.mandatory or tuple(choice.id for choice in spec.choices)
        return set(lines) <= set(self.case.data.get(field) or {})

    def all_agree(self, field: str) -> bool:
        """Whether every party of the field's role has given a value, and all the same."""
        spec = self.case.type.field(field)
        given = self.case.data.get(field) or {}
        parties = self.case.parties.get(spec.per or "", ())
        return bool(parties) and set(parties) <= set(given) and len({str(given[party]) for party in parties}) == 1

    def number(self, written: str) -> int:
        """A whole number as written, or the value of a parameter on the day. NoRuleInForce where none holds."""
        if written.lstrip("-").isdigit():
            return int(written)
        value = self.case.package.term(written, self.at.date())
        if value is None:
            raise NoRuleInForce(clause=f"Værdien {written}", day=self.at.date())
        return int(str(value.value))

    def ask(self, rule: str) -> Any:
        """What a rule of the package says about the case. Problem if there is no such rule."""
        if rule not in self._asked:
            rules = load_case_rules(self.case.package.case_rules_file(self.case.type.id))
            if rule not in rules:
                raise Problem(what=f"Reglen »{rule}« findes ikke.", do="Tilføj den ved siden af forløbstypen.")
            self._asked[rule] = rules[rule](self.facts)
        return self._asked[rule]
