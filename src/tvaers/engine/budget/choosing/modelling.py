"""From what is asked to an integer program: a column per proposal that can be chosen, rows for pots, links, limits.

A step of a proposal that may be taken in part is a column of its own, at most one of them and only with the proposal's;
it stands for the difference between the step and the whole.

Γ-robust (Bertsimas and Sim): in each pot the Γ largest increases among what stands are at most Γ·z + Σ p, where
z + p ≥ increase for each. At the best z and p are increases or differences of them, so a common divisor divides them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import gcd

from tvaers.engine.budget.choosing.parts import worth_of
from tvaers.engine.budget.choosing.program import Column, Program, Row
from tvaers.engine.budget.choosing.shapes import Ask, Limit
from tvaers.engine.budget.choosing.taking import Field, Spot, Take, field_of, way
from tvaers.engine.budget.composing.shapes import WHOLE, Pot
from tvaers.engine.budget.composing.wording import in_period


@dataclass(frozen=True)
class Model:
    """A program and what its columns mean: `column` by key, `parts` of a key by kroner; `…_rows` are numbers of rows.

    `cost` is what each column takes at its risk in the hard period, all pots together.
    """

    ask: Ask
    field: Field
    program: Program
    column: Mapping[str, int]
    parts: Mapping[str, Mapping[int, int]]
    pot_rows: Mapping[Pot, int]
    limit_rows: Mapping[int, int]
    cost: Mapping[int, int]

    def chosen(self, values: tuple[int, ...]) -> dict[str, int | None]:
        """The keys whose column is 1, in the order of the needs, with the kroner of those that are taken in part."""
        return {key: self._part(key, values) for key, number in self.column.items() if values[number]}

    def _part(self, key: str, values: tuple[int, ...]) -> int | None:
        return next((amount for amount, number in self.parts.get(key, {}).items() if values[number]), None)

    @property
    def decisions(self) -> list[int]:
        """The columns that tell one set from another."""
        return [*self.column.values(), *(number for steps in self.parts.values() for number in steps.values())]


@dataclass
class _Building:
    """Columns and rows as they come."""

    ask: Ask
    field: Field
    columns: list[Column]
    rows: list[Row]
    column: dict[str, int]
    parts: dict[str, dict[int, int]]

    def add(self, column: Column) -> int:
        self.columns.append(column)
        return len(self.columns) - 1

    def keep(self, row: Row) -> int:
        self.rows.append(row)
        return len(self.rows) - 1


def model(ask: Ask) -> Model:
    """The program of what is asked. Amounts are kroner; the solver gets them in their largest common unit."""
    field = field_of(ask)
    column = {key: number for number, key in enumerate(field.keys)}
    columns = [Column(low=int(key in ask.must), high=int(key not in ask.never)) for key in field.keys]
    made = _Building(ask, field, columns, [], column, {})
    for key, steps in field.parts.items():
        made.parts[key] = {step.amount: made.add(Column()) for step in steps}
        made.keep(Row({column[key]: -1, **dict.fromkeys(made.parts[key].values(), 1)}, high=0))
    pot_rows = {pot: _pot(made, pot) for pot in ask.rules.frames if ask.rules.hard in ask.rules.frames[pot]}
    limit_rows = {number: made.keep(_limit(made, limit)) for number, limit in enumerate(ask.limits)}
    for row in (*_links(made), *_kept(made)):
        made.keep(row)
    program = Program(tuple(made.columns), tuple(made.rows), _points(made))
    return Model(ask, field, program, column, made.parts, pot_rows, limit_rows, _cost(made))


def _points(made: _Building) -> dict[int, int]:
    ask, needs = made.ask, {need.key: need for need in made.ask.needs}
    points = {number: ask.points.get(key, 0) for key, number in made.column.items()}
    for key, steps in made.parts.items():
        whole = ask.points.get(key, 0)
        points |= {number: worth_of(whole, needs[key], amount, ask.rules) - whole for amount, number in steps.items()}
    return points


def _of_pot(takes: Mapping[Spot, Take], pot: Pot, hard: str) -> Take:
    return sum((take for (_, of, period), take in takes.items() if of == pot and period == hard), Take())


@dataclass(frozen=True)
class _Pair:
    """What a need takes of a pot in the hard period: left alone, chosen (the same where it cannot be), and by step."""

    left: Take
    chosen: Take
    parts: Mapping[int, Take]

    @property
    def all(self) -> tuple[Take, ...]:
        return (self.left, self.chosen, *self.parts.values())


def _pairs(made: _Building, pot: Pot) -> dict[str, _Pair]:
    """What each need takes of a pot; those that take nothing of it are left out. Steps are by their columns."""
    hard, found = made.ask.rules.hard, {}
    for key in dict.fromkeys([*made.field.left, *made.field.chosen]):
        left = _of_pot(made.field.left.get(key, {}), pot, hard)
        chosen = _of_pot(made.field.chosen.get(key, {}), pot, hard) if key in made.column else left
        steps = made.field.parts.get(key, ())
        pair = _Pair(left, chosen, {made.parts[key][one.amount]: _of_pot(one.chosen, pot, hard) for one in steps})
        if any(take != Take() for take in pair.all):
            found[key] = pair
    return found


def _pot(made: _Building, pot: Pot) -> int:
    """The row of a pot: what is taken, with what the view adds, within the frame."""
    frame, pairs = made.ask.rules.frames[pot][made.ask.rules.hard], _pairs(made, pot)
    worst = made.ask.view == "worst"
    terms: dict[int, int] = {}
    for key, pair in pairs.items():
        base, full = (take.at + worst * take.more for take in (pair.left, pair.chosen))
        frame -= base
        if full != base:
            terms[made.column[key]] = full - base
        terms |= {number: take.at + worst * take.more - full for number, take in pair.parts.items()}
    if made.ask.view == "robust" and made.ask.gamma > 0:
        terms.update(_robust(made, pairs))
    return made.keep(Row({number: cost for number, cost in terms.items() if cost}, high=frame))


def _robust(made: _Building, pairs: Mapping[str, _Pair]) -> dict[int, int]:
    """Columns and rows for the Γ largest increases, and their terms in the row of the pot."""
    moving = {key: pair for key, pair in pairs.items() if any(take.more for take in pair.all)}
    unit = gcd(*(take.more for pair in moving.values() for take in pair.all)) or 1
    level = made.add(Column(high=None, is_integer=False, unit=unit))
    terms = {level: made.ask.gamma}
    for key, pair in moving.items():
        above = made.add(Column(high=None, is_integer=False, unit=unit))
        terms[above] = 1
        own = {made.column[key]: pair.left.more - pair.chosen.more} if key in made.column else {}
        own |= {number: pair.chosen.more - take.more for number, take in pair.parts.items()}
        own = {number: factor for number, factor in own.items() if factor}
        made.keep(Row({level: 1, above: 1, **own}, low=pair.left.more))
    return terms


def _limit(made: _Building, limit: Limit) -> Row:
    terms, base = {}, 0
    for key, takes in made.field.optional.items():
        cost = counted(takes, limit)
        if key in made.column:
            terms[made.column[key]] = cost
            for step in made.field.parts.get(key, ()):
                terms[made.parts[key][step.amount]] = counted(step.optional, limit) - cost
        else:
            base += cost
    low = None if limit.least is None else limit.least - base
    high = None if limit.most is None else limit.most - base
    return Row({number: cost for number, cost in terms.items() if cost}, low, high, _named(limit))


def _named(limit: Limit) -> str:
    of = f"tema {limit.theme}" if limit.theme else "de valgte forslag"
    return f"grænsen for, hvad {of} må koste {in_period(limit.period)}"


def counted(takes: Mapping[Spot, Take], limit: Limit) -> int:
    """What of a need counts under a limit, in kroner at its risk."""
    return sum(take.at for spot, take in takes.items() if is_within(spot, limit))


def is_within(spot: Spot, limit: Limit) -> bool:
    """Whether a theme, pot and period are those of a limit."""
    theme, pot, period = spot
    return period == limit.period and limit.theme in ("", theme) and limit.pot in ("", pot)


def _links(made: _Building) -> Iterator[Row]:
    for link in made.ask.rules.links:
        if link.kind == "requires":
            yield from _only_with(made, link.first, link.second)
        elif link.kind == "excludes":
            label = f"at {link.first} og {link.second} udelukker hinanden"
            yield _together(made, {link.first: 1, link.second: 1}, 1, label)
    for key in made.field.keys:
        if other := way(made.ask, key).only_with:
            yield from _only_with(made, key, other)


def _only_with(made: _Building, first: str, second: str) -> Iterator[Row]:
    if first != second:
        yield _together(made, {first: 1, second: -1}, 0, f"at {first} kun kan vælges sammen med {second}")


def _together(made: _Building, factors: Mapping[str, int], high: int, label: str = "") -> Row:
    """A row over keys, of which the unavoidable stand always and those left out never."""
    always = {need.key for need in made.ask.needs if need.unavoidable == WHOLE}
    terms = {made.column[key]: factor for key, factor in factors.items() if key in made.column}
    return Row(terms, None, high - sum(factor for key, factor in factors.items() if key in always), label)


def _kept(made: _Building) -> Iterator[Row]:
    """What must be chosen and cannot be: a row that nothing meets, so that the answer says so."""
    for key in sorted(made.ask.must & set(made.field.left_out)):
        yield _together(made, {key: -1}, -1, f"at {key} skal med ({made.field.left_out[key].rstrip('.')})")


def _cost(made: _Building) -> dict[int, int]:
    hard = made.ask.rules.hard

    def total(takes: Mapping[Spot, Take]) -> int:
        return sum(take.at for (_, _, period), take in takes.items() if period == hard)

    field = made.field
    whole = {key: total(field.chosen.get(key, {})) for key in made.column}
    costs = {number: whole[key] - total(field.left.get(key, {})) for key, number in made.column.items()}
    for key, steps in field.parts.items():
        costs |= {made.parts[key][step.amount]: total(step.chosen) - whole[key] for step in steps}
    return {number: cost for number, cost in costs.items() if cost}
