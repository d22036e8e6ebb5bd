"""Amounts of budgets as people write them, read as whole kroner, and shares as thousandths.

`"16,4 mio."`, `"25,0-50,0 mio."`, `"241.049.000 kr."`, `"62.000 t.kr."` and `"16400000.00"` are amounts; only an amount
of whole kroner is one. Low and high are a pair of whole kroner, equal where one figure is written; two amounts in a
list and `{low: …, high: …}` are a pair too. In mio. a point before one or two digits is a decimal point: `"42.6 mio."`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import BeforeValidator

from tvaers.kernel.errors import Problem
from tvaers.kernel.money import parse_kroner, parse_share, whole_kroner
from tvaers.kernel.package_models import fault

MILLION = 1_000_000
UNITS = {"mio": MILLION, "t.kr": 1_000, "kr": 1}
EXPECTED = "hele kroner, fx 16,4 mio. · 241.049.000 kr. · 62.000 t.kr. · 16400000.00"

_FIGURE = r"[-−]?\d{1,3}(?:\.\d{3})+(?:,\d+)?|[-−]?\d+(?:,\d+)?|[-−]?\d+\.\d{1,2}(?=\s*(?:[-–]|til|mio))"
_WITH_UNIT = re.compile(rf"({_FIGURE})(?:\s?(?:[-–]|til)\s?({_FIGURE}))?\s?(mio|t\.kr|kr)\.?(?:\s?kr\.?)?")
_POINT = re.compile(r"\.(?=\d{1,2}$)")


def read_span(text: str) -> tuple[int, int]:
    """An amount with its low and its high end in whole kroner. Raises Problem for what is no amount."""
    found = _WITH_UNIT.fullmatch(text.strip())
    if found is None:
        kroner = whole_kroner(parse_kroner(text))
        return kroner, kroner
    low, high, unit = found.groups()
    return _scaled(low, UNITS[unit], text), _scaled(high or low, UNITS[unit], text)


def read_kroner(text: str) -> int:
    """One amount in whole kroner. Raises Problem for what is no amount, and for an interval."""
    low, high = read_span(text)
    if low != high:
        raise Problem(what=f"»{text}« er et interval.", do="Skriv ét beløb.")
    return low


def _scaled(figure: str, unit: int, text: str) -> int:
    """A Danish figure times its unit. Raises Problem where kroner would be broken."""
    danish = _POINT.sub(",", figure).replace("−", "-").replace(".", "")
    whole, _, decimals = danish.partition(",")
    kroner, rest = divmod(int(whole + decimals) * unit, int(10 ** len(decimals)))
    if rest:
        raise Problem(what=f"»{text}« er ikke hele kroner.", do=f"Skriv {EXPECTED}.")
    return kroner


def _kroner(raw: object) -> int:
    if type(raw) is int:
        return raw
    try:
        return read_kroner(raw if isinstance(raw, str) else "")
    except Problem as problem:
        raise fault(f"»{raw}« er ikke et beløb", EXPECTED) from problem


def _span(raw: object) -> tuple[int, int]:
    if isinstance(raw, Mapping) and raw.keys() == {"low", "high"}:
        raw = [raw["low"], raw["high"]]
    if isinstance(raw, list | tuple) and len(raw) == 2:
        return _kroner(raw[0]), _kroner(raw[1])
    if type(raw) is int:
        return raw, raw
    try:
        return read_span(raw if isinstance(raw, str) else "")
    except Problem as problem:
        raise fault(f"»{raw}« er ikke et beløb eller et interval", EXPECTED + " · 25,0-50,0 mio.") from problem


def _thousandths(raw: object) -> int:
    if type(raw) is int:
        return raw
    try:
        points = parse_share(raw if isinstance(raw, str) else "")
    except Problem as problem:
        raise fault(f"»{raw}« er ikke en andel", "en andel fra 0 til 1 med højst tre decimaler, fx 0.5") from problem
    if points % 10 or not 0 <= points <= 10_000:
        raise fault(f"»{raw}« er ikke en andel", "en andel fra 0 til 1 med højst tre decimaler, fx 0.5")
    return points // 10


Kroner = Annotated[int, BeforeValidator(_kroner)]
"""Whole kroner."""
Span = Annotated[tuple[int, int], BeforeValidator(_span)]
"""Low and high in whole kroner."""
Thousandths = Annotated[int, BeforeValidator(_thousandths)]
"""A share from 0 to 1000."""
