"""A budget paper as a PDF that also reads well aloud (PDF/UA-1); its pictures say in words what they show."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tvaers.exports.budget_bars import scaled
from tvaers.exports.budget_paper import Block, Grid, Heading, Paper, Picture, Text
from tvaers.exports.typeset import typeset

TEMPLATE = Path(__file__).with_name("budget_paper.typ")
LONG = 24
"""Letters that a text column may have on one line; longer ones share the width that is left and are broken."""
WIDEST = 90
"""Letters beyond which a longer text gets no wider a column."""


def write_pdf(paper: Paper) -> bytes:
    """The PDF, A4."""
    return typeset(TEMPLATE, _data(paper), paper.stamp)


def _data(paper: Paper) -> dict[str, Any]:
    return {
        "title": paper.title,
        "lead": paper.lead,
        "size": paper.size,
        "facts": [list(one) for one in paper.facts],
        "blocks": [_block(one) for one in paper.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"sort": "heading", "text": block.text, "level": block.level, "new_page": block.new_page}
    if isinstance(block, Text):
        return {"sort": "text", "text": block.text}
    if isinstance(block, Picture):
        return {"sort": "picture", "caption": block.caption, "alt": block.alt, "bars": scaled(block)}
    return {"sort": "grid", "shares": shares(block), **_grid(block)}


def _grid(grid: Grid) -> dict[str, Any]:
    return {
        "caption": grid.caption,
        "headings": list(grid.headings),
        "rows": [list(one) for one in grid.rows],
        "words": grid.words,
        "sums": sorted(grid.sums),
    }


def shares(grid: Grid) -> list[int]:
    """Each column's share of the width that is left; 0 is just as wide as its texts.

    Long text columns share by the length of their longest text; where none is long, the longest takes it all.
    """
    lengths = [max((len(row[at]) for row in grid.rows), default=0) for at in range(len(grid.headings))]
    long = [at for at in range(grid.words) if lengths[at] > LONG] or [max(range(grid.words), key=lengths.__getitem__)]
    return [min(length, WIDEST) or 1 if at in long else 0 for at, length in enumerate(lengths)]
