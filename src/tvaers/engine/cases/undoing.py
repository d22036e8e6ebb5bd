"""A case as it is when one of its events is annulled or corrected. Pure; mending.py writes it, scenario.py plays it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from tvaers.engine.cases.core import Case, Doer, Happened, brought, event_named, replay
from tvaers.engine.cases.fitting import check_fit
from tvaers.engine.cases.given import mended
from tvaers.kernel.case_events import VOIDED, EventSpec
from tvaers.kernel.errors import Conflict, Problem


def without(case: Case, number: int) -> Case:
    """The case without one of its events. Conflict for the opening, and when what came later rests on it."""
    if number == case.events[0].number:
        raise Conflict(what="Oprettelsen kan ikke annulleres.", do="Afslut forløbet i stedet.")
    check_open(next(case.type.event(one.event) for one in case.events if one.number == number))
    check_rows(case, number)
    return _again(case, [one for one in case.events if one.number != number])


def corrected(case: Case, number: int, raw: Mapping[str, object]) -> Case:
    """The case as it is when one of its events was given something else: `raw` by field, an empty value takes one out.

    Faults for what cannot be given. Conflict when what came later would be refused then.
    """
    old = next(one for one in case.events if one.number == number)
    event = event_named(case.type, old.event)
    check_open(event)
    new = replace(old, data=mended(case.type, event, old.data, raw))
    after = _again(case, [new if one.number == number else one for one in case.events])
    check_fit(case, after, event)
    return after


def _again(case: Case, events: Iterable[Happened]) -> Case:
    """The case that began as this one did, after other events. Conflict when one of them would be refused."""
    start = next(iter(case.steps())).before
    assert start is not None, "every step has one before it"
    try:
        return replay(start, events)
    except Problem as problem:
        raise rests_on_it(problem) from problem


def rests_on_it(problem: Problem) -> Conflict:
    """That an event cannot be changed, since what came later would be refused without it."""
    return Conflict(
        what="Det kan ikke ændres nu.",
        why=f"Det, der er sket senere, bygger på det. {problem.what}",
        do="Annullér først det, der kom senere.",
    )


def check_open(event: EventSpec) -> None:
    """Conflict when an event stays as it is, whoever registered it; it says what to do instead."""
    if event.mend is not None:
        raise Conflict(what=f"»{event.label}« kan ikke ændres.", why=event.mend.says, do=event.mend.do)


def check_rows(case: Case, number: int) -> None:
    """Conflict when an event added a row and later ones add or change more: the rows are known by their order."""
    records = next(case.type.event(one.event).adds for one in case.events if one.number == number)
    later = [case.type.event(one.event) for one in case.events if one.number > number]
    if records and any(records in (one.adds, one.updates) for one in later):
        raise Conflict(
            what="Det kan ikke annulleres nu.",
            why=f"Der er siden føjet til eller rettet i »{case.type.field(records).label}«.",
            do="Annullér først det, der kom senere.",
        )


def voided(case: Case, number: int, at: datetime) -> Case:
    """The case after its opening is annulled together with what it came of: it is over, and is kept to be read."""
    return brought(case, Happened(number, VOIDED, at, Doer("", "")))
