"""What a decision says, statement by statement: sentences, list points and remarks, each with its outcomes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tvaers.engine.forums.reading.model import Condition, Remark
from tvaers.engine.forums.reading.pieces import Block, Place, Section
from tvaers.engine.forums.reading.sentences import sentences
from tvaers.engine.forums.reading.tables import (
    NOTHING,
    OUTCOMES,
    PUT_ON_RECORD,
    STANDS_APART,
    WITH_REMARKS,
    WITH_RESERVATION,
)

_I = re.IGNORECASE | re.DOTALL
_OUTCOMES = tuple((outcome, re.compile(words, _I)) for outcome, words in OUTCOMES)
_NOTHING = re.compile(NOTHING, _I)
_REMARKS = re.compile(WITH_REMARKS, _I)
_PASSED_ON = re.compile(r"\banbefale[rs]\b", _I)
_STANDS_APART = re.compile(STANDS_APART, _I)
_PUT_ON_RECORD = re.compile(PUT_ON_RECORD, _I)
_RESERVATION = re.compile(WITH_RESERVATION, _I)
INLINE = re.compile(
    rf"(?:{WITH_REMARKS})"
    + r"\s*(?::\s*|,?\s*(?:om|vedr\.|vedrørende|på)?\s*,?\s*)(?P<text>(?:at|om|hvor|der|[A-ZÆØÅ]).+)$",
    _I,
)
RESERVED = re.compile(rf"(?:{WITH_RESERVATION})\s*(?:for|om|af)?\s*,?\s*(?P<text>.+?)\.?$", _I)
LEADS_TO_REMARKS = re.compile(
    r"\b(?:bemærk|tilføj|kommentar|kommentere|input|pointe|fremhæv|rettelse|ændring)\w*", re.IGNORECASE
)
NUMBERED = re.compile(
    r"^(?:(?:ad|vedr|vedrørende)\.?\s*)?(?:indstilling(?:en|ens|spunkt)?\s*)?(?:punkt(?:erne|et)?|pkt\.?|nr\.?)?\s*"
    r"(?P<numbers>\d{1,2}(?:\s*(?:,|og|-|–|til)\s*\d{1,2})*)\s*[.):–-]?\s+(?P<text>.+)$", _I
)  # fmt: skip
ORDINALS = {"første": 1, "anden": 2, "andet": 2, "tredje": 3, "fjerde": 4, "femte": 5}
ORDINAL = re.compile(rf"^(?:den\s+|det\s+)?({'|'.join(ORDINALS)})\s+(?:indstilling\w*|punkt)\b", re.IGNORECASE)
"""A point named by its place: "Anden indstilling blev ikke godkendt"."""
AGREED_LIST = re.compile(r"\b(?:aftalt|aftaltes|enighed\s+om)\s*,?\s*at\s*:?$", _I)
"""What stands over a list of what was agreed."""
NAMED = re.compile(r"^(?P<what>bemærkning|forbehold)(?:\s+\d{1,2})?\s*:\s*(?P<text>.+)$", _I)
"""A line of a decision that says itself what it is: "Bemærkning: Ret navnet."."""
NUMBER_WORD = re.compile(r"^(?:ad|vedr|punkt|pkt|nr|indstilling)", re.IGNORECASE)
MODIFIED = ("approved", "noted", "discussed", "decided", "recommended")


@dataclass(frozen=True)
class Statement:
    """A sentence or list point of a decision. `outcomes` with remarks and reservations; `numbers` the points it answers
    by number; `remark` the remark it is, `is_reservation` whether it says so itself, `is_agreed` whether it stands in a
    list of what was agreed."""

    text: str
    place: Place
    outcomes: tuple[str, ...]
    numbers: tuple[int, ...] = ()
    remark: int | None = None
    is_reservation: bool = False
    is_agreed: bool = False


@dataclass(frozen=True)
class Decision:
    """A decision taken apart. `nothing` says that the whole of it is that there was nothing."""

    statements: tuple[Statement, ...]
    remarks: tuple[Remark, ...]
    conditions: tuple[Condition, ...]
    nothing: bool


def taken_apart(section: Section | None) -> Decision:
    """A decision's statements, remarks and conditions."""
    blocks = section.blocks if section else ()
    text = " ".join(block.text for block in blocks).strip()
    if not text or _NOTHING.fullmatch(text):
        return Decision((), (), (), bool(text))
    statements: list[Statement] = []
    remarks: list[Remark] = []
    leading = is_agreed = False
    for block in blocks:
        is_agreed = bool(AGREED_LIST.search(block.text)) or (is_agreed and block.kind in ("bullet", "number"))
        if named := NAMED.match(block.text):
            statements.append(_own(named, block.place, remarks))
            continue
        listed = block.kind in ("bullet", "number") or (leading and re.match(r"at\b", block.text, re.IGNORECASE))
        if listed and leading:
            remarks.append(Remark(len(remarks) + 1, block.text, block.place))
            statements.append(Statement(block.text, block.place, (), remark=len(remarks)))
            continue
        for one in _of_block(block):
            statements.append(replace(one, is_agreed=is_agreed and block.kind in ("bullet", "number")))
            if inline := _inline(one):
                remarks.append(Remark(len(remarks) + 1, inline, one.place))
                statements.append(Statement(inline, one.place, (), remark=len(remarks)))
        leading = (
            block.text.rstrip().endswith(":")
            and bool(LEADS_TO_REMARKS.search(block.text))
            or (leading and bool(listed))
        )
    told = any(one.endswith("_with_reservation") for each in statements for one in each.outcomes)
    if not told and any(_stands_apart(one) for one in statements):
        statements = [replace(one, outcomes=tuple(map(_reserved, one.outcomes))) for one in statements]
    return Decision(tuple(statements), tuple(remarks), tuple(_conditions(statements)), False)


