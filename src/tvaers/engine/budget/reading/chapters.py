"""Where the themes and the proposals of a catalogue begin and end, found by their titles, unit lines and page tops."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from tvaers.engine.budget.catalogue import Doubt
from tvaers.engine.budget.reading.figures import from_the_right
from tvaers.engine.budget.reading.growth import HEADER, NUMBER, GrowthRow, GrowthTable
from tvaers.engine.budget.reading.lines import Line
from tvaers.engine.budget.reading.titles import joined, likeness, paired
from tvaers.engine.budget.reading.wording import SECTION, UNIT_LINE, without_flag

SAME = 0.5
"""Likeness from which a heading is the title of a theme or of a proposal that has no unit line."""
CLEARLY = 0.75
"""Likeness from which a line that opens no page is a heading."""
NAMELESS = "0"
"""The number of the theme of proposals that stand in none."""
LONGEST_TITLE = 3
"""Lines that a heading takes at most."""
PROPOSAL_NUMBER = re.compile(
    r"^(?:budget)?(?:forslag|brik)\s*(?:nr\.?\s*)?\d{1,3}(?:\.\d{1,3})*\s*[:.–-]\s*(?P<title>[A-ZÆØÅ].{3,90})$",
    re.IGNORECASE,
)
PART = re.compile(r"^(?:\d{1,2}\.?\s+)[A-ZÆØÅ]{3,}[A-ZÆØÅ :-]*$|^BILAG\b")


@dataclass(frozen=True)
class Heading:
    """A proposal's heading: indexes of its first line and of the first line of its body."""

    title: str
    first: int
    body: int
    departments: str | None


@dataclass
class Chapter:
    """A theme's lines `[first, end)` with its own table, its rows in the overview, and the headings in it."""

    number: str
    title: str
    first: int
    end: int
    table: GrowthTable | None = None
    rows: list[GrowthRow] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)

    @cached_property
    def pairs(self) -> dict[int, int]:
        """Index of a row → index of the heading that is most like it."""
        return paired([one.title for one in self.rows], [without_flag(one.title) for one in self.headings])

    @cached_property
    def links(self) -> dict[int, int]:
        """Index of a row of the theme's own table → index of the row of the overview; one printed twice links twice."""
        own = self.table.rows if self.table else []
        parts = [at for at, one in enumerate(own) if not one.is_total]
        rows = [one.title for one in self.rows]
        first = {parts[at]: to for at, to in paired([own[at].title for at in parts], rows).items()}
        for at in parts:
            again = paired([own[at].title], rows) if at not in first else {}
            if again:
                first[at] = again[0]
        return first


def chapters_of(lines: Sequence[Line], tables: Sequence[GrowthTable]) -> list[Chapter]:
    """The themes in the order of the overview, or of their own tables where there is no overview."""
    overview = next((one for one in tables if one.is_overview), None)
    chapters = (_from_overview(overview) if overview else _from_tables(tables)) or _from_unit_lines(lines)
    after = overview.last + 1 if overview else 0
    for one in chapters:
        one.first = _start(lines, one, after, tables) if overview else _opening(lines, one.first)
    last = _end_of_part(lines, max((one.first for one in chapters), default=0))
    starts = sorted(one.first for one in chapters)
    for one in chapters:
        one.end = next((start for start in starts if start > one.first), last)
        own = [table for table in tables if one.first <= table.first < one.end and not table.is_overview]
        one.table = own[0] if own else None
        one.headings = _headings(lines, one)
    return chapters


def misnumbered(lines: Sequence[Line], chapters: Sequence[Chapter], tables: Sequence[GrowthTable]) -> Iterator[Doubt]:
    """Chapters whose own heading has another number than the overview gives them; the overview's is kept."""
    inside = {at for table in tables for at in range(table.first, table.last + 1)}
    for at, line in enumerate(lines):
        found = NUMBER.match(line.text)
        if found and at not in inside:
            title = _title_at(lines, at, found["title"])
            best = max(chapters, key=lambda one: likeness(title, one.title), default=None)
            if best and best.number != found["number"] and likeness(title, best.title) >= CLEARLY:
                text = f"Overskriften siger »{found['number']} {title}«, men oversigten har nummer {best.number}."
                yield Doubt("theme-number", text, line.place, (best.number, found["number"]))


def _title_at(lines: Sequence[Line], at: int, title: str) -> str:
    """A heading's title, with the line after it where a word is divided between them."""
    return joined([title, *(one.text for one in lines[at + 1 : at + 2] if title.endswith("-"))])


def _from_overview(overview: GrowthTable) -> list[Chapter]:
    chapters: list[Chapter] = []
    for row in overview.rows:
        if row.number:
            chapters.append(Chapter(row.number, row.title, 0, 0))
        elif chapters and not row.is_total:
            chapters[-1].rows.append(row)
    return chapters


def _from_tables(tables: Sequence[GrowthTable]) -> list[Chapter]:
    return [
        Chapter(one.number or str(at), one.title, one.first, 0, rows=[row for row in one.rows if not row.is_total])
        for at, one in enumerate(tables, start=1)
    ]


def _from_unit_lines(lines: Sequence[Line]) -> list[Chapter]:
    """One theme without a name, for proposals that no table lists but that have a unit line or a number."""
    named = any(_is_unit_line(lines, at) or PROPOSAL_NUMBER.match(lines[at].text) for at in range(len(lines)))
    return [Chapter(NAMELESS, "", 0, 0)] if named else []


