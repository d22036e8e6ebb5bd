"""One item read whole: heading, sections, recommendation points with answers, and what comes after."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tvaers.engine.forums.reading.afterwards import deferrals, follow_ups, further_of
from tvaers.engine.forums.reading.answers import Answers, answered
from tvaers.engine.forums.reading.marks import plain, squeezed, unmarked
from tvaers.engine.forums.reading.model import Attachment, Item
from tvaers.engine.forums.reading.outline import Heading
from tvaers.engine.forums.reading.pieces import Line, Section
from tvaers.engine.forums.reading.pipeline import pipeline_of
from tvaers.engine.forums.reading.points import points_of
from tvaers.engine.forums.reading.sections import sections_of
from tvaers.engine.forums.reading.statements import Decision, outcomes_in, taken_apart
from tvaers.engine.forums.reading.tables import JOURNAL, JOURNAL_LABEL
from tvaers.engine.forums.reading.titles import types_of, without_closed, without_standing
from tvaers.engine.forums.reading.workplan import work_plan_of

JOURNAL_LINES = 4
"""Lines under a heading among which the journal number stands."""
_JOURNAL_LINE = re.compile(rf"\(?(?:{JOURNAL_LABEL})?(?P<number>\d[\w/.-]{{3,}}\w)\)?", re.IGNORECASE)
_LABELLED = re.compile(rf"\b{JOURNAL_LABEL}(?P<number>\d[\w/.-]{{3,}}\w)", re.IGNORECASE)
_JOURNAL = re.compile(JOURNAL[0])
LABELLED_CLOSED = re.compile(r"lukket\s+(?:punkt|sag)\b", re.IGNORECASE)
NO_ATTACHMENT = re.compile(r"(?:ingen(?:\s+bilag)?|-)\.?", re.IGNORECASE)
ATTACHMENT = re.compile(r"^bilag\s*(?P<number>\d{1,2}[a-z]?)\s*[:.–-]\s*(?P<title>.+)$", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Body:
    """An item cut into sections, before anything is understood."""

    heading: Heading
    head_lines: tuple[Line, ...]
    journal: str
    sections: tuple[Section, ...]


def body_of(heading: Heading, heading_lines: tuple[Line, ...], lines: Sequence[Line], styles: frozenset[str]) -> Body:
    """An item's journal number and sections."""
    at, number = _journal(heading, lines)
    own = (*heading_lines, lines[at]) if at is not None else heading_lines
    rest = [line for position, line in enumerate(lines) if position != at]
    return Body(heading, own, number, sections_of(rest, styles))


def _journal(heading: Heading, lines: Sequence[Line]) -> tuple[int | None, str]:
    """(the line that is the journal number alone, the number); the number may stand elsewhere in the item too."""
    for at, line in enumerate(lines[:JOURNAL_LINES]):
        found = _JOURNAL_LINE.fullmatch(plain(line.text))
        if found and (_JOURNAL.fullmatch(found["number"]) or not plain(line.text)[0].isdigit()):
            return at, found["number"]
    for text in (heading.title, *(line.text for line in lines)):
        if found := _LABELLED.search(text):
            return None, found["number"]
    found = next(
        (match for text in (heading.title, *(line.text for line in lines[:2])) if (match := _JOURNAL.search(text))),
        None,
    )
    return None, found.group() if found else ""


def decision_of(body: Body, minutes: bool) -> Section | None:
    """The section that has the decision: the last one called so; in minutes else the text without a heading, when it is
    all there is or tells an outcome."""
    named = [one for one in body.sections if one.kind == "decision"]
    if named:
        return named[-1]
    texts = [one for one in body.sections if one.kind == "text"]
    only = len(texts) == len(body.sections)
    told = [one for one in texts if only or any(outcomes_in(block.text) for block in one.blocks)]
    return told[-1] if minutes and told else None


def item_of(body: Body, own: str, meeting: date | None, minutes: bool) -> Item:
    """The item. `own` is the forum that sits, `meeting` the day, `minutes` whether decisions are expected."""
    closed, shut = without_closed(body.heading.title)
    standing, bare = without_standing(shut)
    types, title = types_of(bare)
    section = decision_of(body, minutes)
    decision = taken_apart(section)
    found = _answers(body, section, decision, minutes)
    shown = pipeline_of(title, body.sections, own, meeting.year if meeting else None)
    papers = tuple(_attachments(body.sections))
    return Item(
        number=body.heading.number,
        heading=squeezed(body.heading.title),
        title=squeezed(title),
        types=types,
        standing=standing,
        journal=body.journal,
        outcome=found.outcome,
        place=body.head_lines[0].place,
        head_lines=body.head_lines,
        closed=closed or bool(LABELLED_CLOSED.match(plain(body.head_lines[0].text))),
        sections=body.sections,
        points=found.points,
        remarks=found.remarks,
        conditions=decision.conditions,
        follow_ups=follow_ups(decision.statements, shown.forum if shown else "", meeting),
        deferrals=deferrals(decision.statements, shown.forum if shown else "", meeting),
        further=further_of(next((one for one in body.sections if one.kind == "further"), None), own),
        pipeline=shown,
        work_plan=work_plan_of(body.sections, [one.title for one in papers]),
        attachments=papers,
    )


def _answers(body: Body, section: Section | None, decision: Decision, minutes: bool) -> Answers:
    asked = points_of(next((one for one in body.sections if one.kind == "recommendation"), None))
    decided = bool(decision.statements) or decision.nothing
    if minutes and section is not None and not decided:
        return answered(asked, Decision((), (), (), False), True)
    if minutes and section is None and asked:
        return answered(asked, Decision((), (), (), False), True)
    return answered(asked, decision, decided)


def _attachments(sections: Sequence[Section]) -> Iterator[Attachment]:
    """The papers of the section of attachments, and lines "Bilag 2: …" elsewhere."""
    for section in sections:
        for block in section.blocks:
            text = unmarked(block.text)
            found = ATTACHMENT.match(text)
            if found:
                yield Attachment(found["title"].strip(), found["number"], block.place)
            elif section.kind == "attachments" and not NO_ATTACHMENT.fullmatch(text):
                yield Attachment(text, block.number, block.place)
