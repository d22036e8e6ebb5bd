"""Amounts in running text: `ca. 1,4 mio. kr.`, `mellem 25 til 31 mio. kr.`, `1.65 mio.`, `16,4 procent`"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tvaers.engine.budget.catalogue import Interval, TextAmount, Unit
from tvaers.engine.budget.reading.figures import FACTORS, THOUSANDTHS, whole
from tvaers.engine.budget.reading.lines import Line
from tvaers.engine.budget.reading.texts import Paragraph, paragraphs

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d{1,4})?|\d{1,9}(?:,\d{1,4}|\.\d{1,2}(?!\d))?"
_UNITS: tuple[tuple[Unit, str], ...] = (
    ("mio. kr.", r"mio\b\.?(?:\s?kr\b\.?)?|millioner kroner"),
    ("mia. kr.", r"mia\b\.?(?:\s?kr\b\.?)?|milliarder kroner"),
    ("1.000 kr.", r"t\.\s?kr\b\.?|tkr\b\.?|tusind kroner"),
    ("kr.", r"kr\b\.?|kroner\b"),
    ("pct.", r"pct\b\.?|procent\b|%"),
)
_UNIT = "|".join(f"(?:{words})" for _, words in _UNITS)
AMOUNT = re.compile(
    rf"(?<![\d,/-])(?<!\d\.)(?P<minus>[-−])?(?P<low>{_NUMBER})(?:(?:\s?(?:{_UNIT}))?\s?[-–]\s?(?P<high>{_NUMBER}))?"
    rf"\s?(?P<unit>{_UNIT})(?!\w)|"
    rf"(?:mellem|fra)\s(?P<from>{_NUMBER})(?:\s?(?:{_UNIT}))?\s(?:og|til)\s(?P<to>{_NUMBER})\s?(?P<last>{_UNIT})(?!\w)",
    re.IGNORECASE,
)
ABOUT = re.compile(
    r"\b(ca\.?|cirka|omkring|op mod|op til|mindst|minimum|min\.|maks\.?|maksimalt?e?|knap|godt|over|under|mellem|"
    r"størrelsesordenen|størrelsen|estimeret|anslået|næsten|skønnes|skønsmæssigt)(?!\w)\W*(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)
BEFORE = 40
"""Characters before an amount in which a word can say that it is rough."""
BESIDE = 90
"""Characters of text kept on each side of an amount."""


@dataclass(frozen=True)
class _Read:
    low: Fraction
    high: Fraction
    decimals: int
    unit: Unit
    is_range: bool


def text_amounts(lines: Sequence[Line], proposal: str = "") -> tuple[TextAmount, ...]:
    """The amounts with a unit in some text, in order."""
    return tuple(one for paragraph in paragraphs(lines) for one in _in_paragraph(paragraph, proposal))


def _in_paragraph(paragraph: Paragraph, proposal: str) -> Iterator[TextAmount]:
    text = paragraph.text
    for found in AMOUNT.finditer(text):
        read = _read(found)
        factor = FACTORS.get(read.unit, THOUSANDTHS)
        start, end = found.span()
        yield TextAmount(
            amount=Interval(whole(read.low * factor), whole(read.high * factor)),
            unit=read.unit,
            printed=found[0],
            around=_around(text, start, end),
            place=paragraph.place_at(start),
            step=max(1, factor // 10**read.decimals),
            is_about=bool(ABOUT.search(text[max(0, start - BEFORE) : start])) or found[0].lower().startswith("mellem"),
            proposal=proposal,
        )


def _read(found: re.Match[str]) -> _Read:
    low, high = found["low"] or found["from"], found["high"] or found["to"]
    sign = -1 if found["minus"] else 1
    decimals = max(_decimals(low), _decimals(high or low))
    words = (found["unit"] or found["last"]).lower()
    unit = next(unit for unit, pattern in _UNITS if re.match(pattern, words))
    first = sign * _number(low)
    return _Read(first, _number(high) if high else first, decimals, unit, bool(high))


def _is_decimal_point(text: str) -> bool:
    """Whether a point parts decimals, as in 1.65: thousands have three digits after it."""
    return bool(re.search(r"\.\d{1,2}$", text))


def _number(text: str) -> Fraction:
    plain = text if _is_decimal_point(text) else text.replace(".", "").replace(",", ".")
    return Fraction(plain)


def _decimals(text: str) -> int:
    return len(text.rpartition(".")[2]) if _is_decimal_point(text) else len(text.partition(",")[2])


def _around(text: str, start: int, end: int) -> str:
    """The words beside an amount, whole words only."""
    first = max(0, start - BESIDE)
    last = min(len(text), end + BESIDE)
    if first:
        first = text.find(" ", first, start) + 1 or start
    if last < len(text):
        last = max(text.rfind(" ", end, last), end)
    return text[first:last].strip()
