"""Lines of a PDF: page by page with their look, what every page repeats taken out, paragraphs put together again.

pypdf gives the text in order with the place and typeface of each piece; a gap wider than the usual one between the
lines of a paragraph sets a line apart.
"""

from __future__ import annotations

import io
import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pypdf import PdfReader

from tvaers.engine.forums.reading.marks import is_bullet, squeezed
from tvaers.engine.forums.reading.pieces import Line, Link, Place
from tvaers.engine.forums.reading.rejoin import HEADING_WORDS, Raw, rejoined
from tvaers.engine.forums.reading.repeated import repeated_lines
from tvaers.kernel.errors import Problem

MOST_PAGES = 2_000
GAP = 1.22
"""A gap this many times the usual one sets a line apart."""
COMMON = 0.04
"""Share of all gaps that a gap must have to be the usual one."""
INDENT = 8.0
"""Points that make one step of indentation."""


@dataclass(frozen=True)
class Printed:
    """A line on a page: its text, place from left and bottom in points, size, typeface and number on the page."""

    text: str
    x: float
    y: float
    size: float
    font: str
    page: int
    number: int


def pdf_lines(content: bytes, name: str) -> tuple[tuple[Line, ...], tuple[Line, ...], tuple[int, ...]]:
    """Paragraphs, the lines that pages repeat, and the pages without text. Problem when it cannot be read."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Problem(
                what=f"{name} kan ikke læses.", why="Filen er låst med en kode.", do="Gem den uden kode, og prøv igen."
            )
        if len(reader.pages) > MOST_PAGES:
            raise Problem(what=f"{name} er for lang.", why="Den har over 2.000 sider.", do="Del filen, og prøv igen.")
        pages = [_printed(page, number) for number, page in enumerate(reader.pages, start=1)]
        links = [link for number, page in enumerate(reader.pages, start=1) for link in _addresses(page, number)]
    except Problem:
        raise
    except Exception as error:  # whatever a broken file makes the library raise
        why = "Filen er ikke en hel PDF."
        raise Problem(what=f"{name} kan ikke læses.", why=why, do="Hent eller gem filen igen, og prøv igen.") from error
    over = repeated_lines([[line.text for line in page] for page in pages], HEADING_WORDS)
    kept = [line for page in pages for line in page if (line.page, line.number) not in over]
    gone = tuple(_line(line, 0.0, False) for page in pages for line in page if (line.page, line.number) in over)
    empty = tuple(number for number, page in enumerate(pages, start=1) if not page)
    return _with_links(_paragraphs(kept), links), gone, empty


def _printed(page: Any, number: int) -> list[Printed]:
    """The lines of a page in reading order."""
    rows: list[Any] = [["", None]]

    def visit(text: str, cm: Any, tm: Any, font: Any, size: Any) -> None:
        for position, part in enumerate(text.split("\n")):
            if position:
                rows.append(["", None])
            rows[-1][0] += part
            if part.strip() and rows[-1][1] is None:
                x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
                scale = abs(tm[3] * cm[3]) or 1.0
                rows[-1][1] = (x, y, float(size) * scale, str((font or {}).get("/BaseFont", "")))

    page.extract_text(visitor_text=visit)
    filled = [row for row in rows if row[0].strip() and row[1] is not None]
    return [
        Printed(squeezed(text.replace("\u00ad", "-")), x, y, size, font, number, at)
        for at, (text, (x, y, size, font)) in enumerate(filled, start=1)
    ]


def _paragraphs(lines: Sequence[Printed]) -> tuple[Line, ...]:
    usual = _usual_gaps(lines)
    margin = min((line.x for line in lines), default=0.0)
    body = Counter(round(line.size, 1) for line in lines).most_common(1)
    size = body[0][0] if body else 0.0
    raws: list[Raw] = []
    before: Printed | None = None
    for line in lines:
        large = line.size > size * 1.1 or "bold" in line.font.casefold()
        apart = before is None or _apart(before, line, usual)
        raws.append(Raw(_line(line, margin, large), apart, line.size / 2, line.x))
        before = line
    return rejoined(raws, hyphens=True)


def _usual_gaps(lines: Sequence[Printed]) -> dict[float, float]:
    """Size of type → the gap between the lines of a paragraph: the smallest that is common."""
    gaps: dict[float, Counter[float]] = {}
    for one, two in zip(lines, lines[1:], strict=False):
        if one.page == two.page and one.y > two.y:
            gaps.setdefault(round(two.size, 1), Counter())[round(one.y - two.y, 0)] += 1
    return {
        size: min(gap for gap, often in found.items() if often >= COMMON * found.total() and gap > 0.6 * size)
        for size, found in gaps.items()
        if any(often >= COMMON * found.total() and gap > 0.6 * size for gap, often in found.items())
    }


def _apart(before: Printed, line: Printed, usual: dict[float, float]) -> bool:
    """Whether a line begins a paragraph by its look alone. Over a page break only the end of the sentence tells."""
    if abs(before.size - line.size) > 0.3:
        return True
    if before.page != line.page or before.y <= line.y:
        return before.text.rstrip()[-1:] in ".:;?!" or not line.text[:1].islower()
    return before.y - line.y > GAP * usual.get(round(line.size, 1), line.size * 1.4)


def _line(line: Printed, margin: float, large: bool) -> Line:
    indent = max(0, round((line.x - margin) / INDENT)) if is_bullet(line.text) else 0
    return Line(line.text, Place(line.number, "linje", line.page), indent, f"{line.size:.0f}" if large else "", large)


def _addresses(page: Any, number: int) -> list[Link]:
    """The addresses that a page links to; a PDF does not say which words carry them."""
    found = []
    for one in page.get("/Annots") or ():
        action = one.get_object().get("/A")
        address = action.get_object().get("/URI") if action is not None else None
        if address:
            found.append(Link("", str(address), Place(1, "linje", number)))
    return found


def _with_links(lines: tuple[Line, ...], links: Sequence[Link]) -> tuple[Line, ...]:
    """The lines, with each page's links on its first line."""
    left = list(links)
    shown = []
    for line in lines:
        mine = tuple(link for link in left if link.place.page == line.place.page)
        left = [link for link in left if link not in mine]
        shown.append(replace(line, links=line.links + mine) if mine else line)
    return tuple(shown)
