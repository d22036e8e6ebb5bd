"""The pictures of a budget paper: bars as shares of one width, and drawn by themselves for documents without typst."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typst

from tvaers.exports.budget_paper import Bar, Picture

TEMPLATE = Path(__file__).with_name("budget_picture.typ")
DOTS = 200
"""Dots an inch of a drawn picture: sharp on paper."""


def scaled(picture: Picture) -> list[dict[str, Any]]:
    """The bars as shares of the whole width, from 0 to 1: `reach` is the uncertain part, `zero` where nothing is."""
    ends = [0, *(end for one in picture.bars for end in one.ends)]
    low, width = min(ends), (max(ends) - min(ends)) or 1
    return [_shares(one, low, width) for one in picture.bars]


def _shares(bar: Bar, low: int, width: int) -> dict[str, Any]:
    start, end = sorted((bar.start, bar.end))
    told = {"label": bar.label, "text": bar.text, "kind": bar.kind, "zero": -low / width}
    reach = 0 if bar.reach is None else bar.reach - end
    return {**told, "from": (start - low) / width, "wide": (end - start) / width, "reach": reach / width}


def drawn(picture: Picture) -> bytes:
    """The picture as PNG, 17 cm wide at `DOTS` an inch."""
    data = json.dumps({"bars": scaled(picture)}, ensure_ascii=False)
    made = typst.compile(
        str(TEMPLATE), format="png", ppi=DOTS, sys_inputs={"data": data}, ignore_system_fonts=True
    )  # fmt: skip
    if not isinstance(made, bytes):
        raise TypeError(f"{TEMPLATE.name} gave {type(made).__name__}, not one page")
    return made
