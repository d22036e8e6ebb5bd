"""Tidsplan og registre: when each party takes a standard in use, who to ask, who wants help, and how far they are."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tvaers.engine.messages import actions, policies, queries
from tvaers.engine.messages.actions import LineGiven
from tvaers.engine.parties.queries import name_of
from tvaers.kernel import clock
from tvaers.kernel.errors import NotFound, Problem
from tvaers.web.design import danish
from tvaers.web.design.parts import Cell, Figure, Status, Table
from tvaers.web.messages.forms import LineForm
from tvaers.web.messages.frame import require, table, ways
from tvaers.web.problems import into_form, shows_problems

TITLES = {
    "plan": ("Tidsplan", "Hvornår tager parterne standarderne i brug?"),
    "contact": ("Kontaktpersoner", "Hvem svarer for elektronisk kommunikation hos hver part?"),
    "help": ("Ønsker om hjælp", "Hvem har brug for hjælp til at komme i gang?"),
    "step": ("Manualen", "Hvor langt er hver part i manualen?"),
}


@shows_problems
def plan(request: HttpRequest) -> HttpResponse:
    """Tidsplan: a matrix of standards and parties."""
    return _page(request, "plan", _matrix(request.user))


@shows_problems
def listing(request: HttpRequest, kind: str) -> HttpResponse:
    """Et register."""
    if kind not in TITLES or kind == "plan":
        raise NotFound(what="Det register findes ikke.")
    return _page(request, kind, _list(request.user, kind))


def _page(request: HttpRequest, kind: str, found: Table) -> HttpResponse:
    """The page of a register, with the form for those who keep it."""
    user: Any = request.user
    require(user)
    form = LineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_register(actor=user, line=LineGiven(kind=kind, **form.cleaned_data))
            messages.success(request, "Linjen er gemt.")
            return redirect(request.path)
        except Problem as problem:
            into_form(form, problem)
    title, question = TITLES[kind]
    context = {
        "ways": ways(request),
        "title": title,
        "question": question,
        "table": found,
        "form": form,
        "figures": _progress(user) if kind == "step" else [],
        "may_keep": bool(policies.parties_of(user, "messages.keep_register")),
    }
    return render(request, "messages/register.html", context)


def _matrix(user: Any) -> Table:
    """A row a party, a column a standard."""
    lines = list(queries.register(user, "plan"))
    standards = sorted({one.subject for one in lines})
    by_party: dict[str, dict[str, Any]] = {}
    for one in lines:
        by_party.setdefault(one.party, {})[one.subject] = one
    rows = [
        [Cell(text=name_of(party), header=True), *(Cell(status=_standing(found.get(name))) for name in standards)]
        for party, found in by_party.items()
    ]
    columns: Any = [("Part", "left"), *((name, "left") for name in standards)]
    return table("Tidsplan", columns, rows, "Ingen tidsplan er ført endnu.", noun="parter")


def _standing(line: Any) -> Status:
    """Planned, taken in use, or late; a plan that is not agreed yet is not late (SA-YD-10)."""
    if line is None:
        return Status(text="Ikke i planen", kind="neutral")
    late = queries.is_late(line, clock.today())
    days = f"{late} {'dag' if late == 1 else 'dage'} for sent"
    if line.actual:
        text = f"I brug {danish.day(line.actual)}"
        return Status(text=f"{text}, {days}", kind="warning") if late else Status(text=text, kind="ok")
    if line.planned is None:
        return Status(text="Ikke aftalt", kind="neutral")
    return (
        Status(text=f"Skulle være i brug {danish.day(line.planned)}, {days}", kind="error")
        if late
        else Status(text=f"Planlagt {danish.day(line.planned)}", kind="wait")
    )


def _list(user: Any, kind: str) -> Table:
    rows = [
        [
            Cell(text=name_of(one.party), header=True),
            Cell(text=one.subject),
            Cell(status=Status(text="Ubesat", kind="warning"))
            if kind == "contact" and not one.text
            else Cell(text=one.text),
            Cell(text=danish.day(one.planned) if one.planned else ""),
            Cell(text=danish.day(one.actual) if one.actual else ""),
        ]
        for one in queries.register(user, kind)
    ]
    columns: Any = [(title, "left") for title in ("Part", "Hvad", "Bemærkning", "Planlagt", "Sket")]
    return table(TITLES[kind][0], columns, rows, "Der er ikke ført noget endnu.", noun="linjer")


def _progress(user: Any) -> list[Figure]:
    return [
        Figure(label=name_of(one.party), value=f"{one.percent} %", note=f"{one.done} af {one.steps} trin")
        for one in queries.progress(user)
    ]
