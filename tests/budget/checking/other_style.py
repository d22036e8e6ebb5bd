"""A made-up catalogue of another region in a style of its own: numbered proposals, thousands of kroner or kroner, four
years, either sign, sums on top or at the foot, notes between; as plain text, tabs, bars, Markdown, aligned columns
or semicolons.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

YEARS = ("2025", "2026", "2027", "2028")
AREAS = ("Somatik", "Psykiatri", "Præhospital", "Praksisområdet", "Fælles formål")
NAMES = ("Akutmodtagelse", "Robotkirurgi", "Tolkebistand", "Hjemmemonitorering", "Sygetransport", "Hygiejneenhed",
         "Medicoteknik", "Blodbank", "Lægevagt", "Kommunikation", "Vikarer", "Patienthotel")  # fmt: skip
ROWS = ("Løn", "Uddannelse", "Medicin", "Licenser", "Husleje", "Inventar", "Transport", "Kurser", "Rengøring")
FIGURE = re.compile(r"(?<![\d.,-])-?\d{1,3}(?:\.\d{3})*(?![\d.,])")
CHANGES = ("digit", "sign", "times_ten", "swapped", "dropped", "doubled")
FORMS = ("plain", "tabs", "bars", "markdown", "aligned", "semicolons")

Figures = tuple[int, ...]
Rows = list[tuple[str, Figures]]


@dataclass(frozen=True)
class Style:
    """How a catalogue is printed."""

    form: str
    unit: str
    sign: int
    has_sums_first: bool


def style(number: int) -> Style:
    """The styles one after another: every form with both units, both signs, and sums on top and at the foot."""
    unit = ("1.000 kr.", "kr.")[number // 6 % 2]
    return Style(FORMS[number % 6], unit, (1, -1)[number // 12 % 2], bool(number // 24 % 2))


def catalogue_text(seed: int, how: Style) -> str:
    """A catalogue of three areas with two proposals each."""
    chance = random.Random(seed)
    names, areas = chance.sample(NAMES, 6), chance.sample(AREAS, 3)
    factor = how.sign * (1_000 if how.unit == "kr." else 1)
    made = [[(names[at * 2 + one], _rows(chance, factor)) for one in (0, 1)] for at in range(3)]
    heading = "## " if how.form == "markdown" else ""
    lines = ["Budgetforslag 2025-2028", "", "Region Sydkyst", "", f"{heading}Samlet oversigt i {how.unit}", ""]
    whole = [(area, _sum([_sum_of(rows) for _, rows in own])) for area, own in zip(areas, made, strict=True)]
    lines += [*_table("Område", whole, how), ""]
    for area, own in zip(areas, made, strict=True):
        lines += [f"{heading}{area}", ""]
        for name, rows in own:
            lines += [f"{heading}Forslag nr. {names.index(name) + 1}: {name}", "", "Forslaget giver bedre drift.", ""]
            lines += [f"Økonomi ({how.unit}, 2025-priser)", *_table("", rows, how), "", "Note: Tallene er anslået.", ""]
    return "\n".join(lines)


def _rows(chance: random.Random, factor: int) -> Rows:
    labels = chance.sample(ROWS, chance.randint(2, 5))
    return [(label, tuple(factor * chance.randint(15, 9_000) for _ in YEARS)) for label in labels]


def _sum_of(rows: Rows) -> Figures:
    return _sum([figures for _, figures in rows])


def _sum(rows: list[Figures]) -> Figures:
    return tuple(sum(one) for one in zip(*rows, strict=True))


def _table(corner: str, rows: Rows, how: Style) -> Iterator[str]:
    total = ("I alt", _sum_of(rows))
    shown = [total, *rows] if how.has_sums_first else [*rows, total]
    cells = [(corner, *YEARS), *((label, *map(dotted, figures)) for label, figures in shown)]
    for number, row in enumerate(cells):
        yield _row(row, how.form)
        if not number and how.form in ("bars", "markdown"):
            yield "|" + "---|" * len(row)


def _row(row: tuple[str, ...], form: str) -> str:
    if form == "tabs":
        return "\t".join(row)
    if form == "semicolons":
        return ";".join(row)
    if form in ("bars", "markdown"):
        return f"| {' | '.join(row)} |"
    if form == "aligned":
        return f"{row[0]:<30}" + "".join(f"{one:>14}" for one in row[1:])
    return " ".join(one for one in row if one)


def dotted(amount: int) -> str:
    """1.200 from 1200."""
    return f"{amount:,}".replace(",", ".")


def changed(text: str, kind: str, chance: random.Random) -> tuple[str, str]:
    """The text with one change of a kind larger than rounding hides, and the line as it was."""
    lines = text.split("\n")
    rows = [at for at, line in enumerate(lines) if len(FIGURE.findall(line)) >= 4 and "2025" not in line]
    while True:
        at = chance.choice(rows)
        after = _changed_row(lines[at], kind, chance)
        if after is not None:
            return "\n".join([*lines[:at], *after, *lines[at + 1 :]]), lines[at]


def _changed_row(line: str, kind: str, chance: random.Random) -> list[str] | None:
    if kind in ("dropped", "doubled"):
        return [] if kind == "dropped" else [line, line]
    first, other = chance.sample(list(FIGURE.finditer(line))[-4:], 2)
    if kind == "swapped":
        left, right = sorted((first, other), key=lambda one: one.start())
        mixed = line[: left.start()] + right[0] + line[left.end() : right.start()] + left[0] + line[right.end() :]
        return [mixed] if left[0] != right[0] else None
    amount = int(first[0].replace(".", ""))
    after = {"sign": -amount, "times_ten": amount * 10}.get(kind, _digit(amount, chance))
    return [line[: first.start()] + dotted(after) + line[first.end() :]] if abs(after - amount) > 6 else None


def _digit(amount: int, chance: random.Random) -> int:
    digits = str(abs(amount))
    at = chance.randrange(len(digits))
    other = chance.choice([one for one in "0123456789" if one != digits[at]])
    return (-1 if amount < 0 else 1) * int(digits[:at] + other + digits[at + 1 :])
