"""What is known of a case: only what has been given, under the event that gave it last, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tvaers.engine.cases import queries
from tvaers.engine.cases.core import Case, Happened
from tvaers.engine.cases.looking import Look
from tvaers.engine.parties.queries import name_of
from tvaers.kernel.case_types import Derived, EventSpec, FieldSpec
from tvaers.kernel.errors import Problem
from tvaers.web.cases.bases import marks
from tvaers.web.cases.shown import in_words, plain, short
from tvaers.web.cases.why import clause_of
from tvaers.web.design.parts import Cell, Column, Row, Status, Table

SEPARATE = ("records", "checklist")
MARKS = {"done": Status(text="Gjort", kind="ok"), "not_relevant": Status(text="Ikke relevant", kind="neutral")}
MISSING = Status(text="Mangler", kind="wait")


@dataclass(frozen=True)
class Fact:
    """A label with its value; `why` is for the Hvorfor drawer of what a rule worked out.

    `basis` is the place in the law that lets the parties share it, where the case type declares such.
    """

    label: str
    value: str
    why: dict[str, Any] | None = None
    basis: str = ""


@dataclass
class Group:
    """What one event gave: what happened, when and from whom."""

    title: str
    note: str
    facts: list[Fact] = field(default_factory=list)

    @property
    def basis(self) -> str:
        """The basis that all of its facts share; "" when there is none, or they differ."""
        every = {one.basis for one in self.facts}
        return every.pop() if len(every) == 1 else ""


def derived(case: Case, look: Look) -> list[Fact]:
    """What the rules of the agreement make of the case, each with its clause."""
    found = []
    words = {choice.id: choice.label for field in case.type.fields for choice in field.choices}
    for one in case.type.derived:
        value = _answer(one, look, words)
        if value:
            why = {"sentence": f"{one.label}: {value}. Det følger af aftalen og af det, der er registreret.",
                   "clause": clause_of(case, one.clause)}  # fmt: skip
            found.append(Fact(one.label, value, why))
    return found


def _answer(one: Derived, look: Look, words: dict[str, str]) -> str:
    """The rule's answer in words; "" when it has none yet, or needs what is not known.

    A rule may answer with a choice of some field: `words` has those. A number is never a choice.
    """
    try:
        value = look.value(one.id)
    except Problem:
        return ""
    if isinstance(value, int):
        return plain(value)
    labels = words | {choice.id: choice.label for choice in one.choices}
    if isinstance(value, tuple | list):
        return ", ".join(labels.get(str(each), plain(each)) for each in value)
    return labels.get(str(value), "") or plain(value)


def groups(case: Case) -> list[Group]:
    """What has been given, under the event that gave it last; the event that happened last comes first."""
    fields = {one.id: one for one in case.type.fields if one.type not in SEPARATE and not one.per}
    rights = marks(case)
    source = {name: one for one in case.events for name in _given_with(case.type.event(one.event), one)}
    found: dict[str, Group] = {}
    for name, one in sorted(source.items(), key=lambda pair: -pair[1].number):
        value = in_words(fields[name], case.data.get(name)) if name in fields else ""
        if value:
            group = found.setdefault(one.event, Group(case.type.event(one.event).label, _by(one)))
            group.facts.append(Fact(fields[name].label, value, basis=rights.get(name, "")))
    order = {one.id: place for place, one in enumerate(case.type.fields)}
    labels = {one.label: order[one.id] for one in case.type.fields}
    for group in found.values():
        group.facts.sort(key=lambda fact: labels[fact.label])
    return list(found.values())


def _given_with(spec: EventSpec, one: Happened) -> Iterator[str]:
    yield from one.data
    yield from spec.sets


def _by(one: Happened) -> str:
    return " · ".join(part for part in (short(one.at), name_of(one.doer.party)) if part)


@dataclass(frozen=True)
class Checklist:
    """A checklist as it stands: every line with its mark, and the event that changes it, if one may."""

    id: str
    label: str
    lines: list[tuple[str, Status, bool]]
    done: int
    event: str = ""


def checklists(case: Case, ways: tuple[queries.Way, ...]) -> list[Checklist]:
    """The checklists that somebody has begun on, or that can be filled in now."""
    found = []
    for one in case.type.fields:
        if one.type != "checklist":
            continue
        marks = case.data.get(one.id) or {}
        event = next((way.event.id for way in ways if one.id in (*way.event.needs, *way.event.takes)), "")
        if marks or event:
            lines = [(c.label, MARKS.get(marks.get(c.id, ""), MISSING), c.id in one.mandatory) for c in one.choices]
            found.append(Checklist(one.id, one.label, lines, len(marks), event))
    return found


@dataclass(frozen=True)
class Votes:
    """A field that each party of a role gives its own value of."""

    label: str
    status: str
    rows: list[tuple[str, str]]


def votes(case: Case) -> list[Votes]:
    """What each party has said, where each says its own; "2 af 3 har svaret"."""
    found = []
    for one in case.type.fields:
        if not one.per or one.type in SEPARATE or not case.data.get(one.id):
            continue
        given = case.data[one.id]
        single = one.model_copy(update={"per": None})
        parties = tuple(dict.fromkeys((*case.parties.get(one.per, ()), *given)))
        rows = [(name_of(party), in_words(single, given.get(party)) or "Har ikke svaret") for party in parties]
        found.append(Votes(one.label, f"{len(given)} af {len(parties)} har svaret", rows))
    return found


@dataclass(frozen=True)
class Records:
    """The rows of a records field as a table, and for each row the way to change it."""

    label: str
    table: Table
    adds: str = ""
    add_label: str = ""


def records(case: Case, ways: tuple[queries.Way, ...], url: Any) -> list[Records]:
    """The records that there are, or that can be added to. `url(event, record)` is the address of an event's form."""
    found = []
    for one in case.type.fields:
        if one.type != "records":
            continue
        rows = case.data.get(one.id) or []
        add = next((way.event for way in ways if way.event.adds == one.id and not way.blocked), None)
        change = next((way.event for way in ways if way.event.updates == one.id and not way.blocked), None)
        if rows:
            verb = (add.verb or add.label) if add else ""
            found.append(Records(one.label, _table(one, rows, change, url), add.id if add else "", verb))
    return found


def _table(spec: FieldSpec, rows: list[dict[str, Any]], change: EventSpec | None, url: Any) -> Table:
    columns = [*(Column(key=c.id, title=c.label) for c in spec.of), Column(key="by", title="Fra"),
               Column(key="at", title="Hvornår")]  # fmt: skip
    if change:
        columns.append(Column(key="change", title="Skift"))
    made = []
    for row in rows:
        cells = [Cell(text=in_words(c, row.get(c.id)), header=not place) for place, c in enumerate(spec.of)]
        cells += [Cell(text=name_of(row.get("by", ""))), Cell(text=_at(row))]
        if change:
            cells.append(Cell(text=change.verb or change.label, href=url(change.id, row["id"])))
        made.append(Row(cells=cells))
    return Table(caption=spec.label, columns=columns, rows=made, count=None)


def _at(row: dict[str, Any]) -> str:
    return short(datetime.fromisoformat(row["at"])) if row.get("at") else ""
