"""Dated values of parameters: read by unit, put in timelines, checked for overlaps and gaps.

Internally a value is an int for share (basis points), dkk (øre), months, days, years, hours and count; a str for clock
("14:00"), date ("2011-06-30"), choice and text; a tuple of str for codes and list.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from tvaers.kernel.errors import Problem
from tvaers.kernel.money import parse_kroner, parse_share
from tvaers.kernel.package_models import Unit, ValueEntry, ValueSource

Parsed = int | str | tuple[str, ...]

NUMBERS: tuple[Unit, ...] = ("share", "dkk", "months", "days", "years", "hours", "count")
"""Units whose values are whole numbers: those that can be reckoned with and drawn."""

EXPECTED = {
    "share": "en andel som 0.90",
    "dkk": "et beløb i kroner som 500000 eller 62300.50",
    "months": "et helt antal måneder",
    "days": "et helt antal dage",
    "years": "et helt antal år",
    "hours": "et helt antal timer",
    "count": "et helt tal",
    "clock": "et klokkeslæt som 14:00",
    "date": "en dato, der findes, skrevet ÅÅÅÅ-MM-DD",
    "choice": "et af valgene",
    "text": "en tekst",
    "codes": "en liste af koder med fire cifre",
    "list": "en liste af navne med små bogstaver a-z, tal og understreg",
}

_MEMBER = {"codes": r"[0-9]{4}", "list": r"[a-z][a-z0-9_]*"}
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


@dataclass(frozen=True)
class Value:
    """One value of a parameter from `start` to `end`, both included (`end` None: until further notice).

    `id` is unique within the package. `source` or `reading` says where the value comes from; in a what-if both are
    None and `note` says so. `gap` says why nothing holds between the value before and this one.
    """

    id: int
    parameter: str
    key: str | None
    start: date
    end: date | None
    value: Parsed
    source: ValueSource | None = None
    reading: str | None = None
    note: str | None = None
    gap: str | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the value holds on `day`."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True)
class Parameter:
    """A parameter with all its values, sorted by key and start. `also` are other names that people use for it.

    `words` are the Danish words of its keys, choices and list members, as far as the agreement gives them.
    """

    id: str
    heading: str
    unit: Unit
    clause: str
    keys: tuple[str, ...]
    choices: tuple[str, ...]
    also: tuple[str, ...]
    values: tuple[Value, ...]
    unknown: str | None = None
    words: Mapping[str, str] = field(default_factory=dict)

    def timeline(self, key: str | None = None) -> tuple[Value, ...]:
        """The values of one key, oldest first."""
        return tuple(value for value in self.values if value.key == key)

    def value_on(self, day: date, key: str | None = None) -> Value | None:
        """The value of `key` that holds on `day`, or None."""
        timeline = self.timeline(key)
        at = bisect_right(timeline, day, key=lambda value: value.start) - 1
        return timeline[at] if at >= 0 and timeline[at].holds_on(day) else None


def parse_value(raw: str | tuple[str, ...], unit: Unit, choices: tuple[str, ...] = ()) -> Parsed:
    """Read a value as written. Raises Problem when it does not fit the unit."""
    if unit in _MEMBER:
        return _members(raw, unit)
    if not isinstance(raw, str):
        raise _misfit(raw, unit)
    if unit == "share":
        rate = parse_share(raw)
        if rate < 0:
            raise _misfit(raw, unit)
        return rate
    if unit == "dkk":
        return parse_kroner(raw)
    if unit in NUMBERS and raw.isascii() and raw.isdigit():
        return int(raw)
    if _is_word(raw, unit, choices):
        return raw
    raise _misfit(raw, unit, choices)


def _is_word(raw: str, unit: Unit, choices: tuple[str, ...]) -> bool:
    """Whether a text is a value of a unit whose values stay text."""
    if unit == "clock":
        return _CLOCK.fullmatch(raw) is not None
    if unit == "date":
        return _is_date(raw)
    return unit == "text" or (unit == "choice" and raw in choices)


def _is_date(raw: str) -> bool:
    """Whether a text is a day that exists, written YYYY-MM-DD (fromisoformat itself takes other forms too)."""
    try:
        return date.fromisoformat(raw).isoformat() == raw
    except ValueError:
        return False


def _members(raw: str | tuple[str, ...], unit: Unit) -> tuple[str, ...]:
    """Codes or names from a list, or from one text with commas between them (as a what-if gives them)."""
    members = tuple(part.strip() for part in raw.split(",")) if isinstance(raw, str) else raw
    sound = all(re.fullmatch(_MEMBER[unit], member) for member in members)
    if not sound or len(set(members)) != len(members):
        raise _misfit(raw, unit)
    return members


def _misfit(raw: str | tuple[str, ...], unit: Unit, choices: tuple[str, ...] = ()) -> Problem:
    shown = raw if isinstance(raw, str) else ", ".join(raw)
    return Problem(
        what=f"Værdien »{shown}« passer ikke til enheden {unit}.", do=f"Skriv {expected_for(unit, choices)}."
    )


def expected_for(unit: Unit, choices: tuple[str, ...] = ()) -> str:
    """What a value of the unit looks like, in Danish, to end a sentence with."""
    return f"et af valgene {', '.join(choices)}" if unit == "choice" else EXPECTED[unit]


def timeline_faults(entries: list[tuple[int, ValueEntry]]) -> Iterator[tuple[int, str, str]]:
    """Check one key's entries, given with their place in the file. Yields (place, found, expected) for each fault.

    Two values on the same day is an overlap. Days without a value between two values is a gap, allowed only when the
    later value says why in `gap`.
    """
    ordered = sorted(entries, key=lambda pair: pair[1].start)
    for (_, before), (place, after) in pairwise(ordered):
        if before.end is None or before.end >= after.start:
            until = f"til {before.end}" if before.end else "uden slutdato"
            found = f"værdien fra {after.start} overlapper værdien fra {before.start} {until}"
            yield place, found, "højst én værdi på hver dag"
        elif before.end + timedelta(days=1) < after.start and not after.gap:
            found = f"der er ingen værdi mellem {before.end} og {after.start}"
            yield place, found, "en værdi for dagene imellem, eller gap med grunden til, at den mangler"
