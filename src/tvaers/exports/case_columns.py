"""The columns that a list of cases can show, on the page and in files: fields, rules' answers, parties, next step.

Every column has one typed value a case. Nothing blind or sealed is a column, nor a party that only a blind field names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from tvaers.engine.cases.beside import Beside, Wanted, beside
from tvaers.engine.cases.stays import told
from tvaers.engine.parties.queries import name_of
from tvaers.kernel import clock
from tvaers.kernel.case_types import CaseType, Derived, FieldSpec
from tvaers.kernel.clock import COPENHAGEN

NOT_LISTED = ("records", "checklist", "sealed")
GROUPS = ("Det, der er oplyst", "Det, der følger af reglerne", "Parter", "Næste skridt")
"""The kinds of column, as the chooser of columns shows them."""
LAST_MINUTE = (23, 59)
"""The time of day of a deadline that the whole day counts for."""
AT_A_TIME = 250


@dataclass(frozen=True)
class Amount:
    """Whole øre, written as kroner."""

    oere: int


Value = str | int | date | datetime | Amount | None


@dataclass(frozen=True)
class Column:
    """One column. `field` is the case's own field that it shows, None for the others."""

    key: str
    title: str
    group: str
    value: Callable[[Beside], Value]
    field: FieldSpec | None = None


def columns(type: CaseType) -> dict[str, Column]:
    """Every column that a list of the type may show, by key, in the chooser's order."""
    fields, rules, parties, step = GROUPS
    found = [
        *(Column(one.id, one.label, fields, _field(one), one) for one in type.fields if _may_show(one)),
        *(Column(one.id, one.label, rules, _rule(type, one)) for one in type.derived),
        *(Column(f"part.{role.id}", role.title, parties, _role(role.id))
          for role in type.roles if not role.outside and not _is_blind(type, role.id)),
        Column("tur.frist", "Første frist", step, lambda one: one.turn and _due(one.turn.due)),
        Column("tur.skridt", "Næste skridt", step, lambda one: one.turn.what if one.turn else None),
        Column("tur.hos", "Hos", step, lambda one: name_of(one.turn.party) if one.turn else None),
    ]  # fmt: skip
    return {one.key: one for one in found}


def _may_show(field: FieldSpec) -> bool:
    return field.type not in NOT_LISTED and not field.blind and not field.per


def _is_blind(type: CaseType, role: str) -> bool:
    """Whether a blind field says who has a role."""
    sources = {source for event in type.events for source in event.assigns.get(role, ())}
    return any(f"field:{one.id}" in sources for one in type.fields if one.blind)


def lines(type: CaseType, rows: Iterable[Any], chosen: Sequence[str]) -> Iterator[Beside]:
    """The cases with what the chosen columns need, read some at a time."""
    known, now = columns(type), clock.now()
    groups = {known[key].group for key in chosen}
    wanted = Wanted(rules=GROUPS[1] in groups, parties=GROUPS[2] in groups, turns=GROUPS[3] in groups)
    source = iter(rows)
    while some := list(islice(source, AT_A_TIME)):
        yield from beside(some, wanted, now)


def _field(field: FieldSpec) -> Callable[[Beside], Value]:
    return lambda one: value_of(field, one.row.data.get(field.id))


def value_of(field: FieldSpec, kept: Any) -> Value:
    """A kept value with its type; None for none."""
    if kept in (None, "", [], {}):
        return None
    if field.type == "date":
        return date.fromisoformat(kept)
    if field.type == "time":
        return local(datetime.fromisoformat(kept))
    if field.type == "money":
        return Amount(int(kept))
    if field.type == "count":
        return int(kept)
    return _text(field, kept)


def _text(field: FieldSpec, kept: Any) -> str:
    if field.type == "yes_no":
        return "Ja" if kept else "Nej"
    if field.type == "party":
        return name_of(str(kept))
    if field.type == "parties":
        return ", ".join(name_of(str(one)) for one in kept)
    if field.type in ("choice", "choices"):
        return ", ".join(field.label_of(str(one)) for one in (kept if isinstance(kept, list) else [kept]))
    return str(kept)


def _rule(type: CaseType, derived: Derived) -> Callable[[Beside], Value]:
    """What a rule answers now; None where it has no answer or no rule is in force."""
    words = {choice.id: choice.label for field in type.fields for choice in field.choices}
    words |= {choice.id: choice.label for choice in derived.choices}

    def value(one: Beside) -> Value:
        return as_value(told(one.case, derived.id, clock.now()), words) if one.case else None

    return value


def as_value(answer: Any, words: Mapping[str, str]) -> Value:
    """A rule's answer with its type. Texts are choices of the type, parties, or words as they are."""
    if answer in (None, "", (), []):
        return None
    if isinstance(answer, bool):
        return "Ja" if answer else "Nej"
    if isinstance(answer, datetime):
        return local(answer)
    if isinstance(answer, date | int):
        return answer
    if isinstance(answer, tuple | list | set | frozenset):
        return ", ".join(words.get(str(each)) or name_of(str(each)) for each in answer)
    return words.get(str(answer)) or name_of(str(answer))


def _role(role: str) -> Callable[[Beside], Value]:
    return lambda one: ", ".join(name_of(party) for party in one.parties.get(role, ())) or None


def _due(due: datetime | None) -> Value:
    """A deadline: its day when the whole day counts, else its time."""
    moment = local(due) if due else None
    return moment.date() if moment and (moment.hour, moment.minute) == LAST_MINUTE else moment


def local(moment: datetime) -> datetime:
    """Danish time without its zone, as spreadsheets know it."""
    return moment.astimezone(COPENHAGEN).replace(tzinfo=None)
