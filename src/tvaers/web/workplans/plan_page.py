"""Én arbejdsplan: how far is it, what is over its time, what is still to be answered, and what is new?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tvaers.engine.workplans import queries
from tvaers.exports import workplan_files
from tvaers.web.design.parts import Figure, Link
from tvaers.web.problems import shows_problems
from tvaers.web.workplans import frame, tables
from tvaers.web.workplans.picture import Picture, Point, drawn

LEVELS = (("", "Alle"), ("adm", "Kun Adm."), ("pol", "Kun Pol."), ("begge", "Adm. og Pol."), ("ingen", "Uden niveau"))
MEANT = {"adm": "administrative", "pol": "political", "begge": "both", "ingen": "none"}
"""The words of the address for the levels."""


class LevelFilter(forms.Form):
    """Which activities to show."""

    niveau = forms.ChoiceField(label="Niveau", choices=LEVELS, required=False)

    def level(self) -> str:
        """The chosen level as the queries know it; "" for all, also when the address is wrong."""
        return MEANT.get(self.cleaned_data["niveau"], "") if self.is_valid() else ""


@require_safe
@shows_problems
def plan(request: HttpRequest, key: str) -> HttpResponse:
    """Arbejdsplanen: tidslinje, aktiviteter, det, der er over tiden, og det nye."""
    user: Any = request.user
    found = queries.plan(user, key)
    filter = LevelFilter(request.GET)
    every, shown = queries.lines(user, found), queries.lines(user, found, filter.level())
    numbered = list(enumerate(shown, start=1))
    late = [(number, line) for number, line in numbered if line.standing.kind == "error"]
    context = {
        **frame.of_plan(user, found), "filter": filter, "figures": _figures(every), "finding": finding(shown),
        "picture": _picture(user, found, numbered) if shown else None, "late": late,
        "table": tables.activities(found, numbered, _empty(filter.level()), _files(request, found, filter)),
        "remarks": tables.remarks(queries.open_remarks(user, found)), "news": queries.news(user, found),
        "versions": queries.versions(user, found),
        "faults": [(line, fault) for line in every for fault in line.faults],
    }  # fmt: skip
    return render(request, "workplans/plan.html", context)


def finding(lines: Sequence[queries.Line]) -> str:
    """What the picture shows, in a sentence."""
    late, done = len(queries.overdue(lines)), sum(one.activity.state == "done" for one in lines)
    many = "1 aktivitet" if len(lines) == 1 else f"{len(lines)} aktiviteter"
    over = "ingen er over tiden" if not late else f"{late} er over tiden"
    return f"{done} af {many} er udført, og {over}"


def _figures(lines: Sequence[queries.Line]) -> list[Figure]:
    done, _, percent = queries.how_far(lines).partition(" = ")
    return [
        Figure(label="Udført", value=percent or "0", note=done),
        Figure(label="Over tiden", value=str(len(queries.overdue(lines)))),
        Figure(label="I gang", value=str(sum(tables.shape_of(one) == "begun" for one in lines))),
    ]


def _picture(user: Any, plan: queries.Plan, numbered: tables.Numbered) -> Picture:
    points = [
        Point(number, str(one.activity.track), one.quarter, tables.shape_of(one),
              f"{number}. {one.activity.text}: {one.standing.text}")
        for number, one in numbered
    ]  # fmt: skip
    tracks = [str(one) for one in queries.tracks(user, plan)]
    return drawn(points, tracks, queries.quarters_between(plan.starts, plan.ends))


def _empty(level: str) -> str:
    if level:
        return "Ingen aktiviteter har det niveau. Vælg et andet, eller nulstil."
    return "Her kommer planens aktiviteter. Sekretariatet skriver den første."


def _files(request: HttpRequest, plan: queries.Plan, filter: LevelFilter) -> list[Link]:
    query = f"?{request.GET.urlencode()}" if filter.level() else ""
    return [Link(title=name.upper(), url=frame.plan_url(plan, "file", name) + query) for name in ("xlsx", "ics")]


@require_safe
@shows_problems
def file(request: HttpRequest, key: str, format: str) -> HttpResponseBase:
    """Hent aktiviteterne som regneark, eller dem med en dag som kalender."""
    level = LevelFilter(request.GET).level()
    return workplan_files.plan_file(request.user, queries.plan(request.user, key), format, level)
