"""The cells of a register of contact persons on a day: who is named, and where somebody is missing. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Cell:
    """An area, a post in it and an organisation, by their ids."""

    area: str
    post: str
    party: str


@dataclass(frozen=True)
class Held:
    """Somebody in a cell from a first to a last day, both included; without a last day, still."""

    cell: Cell
    name: str
    starts: date
    ends: date | None = None

    def on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.starts <= day and (self.ends is None or day <= self.ends)


@dataclass(frozen=True)
class Account:
    """How a register stands: every cell in order with who is there, "" for a gap."""

    cells: Mapping[Cell, str]

    @property
    def gaps(self) -> list[Cell]:
        """The cells where somebody is missing."""
        return [cell for cell, name in self.cells.items() if not name]

    @property
    def filled(self) -> int:
        """How many cells have somebody."""
        return len(self.cells) - len(self.gaps)

    @property
    def text(self) -> str:
        """As "8 af 11 er udpeget, 3 mangler"."""
        return f"{self.filled} af {len(self.cells)} er udpeget, {len(self.gaps)} mangler"

    @property
    def share(self) -> str:
        """How much of it is filled, as "84,2 %"; "" where there are no cells (SA-SF-7.4c)."""
        if not self.cells:
            return ""
        tenths = (2000 * self.filled + len(self.cells)) // (2 * len(self.cells))
        return f"{tenths // 10},{tenths % 10} %"

    def lacks(self, party: str) -> list[Cell]:
        """The gaps of one organisation."""
        return [cell for cell in self.gaps if cell.party == party]


def account(
    areas: Sequence[str], posts: Sequence[str], parties: Sequence[str], held: Iterable[Held], day: date
) -> Account:
    """Every cell of areas × posts × parties on a day (MIN-5g: 3 × 1 × 12 = 36)."""
    found = {one.cell: one.name for one in held if one.on(day)}
    cells = [Cell(area, post, party) for area in areas for post in posts for party in parties]
    return Account({cell: found.get(cell, "") for cell in cells})


def overlaps(first: Held, starts: date, ends: date | None) -> bool:
    """Whether somebody is in a cell on any day of a period."""
    return (ends is None or first.starts <= ends) and (first.ends is None or starts <= first.ends)
