"""What a case type is: its states as a picture, who may do what, its deadlines with their values, and its fields."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tvaers.engine.access.roles import ROLES
from tvaers.engine.agreements import queries as agreements
from tvaers.engine.cases import queries
from tvaers.kernel import clock
from tvaers.kernel.case_types import OPENING, CaseType, Duty, FieldSpec
from tvaers.kernel.errors import NotFound
from tvaers.kernel.package import Package
from tvaers.web.cases.diagram import picture
from tvaers.web.design import danish
from tvaers.web.links import to
from tvaers.web.problems import shows_problems

KINDS = {
    "text": "Tekst", "long_text": "Lang tekst", "date": "Dato", "time": "Dato og tid", "count": "Helt tal",
    "money": "Beløb", "yes_no": "Ja eller nej", "choice": "Ét valg", "choices": "Flere valg", "party": "Part",
    "parties": "Flere parter", "checklist": "Tjekliste", "records": "Liste", "sealed": "Forseglet",
}  # fmt: skip
WAYS = {
    "days": "dage efter", "workdays": "arbejdsdage efter", "months": "måneder efter", "hours": "timer efter",
    "days_before": "dage før", "workdays_before": "arbejdsdage før", "months_before": "måneder før",
    "act_by": "er skæringstidspunktet på dagen for",
}  # fmt: skip


@shows_problems
def case_type(request: HttpRequest, type: str) -> HttpResponse:
    """En forløbstype: tilstande, hvem der må hvad, frister og felter."""
    user: Any = request.user
    found = queries.case_types().get(type)
    if found is None:
        raise NotFound(what="Den slags forløb findes ikke.")
    package, current = _packages(type)
    number = request.GET.get("forloeb", "")
    row = queries.case(user, number) if number else None
    been = {event.state for event in row.events.all()} if row else set()
    context = {
        "type": found, "package": package, "row": row, "picture": picture(found, row.state if row else "", been),
        "states": [(state, _title(found, state.owner), _events_in(found, state.id)) for state in found.states],
        "roles": [(role, ", ".join(ROLES[job].title for job in role.jobs if job in ROLES)) for role in found.roles],
        "events": [_event(found, event) for event in found.events],
        "duties": [_duty(package, current, found, duty) for duty in found.duties],
        "fields": [_field(found, field) for field in found.fields],
        "clause_url": to("agreements:clause", package.id, found.clause),
    }  # fmt: skip
    return render(request, "cases/type.html", context)


def _packages(type: str) -> tuple[Package, Package]:
    """The package that declares the type, and one in force today that uses it: the same where there is no other."""
    using = [one for one in agreements.packages().values() if type in one.case_types]
    owner = using[0].owner_of(type)
    return owner, next((one for one in using if one.active_on(clock.today())), owner)


def _title(type: CaseType, role: str | None) -> str:
    return type.role(role).title if role else "Ingen"


def _events_in(type: CaseType, state: str) -> list[str]:
    """What can happen in a state, with where it leads."""
    found = []
    for event in type.events:
        if state in type.starts_of(event):
            ends = [type.state(target.state).label for target in event.to if target.state != state]
            found.append(event.label + (f" (til {' eller '.join(dict.fromkeys(ends))})" if ends else ""))
    return found


def _event(type: CaseType, event: Any) -> dict[str, Any]:
    starts = ["Begynder forløbet" if one == OPENING else type.state(one).label for one in type.starts_of(event)]
    roles = [type.role(role).title for role in event.by] or ["Alle i forløbet"]
    jobs = [ROLES[job].title for job in event.jobs if job in ROLES]
    everywhere = "open" in event.start
    return {
        "label": event.label, "from": "Alle åbne tilstande" if everywhere else ", ".join(starts),
        "who": ", ".join(roles) + (f" (kun {', '.join(jobs)})" if jobs else ""), "clause": event.clause,
        "guards": [guard.says for guard in event.when],
    }  # fmt: skip


def _duty(package: Package, current: Package, type: CaseType, duty: Duty) -> dict[str, Any]:
    way, written = next(iter(duty.counts.ways().items())) if duty.counts else ("", "")
    return {
        "label": duty.label, "owner": _title(type, duty.owner), "clause": duty.clause,
        "url": to("agreements:clause", package.id, duty.clause) if duty.clause in package.clauses else "",
        "time": f"{_value(current, written)} {WAYS[way]} {_since(type, duty)}" if way else "Ingen frist",
        "kind": "Mål" if duty.kind == "target" else "Frist" if way else "Opgave",
    }  # fmt: skip


def _since(type: CaseType, duty: Duty) -> str:
    if duty.since is None:
        return ""
    if duty.since.event:
        return f"»{type.event(duty.since.event).label}«"
    names = {one.id: one.label for one in type.fields} | {one.id: one.label for one in type.derived}
    names |= {column.id: column.label for field in type.fields for column in field.of}
    return f"»{names.get(duty.since.field or '', duty.since.field)}«"


def _value(package: Package, written: str) -> str:
    """A whole number as written, or what the parameter is today; its name where it depends on the case."""
    if written.isdigit():
        return written
    holders = (package, *(one.package for one in package.shared))
    parameter = next((one.parameters[written] for one in holders if written in one.parameters), None)
    if parameter is None:
        return "?"
    found = None if parameter.keys else package.term(written, clock.today())
    if found is None:
        return f"({parameter.heading[0].lower()}{parameter.heading[1:]})"
    return ", ".join(found.value) if isinstance(found.value, tuple) else danish.with_unit(found.value)


def _field(type: CaseType, field: FieldSpec) -> dict[str, str]:
    notes = [f"Hver {type.role(field.per).title.lower()} giver sin egen"] if field.per else []
    notes += ["Vises ikke i lister"] if field.blind else []
    notes += ["Må ikke kunne genkende nogen"] if field.anonymous else []
    notes += [field.help] if field.help else []
    return {"label": field.label, "kind": KINDS[field.type], "note": ". ".join(notes)}
