"""Money: amounts are whole øre (int), rates are whole basis points (int, 10,000 = 100 %).

There is one rounding in the house and it lives here: to the nearest øre, halves away from zero, once per amount, after
the multiplication (reading A2). `portion` does it on Python integers and `portion_expr` does it inside a query; tests
hold the two equal on every engine. docs/regler/afrunding.md says the same in Danish prose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from tvaers.kernel.errors import Problem

if TYPE_CHECKING:
    import ibis.expr.types as ir

BASIS_POINTS = 10_000
"""Basis points in one whole: the denominator of every rate."""

_AMOUNT = re.compile(r"(-?)([0-9]{1,16})(?:\.([0-9]{1,2}))?")
_FRACTION = re.compile(r"(-?)([0-9]{1,9})(?:\.([0-9]{1,4}))?")
_PERCENT = re.compile(r"(-?)([0-9]{1,9})(?:[.,]([0-9]{1,2}))?\s?%")


def share(oere: int, basis_points: int) -> int:
    """Return `basis_points` of an amount in øre, rounded once: share(100_00, 9_000) is 90_00."""
    return portion(oere, basis_points, BASIS_POINTS)


def portion(oere: int, numerator: int, denominator: int) -> int:
    """Return oere * numerator / denominator in whole øre, halves away from zero. The denominator must be positive."""
    if denominator <= 0:
        raise Problem(what=f"Et beløb kan ikke deles med {denominator}.", why="Nævneren skal være større end 0.")
    product = oere * numerator
    nearest = (2 * abs(product) + denominator) // (2 * denominator)
    return -nearest if product < 0 else nearest


def portion_expr(
    amount: ir.IntegerValue, numerator: ir.IntegerValue | int, denominator: ir.IntegerValue | int
) -> ir.IntegerValue:
    """Return `portion` as an Ibis expression of type int64, equal to the øre on DuckDB and Spark.

    Holds for denominator > 0, |amount * numerator| < 2**63 and |result| < 2**50 (11 trillion kroner); beyond 2**63 the
    engines raise. An empty (null) argument gives an empty result.
    """
    # Ibis `//` is a floating-point floor, and engines differ on the sign of integer division. With the remainder taken
    # off first (its sign follows the amount on both engines) the division is exact, and the remainder is rounded alone.
    product = amount.cast("int64") * numerator
    remainder = product % denominator
    return ((product - remainder) / denominator + (remainder / denominator).round()).round().cast("int64")


def split_expr(
    total: ir.IntegerValue, weight: ir.IntegerValue, whole: ir.IntegerValue, group: list[ir.Value], order: ir.Value
) -> ir.IntegerValue:
    """Return `split` as an Ibis expression: this row's part of `total`; `whole` is the sum of the group's weights.

    Equal remainders are settled by `order`. Holds for total ≥ 0 and total * whole < 2**63, with results < 2**50; int64.
    """
    import ibis

    product = total.cast("int64") * weight
    remainder = product % whole
    floor = ((product - remainder) / whole).round().cast("int64")
    left = total - floor.sum().over(group_by=group)
    place = ibis.row_number().over(group_by=group, order_by=[remainder.desc(), order])
    return floor + (place < left).cast("int64")


def split(total: int, weights: Sequence[int]) -> list[int]:
    """Share `total` øre out by weight so that the parts sum exactly to it (largest remainder method).

    Each part is first rounded towards zero; the øre left over go to the largest remainders, equal ones in the order
    given. A weight of 0 gets 0. A negative total is shared like the positive one, with the sign put back. Problem if a
    weight is negative or none is positive.
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        raise Problem(
            what="Beløbet kan ikke fordeles.", why="Vægtene må ikke være negative, og mindst én skal være over 0."
        )
    parts, remainders = zip(*(divmod(abs(total) * weight, whole) for weight in weights), strict=True)
    result = list(parts)
    by_remainder = sorted(range(len(result)), key=lambda place: -remainders[place])
    for place in by_remainder[: abs(total) - sum(result)]:
        result[place] += 1
    return [-part for part in result] if total < 0 else result


def kroner(oere: int) -> str:
    """Show øre as Danish text: kroner(1_234_567) is "12.345,67 kr."."""
    whole, rest = divmod(abs(oere), 100)
    thousands = f"{whole:,}".replace(",", ".")
    return f"{_sign(oere)}{thousands},{rest:02d} kr."


def plain(oere: int) -> str:
    """Write øre as kroner for machines: plain(16_868_880) is "168688.80"."""
    whole, rest = divmod(abs(oere), 100)
    return f"{_sign(oere)}{whole}.{rest:02d}"


def whole_kroner(oere: int) -> int:
    """Return øre as whole kroner, which budgets count in. Problem where øre would be lost."""
    whole, rest = divmod(oere, 100)
    if rest:
        raise Problem(what=f"{kroner(oere)} er ikke hele kroner.", do="Skriv beløbet i hele kroner.")
    return whole


def parse_kroner(value: str | int | Decimal) -> int:
    """Read kroner as øre: "168688.80", 168688 or Decimal("168688.80"). Problem unless exact, with ≤ 2 decimals."""
    found = _AMOUNT.fullmatch(_text(value))
    if found is None:
        raise Problem(
            what=f"{value!r} er ikke et beløb i kroner.",
            do='Skriv hele kroner eller kroner med højst to decimaler efter punktum, fx "168688.80".',
        )
    return _scaled(found, decimals=2)


def parse_share(value: str | int | Decimal) -> int:
    """Read a rate as basis points: "0.90", "90 %", "12,5 %" or 1. Problem unless it is a whole number of them."""
    text = _text(value)
    percentage = _PERCENT.fullmatch(text)
    if percentage is not None:
        return _scaled(percentage, decimals=2)
    fraction = _FRACTION.fullmatch(text)
    if fraction is None:
        raise Problem(
            what=f"{value!r} er ikke en sats.",
            do='Skriv den som andel med højst fire decimaler, fx "0.90", eller i procent med højst to, fx "90 %".',
        )
    return _scaled(fraction, decimals=4)


def percent(basis_points: int) -> str:
    """Show basis points as Danish text: percent(9_000) is "90 %", percent(1_250) is "12,5 %"."""
    whole, rest = divmod(abs(basis_points), 100)
    decimals = f",{rest:02d}".rstrip("0") if rest else ""
    return f"{_sign(basis_points)}{whole}{decimals} %"


def _sign(number: int) -> str:
    return "-" if number < 0 else ""


def _text(value: str | int | Decimal) -> str:
    """Return the value as text to match; a bool, float or NaN is no exact number and gives text that never matches."""
    if isinstance(value, Decimal) and value.is_finite():
        return f"{value:f}"
    if isinstance(value, str):
        return value.strip()
    return str(value) if type(value) is int else ""


def _scaled(found: re.Match[str], *, decimals: int) -> int:
    """Return sign, whole digits and decimals of a match as one integer with the point moved `decimals` places."""
    sign, whole, rest = found.groups(default="")
    return int(f"{sign}{whole}{rest.ljust(decimals, '0')}")
