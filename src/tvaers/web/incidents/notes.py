"""The anonymised results that parties have sent to the network: all that the network and its report may build on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from tvaers.engine.agreements import queries as agreements
from tvaers.engine.cases import bulk
from tvaers.engine.cases.bulk import Folded
from tvaers.engine.cases.incident_report import Incident
from tvaers.kernel import clock
from tvaers.kernel.errors import Problem

TYPE, RESULT = "learning_note", "result"
STATES = ("received", "published", "archived")
LIMIT = "small_count_limit"


def results(user: Any) -> tuple[Folded, ...]:
    """The results that the reader may see; those that were taken back are left out."""
    found = bulk.open_cores(user, TYPE, states=STATES)
    return tuple(one for one in found if one.case.data.get("kind") == RESULT)


def sent_on(one: Folded) -> date:
    """The day on which a result reached the network."""
    return one.row.opened_at.astimezone(clock.COPENHAGEN).date()


def quarter_of(day: date) -> str:
    """The quarter of a day as "2011-2"."""
    return f"{day.year}-{(day.month + 2) // 3}"


def incident(one: Folded) -> Incident:
    """A result as the yearly report counts it."""
    data = one.case.data
    return Incident(
        one.row.number, sent_on(one).year, str(data.get("severity") or ""), one.case.state,
        str(data.get("classification") or ""), str(data.get("transition") or ""), str(data.get("summary") or ""),
        data.get("anonymised") is True,
    )  # fmt: skip


def small_limit(found: Sequence[Folded]) -> int:
    """The smallest number that may leave the parties. Problem when no agreement of the results says it today."""
    values = [agreements.package(name).term(LIMIT, clock.today()) for name in {one.row.package for one in found}]
    known = [int(str(value.value)) for value in values if value is not None]
    if not known or len(known) < len(values):
        raise Problem(
            what="Tallene kan ikke vises.", why="Aftalen siger ikke, hvor små antal der må forlade parterne i dag.",
            do="Bed den aftaleansvarlige om at skrive værdien i aftalen.",
        )  # fmt: skip
    return max(known)
