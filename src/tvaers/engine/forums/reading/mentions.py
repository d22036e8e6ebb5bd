"""Every date of a document, the forum whose meeting it is, and what does not fit: weekday, weekend, no such meeting."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from tvaers.engine.forums.reading.dates import Found, dates_in
from tvaers.engine.forums.reading.forums import forums_in
from tvaers.engine.forums.reading.model import Mention
from tvaers.engine.forums.reading.pieces import Finding, Line, Place
from tvaers.engine.forums.reading.sentences import sentences
from tvaers.engine.forums.reading.tables import SHORT_NAMES, WEEKDAYS

BEFORE = 70
"""Characters before a date in which a forum may be named as its own."""
AFTER = re.compile(r"^\s*(?:i|på|for|:)\s*(?=[A-ZÆØÅ])|^:\s*")
CLOSE = 10
"""Days within which another date of the same forum makes a date that is named once doubtful."""
LONG_AGO = 183
"""Days before the meeting after which a date without a year may well be in the next one."""
EVENT = re.compile(r"\b(?:møde\w*|workshop|konference|samling|temadag|seminar)\b", re.IGNORECASE)


def mentions_in(
    lines: Sequence[tuple[str, Line]], meeting: date | None, years: Mapping[Place, int]
) -> tuple[Mention, ...]:
    """The dates of (item, line) in order. `meeting`: its day; `years`: the year of lines of a work plan, by quarter."""
    year = meeting.year if meeting else None
    found = [
        one for item, line in lines for one in _of_line(item, line, years.get(line.place, year), line.place in years)
    ]
    return tuple(replace(one, warnings=tuple(_warnings(one, found, meeting))) for one in found)


def _of_line(item: str, line: Line, year: int | None, planned: bool) -> Iterator[Mention]:
    for sentence in sentences(line.text):
        stop = 0
        for one in dates_in(sentence, year):
            how = "work_plan" if planned and one.how == "assumed_year" else one.how
            forum = _forum(sentence, one, stop) if one.start == one.end else ""
            yield Mention(one.written, one.start, one.end, how, forum, one.weekday, sentence, line.place, item)
            stop = one.stop


def _forum(sentence: str, day: Found, stop: int) -> str:
    """The forum named last before the date and after the date before it, else right after the date."""
    before = forums_in(sentence[max(stop, day.at - BEFORE) : day.at])
    if before:
        return before[-1].known
    rest = sentence[day.stop :]
    follows = AFTER.match(rest)
    named = forums_in(rest[: follows.end() + BEFORE]) if follows else ()
    return named[0].known if named and follows and named[0].start <= follows.end() else ""


def _warnings(one: Mention, all_of_them: Sequence[Mention], meeting: date | None) -> Iterator[str]:
    if one.start != one.end:
        return
    day, right = one.start, WEEKDAYS[one.start.weekday()]
    if one.weekday and one.weekday.casefold() != right:
        yield f"{day:%d-%m-%Y} er en {right}, ikke en {one.weekday.casefold()}."
    if one.how == "assumed_year" and meeting and (meeting - day).days > LONG_AGO:
        yield f"{day:%d-%m-%Y} ligger over et halvt år før mødet. Datoen kan være i {day.year + 1}."
    weekend = day.weekday() >= 5
    if one.forum and (weekend or _doubtful(one, all_of_them)):
        name = SHORT_NAMES[one.forum]
        first = f"{day:%d-%m-%Y} er en {right}, og dokumentet" if weekend else "Dokumentet"
        nearest = _nearest(one, all_of_them)
        last = f" Nærmeste omtalte møde er {nearest:%d-%m-%Y}." if nearest else ""
        yield f"{first} nævner ikke ellers et møde i {name} den {day:%d-%m-%Y}.{last}"
    elif weekend and EVENT.search(one.sentence):
        yield f"{day:%d-%m-%Y} er en {right}."


def _doubtful(one: Mention, all_of_them: Sequence[Mention]) -> bool:
    """Whether a date is named once for its forum, and another close to it twice."""
    often = Counter(other.start for other in all_of_them if other.forum == one.forum and other.start == other.end)
    close = [day for day in often if day != one.start and abs((day - one.start).days) <= CLOSE]
    return often[one.start] == 1 and any(often[day] > 1 for day in close)


def _nearest(one: Mention, all_of_them: Sequence[Mention]) -> date | None:
    """The nearest other day of the same forum."""
    days = {other.start for other in all_of_them if other.forum == one.forum and other.start == other.end} - {one.start}
    return min(days, key=lambda day: abs((day - one.start).days), default=None)


def date_findings(mentions: Sequence[Mention], year: int | None) -> Iterator[Finding]:
    """A finding for each date that does not fit, and one for all that got their year from the meeting."""
    for one in mentions:
        for warning in one.warnings:
            what = (
                f"“{one.written}”: intet {SHORT_NAMES[one.forum]}-møde på datoen"
                if "nævner" in warning
                else f"“{one.written}”"
            )
            yield Finding("warning", what, warning, one.place, one.item)
    assumed = [one for one in mentions if one.how == "assumed_year"]
    if assumed:
        what = "1 dato står uden år" if len(assumed) == 1 else f"{len(assumed)} datoer står uden år"
        yield Finding("unsure", what, f"De er læst som datoer i {year}, mødets år.", assumed[0].place, assumed[0].item)
