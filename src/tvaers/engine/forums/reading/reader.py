"""Minutes or an agenda from a file: lines first, then outline, items and people, and last what is unsure.

`read_minutes` never drops a line: each is in the head, the contents list, an item, `repeated` or `unread`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from tvaers.engine.forums.reading.absences import NOBODY, absences_in, attendance
from tvaers.engine.forums.reading.dates import dates_in
from tvaers.engine.forums.reading.doubts import item_findings, people_findings, whole_findings
from tvaers.engine.forums.reading.front import Front, front
from tvaers.engine.forums.reading.head import SHORT, TIME, head_of, labelled
from tvaers.engine.forums.reading.items import Body, body_of, decision_of, item_of
from tvaers.engine.forums.reading.marks import plain, squeezed
from tvaers.engine.forums.reading.mentions import date_findings, mentions_in
from tvaers.engine.forums.reading.model import Absence, ContentsEntry, Head, Item, Minutes, Person
from tvaers.engine.forums.reading.outline import Outline, outline
from tvaers.engine.forums.reading.people import is_people_item, people_in
from tvaers.engine.forums.reading.pieces import Line, Place
from tvaers.engine.forums.reading.sections import section_head
from tvaers.engine.forums.reading.tables import CONTENTS_OVER, DOCUMENT_KINDS
from tvaers.kernel.errors import Problem

ENTRY = re.compile(r"^(?P<text>.*?)(?:\s*\.{2,}|\s*…+|\t|\s)\s*(?P<page>\d{1,3})$", re.DOTALL)

OPENING = re.compile(r"velkomst|dagsorden|deltager|fremmød|åbning|afbud", re.IGNORECASE)
"""Titles of items whose decision may tell who was not there."""
AWAY = re.compile(r"\bafbud\b|^fraværende\b", re.IGNORECASE)
"""What tells of absences in the decision of any other item."""
LONGEST_ENTRY = 400
"""Characters above which a line is no entry of a contents list."""
LONG, CUT = 60, 2
"""An entry longer than this may be cut inside a word: its last letters need not be those of the heading."""


def read_minutes(source: Path | bytes, name: str = "") -> Minutes:
    """Minutes or an agenda from a path, or from bytes with the file's name. Problem when the file cannot be read."""
    if isinstance(source, bytes):
        return read_front(front(source, name or "Filen"), name)
    if source.is_dir():
        what = f"{source} er en mappe."
        raise Problem(what=what, why="Kommandoen læser én fil ad gangen.", do="Skriv stien til en fil i mappen.")
    try:
        content = source.read_bytes()
    except OSError as error:
        why = "Filen findes ikke, eller du må ikke læse den."
        raise Problem(what=f"{source} kan ikke læses.", why=why, do="Ret stien, og prøv igen.") from error
    return read_front(front(content, name or source.name), name or source.name)


def read_front(given: Front, name: str) -> Minutes:
    """Minutes or an agenda from lines."""
    found = outline(given.lines)
    styles = frozenset(line.style for line in given.lines if line.style and section_head(line.text))
    bodies = [
        body_of(heading, own, lines, styles) for (heading, lines), own in zip(found.items, found.headings, strict=True)
    ]
    decided = any(section.text.strip() for body in bodies for section in body.sections if section.kind == "decision")
    head, head_doubts = head_of(found.head, given.repeated, decided)
    minutes = head.kind == "referat"
    year = head.date.year if head.date else None
    items = tuple(item_of(body, head.forum.known, head.date, minutes) for body in bodies)
    people = people_in(found.head, found.items)
    absences = _absences(found, bodies, people)
    used, unread = _used(head, people, absences)
    titles = tuple(line for line in found.contents if _is_title(line))
    contents = tuple(_contents([line for line in found.contents if line not in titles], items))
    links = tuple(link for line in given.lines for link in line.links)
    mentions = mentions_in(list(_texts(used, items)), head.date, _plan_years(items))
    findings = (
        *given.findings,
        *head_doubts,
        *people_findings(people, absences, minutes),
        *(
            one
            for item, body in zip(items, bodies, strict=True)
            for one in item_findings(item, minutes, body.heading.sure)
        ),
        *date_findings(mentions, year),
        *whole_findings(items, contents, links, unread),
    )
    return Minutes(
        name, replace(head, lines=used + titles), contents, people, absences, attendance(people, absences),
        items, links, mentions, given.repeated, unread, findings,
    )  # fmt: skip


