"""The word that events send to the parties of a case, and the word that takes it back. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from tvaers.engine.cases.core import Case, Happened
from tvaers.kernel.case_events import ENGINE_EVENTS

LONGEST_LABEL = 300
"""How many characters a word has room for."""


@dataclass(frozen=True)
class Word:
    """Word of an event to a party: a notice in Tværs, or a MedCom correspondence of a category."""

    id: str
    role: str
    party: str
    label: str
    channel: str
    category: str
    event: int
    at: datetime


def words_of(case: Case) -> tuple[Word, ...]:
    """The word that the case's last event sends, one for each party of the role; see Notice for who gets none."""
    if not case.events:
        return ()
    last = case.events[-1]
    if last.event in ENGINE_EVENTS:
        return tuple(_to_all(case, last))
    look = case.look(last.at, last.doer)
    return tuple(
        Word(notice.id, notice.to, party, notice.label, notice.channel, notice.category, last.number, last.at)
        for notice in case.type.event(last.event).notices
        if notice.condition is None or notice.condition.holds(look)
        for party in dict.fromkeys((*case.parties.get(notice.to, ()), *_had(case, notice.to)))
        if (party == last.doer.party) is notice.own
        if notice.lacking is None or party not in (case.data.get(notice.lacking) or {})
    )


def _had(case: Case, role: str) -> tuple[str, ...]:
    """The parties that had a role before the last event: who loses it hears about it too."""
    return case.before.parties.get(role, ()) if case.before else ()


def _to_all(case: Case, last: Happened) -> Iterator[Word]:
    """Word of what the engine registered, to every party in every role."""
    label = ENGINE_EVENTS[last.event].label
    for role, parties in case.parties.items():
        for party in parties:
            yield Word(last.event, role, party, label, "notice", "", last.number, last.at)


def taken_back(case: Case, number: int, at: datetime) -> tuple[Word, ...]:
    """Word that an event is annulled, to everybody who had word of it."""
    then = next((step for step in case.steps() if step.events[-1].number == number), None)
    return tuple(replace(word, label=label_of(word.label), at=at) for word in words_of(then)) if then else ()


def label_of(label: str) -> str:
    """What word that was sent is called when it is taken back."""
    return f"Annulleret: {label}"[:LONGEST_LABEL]
