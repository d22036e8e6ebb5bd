"""Running text: paragraphs with the line of each place in them, sections under headings, and what is no text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tvaers.engine.budget.catalogue import Place, Section
from tvaers.engine.budget.reading.figures import from_the_right
from tvaers.engine.budget.reading.lines import Line
from tvaers.engine.budget.reading.wording import SECTION

WORD = re.compile(r"[^\W\d_]{3,}")
CHAPTER = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*\.?\s+)?[A-ZÆØÅ][^.:;]{1,88}$")
NUMBERED = re.compile(r"^\d{1,2}(?:\.\d{1,2})*\.?\s+[A-ZÆØÅ]")
BULLET = re.compile(r"^(?:[•▪●◦−–*-]\s|\d{1,2}[.)]\s)")
LONGEST_HEADING = 75
SHORT_HEADING = 55
"""Characters of a line that can head what follows it without a number."""
SHORT_LABEL = 45
"""Characters of a label that figures follow as in a table; longer ones are sentences."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph as one text; `starts` are the places in it where its lines begin."""

    text: str
    lines: tuple[Line, ...]
    starts: tuple[int, ...]

    def place_at(self, offset: int) -> Place:
        """Where in the file a place in the text is printed."""
        return self.lines[max(0, bisect_right(self.starts, offset) - 1)].place


def parted(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Lines parted into running text and what is none: rows of tables and axes of charts that nothing read."""
    text: list[Line] = []
    others: list[Line] = []
    before: Line | None = None
    for line in lines:
        ends = bool(before and line.text.endswith((".", ")")) and not before.text.endswith((".", ":")))
        is_words = _is_words(line) or (ends and len(line.text) > 2)
        (text if is_words else others).append(line)
        before = line if is_words else None
    return text, others


def _is_words(line: Line) -> bool:
    if not WORD.search(line.text):
        return False
    label, figures = from_the_right(line.text, 12)
    return not (len(figures) > 1 and len(label) < SHORT_LABEL) and not (line.cells and figures)


def paragraphs(lines: Sequence[Line]) -> Iterator[Paragraph]:
    """The lines put together: a wider gap than usual, a bullet or a heading begins a new paragraph."""
    usual = Counter(one.gap for one in lines).most_common(1)[0][0] if lines else 0
    held: list[Line] = []
    for line in lines:
        if held and _begins(line, held[-1], usual):
            yield _paragraph(held)
            held = []
        held.append(line)
    if held:
        yield _paragraph(held)


def _begins(line: Line, before: Line, usual: int) -> bool:
    if line.starts:
        return True
    if before.opens and _is_chapter(before) or NUMBERED.match(before.text) and _is_chapter(before):
        return True
    if before.gap > usual and len(before.text) < SHORT_HEADING and _is_chapter(before) and line.text[:1].isupper():
        return True
    if SECTION.match(line.text) or BULLET.match(line.text) or SECTION.match(before.text) and len(before.text) < 60:
        return True
    if line.opens:
        return before.text.endswith((".", ":", "?", "!")) or not line.text[:1].islower()
    return line.gap > usual


def _is_chapter(line: Line) -> bool:
    return len(line.text) < LONGEST_HEADING and bool(CHAPTER.match(line.text)) and not line.text.endswith("-")


def _paragraph(lines: Sequence[Line]) -> Paragraph:
    text = ""
    starts: list[int] = []
    for line in lines:
        if text.endswith("-") and line.text[:1].islower() and not line.text.startswith(("og ", "eller ")):
            text = text[:-1]
        elif text:
            text += " "
        starts.append(len(text))
        text += line.text
    return Paragraph(text, tuple(lines), tuple(starts))


def sections(lines: Sequence[Line], has_chapters: bool = False) -> tuple[Section, ...]:
    """The sections of some text. With chapters, a numbered line or one on top of a page is a heading as well."""
    found: list[Section] = []
    heading, place, body = "", lines[0].place if lines else Place(1), []
    for one in paragraphs(lines):
        parted = _heading(one, has_chapters)
        if parted is None:
            body.append(one.text)
            continue
        if heading or body:
            found.append(Section(heading, "\n".join(body), place))
        heading, rest = parted
        place, body = one.lines[0].place, [rest] if rest else []
    if heading or body:
        found.append(Section(heading, "\n".join(body), place))
    return tuple(found)


def _heading(paragraph: Paragraph, has_chapters: bool) -> tuple[str, str] | None:
    """The heading that a paragraph is or begins with, and the rest of it; None where it is text only."""
    found = SECTION.match(paragraph.text)
    if found:
        return found["head"].strip(), (found["rest"] or "").strip()
    first = paragraph.lines[0]
    if not has_chapters or len(paragraph.text) > LONGEST_HEADING or not CHAPTER.match(paragraph.text):
        return None
    is_apart = first.gap > 1 and len(paragraph.text) < SHORT_HEADING
    is_heading = first.opens or is_apart or NUMBERED.match(paragraph.text) or paragraph.text.isupper()
    return (paragraph.text, "") if is_heading else None
