"""The head of a document: its kind, forum, day, time and place, from the title and the labelled lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import time

from tvaers.engine.forums.reading.dates import Found, dates_in
from tvaers.engine.forums.reading.forums import forum_of
from tvaers.engine.forums.reading.marks import plain, squeezed
from tvaers.engine.forums.reading.model import Forum, Head
from tvaers.engine.forums.reading.pieces import Finding, Line
from tvaers.engine.forums.reading.tables import DOCUMENT_KINDS, LABELS, WEEKDAYS

TIME = re.compile(
    r"\b(?:kl\.?|klokken)\s*(\d{1,2})(?:[:.](\d{2}))?|\b(\d{1,2})[:.](\d{2})\s*(?:[-–]|til)\s*\d{1,2}[:.]\d{2}",
    re.IGNORECASE,
)
_KIND = re.compile(rf"\b({'|'.join(sorted(DOCUMENT_KINDS, key=len, reverse=True))})\b", re.IGNORECASE)
_LABEL = re.compile(
    r"(?P<label>"
    + "|".join(re.escape(word) for word in sorted((w for ws in LABELS.values() for w in ws), key=len, reverse=True))
    + r")\s*(?::\s*|\t\s*|\s+(?=\S)|$)(?P<value>.*)",
    re.IGNORECASE | re.DOTALL,
)
NAMED_SO = ("mødelokale", "lokale")
"""Labels that are also the beginning of a name: "Mødelokale D" is a place as it stands."""
FORUM = re.compile(
    r"^(?!region\b|.*\bkommune$)[^:,;]*\b\w*(?:udvalg|forum|styregruppe|arbejdsgruppe|temagruppe|gruppe|råd|netværk|klynge)\w*\b[^:;]*$",
    re.IGNORECASE,
)
"""A line that can be the name of a forum, where nothing says so."""
PLACE = re.compile(
    r"\b(?:\w*lokale|rådhus\w*|\w*rådhus|regionshus\w*|regionhus\w*|teams|online|virtuelt|zoom|udvalgsværelse)\b",
    re.IGNORECASE,
)
"""A line that can be a place, where nothing says so."""
SHORT = 100
"""Characters of the longest line of a head that is read without a label."""
_NAMES = {word.casefold(): key for key, words in LABELS.items() for word in words}
JOINING = re.compile(
    r"^(?:\s*(?:fra|af|for|til|i|over|møde(?:t)?|det|ordinært|ekstraordinært|[-–:,|])\s+)+", re.IGNORECASE
)
ENDING = re.compile(
    r"[\s,:–-]*(?:(?:den|d\.|møde(?:t)?|holdt|afholdt|[a-zæøå]+dag|\d+\.\s*møde)\s*)*[\s,.:–-]*$", re.IGNORECASE
)


def labelled(line: Line) -> tuple[str, str] | None:
    """(what, value) of a line "Mødested: Lokale 2"; nothing when it has no label of the head."""
    text = plain(line.text)
    found = _LABEL.fullmatch(text)
    if found is None:
        return None
    is_name = found["label"].casefold() in NAMED_SO and text[found.end("label") :].startswith(" ")
    return _NAMES[found["label"].casefold()], text if is_name else found["value"].strip()


def head_of(lines: Sequence[Line], repeated: Sequence[Line], decided: bool) -> tuple[Head, tuple[Finding, ...]]:
    """The head, and what is unsure in it. `decided`: the document has decisions."""
    title = _title(lines) or _title(repeated)
    values = _values(lines)
    day = _day(values, title, lines)
    kind = DOCUMENT_KINDS[_KIND.search(title.text)[1].casefold()] if title else ""  # type: ignore[index]
    head = Head(
        kind=kind or ("referat" if decided else "dagsorden"),
        forum=_forum(values, title, lines, day),
        date=day.start if day else None,
        weekday=day.weekday if day else "",
        weekday_matches=day.weekday_matches if day and day.weekday else None,
        time=_time(values, title, lines),
        place=_place(values, lines),
        lines=tuple(lines),
    )
    return head, tuple(_doubts(head, kind, title, values))


def _values(lines: Sequence[Line]) -> dict[str, str]:
    """What the labelled lines say, the first of each."""
    found: dict[str, str] = {}
    for line in lines:
        label = labelled(line)
        if label and label[1]:
            found.setdefault(*label)
    return found


def _title(lines: Sequence[Line]) -> Line | None:
    return next((line for line in lines if _KIND.search(line.text) and len(line.text) < 200), None)


def _day(values: dict[str, str], title: Line | None, lines: Sequence[Line]) -> Found | None:
    texts = [values.get("date", ""), title.text if title else "", *(line.text for line in lines)]
    found = [one for text in texts for one in dates_in(text, None) if one.start == one.end]
    return found[0] if found else None


def _forum(values: dict[str, str], title: Line | None, lines: Sequence[Line], day: Found | None) -> Forum:
    """The forum by its label, else what the title says beside the kind and the date, else the first one named."""
    written = values.get("forum", "")
    if not written and title:
        rest = _KIND.sub("", plain(title.text), count=1)
        for one in reversed(dates_in(rest, None)):
            rest = rest[: one.at]
        written = squeezed(ENDING.sub("", JOINING.sub("", " " + rest.strip(" :–-|,") + " ")))
    if not written:
        bare = _bare(lines)
        known = (text for text in bare if forum_of(text))
        written = next(known, "") or next((text for text in bare if FORUM.match(text) and not _KIND.search(text)), "")
    return Forum(written, forum_of(written))


def _time(values: dict[str, str], title: Line | None, lines: Sequence[Line]) -> time | None:
    told = (values.get("date", ""), *(line.text for line in lines if labelled(line)), title.text if title else "")
    for text in (*told, *_bare(lines)):
        for found in TIME.finditer(text):
            hour, minute = int(found[1] or found[3]), int(found[2] or found[4] or 0)
            if hour < 24 and minute < 60:
                return time(hour, minute)
    return None


def _bare(lines: Sequence[Line]) -> list[str]:
    """The short lines without a label before the participants are listed."""
    found: list[str] = []
    for line in lines:
        label = labelled(line)
        if label and label[0] in ("people", "absent", "leader", "secretary"):
            break
        if not label and len(line.text) < SHORT:
            found.append(plain(line.text))
    return found


def _place(values: dict[str, str], lines: Sequence[Line]) -> str:
    """The place by its label, what follows the time in "Tid og sted: …", or a line that names one."""
    if place := values.get("place"):
        return place
    moment = values.get("date", "")
    found = list(TIME.finditer(moment))
    rest = moment[found[-1].end() :] if found else ""
    after = re.sub(r"^\s*(?:[-–]|til)\s*(?:kl\.?\s*)?\d{1,2}(?:[:.]\d{2})?", "", rest).strip(" ,;.–-")
    if after:
        return after
    told = next((text for text in _bare(lines) if PLACE.search(text) and not FORUM.match(text)), "")
    named = PLACE.search(told)
    return named.group() if named and dates_in(told, None) else told


def _doubts(head: Head, kind: str, title: Line | None, values: dict[str, str]) -> Iterator[Finding]:
    place = title.place if title else (head.lines[0].place if head.lines else None)
    if not kind and not head.forum.known and head.date is None:
        why = "Der er hverken overskrift, forum eller dato i hovedet. Har du valgt den rigtige fil?"
        yield Finding("missing", "Filen ligner ikke et referat eller en dagsorden", why, place)
    if not kind:
        yield Finding(
            "unsure",
            f"Dokumentet er læst som {head.kind}",
            "Overskriften siger hverken referat eller dagsorden.",
            place,
        )
    if not head.forum.known:
        why = (
            f"“{head.forum.written}” er ikke et forum, vi kender."
            if head.forum.written
            else "Der står intet forum i hovedet."
        )
        yield Finding("unsure" if head.forum.written else "missing", "Forum er ikke genkendt", why, place)
    if head.date is None:
        yield Finding("missing", "Mødedatoen mangler", "Der står ingen dato i hovedet eller overskriften.", place)
    if head.date and head.weekday_matches is False:
        right = WEEKDAYS[head.date.weekday()]
        yield Finding(
            "warning",
            "Ugedagen passer ikke",
            f"{head.date:%d-%m-%Y} er en {right}, ikke en {head.weekday.lower()}.",
            place,
        )
    other = [one.start for one in dates_in(title.text, None)] if title else []
    if head.date and other and head.date not in other:
        why = f"Overskriften siger {other[0]:%d-%m-%Y}, mødedatoen {head.date:%d-%m-%Y}. Mødedatoen er brugt."
        yield Finding("warning", "To mødedatoer", why, place)
    if head.time is None:
        yield Finding("missing", "Mødetiden mangler", "Der står intet klokkeslæt i hovedet.", place)
    if not head.place:
        yield Finding("missing", "Mødestedet mangler", "Der står intet sted i hovedet.", place)
