"""Why a deadline is what it is: the clause, the value it is counted with and its source, and the day-by-day account."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from tvaers.engine import deadlines
from tvaers.engine.cases.core import Case
from tvaers.engine.cases.duties import Owed
from tvaers.engine.parties.queries import name_of
from tvaers.kernel import clock
from tvaers.kernel.errors import Problem
from tvaers.kernel.package import Package, Parameter
from tvaers.web.cases.shown import when
from tvaers.web.design import danish
from tvaers.web.design.parts import Reading, Status
from tvaers.web.links import to

STATUS = {
    "pending": ("Afventer", "wait"), "met": ("Overholdt", "ok"), "late": ("For sent", "error"),
    "void": ("Bortfaldet", "neutral"), "paused": ("Står stille", "info"), "not_agreed": ("Ikke aftalt", "neutral"),
}  # fmt: skip
SINGLE = {"days": "dag", "months": "måned", "hours": "time", "years": "år"}
UNITS = {"days": "dage", "months": "måneder", "hours": "timer", "years": "år", "share": "bp", "dkk": "øre"}


def duty(case: Case, one: Owed, now: datetime) -> dict[str, Any]:
    """A duty as the part "Frist": status, deadline in words, how long, whose, and the drawer with its reasons."""
    due = one.due if one.due and one.due.moment else None
    kind = "Mål" if one.duty.kind == "target" else "Frist" if one.duty.counts else "Opgave"
    return {
        "label": one.label,
        "status": status_of(one, now),
        "party": name_of(one.party) or case.type.role(one.duty.owner).title,
        "when": when(due.moment) if due and due.moment else "",
        "left": deadlines.time_left(due, now) if one.is_open and due else "",
        "kind": kind,
        "done": danish.moment(one.done_at) if one.done_at else "",
        "why": explanation(case, one, kind),
        "why_title": "Sådan er fristen talt" if one.due else "Hvorfor?",
    }


def status_of(one: Owed, now: datetime) -> Status:
    """The duty's state by word and shape; what presses is told apart from what can wait."""
    text, kind = STATUS[one.status]
    if one.status == "late" and one.done_at is None:
        text = "Overskredet"
    if one.status == "pending" and one.reminder and one.reminder <= now:
        text, kind = "Snart", "warning"
    return Status(text=text, kind=kind)  # type: ignore[arg-type]


def explanation(case: Case, one: Owed, kind: str) -> dict[str, Any]:
    """What the drawer shows of a duty: see the tag `hvorfor`."""
    owner = case.type.role(one.duty.owner).title
    facts = [{"label": "Ansvarlig", "value": f"{name_of(one.party) or 'Ingen endnu'} ({owner})"}]
    if one.started:
        facts.append({"label": "Tæller fra", "value": danish.moment(one.started)})
    if one.reminder:
        facts.append({"label": "Vi minder om den", "value": danish.moment(one.reminder)})
    value = _value(case, one)
    readings = [value["reading_part"]] if value and value.get("reading_part") else []
    return {
        "sentence": _sentence(one, kind),
        "facts": facts,
        "steps": [_step(step.text) for step in one.due.account] if one.due else [],
        "clause": clause_of(case, one.duty.clause),
        "values": [value] if value else [],
        "readings": readings,
    }


def _sentence(one: Owed, kind: str) -> str:
    if one.status == "not_agreed":
        return "Aftalen giver ingen tid for det her, så der er ingen frist at holde."
    if one.duty.counts is None:
        return "Det er en opgave uden frist."
    kinds = {"Mål": "Det er et mål, som parterne selv har sat.", "Frist": "Det er en frist i aftalen."}
    end = deadlines.in_words(one.due) if one.due else ""
    return f"{kinds[kind]} Sidste øjeblik: {end}." if end else kinds[kind]


def _step(text: str) -> dict[str, str]:
    """A line of the account: the day, and what it counts as."""
    day, _, says = text.partition(": ")
    return {"label": day, "value": says or "–"}


def clause_of(case: Case, clause: str) -> dict[str, str] | None:
    """A clause of the agreement that the case type stands in, with its address; None when it names none."""
    for package in _packages(case):
        found = package.clauses.get(clause)
        if found:
            return {"id": found.id, "heading": found.heading, "summary": found.summary, "place": found.place,
                    "url": to("agreements:clause", package.id, found.id)}  # fmt: skip
    return None


def reading_of(case: Case, id: str) -> Reading | None:
    """A reading of the agreement that the case type stands in, with its address; None for "" and unknown ones."""
    for package in _packages(case):
        found = package.readings.get(id)
        if found:
            return Reading(
                id=found.id, problem=found.problem, choice=found.choice, url=to("agreements:readings", package.id)
            )
    return None


def _packages(case: Case) -> tuple[Package, ...]:
    return (case.package.owner_of(case.type.id), case.package, *(one.package for one in case.package.shared))


def _value(case: Case, one: Owed) -> dict[str, Any] | None:
    """The parameter's value that the deadline is counted with, its source and reading; None when it is no parameter."""
    written = next(iter(one.duty.counts.ways().values())) if one.duty.counts else ""
    if not written or written.isdigit() or one.started is None:
        return None
    for package in _packages(case):
        try:
            parameter, _ = package.find_parameter(written)
        except Problem:
            continue
        return _value_of(package, parameter, one, one.started.astimezone(clock.COPENHAGEN).date())
    return None


def _value_of(package: Package, parameter: Parameter, one: Owed, day: date) -> dict[str, Any] | None:
    held = [value for value in parameter.values if value.value == one.value]
    value = next((value for value in held if value.holds_on(day)), held[-1] if held else None)
    if value is None:
        return None
    reading = package.readings.get(value.reading or "")
    source = f"{value.source.document}, {value.source.place}" if value.source else "En læsning af aftalen"
    address = to("agreements:readings", package.id)
    return {
        "heading": parameter.heading, "value": value.value,
        "unit": (SINGLE if value.value == 1 else UNITS).get(parameter.unit, ""),
        "from": value.start, "to": value.end, "source": source, "reading": value.reading or "",
        "url": to("agreements:parameter", package.id, parameter.id) or to("agreements:parameters", package.id),
        "reading_part": Reading(id=reading.id, problem=reading.problem, choice=reading.choice, url=address)
        if reading else None,
    }  # fmt: skip
