"""Trafik: how many messages came and went, how they were answered, and what nobody has answered."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from tvaers.engine.messages import policies, queries
from tvaers.engine.messages.traffic import OUTCOMES, Line, Traffic
from tvaers.exports.traffic import write_xlsx
from tvaers.kernel import clock
from tvaers.web.days import Day
from tvaers.web.design import danish
from tvaers.web.design.charts import Bar, BarChart
from tvaers.web.design.parts import Cell, Figure, Link, Table
from tvaers.web.links import to
from tvaers.web.messages import words
from tvaers.web.messages.frame import require, table, ways
from tvaers.web.problems import shows_problems

LONGEST_BY_DAY = 45
"""With more days than this the chart has a bar a month."""
MONTHS = ("jan.", "feb.", "marts", "april", "maj", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "dec.")


class Period(forms.Form):
    """From which day to which; the last 30 days when nothing is chosen."""

    fra = Day(label="Fra")
    til = Day(label="Til")

    def days(self) -> tuple[date, date]:
        """The first and the last day, in order."""
        self.is_valid()
        ends = self.cleaned_data.get("til") or clock.today()
        starts = self.cleaned_data.get("fra") or ends - timedelta(days=29)
        return min(starts, ends), max(starts, ends)


@shows_problems
def home(request: HttpRequest) -> HttpResponse:
    """Meddelelser: how much traffic, with whom, and what waits? Those who only let brokers in go to the brokers."""
    if not policies.parties_of(request.user, policies.TRAFFIC) and policies.may_keep_brokers(request.user):
        return redirect("messages:brokers")
    require(request.user)
    chosen = Period(request.GET, auto_id="filter_%s")
    starts, ends = chosen.days()
    found = queries.traffic(request.user, starts, ends)
    context = {
        "ways": ways(request),
        "filter": Period(initial={"fra": starts, "til": ends}, auto_id="filter_%s"),
        "figures": _figures(found),
        "chart": _chart(found, starts, ends),
        "came": _came(found, starts, ends),
        "went": _went(found),
        "starts": starts,
        "ends": ends,
    }
    return render(request, "messages/home.html", context)


@shows_problems
def download(request: HttpRequest) -> HttpResponseBase:
    """The same figures as a spreadsheet."""
    require(request.user)
    starts, ends = Period(request.GET).days()
    file = write_xlsx(queries.traffic(request.user, starts, ends), starts, ends, words.STANDARDS)
    return FileResponse(file, as_attachment=True, filename=f"meddelelser-{starts}-{ends}.xlsx")


def _figures(found: Traffic) -> list[Figure]:
    return [
        Figure(label="Modtaget", value=danish.whole(found.came)),
        Figure(label="Afvist", value=danish.whole(found.rejected)),
        Figure(label="Breve sendt", value=danish.whole(found.went)),
        Figure(label="Breve uden svar", value=danish.whole(found.unanswered), url=to("messages:sent")),
    ]


def _chart(found: Traffic, starts: date, ends: date) -> BarChart | None:
    """A bar for each day, or for each month of a longer period; None when nothing came or went."""
    by_day = (ends - starts).days < LONGEST_BY_DAY
    bars = found.days if by_day else found.months()
    if not bars:
        return None
    top, count = max(bars, key=lambda bar: bar[1])
    return BarChart(
        title=f"Flest meddelelser {_label(top, by_day)}: {danish.whole(count)}",
        description="Modtagne meddelelser og sendte breve. " + ("En søjle pr. dag." if by_day else "En pr. måned."),
        bars=[Bar(label=_label(day, by_day), value=number, text=danish.whole(number)) for day, number in bars],
        label_heading="Dag" if by_day else "Måned",
        value_heading="Meddelelser",
    )


def _label(day: date, by_day: bool) -> str:
    return danish.day(day) if by_day else f"{MONTHS[day.month - 1]} {day.year}"


def _came(found: Traffic, starts: date, ends: date) -> Table:
    columns: Any = [
        ("Afsender", "left"), ("Standard", "left"), ("I alt", "right"), ("Taget ind", "right"), ("Afvist", "right"),
        ("Dublet", "right"), ("Ikke vist", "right"), ("Svar i snit", "right"), ("95 % inden", "right"),
    ]  # fmt: skip
    rows = [
        [Cell(text=one.other, header=True), Cell(text=words.STANDARDS.get(one.standard, one.standard or "Ukendt")),
         Cell(text=danish.whole(one.count)), *(Cell(text=danish.whole(one.outcomes[name])) for name in OUTCOMES),
         *_times(one)]
        for one in found.lines if not one.ours
    ]  # fmt: skip
    empty = "Her kommer en linje for hver afsender og standard, når den første meddelelse er modtaget."
    file = Link(title="XLSX", url=to("messages:traffic_xlsx", fra=starts, til=ends))
    return table("Modtaget", columns, rows, empty, noun="linjer", downloads=[file])


def _went(found: Traffic) -> Table:
    columns: Any = [
        ("Modtager", "left"), ("I alt", "right"), ("Modtaget", "right"), ("Afvist", "right"), ("Uden svar", "right"),
        ("En anden vej", "right"), ("Svar i snit", "right"), ("95 % inden", "right"),
    ]  # fmt: skip
    rows = [
        [Cell(text=one.other, header=True), Cell(text=danish.whole(one.count)),
         Cell(text=danish.whole(one.outcomes["acknowledged"])), Cell(text=danish.whole(one.outcomes["refused"])),
         Cell(text=danish.whole(one.unanswered)), Cell(text=danish.whole(one.outcomes["other_way"])), *_times(one)]
        for one in found.lines if one.ours
    ]  # fmt: skip
    return table(
        "Sendte breve", columns, rows, "Her kommer en linje for hver modtager, I har skrevet til.", noun="linjer"
    )


def _times(line: Line) -> list[Cell]:
    return [Cell(text=words.duration(line.mean)), Cell(text=words.duration(line.slowest))]
