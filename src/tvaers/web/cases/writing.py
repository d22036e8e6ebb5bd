"""The forms of cases: open one, let something happen, and keep what has been written until it can be used."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tvaers.engine.cases import actions, queries
from tvaers.engine.cases.actions import Given, Opening
from tvaers.engine.cases.core import Case, Doer, warnings_of
from tvaers.engine.cases.given import Faults, read_time
from tvaers.engine.parties.queries import name_of
from tvaers.kernel import clock
from tvaers.kernel.errors import Conflict, NotAllowed, NotFound, Problem
from tvaers.web.cases import acting
from tvaers.web.cases.conflicts import since, version_seen
from tvaers.web.cases.forms import EventForm, initial_of
from tvaers.web.problems import into_form, shows_problems

Doers = tuple[Doer, ...]


@shows_problems
def event(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """Registrér en hændelse i et forløb."""
    user: Any = request.user
    row = queries.case(user, number)
    folded = queries.as_core(row)
    way = next((one for one in queries.ways(user, row, folded) if one.event.id == name), None)
    if way is None:
        raise _too_late(request, folded, name)
    doers = queries.doers_of(user, folded, way.event)
    saved = queries.draft(user, row.type, row.package, name, row)
    doer = acting.first(doers, acting.chosen(request))
    record = request.GET.get("nr", "")
    initial = initial_of(folded.type, way.event, row.data, doer.party, record)
    form = EventForm(request.POST or None, type=folded.type, event=way.event, case_data=row.data, doers=_named(doers),
                     kept=initial,
                     initial={**initial, **(saved.data if saved else {}), "doer": _key(doer)})  # fmt: skip
    context: dict[str, Any] = {"row": row, "way": way, "form": form, "version": row.version, "draft": saved}
    if request.method == "POST":
        if _did(request, row, _chosen(request, doers, doer), form):
            return redirect("cases:case", row.number)
        context |= since(row, folded.type, form, version_seen(request, row.version))
    return render(request, "cases/event.html", context)


def _too_late(request: HttpRequest, case: Case, name: str) -> Problem:
    """Why an event cannot come: an ordinary refusal, or, when somebody had written, one that gives the words back."""
    spec = next((one for one in case.type.events if one.id == name), None)
    label = f"»{spec.label}« kan ikke registreres nu." if spec else "Det kan du ikke registrere her."
    why = f"Forløbet er »{case.type.state(case.state).label}«, eller det er en andens tur."
    do = "Gå tilbage til forløbet, og se, hvad der er sket."
    problem = Conflict if request.method == "POST" and spec else NotAllowed
    return problem(what=label, why=why, do=do)


def _named(doers: Doers) -> tuple[tuple[str, str], ...]:
    return tuple((_key(one), name_of(one.party)) for one in doers)


def _key(doer: Doer) -> str:
    return f"{doer.party}/{doer.role}/{doer.job}"


def _chosen(request: HttpRequest, doers: Doers, otherwise: Doer) -> Doer:
    return next((one for one in doers if _key(one) == request.POST.get("doer")), otherwise)


def _did(request: HttpRequest, row: Any, doer: Doer, form: EventForm) -> bool:
    """Register what was posted; False with the fault in the form. What was written is kept as a draft when it fails."""
    user: Any = request.user
    form.is_valid()
    try:
        at = read_time(request.POST["at"]) if request.POST.get("at") else None
        version = version_seen(request, row.version)
        done = actions.act(actor=user, case=row, event=form.spec.id, given=Given(form.values), version=version, at=at,
                           doer=doer)  # fmt: skip
    except Problem as problem:
        put_in(form, problem)
        _keep(user, row.type, row.package, form, row)
        return False
    messages.success(request, f"»{form.spec.label}« er registreret.")
    for text in warnings_of(queries.as_core(done)):
        messages.warning(request, text)
    return True


def _keep(user: Any, type: str, package: str, form: EventForm, row: Any = None) -> None:
    given = Given(form.draft)
    actions.save_draft(actor=user, type=type, package=package, event=form.spec.id, given=given, case=row)


def put_in(form: EventForm, problem: Problem) -> None:
    """Put a refusal in the form: at its field when it is about one, else at the top."""
    form.errors.clear()
    if isinstance(problem, Faults):
        for name, sentence in problem.by_field.items():
            form.add_error(name if name in form.fields else None, sentence)
        return
    into_form(form, problem)


@shows_problems
def new(request: HttpRequest, package: str, type: str, name: str) -> HttpResponse:
    """Opret et forløb."""
    user: Any = request.user
    found = [one for one in queries.openable(user) if (one.package, one.type.id, one.event.id) == (package, type, name)]
    if not found:
        raise NotAllowed(what="Det forløb kan du ikke oprette.", why="Det kræver en rolle, som du ikke har.")
    way = found[0]
    saved = queries.draft(user, type, package, name)
    doers = tuple(dict.fromkeys(way.doers))
    doer = acting.first(doers, acting.chosen(request))
    form = EventForm(
        request.POST or None, type=way.type, event=way.event, case_data={}, doers=_named(doers),
        initial={**(saved.data if saved else {}), "doer": _key(doer)}, asks_citizen=way.type.citizen != "none",
    )  # fmt: skip
    if request.method == "POST":
        row = _opened(request, way, form, _chosen(request, doers, doer))
        if row is not None and row.receipt_code:
            return render(request, "cases/receipt_given.html", {"code": row.receipt_code})
        if row is not None:
            return redirect("cases:case", row.number)
    return render(request, "cases/new.html", {"way": way, "form": form, "draft": saved})


def _opened(request: HttpRequest, way: queries.Openable, form: EventForm, doer: Doer) -> Any:
    user: Any = request.user
    form.is_valid()
    try:
        opening = Opening(way.package, way.type, doer.party, doer.role, doer.job, way.event.id)
        citizen = actions.citizen_of(request.POST.get("citizen", ""), user)
        at = read_time(request.POST["at"]) if request.POST.get("at") else None
        row = actions.open_case(actor=user, opening=opening, given=Given(form.values), citizen=citizen, at=at)
    except Problem as problem:
        put_in(form, problem)
        _keep(user, way.type.id, way.package, form)
        return None
    messages.success(request, f"{way.type.title} {row.number} er oprettet.")
    return row


@shows_problems
@require_POST
def save_draft(request: HttpRequest, package: str, type: str, name: str) -> HttpResponse:
    """Gem kladden, mens der skrives."""
    user: Any = request.user
    number = request.POST.get("number", "")
    row = queries.case(user, number) if number else None
    found = queries.case_types().get(type)
    spec = next((one for one in found.events if one.id == name), None) if found else None
    if found is None or spec is None:
        raise NotFound(what="Den slags forløb findes ikke.")
    form = EventForm(request.POST, type=found, event=spec, case_data=row.data if row else {})
    _keep(user, type, package, form, row)
    return HttpResponse(f"Kladden er gemt kl. {clock.now().astimezone(clock.COPENHAGEN):%H.%M}.")
