"""Who takes part: name, organisation, side and role from each line of the list of participants."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tvaers.engine.forums.reading.head import labelled
from tvaers.engine.forums.reading.marks import plain, unmarked
from tvaers.engine.forums.reading.model import Person
from tvaers.engine.forums.reading.outline import Heading
from tvaers.engine.forums.reading.pieces import Line
from tvaers.engine.forums.reading.sections import section_head
from tvaers.engine.forums.reading.tables import LEADER, SECRETARY, SIDES

NAME = re.compile(r"(?:(?:[A-ZÆØÅÉ][\w'’-]*|[A-ZÆØÅ]\.|(?:de|von|van|af|la|el|bin|al))\s+){1,4}[A-ZÆØÅÉ][\w'’-]+")
PEOPLE_ITEM = re.compile(r"(?:møde)?deltagere|fremmødte|til\s?stede|fremmøde", re.IGNORECASE)
_ROLES = rf"(?:[\w-]+\s+)?(?:{LEADER}|næstformand|suppleant|sekretær|referent|mødesekretær)"
ROLE = re.compile(
    rf"\s*(?:[-–,]\s*({_ROLES})|[-–]\s+(sekretariat)|\(\s*({_ROLES}|(?:[\w-]+\s+)?sekretariat)\s*\))\s*$", re.IGNORECASE
)
GROUP = re.compile(
    r"(?:faste|øvrige|kommunale|regionale)\s+deltagere|(?:fra|for)\s+.{3,40}|medlemmer|sekretariat|gæster",
    re.IGNORECASE,
)
NO_NAME = ("Det", "Den", "De", "Der", "Fra", "For", "Alle", "Mødet")
LISTED = ("people", "leader", "secretary")


def is_people_item(heading: Heading) -> bool:
    """Whether an item is the list of participants."""
    return bool(PEOPLE_ITEM.search(heading.title)) and len(heading.title) < 60


def people_in(head: Sequence[Line], items: Sequence[tuple[Heading, Sequence[Line]]]) -> tuple[Person, ...]:
    """The participants of the head and of the item that lists them, each name once with all its roles."""
    found: dict[str, Person] = {}
    listed = (one for heading, lines in items if is_people_item(heading) for one in _of_item(lines))
    for person in (*_of_head(head), *listed):
        key = person.name.casefold()
        before = found.get(key, person)
        role = "secretary" if "secretary" in (before.role, person.role) else "member"
        found[key] = replace(before, role=role, leader=before.leader or person.leader)
    return tuple(found.values())


def _of_item(lines: Sequence[Line]) -> Iterator[Person]:
    """The people of the item: not of its decision, where the absences stand."""
    section, side = "", ""
    for line in lines:
        head = section_head(line.text)
        if head and head[0] != "other":
            section = head[0]
        elif section not in ("decision", "attachments") and not (label := labelled(line)):
            side = _group(line, side)
            yield from _people(line, plain(line.text), "", side)
        elif section not in ("decision", "attachments") and label and label[0] in LISTED:
            yield from _people(line, label[1], label[0], "")


def _of_head(lines: Sequence[Line]) -> Iterator[Person]:
    """The people after "Deltagere:" and the like, until another label."""
    current, side = "", ""
    for line in lines:
        label = labelled(line)
        text = label[1] if label else plain(line.text)
        if label:
            current, side = label[0], ""
        side = _group(line, side)
        if current in LISTED and text:
            yield from _people(line, text, current, side)


def _group(line: Line, side: str) -> str:
    """The organisation that a line above names names for those under it: "Fra Hjørring Kommune:"."""
    text = plain(line.text)
    if not text.endswith(":"):
        return side
    return re.sub(r"^(?:fra|for)\s+", "", text.rstrip(": "), flags=re.IGNORECASE)


def _people(line: Line, text: str, label: str, organisation: str) -> Iterator[Person]:
    """The people of a line: one with an organisation, or several in a row."""
    for part in _parts(unmarked(text)):
        person = _person(line, part, label, organisation)
        if person:
            yield person


def _parts(text: str) -> Sequence[str]:
    """The people of a text. Commas part people only when each part is a name or has its organisation in brackets."""
    if ";" in text:
        return [part.strip() for part in text.split(";")]
    several = re.split(
        r",\s*|\s+og\s+(?=[A-ZÆØÅ])", re.sub(r"\([^)]*\)", lambda found: found.group().replace(",", "\0"), text)
    )
    names = [part.replace("\0", ",") for part in several]
    bare = [re.sub(r"\s*\([^)]*\)", "", part.strip(" .")) for part in names]
    if len(names) > 1 and all(NAME.fullmatch(part) and not _side(part) for part in bare):
        return [part.strip(" .") for part in names]
    return [text]


def _person(line: Line, text: str, label: str, group: str) -> Person | None:
    """A text "Name, organisation – role" as a person; nothing when it begins with no name."""
    before, rest = _role_after(text.strip())
    within, bare = _role_after(re.sub(r"\t|\s[-–|]\s|\s*\(", ", ", rest.rstrip(")")))
    role = before + within
    name, _, organisation = (part.strip() for part in bare.partition(","))
    if not NAME.fullmatch(name) or name.split()[0] in NO_NAME or _side(name) or GROUP.fullmatch(name):
        return None
    roles = f"{role} {organisation if not role else ''}"
    is_secretary = label == "secretary" or bool(
        re.search(SECRETARY, role, re.IGNORECASE) or re.search(r"\breferent", roles, re.IGNORECASE)
    )
    leader = label == "leader" or bool(re.search(LEADER, role, re.IGNORECASE))
    where = organisation or group
    return Person(name, where, _side(where), "secretary" if is_secretary else "member", leader, line.place)


def _role_after(text: str) -> tuple[str, str]:
    """(the roles at the end of a text, the text before them)."""
    role, rest = "", text
    while found := ROLE.search(rest):
        role, rest = f"{role} {found[1] or found[2] or found[3]}", rest[: found.start()].rstrip(" ,")
    return role, rest


def _side(organisation: str) -> str:
    """municipal | regional | plo by the organisation, "" when it tells none."""
    return next((side for side, words in SIDES if re.search(words, organisation, re.IGNORECASE)), "")
