"""The parameters that a what-if can turn: those that the rules look up, with their present values in words."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tvaers.engine.agreements.wording import shown_value, word
from tvaers.engine.settlement.pricing import Job
from tvaers.engine.settlement.whatif_scan import lookups
from tvaers.kernel.package import Package
from tvaers.kernel.package_values import Parameter


@dataclass(frozen=True)
class Present:
    """A value in force during some of the period, in words, with its reading mark ("" if it has none)."""

    start: date
    end: date | None
    shown: str
    reading: str


@dataclass(frozen=True)
class Adjustable:
    """One parameter, or one key of it: `name` is what a set calls it; `choices` are those of a choice."""

    name: str
    heading: str
    unit: str
    clause: str
    choices: tuple[str, ...]
    present: tuple[Present, ...]


@lru_cache(maxsize=32)
def adjustables(package: Package, start: date, end: date) -> tuple[Adjustable, ...]:
    """Every parameter that can change an amount, in the agreement's order, with what it is worth in a period."""
    asked = lookups(Job(package, start, end))
    return tuple(
        Adjustable(
            name=f"{parameter.id}[{key}]" if key else parameter.id,
            heading=f"{parameter.heading}, {word(key, parameter.words)}" if key else parameter.heading,
            unit=parameter.unit,
            clause=parameter.clause,
            choices=parameter.choices,
            present=_present(parameter, key, start, end),
        )
        for parameter in package.parameters.values()
        if parameter.id in asked
        for key in parameter.keys or (None,)
    )


def _present(parameter: Parameter, key: str | None, start: date, end: date) -> tuple[Present, ...]:
    return tuple(
        Present(
            value.start,
            value.end,
            shown_value(parameter.unit, value.value, parameter.words),
            value.reading or "",
        )
        for value in parameter.timeline(key)
        if value.start <= end and (value.end is None or value.end >= start)
    )
