"""Lines of a Word document: every paragraph in order, tables row by row, list numbers and bullets made visible.

Text that someone struck out with tracked changes is left out; what was put in is there. Headers and footers are told
apart, footnotes come last.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from tvaers.engine.forums.reading.docx_lists import Lists
from tvaers.engine.forums.reading.front_text import links_in
from tvaers.engine.forums.reading.pieces import Line, Link, Place
from tvaers.kernel.errors import Problem

LARGEST = 300_000_000
"""Bytes of the largest unpacked document taken."""
STEP = 360
"""Twentieths of a point that make one step of indentation."""
LONG_CELL = 120
"""Characters above which a cell of a table is a paragraph of its own."""


def docx_lines(content: bytes, name: str) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The lines of a document, and those of its headers and footers. Problem when it cannot be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(one.file_size for one in packed.infolist()) > LARGEST:
                raise _unreadable(name, "Den er usædvanligt stor, når den pakkes ud.")
        reader = _Reader(Document(io.BytesIO(content)))
        return tuple(reader.body()), tuple(reader.margins())
    except Problem:
        raise
    except Exception as error:  # whatever a broken document makes the library raise
        raise _unreadable(name, "Filen er ikke et helt Word-dokument.") from error


def _unreadable(name: str, why: str) -> Problem:
    return Problem(
        what=f"{name} kan ikke læses.", why=why, do="Åbn dokumentet i Word, gem det igen som DOCX, og prøv igen."
    )


class _Reader:
    """One document on its way through."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.lists = Lists(document)
        self.count = 0

    def body(self) -> Iterator[Line]:
        """The lines of the text, and then those of the footnotes."""
        yield from self._within(self.document.element.body)
        for relation in self.document.part.rels.values():
            if relation.reltype.endswith(("/footnotes", "/endnotes")):
                yield from self._notes(relation.target_part)

    def margins(self) -> Iterator[Line]:
        """The lines of headers and footers, each once."""
        seen: set[str] = set()
        for section in self.document.sections:
            for margin in (section.header, section.footer, section.first_page_header, section.first_page_footer):
                for paragraph in margin.paragraphs:
                    text = paragraph.text.strip()
                    if text and text not in seen:
                        seen.add(text)
                        yield Line(text, Place(1, "sidehoved"))

    def _notes(self, part: Any) -> Iterator[Line]:
        from docx.oxml import parse_xml

        for paragraph in parse_xml(part.blob).iter(qn("w:p")):
            yield from self._paragraph(paragraph)

    def _within(self, parent: Any) -> Iterator[Line]:
        for child in parent:
            if child.tag == qn("w:p"):
                yield from self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                for row in child.iter(qn("w:tr")):
                    yield from self._row(row)
            elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml"), qn("w:smartTag")):
                yield from self._within(child)

    def _row(self, row: Any) -> Iterator[Line]:
        """A row of short cells as one line with tabs; a long cell as paragraphs of its own."""
        cells = [list(self._within(cell)) for cell in row if cell.tag == qn("w:tc")]
        filled = [cell for cell in cells if cell]
        if all(len(cell) == 1 and len(cell[0].text) <= LONG_CELL for cell in filled) and filled:
            text = "\t".join(cell[0].text for cell in filled)
            links = tuple(link for cell in filled for link in cell[0].links)
            yield Line(text, filled[0][0].place, style=filled[0][0].style, heading=filled[0][0].heading, links=links)
        else:
            for cell in filled:
                yield from cell

    def _paragraph(self, paragraph: Any) -> Iterator[Line]:
        """A paragraph as a line, or as several when it has line breaks."""
        self.count += 1
        place = Place(self.count, "afsnit")
        style, heading = self.lists.style(paragraph)
        if heading:
            self.lists.restart()
        mark, indent = self.lists.mark(paragraph)
        for text in _text(paragraph).split("\n"):
            if text.strip():
                links = self._links(paragraph, place) + links_in(text, place)
                bold = heading or _all_bold(paragraph)
                depth = indent or (len(text) - len(text.lstrip(" ")) + 1) // 2 or _indent(paragraph)
                yield Line(mark + text.strip(), place, depth, style or ("bold" if bold else ""), heading, links)
                mark = ""

    def _links(self, paragraph: Any, place: Place) -> tuple[Link, ...]:
        found = []
        for link in paragraph.iter(qn("w:hyperlink")):
            relation = self.document.part.rels.get(link.get(qn("r:id"), ""))
            target = str(relation.target_ref) if relation is not None else ""
            if text := _text(link).strip():
                found.append(Link(text, target.lstrip("#"), place))
        return tuple(found)


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
    return "".join(shown)


def _indent(paragraph: Any) -> int:
    """How far a paragraph is moved in, in steps of about 6 mm."""
    found = paragraph.find(f"{qn('w:pPr')}/{qn('w:ind')}")
    moved = (found.get(qn("w:left")) or found.get(qn("w:start")) or "0") if found is not None else "0"
    return max(0, round(float(moved) / STEP)) if moved.lstrip("-").replace(".", "").isdigit() else 0


def _all_bold(paragraph: Any) -> bool:
    runs = [run for run in paragraph.iter(qn("w:r")) if "".join(t.text or "" for t in run.iter(qn("w:t"))).strip()]
    return bool(runs) and all(run.find(f"{qn('w:rPr')}/{qn('w:b')}") is not None for run in runs)
