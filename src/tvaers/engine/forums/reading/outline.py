"""The outline of a document: head, contents list and items. Headings decide; the contents list only confirms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tvaers.engine.forums.reading.marks import is_bullet, numbered, plain, squeezed, unmarked
from tvaers.engine.forums.reading.pieces import Line
from tvaers.engine.forums.reading.sections import IMPLICIT, section_head
from tvaers.engine.forums.reading.tables import (
    CONTENTS,
    CONTENTS_OVER,
    ITEM_HEADS,
    JOURNAL,
    OUTCOMES,
    TYPES,
    VERBS,
    WEAK_HEADS,
)

PAGE_TAIL = 60
"""Characters at the end of a line in which its page number is looked for."""
HAS_PAGE = re.compile(r"(?:\.{2,}|…|\t|\s{2,}|\s)\s*\d{1,3}$")
MOST_LINES = 3
"""Lines that a title may be broken over."""
NEARBY = 3
"""How many lines after a heading its journal number or first section may stand."""
_PATTERNS = tuple(
    (re.compile(rf"(?:{words})(?P<title>.*)", re.IGNORECASE | re.DOTALL), words in WEAK_HEADS) for words in ITEM_HEADS
)
_JOURNAL = re.compile("|".join(JOURNAL), re.IGNORECASE)
_DONE = re.compile("|".join(words for _, words in OUTCOMES), re.IGNORECASE)
_ASKED = re.compile(rf"(?!\w+(?:else|ning|ling)\b)(?:at\s+)?(?:{'|'.join(words for _, words in VERBS)})", re.IGNORECASE)
_LETTERED = re.compile(r"l\d", re.IGNORECASE)
_CUSTOMARY = re.compile(
    rf"(?:{'|'.join(TYPES)})\b|eventuelt|meddelelser|næste møde|velkomst|opfølgning|\(", re.IGNORECASE
)


@dataclass(frozen=True)
class Heading:
    """The heading of an item: where it stands, its number and title; `lines` it takes; `sure` is the number written."""

    at: int
    number: str
    title: str
    lines: int = 1
    sure: bool = True


@dataclass(frozen=True)
class Outline:
    """The lines before the items, those of the contents list, and each heading with the lines of its item."""

    head: tuple[Line, ...]
    contents: tuple[Line, ...]
    items: tuple[tuple[Heading, tuple[Line, ...]], ...]
    headings: tuple[tuple[Line, ...], ...]


def outline(lines: Sequence[Line]) -> Outline:
    """Head, contents list and items; every line is in exactly one of them."""
    contents = _contents(lines)
    found = _headings(lines, contents)
    listed, real = _without_listed(found, lines)
    start = real[0].at if real else len(lines)
    ends = [*(one.at for one in real[1:]), len(lines)][: len(real)]
    inside = contents | {at for one in listed for at in range(one.at, one.at + one.lines)}
    inside |= _named_before(lines[:start], [one.title for one in real])
    return Outline(
        tuple(line for at, line in enumerate(lines[:start]) if at not in inside),
        tuple(lines[at] for at in sorted(inside)),
        tuple((one, tuple(lines[one.at + one.lines : end])) for one, end in zip(real, ends, strict=True)),
        tuple(tuple(lines[one.at : one.at + one.lines]) for one in real),
    )


def _contents(lines: Sequence[Line]) -> set[int]:
    """The indexes of the contents list: its title, and the lines that end in a page number."""
    titles = {word.casefold() for word in CONTENTS}
    for at, line in enumerate(lines):
        if plain(line.text).rstrip(":").casefold() in titles:
            end = at + 1
            while end < len(lines) and _is_contents(lines, end):
                end += 1
            return set(range(at, end)) if end > at + 1 else set()
    return set()


def _is_contents(lines: Sequence[Line], at: int) -> bool:
    """Whether a line belongs to the list: it has a page, or the next one has and no item begins here."""
    if _evidence(lines, at, 1) or section_head(lines[at].text):
        return False
    return any(HAS_PAGE.search(line.text[-PAGE_TAIL:]) for line in lines[at : at + 2])


def _named_before(head: Sequence[Line], titles: Sequence[str]) -> set[int]:
    """The lines of the head that are the title of an item to come: a list of them, with the title over it."""
    known = {squeezed(title).casefold() for title in titles}
    named = {at for at, line in enumerate(head) if len(line.text) > 3 and _bare(line.text) in known}
    if len(named) < 2:
        return set()
    over = min(named) - 1
    words = {word.casefold() for word in CONTENTS_OVER}
    return named | ({over} if over >= 0 and plain(head[over].text).rstrip(":").casefold() in words else set())


def _bare(text: str) -> str:
    """A line of a list without bullet, number and page."""
    shown = unmarked(plain(text))
    count = numbered(shown)
    return squeezed(HAS_PAGE.sub("", (count[1] if count else shown)[:400])).casefold()


def _headings(lines: Sequence[Line], contents: set[int]) -> list[Heading]:
    """The headings by the most telling way of writing them that the document has; else by their looks."""
    strong = [_matches(lines, contents, pattern) for pattern, weak in _PATTERNS if not weak]
    best = max(strong, key=len)
    if best:
        return best
    weak = [_numbered(lines, contents, pattern) for pattern, is_weak in _PATTERNS if is_weak]
    best = max(weak, key=len)
    return best or _styled(lines, contents)


def _matches(lines: Sequence[Line], contents: set[int], pattern: re.Pattern[str]) -> list[Heading]:
    """Headings with a word before the number: they ascend, or the lines after them say that they are headings."""
    found: list[Heading] = []
    section = ""
    for at, line in enumerate(lines):
        section = (_section(line, found) or (section,))[0]
        heading = None if at in contents else _whole(lines, _heading(lines, at, pattern))
        if heading is None:
            continue
        evidence = _evidence(lines, at, heading.lines) or line.heading
        answer = section == "decision" and bool(_DONE.search(heading.title))
        apart = bool(_LETTERED.match(heading.number))
        if evidence or (not answer and (apart or _ascends(found, heading) or _value(heading) == 1)):
            found.append(heading)
            section = ""
    return found


def _section(line: Line, found: Sequence[Heading]) -> tuple[str] | None:
    """The kind of the section that a line begins; before the first item only a recommendation is one."""
    head = section_head(line.text)
    if head and (found or head[0] == "recommendation"):
        return (head[0],)
    return ("recommendation",) if IMPLICIT.match(line.text) else None


def _heading(lines: Sequence[Line], at: int, pattern: re.Pattern[str]) -> Heading | None:
    """A line as a heading; a number alone takes the next line as its title."""
    match = pattern.fullmatch(plain(lines[at].text))
    if match is None:
        return None
    title = match["title"].strip()
    if title:
        small = title[0].islower() and not re.search(r"[:.)–-]\s*$", match.group()[: match.start("title")])
        return None if small or len(title) > 400 else Heading(at, match["n"], title)
    following = plain(lines[at + 1].text) if at + 1 < len(lines) else ""
    if not following or section_head(following) or pattern.fullmatch(following) or _JOURNAL.match(following):
        return Heading(at, match["n"], "")
    return Heading(at, match["n"], following, 2)


def _whole(lines: Sequence[Line], heading: Heading | None) -> Heading | None:
    """A heading with the lines that its title was broken over: they stand right below it, and what begins an item
    follows them. A line with a capital is the title's only when the journal number follows."""
    if heading is None or not heading.title:
        return heading
    first = heading.at + heading.lines
    for count in range(1, MOST_LINES + 1):
        more = lines[first : first + count]
        if len(more) < count or not _goes_on(lines[first + count - 2], more[-1]):
            break
        after = lines[first + count].text if first + count < len(lines) else ""
        small = all(plain(line.text)[0].islower() for line in more)
        if _evidence(lines, first, count) and (small or _JOURNAL.search(after)):
            title = " ".join((heading.title, *(plain(line.text) for line in more)))
            return replace(heading, title=title, lines=heading.lines + count)
    return heading


