"""One line: why this amount? Everything is read from what was stored with it; nothing is computed again."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from tvaers.engine.parties import queries as parties
from tvaers.engine.settlement import explanation, queries
from tvaers.engine.settlement.lifecycle import OBJECTION
from tvaers.engine.settlement.lines import Line
from tvaers.kernel.errors import NotFound
from tvaers.web.design import danish
from tvaers.web.design.parts import Event, Kind, Link, Status
from tvaers.web.problems import shows_problems
from tvaers.web.settlement import words
from tvaers.web.settlement.line_list import line_url, may_question
from tvaers.web.settlement.links import clause_url, maybe, run_trail

RELATED = {
    "reversal": "Linjen er siden tilbageført",
    "reversed": "Linjen, som her er tilbageført",
    "later": "Den nye linje, som trådte i stedet",
    "earlier": "Den tidligere linje for samme række",
}
SHAPES: dict[str, Kind] = {"settled": "ok", "held": "warning", "open": "wait", "out_of_scope": "neutral"}


@shows_problems
def line(request: HttpRequest, line_id: str) -> HttpResponse:
    """Hvorfor dette beløb?"""
    run, found = _find(request, line_id)
    statement = _statement(request.user, run, found)
    context = {
        "trail": [
            *run_trail(run),
            {"title": "Linjer", "url": reverse("settlement:lines", args=[run.pk])},
            {"title": "Linje"},
        ],
        "run": run,
        "line": found,
        "number": "" if words.hides_citizen(run, found) else found.id,
        "title": _title(found),
        "status": _status(found),
        "e": explained(run, found),
        "related": _related(request.user, run, found),
        "objections": _objections(request.user, found),
        "bill": statement,
        "objection_url": _objection_url(request.user, statement, found),
    }
    return render(request, "settlement/line.html", context)


def explained(run: Any, found: Line) -> dict[str, Any]:
    """The explanation of a line in the words of the page: names for codes, dates as dates, addresses of the clauses."""
    data = explanation.explain(run, found).data
    clause, agreement = data["clause"], data["clause"]["agreement"]
    return {
        **data,
        "sentence": words.with_names(data["sentence"], (found.payer, found.payee), found.day or run.ends),
        "facts": _facts(run, found, data["facts"]),
        "clause": {**clause, "url": clause_url(agreement, clause["id"])},
        "values": [_value(value) for value in data["values"]],
        "not_met": [{**rule, "url": clause_url(agreement, rule["clause"])} for rule in data["not_met"]],
    }


def _find(request: HttpRequest, line_id: str) -> tuple[Any, Line]:
    """The line in the run that the address names, else in the newest that has it. Raises NotFound."""
    chosen = request.GET.get("koersel", "")
    within = queries.run(request.user, int(chosen)) if chosen.isdecimal() else None
    found = queries.find_line(request.user, line_id, within)
    if found is None:
        raise NotFound(what="Linjen findes ikke, eller du har ikke adgang til den.")
    return found


def _status(found: Line) -> Status:
    is_reversal = found.entry == -1
    return Status(text="Tilbageførsel" if is_reversal else words.OUTCOMES[found.kind], kind=SHAPES[found.kind])


def _title(found: Line) -> str:
    if found.amount is None:
        return "Hvorfor er der intet beløb?"
    return f"Hvorfor {danish.kroner(found.amount)}?"


def _facts(run: Any, found: Line, facts: list[dict[str, str]]) -> list[dict[str, str]]:
    """The facts with names for the regions and municipalities; a number that names a citizen is left out."""
    day = found.day or run.ends
    known = {row.code: row.name for row in (*parties.regions(day), *parties.municipalities(day))}
    if words.hides_citizen(run, found):
        facts = [fact for fact in facts if fact["value"] != found.source]
    return [
        {**fact, "value": known.get(fact["value"], fact["value"]) if _is_party(fact["label"]) else fact["value"]}
        for fact in facts
    ]


def _is_party(label: str) -> bool:
    return label == "Række" or any(word in label.lower() for word in ("region", "kommune"))


def _value(value: dict[str, Any]) -> dict[str, Any]:
    """A parameter value for the list of values and sources."""
    return {
        "heading": value["heading"],
        "shown": value["shown"],
        "start": date.fromisoformat(value["from"]) if value["from"] else None,
        "end": date.fromisoformat(value["to"]) if value["to"] else None,
        "source": value["source_words"],
        "reading": value["reading"],
    }


def _related(user: Any, run: Any, found: Line) -> list[dict[str, Any]]:
    """Links to what reversed, replaced or came before this line."""
    entries = queries.related_lines(user, run, found)
    return [
        {"role": RELATED[role], "amount": other.amount, "url": line_url(other_run, other), "number": other_run.number}
        for role, (other_run, other) in entries.items()
    ]


def _objections(user: Any, found: Line) -> list[dict[str, Any]]:
    """The objections to this line, newest first, each with its history."""
    raised = queries.objections(user).filter(lines__line=found.id).prefetch_related("steps")
    return [
        {
            "status": words.objection_status(objection.state),
            "reason": objection.reason,
            "link": Link(title=f"Indsigelse nr. {objection.pk}", url=maybe("settlement:objection", objection.pk)),
            "events": [
                Event(when=step.at, who=step.by, what=_step_label(step.event), note=step.text)
                for step in objection.steps.all()
            ],
        }
        for objection in raised
    ]


def _step_label(event: str) -> str:
    return "Indsigelse" if event == "raise" else words.event_label(OBJECTION, event)


def _statement(user: Any, run: Any, found: Line) -> Any | None:
    """The statement that the line is on; None for what is not settled."""
    if found.kind != "settled":
        return None
    return queries.statements(user).filter(run=run, payer=found.payer, payee=found.payee).first()


def _objection_url(user: Any, statement: Any | None, found: Line) -> str:
    """Where to question this line; "" when the user may not, or it has an open objection already."""
    page = maybe("settlement:objection-new")
    if statement is None or not page or not may_question(user, statement):
        return ""
    if queries.objections(user).filter(lines__line=found.id, state="raised").exists():
        return ""
    return f"{page}?{urlencode({'statement': statement.pk, 'line': found.id})}"
