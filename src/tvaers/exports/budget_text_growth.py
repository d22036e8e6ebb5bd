"""Overviews and theme tables as text: titles with growth in cost and saving, read again from the right."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from tvaers.engine.budget.catalogue import Catalogue, Cell, Entry, Theme
from tvaers.engine.budget.reading.figures import from_the_right

MARK = "(!) "


def overview_head(catalogue: Catalogue, sections: bool) -> list[str]:
    """The head over the overview of all themes; a line over it is running text and stands in the sections."""
    if sections:
        return ["(mio. kr.) Opdrift Omstilling"]
    year = f"Budget {catalogue.year}" if catalogue.year else "Oversigt"
    return [f"{year} (mio. kr.)", "Opdrift Omstilling"]


def theme_head(theme: Theme, two: bool) -> str:
    """The head of a theme's own table with the number printed in it."""
    name = f"{theme.printed_number or theme.number} {theme.title}" if theme.title else "Tema"
    return f"{name} Opdrift Omstilling" if two else f"{name} Opdrift"


def growth_rows(rows: Sequence[Entry], flagged: Collection[str], two: bool) -> Iterator[str]:
    """A line per row; the mark of the unavoidable stands before proposals in `flagged`."""
    for row in rows:
        number = f"{row.theme} " if row.theme and not row.proposal and not _is_sum(row) and _is_theme(row, rows) else ""
        mark = MARK if row.proposal in flagged else ""
        yield _line(f"{mark}{number}{row.title}", row.growth, row.saving, two)


def _is_theme(row: Entry, rows: Sequence[Entry]) -> bool:
    """Whether a row without a proposal is a theme's in an overview: rows of several themes stand there."""
    return len({one.theme for one in rows}) > 1


def _is_sum(row: Entry) -> bool:
    return not row.theme


def _line(title: str, growth: Cell | None, saving: Cell | None, two: bool) -> str:
    """The row as plain text where it is read again as it is, else with bars between its cells."""
    tokens = tuple(one.printed for one in (growth, saving) if one)
    plain = " ".join((title, *tokens))
    sided = len(tokens) == 2 or not two or _is_negative(saving) or (growth is not None and not _is_negative(growth))
    if sided and from_the_right(plain, 2 if two else 1) == (title, tokens):
        return plain
    cells = [growth.printed if growth else "", saving.printed if saving else ""] if two else list(tokens)
    return f"| {' | '.join([title, *cells])} |" if tokens else title


def _is_negative(cell: Cell | None) -> bool:
    return bool(cell and cell.amount and cell.amount.high < 0)
