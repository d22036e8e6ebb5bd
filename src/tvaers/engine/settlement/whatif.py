"""What if: what other parameter values would have come to, as differences in øre. Nothing is stored.

The sums are those of full settlements with the same rules and the same rounding of each line, but no line is written.
docs/regler/hvad-nu-hvis.md tells the method in Danish prose; `whatif_scan` reads the facts.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date
from typing import Any

from tvaers.engine.settlement.activity import Activity
from tvaers.engine.settlement.engines import DuckDB, Engine
from tvaers.engine.settlement.pricing import Job
from tvaers.engine.settlement.whatif_scan import Sums, sums_of_all

FORMAT = "tvaers-whatif-1"


@dataclass(frozen=True)
class Difference:
    """The lines of one rule, month, payer and payee: their sum in øre and their number as it is, and with one set.

    `set` counts from 0. `kind` is "settled" or "held"; a held amount is what would be due. `month` is YYYY-MM, "" for
    rows without a day; `payer` and `payee` are "" where a held row has none.
    """

    set: int
    clause: str
    rule: str
    kind: str
    month: str
    payer: str
    payee: str
    base: int
    new: int
    lines_base: int
    lines_new: int

    @property
    def change(self) -> int:
        """How much more with the set, in øre."""
        return self.new - self.base


@dataclass(frozen=True)
class Change:
    """A sum as it is and with a set, in øre."""

    base: int
    new: int

    @property
    def amount(self) -> int:
        """How much more with the set, in øre."""
        return self.new - self.base


@dataclass(frozen=True)
class WhatIf:
    """The outcome: the sets of values as they were given, and the differences of each, unchanged sums included."""

    sets: tuple[Mapping[str, str], ...]
    rows: tuple[Difference, ...]

    def total(self, index: int, kind: str = "settled") -> Change:
        """All settled (or held) amounts with one set."""
        return self._by(index, kind, lambda row: "").get("", Change(0, 0))

    def by_payer(self, index: int, kind: str = "settled") -> dict[str, Change]:
        """The amounts by who pays."""
        return self._by(index, kind, lambda row: row.payer)

    def by_month(self, index: int, kind: str = "settled") -> dict[str, Change]:
        """The amounts by month, YYYY-MM."""
        return self._by(index, kind, lambda row: row.month)

    def by_clause(self, index: int, kind: str = "settled") -> dict[str, Change]:
        """The amounts by clause."""
        return self._by(index, kind, lambda row: row.clause)

    def of_sides(self, sides: frozenset[str] | None) -> "WhatIf":
        """Only what some parties pay or are paid; None is everything."""
        if sides is None:
            return self
        return WhatIf(self.sets, tuple(row for row in self.rows if {row.payer, row.payee} & sides))

    def as_data(self) -> dict[str, Any]:
        """Plain data, as the database keeps it: the rows as lists under their columns."""
        return {
            "format": FORMAT,
            "sets": [dict(one) for one in self.sets],
            "columns": [field.name for field in fields(Difference)],
            "rows": [list(astuple(row)) for row in self.rows],
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "WhatIf":
        """The outcome that `as_data` gave."""
        rows = tuple(Difference(**dict(zip(data["columns"], row, strict=True))) for row in data["rows"])
        return cls(tuple(data["sets"]), rows)

    def _by(self, index: int, kind: str, key: Callable[[Difference], str]) -> dict[str, Change]:
        sums: dict[str, list[int]] = {}
        for row in self.rows:
            if (row.set, row.kind) == (index, kind):
                total = sums.setdefault(key(row), [0, 0])
                total[0] += row.base
                total[1] += row.new
        return {name: Change(*total) for name, total in sorted(sums.items())}


def what_if(job: Job, activity: Activity, sets: Sequence[Mapping[str, str]], engine: Engine | None = None) -> WhatIf:
    """What each set of parameter values would change in the settlement of a job.

    A set is {parameter: value as a person writes it}. Raises Problem for an unknown parameter or a value of the wrong
    unit, before anything is read.
    """
    packages = [job.package, *(job.package.override(one) for one in sets)]
    running = engine or DuckDB()
    try:
        base, *others = sums_of_all(job, packages, activity, running)
    finally:
        if engine is None:
            running.close()
    rows = [row for index, new in enumerate(others) for row in _differences(job, index, base, new)]
    return WhatIf(tuple(dict(one) for one in sets), tuple(rows))


def _differences(job: Job, index: int, base: Sums, new: Sums) -> list[Difference]:
    numbered = job.rules.numbered()
    rows = []
    for key in base.keys() | new.keys():
        number, month, payer, payee = key
        rule = numbered[number][1]
        before, after = base.get(key, (0, 0)), new.get(key, (0, 0))
        names = (rule.clause, rule.name, rule.kind.value, _month(month), payer, payee)
        rows.append(Difference(index, *names, before[0], after[0], before[1], after[1]))
    return sorted(rows, key=lambda row: (row.clause, row.rule, row.month, row.payer, row.payee))


def _month(first_day: date | None) -> str:
    return f"{first_day:%Y-%m}" if first_day else ""
