"""Slips of the pen in a printed catalogue: a changed figure, a dropped or doubled line, larger than rounding hides."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

FIGURE = re.compile(r"(?<![\d,-])-?\d+,\d+(?![\d,])")
KINDS = ("digit", "swap", "sign", "times_ten", "dropped", "doubled")
SLACK = {1: 40, 2: 4}
"""Hundredths of a million that rounding may hide in a table of figures with one or two decimals, at most."""


@dataclass(frozen=True)
class Slip:
    """A changed text, what was done to it, and the line as it was and as it is."""

    kind: str
    text: str
    before: str
    after: str


def slipped(text: str, kind: str, chance: random.Random) -> Slip:
    """The text with one slip of a kind, drawn until it is larger than rounding can hide."""
    lines = text.split("\n")
    rows = [at for at, line in enumerate(lines) if FIGURE.search(line)]
    while True:
        at = chance.choice(rows)
        before = lines[at]
        if kind in ("dropped", "doubled"):
            if not before.startswith("Drift"):
                continue
            changed = lines[:at] + ([] if kind == "dropped" else [before, before]) + lines[at + 1 :]
            return Slip(kind, "\n".join(changed), before, "" if kind == "dropped" else before)
        after = changed_figure(before, kind, chance)
        if after is not None:
            return Slip(kind, "\n".join([*lines[:at], after, *lines[at + 1 :]]), before, after)


def changed_figure(line: str, kind: str, chance: random.Random) -> str | None:
    """The line with one of its figures changed; None when the change is too small to be more than rounding."""
    found = chance.choice(list(FIGURE.finditer(line)))
    figure = CHANGES[kind](found[0], chance)
    decimals = len(found[0].split(",")[1])
    if figure is None or abs(hundredths(figure) - hundredths(found[0])) <= SLACK[min(decimals, 2)]:
        return None
    return line[: found.start()] + figure + line[found.end() :]


def hundredths(figure: str) -> int:
    """260 from 2,60 and from 2,6."""
    whole, rest = figure.lstrip("-").split(",")
    amount = int(whole) * 100 + int(rest.ljust(2, "0")[:2])
    return -amount if figure.startswith("-") else amount


def _digit(figure: str, chance: random.Random) -> str:
    at = chance.choice([at for at, sign in enumerate(figure) if sign.isdigit()])
    other = chance.choice([one for one in "0123456789" if one != figure[at]])
    return figure[:at] + other + figure[at + 1 :]


def _swap(figure: str, chance: random.Random) -> str | None:
    digits = figure.replace(",", "")
    places = [at for at in range(len(digits) - 1) if digits[at] != digits[at + 1]]
    if not places:
        return None
    at = chance.choice(places)
    mixed = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    comma = figure.index(",")
    return f"{mixed[:comma]},{mixed[comma:]}"


def _sign(figure: str, chance: random.Random) -> str:
    return figure[1:] if figure.startswith("-") else f"-{figure}"


def _times_ten(figure: str, chance: random.Random) -> str:
    whole, rest = figure.split(",")
    return f"{whole}{rest[0]},{rest[1:]}0"


CHANGES = {"digit": _digit, "swap": _swap, "sign": _sign, "times_ten": _times_ten}
