"""Why no set keeps the rules: the least money that lacks in the frames, or the demands that stand against each other.

Demands that cannot be met together are found by taking one away at a time: what can be spared is left out, and what is
left is a set of demands in which each one is needed for the conflict, so that giving up any of them cures it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from math import gcd

from tvaers.engine.budget.choosing.modelling import Model
from tvaers.engine.budget.choosing.program import Column, Program
from tvaers.engine.budget.choosing.solving import Options, solve
from tvaers.engine.budget.choosing.timing import Budget
from tvaers.engine.budget.composing.wording import pot_name
from tvaers.engine.budget.wording import mio_kr


def shortage(model: Model, program: Program, options: Options) -> dict[str, int] | None:
    """The least kroner that lack in the frames, by pot, for some set to keep the rest; None where none does in time."""
    rows = list(program.rows)
    columns, lacks = list(program.columns), {}
    for pot, number in model.pot_rows.items():
        row = rows[number]
        factors = [factor * columns[column].unit for column, factor in row.terms.items()]
        columns.append(Column(high=None, is_integer=False, unit=gcd(*factors, row.high or 0) or 1))
        lacks[pot] = len(columns) - 1
        rows[number] = replace(row, terms={**row.terms, lacks[pot]: -1})
    found = solve(Program(tuple(columns), tuple(rows), dict.fromkeys(lacks.values(), -1)), options)
    if found.state != "optimal" or found.values is None:
        return None
    return {pot: found.values[column] for pot, column in lacks.items() if found.values[column]}


def what_lacks(model: Model, budget: Budget) -> str:
    """In Danish why nothing can be chosen, and what to loosen."""
    if lacks := shortage(model, model.program, budget.left(0.5)):
        high = model.ask.view != "nominal" and model.ask.all_moves
        advice = " Det er regnet med, at også uomgængelige udgifter kan ende højt." if high else ""
        return f"Intet sæt holder. Der mangler mindst {named(model, lacks)}.{advice} {_loosen(model)}"
    against = conflict(model, budget)
    if not against:
        return "Intet sæt holder. Krav, udelukkelser, bindinger og grænser kan ikke opfyldes på samme tid."
    if len(against) == 1:
        return f"Intet sæt holder. Dette krav kan ikke opfyldes: {against[0]}. Opgiv det."
    return f"Intet sæt holder. Det kan ikke opfyldes på samme tid: {_listed(against)}. Opgiv ét af dem."


def conflict(model: Model, budget: Budget) -> list[str]:
    """Demands that stand against each other, each one needed for it; empty where time or demands run out."""
    program, kept = model.program, []
    for loosened, words in _demands(model):
        if budget.is_over:
            return []
        without = loosened(program)
        if solve(without.but(objective={}), budget.left()).state == "infeasible":
            program = without
        else:
            kept.append(words)
    return kept


Loosened = Callable[[Program], Program]


def _demands(model: Model) -> Iterator[tuple[Loosened, str]]:
    """What people demanded and what the round lays down, as a way to take each away, and its words."""
    for number, row in enumerate(model.program.rows):
        if row.label:
            yield partial(_unbound, number=number), row.label
    for key in sorted(model.ask.never & model.column.keys()):
        yield partial(Program.bounded, column=model.column[key], high=1), f"at {key} er udelukket"
    for key in sorted(model.ask.must & model.column.keys()):
        yield partial(Program.bounded, column=model.column[key], low=0), f"at {key} skal med"


def _unbound(program: Program, number: int) -> Program:
    rows = list(program.rows)
    rows[number] = replace(rows[number], low=None, high=None)
    return replace(program, rows=tuple(rows))


def _listed(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} og {words[-1]}"


def _loosen(model: Model) -> str:
    """What can be given up where money lacks."""
    ways = [
        "fjern et krav" if model.ask.must else "",
        "tag en besparelse ind igen" if _is_saving_left_out(model) else "",
        "regn med mindre risiko" if model.ask.view != "nominal" or model.ask.rules.risk else "",
        "løft en grænse" if model.ask.limits else "",
    ]
    words = " eller ".join(one for one in ways if one) or "sæt rammen op"
    return f"{words[:1].upper()}{words[1:]}."


def _is_saving_left_out(model: Model) -> bool:
    return any(model.cost.get(number, 0) < 0 for key, number in model.column.items() if key in model.ask.never)


def named(model: Model, lacks: dict[str, int]) -> str:
    """What lacks, frame by frame."""
    return " og ".join(f"{mio_kr(amount)} i {pot_name(pot, model.ask.rules)}" for pot, amount in lacks.items())
