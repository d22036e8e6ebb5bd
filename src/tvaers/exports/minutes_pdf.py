"""The agenda or the minutes as a PDF that also reads well aloud (PDF/UA-1), in the customary Danish order."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Any

from tvaers.exports.minutes_paper import CONTENTS, Line, MinutesPaper
from tvaers.exports.typeset import typeset

TEMPLATE = Path(__file__).with_name("minutes.typ")


def write_pdf(paper: MinutesPaper) -> bytes:
    """The PDF, A4."""
    return typeset(TEMPLATE, _data(paper), paper.stamp)


def _data(paper: MinutesPaper) -> dict[str, Any]:
    return {
        "title": paper.title,
        "kind": paper.document["kind"],
        "state": paper.state,
        "facts": [[line.label, line.text] for line in paper.facts()],
        "contents": CONTENTS,
        "blocks": [block for kind, lines in groupby(paper.lines(), key=_sort) for block in _blocks(kind, list(lines))],
    }


def _sort(line: Line) -> str:
    return line.kind


def _blocks(kind: str, lines: list[Line]) -> list[dict[str, Any]]:
    """Bullets and points that follow each other are one list; all else stands alone."""
    if kind in ("bullet", "point"):
        return [{"kind": kind, "rows": [[line.label, line.text] for line in lines]}]
    return [{"kind": kind, "text": line.text, "label": line.label} for line in lines]
