"""Pladser: who sits in a forum on a day, which seats are empty, and how a seat is filled or left."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tvaers.engine.forums import actions, queries
from tvaers.engine.forums.composition import SECRETARY, Seated
from tvaers.engine.parties.queries import name_of
from tvaers.kernel.errors import NotFound
from tvaers.web.days import DayFilter
from tvaers.web.design import danish
from tvaers.web.design.parts import Cell, Column, Row, Status, Table
from tvaers.web.forums import frame
from tvaers.web.forums.seat_forms import LeaveForm, SeatForm
from tvaers.web.forums.sheets import Sheet, answer
from tvaers.web.links import to
from tvaers.web.problems import shows_problems

TITLES = ("Plads", "Til", "Person", "Rolle", "Siden", "Næste skridt")


@require_safe
@shows_problems
def plan(request: HttpRequest, key: str) -> HttpResponse:
    """Pladserne på en dag, og om forummet er sat, som aftalen siger."""
    user: Any = request.user
    forum, filter = queries.forum(user, key), DayFilter(request.GET)
    seating = queries.seating(user, forum, filter.day())
    context = {
        **frame.of_forum(user, forum, "forums:seats"),
        "filter": filter, "day": filter.day(), "lacks": seating.lacks, "type": queries.type_of(forum),
        "places": _places(forum, seating, keeps=frame.keeps(user, forum)),
        "others": _others(forum, seating, keeps=frame.keeps(user, forum)),
        "receivers": [one for one in queries.receivers(user, forum, filter.day()) if one.email],
        "readings": queries.type_of(forum).readings,
    }  # fmt: skip
    return render(request, "forums/seats.html", context)


def _places(forum: queries.Forum, seating: queries.Seating, *, keeps: bool) -> Table:
    """Every seat of the agreement, filled or empty."""
    rows = {_key(one): one for one in seating.sittings}
    found = [_place(forum, place, rows, keeps=keeps) for place in seating.places]
    return _table("Pladser", found, "plads" if len(found) == 1 else "pladser",
                  "Aftalen siger ikke, hvilke pladser forummet har.", keeps=keeps)  # fmt: skip


def _place(
    forum: queries.Forum, place: queries.Place, rows: dict[Seated, queries.Sitting], *, keeps: bool
) -> list[Cell]:
    head = [Cell(text=place.rule.title, header=True), Cell(text=name_of(place.party) if place.party else "")]
    if place.seated is None:
        url = to("forums:fill", forum.key, plads=place.rule.id, part=place.party)
        cells = [*head, Cell(status=Status(text="Ledig", kind="wait")), Cell(), Cell()]
        return [*cells, Cell(text="Besæt pladsen", href=url)] if keeps else cells
    return [*head, *_who(forum, rows[place.seated], keeps=keeps)]


def _who(forum: queries.Forum, row: queries.Sitting, *, keeps: bool) -> list[Cell]:
    role = "Formand" if row.is_chair else "Stedfortræder" if row.is_substitute else ""
    until = f" til {danish.day(row.ends)}" if row.ends else ""
    cells = [Cell(text=row.person.name), Cell(text=role), Cell(text=f"{danish.day(row.starts)}{until}")]
    url = reverse("forums:leave", args=[forum.key, row.pk])
    return [*cells, Cell(text="Lad fratræde", href=url)] if keeps else cells


def _others(forum: queries.Forum, seating: queries.Seating, *, keeps: bool) -> Table:
    """Secretaries, substitutes, and whoever sits on a seat that the agreement does not have."""
    shown = {place.seated for place in seating.places if place.seated}
    rules = {rule.id: rule.title for rule in queries.type_of(forum).seats} | {SECRETARY: "Sekretær"}
    found = [
        [Cell(text=rules.get(row.seat, row.seat), header=True), Cell(text=name_of(row.party) if row.party else ""),
         *_who(forum, row, keeps=keeps)]
        for row in seating.sittings if _key(row) not in shown
    ]  # fmt: skip
    return _table(
        "Sekretariat og stedfortrædere",
        found,
        "person" if len(found) == 1 else "personer",
        "Ingen er registreret.",
        keeps=keeps,
    )


def _table(caption: str, cells: list[list[Cell]], noun: str, empty: str, *, keeps: bool) -> Table:
    titles = TITLES if keeps else TITLES[:-1]
    columns = [Column(key=title, title=title) for title in titles]
    return Table(caption=caption, columns=columns, rows=[Row(cells=one) for one in cells], count=len(cells),
                 noun=noun, empty=empty)  # fmt: skip


def _key(row: queries.Sitting) -> Seated:
    """The row as the composition sees it."""
    return Seated(row.person.name, row.seat, row.side, row.party, row.group, row.is_chair, row.is_substitute)


@shows_problems
def fill(request: HttpRequest, key: str) -> HttpResponse:
    """Besæt en plads med en person, der er kendt eller ny."""
    user: Any = request.user
    forum = queries.forum(user, key)
    frame.require(user, "forums.seat", forum)
    initial = {"seat": request.GET.get("plads", ""), "party": request.GET.get("part", "")}
    form = SeatForm(request.POST or None, forum=forum, persons=queries.persons(user), initial=initial)
    shared = frame.of_forum(user, forum, "forums:seats", "Besæt en plads")
    sheet = Sheet(title="Besæt en plads", verb="Besæt pladsen", back=reverse("forums:seats", args=[key]),
                  lead="Den, der sidder på pladsen, får indkaldelser og dagsordener fra den første dag.",
                  said="Pladsen er besat.", trail=shared["trail"])  # fmt: skip

    def do(given: dict[str, Any]) -> None:
        person = given["person"] or _registered(user, given)
        wanted = {name: given[name] for name in ("seat", "side", "party", "group", "starts", "ends")}
        actions.seat(actor=user, forum=forum, person=person, is_chair=given["role"] == "chair",
                     is_substitute=given["role"] == "substitute", **wanted)  # fmt: skip

    return answer(request, form, sheet, do)


def _registered(user: Any, given: dict[str, Any]) -> queries.Person:
    return actions.register_person(actor=user, name=given["name"], title=given["title"],
                                   organisation=given["party"], email=given["email"])  # fmt: skip


@shows_problems
def leave(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Lad en person fratræde sin plads."""
    user: Any = request.user
    forum = queries.forum(user, key)
    frame.require(user, "forums.seat", forum)
    sitting = forum.sittings.filter(pk=pk).select_related("person").first()
    if sitting is None:
        raise NotFound(what="Pladsen findes ikke.")
    form = LeaveForm(request.POST or None)
    shared = frame.of_forum(user, forum, "forums:seats", "Fratræd")
    lead = (
        f"{sitting.person.name} ser ikke længere forummets lukkede punkter og får ingen indkaldelser efter den "
        f"sidste dag. Pladsen står derefter ledig."
    )
    sheet = Sheet(title=f"Lad {sitting.person.name} fratræde", verb="Lad fratræde", lead=lead,
                  back=reverse("forums:seats", args=[key]), said="Fratrædelsen er noteret.",
                  trail=shared["trail"])  # fmt: skip

    def do(given: dict[str, date]) -> None:
        actions.unseat(actor=user, sitting=sitting, last_day=given["last_day"])

    return answer(request, form, sheet, do)
