"""Telling a story: its case is opened and moved by the actions, as the people of the demo and at the time they did."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from typing import Any

from tvaers.cli.demo_cases import after, places
from tvaers.cli.demo_cases.story import Copy, Data
from tvaers.cli.demo_people import PEOPLE
from tvaers.engine.access.queries import user_named
from tvaers.engine.agreements import queries as agreements
from tvaers.engine.cases import actions, queries, refreshing
from tvaers.engine.cases.actions import Given, Opening
from tvaers.engine.cases.core import Doer
from tvaers.engine.cases.queries import Case
from tvaers.engine.parties.queries import within
from tvaers.kernel import clock
from tvaers.kernel.action import System
from tvaers.kernel.errors import Problem

PACKAGE = "demoaftale-2026"
SYSTEM = System("demoregion")
LATELY = timedelta(days=1, hours=12)
"""How far back the log tells of people."""


def tell(copy: Copy) -> Case:
    """Make the case of one copy. Problem, naming story and step, when the case type refuses it."""
    stay = after.stay_for(copy.story, copy.number)
    case = _opened(copy, stay)
    if stay is not None:
        after.tie(case, stay)
    for hours, who, event, data in copy.story.steps:
        with clock.fixed(copy.at(hours)):
            doer = _doer(copy, case, who)
            try:
                case = actions.act(
                    actor=_hand(copy, hours, doer), case=case, event=event, given=_given(copy, data), doer=doer
                )
            except Problem as problem:
                raise _told_wrong(copy, event, problem) from problem
    if case.state != copy.story.ends:
        raise Problem(what=f"{copy.story.type}: fortællingen endte i {case.state}, ikke i {copy.story.ends}.")
    if case.is_open:
        refreshing.made_anew(case)
    return case


def _opened(copy: Copy, stay: Case | None) -> Case:
    """The case as it is opened; one about a stay has the stay's number and citizen."""
    hours, who, event, data = copy.story.opens
    type = agreements.package(PACKAGE).case_types[copy.story.type]
    role, job = who.split("/")
    party = str(copy.filled(copy.story.party))
    opening = Opening(PACKAGE, type, party, role, job, event)
    with clock.fixed(copy.at(hours)):
        citizen = places.citizen(copy.number) if type.citizen == "required" else stay.citizen if stay else None
        copy = copy.about(stay.data["stay_id"]) if stay else copy
        try:
            return actions.open_case(
                actor=SYSTEM if type.role(role).outside else _hand(copy, hours, Doer(party, role, job)),
                opening=opening, given=_given(copy, data), citizen=citizen,
            )  # fmt: skip
        except Problem as problem:
            raise _told_wrong(copy, event, problem) from problem


def _given(copy: Copy, data: Data) -> Given:
    return Given({name: copy.filled(value) for name, value in data.items()})


def _doer(copy: Copy, case: Case, who: str) -> Doer:
    """Who "role/job" is in the case: the party named after @, else the first that has the role."""
    role, rest = who.split("/")
    job, _, named = rest.partition("@")
    if named:
        return Doer(str(copy.filled(named)), role, job)
    held = case.parties.filter(role=role).order_by("party").first()
    return Doer(held.party if held else "", role, job)


def _hand(copy: Copy, hours: float, doer: Doer) -> Any:
    """The demo user who has a job for a party, for what happened lately; the system for the rest, which is faster."""
    is_lately = copy.at(hours) > copy.today - LATELY
    username = _hands().get((doer.job, doer.party)) if is_lately else None
    return (user_named(username) if username else None) or SYSTEM


@lru_cache(maxsize=1)
def _hands() -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for username, _, grants in PEOPLE:
        for role, scope in grants:
            for party in within(scope) if scope != "*" else ():
                found.setdefault((role, party), username)
    return found


def _told_wrong(copy: Copy, event: str, problem: Problem) -> Problem:
    why = " ".join(part for part in (problem.what, problem.why, *problem.findings) if part)
    return Problem(what=f"Demoens fortælling {copy.story.type}/{copy.story.ends} går ikke i »{event}«.", why=why)


def made(type: str) -> bool:
    """Whether the demo region has any case of a type."""
    return queries.cases(System(), type).filter(package=PACKAGE).exists()
