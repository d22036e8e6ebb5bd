"""What is different between two catalogues, as a list that people read. Pure.

Proposals are met by key, figures by table, row and column. A correction is told with what was printed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

from tvaers.engine.budget.catalogue import Catalogue, Cell, Entry, Interval, Proposal, Row, Table
from tvaers.engine.budget.composing.wording import kr

Facts = dict[str, str]
NOTHING = "ikke angivet"


@dataclass(frozen=True)
class Change:
    """Something new, gone, changed or corrected. `key` is a proposal, or "" for the catalogue itself.

    `fields` are (name, before, after) in Danish words.
    """

    sort: Literal["new", "gone", "changed", "corrected"]
    key: str
    text: str
    fields: tuple[tuple[str, str, str], ...] = ()


def difference(before: Catalogue, after: Catalogue) -> list[Change]:
    """What differs: the catalogue itself first, then proposals in the order of the later one, gone ones last."""
    old, new = ({one.key: one for one in read.proposals} for read in (before, after))
    found = changed("", "Kataloget", _of_catalogue(before), _of_catalogue(after))
    for key, one in new.items():
        if key not in old:
            found.append(Change("new", key, one.title))
        elif old[key] != one:
            found += changed(key, one.title, _of_proposal(old[key]), _of_proposal(one))
    return found + [Change("gone", key, one.title) for key, one in old.items() if key not in new]


def changed(key: str, text: str, before: Facts, after: Facts) -> list[Change]:
    """One change with every fact that differs, or none."""
    fields = tuple(
        (name, before.get(name, NOTHING), after.get(name, NOTHING))
        for name in dict.fromkeys((*before, *after))
        if before.get(name) != after.get(name)
    )
    return [Change("changed", key, text, fields)] if fields else []


def _of_catalogue(read: Catalogue) -> Facts:
    facts = {"titel": read.title, "pris- og lønniveau": read.price_level}
    for entry in (*read.overview, *read.overview_totals):
        _entry(facts, "oversigten", entry)
    for theme in read.themes:
        for entry in (*theme.entries, *((theme.total,) if theme.total else ())):
            _entry(facts, f"tema {theme.number}", entry)
    _tables(facts, read.tables)
    return facts


def _entry(facts: Facts, where: str, entry: Entry) -> None:
    for slot, cell in (("opdrift", entry.growth), ("omstilling", entry.saving)):
        if cell is not None:
            _put(facts, f"{where}: {entry.title}, {slot}", _amount(cell))


def _of_proposal(one: Proposal) -> Facts:
    facts = {
        "titel": one.title, "virksomhed": one.departments or NOTHING, "tema": one.theme,
        "uomgængelig": _yes(one.is_unavoidable), "politisk": _yes(one.is_political),
    }  # fmt: skip
    _tables(facts, ((one.table,) if one.table else ()) + one.sub_tables)
    for section in one.sections:
        _put(facts, f"afsnittet {section.heading or 'uden overskrift'}", section.text)
    return facts


def _tables(facts: Facts, tables: Iterable[Table]) -> None:
    for table in tables:
        name = table.name or table.caption or "tabellen"
        _put(facts, f"{name}: pris- og lønniveau", table.price_level)
        for row in table.rows:
            _row(facts, name, row)


def _row(facts: Facts, table: str, row: Row) -> None:
    for cell in row.cells:
        _put(facts, f"{table}: {row.label}, {cell.column}", _amount(cell))


def _put(facts: Facts, name: str, value: str) -> None:
    """Keep a fact under its name; labels repeat on a page, so the second one gets a number."""
    number = 2
    while name in facts:
        name = f"{name.rsplit(' #', 1)[0]} #{number}"
        number += 1
    facts[name] = value


def _amount(cell: Cell) -> str:
    return in_words(cell.amount) if cell.amount else cell.printed or "tom"


def in_words(amount: Interval) -> str:
    """An amount for people: "3.000.000,00 kr.", or both ends of an interval."""
    return kr(amount.low) if amount.is_single else f"{kr(amount.low)} til {kr(amount.high)}"


def _yes(value: bool | None) -> str:
    return {True: "ja", False: "nej", None: "ikke afklaret"}[value]


class Corrected(Protocol):
    """A kept correction, as far as a reader is told of it."""

    place: str
    printed: str
    reason: str
    before_low: int | None
    before_high: int | None
    low: int | None
    high: int | None


def corrected(one: Corrected) -> Change:
    """A correction as a line of the list: where, what was printed, before and after, and the reason."""
    before, after = _ends(one.before_low, one.before_high), _ends(one.low, one.high)
    text = f"{one.place} (trykt: {one.printed or 'intet'}): {one.reason}"
    return Change("corrected", "", text, (("beløb", before, after),))


def _ends(low: int | None, high: int | None) -> str:
    return "tom" if low is None or high is None else in_words(Interval(low, high))
