"""Parties: who there is, what they are called, which codes they have and where they belong, on any day."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tvaers.engine.parties import policies, queries
from tvaers.kernel import clock
from tvaers.kernel.errors import NotAllowed
from tvaers.web.days import DayFilter
from tvaers.web.design import danish, parts
from tvaers.web.links import to
from tvaers.web.problems import shows_problems

REFORM = date(2027, 1, 1)
KINDS = (
    ("region", "Regioner"),
    ("municipality", "Kommuner"),
    ("hospital", "Hospitaler"),
    ("unit", "Enheder"),
    ("cluster", "Klynger"),
    ("practice_org", "Praksisorganisationer"),
    ("forum_host", "Værter for fora"),
    ("other", "Andre parter"),
)


class PartyFilter(DayFilter):
    """Which parties, and on which day."""

    q = forms.CharField(label="Navn eller kode", required=False)
    type = forms.ChoiceField(label="Type", required=False, choices=[("", "Alle"), *KINDS])
    field_order = ("q", "type", "dato")


@shows_problems
def parties(request: HttpRequest) -> HttpResponse:
    """Parter: who are they on a day?"""
    _require(request.user)
    chosen = PartyFilter(request.GET, auto_id="filter_%s")
    day = chosen.day()
    text, kind = chosen.cleaned_data.get("q", ""), chosen.cleaned_data.get("type", "")
    found = queries.search(text, day) if text else queries.list_parties("", day)
    shown = [(name, title) for name, title in KINDS if not kind or name == kind]
    groups = [(title, [row for row in found if row.kind == name]) for name, title in shown]
    tables = [_list_table(title, rows, day) for title, rows in groups if rows]
    context = {"filter": chosen, "day": day, "tables": tables, "text": text, "count": len(found)}
    return render(request, "parties/list.html", context)


@shows_problems
def party(request: HttpRequest, key: str) -> HttpResponse:
    """En part: what is it called, which codes, where does it belong, and since when?"""
    _require(request.user)
    chosen = DayFilter(request.GET, auto_id="filter_%s")
    found = queries.party(key, chosen.day())
    names = [fact for fact in found.history if fact.label == "Navn" and fact.replaced_at is None]
    context = {
        "party": found,
        "title": found.row.name if found.exists else names[-1].value if names else key,
        "filter": chosen,
        "codes": _code_table(found),
        "names": [
            parts.Event(when=n.starts, who=_period(n.starts, n.ends), what=n.value, note=n.source) for n in names
        ],
        "parents": _link_table("Hører til", found.parents, found.on),
        "members": [
            _link_table(title, [link for link in found.members if link.party.kind == kind], found.on)
            for kind, title in KINDS
            if any(link.party.kind == kind for link in found.members)
        ],
        "history": _history_table(found),
        "trail": [{"title": "Parter", "url": to("parties:list")}, {"title": found.row.name, "url": ""}],
    }
    return render(request, "parties/party.html", context)


@shows_problems
def municipalities(request: HttpRequest) -> HttpResponse:
    """Kommuner: which region before and after 1 January 2027?"""
    _require(request.user)
    before, after = _region_of(REFORM - timedelta(days=1)), _region_of(REFORM)
    rows = queries.municipalities(REFORM)
    moved = [row for row in rows if before.get(row.key) != after.get(row.key)]
    context = {
        "tables": [
            _regions_table("Regioner til og med 31-12-2026", REFORM - timedelta(days=1)),
            _regions_table("Regioner fra 01-01-2027", REFORM),
        ],
        "municipalities": _reform_table(rows, before, after),
        "moved": len(moved),
        "trail": [{"title": "Parter", "url": to("parties:list")}, {"title": "Kommunerne og regionerne", "url": ""}],
    }
    return render(request, "parties/municipalities.html", context)


def _require(user: Any) -> None:
    if not policies.may_see(user):
        raise NotAllowed(
            what="Du har ikke adgang til parterne.",
            why="Parterne vises for dem, der har en rolle.",
            do="Bed din administrator om en rolle.",
        )


def _region_of(day: date) -> dict[str, str]:
    """The region's name by municipality key on a day."""
    return {row.key: region.name for region in queries.regions(day) for row in queries.municipalities(day, region.key)}


def _list_table(title: str, rows: list[Any], day: date) -> parts.Table:
    is_clusters = bool(rows) and rows[0].kind == "cluster"
    columns = [_column("Navn"), _column("Område" if is_clusters else "Kode")]
    body = [
        parts.Row(
            cells=[
                parts.Cell(text=row.name, href=_url(row.key, day), header=True),
                parts.Cell(text=row.area_label if is_clusters else row.code or "ikke oplyst"),
            ]
        )
        for row in rows
    ]
    return parts.Table(caption=title, columns=columns, rows=body, count=len(rows), noun="i alt")


