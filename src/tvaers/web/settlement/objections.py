"""Objections: the list, one objection with its answer, and a new one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from tvaers.engine.settlement import actions, queries
from tvaers.engine.settlement.lifecycle import OBJECTION
from tvaers.engine.settlement.lines import Line
from tvaers.engine.settlement.proposals import proposals
from tvaers.kernel.action import may
from tvaers.kernel.errors import NotAllowed, NotFound, Problem
from tvaers.web.design import danish
from tvaers.web.problems import into_form, shows_problems
from tvaers.web.settlement import objection_parts, words
from tvaers.web.settlement.objection_forms import AnswerForm, QuestionForm, WithdrawForm


@shows_problems
def objections(request: HttpRequest) -> HttpResponse:
    """Hvilke indsigelser skal jeg svare på, og hvilke venter jeg på?"""
    user = request.user
    mine = queries.objections_to_answer(user)
    waiting = queries.objections(user).filter(state="raised").exclude(pk__in=mine)
    closed = queries.objections(user).exclude(state="raised")
    tables = [
        objection_parts.table("Venter på dit svar", mine, "Her kommer de indsigelser, som din part skal svare på."),
        objection_parts.table(
            "Venter på modparten", waiting, "Her kommer de indsigelser, som modparten skal svare på."
        ),
        objection_parts.table("Besvaret", closed, "Her kommer de indsigelser, der er besvaret eller trukket tilbage."),
    ]
    context = {
        "trail": objection_parts.trail(),
        "lead": _list_lead(mine.count(), waiting.count()),
        "tables": [*objection_parts.proposal_tables(proposals(user)), *tables],
    }
    return render(request, "settlement/objections.html", context)


@shows_problems
def objection(request: HttpRequest, pk: int) -> HttpResponse:
    """Hvad er parterne uenige om, og hvis tur er det?"""
    return _page(request, queries.objection(request.user, pk))


@shows_problems
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Svar på en indsigelse: imødekom eller afvis."""
    user: Any = request.user
    found = queries.objection(user, pk)
    form = AnswerForm(request.POST, run=found.statement.run, shown=_lines(user, found))
    if form.is_valid():
        try:
            actions.answer(
                actor=user,
                objection=found,
                event=form.event,
                text=form.cleaned_data["text"],
                change=form.change,
            )
        except NotAllowed:
            raise
        except Problem as problem:
            into_form(form, problem)
        else:
            return _done(request, found, "Dit svar er sendt.")
    return _page(request, queries.objection(request.user, pk), answering=form)


