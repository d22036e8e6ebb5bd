"""A case as conditions see it: fields and derived values by name, counts of events, checklists, parameters, rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tvaers.engine.cases.given import as_fact
from tvaers.kernel.case_rules import Facts, Rule, load_case_rules
from tvaers.kernel.errors import NoRuleInForce, Problem

if TYPE_CHECKING:
    from tvaers.engine.cases.core import Case


class Look:
    """One look at a case, at a moment, by somebody in a job; or for one party, and at one row of its records."""

    def __init__(self, case: Case, at: datetime, job: str, party: str = "", row: tuple[str, str] | None = None) -> None:
        self.case = case
        self.at = at
        self.job_now = job
        self.party = party
        self.row = row
        """The records field and the row's id."""
        self._asked: dict[str, Any] = {}

    def narrowed(self, party: str, row: tuple[str, str] | None) -> Look:
        """The same look for one party, and at one row."""
        return Look(self.case, self.at, self.job_now, party, row)

    @property
    def state_now(self) -> str:
        """The state that the case is in."""
        return self.case.state

    @cached_property
    def facts(self) -> Facts:
        """The case as rules see it."""
        facts = self.case.facts(self.at)
        return replace(facts, row=self.row_facts) if self.row else facts

    @cached_property
    def row_facts(self) -> dict[str, Any]:
        """The row that is looked at, as rules see it; empty when it is not there (yet)."""
        if self.row is None:
            return {}
        records, wanted = self.row
        none: dict[str, Any] = {}
        kept = next((one for one in self.case.data.get(records, ()) if one["id"] == wanted), none)
        columns = self.case.type.columns(records)
        return {name: as_fact(columns[name], value) if name in columns else value for name, value in kept.items()}

    def value(self, name: str) -> Any:
        """A field's value, or what the rule of a derived value answers; a column's when a row is looked at."""
        if self.row is not None and name in self.case.type.columns(self.row[0]):
            return self.row_facts.get(name)
        for derived in self.case.type.derived:
            if derived.id == name:
                return self.ask(derived.rule)
        spec = self.case.type.field(name)
        value = as_fact(spec, self.case.data.get(name))
        return (value or {}).get(self.party) if spec.per and self.party else value

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
            package, type = self.case.package, self.case.type.id
            rules = _rules(package.case_rules_file(type), package.owner_of(type).content_hash)
            if rule not in rules:
                raise Problem(what=f"Reglen »{rule}« findes ikke.", do="Tilføj den ved siden af forløbstypen.")
            self._asked[rule] = rules[rule](self.facts)
        return self._asked[rule]


@lru_cache(maxsize=256)
def _rules(file: Path, _content: str) -> dict[str, Rule]:
    """A type's rules, kept for as long as the content is the same: boards ask thousands of times."""
    return load_case_rules(file)
