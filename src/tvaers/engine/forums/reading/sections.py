"""The sections of an item: known headings with or without text after them, unknown ones kept, a block a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tvaers.engine.forums.reading.marks import is_bullet, numbered, plain, unmarked
from tvaers.engine.forums.reading.pieces import Block, Line, Place, Section
from tvaers.engine.forums.reading.tables import SECTION_TAILS, SECTIONS

_TAILED = re.compile(rf"((?:beslutning|indstilling){SECTION_TAILS})\s*(?::\s*(.*))?", re.IGNORECASE | re.DOTALL)
_HEADS = tuple(
    (kind, re.compile(rf"({'|'.join(map(re.escape, words))})\s*(?::\s*(.*))?", re.IGNORECASE | re.DOTALL))
    for kind, words in SECTIONS.items()
)
OWN_DECISION = re.compile(r"[A-ZÆØÅ][\w\s]{2,60}s\s+beslutning:?")
IMPLICIT = re.compile(
    r"(?:det\s+(?:indstilles|anbefales)|\w+(?:\s+\w+){0,3}\s+indstiller)\s*(?:til\s+.{3,60})?,?\s+at\b"
    r"|\w+(?:\s+\w+){0,3}\s+(?:indstiller|foreslår)(?:\s+til\s+[^.:]{3,60}?)?\s*[,:]?$",
    re.IGNORECASE,
)
LONGEST_HEADING = 60


def section_head(text: str) -> tuple[str, str, str] | None:
    """(kind, heading, text after it) when a line is or begins with the heading of a section."""
    bare = plain(text)
    if len(bare) > 90 and ":" not in bare[:90]:
        return None
    for kind, pattern in _HEADS:
        if found := pattern.fullmatch(bare):
            return kind, found.group(1), (found.group(2) or "").strip()
    if found := _TAILED.fullmatch(bare):
        kind = "decision" if bare[:1].casefold() == "b" else "recommendation"
        return kind, found.group(1), (found.group(2) or "").strip()
    if OWN_DECISION.fullmatch(bare):
        return "decision", bare.rstrip(":"), ""
    return None


@dataclass
class _Open:
    """A section while its lines come in."""

    kind: str
    heading: str
    place: Place
    blocks: list[Block] = field(default_factory=list)
    indents: list[int] = field(default_factory=list)


def sections_of(lines: Sequence[Line], styles: frozenset[str]) -> tuple[Section, ...]:
    """The sections of an item's lines. `styles` are the looks of known headings in this document."""
    found: list[_Open] = []
    for line in lines:
        kind, heading, rest = _begins(line, found, styles)
        if kind:
            found.append(_Open(kind, heading, line.place))
        if not kind or rest:
            _add(found, line, rest if kind else line.text)
    return tuple(Section(one.kind, one.heading, one.place, tuple(one.blocks)) for one in found)


def _begins(line: Line, found: Sequence[_Open], styles: frozenset[str]) -> tuple[str, str, str]:
    """(kind, heading, text after it) of the section that a line begins; no kind when it begins none."""
    if head := section_head(line.text):
        return head
    current = found[-1].kind if found else ""
    asked = any(one.kind == "recommendation" for one in found)
    if not asked and current not in ("decision", "attachments") and IMPLICIT.match(line.text):
        return "recommendation", "", line.text
    if line.style and line.style in styles and current != "decision" and is_short(line.text):
        return "other", plain(line.text).rstrip(":"), ""
    return ("", "", "") if found else ("text", "", line.text)


def _add(found: Sequence[_Open], line: Line, text: str) -> None:
    section, shown = found[-1], plain(text)
    count = numbered(shown)
    if is_bullet(text):
        section.blocks.append(Block("bullet", plain(unmarked(text)), line.place, _level(section, line.indent)))
        return
    section.indents.clear()
    if count is not None:
        section.blocks.append(Block("number", count[1], line.place, line.indent, str(count[0])))
    else:
        section.blocks.append(Block("subheading" if _is_subheading(shown, section) else "text", shown, line.place))


def _level(section: _Open, indent: int) -> int:
    """The depth of a bullet: how many of the bullets above it in the list stand further out."""
    section.indents[:] = [one for one in section.indents if one < indent]
    section.indents.append(indent)
    return len(section.indents) - 1


def _is_subheading(text: str, section: _Open) -> bool:
    return (
        section.kind not in ("attachments", "recommendation") and is_short(text) and text[0].isupper() and " " in text
    )


def is_short(text: str) -> bool:
    """Whether a text looks like a heading: short, and no sentence."""
    return (
        0 < len(text) <= LONGEST_HEADING
        and text.rstrip()[-1] not in ".,;!?"
        and not is_bullet(text)
        and "\t" not in text
    )
