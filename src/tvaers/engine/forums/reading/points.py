"""The points of a recommendation: number, text, the verb that asks, and who is asked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tvaers.engine.forums.reading.pieces import Block, Place, Section
from tvaers.engine.forums.reading.tables import VERBS

LEAD = re.compile(
    r"\b(?:indstille[rs]|anbefale[rs]|foreslå[rs]?|indstilles)\b(?P<to>[^.]*?),?\s+at\b\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_VERBS = tuple((verb, re.compile(words, re.IGNORECASE | re.DOTALL)) for verb, words in VERBS)
ANY_VERB = re.compile("|".join(f"(?:{words})" for _, words in VERBS), re.IGNORECASE | re.DOTALL)

LETTER = re.compile(r"^[a-h][.)]\s+", re.IGNORECASE)
AT = re.compile(r"^at\s+", re.IGNORECASE)
ENDS_WITH_AND = re.compile(r",(?:\s+(?:og|samt))?$|\s+(?:og|samt)$", re.IGNORECASE)
LONGEST_ASKED = 70
"""Characters of the longest name of who is asked."""


@dataclass(frozen=True)
class Asked:
    """A point before its answer is found."""

    number: int
    numbered: bool
    text: str
    verb: str
    asked: str
    place: Place


def points_of(section: Section | None) -> tuple[Asked, ...]:
    """The points in order. A recommendation in one sentence is one point; lists are numbered in order when they do not
    begin with 1."""
    if section is None:
        return ()
    asked, lead = _asked(section)
    listed = _marked(section) or _unmarked(section, lead) or _sentences(section, lead, asked)
    as_written = bool(listed) and listed[0].number in ("", "1")
    found = []
    for position, block in enumerate(listed, start=1):
        number = int(block.number) if block.number and as_written else position
        text = AT.sub("", ENDS_WITH_AND.sub("", LETTER.sub("", block.text)))
        who, text = _inline_forum(text) if not asked else (asked, text)
        found.append(Asked(number, block.kind == "number", text, verb_of(text), who, block.place))
    return tuple(found)


def verb_of(text: str) -> str:
    """The act that a point asks for: the verb that stands first."""
    hits = [(found.start(), order, verb) for order, (verb, words) in enumerate(_VERBS) if (found := words.search(text))]
    return min(hits)[2] if hits else "other"


def _asked(section: Section) -> tuple[str, Block | None]:
    """Who is asked ("Det indstilles, at X:"), and the block that has it."""
    for block in section.blocks:
        if block.kind in ("text", "subheading") and (found := LEAD.search(block.text)):
            rest = found["rest"].strip()
            return (rest.rstrip(": ") if not ANY_VERB.search(rest) else ""), block
    return "", None


def _marked(section: Section) -> list[Block]:
    """The outermost points of a list, however far it is moved in: the numbered ones, else those with a bullet."""
    numbers = [block for block in section.blocks if block.kind == "number"]
    found = numbers or [block for block in section.blocks if block.kind == "bullet"]
    outermost = min((block.level for block in found), default=0)
    return [block for block in found if block.level == outermost]


def _unmarked(section: Section, lead: Block | None) -> list[Block]:
    """The points of a list without marks that we know: lines that begin with a letter, or with "at" below the lead."""
    others = [block for block in section.blocks if block is not lead]
    return [block for block in others if LETTER.match(block.text)] or [
        block for block in others if AT.match(block.text)
    ]


def _sentences(section: Section, lead: Block | None, asked: str) -> list[Block]:
    """The recommendation as text: what follows "at" in the lead, else every paragraph."""
    if lead is not None and not asked and (found := LEAD.search(lead.text)) and found["rest"].strip():
        return [Block("text", found["rest"].strip(), lead.place)]
    return [
        block for block in section.blocks if block.kind == "text" and block is not lead and not block.text.endswith(":")
    ]


def _inline_forum(text: str) -> tuple[str, str]:
    """Who is asked inside the point: "udvalget godkender, at …" → ("udvalget", "godkender, at …")."""
    found = ANY_VERB.search(text)
    if found is None or found.group().split()[0].casefold().endswith("s"):
        return "", text
    before = text[: found.start()].strip()
    active = re.search(r"er\b|t[oa]g", found.group()) and before.casefold() not in ("ikke", "fortsat")
    return (before, text[found.start() :]) if before and len(before) < LONGEST_ASKED and active else ("", text)
