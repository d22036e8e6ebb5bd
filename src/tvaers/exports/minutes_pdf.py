"""The agenda or the minutes as a PDF that also reads well aloud (PDF/UA-1), in the customary Danish order."""

import json
from itertools import groupby
from pathlib import Path
from typing import Any

import typst

from tvaers.exports.minutes_paper import CONTENTS, Line, MinutesPaper

TEMPLATE = Path(__file__).with_name("minutes.typ")


def write_pdf(paper: MinutesPaper) -> bytes:
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