@shows_problems
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Træk en indsigelse tilbage."""
    user: Any = request.user
    found = queries.objection(user, pk)
    form = WithdrawForm(request.POST)
    if form.is_valid():
        try:
            actions.withdraw(actor=user, objection=found, text=form.cleaned_data["why"])
        except NotAllowed:
            raise
        except Problem as problem:
            into_form(form, problem)
        else:
            return _done(request, found, "Indsigelsen er trukket tilbage.")
    return _page(request, queries.objection(request.user, pk), withdrawing=form)


@shows_problems
def new(request: HttpRequest) -> HttpResponse:
    """Gør indsigelse mod de valgte linjer."""
    user: Any = request.user
    given = request.POST if request.method == "POST" else request.GET
    statement = queries.statement(user, _number(given.get("statement", "")))
    if not may(user, "settlement.object", statement):
        raise NotAllowed(what="Du kan ikke gøre indsigelse her.", why="Det er betaleren, der gør indsigelse.")
    chosen = _chosen(user, statement, given.getlist("line"))
    reasons = [one.reason for one in proposals(user) if one.case == given.get("forloeb")] if "forloeb" in given else []
    form = QuestionForm(request.POST if request.method == "POST" else None, initial={"reason": " ".join(reasons)})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.object_to_lines(
                actor=user,
                statement=statement,
                lines={line.id: line.amount or 0 for line in chosen},
                reason=form.cleaned_data["reason"],
            )
        except NotAllowed:
            raise
        except Problem as problem:
            into_form(form, problem)
        else:
            return _done(request, made, "Indsigelsen er sendt.")
    return render(request, "settlement/objection_new.html", _new_context(statement, chosen, form))


def _new_context(statement: Any, chosen: list[Line], form: QuestionForm) -> dict[str, Any]:
    run, page = statement.run, reverse("settlement:statement", args=[statement.pk])
    return {
        "trail": [
            *objection_parts.trail()[:1],
            {"title": f"Opgørelse nr. {statement.pk}", "url": page},
            {"title": "Ny indsigelse"},
        ],
        "statement": statement,
        "payee": words.party(statement.payee, run.ends),
        "chosen": chosen,
        "lines": objection_parts.line_table(run, [(line.id, line.amount or 0, line) for line in chosen]),
        "form": form,
        "is_open": statement.state in ("sent", "disputed"),
        "status": words.statement_status(statement.state),
        "page_url": page,
    }


def _page(
    request: HttpRequest, found: Any, answering: AnswerForm | None = None, withdrawing: WithdrawForm | None = None
) -> HttpResponse:
    """The page of an objection, with a form that has faults if there is one."""
    user, statement, run = request.user, found.statement, found.statement.run
    entries = objection_parts.entries(user, found)
    shown = [line for _, _, line in entries if line is not None]
    can_answer = OBJECTION.may(found.state, "accept") and may(user, "settlement.answer", found)
    can_withdraw = OBJECTION.may(found.state, "withdraw") and may(user, "settlement.withdraw", found)
    context = {
        "trail": [*objection_parts.trail(is_last=False), {"title": f"Indsigelse nr. {found.pk}"}],
        "objection": found,
        "statement": statement,
        "status": words.objection_status(found.state),
        "lead": objection_parts.lead(found),
        "turn": objection_parts.turn(found, can_answer),
        "payer": words.party(statement.payer, run.ends),
        "lines": objection_parts.line_table(run, entries),
        "corrections": objection_parts.corrections(found),
        "events": objection_parts.events(found),
        "answering": (answering or AnswerForm(run=run, shown=shown)) if can_answer else None,
        "withdrawing": (withdrawing or WithdrawForm()) if can_withdraw else None,
        "other": words.party(statement.payer if can_answer else statement.payee, run.ends),
    }
    return render(request, "settlement/objection.html", context)


def _lines(user: Any, found: Any) -> list[Line]:
    return [line for _, _, line in objection_parts.entries(user, found) if line is not None]


def _chosen(user: Any, statement: Any, ids: list[str]) -> list[Line]:
    """The chosen lines as they are stored. Raises NotFound for one that is not on the statement."""
    chosen = []
    for line_id in dict.fromkeys(ids):
        found = queries.find_line(user, line_id, statement.run)
        line = found[1] if found else None
        if line is None or (line.kind, line.payer, line.payee) != ("settled", statement.payer, statement.payee):
            raise NotFound(
                what="En af de valgte linjer står ikke på opgørelsen.", do="Gå tilbage, og vælg linjerne igen."
            )
        chosen.append(line)
    return chosen


def _number(text: str) -> int:
    """The number of a statement in an address. Raises NotFound when it is no number."""
    if not text.isdecimal():
        raise NotFound(what="Opgørelsen findes ikke.", do="Vælg linjerne på opgørelsens side.")
    return int(text)


def _done(request: HttpRequest, found: Any, text: str) -> HttpResponse:
    messages.success(request, text)
    return redirect("settlement:objection", found.pk)


def _list_lead(mine: int, waiting: int) -> str:
    if mine:
        return f"{words.counted(mine, 'indsigelse', 'indsigelser')} venter på dit svar."
    if waiting:
        return f"Intet venter på dig. {danish.whole(waiting)} venter på modparten."
    return "Ingen indsigelser venter på svar."