def _absences(found: Outline, bodies: Sequence[Body], people: Sequence[Person]) -> tuple[Absence, ...]:
    """The absences of the head, of the item of participants, and of decisions of the first items."""
    lines = list(found.head)
    for body, (_, own) in zip(bodies, found.items, strict=True):
        if is_people_item(body.heading):
            lines += own
        elif section := decision_of(body, True):
            opens = bool(OPENING.search(body.heading.title))
            told = [block for block in section.blocks if opens or AWAY.search(block.text)]
            lines += [Line(block.text, block.place) for block in told]
    return absences_in(lines, people)


def _used(
    head: Head, people: Sequence[Person], absences: Sequence[Absence]
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """(the lines of the head that told something, the others)."""
    places = {one.place for one in people} | {one.place for one in absences}
    used: list[Line] = []
    unread: list[Line] = []
    for line in head.lines:
        told = _is_understood(line) or line.place in places or _tells_head(line, head)
        (used if told else unread).append(line)
    return tuple(used), tuple(unread)


def _is_understood(line: Line) -> bool:
    """Whether a line has a label of the head; one of the absent counts only when it says that nobody was."""
    label = labelled(line)
    return label is not None and (label[0] != "absent" or not label[1] or bool(NOBODY.search(plain(line.text))))


def _tells_head(line: Line, head: Head) -> bool:
    written = squeezed(head.forum.written).casefold()
    text = squeezed(plain(line.text)).casefold()
    is_forum = bool(written) and written in text and len(text) < 200
    return is_forum or DOCUMENT_KINDS.get(text) == head.kind or (len(text) < SHORT and _tells_when(line, head))


def _tells_when(line: Line, head: Head) -> bool:
    """Whether a line without a label is the day, the time or the place of the meeting."""
    days = [one.start for one in dates_in(line.text, None)]
    clocks = TIME.search(line.text) is not None and head.time is not None
    return (head.date in days) or (not days and clocks) or bool(head.place and plain(line.text) == head.place)


def _contents(lines: Sequence[Line], items: Sequence[Item]) -> Iterator[ContentsEntry]:
    """The entries of the contents list; one is cut when a heading begins with it and goes on."""
    headings = [item.heading.casefold() for item in items]
    for line in lines:
        shown = plain(line.text)
        found = ENTRY.match(shown) if len(shown) < LONGEST_ENTRY else None
        text = (found["text"] if found else shown).strip(" .…\t")
        whole = text.casefold()
        sure = whole[:-CUT] if len(whole) > LONG else whole
        longer = any(one.startswith(sure) and len(one) > len(whole) for one in headings)
        page = int(found["page"]) if found else None
        yield ContentsEntry(line.text, text, page, longer and whole not in headings, line.place)


def _is_title(line: Line) -> bool:
    """Whether a line is the title over the contents list."""
    return plain(line.text).rstrip(":").casefold() in {word.casefold() for word in CONTENTS_OVER}


def _texts(head: Sequence[Line], items: Sequence[Item]) -> Iterator[tuple[str, Line]]:
    """(item number, text) of everything that may hold a date."""
    yield from (("", line) for line in head)
    for item in items:
        yield item.number, Line(item.heading, item.place)
        for section in item.sections:
            yield from ((item.number, Line(block.text, block.place)) for block in section.blocks)


def _plan_years(items: Sequence[Item]) -> dict[Place, int]:
    """The year of each line of a work plan, from its quarter."""
    return {
        one.place: int(one.quarter[-4:])
        for item in items
        for one in (item.work_plan.activities if item.work_plan else ())
        if one.quarter[-4:].isdigit()
    }
