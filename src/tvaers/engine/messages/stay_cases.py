"""Notices open and move the shared case of admission and discharge; what cannot move it is kept and says why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import transaction

from tvaers.engine.agreements import queries as agreements
from tvaers.engine.cases import actions as cases
from tvaers.engine.cases import store as case_store
from tvaers.engine.cases.actions import Given, Opening
from tvaers.engine.cases.core import Doer, event_named
from tvaers.engine.cases.given import fields_of
from tvaers.engine.cases.models import Case
from tvaers.engine.citizens.models import Citizen
from tvaers.engine.messages import addressing
from tvaers.engine.messages.intake import without_cpr
from tvaers.engine.messages.models import Incoming
from tvaers.engine.messages.notice import Notice
from tvaers.engine.messages.stay import StayPicture
from tvaers.engine.messages.stay_steps import (
    OPEN,
    Standing,
    Step,
    changes,
    facts,
    mended_time,
    next_step,
    opening_event,
)
from tvaers.kernel import clock
from tvaers.kernel.action import System
from tvaers.kernel.case_types import CaseType
from tvaers.kernel.errors import Problem
from tvaers.kernel.package import Package
from tvaers.kernel.package_yaml import ContentError

TYPE = "discharge"
ROLE, JOB = "hospital", "message"
BY = System("advis om sygehusophold")
MOST_STEPS = 4
REPORT_STATES = ("admitted", "on_leave", "finished_treatment")


def follow(row: Incoming, notice: Notice, before: StayPicture, after: StayPicture) -> None:
    """Bring the citizen's case to where the picture is. `row.case` and `row.note` say what came of it."""
    assert row.citizen is not None
    case = case_of(row.citizen, row.party)
    opened_here = False
    for _ in range(MOST_STEPS):
        step = next_step(standing(case) if case else None, after, row.activity)
        if step is None:
            break
        moved = _tried(row, partial(_taken, row, notice, after, case, step))
        if moved is None:
            break
        case, opened_here = moved, opened_here or step.event == OPEN
    row.case = case
    if case is None:
        return
    if not opened_here:
        _mend(row, case, before, after)
    if notice.asks_for_report and notice.role == "step":
        _ask_for_report(row, case)


def case_of(citizen: Citizen, party: str) -> Case | None:
    """The newest case of admission and discharge that a citizen has with a municipality."""
    found = Case.objects.filter(type=TYPE, citizen=citizen, parties__role="municipality", parties__party=party)
    return found.order_by("-is_open", "-opened_at", "-pk").first()


def standing(case: Case) -> Standing:
    """A case as far as the stay concerns it."""
    ended = case.data.get("discharged_at") or case.data.get("died_at") if not _in_hospital(case) else None
    return Standing(case.state, datetime.fromisoformat(ended) if ended else case.closed_at)


def _in_hospital(case: Case) -> bool:
    return case.state in REPORT_STATES


def agreement_for(party: str, day: date) -> Package | None:
    """The agreement on admission and discharge that a municipality takes part in on a day."""
    found = [one for one in agreements.packages().values() if TYPE in one.case_types and party in one.parties]
    return next((one for one in found if one.active_on(day)), None)


def _tried(row: Incoming, write: Callable[[], Case]) -> Case | None:
    """What a write gives; None, with the reason on the message, when the case refuses it.

    A fault in an agreement's files is no refusal: it is raised, so that the message comes again.
    """
    try:
        with transaction.atomic():
            return write()
    except ContentError:
        raise
    except Problem as problem:
        why = " ".join(part for part in (problem.what, problem.why, *problem.findings) if part)
        row.note = without_cpr(f"Advis flyttede ikke forløbet. {why}")[:500]
        return None


def _taken(row: Incoming, notice: Notice, picture: StayPicture, case: Case | None, step: Step) -> Case:
    if step.event == OPEN:
        return _open(row, notice, picture, step)
    assert case is not None
    return _act(case, step.event, step.values, step.at)


