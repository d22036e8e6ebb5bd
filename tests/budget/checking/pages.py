"""Small catalogues for the tests of the check: as shapes, and as text the way a region prints it.

`Draft` is a catalogue before it is printed: themes with proposals, each with rows in hundredths of a million for
2024, 2025 and the permanent level. `printed` writes it; whatever a test changes in the text is then a slip of the pen.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from tvaers.engine.budget.catalogue import (
    PERMANENT,
    Catalogue,
    Cell,
    Column,
    Entry,
    Interval,
    Place,
    Proposal,
    Row,
    Table,
)

PERIODS = ("2024", "2025", PERMANENT)
HUNDREDTH = 10_000
"""Kroner in a hundredth of a million."""
WORDS = (
    "Ambulatorium",
    "Beredskab",
    "Cytostatika",
    "Dialyse",
    "Endoskopi",
    "Fysioterapi",
    "Geriatri",
    "Hjerteklinik",
    "Infektion",
    "Jordemødre",
    "Kirurgi",
    "Lungemedicin",
    "Medico",
    "Neonatal",
    "Ortopædi",
    "Patologi",
    "Radiologi",
    "Stuegang",
    "Telemedicin",
    "Urologi",
    "Vagtplan",
    "Ambulancer",
    "Børneafsnit",
    "Klinikker",
)


@dataclass(frozen=True)
class Draft:
    """Themes, each a title with proposals: a title and its rows of three figures, in hundredths of a million."""

    themes: tuple[tuple[str, tuple[tuple[str, tuple[tuple[int, int, int], ...]], ...]], ...]


def drawn(seed: int) -> Draft:
    """A catalogue drawn by chance: two themes with two proposals, each of two to five rows."""
    chance = random.Random(seed)
    words = chance.sample(WORDS, 6)
    proposals = [
        (f"Styrket indsats i {word}", tuple(_figures(chance) for _ in range(chance.randint(2, 5))))
        for word in words[2:]
    ]
    return Draft(tuple((word, tuple(proposals[at * 2 : at * 2 + 2])) for at, word in enumerate(words[:2])))


def _figures(chance: random.Random) -> tuple[int, int, int]:
    first = chance.randint(31, 2_000)
    return first, first + chance.randint(0, 900), first + chance.randint(0, 900)


def figure(hundredths: int, decimals: int = 2) -> str:
    """2,60 from 260; with one decimal rounded half up."""
    if decimals == 1:
        tenths = (hundredths + 5) // 10
        return f"{tenths // 10},{tenths % 10}"
    return f"{hundredths // 100},{hundredths % 100:02d}"


def printed(draft: Draft) -> str:
    """The catalogue as text: the overview, and for each theme its table and its proposals."""
    lines = ["Budgetkatalog 2024", "Region Nordjylland", "", "     Budget 2024 (mio. kr.)", "  Opdrift Omstilling"]
    lines += ["1 Sundhedsområdet"]
    for number, (title, proposals) in enumerate(draft.themes, 1):
        lines.append(f"1.{number} {title} {figure(_theme(proposals), 1)}")
        lines += [f" {name} {figure(_total(rows)[0], 1)}" for name, rows in proposals]
    lines.append(f" SUNDHEDSOMRÅDET - TOTAL {figure(sum(_theme(one) for _, one in draft.themes), 1)}")
    for number, (title, proposals) in enumerate(draft.themes, 1):
        lines += ["", f" 1.{number} {title}", "Oversigt over temaets budgetforslag", "Kapitel Tema (Mio. kr.)"]
        lines.append(f"1.{number} {title} Opdrift Omstilling")
        lines += [f" {name} {figure(_total(rows)[0], 1)}" for name, rows in proposals]
        lines.append(f" Samlet – {title} {figure(_theme(proposals), 1)}")
        for name, rows in proposals:
            lines += _page(name, rows)
    return "\n".join(f"{line} " if line else "" for line in lines) + "\n"


def _page(name: str, rows: tuple[tuple[int, int, int], ...]) -> list[str]:
    """A proposal's page; a page begins with a space, as the real ones do."""
    lines = [f" {name}", "Virksomhed/Afdeling: Regionshospitalet", "", "Baggrund:", "Behovet stiger.", ""]
    lines += ["Økonomisk konsekvens:", "Økonomisk konsekvens af initiativ (P/L-2023; mio. kr.)", " 2024 2025 Permanent"]
    for at, row in enumerate(rows):
        lines.append(f"Drift {WORDS[at].lower()} {' '.join(map(figure, row))}")
    return [*lines, f"Samlet udvidelsesforslag {' '.join(map(figure, _total(rows)))}"]


def _total(rows: tuple[tuple[int, int, int], ...]) -> tuple[int, int, int]:
    return sum(row[0] for row in rows), sum(row[1] for row in rows), sum(row[2] for row in rows)


def _theme(proposals: tuple[tuple[str, tuple[tuple[int, int, int], ...]], ...]) -> int:
    """The theme's total in hundredths: of the proposals as the overview prints them, so that its sums hold exactly."""
    return sum((_total(rows)[0] + 5) // 10 * 10 for _, rows in proposals)


def cell(column: str, low: int | None, high: int | None = None, step: int = HUNDREDTH, text: str = "") -> Cell:
    """A cell of whole kroner; None is an empty one."""
    if low is None:
        return Cell(column, None, "", "empty")
    return Cell(column, Interval.of(low, high), text or str(low), "stated", step)


def row(label: str, *amounts: int | None, kind: str = "running", line: int = 1, step: int = HUNDREDTH) -> Row:
    """A row over the three periods, in whole kroner."""
    cells = tuple(cell(key, amount, step=step) for key, amount in zip(PERIODS, amounts, strict=True))
    return Row(label, kind, cells, Place(line))  # type: ignore[arg-type]


def table(*rows: Row, kind: str = "proposal", caption: str = "", price_level: str = "2023") -> Table:
    """A table of three periods in mio. kr."""
    columns = tuple(Column(key, "period") for key in PERIODS)
    return Table(kind, caption, "mio. kr.", columns, rows, Place(1), price_level)  # type: ignore[arg-type]


def catalogue(*tables: Table) -> Catalogue:
    """A catalogue of 2024 with one proposal for each table, 1.1-01 and on."""
    proposals = tuple(
        Proposal(f"1.1-{at:02d}", "1.1", f"Forslag {at}", Place(at), departments="Enhed", table=one)
        for at, one in enumerate(tables, 1)
    )
    return Catalogue("Katalog", "Region", 2024, PERIODS, "2023", proposals=proposals)


TENTH = 100_000


def entry(proposal: str, title: str, growth: int | None = None, saving: int | None = None, theme: str = "1.1") -> Entry:
    """A row of an overview, in whole kroner printed with one decimal of a million."""
    sides = (("growth", growth), ("saving", saving))
    cells = (None if amount is None else cell(side, amount, step=TENTH) for side, amount in sides)
    return Entry(proposal, theme, title, *cells, Place(1))


def one_column(kind: str, *rows: tuple[str, str, int, int]) -> Table:
    """A table of one column: label, kind of row, low and high in kroner, printed with one decimal of a million."""
    lines = tuple(
        Row(label, of_kind, (cell("2024", low, high, step=TENTH),), Place(at))  # type: ignore[arg-type]
        for at, (label, of_kind, low, high) in enumerate(rows, 1)
    )
    return Table(kind, "", "mio. kr.", (Column("2024", "period"),), lines, Place(1))  # type: ignore[arg-type]
