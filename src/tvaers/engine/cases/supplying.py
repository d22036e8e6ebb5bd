"""What cases know that rows of activity may lack, as their types declare it. Settlement reads it; nothing is stored."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tvaers.engine.cases import store
from tvaers.engine.cases.core import Case as Folded
from tvaers.engine.cases.models import Case, CaseParty
from tvaers.engine.parties.queries import within
from tvaers.kernel.case_events import VOIDED
from tvaers.kernel.case_supplies import Supply
from tvaers.kernel.clock import COPENHAGEN
from tvaers.kernel.package import Package

AT_A_TIME = 5_000
"""How many citizens are asked about in one query."""


@dataclass(frozen=True)
class Supplied:
    """A value from one case, for rows about `citizen` (a pseudonym).

    `value` is in Danish local time without a zone, as activity keeps time. `last` is the last day that it holds, None
    without end. `match` are what the row's columns must have: words in small letters, or a party that is theirs.
    """

    citizen: str
    case: str
    value: datetime | date
    last: date | None
    until: date | None
    match: Mapping[str, frozenset[str]]

    def fits(self, row: Mapping[str, Any], moment: datetime) -> bool:
        """Whether it holds for a row at the row's moment (local time)."""
        began = self.value if isinstance(self.value, datetime) else datetime(*self.value.timetuple()[:3])
        if began > moment or (self.last and moment.date() > self.last) or (self.until and moment.date() >= self.until):
            return False
        return all(_same(row.get(column), words) for column, words in self.match.items())


def supplied(
    package: Package, supply: Supply, type: str, citizens: Collection[str], parties: Collection[str] | None
) -> Iterator[Supplied]:
    """What the cases of a type say about some citizens, by case number. `parties` are who must have a role; None: any.

    A party has the role itself or through a hospital or unit of its own.
    """
    every = sorted(citizens)
    for first in range(0, len(every), AT_A_TIME):
        rows = Case.objects.filter(
            package=package.id, type=type, citizen__pseudonym__in=every[first : first + AT_A_TIME]
        )
        if parties is not None:
            mine = sorted({one for party in parties for one in within(party)})
            rows = rows.filter(pk__in=CaseParty.objects.filter(type=type, party__in=mine).values("case"))
        for row in rows.select_related("citizen").order_by("number"):
            found = _from_case(row, supply)
            if found is not None:
                yield found


def _from_case(row: Case, supply: Supply) -> Supplied | None:
    """What one case says; None when it has no value to give, or is not of the kind. Asked as of its last event."""
    case = store.read(row)
    if case.state == VOIDED:
        return None
    look = case.look(case.events[-1].at)
    value = look.value(supply.value)
    if value is None or (supply.condition and not supply.condition.holds(look)):
        return None
    local = value.astimezone(COPENHAGEN).replace(tzinfo=None) if isinstance(value, datetime) else value
    last, until = (look.value(name) if name else None for name in (supply.last, supply.until))
    match = {column: _words(case, field, look.value(field)) for column, field in supply.match.items()}
    return Supplied(row.citizen.pseudonym, row.number, local, last, until, match)  # type: ignore[union-attr]


def _words(case: Folded, name: str, value: Any) -> frozenset[str]:
    """Every way to write a field's value, in small letters; none for no value, which fits no row."""
    if value in (None, ""):
        return frozenset()
    spec = next((field for field in case.type.fields if field.id == name), None)
    told = {str(value), spec.label_of(str(value)) if spec else ""}
    return frozenset(one.strip().casefold() for one in told if one)


def _same(given: Any, words: frozenset[str]) -> bool:
    """Whether a row's column has one of the words, or a party that one of them belongs to."""
    text = str(given or "").strip()
    return bool(text) and (text.casefold() in words or bool(words & within(text)))
