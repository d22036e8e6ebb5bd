"""Who was not there, and who came instead: in the head, in the item of participants, or in a decision."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tvaers.engine.forums.reading.marks import plain, unmarked
from tvaers.engine.forums.reading.model import Absence, Attendance, Person
from tvaers.engine.forums.reading.people import NAME
from tvaers.engine.forums.reading.pieces import Line
from tvaers.engine.forums.reading.sentences import sentences

_N = NAME.pattern
_WHO = r"(?P<who>.+?)"
PATTERNS = tuple(
    re.compile(words, re.IGNORECASE if flags else 0)
    for words, flags in (
        (
            rf"^(?:[Ff]or|[Ii] stedet for)\s+(?P<who>{_N}(?:\s*\([^)]*\)|,[^,]+,)?)"
            rf"\s+(?:deltog|mødte|deltager)\s+(?P<sub>{_N})",
            False,
        ),
        (
            rf"(?P<sub>{_N})\s+(?:deltog|mødte|deltager)\s+(?:som\s+(?:suppleant|stedfortræder)\s+)?(?:i\s+stedet\s+)?for\s+(?P<who>{_N})",
            False,
        ),
        (rf"(?P<sub>{_N})\s+(?:er|var)\s+(?:suppleant|stedfortræder)\s+for\s+(?P<who>{_N})", False),
        (rf"\b(?:der\s+(?:var|er)\s+)?(?:modtaget\s+)?afbud\s+(?:fra|af)\s*:?\s*{_WHO}\.?$", True),
        (
            rf"^(?:afbud|fraværende|ikke\s+til\s+stede|ikke\s+mødt|meldt\s+afbud|udeblevet)(?:\s+(?:med|uden)\s+\w+)?\s*:\s*{_WHO}\.?$",
            True,
        ),
        (
            rf"^{_WHO}\s+(?:deltog|deltager|mødte|kunne)\s+(?:desværre\s+)?ikke(?:\s+deltage)?(?:\s+(?:i|på)\s+mødet)?\.?$",
            True,
        ),
        (rf"^{_WHO}\s+(?:havde|har)\s+(?:meldt|sendt)\s+afbud\.?", True),
        (rf"^{_WHO}\s+(?:var|er)\s+(?:fraværende|forhindret)(?:\s+\w+)*\.?$", True),
    )
)
NOBODY = re.compile(
    r"\b(?:ingen|ikke|intet)\b(?:\s+\w+){0,2}\s*(?:afbud|fraværende)|^(?:afbud|fraværende)\s*:\s*(?:ingen|-)\.?$",
    re.IGNORECASE,
)
SUBSTITUTE = re.compile(
    rf"\s*[,(]\s*(?:suppleant|stedfortræder|i stedet deltog|erstattet af|i stedet mødte)\s*:?\s*(?P<sub>{_N})\)?"
)
REASON = re.compile(r"\s+(?:på grund af|pga\.?|grundet|til punkt|under punkt).*$", re.IGNORECASE)
WORD = re.compile(
    r"\b(?:afbud|fraværende|suppleant|stedfortræder|deltog|mødte|deltager|forhindret|ikke\s+(?:til\s+stede|mødt))\b",
    re.IGNORECASE,
)


def absences_in(lines: Sequence[Line], people: Sequence[Person]) -> tuple[Absence, ...]:
    """The absences that lines tell of. A heading "Afbud" alone takes the names under it."""
    found: list[Absence] = []
    listing = False
    for line in lines:
        text = plain(unmarked(line.text))
        if re.fullmatch(r"(?:afbud(?:\s+fra)?|fraværende)\s*:?", text, re.IGNORECASE):
            listing = True
            continue
        spoken = [text] if not WORD.search(text) else list(sentences(text))
        told = [one for sentence in spoken for one in _told(sentence, line, people)]
        if not told and listing:
            listing = bool(NAME.match(text))
            told = list(_named(text, "", text, line, people)) if listing else []
        found += [one for one in told if one.name not in {other.name for other in found}]
    return tuple(found)


def _told(sentence: str, line: Line, people: Sequence[Person]) -> Iterator[Absence]:
    """The absences of a sentence, by the first pattern that fits."""
    if not WORD.search(sentence) or NOBODY.search(sentence):
        return
    for pattern in PATTERNS:
        if found := pattern.search(sentence.strip()):
            substitute = found.groupdict().get("sub") or ""
            yield from _named(found["who"], substitute, sentence, line, people)
            return


def _named(who: str, substitute: str, text: str, line: Line, people: Sequence[Person]) -> Iterator[Absence]:
    """An absence for each one named: participants, other names, or an organisation."""
    if told := SUBSTITUTE.search(who):
        substitute, who = told["sub"], who[: told.start()] + who[told.end() :]
    who = REASON.sub("", who).strip(" .:;")
    for part in re.split(r"\s*[;\n]\s*|\s+(?:og|samt)\s+|,\s*", re.sub(r"\([^)]*\)", "", who)):
        name = part.strip(" .:")
        person = matched(name, people)
        if person or NAME.fullmatch(name):
            yield Absence(name, person.name if person else "", substitute, text, line.place)


def matched(name: str, people: Sequence[Person]) -> Person | None:
    """The participant meant: by full name, by words of the name, or by an organisation that only one comes from."""
    words = set(name.casefold().split())
    if not words:
        return None
    same = [one for one in people if one.name.casefold() == name.casefold()]
    part = [
        one for one in people if words <= set(one.name.casefold().split()) or set(one.name.casefold().split()) <= words
    ]
    place = [one for one in people if len(name) > 4 and name.casefold() in one.organisation.casefold()]
    for found in (same, part, place):
        if len(found) == 1:
            return found[0]
    return None


def attendance(people: Sequence[Person], absences: Sequence[Absence]) -> Attendance:
    """How many were there, of those listed and those absent without being listed; a substitute does not make the
    absent one present. Someone who is not listed counts as a member."""
    unlisted = sum(1 for one in absences if not one.participant) if people else 0
    away = {one.participant for one in absences if one.participant}
    members = [one for one in people if one.role == "member"]
    return Attendance(
        present=sum(1 for one in people if one.name not in away),
        of=len(people) + unlisted,
        members_present=sum(1 for one in members if one.name not in away),
        members_of=len(members) + unlisted,
    )