def _own(named: re.Match[str], place: Place, remarks: list[Remark]) -> Statement:
    """A line that says itself what it is: a remark, or a reservation to what was decided."""
    if named["what"].casefold() == "forbehold":
        return Statement(named["text"], place, (), is_reservation=True)
    remarks.append(Remark(len(remarks) + 1, named["text"], place))
    return Statement(named["text"], place, (), remark=len(remarks))


def _stands_apart(statement: Statement) -> bool:
    """Whether a sentence makes a reservation to what another one decides."""
    return statement.is_reservation or (not statement.outcomes and bool(_STANDS_APART.search(statement.text)))


def _reserved(outcome: str) -> str:
    return "approved_with_reservation" if base(outcome) == "approved" else outcome


def outcomes_in(text: str) -> tuple[str, ...]:
    """The outcomes that a sentence tells, in the order of the table."""
    found = [outcome for outcome, words in _OUTCOMES if words.search(text)]
    if "not_approved" in found:
        found = [one for one in found if one not in ("approved", "recommended")]
    if "recommended" in found and _PASSED_ON.search(text):
        found = [one for one in found if one != "approved"]
    return tuple(_modified(one, text) for one in found)


def base(outcome: str) -> str:
    """An outcome without its remarks or reservation."""
    return outcome.removesuffix("_with_remarks").removesuffix("_with_reservation")


def _modified(outcome: str, text: str) -> str:
    if outcome == "approved" and _RESERVATION.search(text):
        return "approved_with_reservation"
    return f"{outcome}_with_remarks" if outcome in MODIFIED and _REMARKS.search(text) else outcome


def _of_block(block: Block) -> Iterator[Statement]:
    """The statements of a block; a number before one says which points it answers."""
    own: tuple[int, ...] = (int(block.number),) if block.number else ()
    for sentence in sentences(block.text):
        counted = ORDINAL.sub(lambda word: f"Punkt {ORDINALS[word[1].casefold()]}", sentence)
        found = NUMBERED.match(counted) if NUMBER_WORD.match(counted) else None
        numbers = _numbers(found["numbers"]) if found else own
        text = found["text"] if found else sentence
        is_whole = not found or not numbers or text[0].islower()
        yield Statement(sentence if is_whole else text, block.place, outcomes_in(text), numbers)
        own = numbers


def _numbers(text: str) -> tuple[int, ...]:
    """ "1, 2 og 4" or "1-3" as numbers."""
    found = [int(one) for one in re.findall(r"\d+", text)]
    if re.search(r"[-–]|til", text) and len(found) == 2 and found[0] < found[1]:
        return tuple(range(found[0], found[1] + 1))
    return tuple(found)


def _inline(statement: Statement) -> str:
    """The remark that stands in the sentence of the outcome, or the sentence that somebody wanted on record."""
    if not statement.outcomes and _PUT_ON_RECORD.search(statement.text):
        return statement.text
    found = INLINE.search(statement.text) if statement.outcomes else None
    return found["text"].strip() if found and not statement.text.rstrip().endswith(":") else ""


def _conditions(statements: list[Statement]) -> Iterator[Condition]:
    for one in statements:
        if _stands_apart(one):
            yield Condition(one.text, one.place)
        found = RESERVED.search(one.text) if one.outcomes else None
        if found and re.search(r"\w", found["text"]):
            yield Condition(found["text"].strip(), one.place)
