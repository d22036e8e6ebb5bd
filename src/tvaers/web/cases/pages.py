"""Forløb: the worklist, lists, one case, and its forms."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tvaers.engine.access.queries import standings
from tvaers.engine.cases import actions, queries
from tvaers.engine.cases.actions import Given, Opening
from tvaers.engine.cases.core import Doer
from tvaers.engine.cases.given import Faults, read_time
from tvaers.engine.citizens import queries as citizens
from tvaers.engine.parties.queries import name_of
from tvaers.kernel import clock
from tvaers.kernel.errors import NotAllowed, NotFound, Problem
from tvaers.web.cases import shown
from tvaers.web.cases.forms import EventForm
from tvaers.web.cases.lists import case_table, turn_table
from tvaers.web.problems import into_form, shows_problems

PAGE_SIZE = 50


@shows_problems
def home(request: HttpRequest) -> HttpResponse:
    """Forløb: hvad skal min enhed gøre, mest presserende først?"""
    user: Any = request.user
    chosen = request.GET.get("type", "")
    page = Paginator(queries.turns(user, chosen), PAGE_SIZE).get_page(request.GET.get("side"))
    context = {
        "table": turn_table(page, request.GET.dict()),
        "types": [type for type in queries.case_types().values() if type.jobs & _jobs(user)],
        "chosen": chosen,
        "openable": queries.openable(user),
        "drafts": queries.drafts(user)[:10],
    }
    return render(request, "cases/home.html", context)


@shows_problems
def listing(request: HttpRequest, type: str) -> HttpResponse:
    """Alle forløb af en type, som man må se."""
    user: Any = request.user
    found_type = queries.case_types().get(type)
    if found_type is None:
        raise NotFound(what="Den slags forløb findes ikke.")
    given = request.GET.dict()
    found = queries.cases(
        user, type, given.get("tilstand", ""), only_open=given.get("aabne") == "1", text=given.get("soeg", "")
    )
    page = Paginator(found, PAGE_SIZE).get_page(given.get("side"))
    context = {"type": found_type, "table": case_table(found_type, page, given), "given": given}
    return render(request, "cases/list.html", context)


@shows_problems
def case(request: HttpRequest, number: str) -> HttpResponse:
    """Et forløb: hvor er det, hvis tur er det, og hvad er der sket?"""
    user: Any = request.user
    row = queries.case(user, number)
    folded = queries.as_core(row)
    now = clock.now()
    duties = queries.duties(row, now)
    context = {
        "row": row,
        "type": folded.type,
        "state": folded.type.state(folded.state),
        "owners": [name_of(party) for party in folded.parties.get(folded.type.state(folded.state).owner or "", ())],
        "facts": shown.facts(folded),
        "open": [shown.duty(one, now) for one in duties if one.is_open],
        "closed": [shown.duty(one, now) for one in duties if not one.is_open],
        "ways": queries.ways(user, row, folded),
        "history": list(shown.history(queries.deeds(row, folded.type), folded.type)),
        "links": queries.links(user, row),
        "documents": queries.documents(row),
        "masked": citizens.masked_cpr(row.citizen) if row.citizen else "",
    }
    return render(request, "cases/case.html", context)


@shows_problems
def event(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """Registrér en hændelse i et forløb."""
    user: Any = request.user
    row = queries.case(user, number)
    folded = queries.as_core(row)
    way = next((one for one in queries.ways(user, row, folded) if one.event.id == name), None)
    if way is None:
        raise NotAllowed(
            what="Det kan du ikke registrere her.", why="Forløbet er et andet sted, eller det er en andens tur."
        )
    saved = queries.draft(user, row.type, row.package, name, row)
    initial = {**row.data, **(saved.data if saved else {})}
    form = EventForm(request.POST or None, type=folded.type, event=way.event, case_data=row.data, initial=initial)
    if request.method == "POST" and _did(request, row, way.doer, form):
        return redirect("cases:case", row.number)
    context = {
        "row": row,
        "way": way,
        "form": form,
        "version": request.POST.get("version", row.version),
        "draft": saved,
    }
    return render(request, "cases/event.html", context)


def _did(request: HttpRequest, row: Any, doer: Doer, form: EventForm) -> bool:
    """Register what was posted; False with the fault in the form. What was written is kept as a draft when it fails."""
    user: Any = request.user
    given = Given(form.values)
    form.is_valid()
    try:
        at = read_time(request.POST["at"]) if request.POST.get("at") else None
        version = int(request.POST.get("version") or row.version)
        actions.act(actor=user, case=row, event=form.spec.id, given=given, version=version, at=at, doer=doer)
    except Problem as problem:
        _tell(form, problem)
        actions.save_draft(actor=user, type=row.type, package=row.package, event=form.spec.id, given=given, case=row)
        return False
    messages.success(request, f"»{form.spec.label}« er registreret.")
    return True


def _tell(form: EventForm, problem: Problem) -> None:
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
    doers = tuple((f"{one.party}/{one.role}/{one.job}", name_of(one.party)) for one in way.doers)
    form = EventForm(
        request.POST or None, type=way.type, event=way.event, case_data={}, initial=saved.data if saved else {},
        asks_citizen=way.type.citizen != "none", doers=doers,
    )  # fmt: skip
    if request.method == "POST":
        row = _opened(request, way, form)
        if row is not None:
            return redirect("cases:case", row.number)
    return render(request, "cases/new.html", {"way": way, "form": form, "draft": saved})


def _opened(request: HttpRequest, way: queries.Openable, form: EventForm) -> Any:
    user: Any = request.user
    form.is_valid()
    given = Given(form.values)
    try:
        chosen = next((d for d in way.doers if f"{d.party}/{d.role}/{d.job}" == request.POST.get("doer")), way.doers[0])
        opening = Opening(way.package, way.type, chosen.party, chosen.role, chosen.job, way.event.id)
        citizen = actions.citizen_of(request.POST.get("citizen", ""), user)
        at = read_time(request.POST["at"]) if request.POST.get("at") else None
        row = actions.open_case(actor=user, opening=opening, given=given, citizen=citizen, at=at)
    except Problem as problem:
        _tell(form, problem)
        actions.save_draft(actor=user, type=way.type.id, package=way.package, event=way.event.id, given=given)
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
    actions.save_draft(actor=user, type=type, package=package, event=name, given=Given(form.values), case=row)
    return HttpResponse(f"Kladden er gemt kl. {clock.now():%H.%M}.")


def _owners(case: Any) -> tuple[str, ...]:
    """The parties whose move it is."""
    return tuple(case.parties.get(case.type.state(case.state).owner or "", ()))


def _jobs(user: Any) -> set[str]:
    return {one.role.id for one in standings(user)}
