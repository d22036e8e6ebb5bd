"""Årshjul: what happens in the forums this year, where meetings are missing, and what falls due when."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tvaers.engine.agreements import queries as agreements
from tvaers.engine.yearwheel import actions, queries
from tvaers.kernel import clock
from tvaers.kernel.action import may
from tvaers.web import table_file
from tvaers.web.days import Day
from tvaers.web.design import danish
from tvaers.web.design.parts import Cell, Column, Link, Row, Status, Table
from tvaers.web.forums.sheets import Sheet, answer
from tvaers.web.forums.words import verdict_status
from tvaers.web.links import to
from tvaers.web.problems import shows_problems
from tvaers.web.yearwheel import frame
from tvaers.web.yearwheel.wheel import drawn

FIRST, LAST = 2007, 2050


class YearFilter(forms.Form):
    """Which year, whose forums, and whether only those where something is missing."""

    aar = forms.IntegerField(label="År", required=False, min_value=FIRST, max_value=LAST)
    aftale = forms.ChoiceField(label="Aftale", required=False)
    mangler = forms.BooleanField(label="Kun fora, der mangler møder", required=False)

    def __init__(self, *args: Any, packages: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["aftale"].choices = [("", "Alle aftaler"), *packages]  # type: ignore[attr-defined]
        self.fields["aar"].initial = clock.today().year

    def year(self) -> int:
        """The chosen year; this year when none is, or when what is given is no year."""
        self.is_valid()
        return int(self.cleaned_data.get("aar") or clock.today().year)


class DueForm(forms.Form):
    """The day that a duty is due, and what settles it."""

    due = Day(label="Frist", required=True)
    reason = forms.CharField(label="Hvad afgør fristen?", max_length=300, help_text="Fx brevet og datoen.")


@require_safe
@shows_problems
def year(request: HttpRequest) -> HttpResponseBase:
    """Årshjulet: billede og tabel over et års møder og frister."""
    user: Any = request.user
    titles = [(one.package, one.title) for one in agreements.agreements(user)]
    given = {"aar": str(clock.today().year)} | request.GET.dict()
    filter = YearFilter(given, packages=titles)
    wanted = filter.year()
    found = _chosen(queries.years(user, wanted), filter)
    forums = _forums(found, wanted)
    if request.GET.get("format") == "xlsx":
        return table_file.xlsx(forums, f"aarshjul-{wanted}")
    shown = {one.forum.package for one in found} | {""}
    duties = [one for one in queries.duties(user, wanted) if not filter.data.get("aftale")
              or one.obligation.package in shown]  # fmt: skip
    context = {
        **frame.of("yearwheel:year"), "filter": filter, "year": wanted, "forums": forums,
        "wheel": drawn(found, wanted, clock.today()), "duties": _duties(user, duties, wanted),
        "short": [one for one in found if any(v.is_short for v in one.verdicts)],
        "to_answer": queries.to_answer(user),
    }  # fmt: skip
    return render(request, "yearwheel/year.html", context)


def _chosen(found: list[queries.Year], filter: YearFilter) -> list[queries.Year]:
    given = filter.cleaned_data if filter.is_valid() else {}
    if given.get("aftale"):
        found = [one for one in found if one.forum.package == given["aftale"]]
    if given.get("mangler"):
        found = [one for one in found if any(v.is_short for v in one.verdicts)]
    return found


def _forums(found: list[queries.Year], year: int) -> Table:
    columns = [Column(key="forum", title="Forum"), Column(key="held", title="Holdt", align="right"),
               Column(key="planned", title="Planlagt", align="right"), Column(key="status", title="Møder i året"),
               Column(key="clause", title="Bestemmelse"), Column(key="due", title="Næste frist")]  # fmt: skip
    rows = [
        Row(cells=_cells(one, verdict, number == 0)) for one in found for number, verdict in enumerate(one.verdicts)
    ]
    return Table(caption=f"Fora i {year}", columns=columns, rows=rows, count=len(rows),
                 noun="linje" if len(rows) == 1 else "linjer",
                 downloads=[Link(title="Hent som XLSX", url=f"?aar={year}&format=xlsx")],
                 empty="Ingen fora passer. Vælg et andet år, eller vis alle.")  # fmt: skip


def _cells(one: queries.Year, verdict: queries.Verdict, is_first: bool) -> list[Cell]:
    due = [duty.due for duty in one.duties if duty.due and duty.due >= clock.today()]
    name = Cell(text=one.forum.name, href=reverse("forums:forum", args=[one.forum.key]), header=True)
    return [
        name, Cell(text=str(verdict.held)), Cell(text=str(verdict.planned)), Cell(status=verdict_status(verdict)),
        Cell(text=verdict.clause, href=_clause(one.forum.package, verdict.clause)),
        Cell(text=danish.day(min(due)) if due and is_first else ""),
    ]  # fmt: skip


def _clause(package: str, clause: str) -> str:
    return to("agreements:clause", package, clause) if package and clause else ""


def _duties(user: Any, found: list[queries.Duty], year: int) -> Table:
    columns = [Column(key=one, title=one) for one in
               ("Frist", "Forpligtelse", "Bestemmelse", "Fora", "Hvordan går det?", "Næste skridt")]  # fmt: skip
    rows = [Row(cells=_duty(user, one)) for one in found]
    return Table(caption=f"Frister i {year}", columns=columns, rows=rows, count=len(rows),
                 noun="frist" if len(rows) == 1 else "frister",
                 empty="Ingen aftale har en frist i året.")  # fmt: skip


def _duty(user: Any, one: queries.Duty) -> list[Cell]:
    type = one.obligation.type
    forums = ", ".join(forum.audit_name() for forum, *_ in one.entries) or type.who or queries.short_names(type.chain)
    item = next((item for *_, item in one.entries if item is not None), None)
    step = Cell(text="Se punktet", href=reverse("forums:item", args=[item.slug])) if item else Cell()
    if not type.is_yearly and may(user, "yearwheel.set_due", one.obligation) and type.chain:
        url = reverse("yearwheel:set_due", args=[one.obligation.key])
        step = Cell(text="Ret fristen" if one.due else "Sæt fristen", href=url)
    return [
        Cell(text=danish.day(one.due) if one.due else "Uafklaret"), Cell(text=one.obligation.title, header=True),
        Cell(text=type.clause, href=_clause(one.obligation.package, type.clause)), Cell(text=forums),
        Cell(status=_standing(one)), step,
    ]  # fmt: skip


def _standing(one: queries.Duty) -> Status:
    """How a duty stands: what is amiss first."""
    today = clock.today()
    if one.due is None:
        return Status(text=one.obligation.type.why or "Uafklaret", kind="wait")
    if one.warnings:
        return Status(text="; ".join(one.warnings), kind="warning")
    if one.due < today:
        return Status(text="Fristen er passeret", kind="neutral")
    if one.lock and one.lock <= today:
        return Status(text=f"Materialet er lukket siden {danish.day(one.lock)}", kind="info")
    if one.remind and one.remind <= today:
        return Status(
            text=f"Tæt på: materialet lukkes {danish.day(one.lock)}" if one.lock else "Tæt på", kind="warning"
        )
    if one.entries:
        return Status(text="Punkterne er lavet", kind="ok")
    return Status(text=_comes(one.obligation.type.lead_days, one.due, today), kind="neutral")


def _comes(lead: int, due: date, today: date) -> str:
    days = (due - today).days
    return f"Om {days} dage" if days <= lead else f"Punkterne kommer {lead} dage før"


@shows_problems
def set_due(request: HttpRequest, key: str) -> HttpResponse:
    """Fastsæt fristen for en forpligtelse."""
    user: Any = request.user
    found = queries.obligation(user, key)
    frame.require(user, "yearwheel.set_due", found)
    form = DueForm(request.POST or None, initial={"due": found.due or found.due_in(clock.today().year)})
    lead = f"{found.title}. De punkter, der venter, flytter med til de sidste møder før fristen."
    sheet = Sheet(title="Sæt fristen", verb="Gem fristen", lead=lead, back=reverse("yearwheel:year"),
                  said="Fristen er gemt.", trail=frame.of("yearwheel:year", ("Sæt fristen", ""))["trail"])  # fmt: skip

    def do(given: dict[str, Any]) -> None:
        actions.set_due(actor=user, obligation=found, **given)

    return answer(request, form, sheet, do)
