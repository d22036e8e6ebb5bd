"""What Word adds when it shows a list or a heading: the number or bullet, the depth and the name of the style."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from docx.oxml.ns import qn


class Lists:
    """The numberings of a document, counted on as its paragraphs are met in order."""

    def __init__(self, document: Any) -> None:
        self.styles = {style.element.get(qn("w:styleId")): style for style in document.styles}
        self.formats = _formats(document)
        self.counts: dict[tuple[tuple[str, str], int], int] = defaultdict(int)

    def style(self, paragraph: Any) -> tuple[str, bool]:
        """The name of a paragraph's style ("" for the ordinary one), and whether it is a heading."""
        name = self._style_name(paragraph)
        heading = name.casefold().startswith(("heading", "overskrift", "title", "titel"))
        return ("" if name in ("Normal", "") or name.startswith(("List", "Opstilling", "Body Text")) else name), heading

    def mark(self, paragraph: Any) -> tuple[str, int]:
        """ "- ", "3. " or nothing before a paragraph, and its depth."""
        name = self._style_name(paragraph)
        number, level = self._numbering(paragraph)
        lists = "heading" if self.style(paragraph)[1] else "list"
        depth = int(name[-1]) - 1 if name.startswith(("List", "Opstilling")) and name[-1:].isdigit() else 0
        if number is None:
            bullet, count = name.startswith(("List Bullet", "Opstilling - punkttegn")), name.startswith("List Number")
            return ("- " if bullet else self._next((lists, "style"), depth) if count else ""), depth
        kind = self.formats.get((number, level), "decimal" if "Number" in name else "bullet")
        if kind == "none" or number == "0":
            return "", level
        return ("- " if kind == "bullet" else self._next((lists, number), level)), max(level, depth)

    def restart(self) -> None:
        """Begin the lists of the text again, as readers expect it under a new heading."""
        for key in [key for key in self.counts if key[0][0] == "list"]:
            del self.counts[key]

    def _next(self, which: tuple[str, str], level: int) -> str:
        self.counts[(which, level)] += 1
        for deeper in [key for key in self.counts if key[0] == which and key[1] > level]:
            del self.counts[deeper]
        return f"{self.counts[(which, level)]}. "

    def _style_name(self, paragraph: Any) -> str:
        found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        style = self.styles.get(found.get(qn("w:val"))) if found is not None else None
        return str(style.name or "") if style is not None else ""

    def _numbering(self, paragraph: Any) -> tuple[str | None, int]:
        """The numbering that a paragraph or its style names, and the level in it."""
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        found = own if own is not None else self._style_numbering(paragraph)
        if found is None:
            return None, 0
        number, level = found.find(qn("w:numId")), found.find(qn("w:ilvl"))
        depth = level.get(qn("w:val"), "0") if level is not None else "0"
        return (number.get(qn("w:val")) if number is not None else None), int(depth) if depth.isdigit() else 0

    def _style_numbering(self, paragraph: Any) -> Any:
        found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        style = self.styles.get(found.get(qn("w:val"))) if found is not None else None
        return style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") if style is not None else None


def _formats(document: Any) -> dict[tuple[str, int], str]:
    """(numbering, level) → bullet | decimal | … as the document declares them."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError, AttributeError):
        return {}
    levels = {
        abstract.get(qn("w:abstractNumId")): {
            int(level.get(qn("w:ilvl"), "0")): _format(level) for level in abstract.iter(qn("w:lvl"))
        }
        for abstract in root.iter(qn("w:abstractNum"))
    }
    found: dict[tuple[str, int], str] = {}
    for number in root.iter(qn("w:num")):
        abstract = number.find(qn("w:abstractNumId"))
        for level, kind in levels.get(abstract.get(qn("w:val")) if abstract is not None else None, {}).items():
            found[(number.get(qn("w:numId")), level)] = kind
    return found


def _format(level: Any) -> str:
    found = level.find(qn("w:numFmt"))
    return str(found.get(qn("w:val"))) if found is not None else "decimal"
