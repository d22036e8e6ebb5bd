"""Price levels: conversion with a note of it, and what is deducted because prices are in the need already.

BUD-26, BUD-27, BUD-191. Whole kroner, rates in basis points (1,0294 is 10.294). One rounding per amount, to the
nearest krone, halves away from zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tvaers.engine.budget.rules.register import Points, rule
from tvaers.kernel.budget_amounts import Kroner, Span
from tvaers.kernel.money import share

PriceClass = Literal["wages", "other"]


@dataclass(frozen=True)
class Converted:
    """An amount in another price level, and the Danish line that the log keeps."""

    amount: Span
    log: str


@rule("BUD-26", title="Omregning mellem pris- og lønniveauer")
def convert(amount: Span, level: str, wanted: str, factor: Points) -> Converted:
    """An amount of price level `level` in `wanted`. The same level changes nothing and says so."""
    if level == wanted:
        return Converted(amount, f"P/L-{level}: ikke omregnet.")
    low, high = share(amount[0], factor), share(amount[1], factor)
    text = f"Omregnet fra P/L-{level} til P/L-{wanted} med {factor} / 10.000."
    return Converted((low, high), text)


@rule("BUD-26", title="Forslag med et andet pris- og lønniveau")
def comparable(levels: dict[str, str], standard: str) -> tuple[str, ...]:
    """The proposals whose price level is not the standard one, or is not told ("")."""
    return tuple(key for key, level in levels.items() if level != standard)


@rule("BUD-27", title="Medicinbehovet uden prisregulering", regulation="medicine_price_regulation")
def medicine_need(need: Span, regulation: Kroner) -> Span:
    """What medicine needs when the expected price regulation is taken off: its rises are in the need already."""
    return need[0] - regulation, need[1] - regulation


@rule("BUD-27", title="Delene mod summen")
def components_agree(parts: tuple[Span, ...], total: Span) -> Span:
    """The total less its parts at both ends; nought at an end where they agree."""
    return total[0] - sum(one[0] for one in parts), total[1] - sum(one[1] for one in parts)


@rule("BUD-191", title="Fremskrivning af løn og andet", wages="price_factor.wages", other="price_factor.other")
def projected(amount: Kroner, price_class: PriceClass, wages: Points, other: Points) -> Kroner:
    """Last year's budget in the prices of this one: one rate for wages, another for the rest."""
    return share(amount, wages if price_class == "wages" else other)
