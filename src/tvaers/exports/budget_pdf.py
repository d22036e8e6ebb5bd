"""A budget paper as a PDF that also reads well aloud (PDF/UA-1); its pictures say in words what they show."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typst

from tvaers.exports.budget_paper import Bar, Block, Grid, Heading, Paper, Picture, Text

TEMPLATE = Path(__file__).with_name("budget_paper.typ")


def write_pdf(paper: Paper) -> bytes:
    """The PDF, A4. Fonts are those that typst brings along; nothing is fetched."""
    made = typst.compile(
        str(TEMPLATE),
        format="pdf",
        sys_inputs={"data": json.dumps(_data(paper), ensure_ascii=False)},
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        timestamp=int(paper.stamp.timestamp()),
    )
    return bytes(made)


def _data(paper: Paper) -> dict[str, Any]:
    return {
        "title": paper.title,
        "lead": paper.lead,
        "facts": [list(one) for one in paper.facts],
        "blocks": [_block(one) for one in paper.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"sort": "heading", "text": block.text, "level": block.level, "new_page": block.new_page}
    if isinstance(block, Text):
        return {"sort": "text", "text": block.text}
    if isinstance(block, Picture):
        return {"sort": "picture", "caption": block.caption, "alt": block.alt, "bars": scaled(block.bars)}
    return {"sort": "grid", "wide": widest(block), **_grid(block)}


def _grid(grid: Grid) -> dict[str, Any]:
    return {
        "caption": grid.caption,
        "headings": list(grid.headings),
        "rows": [list(one) for one in grid.rows],
        "words": grid.words,
        "sums": sorted(grid.sums),
    }


def widest(grid: Grid) -> int:
    """The text column with the longest texts; it gets the room that the others leave."""
    lengths = [sum(len(row[at]) for row in grid.rows) for at in range(grid.words)]
    return lengths.index(max(lengths)) if lengths else 0


def scaled(bars: Sequence[Bar]) -> list[dict[str, Any]]:
    """The bars as shares of the whole width, from 0 to 1."""
    ends = [0, *(end for one in bars for end in (one.start, one.end))]
    low, width = min(ends), (max(ends) - min(ends)) or 1
    return [
        {"label": one.label, "text": one.text, "kind": one.kind, "from": (min(one.start, one.end) - low) / width,
         "wide": abs(one.end - one.start) / width}
        for one in bars
    ]  # fmt: skip
