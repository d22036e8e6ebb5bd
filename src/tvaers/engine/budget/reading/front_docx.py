"""Lines of a Word document: paragraphs in order, each row of a table as one line with its cells.

A heading, and a paragraph after a page break, opens a page, as proposals do in print. What tracked changes took out
is left out.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from tvaers.engine.budget.reading.lines import Line, dotted
from tvaers.kernel.errors import Problem

LARGEST = 300_000_000
"""Bytes of the largest unpacked document taken."""
INNER = ("w:sdt", "w:sdtContent", "w:ins", "w:customXml", "w:smartTag")


def docx_lines(content: bytes, name: str) -> tuple[Line, ...]:
    """The lines of a document. Problem when it cannot be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if any(one.startswith("xl/") for one in packed.namelist()):
                do = "Gem arket som tekst med tabulatorer eller som PDF, og prøv igen."
                raise Problem(what=f"{name} kan ikke læses.", why="Filen er et regneark.", do=do)
            if sum(one.file_size for one in packed.infolist()) > LARGEST:
                raise _unreadable(name, "Den er usædvanligt stor, når den pakkes ud.")
        return tuple(_Reader(Document(io.BytesIO(content))).body())
    except Problem:
        raise
    except Exception as error:  # whatever a broken document makes the library raise
        raise _unreadable(name, "Filen er ikke et helt Word-dokument.") from error


def _unreadable(name: str, why: str) -> Problem:
    do = "Åbn dokumentet i Word, gem det igen som DOCX, og prøv igen."
    return Problem(what=f"{name} kan ikke læses.", why=why, do=do)


class _Reader:
    """One document on its way through; lines are numbered as they come."""

    def __init__(self, document: Any) -> None:
        self.document = document
        named = ((one.style_id, str(one.name or "").lower()) for one in document.styles)
        self.headings = {style for style, words in named if words.startswith(("heading", "title", "overskrift"))}
        self.number = 0
        self.is_new_page = True

    def body(self) -> Iterator[Line]:
        """The lines of the text."""
        yield from self._within(self.document.element.body)

    def _within(self, parent: Any) -> Iterator[Line]:
        for child in parent:
            if child.tag == qn("w:p"):
                yield from self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                for row in child.iter(qn("w:tr")):
                    yield from self._row(row)
            elif child.tag in {qn(one) for one in INNER}:
                yield from self._within(child)

    def _paragraph(self, paragraph: Any) -> Iterator[Line]:
        """A paragraph as a line, or as several when it has line breaks."""
        before, after = _breaks(paragraph)
        opens = self._opens(paragraph) or before
        parts = [one for one in _text(paragraph).split("\n") if one.strip()]
        for number, text in enumerate(parts):
            self.number += 1
            yield Line(text.replace("\t", "  "), self.number, None, opens and not number, 1, (), starts=not number)
        self.is_new_page = after or ((self.is_new_page or before) and not parts)

    def _opens(self, paragraph: Any) -> bool:
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        is_heading = style is not None and style.get(qn("w:val")) in self.headings
        before = paragraph.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None
        return is_heading or before or self.is_new_page

    def _row(self, row: Any) -> Iterator[Line]:
        """A row with a text per cell; a cell over several columns stands in the first of them."""
        cells: list[str] = []
        for cell in row.iter(qn("w:tc")):
            span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
            cells.append(" ".join(" ".join(_text(one).split()) for one in cell.iter(qn("w:p"))).strip())
            cells += [""] * (int(span.get(qn("w:val"))) - 1 if span is not None else 0)
        if any(cells):
            self.number += 1
            yield Line("\t".join(cells), self.number, None, False, 0, tuple(cells), starts=True)
            self.is_new_page = False


def _breaks(paragraph: Any) -> tuple[bool, bool]:
    """Whether a page break stands before the text of a paragraph, and whether one stands after it begins."""
    before = after = has_text = False
    for one in paragraph.iter(qn("w:br"), qn("w:t"), qn("w:lastRenderedPageBreak")):
        if one.tag == qn("w:t"):
            has_text = has_text or bool((one.text or "").strip())
        elif one.tag == qn("w:lastRenderedPageBreak"):
            before = before or not has_text
        elif one.get(qn("w:type")) == "page":
            before, after = before or not has_text, after or has_text
    return before, after


def _text(element: Any) -> str:
    """The text under an element as it is shown; breaks are line feeds."""
    shown = []
    for one in element.iter():
        if one.tag == qn("w:t"):
            shown.append(one.text or "")
        elif one.tag in (qn("w:br"), qn("w:cr")):
            shown.append("\n")
        elif one.tag == qn("w:tab") and one.getparent().tag == qn("w:r"):
            shown.append("\t")
        elif one.tag == qn("w:noBreakHyphen"):
            shown.append("-")
    return dotted("".join(shown))