def _goes_on(before: Line, line: Line) -> bool:
    """Whether a line may be the rest of a title: right below it, and nothing that we know by its look."""
    text = plain(line.text)
    known = section_head(text) or numbered(text) or is_bullet(text) or _JOURNAL.search(text) or ":" in text
    return bool(text) and not known and _is_below(before, line)


def _is_below(line: Line, other: Line) -> bool:
    """Whether a line of the same look stands right below another, without a gap."""
    one, two = line.place, other.place
    same = (one.unit, one.page, line.style) == (two.unit, two.page, other.style)
    return same and two.number - one.number <= 1


def _numbered(lines: Sequence[Line], contents: set[int], pattern: re.Pattern[str]) -> list[Heading]:
    """Headings that are a bare number with a title: they count up, and are not the points of a list."""
    found: list[Heading] = []
    section, listed = "", 0
    for at, line in enumerate(lines):
        if begins := _section(line, found):
            section, listed = begins[0], 0
        heading = None if at in contents else _whole(lines, _heading(lines, at, pattern))
        if heading is None or (heading.title[:1].islower() and not lines[at].heading):
            continue
        if _is_next(lines, found, heading, section, listed):
            found.append(heading)
            section, listed = "", 0
        else:
            listed = _value(heading)
    return found


def _is_next(lines: Sequence[Line], found: list[Heading], heading: Heading, section: str, listed: int) -> bool:
    """Whether a numbered line is the next item and not a point of a list in this one."""
    line, value = lines[heading.at], _value(heading)
    if not found and value > 1 and not section and _evidence(lines, heading.at, heading.lines):
        return True
    if line.heading or (line.style == "bold" and value == _last(found) + 1):
        return True
    restart = value == 1 and len(found) > 1
    if value != _last(found) + 1 and not restart:
        return False
    if section in ("recommendation", "decision") and (
        listed or _ASKED.match(heading.title) or _DONE.search(heading.title)
    ):
        return bool(_evidence(lines, heading.at, 1) and not _ASKED.match(heading.title) and value != listed + 1)
    if listed and value == listed + 1:
        return False
    if restart:
        return _evidence(lines, heading.at, 1) or not section
    return True


