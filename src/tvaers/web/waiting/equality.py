"""Ens vilkår: do the other region's residents wait as long as ours, and who stays within the two (BA-2.4b, BA-3.5a)?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tvaers.engine.agreements import queries as agreements
from tvaers.engine.cases import queries
from tvaers.engine.cases.waiting import SMALL_GROUP, Comparison, Group, Share, Wait, equality, kept_within
from tvaers.engine.parties.queries import name_of
from tvaers.web import case_overviews as overviews
from tvaers.web.design.charts import Bar, BarChart
from tvaers.web.design.parts import Cell, Figure, Status, Table
from tvaers.web.problems import shows_problems
from tvaers.web.table_file import xlsx
from tvaers.web.waiting import parts

TYPE = "referral"
COLUMNS: tuple[overviews.ONE_COLUMN, ...] = (
    ("Afdeling", "left"), ("Hastegrad", "left"), ("Egne, antal", "right"), ("Egne, median", "right"),
    ("Andre, antal", "right"), ("Andre, median", "right"), ("Forskel", "right"), ("Kan det bruges", "left"),
)  # fmt: skip
EMPTY = "Tallene kommer, når patienter fra ventelisten er begyndt på behandling."


@require_safe
@shows_problems
def report(request: HttpRequest) -> HttpResponseBase:
    """Ventetid efter hjemregion, og hvor mange der bliver i de to regioner."""
    rows = list(queries.cases(request.user, TYPE).order_by("pk"))
    found = equality(waits(rows))
    shown = table(found)
    if overviews.wants_file(request):
        return xlsx(shown, "ens-vilkaar")
    context = {**parts.frame("waiting:equality", "Ens vilkår"), "table": shown, "chart": chart(found),
               "figures": [share_figure(share(rows))], "small": SMALL_GROUP}  # fmt: skip
    return render(request, "waiting/equality.html", context)


def waits(rows: Iterable[queries.Case]) -> list[Wait]:
    """The patients that have come from the list to treatment."""
    return [
        Wait(str(row.data["to_department"]), str(row.data["priority"]), _days(row.data),
             row.data["home_region"] == row.data["receiving_region"])
        for row in rows if row.data.get("listed_on") and row.data.get("treated_on")
    ]  # fmt: skip


def _days(data: Any) -> int:
    return (date.fromisoformat(data["treated_on"]) - date.fromisoformat(data["listed_on"])).days


def share(rows: Sequence[queries.Case]) -> Share:
    """The referrals out of the home region that stayed within the agreement's regions."""
    regions = {party for name in {row.package for row in rows} for party in agreements.package(name).parties}
    return kept_within(((row.data["home_region"], row.data["receiving_region"]) for row in rows), regions)


def share_figure(found: Share) -> Figure:
    """The share as a key figure."""
    text = "Ingen endnu" if found.percent is None else f"{found.percent:.1f}".replace(".", ",")
    note = f"{found.part} af {found.whole} henvisninger ud af hjemregionen"
    return Figure(label="Bliver i de to regioner", value=text, unit="" if found.percent is None else "%", note=note)


def table(found: Sequence[Comparison]) -> Table:
    """One row for each department and priority."""
    priority = overviews.case_type(TYPE).field("priority")
    cells = [
        [Cell(text=name_of(one.department), header=True), Cell(text=priority.label_of(one.priority)),
         *_group(one.own), *_group(one.other), Cell(text=_signed(one.difference)), Cell(status=_use(one))]
        for one in found
    ]  # fmt: skip
    noun = "gruppe" if len(cells) == 1 else "grupper"
    url = f"{reverse('waiting:equality')}?hent=xlsx"
    return overviews.table("Ventetid i dage efter hjemregion", COLUMNS, cells, noun, EMPTY, url)


def _group(group: Group) -> list[Cell]:
    return [Cell(text=str(group.count)), Cell(text=number(group.median))]


def number(value: float | None) -> str:
    """A median the Danish way, with a decimal only when it has one; "ikke oplyst" without patients."""
    return "ikke oplyst" if value is None else f"{value:g}".replace(".", ",")


def _signed(value: float | None) -> str:
    return "ikke oplyst" if value is None else f"{value:+g}".replace(".", ",").replace("+0", "0")


def _use(one: Comparison) -> Status:
    if one.difference is None:
        return Status(text="Intet at sammenligne", kind="neutral")
    if one.is_small:
        return Status(text=f"Under {SMALL_GROUP} i en gruppe", kind="warning")
    return Status(text="Ja", kind="ok")


def chart(found: Sequence[Comparison]) -> BarChart:
    """The medians side by side, of the groups that are large enough to conclude from."""
    priority = overviews.case_type(TYPE).field("priority")
    usable = [one for one in found if one.difference is not None and not one.is_small]
    bars = [
        Bar(label=f"{name_of(one.department)}, {priority.label_of(one.priority)}: {words}",
            value=round((group.median or 0) * 10), text=_in_days(number(group.median)), outline=words != "egne")
        for one in usable for words, group in (("egne", one.own), ("anden region", one.other))
    ]  # fmt: skip
    return BarChart(title=_finding(usable), bars=bars, label_heading="Gruppe", value_heading="Median")


def _finding(usable: Sequence[Comparison]) -> str:
    """What the picture shows, as a sentence."""
    if not usable:
        return "Grupperne er for små til at konkludere noget"
    longer = [one for one in usable if (one.difference or 0) > 0]
    if not longer:
        return "Den anden regions borgere venter ikke længere end vores egne"
    most = max(longer, key=lambda one: one.difference or 0)
    more = _in_days(_signed(most.difference))
    return f"Den anden regions borgere venter længst hos {name_of(most.department)}: {more}"


def _in_days(written: str) -> str:
    """A number of days with its noun."""
    return f"{written} {'dag' if written.strip('+-') == '1' else 'dage'}"
