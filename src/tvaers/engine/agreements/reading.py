"""An edition's document (see `snapshot`) in the order and words that a reader meets it. Pure functions, shared by the
pages, the API and the exports; nothing here asks the database."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from tvaers.engine.agreements.wording import UNIT_NAMES, describe_value, word

Document: TypeAlias = Mapping[str, Any]

KINDS = {
    "definition": "Definition",
    "workflow": "Arbejdsgang",
    "principle": "Princip",
    "register": "Register",
    "message": "Meddelelse",
    "document": "Dokument",
    "deadline": "Frist",
    "indicator": "Indikator",
    "role": "Rolle",
    "notice": "Varsel",
    "price": "Pris",
    "report": "Rapport",
}
STATUSES = {"executed": "Udføres nu", "later": "Kommer senere", "shown": "Vises kun"}
OUTCOMES = {
    "settled": "Afregner",
    "held": "Holder tilbage",
    "open": "Venter",
    "out_of_scope": "Holder udenfor",
}


@dataclass(frozen=True)
class Coverage:
    """How many clauses are executed now, wait for a later part, and are only shown."""

    executed: int
    later: int
    shown: int

    @property
    def total(self) -> int:
        """All clauses."""
        return self.executed + self.later + self.shown


@dataclass(frozen=True)
class Executor:
    """One thing that carries a clause out: its sort (rule, parameter, action, query, page), its name in the code, and a
    Danish title where the document knows one."""

    sort: str
    name: str
    title: str = ""


@dataclass(frozen=True)
class RuleWords:
    """A rule in words: what becomes of a row (`outcome`), why, the tests that must hold, and the reading marks."""

    name: str
    table: str
    table_title: str
    kind: str
    outcome: str
    reason: str
    tests: tuple[str, ...]
    amount: str
    uses: tuple[str, ...]
    readings: tuple[str, ...]


@dataclass(frozen=True)
class Timeline:
    """The values of one key of a parameter, oldest first, described as by `describe_value`."""

    key: str
    key_words: str
    values: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class ParameterWords:
    """A parameter with its values in words. `unknown` says why it has none."""

    id: str
    heading: str
    unit: str
    unit_words: str
    clause: str
    unknown: str
    timelines: tuple[Timeline, ...]


@dataclass(frozen=True)
class ReadingUse:
    """A reading, and the clauses, parameters and rules that rest on it; `period` says that the agreement's dates do."""

    id: str
    clause: str
    problem: str
    choice: str
    clauses: tuple[str, ...]
    parameters: tuple[str, ...]
    rules: tuple[RuleWords, ...]
    period: bool


def clauses(document: Document) -> list[dict[str, Any]]:
    """Every clause in the agreement's own order."""
    return [document["clauses"][name] for name in document["clause_order"]]


def clause(document: Document, name: str) -> dict[str, Any] | None:
    """One clause, or None."""
    found = document["clauses"].get(name)
    return dict(found) if found else None


def matching(document: Document, *, kind: str = "", status: str = "", text: str = "") -> list[dict[str, Any]]:
    """The clauses of a kind and a status that have a text in their id, heading, summary or place."""
    wanted = text.strip().casefold()
    return [
        one
        for one in clauses(document)
        if (not kind or one["kind"] == kind)
        and (not status or one["status"] == status)
        and wanted in " ".join((one["id"], one["heading"], one["summary"], one["place"])).casefold()
    ]


def coverage(document: Document) -> Coverage:
    """The clauses counted by what becomes of them."""
    statuses = [one["status"] for one in clauses(document)]
    return Coverage(statuses.count("executed"), statuses.count("later"), statuses.count("shown"))


def executors(document: Document, name: str) -> list[Executor]:
    """What carries a clause out, with the titles that the document knows (rules and parameters)."""
    pairs = (entry.split(":", 1) for entry in document["clauses"][name]["executed_by"])
    return [Executor(sort, target, _title(document, sort, target)) for sort, target in pairs]


def rules_of(document: Document, name: str) -> list[RuleWords]:
    """The rules that stand under a clause, or that it names as its executors, in the order they are tried."""
    named = {one.name for one in executors(document, name) if one.sort == "rule"}
    return [rule for rule, of in _rules(document) if of == name or rule.name in named]