def _styled(lines: Sequence[Line], contents: set[int]) -> list[Heading]:
    """Headings by look alone, numbered in order: those that are followed by a section, or name a customary item."""
    found: list[Heading] = []
    for at, line in enumerate(lines):
        if at in contents or not (line.heading or line.style == "bold") or section_head(line.text):
            continue
        if _evidence(lines, at, 1) or _CUSTOMARY.match(plain(line.text)):
            found.append(Heading(at, str(len(found) + 1), plain(line.text), sure=False))
    return found


def _evidence(lines: Sequence[Line], at: int, taken: int) -> bool:
    """Whether a journal number or the heading of a section stands right after a line."""
    after = lines[at + taken : at + taken + NEARBY]
    if not after:
        return False
    if _JOURNAL.search(after[0].text) and len(after[0].text) < 60:
        return True
    return bool(section_head(after[0].text))


def _without_listed(found: list[Heading], lines: Sequence[Line]) -> tuple[list[Heading], list[Heading]]:
    """(an agenda list printed before the items, the items): the numbers begin again after headings without a text."""
    again = [at for at, one in enumerate(found) if at and _value(one) == 1]
    if again and all(b.at == a.at + a.lines for a, b in zip(found[: again[0]], found[1 : again[0]], strict=False)):
        return found[: again[0]], found[again[0] :]
    return [], found


def _value(heading: Heading) -> int:
    """The number, 0 for one with a letter before it: those of closed items count for themselves."""
    return 0 if _LETTERED.match(heading.number) else int(re.sub(r"\D", "", heading.number) or 0)


def _last(found: Sequence[Heading]) -> int:
    return _value(found[-1]) if found else 0


def _ascends(found: Sequence[Heading], heading: Heading) -> bool:
    return not found or _value(heading) > _last(found) or heading.number > found[-1].number
