"""The day grid: what each parameter is worth on each day, so that a row finds its law by one equality join.

The cost of a look-up is the same for 3 and for 192 versions of a parameter. `in_force` on the grid numbers the
stretches of days between any two changes: the one small integer on a line that leads to every value used.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import ibis

from tvaers.kernel.package import Package
from tvaers.kernel.package_values import NUMBERS, Value
from tvaers.kernel.rules import Facts

LAST_DAY = date(2060, 12, 31)


@dataclass(frozen=True)
class Stretch:
    """Days on which nothing changes: `number` from 1, both dates inclusive, and the values in force by column."""

    number: int
    start: date
    end: date
    active: bool
    values: dict[str, Value]


class Grid:
    """The stretches of one package, and SQL for their days with one column per parameter and key."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.dated = {
            column(parameter.id, value.key): parameter.id
            for parameter in package.parameters.values()
            if parameter.unit in NUMBERS
            for value in parameter.values
        } | {p.id: p.id for p in package.parameters.values() if not p.values}

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """Every stretch, in order, from the first day that has a value to the last."""
        values = [v for p in self.package.parameters.values() for v in p.values if column(p.id, v.key) in self.dated]
        spans = [(v.start, v.end or LAST_DAY) for v in values]
        spans.append((self.package.valid.start, self.package.valid.end))
        cuts = sorted({start for start, _ in spans} | {end + timedelta(days=1) for _, end in spans})
        starts = [day for day in cuts if day <= LAST_DAY]
        ends = [day - timedelta(days=1) for day in cuts[1:]] + [LAST_DAY]
        return tuple(
            Stretch(number, start, end, self.package.active_on(start), _in_force(values, start))
            for number, (start, end) in enumerate(zip(starts, ends, strict=False), start=1)
        )

    def sql(self, days: str) -> str:
        """SQL for one row a day: `grid_day`, `stretch`, `in_force`, and a nullable bigint per parameter and key.

        `days` unfolds the dates `first` to `last` in the engine's own SQL. Nothing but text is handed over, because
        handing over rows loads libraries that take longer than the settlement of a small folder.
        """
        names = ["first", "last", "stretch", "in_force", *self.dated]
        rows = ", ".join(f"({', '.join(self._literals(stretch))})" for stretch in self.stretches)
        columns = ", ".join(f"CAST({name} AS BIGINT) AS {name}" for name in self.dated)
        return (
            f"SELECT {days} AS grid_day, CAST(stretch AS SMALLINT) AS stretch, in_force, {columns} "
            f"FROM (VALUES {rows}) AS stretches({', '.join(names)})"
        )

    def _literals(self, stretch: Stretch) -> list[str]:
        values = [stretch.values[name].value if name in stretch.values else None for name in self.dated]
        return [
            f"DATE '{stretch.start}'",
            f"DATE '{stretch.end}'",
            str(stretch.number),
            str(stretch.active).lower(),
            *("NULL" if value is None else str(value) for value in values),
        ]

    def stretch(self, number: int) -> Stretch:
        """The stretch with a number, as a line carries it."""
        return self.stretches[number - 1]


class GridValues:
    """The values of one package as columns of facts that are joined to its grid.

    `asked` collects the dated parameters that were asked for.
    """

    def __init__(self, package: Package, start: date, end: date) -> None:
        self.package, self.start, self.end = package, start, end
        self.asked: set[str] = set()
        self.parties = package.parties

    def at(self, facts: Facts, parameter: str, key: str | None = None) -> Any:
        """The value of the row's own day, null on days without one."""
        self.asked.add(parameter)
        return facts[column(parameter, key)]

    def by(self, facts: Facts, parameter: str, key: Any) -> Any:
        """The value of a keyed parameter, the key taken from a column."""
        keys = self.package.parameters[parameter].keys
        return ibis.cases(*((key == name, self.at(facts, parameter, name)) for name in keys))

    def on(self, parameter: str, day: date, key: str | None = None) -> Any:
        """The value on one day, as Python; None when there is none."""
        found = self.package.value_on(parameter, day, key)
        return found.value if found else None

    def constant(self, parameter: str) -> Any:
        """The one value of a parameter, as Python."""
        (only,) = {value.value for value in self.package.parameters[parameter].values}
        return only

    def months_after(self, facts: Facts, day: Any, parameter: str) -> Any:
        """`day` plus a parameter's months, clamped to the month's end."""
        self.asked.add(parameter)
        versions = {value.value for value in self.package.parameters[parameter].values}
        if len(versions) == 1:
            return (day + ibis.interval(months=versions.pop())).cast("date")
        return (day + self.at(facts, parameter).as_interval("M")).cast("date")


def column(parameter: str, key: str | None) -> str:
    """The grid's column for a parameter, and for one of its keys."""
    return f"{parameter}__{key}" if key else parameter


def _in_force(values: Iterable[Value], day: date) -> dict[str, Value]:
    return {column(v.parameter, v.key): v for v in values if v.start <= day and (v.end is None or day <= v.end)}
