"""The agenda or the minutes as a paper, whatever its format: the same lines in the same order for PDF and Word.

Whoever sits in the forum gets what is recorded now, closed items too. Others get what has been sent: the agenda, and
then the newest minutes, without closed items and without version, hash and time, which would tell that there are some.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

from tvaers.engine.forums import queries
from tvaers.engine.forums.minutes import made
from tvaers.kernel import clock
from tvaers.kernel.danish_days import day_in_words
from tvaers.kernel.errors import NotFound

CONTENTS = "Indholdsfortegnelse"
PEOPLE = "Mødedeltagere"
Kind = Literal["fact", "item", "journal", "section", "text", "bullet", "point"]
_POINT = re.compile(r"^(\d+)\. (.*)", re.DOTALL)


@dataclass(frozen=True)
class Line:
    """One line: a fact of the head, the heading of an item or a section, a paragraph, a bullet, a numbered point."""

    kind: Kind
    text: str
    label: str = ""


@dataclass(frozen=True)
class MinutesPaper:
    """A document (engine.forums.minutes.Document as plain values) and what the head says of it.

    `state` is shown in the head, as "Version 2, godkendt"; `stamp` is the time that the file bears.
    """

    document: dict[str, Any]
    short: str
    state: str
    stamp: datetime

    @property
    def title(self) -> str:
        """As "Referat: Fælles Forretningsudvalg 22-08-2025"."""
        return f"{self.document['kind']}: {self.document['forum']} {self.document['day']}"

    @property
    def file_stem(self) -> str:
        """A name for the file without its ending, as "referat-ffu-2025-08-22"."""
        plain = re.sub(r"[^a-z0-9]+", "-", self.short.lower().translate(str.maketrans("æøå", "eoa"))).strip("-")
        return f"{self.document['kind'].lower()}-{plain or 'forum'}-{_day(self.document):%Y-%m-%d}"

    def facts(self) -> list[Line]:
        """The head: when, where, who led, and how far the paper is."""
        found = self.document
        when = f"{day_in_words(_day(found)).capitalize()} kl. {found['time']}"
        pairs = [("Mødedato", when), ("Mødested", found["place"]), ("Mødeleder", found["leader"])]
        return [Line("fact", text, label) for label, text in (*pairs, ("Status", self.state)) if text]

    def lines(self) -> Iterator[Line]:
        """Everything below the contents, in order."""
        if self.document["people"]:
            yield Line("item", PEOPLE)
            yield from (_line(one) for one in self.document["people"])
        for part in self.document["parts"]:
            closed = "Lukket punkt" if part["is_closed"] else "Punkt"
            yield Line("item", f"{closed} {part['number']}: {part['title']}")
            if part["journal"]:
                yield Line("journal", part["journal"], "Journalnummer")
            for heading, sentences in part["sections"]:
                yield Line("section", heading)
                yield from (_line(one) for one in sentences)

    def contents(self) -> list[str]:
        """The headings of the items."""
        return [line.text for line in self.lines() if line.kind == "item"]


def _day(document: dict[str, Any]) -> date:
    day, month, year = document["day"].split("-")
    return date(int(year), int(month), int(day))


def _line(sentence: dict[str, Any]) -> Line:
    point = _POINT.match(sentence["text"]) if sentence["bullet"] else None
    if point:
        return Line("point", point[2], point[1])
    return Line("bullet" if sentence["bullet"] else "text", sentence["text"])


def paper_of(user: Any, meeting: queries.Meeting) -> MinutesPaper:
    """The paper of a meeting for a user. NotFound for those outside while its agenda has not been sent."""
    if queries.is_inside(user, meeting.forum):
        return _inside(user, meeting)
    stamp = meeting.starts_at
    if meeting.state in ("called", "held"):
        met = replace(queries.met(user, meeting), is_agenda=True)
        return MinutesPaper(made(met, with_closed=False).as_json(), _short(meeting), "Udsendt", stamp)
    sent = next(iter(queries.minutes(user, meeting)), None)
    if meeting.state not in ("minuted", "approved") or sent is None:
        raise NotFound(what="Dagsordenen er ikke udsendt.", do="Se mødets side; der står, hvornår den kommer.")
    state = "Godkendt" if meeting.state == "approved" else "Udsendt til godkendelse"
    return MinutesPaper(queries.minutes_document(user, sent), _short(meeting), state, stamp)


def _inside(user: Any, meeting: queries.Meeting) -> MinutesPaper:
    document = queries.document(user, meeting)
    latest = next(iter(queries.minutes(user, meeting)), None)
    if latest is not None and latest.content_hash == document.content_hash:
        return paper_of_version(user, latest)
    is_sent_agenda = meeting.state == "called"
    return MinutesPaper(document.as_json(), _short(meeting), "Udsendt" if is_sent_agenda else "Udkast", clock.now())


def paper_of_version(user: Any, minutes: queries.Minutes) -> MinutesPaper:
    """One version of the minutes as it was, for those inside. NotFound for others: they read the newest."""
    meeting = minutes.meeting
    if not queries.is_inside(user, meeting.forum):
        raise NotFound(what="Referatet findes ikke, eller du må ikke se det.")
    is_newest = not meeting.minutes.filter(version__gt=minutes.version).exists()
    words = {"minuted": "udsendt til godkendelse", "approved": "godkendt"}.get(meeting.state, "udkast")
    state = f"Version {minutes.version}, {words if is_newest else 'afløst'}"
    return MinutesPaper(queries.minutes_document(user, minutes), _short(meeting), state, minutes.made_at)


def _short(meeting: queries.Meeting) -> str:
    return meeting.forum.short or meeting.forum.key
