"""The draft of a yearly report on adverse events: pure counts, never by unit and never in order of size.

The report leaves the parties. A count under the limit is hidden, and so is another one of the same table when the
hidden one could be found by subtraction. Tables count one thing each: crossed ones would give the hidden numbers away.
The report is refused when a summary is not marked as anonymised.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tvaers.engine.cases import anonymity
from tvaers.kernel.errors import Problem

DIMENSIONS = ("severity", "status", "classification", "transition")
"""What is counted, one table each."""
UNKNOWN = "unknown"


@dataclass(frozen=True)
class Incident:
    """What a report knows of one case: no party, no unit, no text but the anonymised summary.

    Codes as in the case type; "" where it is not known. `anonymised` says that a person has checked the summary.
    """

    number: str
    year: int
    severity: str = ""
    status: str = ""
    classification: str = ""
    transition: str = ""
    summary: str = ""
    anonymised: bool = False


@dataclass(frozen=True)
class Count:
    """How many cases have a code; None where the number is too small to be shown."""

    code: str
    number: int | None


@dataclass(frozen=True)
class Table:
    """Counts by one thing, in the order of the codes and never of the numbers. `total` counts every case."""

    about: str
    total: int | None
    counts: tuple[Count, ...]


@dataclass(frozen=True)
class Draft:
    """A yearly report before anybody has written in it."""

    years: tuple[int, ...]
    total: int | None
    tables: tuple[Table, ...]
    by_year: tuple[Count, ...]
    summaries: tuple[str, ...]


def draft(incidents: Iterable[Incident], years: Sequence[int], limit: int) -> Draft:
    """The report on the cases of some years; counts from 1 to `limit` - 1 are hidden.

    Problem naming every case whose summary is not marked as anonymised, or still tells who somebody is.
    """
    chosen = [incident for incident in incidents if incident.year in years]
    _check_summaries(chosen)
    return Draft(
        tuple(sorted(years)),
        _shown(len(chosen), limit),
        tuple(_table(about, [getattr(one, about) for one in chosen], limit) for about in DIMENSIONS),
        _table("year", [str(one.year) for one in chosen], limit).counts,
        tuple(one.summary for one in chosen if one.summary),
    )


def _check_summaries(incidents: Iterable[Incident]) -> None:
    faults = []
    for one in incidents:
        if one.summary and not one.anonymised:
            faults.append(f"{one.number}: Resuméet er ikke markeret som anonymiseret.")
        elif reason := anonymity.stops(one.summary):
            faults.append(f"{one.number}: {reason}")
    if faults:
        raise Problem(
            what="Rapporten kan ikke laves.", why="Et resumé er ikke klar til at forlade parterne.",
            do="Læs resuméerne, og markér dem som anonyme.", findings=tuple(faults),
        )  # fmt: skip


def _table(about: str, codes: Sequence[str], limit: int) -> Table:
    numbers: dict[str, int] = {}
    for code in codes:
        numbers[code or UNKNOWN] = numbers.get(code or UNKNOWN, 0) + 1
    hidden = hidden_codes(numbers, limit)
    counts = tuple(Count(code, None if code in hidden else numbers[code]) for code in sorted(numbers))
    return Table(about, _shown(len(codes), limit), counts)


def hidden_codes(numbers: Mapping[str, int], limit: int) -> frozenset[str]:
    """The codes whose numbers are hidden: the small ones, and one more when what is hidden adds up to a small number.

    The one more is the smallest that is left, by code where several are: it must not depend on anything else.
    """
    hidden = {code for code, number in numbers.items() if 0 < number < limit}
    if not hidden:
        return frozenset()
    left = sorted((number, code) for code, number in numbers.items() if code not in hidden and number > 0)
    alone = len(hidden) == 1 or sum(numbers[code] for code in hidden) < limit
    if alone and left:
        hidden.add(left[0][1])
    return frozenset(hidden)


def _shown(number: int, limit: int) -> int | None:
    """A number, or None when it is small; nothing at all is no secret."""
    return None if 0 < number < limit else number
