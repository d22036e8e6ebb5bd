"""Figures as printed: `2,6`, `0- 10,00`, `25,0 – 50,0`, `--0,88`, `3-5 mio.`, `(-)11,4 – (+)35,6`, `241.049.000`.

A hyphen is a minus or joins two ends; it joins only where no blank stands before it. A dash joins with blanks around
it too. A lone hyphen is an empty cell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from tvaers.engine.budget.catalogue import Cell, CellState, Interval, Unit

FACTORS: dict[str, int] = {"mia. kr.": 1_000_000_000, "mio. kr.": 1_000_000, "1.000 kr.": 1_000, "kr.": 1}
"""Kroner of one printed unit. Shares, counts and figures of unknown unit are kept as thousandths."""
THOUSANDTHS = 1_000
MOST_DIGITS = 15
"""Digits of the longest number taken for an amount."""

_PLAIN = rf"(?:\d{{1,3}}(?:\.\d{{3}})+|\d{{1,{MOST_DIGITS}}})(?:,\d{{1,6}})?"
_NUMBER = rf"(?:\([-+]\)|[-−+]{{1,2}})?{_PLAIN}"
_SUFFIX = r"(?:\s?(?:mio|mia)\.?(?:\s?kr\.?)?|\s?(?:t\.\s?kr\.|kr\.?|pct\.?|%))"
VALUE = rf"{_NUMBER}(?:{_SUFFIX})?(?:(?:-\s?|\s?[–—]\s?){_NUMBER}(?:{_SUFFIX})?)?"
BOOKED = r"\((?:\d{1,3}(?:\.\d{3})*|\d+)(?:,\d{1,6})?\)|\d{1,3}(?:\.\d{3})*(?:,\d{1,6})?[-−]"
"""A negative amount as bookkeepers and their systems write it: (1.200) and 1.200-."""
THOUSANDS = re.compile(r"-?\d{1,3}(?: \d{3})+")
"""Thousands parted by blanks; surely one figure only where cells, or blanks as wide as columns, part the others."""
_COUNT = re.compile(r"\(\d{1,4}\)")
_ONE = re.compile(
    rf"(?P<low>{_NUMBER})(?P<unit>{_SUFFIX})?(?:(?:-\s?|\s?[–—]\s?)(?P<high>{_NUMBER})(?P<last>{_SUFFIX})?)?"
)
_LAST = re.compile(rf"(?:(?<=[\s|])|^)(?P<value>{BOOKED}|{VALUE}|[-–—])\*?\s*$")
TAIL = 400
"""Characters at the end of a line in which figures are looked for."""
YEAR = re.compile(r"20\d\d")
EMPTY = ("-", "–", "—", "")


@dataclass(frozen=True)
class Figure:
    """A printed figure: both ends as fractions, the decimals of the finer one, and the unit printed with it."""

    low: Fraction
    high: Fraction
    decimals: int
    unit: Unit


def figure(printed: str) -> Figure | None:
    """What a printed string says, None where it is no figure."""
    plain = printed.strip().rstrip("*").strip()
    plain = plain.replace(" ", ".") if THOUSANDS.fullmatch(plain) else plain
    found = _ONE.fullmatch(f"-{plain.strip('()-−')}" if re.fullmatch(BOOKED, plain) else plain)
    if not found:
        return None
    low, high = found["low"], found["high"] or found["low"]
    unit = _unit(found["last"] or found["unit"] or "")
    return Figure(_number(low), _number(high), max(_decimals(low), _decimals(high)), unit)


def _number(text: str) -> Fraction:
    digits = re.sub(r"[^\d,]", "", text).replace(",", ".")
    return Fraction(digits) * (-1 if re.match(r"\(?[-−]", text) else 1)


def _decimals(text: str) -> int:
    return len(text.partition(",")[2])


def _unit(suffix: str) -> Unit:
    words = suffix.strip().lower()
    if words.startswith("mio"):
        return "mio. kr."
    if words.startswith("mia"):
        return "mia. kr."
    if words.startswith("t"):
        return "1.000 kr."
    if words.startswith("kr"):
        return "kr."
    return "pct." if words else ""


def whole(value: Fraction) -> int:
    """A fraction of a krone rounded half away from zero."""
    rest = abs(value) + Fraction(1, 2)
    return int(rest) * (1 if value >= 0 else -1)


def amount_of(found: Figure, unit: Unit) -> tuple[Interval, int]:
    """The amount in kroner and the kroner of its last digit; a unit printed with the figure goes before the table's."""
    factor = FACTORS.get(found.unit or unit, THOUSANDTHS)
    step = max(1, factor // 10**found.decimals)
    return Interval(whole(found.low * factor), whole(found.high * factor)), step


def cell(column: str, printed: str, unit: Unit, state: CellState = "stated") -> Cell:
    """A cell with what is printed in it: a figure, nothing, or words."""
    if printed.strip() in EMPTY:
        return Cell(column, None, printed.strip(), "empty")
    found = figure(printed)
    if found is None:
        return Cell(column, None, printed.strip(), "text")
    amount, step = amount_of(found, unit)
    return Cell(column, amount, printed.strip(), state, step)


def from_the_right(text: str, most: int) -> tuple[str, tuple[str, ...]]:
    """A line parted into its label and at most `most` figures at its end, in order; a lone hyphen counts as one.

    A year before figures of another form belongs to the label (`… til 2024 -3,5`), and so does a lone `(12)`.
    """
    rest = text.rstrip()
    tokens: list[str] = []
    while len(tokens) < most:
        start = max(0, len(rest) - TAIL)
        found = _LAST.search(rest, start)
        if not found:
            break
        tokens.append(found["value"].strip())
        rest = rest[: found.start("value")].rstrip()
    while (
        tokens and YEAR.fullmatch(tokens[-1]) and all("," in one or "." in one or one in EMPTY for one in tokens[:-1])
    ):
        rest = f"{rest} {tokens.pop()}"
    if len(tokens) == 1 and _COUNT.fullmatch(tokens[0]):
        rest = f"{rest} {tokens.pop()}"
    return rest.strip(), tuple(reversed(tokens))


def are_figures(tokens: tuple[str, ...]) -> bool:
    """Whether at least one of the tokens is a figure and not a hyphen."""
    return any(one not in EMPTY for one in tokens)