def _start(lines: Sequence[Line], chapter: Chapter, after: int, tables: Sequence[GrowthTable]) -> int:
    """Where a theme begins: its numbered heading, else its heading without number, else its own table."""
    inside = {at for table in tables for at in range(table.first, table.last + 1)}
    best = (SAME, len(lines))
    for at in range(after, len(lines)):
        found = NUMBER.match(lines[at].text)
        if at not in inside and found and found["number"] == chapter.number:
            like = likeness(_title_at(lines, at, found["title"]), chapter.title)
            best = max(best, (like, -at), key=lambda one: (one[0], one[1] if one[1] < 0 else 1))
            if best[0] >= CLEARLY:
                break
    if best[1] <= 0:
        return -best[1]
    own = [one for one in tables if one.first >= after and likeness(one.title, chapter.title) >= SAME]
    return _opening(lines, own[0].first) if own else len(lines)


def _opening(lines: Sequence[Line], at: int) -> int:
    """The line that opens the page of a table, where it is near; else the table."""
    return next((one for one in range(at, max(-1, at - 6), -1) if lines[one].opens), at)


def _end_of_part(lines: Sequence[Line], after: int) -> int:
    for at in range(after + 1, len(lines)):
        if PART.match(lines[at].text) and lines[at].opens:
            return at
    return len(lines)


def _headings(lines: Sequence[Line], chapter: Chapter) -> list[Heading]:
    skipped = 0 if chapter.number == NAMELESS else 1
    first = chapter.table.last + 1 if chapter.table else chapter.first + skipped
    titles = [one.title for one in chapter.rows] or [one.title for one in (chapter.table.rows if chapter.table else ())]
    found = [_over_unit_line(lines, at, first, titles) for at in range(first, chapter.end) if _is_unit_line(lines, at)]
    if not titles:
        found += _by_number(lines, range(first, chapter.end), found)
    known = paired(titles, [without_flag(one.title) for one in found])
    left = [title for at, title in enumerate(titles) if at not in known]
    taken = {at for one in found for at in range(one.first, one.body)}
    for title in left:
        alone = _standing_alone(lines, title, range(first, chapter.end), taken)
        if alone:
            found.append(alone)
            taken.update(range(alone.first, alone.body))
    return sorted(found, key=lambda one: one.first)


def _by_number(lines: Sequence[Line], within: range, found: Sequence[Heading]) -> list[Heading]:
    """Headings that number their proposals (`Forslag nr. 3: …`), but for those over a unit line."""
    taken = {at for one in found for at in range(one.first, one.body)}
    named = ((at, PROPOSAL_NUMBER.match(lines[at].text)) for at in within if at not in taken)
    return [Heading(one["title"].strip(), at, at + 1, None) for at, one in named if one]


def _is_unit_line(lines: Sequence[Line], at: int) -> bool:
    return bool(UNIT_LINE.match(lines[at].text))


def _over_unit_line(lines: Sequence[Line], at: int, first: int, titles: Sequence[str]) -> Heading:
    """The heading that ends right over a unit line: from the top of its page, or the lines most like a title."""
    starts = _title_lines(lines, at, first)
    top = next((one for one in starts if lines[one].opens), None)
    if top is None and len(starts) == 1:
        top = starts[0]
    elif top is None:
        top = max(starts, key=lambda one: (_best(lines, one, at, titles), one), default=at) if titles else at - 1
    while not titles and top > first and lines[top].gap == 0 and not lines[top].opens:
        top -= 1
    unit = UNIT_LINE.match(lines[at].text)
    return Heading(_text(lines, top, at), top, at + 1, unit["who"].strip() if unit else None)


def _title_lines(lines: Sequence[Line], at: int, first: int) -> list[int]:
    """The lines over a unit line that can be its heading, the nearest first: no sentences and no rows of tables."""
    starts: list[int] = []
    for one in range(at - 1, max(first - 1, at - 1 - LONGEST_TITLE), -1):
        if (
            starts
            and not lines[one].opens
            and (not _may_be_heading(lines[one].text) or from_the_right(lines[one].text, 1)[1])
        ):
            break
        starts.append(one)
        if lines[one].opens:
            break
    return starts


def _best(lines: Sequence[Line], first: int, end: int, titles: Sequence[str]) -> float:
    text = without_flag(_text(lines, first, end))
    if text in titles:
        return 1.0
    return round(max((likeness(text, one) for one in titles), default=0.0), 6)


def _text(lines: Sequence[Line], first: int, end: int) -> str:
    return joined([one.text for one in lines[first:end] if not one.is_furniture])


def _standing_alone(lines: Sequence[Line], title: str, within: range, taken: set[int]) -> Heading | None:
    """A heading without a unit line: the line most like the title, at the top of a page or clearly alike."""
    best: tuple[float, int, int] | None = None
    for at in within:
        if at in taken or lines[at].is_furniture or not _may_be_heading(lines[at].text):
            continue
        for size in (1, 2):
            alike = likeness(without_flag(_text(lines, at, at + size)), title)
            enough = SAME if lines[at].opens else CLEARLY
            if at + size <= within.stop and alike >= enough and (best is None or alike > best[0]):
                best = (alike, at, at + size)
    return Heading(_text(lines, best[1], best[2]), best[1], best[2], None) if best else None


def _may_be_heading(text: str) -> bool:
    return len(text) < 120 and not text.endswith((".", ":", ",")) and not SECTION.match(text) and not HEADER.match(text)
