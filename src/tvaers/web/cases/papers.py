"""What hangs on a case: its files in and out, its citizen's number when there is a reason, and its dates."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tvaers.engine.access.queries import standings
from tvaers.engine.cases import actions, queries, unsealing
from tvaers.engine.citizens import queries as citizens
from tvaers.engine.parties.queries import within
from tvaers.exports import calendar
from tvaers.kernel.errors import NotFound, Problem
from tvaers.web.cases import acting
from tvaers.web.problems import into_form, shows_problems, tell


@shows_problems
@require_POST
def attach(request: HttpRequest, number: str) -> HttpResponse:
    """Læg et dokument i et forløb."""
    user: Any = request.user
    row = queries.case(user, number)
    given = request.FILES.get("file")
    if given is None:
        tell(request, Problem(what="Der er ikke valgt nogen fil.", do="Vælg filen, og prøv igen."))
        return redirect("cases:case", number)
    try:
        upload = actions.Upload(given.name or "", given)
        made = actions.attach(actor=user, case=row, upload=upload, party=_party(request, row))
    except Problem as problem:
        tell(request, problem)
    else:
        messages.success(request, f"»{made.name}« ligger nu i forløbet.")
    return redirect("cases:case", number)


def _party(request: HttpRequest, row: Any) -> str:
    """The reader's own party in the case: the chosen one first."""
    chosen = acting.chosen(request)
    reach = [within(chosen)] if chosen else [within(one.scope) for one in standings(request.user)]
    parties = list(row.parties.values_list("party", flat=True))
    return next((party for party in parties if any(party in one for one in reach)), "")


@shows_problems
def document(request: HttpRequest, number: str, pk: int) -> HttpResponseBase:
    """Hent et dokument."""
    row = queries.case(request.user, number)
    found = queries.document(row, pk)
    answer = FileResponse(found.file.open("rb"), as_attachment=True, filename=found.name)
    answer["Content-Type"] = found.media_type
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


class CprForm(forms.Form):
    """Why the number must be seen."""

    use_required_attribute = False
    reason = forms.CharField(
        label="Hvorfor skal du se CPR-nummeret?",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mindst 10 tegn. Grunden og dit navn bliver skrevet i loggen.",
    )


@shows_problems
def cpr(request: HttpRequest, number: str) -> HttpResponse:
    """Vis CPR-nummeret: én gang, med en grund, og skrevet i loggen."""
    user: Any = request.user
    row = queries.case(user, number)
    if row.citizen is None or not citizens.masked_cpr(row.citizen):
        raise NotFound(what="Forløbet handler ikke om en borger med CPR-nummer.")
    form, seen = CprForm(request.POST or None), ""
    if request.method == "POST":
        form.is_valid()
        try:
            seen = actions.show_cpr(actor=user, case=row, reason=request.POST.get("reason", ""))
        except Problem as problem:
            form.errors.clear()
            into_form(form, problem)
    answer = render(request, "cases/cpr.html", {"row": row, "form": form, "seen": seen})
    answer["Cache-Control"] = "private, no-store"
    return answer


class SealForm(CprForm):
    """Why the seal must be broken."""

    reason = forms.CharField(
        label="Hvorfor skal du se det?",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mindst 10 tegn. Grunden og dit navn bliver skrevet i loggen.",
    )


@shows_problems
def seal(request: HttpRequest, number: str, field: str) -> HttpResponse:
    """Vis en forseglet oplysning: én gang, med en grund, og skrevet i loggen."""
    user: Any = request.user
    row = queries.case(user, number)
    spec = unsealing.may_open(user, row, field)
    form, seen = SealForm(request.POST or None), ""
    if request.method == "POST":
        form.is_valid()
        try:
            seen = actions.unseal(actor=user, case=row, field=field, reason=request.POST.get("reason", ""))
        except Problem as problem:
            form.errors.clear()
            into_form(form, problem)
    answer = render(request, "cases/seal.html", {"row": row, "form": form, "seen": seen, "field": spec})
    answer["Cache-Control"] = "private, no-store"
    return answer


@shows_problems
def my_dates(request: HttpRequest) -> HttpResponse:
    """Mine frister som kalender."""
    unit = acting.chosen(request)
    turns = queries.turns(request.user, parties=within(unit) if unit else ()).exclude(due=None)
    return _calendar(calendar.of_turns(turns[: calendar.MOST]), "mine-frister")


@shows_problems
def case_dates(request: HttpRequest, number: str) -> HttpResponse:
    """Et forløbs frister som kalender."""
    row = queries.case(request.user, number)
    return _calendar(calendar.of_case(row), f"frister-{row.number}")


def _calendar(text: str, name: str) -> HttpResponse:
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    answer["Cache-Control"] = "private, no-store"
    return answer
