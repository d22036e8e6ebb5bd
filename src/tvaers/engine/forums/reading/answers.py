"""Which statement of the decision answers which recommendation point, and with what outcome.

First by number ("Ad 1)"), then by a sentence on the whole, then by the act (approved answers "godkender"), and for
what is decided or appointed by the words that point and statement share. A point that nothing answers stays
not_recorded; nothing is guessed (readings 3 and 4).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tvaers.engine.forums.reading.model import Point, Remark
from tvaers.engine.forums.reading.points import Asked
from tvaers.engine.forums.reading.statements import Decision, Statement, base
from tvaers.engine.forums.reading.tables import ANSWERED_BY, FULFILLED, WHOLE

_WHOLE = re.compile(WHOLE, re.IGNORECASE)
SUBJECT = re.compile(r"\b(?:punktet|sagen|behandlingen|emnet|indstillingen)\b", re.IGNORECASE)
OWN_SUBJECT = re.compile(
    r"(?!(?:punkt|sag|behandling|emne|indstilling)\w*\b)\w{3,}(?:(?:en|et|erne)\s+\w|\s+(?-i:[A-ZÆØÅ]|\d+)\s)",
    re.IGNORECASE,
)
"""A short sentence on one thing of several, as "Budgettet blev godkendt."."""
SHORTEST_STEM = 5
"""Letters that two words must share to be about the same."""
_COMMON = (
    "hvilken hvilke skal holde holdes fælles forretningsudvalg strategisk sundhedsforum beslutter planlægges videre "
    "arbejde arbejdet blev bliver være efter derfor desuden hvorvidt gives dette denne godkender drøfter"
)
COMMON_WORDS = frozenset(_COMMON.split())
"""Words that tell nothing of what a text is about."""


@dataclass(frozen=True)
class Answers:
    """The points with their outcomes, the remarks with the points they answer, and the outcome of the item."""

    points: tuple[Point, ...]
    remarks: tuple[Remark, ...]
    outcome: str


def answered(asked: Sequence[Asked], decision: Decision, decided: bool) -> Answers:
    """The answers to points. `decided`: there is a decision to read; without one nothing is decided yet."""
    if not decided:
        return Answers(tuple(_point(one, "none", "") for one in asked), (), "none")
    given = [(one, *_answer(one, asked, decision)) for one in asked]
    remarks = tuple(
        replace(
            remark, answers=next((one.number for one, _, said in given if said and said.remark == remark.number), None)
        )
        for remark in decision.remarks
    )
    outcome = _item_outcome([outcome for _, outcome, _ in given], decision)
    points = [_point(one, _plain(outcome, remarks), said.text if said else "") for one, outcome, said in given]
    return Answers(tuple(points), remarks, outcome)


def _point(asked: Asked, outcome: str, answer: str) -> Point:
    return Point(asked.number, asked.numbered, asked.text, asked.verb, asked.asked, outcome, answer, asked.place)


def _plain(outcome: str, remarks: Sequence[Remark]) -> str:
    """An outcome without its remarks when every one of them answers another point (MIN-13g)."""
    if outcome.endswith("_with_remarks") and remarks and all(one.answers is not None for one in remarks):
        return base(outcome)
    return outcome


def _answer(asked: Asked, all_asked: Sequence[Asked], decision: Decision) -> tuple[str, Statement | None]:
    """(outcome, the statement that gives it)."""
    if decision.nothing:
        return ("noted_implicitly" if asked.verb == "note" else "not_recorded"), None
    known = {one.number for one in all_asked}
    for one in decision.statements:
        if asked.number in one.numbers and set(one.numbers) <= known:
            return _outcome_of(asked, one), one
    for one in decision.statements:
        if outcome := _of_whole(asked, one):
            return outcome, one
    fitting = _fitting(asked, decision)
    if fitting:
        said = max(fitting, key=lambda one: (*_alikeness(asked.text, one.text), one.remark is not None))
        wanted = ANSWERED_BY[asked.verb]
        return next((one for one in said.outcomes if base(one) in wanted), "decided"), said
    return ("noted_implicitly" if asked.verb == "note" and decision.statements else "not_recorded"), None


def _fitting(asked: Asked, decision: Decision) -> list[Statement]:
    """The statements that may answer a point: by the act, and for decide and appoint also by the words shared."""
    wanted = ANSWERED_BY[asked.verb]
    free = [one for one in decision.statements if not one.numbers]
    by_act = [one for one in free if any(base(outcome) in wanted for outcome in one.outcomes)]
    if asked.verb not in ("decide", "appoint"):
        return by_act
    return [one for one in by_act if _likeness(asked.text, one.text)] or [
        one for one in free if _alike(asked.text, one.text)
    ]


def _outcome_of(asked: Asked, said: Statement) -> str:
    """What a statement given to a point by number makes of it: its own kind of outcome first, else decided."""
    wanted = ANSWERED_BY[asked.verb]
    fitting = [one for one in said.outcomes if base(one) in wanted]
    return (fitting or list(said.outcomes) or ["decided"])[0]


def _of_whole(asked: Asked, said: Statement) -> str:
    """The outcome of a point by a sentence on the recommendation as a whole, or nothing."""
    if not said.outcomes or said.numbers:
        return ""
    first, short = base(said.outcomes[0]), len(said.text.split()) <= 3 and not OWN_SUBJECT.match(said.text)
    whole = bool(_WHOLE.search(said.text)) or (short and first in ("approved", "not_approved", "deferred"))
    if first in ("not_approved", "deferred") and (whole or (first == "deferred" and SUBJECT.search(said.text))):
        return first
    if first == "recommended" and whole:
        return said.outcomes[0]
    if first != "approved" or not whole:
        return ""
    fulfilled = FULFILLED[asked.verb]
    return (
        said.outcomes[0]
        if fulfilled == "approved"
        else fulfilled + said.outcomes[0].removeprefix("approved").replace("_with_reservation", "_with_remarks")
    )


def _item_outcome(outcomes: Sequence[str], decision: Decision) -> str:
    """The outcome of the item: of its first answered point, but a point not approved decides."""
    given = [one for one in outcomes if one != "not_recorded"]
    if "not_approved" in given:
        return "not_approved"
    if given:
        return given[0]
    if decision.nothing:
        return "nothing_to_note"
    if outcomes:
        return "not_recorded"
    told = [outcome for one in decision.statements for outcome in one.outcomes]
    return told[0] if told else "recorded"


def _alike(point: str, text: str) -> bool:
    """Whether a statement is about what a point asks: two shared words, or half of the point's."""
    shared, of = _likeness(point, text), len(_words(point))
    return shared >= 2 or (shared == 1 and of <= 2)


def _alikeness(point: str, text: str) -> tuple[int, int]:
    """(words alike, words the same): "aftale A" and "aftale B" differ in nothing but the letter."""
    same = {word.casefold() for word in re.findall(r"\w+", point)} & {
        word.casefold() for word in re.findall(r"\w+", text)
    }
    return _likeness(point, text), len(same)


def _likeness(point: str, text: str) -> int:
    """How many words of a point have a part of five letters in common with a word of the text."""
    others = _words(text)
    return sum(1 for word in _words(point) if any(_share(word, other) for other in others))


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[a-zæøåé]{5,}", text.casefold()) if word not in COMMON_WORDS]


def _share(one: str, two: str) -> bool:
    parts = (one[at : at + SHORTEST_STEM] for at in range(len(one) - SHORTEST_STEM + 1))
    return any(part in two for part in parts)
