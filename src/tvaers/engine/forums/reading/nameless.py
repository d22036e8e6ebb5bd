"""Minutes without persons' names: participants by role, others as "en navngiven person", everywhere in the document.

A name is found as a whole, and by the words of a participant's name. Others are found by a common first name or a word
beside them that only persons have ("orienterede", "minister"); what was replaced so is told, for no list is complete.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from tvaers.engine.cases.name_words import FIRST_NAMES, NO_NAMES
from tvaers.engine.forums.reading.model import Minutes, Person
from tvaers.engine.forums.reading.people import NAME
from tvaers.engine.forums.reading.pieces import Finding

SOMEONE = "en navngiven person"
ACTS = (
    r"orienterede|orienterer|deltog|deltager|fortalte|oplyste|fremlagde|gennemgik|bød|spurgte|nævnte|præsenterede|holdt"
    r"|takkede|bemærkede|udtrykte|mødte|foreslog|supplerede|indledte|understregede|opfordrede|svarede|roste"
)
"""What only people do, after the name."""
BEFORE = (
    r"minister|ministeren|direktør|formand|borgmester|chef|konsulent|læge|overlæge|ved|v/|kontaktperson|oplægsholder"
    r"|samt|takkede|afbud fra|hvor(?:\s+også)?"
)
"""What stands before a name."""
NO_PERSON = re.compile(
    r"\b(?:region|kommune|hospital|sygehus|sundhed|udvalg|forum|gruppe|sekretariat|partnerskab|aftale|styrelsen|ministeri|klynge"
    r"|danske|national|regionale|kommunale|strategisk|fælles|psykiatri|patient|plo|medcom|råd|samling|version|punkt|bilag|organisation"
    r"|praksis|universitet|center|afdeling|enhed|foreningen|drejebog|kommissorium|lovpakke)",
    re.IGNORECASE,
)
_RUN = NAME.pattern
_BESIDE = re.compile(rf"(?:(?<=\s)|^)(?P<one>{_RUN})(?=\s+(?:{ACTS})\b)|\b(?i:\w*{BEFORE})\s+(?P<two>{_RUN})")
_TITLE = re.compile(rf"\w*(?:{BEFORE})", re.IGNORECASE)
_ANY_RUN = re.compile(rf"(?<![\w-]){_RUN}")


def without_names(minutes: Minutes) -> Minutes:
    """The same minutes with roles for names. A finding tells how many others were recognised."""
    named = _labels(minutes.participants, minutes.absences)
    words = _pattern(named)
    others: set[str] = set()

    def nameless(text: str) -> str:
        shown = words.sub(lambda found: named[_bare(found.group())], text) if words else text
        return _without_others(shown, others)

    found: Minutes = _mapped(minutes, nameless)
    if not others:
        return found
    what = "1 anden person er nævnt" if len(others) == 1 else f"{len(others)} andre personer er nævnt"
    why = f"Navnet er erstattet med “{SOMEONE}”. Se teksten igennem: der kan være navne, som ikke er genkendt."
    return replace(found, findings=(*found.findings, Finding("unsure", what, why)))


def _labels(people: Sequence[Person], absences: Sequence[Any]) -> dict[str, str]:
    """Name, and each part of it that is nobody else's → role and organisation; a number tells people alike apart."""
    roles = [f"{_role(one)}, {one.organisation}".rstrip(", ") for one in people]
    often, seen = Counter(roles), Counter[str]()
    labels: dict[str, str] = {}
    for person, role in zip(people, roles, strict=True):
        seen[role] += 1
        kind, comma, place = role.partition(", ")
        labels[_bare(person.name)] = f"{kind} {seen[role]}{comma}{place}" if often[role] > 1 else role
    for absence in absences:
        for name in (absence.name, absence.substitute):
            if name and NAME.fullmatch(name) and not NO_PERSON.search(name):
                labels.setdefault(_bare(name), labels.get(_bare(absence.participant), SOMEONE))
    return {**_parts(people, labels), **labels}


def _parts(people: Sequence[Person], labels: dict[str, str]) -> dict[str, str]:
    """First and last words of names, alone and together, that belong to one participant and no organisation."""
    places = " ".join(one.organisation for one in people).casefold()
    found: list[tuple[str, str]] = []
    for person in people:
        words = person.name.split()
        if len(words) > 1:
            parts = {f"{words[0]} {words[-1]}", words[0], words[-1], " ".join(words[:2]), " ".join(words[-2:])}
            found += [(_bare(part), labels[_bare(person.name)]) for part in parts]
    often = Counter(part for part, _ in set(found))
    return {
        part: label
        for part, label in found
        if often[part] == 1
        and len(part) > 2
        and part not in NO_NAMES
        and not re.search(rf"\b{re.escape(part)}", places)
    }


def _role(person: Person) -> str:
    return "sekretær" if person.role == "secretary" else "mødeleder" if person.leader else "medlem"


def _bare(name: str) -> str:
    """A name in lower case, with single spaces and without a genitive s."""
    return re.sub(r"(?:['’]s?|(?<=\w)'s)$", "", " ".join(name.split()).casefold())


def _pattern(labels: dict[str, str]) -> re.Pattern[str] | None:
    """Every name, the longest first, as it may be written: capitalised, any space between."""
    names = sorted(labels, key=len, reverse=True)
    words = [r"\s+".join(_capitalised(word) for word in name.split()) for name in names]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?=s?(?!\w))") if words else None


def _capitalised(word: str) -> str:
    """A word of a name with its first letter as a capital, or all capitals."""
    first = re.escape(word[:1].upper()) if word[:1].isalpha() else re.escape(word[:1])
    return rf"{first}(?i:{re.escape(word[1:])})"


def _without_others(text: str, others: set[str]) -> str:
    """A text without the names of people who do not take part."""

    def beside(found: re.Match[str]) -> str:
        name = _untitled(found["one"] or found["two"])
        if not name or NO_PERSON.search(name) or name.split()[0].casefold() in NO_NAMES:
            return found.group()
        others.add(name)
        return found.group().replace(name, SOMEONE)

    def known(found: re.Match[str]) -> str:
        words = found.group().split()
        start = next((at for at, word in enumerate(words[:-1]) if word in FIRST_NAMES), None)
        if start is None or NO_PERSON.search(" ".join(words[start:])):
            return found.group()
        others.add(" ".join(words[start:]))
        return " ".join((*words[:start], SOMEONE))

    return _ANY_RUN.sub(known, _BESIDE.sub(beside, text))


def _untitled(run: str) -> str:
    """Capitalised words without the title before the name; nothing when fewer than two are left."""
    words = run.split()
    while words and _TITLE.fullmatch(words[0]):
        del words[0]
    return " ".join(words) if len(words) > 1 else ""


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    """A value of the model with every text changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_mapped(one, change) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _mapped(getattr(value, one.name), change) for one in fields(value)})
    return value
