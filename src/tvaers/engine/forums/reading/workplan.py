"""The activities of a work plan inside an item: track, quarter, day, forum and level, as written and as understood.

Nothing is guessed: an activity without a level has none, and one that lies in another quarter than it is filed under
keeps both with a warning (reading 5, MIN-6b to 6s).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from tvaers.engine.forums.reading.dates import dates_in, quarter_days, quarter_of
from tvaers.engine.forums.reading.forums import forum_of, forums_in
from tvaers.engine.forums.reading.model import Activity, WorkPlan
from tvaers.engine.forums.reading.pieces import Block, Section

TRACK = re.compile(r"^spor\s+(?P<number>\d{1,2})\s*[:.–-]?\s*(?P<name>.*?):?\s*$", re.IGNORECASE)
QUARTER = re.compile(
    r"^(?:Q(?P<q1>[1-4])\s+(?P<y1>20\d\d)|(?P<q2>[1-4])\.\s*kvartal\s+(?P<y2>20\d\d))\s*:?$", re.IGNORECASE
)
LEVEL = re.compile(r"\s*\((?P<words>(?:adm|pol)\.?(?:\s*(?:og|/|,|\+)\s*(?:adm|pol)\.?)*)\)\s*\.?$", re.IGNORECASE)
VERSION = re.compile(r"\bversion\s+(\d+(?:\.\d+)*)", re.IGNORECASE)
LONGEST_WHEN = 40


def work_plan_of(sections: Sequence[Section], attachments: Sequence[str]) -> WorkPlan | None:
    """The part of a work plan that an item shows; nothing when it has no tracks with quarters."""
    found = tuple(one for section in sections for one in _activities(section.blocks))
    texts = [*attachments, *(section.text for section in sections)]
    version = next((match[1] for text in texts if (match := VERSION.search(text))), "")
    return WorkPlan(version, found) if found else None


def _activities(blocks: Sequence[Block]) -> Iterator[Activity]:
    track: tuple[int, str] | None = None
    quarter: tuple[int, int] | None = None
    written = ""
    for block in blocks:
        if begins := TRACK.match(block.text):
            track, quarter = (int(begins["number"]), begins["name"].strip()), None
        elif track and (under := QUARTER.match(block.text)):
            quarter = int(under["y1"] or under["y2"]), int(under["q1"] or under["q2"])
            written = block.text.rstrip(": ")
        elif track and quarter and block.kind == "bullet":
            yield _activity(block, track, quarter, written)
        elif block.kind not in ("bullet", "number"):
            track = None


def _activity(block: Block, track: tuple[int, str], quarter: tuple[int, int], written: str) -> Activity:
    level, text = _level(block.text)
    when, rest = _when(text, quarter[0])
    days = dates_in(when, quarter[0])
    start, end = (days[0].start, days[0].end) if days else (None, None)
    return Activity(
        track=track[0],
        track_name=track[1],
        quarter=written,
        when=when,
        start=start,
        end=end,
        latest=end or quarter_days(*quarter)[1],
        forum=forum_of(when) or _subject(rest),
        level=level,
        text=rest,
        warnings=tuple(_warnings(when, start, end, quarter, level)),
        place=block.place,
    )


def _level(text: str) -> tuple[str, str]:
    """(Adm | Pol | both | none, the text without the mark)."""
    found = LEVEL.search(text)
    if found is None:
        return "none", text
    words = found["words"].casefold()
    both = "adm" in words and "pol" in words
    return "both" if both else "Adm" if "adm" in words else "Pol", text[: found.start()].strip()


def _when(text: str, year: int) -> tuple[str, str]:
    """What stands before the colon when it is a date or a forum, and the text after it."""
    before, colon, rest = text.partition(":")
    if colon and len(before) <= LONGEST_WHEN and (dates_in(before, year) or forum_of(before)):
        return before.strip(), rest.strip()
    return "", text


def _subject(text: str) -> str:
    """The forum that begins the text: it is the one that acts."""
    named = forums_in(text)
    return named[0].known if named and named[0].start == 0 else ""


def _warnings(when: str, start: date | None, end: date | None, quarter: tuple[int, int], level: str) -> Iterator[str]:
    year, number = quarter
    if start is None or end is None:
        yield "datoen mangler"
    else:
        first, last = quarter_days(year, number)
        lies = f"Q{quarter_of(start)}" + ("" if start.year == year else f" {start.year}")
        if end < first or start > last:
            yield f"{when[:1].lower()}{when[1:]} ligger i {lies}, står under Q{number}"
        elif start < first:
            yield f"{when} begynder i {lies}, står under Q{number}"
        elif end > last:
            yield f"{when} slutter i Q{quarter_of(end)}, står under Q{number}"
    if level == "none":
        yield "niveauet mangler"
