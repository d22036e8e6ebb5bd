"""For each proposal: what would have to change for it to change sides. Each figure is a proven optimum of its own.

The best set without a chosen proposal has so many points fewer: as long as the proposal's own points are above what it
would then have left over, every best set has it. The same the other way round for one that is left. For the cost the
proposal is held in, and the solver finds how much dearer or cheaper it can be with the points kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from math import gcd

from tvaers.engine.budget.choosing.lacking import named, shortage
from tvaers.engine.budget.choosing.modelling import Model, is_within, model
from tvaers.engine.budget.choosing.program import Column, Program, Row
from tvaers.engine.budget.choosing.shapes import Ask, Flip, Holder, Result
from tvaers.engine.budget.choosing.solving import Options, Solved, solve
from tvaers.engine.budget.choosing.timing import Budget
from tvaers.engine.budget.composing.shapes import WHOLE, Need
from tvaers.engine.budget.wording import mio_kr
from tvaers.kernel.errors import Problem


def why(ask: Ask, result: Result, keys: Iterable[str] | None = None) -> tuple[Flip, ...]:
    """What would flip each proposal (all of them, or `keys`), in the order asked for.

    Two solves per proposal, more where a demand holds it; all of them share `ask.seconds`, and what time does not reach
    says so. Raises Problem where the result is not proven, because then nothing exact can be said.
    """
    if result.status != "optimal" or result.points is None:
        raise Problem(
            what="Der kan ikke siges, hvad der skal til for at ændre valget.",
            why="Det bedste sæt er ikke bevist.",
            do="Giv mere tid, eller ret reglerne, og vælg igen.",
        )
    made, budget = model(ask), Budget.of(ask)
    needs = {need.key: need for need in ask.needs}
    wanted = list(needs) if keys is None else list(keys)
    return tuple(_Question(made, result, needs[key], budget).answer() for key in wanted)


@dataclass(frozen=True)
class _Question:
    """One proposal in a proven result."""

    made: Model
    result: Result
    need: Need
    budget: Budget

    @property
    def is_chosen(self) -> bool:
        return self.need.key in self.result.keys

    @property
    def best(self) -> int:
        return self.result.points or 0

    @property
    def points(self) -> int:
        return self.made.ask.points.get(self.need.key, 0)

    @property
    def options(self) -> Options:
        """A proposal that is hard to weigh leaves time for the others."""
        return self.budget.left(0.5)

    @property
    def number(self) -> int:
        return self.made.column[self.need.key]

    @cached_property
    def cost(self) -> int:
        """What the choice takes of the hard period at its risk, effects of links apart."""
        line = self.made.field.optional[self.need.key]
        spot = (self.need.theme, self.need.pot, self.made.ask.rules.hard)
        return line[spot].at if spot in line else 0

    def answer(self) -> Flip:
        """The flip of this proposal."""
        key, ask = self.need.key, self.made.ask
        if self.need.unavoidable == WHOLE:
            return self._stuck("unavoidable", "Forslaget er uomgængeligt og står, hvad der end vælges.")
        if key in self.made.field.left_out:
            return self._stuck("empty", self.made.field.left_out[key])
        if key in ask.must:
            return self._stuck("must", "Det er et krav, at forslaget er med.")
        if key in ask.never:
            return self._stuck("never", "Forslaget er udelukket på forhånd.")
        return self._weighed()

    def _weighed(self) -> Flip:
        other = solve(self.made.program.fixed(self.number, 0 if self.is_chosen else 1), self.options)
        if other.state == "limit":
            return self._stuck("time", "Tiden løb ud, før det var regnet ud for dette forslag.")
        if other.value is not None and self.made.parts.get(self.need.key):
            return self._flip(self._in_parts(self.best - other.value), None, None)
        change = self._dearer(other) if self.is_chosen else self._cheaper()
        if other.value is None:
            holder, text = self._held()
            return self._flip(text, None, change, holder)
        gap = self.best - other.value
        threshold = self.points - gap if self.is_chosen else self.points + gap
        return self._flip(self._told(threshold, change), threshold, change)

    def _told(self, threshold: int, change: int | None) -> str:
        if threshold == self.points:
            taken = "taget det med" if self.is_chosen else "holdt det ude"
            return f"Sæt med og uden forslaget står lige, og reglen for lige sæt har {taken}. Ét point afgør det."
        if self.is_chosen:
            return f"Forslaget er med, så længe det har mere end {threshold} point{_dearer(change)}."
        cheaper = "" if change is None else f", eller hvis det bliver {mio_kr(-change)} billigere"
        return f"Forslaget kommer med, hvis det får mere end {threshold} point{cheaper}."

    def _in_parts(self, gap: int) -> str:
        """What is told of one that may be taken in part, whose points follow the part."""
        if not gap:
            return "Sæt med og uden forslaget står lige."
        side = "Uden forslaget" if self.is_chosen else "Med forslaget, helt eller delvist,"
        return f"{side} giver det bedste sæt {gap} point færre."

    def _dearer(self, other: Solved) -> int | None:
        """How much dearer it can be with more points than any set without it; None where there is a tie."""
        if other.value is None:
            return self._moved(1, None)
        return self._moved(1, other.value + 1) if self.best > other.value else None

    def _cheaper(self) -> int | None:
        """How much cheaper (negative) it must be for a set with it to be the best; None where nothing is enough."""
        return self._moved(-1, self.best + 1) if self.cost > 0 else None

    def _moved(self, sign: int, points: int | None) -> int | None:
        """The furthest (dearer) or least (cheaper) change of cost that leaves a set with it and at least the points."""
        held = self.made.program.fixed(self.number, 1)
        rows, column = list(held.rows), len(held.columns)
        for number in self._rows():
            rows[number] = replace(rows[number], terms={**rows[number].terms, column: sign})
        if points is not None:
            rows.append(Row(held.objective, low=points))
        change = Column(0, None if sign > 0 else self.cost, is_integer=False, unit=self._unit(held))
        moved = Program((*held.columns, change), tuple(rows), {column: sign})
        found = solve(moved, self.options)
        return sign * found.values[column] if found.state == "optimal" and found.values is not None else None

    def _rows(self) -> list[int]:
        """The rows in which the cost of this proposal stands: its pot, and the limits that count it."""
        spot = (self.need.theme, self.need.pot, self.made.ask.rules.hard)
        limits = [row for number, row in self.made.limit_rows.items() if is_within(spot, self.made.ask.limits[number])]
        return [self.made.pot_rows[self.need.pot], *limits]

    def _unit(self, program: Program) -> int:
        """A common divisor of everything in those rows, bounds too, so that the change is found to the krone."""
        found = [self.cost]
        for number in self._rows():
            row = program.rows[number]
            found += [factor * program.columns[column].unit for column, factor in row.terms.items()]
            found += [row.low or 0, row.high or 0]
        return gcd(*found) or 1

    def _held(self) -> tuple[Holder, str]:
        """What stands in the way of changing sides, found by taking one demand away at a time."""
        forced = self.made.program.fixed(self.number, 0 if self.is_chosen else 1)
        start = "Forslaget kan ikke undværes" if self.is_chosen else "Forslaget kan ikke komme med"
        if lacks := shortage(self.made, forced, self.options):
            return "frame", f"{start}: Der kommer til at mangle {named(self.made, lacks)}."
        for number, row in enumerate(forced.rows):
            if row.label and solve(forced.without(number).but(objective={}), self.options).state == "optimal":
                return "link", f"{start}: Det følger af {row.label}."
        return "rules", f"{start}: Flere krav, bindinger og grænser står i vejen tilsammen."

    def _stuck(self, holder: Holder, text: str) -> Flip:
        return self._flip(text, None, None, holder)

    def _flip(self, text: str, threshold: int | None, change: int | None, holder: Holder = "") -> Flip:
        stands = self.is_chosen or self.need.unavoidable == WHOLE
        return Flip(self.need.key, self.need.title, stands, self.points, text, threshold, change, holder)


def _dearer(change: int | None) -> str:
    if change is None:
        return ""
    return f" og højst bliver {mio_kr(change)} dyrere" if change else " og ikke bliver dyrere"
