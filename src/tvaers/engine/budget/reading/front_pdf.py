"""Lines of a PDF, laid out as on the page, so that figures stand under the heads of their columns."""

from __future__ import annotations

import io
import logging
import re
from dataclasses import replace
from typing import Any

from pypdf import PdfReader

from tvaers.engine.budget.reading.figures import from_the_right
from tvaers.engine.budget.reading.lines import Line, lines_of
from tvaers.engine.budget.reading.wording import CAPTION, SECTION, period_columns
from tvaers.engine.forums.reading.repeated import repeated_lines
from tvaers.kernel.errors import Problem

MOST_PAGES = 2_000
PAGE_NUMBER = re.compile(r"^\W*(?:side\s*)?\d{1,4}(?:\s*(?:af|/)\s*\d{1,4})?\W*$", re.IGNORECASE)


def pdf_lines(content: bytes, name: str) -> tuple[tuple[Line, ...], tuple[int, ...]]:
    """The lines with their pages, and the pages without text. Problem when the file cannot be read."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            do = "Gem den uden adgangskode, og prøv igen."
            raise Problem(what=f"{name} kan ikke læses.", why="Filen er låst med en adgangskode.", do=do)
        if len(reader.pages) > MOST_PAGES:
            raise Problem(what=f"{name} er for lang.", why="Den har over 2.000 sider.", do="Del filen, og prøv igen.")
        texts = [_text_of(page) for page in reader.pages]
    except Problem:
        raise
    except Exception as error:  # whatever a broken file makes the library raise
        do = "Hent eller gem filen igen, og prøv igen."
        raise Problem(what=f"{name} kan ikke læses.", why="Filen er ikke en hel PDF.", do=do) from error
    pages = [lines_of(text) for text in texts]
    empty = tuple(number for number, page in enumerate(pages, start=1) if not page)
    return _numbered(pages), empty


def _text_of(page: Any) -> str:
    """The text as laid out, or in reading order where the layout fails."""
    try:
        text = str(page.extract_text(extraction_mode="layout"))
    except Exception:  # the layout of some pages is beyond the library; their text is not
        text = ""
    return (text if text.strip() else str(page.extract_text())).replace("\u00ad", "-").replace("\f", "\n")


def _numbered(pages: list[tuple[Line, ...]]) -> tuple[Line, ...]:
    """All lines, numbered through the file; what stands in the margin of every page is furniture."""
    over = repeated_lines([[line.text for line in page] for page in pages], frozenset())
    found: list[Line] = []
    for number, page in enumerate(pages, start=1):
        opens = True
        for at, line in enumerate(page, start=1):
            is_edge = at in (1, len(page)) and bool(PAGE_NUMBER.match(line.text))
            furniture = line.is_furniture or is_edge or ((number, at) in over and not _is_of_table(line.text))
            found.append(
                replace(line, number=len(found) + 1, page=number, opens=opens and not furniture, is_furniture=furniture)
            )
            opens = opens and furniture
    return tuple(found)


def _is_of_table(text: str) -> bool:
    """Whether a line that many pages have in the same place belongs to their tables and not to their margins."""
    if CAPTION.match(text) or SECTION.match(text) or period_columns(text):
        return True
    return bool(from_the_right(text, 1)[1]) and not re.search(r"\bside\b", text, re.IGNORECASE)