def _code_table(found: Any) -> parts.Table:
    rows = [
        parts.Row(
            cells=[
                parts.Cell(text=code.kind_label, header=True),
                parts.Cell(text=code.value),
                parts.Cell(text=_period(code.starts, code.ends)),
                parts.Cell(status=parts.Status(text=" ".join(code.warnings), kind="warning"))
                if code.warnings
                else parts.Cell(text="Ingen bemærkninger"),
            ]
        )
        for code in found.codes
    ]
    columns = [_column("Register"), _column("Kode"), _column("Gælder"), _column("Kontrol")]
    empty = "Der er ingen koder på den dag."
    return parts.Table(caption="Koder", columns=columns, rows=rows, count=len(rows), noun="i alt", empty=empty)


def _link_table(title: str, links: Any, day: date) -> parts.Table:
    rows = [
        parts.Row(
            cells=[
                parts.Cell(text=link.party.name, href=_url(link.party.key, day), header=True),
                parts.Cell(text=link.relation_label),
                parts.Cell(text=_period(link.starts, link.ends)),
            ]
        )
        for link in links
    ]
    columns = [_column("Part"), _column("Hvordan"), _column("Gælder")]
    return parts.Table(caption=title, columns=columns, rows=rows, count=len(rows), noun="i alt")


def _history_table(found: Any) -> parts.Table:
    """Every fact there is or has been, with its source; facts of general knowledge say so."""
    rows = [
        parts.Row(
            cells=[
                parts.Cell(text=fact.label, header=True),
                parts.Cell(text=fact.value),
                parts.Cell(text=_period(fact.starts, fact.ends)),
                parts.Cell(text=f"Almen viden. {fact.source}" if fact.general else fact.source),
                parts.Cell(text=_fact_state(fact, found.on)),
            ]
        )
        for fact in found.history
    ]
    columns = [_column(title) for title in ("Oplysning", "Værdi", "Periode", "Kilde", "På datoen")]
    return parts.Table(caption="Alle oplysninger", columns=columns, rows=rows, count=len(rows), noun="i alt")


def _regions_table(title: str, day: date) -> parts.Table:
    rows = [
        parts.Row(
            cells=[
                parts.Cell(text=region.name, href=_url(region.key, day), header=True),
                parts.Cell(text=str(len(queries.municipalities(day, region.key)))),
            ]
        )
        for region in queries.regions(day)
    ]
    columns = [_column("Region"), parts.Column(key="antal", title="Kommuner", align="right")]
    return parts.Table(caption=title, columns=columns, rows=rows, count=len(rows), noun="i alt")


def _reform_table(rows: list[Any], before: dict[str, str], after: dict[str, str]) -> parts.Table:
    body = [
        parts.Row(
            cells=[
                parts.Cell(text=row.name, href=_url(row.key, REFORM), header=True),
                parts.Cell(text=row.code or "ikke oplyst"),
                parts.Cell(text=before.get(row.key, "ikke oplyst")),
                parts.Cell(text=after.get(row.key, "ikke oplyst")),
                parts.Cell(text="Skifter" if before.get(row.key) != after.get(row.key) else "Den samme"),
            ]
        )
        for row in rows
    ]
    titles = ("Kommune", "Kode", "Til 31-12-2026", "Fra 01-01-2027", "Ændring")
    columns = [_column(title) for title in titles]
    return parts.Table(caption="Kommuner", columns=columns, rows=body, count=len(rows), noun="i alt")


def _url(key: str, day: date) -> str:
    """A party's page on the day in question; the day is left out when it is today."""
    return to("parties:party", key, dato="" if day == clock.today() else day.isoformat())


def _period(starts: date, ends: date | None) -> str:
    return f"{danish.day(starts)} til {danish.day(ends)}" if ends else f"fra {danish.day(starts)}"


def _fact_state(fact: Any, day: date) -> str:
    """Whether a fact holds on the day; one that has been replaced was wrong, and says when it was found out."""
    if fact.replaced_at:
        return f"Erstattet {danish.day(fact.replaced_at.date())}"
    if day < fact.starts:
        return "Gælder senere"
    return "Gælder" if fact.ends is None or day <= fact.ends else "Ophørt"


def _column(title: str) -> parts.Column:
    return parts.Column(key=title, title=title)
