"""Årsrapport: the draft of the network's report, with the tables made and the words kept from draft to draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tvaers.engine.cases import actions, anonymity, incident_report, policies, queries
from tvaers.engine.cases.actions import Given, Opening
from tvaers.engine.cases.bulk import Folded
from tvaers.exports.incident_report_pdf import Paper, PaperTable, write_pdf
from tvaers.kernel import clock
from tvaers.kernel.case_types import CaseType
from tvaers.kernel.errors import NotAllowed, Problem
from tvaers.web import case_overviews as overviews
from tvaers.web.design.parts import Cell, Table
from tvaers.web.incidents import notes
from tvaers.web.incidents.frame import frame
from tvaers.web.problems import into_form, shows_problems

TYPE, START, WRITE = "yearly_report", "start", "write"
"""The words are kept in a case of this type, one a year, so that the whole secretariat writes in the same."""
TITLES = {"severity": "Efter alvorlighed", "status": "Efter status", "classification": "Efter klasse",
          "transition": "Efter overgang"}  # fmt: skip
YEARS = 3
HIDDEN = "undertrykt"


class Words(forms.Form):
    """The parts of the report that people write."""

    introduction = forms.CharField(label="Indledning", required=False, widget=forms.Textarea(attrs={"rows": 4}))
    patterns = forms.CharField(label="Hvad viser året", required=False, widget=forms.Textarea(attrs={"rows": 6}),
                               help_text="Skriv uden navne, enheder og CPR-numre.")  # fmt: skip
    advice = forms.CharField(label="Anbefalinger", required=False, widget=forms.Textarea(attrs={"rows": 4}))


@require_http_methods(["GET", "POST"])
@shows_problems
def report(request: HttpRequest) -> HttpResponse:
    """Skriv og se udkastet til årsrapporten."""
    user: Any = request.user
    _check_access(user)
    found, last = notes.results(user), _last_year(request)
    form = Words(request.POST or None, initial=_kept(user, last))
    if request.method == "POST" and _saved(user, form, last):
        messages.success(request, "Teksten er gemt.")
        return redirect(f"{reverse('incidents:report')}?aar={last}")
    context = {**frame("incidents:report", "Årsrapport"), "year": last, "years": _years(found, last), "form": form,
               "may_write": _may_write(user, last), "tables": [], "problem": None}  # fmt: skip
    context["warnings"] = anonymity.warns(" ".join(str(form[name].value() or "") for name in Words.base_fields))
    try:
        context["tables"] = [_table(one) for one in _tables(_draft(found, last), overviews.case_type(notes.TYPE))]
    except Problem as problem:
        context["problem"] = problem
    return render(request, "incidents/report.html", context)


def _saved(user: Any, form: Words, year: int) -> bool:
    """Write what was posted into the report's case; False with the refusal in the form."""
    form.is_valid()
    try:
        _write(user, year, form.cleaned_data)
    except Problem as problem:
        into_form(form, problem)
        return False
    return True


def _write(user: Any, year: int, words: Mapping[str, str]) -> None:
    """Open the report of the year, or write on in it. NotAllowed for those who are not the secretariat."""
    row = _case(user, year)
    if row is not None:
        actions.act(actor=user, case=row, event=WRITE, given=Given(dict(words)))
        return
    way = next((one for one in queries.openable(user) if one.type.id == TYPE), None)
    if way is None:
        raise NotAllowed(what="Du kan ikke skrive i årsrapporten.", why="Det kan kun netværkets sekretariat.")
    doer = way.doers[0]
    opening = Opening(way.package, way.type, doer.party, doer.role, doer.job, START)
    actions.open_case(actor=user, opening=opening, given=Given({"year": year, **words}))


def _may_write(user: Any, year: int) -> bool:
    row = _case(user, year)
    return row.is_open if row else any(one.type.id == TYPE for one in queries.openable(user))


def _case(user: Any, year: int) -> queries.Case | None:
    """The report of a year that the reader may see."""
    return queries.cases(user, TYPE).filter(data__year=year).first()


@require_safe
@shows_problems
def pdf(request: HttpRequest) -> HttpResponseBase:
    """Udkastet som PDF. Problem when a summary or a word in it tells who somebody is."""
    user: Any = request.user
    _check_access(user)
    found, last = notes.results(user), _last_year(request)
    words, made = _kept(user, last), _draft(found, last)
    for name, text in words.items():
        if stop := anonymity.stops(str(text)):
            raise Problem(what=f"»{Words.base_fields[name].label}« kan ikke udgives.", why=stop, do="Ret teksten.")
    tables = _tables(made, overviews.case_type(notes.TYPE))
    sections = [(str(Words.base_fields[name].label), str(words.get(name) or "")) for name in Words.base_fields]
    paper = Paper(f"Utilsigtede hændelser mellem sektorer {last}", sections, tables, made.summaries, clock.now())
    answer = HttpResponse(write_pdf(paper), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="aarsrapport-utilsigtede-haendelser-{last}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _check_access(user: Any) -> None:
    jobs = {job for job, _ in policies.stands(user)}
    if not jobs & overviews.case_type(notes.TYPE).jobs:
        raise NotAllowed(what="Årsrapporten kan du ikke se.", why="Den er for netværket og risikomanagerne.")


def _last_year(request: HttpRequest) -> int:
    """The year of the report: as the address says, else this one."""
    wanted = request.GET.get("aar", "")
    return int(wanted) if wanted.isdecimal() and 2000 <= int(wanted) <= 2100 else clock.today().year


def _years(found: Sequence[Folded], last: int) -> list[int]:
    return sorted({notes.sent_on(one).year for one in found} | {last, clock.today().year}, reverse=True)


def _draft(found: Sequence[Folded], last: int) -> incident_report.Draft:
    limit = notes.small_limit(found) if found else 1
    years = range(last - YEARS + 1, last + 1)
    return incident_report.draft([notes.incident(one) for one in found], years, limit)


def _kept(user: Any, year: int) -> dict[str, Any]:
    """The words as they were left, those of the year before where nobody has written this year."""
    row = _case(user, year) or _case(user, year - 1)
    return {name: row.data.get(name, "") for name in Words.base_fields} if row else {}


def _tables(made: incident_report.Draft, type: CaseType) -> list[PaperTable]:
    """The counts in words, the years first."""
    found = [PaperTable("Efter år", [(one.code, _number(one.number)) for one in made.by_year])]
    for table in made.tables:
        rows = [(_label(type, table.about, one.code), _number(one.number)) for one in table.counts]
        found.append(PaperTable(TITLES[table.about], rows))
    return found


def _label(type: CaseType, about: str, code: str) -> str:
    if code == incident_report.UNKNOWN:
        return "Ikke oplyst"
    return type.state(code).label if about == "status" else type.field(about).label_of(code)


def _number(number: int | None) -> str:
    return HIDDEN if number is None else str(number)


def _table(one: PaperTable) -> Table:
    cells = [[Cell(text=label, header=True), Cell(text=number)] for label, number in one.rows]
    noun = "gruppe" if len(cells) == 1 else "grupper"
    return overviews.table(one.title, [("Gruppe", "left"), ("Antal", "right")], cells, noun,
                           "Ingen hændelser at tælle.")  # fmt: skip
