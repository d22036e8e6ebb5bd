"""A package as one JSON document: what an edition keeps, so that a line is explained when the content has moved on."""

import hashlib
import json
from datetime import date
from typing import Any

from tvaers.kernel.package import Package
from tvaers.kernel.package_values import Parameter, Value
from tvaers.kernel.rules import Amount, Rule, RuleBook, RuleTable, load_rules

NO_RULES = RuleBook(())


def rules_of(package: Package) -> RuleBook:
    """The package's rules; an empty book when it has none."""
    return load_rules(package.rules_file) if package.rules_file else NO_RULES


def snapshot(package: Package) -> dict[str, Any]:
    """Everything an explanation needs: clauses, parameters with values by id, readings, and the rules with their tests.

    The database does not keep the order of keys, so what has an order is a list, or has a list of its keys beside it.
    """
    rules = rules_of(package)
    return {
        "id": package.id,
        "short": package.short,
        "title": package.title,
        "summary": package.manifest.summary,
        "parties": list(package.parties),
        "valid": package.valid.model_dump(mode="json", by_alias=True),
        "documents": [d.model_dump(mode="json") for d in package.manifest.documents],
        "annexes": [a.model_dump(mode="json", by_alias=True) for a in package.manifest.annexes],
        "builds_on": list(package.manifest.builds_on),
        "readings": {key: reading.model_dump(mode="json") for key, reading in package.readings.items()},
        "clauses": {
            key: {**clause.model_dump(mode="json"), "status": clause.status} for key, clause in package.clauses.items()
        },
        "clause_order": list(package.clauses),
        "parameter_order": list(package.parameters),
        "parameters": {key: _parameter(parameter) for key, parameter in package.parameters.items()},
        "tables": [_table(table) for table in rules.tables],
        "rules_hash": _rules_hash(package),
        "rules": {str(number): _rule(rules, table, rule) for number, (table, rule) in rules.numbered().items()},
    }


def as_document(package: Package) -> dict[str, Any]:
    """The snapshot as it comes back from the database: plain JSON, every key a text."""
    return dict(json.loads(json.dumps(snapshot(package))))


def _rules_hash(package: Package) -> str:
    """A hash over the rules that decide: two editions with the same one differ in nothing but values."""
    file = package.rules_file
    others = sorted(file.parents[1].glob("*/rules.py")) if file else []
    return hashlib.sha256(b"".join(other.read_bytes() for other in others)).hexdigest()


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "id": parameter.id,
        "heading": parameter.heading,
        "unit": parameter.unit,
        "clause": parameter.clause,
        "keys": list(parameter.keys),
        "unknown": parameter.unknown,
        "words": dict(parameter.words),
        "values": [_value(value) for value in parameter.values],
    }


def _value(value: Value) -> dict[str, Any]:
    return {
        "id": value.id,
        "parameter": value.parameter,
        "key": value.key,
        "from": _iso(value.start),
        "to": _iso(value.end),
        "value": list(value.value) if isinstance(value.value, tuple) else value.value,
        "source": value.source.model_dump(mode="json") if value.source else None,
        "reading": value.reading,
        "note": value.note,
        "gap": value.gap,
    }


def _table(table: RuleTable) -> dict[str, Any]:
    return {
        "name": table.name,
        "table": table.table,
        "title": table.title,
        "source": table.source,
        "part": table.part,
        "shown": [[name, label] for name, label in table.shown.items()],
        "tests": [{"id": test.id, "yes": test.yes, "no": test.no} for test in table.tests],
    }


def _rule(rules: RuleBook, table: RuleTable, rule: Rule) -> dict[str, Any]:
    return {
        "name": rule.name,
        "table": rules.tables.index(table),
        "clause": rule.clause,
        "kind": rule.kind.value,
        "reason": rule.reason,
        "code": rule.code,
        "readings": list(rule.readings),
        "when": [{"test": answer.test.id, "wanted": answer.wanted} for answer in rule.when],
        "amount": _amount(rule.amount),
        "splits": table.splits == rule.name,
    }


def _amount(amount: Amount | None) -> dict[str, Any] | None:
    if amount is None:
        return None
    return {
        "base": amount.base_words,
        "numerator": amount.numerator_words,
        "unit": amount.unit,
        "uses": list(amount.uses),
        "full": amount.is_full,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
