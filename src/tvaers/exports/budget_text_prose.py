"""Running text in lines that are read again as the same paragraphs: a blank line parts them, no line is like a row."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence

from tvaers.engine.budget.catalogue import Section
from tvaers.engine.budget.reading.figures import from_the_right
from tvaers.engine.budget.reading.list_tables import UNIT_LAST, YEAR_LAST
from tvaers.engine.budget.reading.texts import BULLET, NUMBERED, WORD
from tvaers.engine.budget.reading.wording import CAPTION, SECTION, UNIT_LINE, period_columns

WIDTHS = (110, 105, 100, 95, 90, 85, 80, 75, 70, 65)
"""Characters of a line; narrower where a wider one would break at a place that reads as something else."""
NARROW = (50, 45, 40, 35, 30, 25)
"""For texts of short paragraphs only, which would have more blank lines than lines that go on."""
LONGEST = 3_900
LEAST_LABEL = 45


def prose(sections: Sequence[Section], around: Sequence[str] | None = None) -> list[list[str]]:
    """The lines of each section. With `around`, the words beside their amounts, headings stand before them, on the line
    of the text where these words say so."""
    blocks = [list(_lines(one, around, WIDTHS)) for one in sections]
    lines = [line for one in blocks for line in one]
    blank = sum(1 for one in lines if not one)
    return [list(_lines(one, around, NARROW)) for one in sections] if 2 * blank >= len(lines) - blank else blocks


def _lines(section: Section, around: Sequence[str] | None, widths: Sequence[int]) -> Iterator[str]:
    texts = [one for one in section.text.split("\n") if one]
    if around is not None and section.heading:
        if texts and _is_inline(section, texts[0], around):
            texts[0] = f"{section.heading}: {texts[0]}"
        else:
            yield f"{section.heading}:" if texts else section.heading
    for at, text in enumerate(texts):
        if at and not BULLET.match(text):
            yield ""
        yield from wrapped(text, widths)


def _is_inline(section: Section, text: str, around: Sequence[str]) -> bool:
    """Whether the words beside an amount begin with the heading that the text stands behind."""
    beginning = f"{section.heading.split()[-1]}: {text[:12]}"
    return any(beginning in one for one in around)


def wrapped(text: str, widths: Sequence[int] = WIDTHS) -> list[str]:
    """A paragraph in lines, or in one where every way to break it would be read as something else."""
    for width in widths:
        lines = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
        if all(_is_plain(one) for one in lines) and all(_goes_on(one) for one in lines[1:]):
            return lines
    return textwrap.wrap(text, LONGEST, break_on_hyphens=False)


def _is_plain(line: str) -> bool:
    """Whether a line is running text to a reader of catalogues."""
    label, figures = from_the_right(line, 12)
    is_row = len(figures) > 1 and len(label) < LEAST_LABEL
    is_head = bool(UNIT_LAST.match(line) or YEAR_LAST.match(line) or period_columns(line))
    return bool(WORD.search(line)) and not is_row and not is_head and not line.endswith("-")


def _goes_on(line: str) -> bool:
    starts = (BULLET, NUMBERED, SECTION, UNIT_LINE, CAPTION)
    return not any(one.match(line) for one in starts) and not re.match(r"[*•]|http|Kilde", line)
