"""The list of items on their way to another forum, as an item on that forum's agenda shows it (MIN-3a, 3b, 4b, 4d)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from tvaers.engine.forums.reading.dates import dates_in
from tvaers.engine.forums.reading.forums import forum_of, forums_in
from tvaers.engine.forums.reading.model import Pipeline, PipelineEntry
from tvaers.engine.forums.reading.pieces import Block, Section
from tvaers.engine.forums.reading.tables import NO_THEME, PIPELINE_LEAD
from tvaers.engine.forums.reading.titles import types_of

ORIGIN = re.compile(r"\s*\((?P<origin>fælles|region\w*|kommun\w*|plo[\w-]*)\)\s*$", re.IGNORECASE)
AWAITS = re.compile(r"\s*\((?P<what>afventer\s+[^)]*)\)\s*$", re.IGNORECASE)
_LEAD = re.compile(PIPELINE_LEAD, re.IGNORECASE | re.DOTALL)


def pipeline_of(title: str, sections: Sequence[Section], own: str, year: int | None) -> Pipeline | None:
    """The pipeline that an item shows; nothing when it shows none."""
    for section in sections:
        if section.kind not in ("case", "summary", "text"):
            continue
        lead = _lead(section)
        if lead is None:
            continue
        blocks = _list_after(section, lead)
        forum = next(
            (one for one in (forum_of(title), _forum(section.blocks[lead].text, own)) if one and one != own), ""
        )
        if blocks and forum:
            texts = [section.blocks[lead].text, *(block.text for one in sections for block in one.blocks)]
            theme = "none" if any(re.search(NO_THEME, text, re.IGNORECASE) for text in texts) else ""
            return Pipeline(forum, _day(texts, forum, year), tuple(_entries(blocks)), theme)
    return None


def _lead(section: Section) -> int | None:
    """Where the sentence stands that the list follows."""
    for at, block in enumerate(section.blocks[:-1]):
        if block.kind not in ("bullet", "number") and _LEAD.search(block.text) and block.text.rstrip().endswith(":"):
            return at
    return None


def _forum(text: str, own: str) -> str:
    return next((named.known for named in forums_in(text) if named.known != own), "")


def _list_after(section: Section, lead: int) -> list[Block]:
    found = []
    for block in section.blocks[lead + 1 :]:
        if block.kind not in ("bullet", "number"):
            break
        found.append(block)
    return found


def _day(texts: Sequence[str], forum: str, year: int | None) -> date | None:
    """The day of the forum's meeting: of the lead, else of the first text that names both."""
    for text in texts:
        if forum_of(text) == forum or any(named.known == forum for named in forums_in(text)):
            for day in dates_in(text, year):
                return day.start
    return None


def _entries(blocks: Sequence[Block]) -> list[PipelineEntry]:
    """The entries of a list; a deeper point belongs to the entry above it."""
    found: list[PipelineEntry] = []
    for block in blocks:
        if block.level and found:
            before = found.pop()
            found.append(PipelineEntry(before.types, before.title, before.origin, before.contingency,
                                       (*before.children, block.text), before.place))  # fmt: skip
            continue
        text, origin = _taken(block.text, ORIGIN)
        text, contingency = _taken(text, AWAITS)
        types, title = types_of(text)
        found.append(PipelineEntry(types, title, origin, contingency, (), block.place))
    return found


def _taken(text: str, pattern: re.Pattern[str]) -> tuple[str, str]:
    """A text without the bracket at its end, and what stood in it."""
    found = pattern.search(text)
    return (text[: found.start()], found[1]) if found else (text, "")
