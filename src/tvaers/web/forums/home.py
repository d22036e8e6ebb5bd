"""Møder: my forums and what waits for me there, and every forum by the agreement that set it up."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tvaers.engine.agreements import queries as agreements
from tvaers.engine.forums import desk, queries
from tvaers.engine.yearwheel import queries as yearwheel
from tvaers.web.days import DayFilter
from tvaers.web.design import danish
from tvaers.web.design.parts import Cell, Column, Row, Table
from tvaers.web.forums import frame, tables, words
from tvaers.web.problems import shows_problems

SHOWN = 8
"""How many decisions the first page shows."""


class Search(forms.Form):
    """What to look for in the decisions."""

    q = forms.CharField(label="Søg i beslutninger", required=False, help_text="Ord, eller et journalnummer.")
    afsnit = forms.ChoiceField(label="Med afsnit om", required=False, choices=[("", "Alle"), *queries.SECTIONS.items()])

    @classmethod
    def of(cls, request: HttpRequest) -> tuple[str, str]:
        """The words and the kind of section that an address asks for; empty ones when it asks for what is not there."""
        asked = cls(request.GET)
        return (asked.cleaned_data["q"], asked.cleaned_data["afsnit"]) if asked.is_valid() else ("", "")


class ForumFilter(DayFilter):
    """Which forums to show, as of which day."""

    q = forms.CharField(label="Søg efter forum", required=False)
    field_order = ("q", "dato")

    def text(self) -> str:
        """What is searched for, in lower case."""
        return str(self.cleaned_data.get("q") or "").strip().casefold() if self.is_valid() else ""


@require_safe
@shows_problems
def home(request: HttpRequest) -> HttpResponse:
    """Møder: hvad venter på mig, og hvilke fora findes?"""
    user: Any = request.user
    filter = ForumFilter(request.GET)
    mine, ahead = list(queries.my_forums(user)), desk.next_meetings(user)
    found = list(queries.forums(user, filter.day()))
    if filter.text():
        found = [one for one in found if filter.text() in f"{one.name} {one.short}".casefold()]
    decided = list(desk.decisions_about(user)[:SHOWN])
    context = {
        "search": Search(auto_id="beslutning-%s"),
        "filter": filter,
        "day": filter.day(),
        "mine": _table("Mine fora", mine, ahead, "Her står de fora, hvor du har en plads eller er sekretariat."),
        "groups": _groups(user, found, ahead),
        "followups": tables.followups(list(desk.own_followups(user)), "Min opfølgning"),
        "decisions": tables.decisions(decided, "Beslutninger om min organisation", with_forum=True),
        "to_answer": desk.minutes_to_answer(user),
        "status_forms": yearwheel.to_answer(user),
    }
    return render(request, "forums/home.html", context)


def _groups(user: Any, found: list[queries.Forum], ahead: dict[int, queries.Meeting]) -> list[Table]:
    """The forums by agreement, in the order of the agreements; those of no agreement last."""
    titles = {one.package: one.title for one in agreements.agreements(user)}
    rank = {id: place for place, id in enumerate(titles)}
    ordered = sorted(found, key=lambda one: (rank.get(one.package, len(rank)), one.name))
    groups = groupby(ordered, key=lambda one: titles.get(one.package, "Fora uden aftale"))
    return [_table(title, list(rows), ahead, "") for title, rows in groups]


def _table(caption: str, found: list[queries.Forum], ahead: dict[int, queries.Meeting], empty: str) -> Table:
    columns = [Column(key=one, title=one) for one in ("Forum", "Slags", "Næste møde", "Frist for punkter")]
    rows = [Row(cells=_cells(one, ahead.get(one.pk))) for one in found]
    return Table(
        caption=caption,
        columns=columns,
        rows=rows,
        count=len(rows),
        noun="forum" if len(rows) == 1 else "fora",
        empty=empty,
    )


def _cells(forum: queries.Forum, meeting: queries.Meeting | None) -> list[Cell]:
    url = reverse("forums:forum", args=[forum.key])
    name = f"{forum.name} ({forum.short})" if forum.short else forum.name
    head = [Cell(text=name, href=url, header=True), Cell(text=words.PARTS.get(forum.kind, "").capitalize())]
    if meeting is None:
        return [*head, Cell(text="Ikke planlagt"), Cell()]
    day = danish.moment(meeting.starts_at)
    return [*head, Cell(text=day, href=reverse("forums:meeting", args=[meeting.pk])),
            Cell(text=danish.day(meeting.items_due))]  # fmt: skip


def trail(title: str) -> list[dict[str, str]]:
    """The trail of a page beside the forums."""
    return [frame.home(), {"title": title}]
