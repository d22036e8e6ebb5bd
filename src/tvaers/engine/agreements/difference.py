"""The difference between two editions of an agreement, in words: what was changed, from what, to what."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from tvaers.engine.agreements.reading import KINDS, STATUSES
from tvaers.engine.agreements.wording import describe_value

Document: TypeAlias = Mapping[str, Any]
Facts: TypeAlias = Mapping[str, Any]

FIELDS: tuple[tuple[str, str, Callable[[str], str]], ...] = (
    ("heading", "overskriften", str),
    ("summary", "resuméet", str),
    ("place", "stedet", str),
    ("kind", "typen", lambda kind: KINDS.get(kind, kind)),
    ("status", "status", lambda status: STATUSES.get(status, status)),
)


@dataclass(frozen=True)
class Change:
    """One change. `subject` groups them (Bestemmelser, Værdier, Læsninger, Regler, Aftalen); `sentence` is Danish.

    `clause` is the clause it belongs to, or ""; `before` and `after` are the words of the two, "" where there is none.
    """

    subject: str
    sentence: str
    before: str = ""
    after: str = ""
    clause: str = ""


def differences(old: Document, new: Document) -> list[Change]:
    """Every change from the old edition to the new, in the order a reader wants them."""
    return [*_frame(old, new), *_clauses(old, new), *_values(old, new), *_readings(old, new), *_rules(old, new)]


def _frame(old: Document, new: Document) -> Iterator[Change]:
    for name, words in (("title", "Aftalens titel"), ("summary", "Aftalens resumé")):
        if old[name] != new[name]:
            yield Change("Aftalen", f"{words} er ændret.", old[name], new[name])
    if _days(old["valid"]) != _days(new["valid"]):
        yield Change("Aftalen", "Aftalens periode er ændret.", _days(old["valid"]), _days(new["valid"]))
    if old["parties"] != new["parties"]:
        yield Change("Aftalen", "Parterne er ændret.", ", ".join(old["parties"]), ", ".join(new["parties"]))


def _clauses(old: Document, new: Document) -> Iterator[Change]:
    for name, before, after in _pairs(old["clauses"], new["clauses"]):
        shown = f"{name} {(after or before or {})['heading']}"
        if before is None or after is None:
            fate = "er ny" if before is None else "udgår"
            yield Change("Bestemmelser", f"{shown} {fate}.", _summary(before), _summary(after), name)
            continue
        for field, words, say in FIELDS:
            if before[field] != after[field]:
                yield Change(
                    "Bestemmelser", f"{shown}: {words} er ændret.", say(before[field]), say(after[field]), name
                )


def _values(old: Document, new: Document) -> Iterator[Change]:
    for _, before, after in _pairs(_valued(old), _valued(new)):
        known = after or before or {}
        clause = (new if after else old)["parameters"][known["parameter"]]["clause"]
        since = _day(known["from"])
        if before is None or after is None:
            fate = "har fået en ny værdi" if before is None else "har mistet sin værdi"
            yield Change("Værdier", f"{known['heading']} {fate} fra {since}.", _shown(before), _shown(after), clause)
        elif (before["value"], before["to"]) != (after["value"], after["to"]):
            sentence = f"{known['heading']}: værdien fra {since} er ændret."
            yield Change("Værdier", sentence, _shown(before), _shown(after), clause)
        elif before["source_words"] != after["source_words"]:
            sentence = f"{known['heading']}: kilden til værdien fra {since} er ændret."
            yield Change("Værdier", sentence, before["source_words"], after["source_words"], clause)


def _readings(old: Document, new: Document) -> Iterator[Change]:
    for name, before, after in _pairs(old["readings"], new["readings"]):
        known = after or before or {}
        if before == after:
            continue
        fate = "er ny" if before is None else "udgår" if after is None else "er ændret"
        yield Change("Læsninger", f"Læsning {name} {fate}.", _choice(before), _choice(after), known["clause"])


def _rules(old: Document, new: Document) -> Iterator[Change]:
    for _, before, after in _pairs(_ruled(old), _ruled(new)):
        known = after or before or {}
        if before is None or after is None:
            fate = "er ny" if before is None else "udgår"
            yield Change("Regler", f"En regel {fate}.", _reason(before), _reason(after), known["clause"])
        elif any(before[part] != after[part] for part in ("reason", "when", "kind", "clause", "amount", "readings")):
            sentence = "En regel er ændret." if before["reason"] != after["reason"] else "En regels prøver er ændret."
            yield Change("Regler", sentence, _reason(before), _reason(after), known["clause"])


def _pairs(old: Mapping[Any, Facts], new: Mapping[Any, Facts]) -> Iterator[tuple[Any, Facts | None, Facts | None]]:
    """The old and the new of everything that either has."""
    for key in dict.fromkeys([*old, *new]):
        yield key, old.get(key), new.get(key)


def _valued(document: Document) -> dict[tuple[str, str | None, str], Facts]:
    """The values by parameter, key and first day."""
    described = (describe_value(document, v) for p in document["parameters"].values() for v in p["values"])
    return {(v["parameter"], v["key"], v["from"]): v for v in described}


def _ruled(document: Document) -> dict[tuple[str, str], Facts]:
    """The rules by table and name."""
    return {(document["tables"][r["table"]]["name"], r["name"]): r for r in document["rules"].values()}


def _said(say: Callable[[Facts], str]) -> Callable[[Facts | None], str]:
    return lambda facts: "" if facts is None else say(facts)


_summary = _said(lambda clause: str(clause["summary"]))
_choice = _said(lambda reading: str(reading["choice"]))
_reason = _said(lambda rule: str(rule["reason"]))
_shown = _said(lambda value: f"{value['shown']}, {_days(value)}")


def _days(period: Facts) -> str:
    return f"{_day(period['from'])} til {_day(period['to'])}" if period["to"] else f"fra {_day(period['from'])}"


def _day(text: str) -> str:
    return f"{date.fromisoformat(text):%d-%m-%Y}"
