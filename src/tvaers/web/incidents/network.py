"""Til netværket: which serious, frequent and theme-worthy events has a quarter brought? Anonymised only (SA-UH-13)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tvaers.engine.cases.bulk import Folded
from tvaers.engine.cases.incident_report import hidden_codes
from tvaers.engine.cases.stays import told
from tvaers.kernel import clock
from tvaers.web import case_overviews as overviews
from tvaers.web.design.parts import Cell, Table
from tvaers.web.incidents import notes
from tvaers.web.incidents.frame import frame
from tvaers.web.problems import shows_problems
from tvaers.web.table_file import xlsx

HIDDEN = "undertrykt"
LISTS: tuple[overviews.ONE_COLUMN, ...] = (
    ("Note", "left"), ("Klassifikation", "left"), ("Overgang", "left"), ("Område", "left"), ("Anonymt resumé", "left"),
)  # fmt: skip


@require_safe
@shows_problems
def quarter(request: HttpRequest) -> HttpResponseBase:
    """Kvartalets liste: alvorlige sager, hyppige klasser og forslag til temaer."""
    every = notes.results(request.user)
    chosen = request.GET.get("kvartal") or notes.quarter_of(clock.today())
    found = [one for one in every if notes.quarter_of(notes.sent_on(one)) == chosen]
    serious = listed(
        "Alvorlige hændelser", [one for one in found if one.case.data.get("severity") == "serious"], chosen
    )
    if overviews.wants_file(request):
        return xlsx(serious, f"netvaerk-{chosen}")
    limit = notes.small_limit(found) if found else 0
    themes = [one for one in found if told(one.case, "theme_suggested", clock.now()) is True]
    quarters = sorted({notes.quarter_of(notes.sent_on(one)) for one in every} | {chosen}, reverse=True)
    context = {
        **frame("incidents:network", "Til netværket"), "chosen": chosen, "limit": limit,
        "quarters": [(one, _words(one)) for one in quarters],
        "serious": serious, "classes": classes(found, limit), "themes": suggested(themes),
        "openings": overviews.openings(request.user, "theme_analysis"),
    }  # fmt: skip
    return render(request, "incidents/network.html", context)


def _words(quarter: str) -> str:
    year, number = quarter.split("-")
    return f"{number}. kvartal {year}"


def listed(caption: str, found: Sequence[Folded], quarter: str) -> Table:
    """Results with their anonymised summary, by number: an order that says nothing of who sent them."""
    type = overviews.case_type(notes.TYPE)
    cells = [
        [Cell(text=one.row.number, href=reverse("cases:case", args=[one.row.number]), header=True),
         *(Cell(text=overviews.label(type.field(name), one.case.data.get(name)))
           for name in ("classification", "transition", "area")),
         Cell(text=str(one.case.data.get("summary") or ""))]
        for one in sorted(found, key=lambda one: one.row.number) if one.case.data.get("anonymised") is True
    ]  # fmt: skip
    url = f"{reverse('incidents:network')}?kvartal={quarter}&hent=xlsx" if caption.startswith("Alvorlige") else ""
    noun = "note" if len(cells) == 1 else "noter"
    return overviews.table(caption, LISTS, cells, noun, "Der er ingen i dette kvartal.", url)


def classes(found: Sequence[Folded], limit: int) -> Table:
    """How many of each class, in the order of the form; small numbers are hidden, and one more where needed."""
    field = overviews.case_type(notes.TYPE).field("classification")
    numbers = Counter(str(one.case.data["classification"]) for one in found if one.case.data.get("classification"))
    hidden = hidden_codes(numbers, limit)
    cells = [
        [Cell(text=choice.label, header=True), Cell(text=HIDDEN if choice.id in hidden else str(numbers[choice.id]))]
        for choice in field.choices if numbers[choice.id]
    ]  # fmt: skip
    empty = "Ingen hændelser er klassificeret i dette kvartal."
    noun = "klasse" if len(cells) == 1 else "klasser"
    return overviews.table("Hændelser efter klasse", [("Klasse", "left"), ("Antal", "right")], cells, noun, empty)


def suggested(found: Sequence[Folded]) -> Table:
    """The classes that are worth a theme and why, without numbers: a row for each would give the hidden ones away."""
    type = overviews.case_type(notes.TYPE)
    pairs = {(str(one.case.data.get("classification") or ""), str(one.case.data.get("theme_reason") or ""))
             for one in found}  # fmt: skip
    cells = [
        [Cell(text=overviews.label(type.field("classification"), about) or "Ikke klassificeret", header=True),
         Cell(text=overviews.label(type.field("theme_reason"), why) or "Der er mange af dem")]
        for about, why in sorted(pairs)
    ]  # fmt: skip
    return overviews.table("Forslag til temaer", [("Klasse", "left"), ("Hvorfor", "left")], cells, "forslag",
                           "Ingen klasser er så hyppige eller principielle, at et tema er foreslået.")  # fmt: skip