def parameter(document: Document, name: str) -> ParameterWords:
    """One parameter with its values by key. KeyError when there is none."""
    found = document["parameters"][name]
    keys = found["keys"] or [None]
    return ParameterWords(
        id=name,
        heading=found["heading"],
        unit=found["unit"],
        unit_words=UNIT_NAMES.get(found["unit"], found["unit"]),
        clause=found["clause"],
        unknown=found["unknown"] or "",
        timelines=tuple(_timeline(document, found, key) for key in keys),
    )


def all_parameters(document: Document) -> list[ParameterWords]:
    """Every parameter in the agreement's own order."""
    return [parameter(document, name) for name in document["parameter_order"]]


def parameters_of(document: Document, name: str) -> list[ParameterWords]:
    """The parameters that belong to a clause, or that it or its rules use."""
    named = {one.name for one in executors(document, name) if one.sort == "parameter"}
    named |= {used for rule in rules_of(document, name) for used in rule.uses}
    return [one for one in all_parameters(document) if one.clause == name or one.id in named]


def value_on(timeline: Timeline, day: date) -> dict[str, Any] | None:
    """The value that holds on a day, or None."""
    wanted = day.isoformat()
    return next((v for v in timeline.values if v["from"] <= wanted and (v["to"] is None or wanted <= v["to"])), None)


def readings_of(document: Document, name: str) -> list[dict[str, Any]]:
    """The readings behind a clause: those it names itself, those of its rules, and those of its values."""
    marks = list(document["clauses"][name]["readings"])
    marks += [mark for rule in rules_of(document, name) for mark in rule.readings]
    values = [v for one in parameters_of(document, name) for line in one.timelines for v in line.values]
    marks += [value["reading"] for value in values if value["reading"]]
    return [document["readings"][mark] for mark in dict.fromkeys(marks) if mark in document["readings"]]


def uses_of(document: Document) -> list[ReadingUse]:
    """Every reading with all that rests on it."""
    return [_use(document, reading) for reading in document["readings"].values()]


def _use(document: Document, reading: Mapping[str, Any]) -> ReadingUse:
    mark = reading["id"]
    valued = {v["parameter"] for p in document["parameters"].values() for v in p["values"] if v["reading"] == mark}
    periods = [document["valid"], *(annex["valid"] for annex in document["annexes"])]
    return ReadingUse(
        id=mark,
        clause=reading["clause"],
        problem=reading["problem"],
        choice=reading["choice"],
        clauses=tuple(one["id"] for one in clauses(document) if mark in one["readings"]),
        parameters=tuple(name for name in document["parameter_order"] if name in valued),
        rules=tuple(rule for rule, _ in _rules(document) if mark in rule.readings),
        period=any(period.get("reading") == mark for period in periods),
    )


def _rules(document: Document) -> Iterator[tuple[RuleWords, str]]:
    """Every rule in words with its clause."""
    for number in sorted(document["rules"], key=int):
        rule = document["rules"][number]
        table = document["tables"][rule["table"]]
        words = {test["id"]: (test["no"], test["yes"]) for test in table["tests"]}
        amount = rule["amount"]
        yield (
            RuleWords(
                name=rule["name"],
                table=table["name"],
                table_title=table["title"],
                kind=rule["kind"],
                outcome=OUTCOMES[rule["kind"]],
                reason=rule["reason"],
                tests=tuple(words[answer["test"]][answer["wanted"]] for answer in rule["when"]),
                amount=_amount(amount),
                uses=tuple(amount["uses"]) if amount else (),
                readings=tuple(rule["readings"]),
            ),
            rule["clause"],
        )


def _amount(amount: Mapping[str, Any] | None) -> str:
    """How a rule's amount is made: "DRG-takst × sats"."""
    if amount is None:
        return ""
    if amount["full"]:
        return f"hele beløbet: {amount['base']}"
    return f"{amount['base']} × {amount['numerator']}" + ("" if amount["unit"] == "basispoint" else " ÷ i alt")


def _timeline(document: Document, found: Mapping[str, Any], key: str | None) -> Timeline:
    values = [describe_value(document, value) for value in found["values"] if value["key"] == key]
    ordered = sorted(values, key=lambda value: str(value["from"]))
    return Timeline(key or "", word(key, found.get("words")) if key else "", tuple(ordered))


def _title(document: Document, sort: str, name: str) -> str:
    if sort == "parameter" and name in document["parameters"]:
        return str(document["parameters"][name]["heading"])
    if sort == "rule":
        return next((f"{r.outcome}: {r.reason}" for r, _ in _rules(document) if r.name == name), "")
    return ""
