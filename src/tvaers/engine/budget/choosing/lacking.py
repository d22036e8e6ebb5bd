"""Why no set keeps the rules: the least money that lacks in the frames, or demands that stand against each other."""

from __future__ import annotations

from dataclasses import replace
from math import gcd

from tvaers.engine.budget.choosing.modelling import Model
from tvaers.engine.budget.choosing.program import Column, Program
from tvaers.engine.budget.choosing.solving import Options, solve
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


def what_lacks(model: Model, options: Options) -> str:
    """In Danish why nothing can be chosen."""
    lacks = shortage(model, model.program, options)
    if lacks:
        high = model.ask.view != "nominal" and model.ask.all_moves
        advice = " Det er regnet med, at også uomgængelige udgifter kan ende højt." if high else ""
        return f"Intet sæt holder. Der mangler mindst {named(model, lacks)}.{advice}"
    return "Intet sæt holder. Krav, udelukkelser, bindinger og grænser kan ikke opfyldes på samme tid."


def named(model: Model, lacks: dict[str, int]) -> str:
    """What lacks, frame by frame."""
    return " og ".join(f"{mio_kr(amount)} i {pot_name(pot, model.ask.rules)}" for pot, amount in lacks.items())
