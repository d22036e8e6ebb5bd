"""The lines of a catalogue as extracted: number, page, whether one opens a page, and what the blank lines around tell.

Text from a PDF often has a blank line after every line; then a page break shows as a line that begins with a space
and follows a line directly. A form feed and "Side 38 af 131" are page breaks too.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tvaers.engine.budget.catalogue import Place

LONGEST = 4_000
"""Characters of a line that are looked at; the rest of a longer one is kept as lines of its own."""
PAGE_MARK = re.compile(r"^\s*Side\s+(\d{1,4})(?:\s+af\s+\d{1,4})?\s*$", re.IGNORECASE)
SPACED = 0.7
"""Share of lines with a blank line before them from which a text counts as spaced out."""
FIGURES_LAST = re.compile(r"(?:\d,\d+|\bPermanent)\*?\s*$", re.IGNORECASE)
MARKDOWN_HEADING = re.compile(r"^#{1,6}\s+(\S.*)$")
HARD = re.compile(r"(?<=\d)[\u00a0\u202f](?=\d{3}(?!\d))")
RUNNING = re.compile(r"^.{0,90}\bside\s+(\d{1,4})(?:\s*(?:af|/)\s*\d{1,4})?\s*$", re.IGNORECASE)
"""The head of a page, on top of it, with its number."""
RULE = re.compile(r"^[\s|:+=_-]*$")
SEMICOLONS = re.compile(r'^(?:[^;]*;(?!\s)){2,}[^;]*$|^[^;]*(?:;\s*"?-?[\d.,]*"?\s*){2,}$')
"""A row of a spreadsheet saved as text: no blank follows a semicolon, as it does in a sentence, or figures alone do."""


@dataclass(frozen=True)
class Line:
    """One printed line. `raw` keeps its blanks, which can tell vanished cells; `cells` are there where the file has
    cells (Word, Markdown, tabs, semicolons); `gap` counts the blank lines before it; `starts` where the file tells
    paragraphs."""

    raw: str
    number: int
    page: int | None = None
    opens: bool = False
    gap: int = 0
    cells: tuple[str, ...] = ()
    is_furniture: bool = False
    starts: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.raw.replace("\t", " ").split())

    @property
    def place(self) -> Place:
        return Place(self.number, self.page)


def lines_of(text: str) -> tuple[Line, ...]:
    """Every line that is not blank, numbered as in the text."""
    rows = dotted(text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    found = list(_numbered(rows))
    is_spaced = sum(1 for one in found if one.gap) > SPACED * len(found) if found else False
    return tuple(_paged(found, is_spaced))


def dotted(text: str) -> str:
    """Text whose thousands are parted by dots where hard blanks parted them; other hard blanks become plain ones."""
    return HARD.sub(".", text).replace("\u00a0", " ").replace("\u202f", " ")


def _numbered(rows: Sequence[str]) -> Iterator[Line]:
    gap = 0
    opens = False
    for number, row in enumerate(rows, start=1):
        opens = opens or "\f" in row
        shown = row.replace("\f", "")
        if not shown.strip():
            gap += 1
            continue
        for at in range(0, len(shown), LONGEST):
            if part := shown[at : at + LONGEST].strip(" \t") and shown[at : at + LONGEST]:
                heading = MARKDOWN_HEADING.match(part)
                plain = _tabbed((heading[1] if heading else part).replace("**", ""))
                yield Line(plain, number, None, opens, gap, cells_in(plain), starts=bool(heading))
                gap, opens = 0, False


def cells_in(row: str) -> tuple[str, ...]:
    """The cells that bars or tabs divide a line into; none where it is plain text."""
    shown = row.strip(" ")
    if shown.startswith("|") and shown.endswith("|") and shown.count("|") > 1:
        return tuple(one.strip(" *") for one in shown.strip("|").split("|"))
    if shown.count("|") > 1:
        return tuple(one.strip(" *") for one in shown.split("|"))
    if "\t" in row.strip():
        return tuple(" ".join(one.split()) for one in row.strip("\n").split("\t"))
    return ()


def _tabbed(row: str) -> str:
    """A row whose cells semicolons part, and quotes may keep, with tabs in their place; any other row as it is."""
    if not SEMICOLONS.match(row.strip()):
        return row
    return "\t".join(" ".join(one.split()) for one in next(csv.reader([row.strip()], delimiter=";")))


def _paged(lines: Sequence[Line], is_spaced: bool) -> Iterator[Line]:
    """The lines with pages; where only some pages tell their number, the others are counted from them."""
    marks = {at: int(found[1]) for at, one in enumerate(lines) if (found := _page_mark(one))}
    breaks = {at for at, one in enumerate(lines) if one.opens or (is_spaced and at and _is_break(one))}
    first = _first_page(marks, breaks)
    page = first
    has_pages = bool(marks or breaks)
    for at, one in enumerate(lines):
        if at in marks:
            page = marks[at]
        elif at in breaks and at - 1 not in marks:
            page += 1
        opens = at in breaks or at - 1 in marks or (has_pages and at == 0) or one.starts
        furniture = at in marks or bool(RULE.match(one.raw) and "|" in one.raw)
        yield replace(one, page=page if has_pages else None, opens=opens, is_furniture=furniture)


def _page_mark(line: Line) -> re.Match[str] | None:
    return PAGE_MARK.match(line.raw) or (RUNNING.match(line.text) if line.opens else None)


def _is_break(line: Line) -> bool:
    """Whether a line in a spaced-out text opens a page; rows of tables begin with a space too, so figures tell them."""
    return line.gap == 0 and line.raw.startswith(" ") and not FIGURES_LAST.search(line.raw)


def _first_page(marks: dict[int, int], breaks: set[int]) -> int:
    """The page of the first line: counted back from the first page that tells its number, else 1."""
    if not marks:
        return 1
    at = min(marks)
    return max(1, marks[at] - 1 - sum(1 for one in breaks if one < at))
