"""Klynger: which clusters is a municipality in, in which area, on which day?"""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tvaers.engine.forums import desk
from tvaers.engine.parties import queries as parties
from tvaers.web.days import Day, DayFilter
from tvaers.web.forums.home import trail
from tvaers.web.problems import shows_problems

AREAS = (("somatik", "Somatik"), ("voksenpsykiatri", "Voksenpsykiatri"), ("boernepsykiatri", "Børnepsykiatri"))


class ClusterFilter(DayFilter):
    """Municipality, area and day; without a municipality, all of them."""

    kommune = forms.ChoiceField(label="Kommune", required=False)
    omraade = forms.ChoiceField(label="Område", required=False, choices=AREAS)
    dato = Day(label="På datoen")
    field_order = ("kommune", "omraade", "dato")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        names = [(row.code, row.name) for row in parties.municipalities(DayFilter(self.data).day()) if row.code]
        self.fields["kommune"].choices = [("", "Alle kommuner"), *names]  # type: ignore[attr-defined]

    def area(self) -> str:
        """The chosen area; somatic care when none is."""
        self.is_valid()
        return str(self.cleaned_data.get("omraade") or "somatik")

    def town(self) -> str:
        """The chosen municipality's code, or ""."""
        self.is_valid()
        return str(self.cleaned_data.get("kommune") or "")


@require_safe
@shows_problems
def look_up(request: HttpRequest) -> HttpResponse:
    """Find en kommunes klynger på en dato."""
    user: Any = request.user
    filter = ClusterFilter(request.GET)
    day, area, town = filter.day(), filter.area(), filter.town()
    found = parties.clusters_of(town, day, area) if town else _all(day, area)
    clusters = [_cluster(user, row, day) for row in found]
    context = {"filter": filter, "day": day, "clusters": clusters, "town": parties.name_of(town) if town else "",
               "area": dict(AREAS)[area].lower(), "doubles": _doubles(clusters), "trail": trail("Klynger"),
               "unplaced": desk.clusters_unplaced(user, day)}  # fmt: skip
    return render(request, "forums/clusters.html", context)


def _all(day: date, area: str) -> list[parties.PartyRow]:
    return [row for row in parties.list_parties("cluster", day) if row.area == area]


def _cluster(user: Any, row: parties.PartyRow, day: date) -> dict[str, Any]:
    groups = [(one.name, reverse("forums:forum", args=[one.key])) for one in desk.steering_groups(user, row.key)]
    members = parties.members_of(row.key, day)
    return {"name": row.name, "groups": groups, "members": [one.name for one in members],
            "towns": [one.name for one in members if one.kind == "municipality"]}  # fmt: skip


def _doubles(clusters: list[dict[str, Any]]) -> list[str]:
    """The municipalities that are in more than one of the clusters."""
    every = [name for one in clusters for name in one["towns"]]
    return sorted({name for name in every if every.count(name) > 1})