def _open(row: Incoming, notice: Notice, picture: StayPicture, step: Step) -> Case:
    """A new case under the agreement in force. Problem when there is none, or the hospital is not known."""
    at = min(step.at or notice.occurred, clock.now())
    day = at.astimezone(clock.COPENHAGEN).date()
    package = agreement_for(row.party, day)
    if package is None:
        raise Problem(what=f"Ingen aftale om indlæggelse og udskrivning gælder for kommunen den {day:%d-%m-%Y}.")
    hospital = _hospital(picture, notice)
    if not hospital:
        raise Problem(what="Afsenderens lokationsnummer står ikke i registeret, så vi kender ikke hospitalet.")
    type = package.case_types[TYPE]
    opening = Opening(package.id, type, hospital, ROLE, JOB, opening_event(picture))
    given = _fitting(type, opening.event, {**step.values, "home_municipality": row.party})
    return cases.open_case(actor=BY, opening=opening, given=given, citizen=row.citizen, at=at)


def _hospital(picture: StayPicture, notice: Notice) -> str:
    """The hospital where the citizen is, else the one that sent the notice; "" if neither is known."""
    place = addressing.party_of(picture.department) if picture.department else ""
    return place or addressing.party_of(notice.sender)


def _act(case: Case, event: str, values: Any, at: datetime | None) -> Case:
    known = case_store.read(case)
    held = known.parties.get(ROLE, ())
    doer = Doer(held[0] if held else "", ROLE, JOB)
    moment = min(at, clock.now()) if at else None
    given = _fitting(known.type, event, values)
    return cases.act(actor=BY, case=case, event=event, given=given, at=moment, doer=doer)


def _fitting(type: CaseType, event: str, values: Mapping[str, Any]) -> Given:
    """The values that an event of the case type asks for; the type may know less of a stay than a notice tells."""
    fields = fields_of(type, event_named(type, event))
    return Given({name: value for name, value in values.items() if name in fields})


def _mend(row: Incoming, case: Case, before: StayPicture, after: StayPicture) -> None:
    """Write what the notice changed in a stay that the case already told: place, times, and a new hospital."""
    found = changes(before, after)
    if found and case.is_open:
        _tried(row, lambda: _changed(case, found, before, after))
    moved = mended_time(before, after)
    if moved:
        _tried(row, lambda: _mended(case, *moved))


def _changed(case: Case, found: dict[str, Any], before: StayPicture, after: StayPicture) -> Case:
    """A move is an event of its own; anything else corrects what was told."""
    hospital = addressing.party_of(after.department) if after.department else ""
    came_from = addressing.party_of(before.department) if before.department else ""
    if {"setting", "ward"} & set(found) and _in_hospital(case) and after.since != before.since:
        place = {name: value for name, value in facts(after).items() if name in ("setting", "ward")}
        new = {"to_hospital": hospital} if hospital and hospital != came_from else {}
        case = _act(case, "transfer", {**place, **new}, after.since)
        found = {name: value for name, value in found.items() if name not in place}
    return _act(case, "revise_stay", found, None) if found else case


def _mended(case: Case, event: str, at: datetime) -> Case:
    """The time of an event that a message wrote, as last corrected; one written by hand is left as it is."""
    gone = case.events.filter(kind="annulment").values("target")
    last = case.events.filter(kind="event", event=event, job=JOB).exclude(number__in=gone).order_by("number").last()
    if last is None:
        return case
    reason = "Hospitalet har rettet tidspunktet i et advis."
    return cases.correct(actor=BY, case=case, number=last.number, given=Given(), reason=reason, at=min(at, clock.now()))


def _ask_for_report(row: Incoming, case: Case) -> None:
    """The hospital asks for the municipality's admission report: the case then owes it. Once is enough."""
    if case.state in REPORT_STATES and not case.events.filter(event="request_admission_report").exists():
        _tried(row, lambda: _act(case, "request_admission_report", {}, None))
