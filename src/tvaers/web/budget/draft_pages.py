"""Forslag fra enhederne: those of a catalogue, each on its page, and writing one with the frame in sight (BUD-13)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tvaers.engine.budget import actions, policies, process_queries, queries
from tvaers.engine.budget.catalogue import Interval
from tvaers.engine.budget.frames import weight
from tvaers.engine.budget.wording import mio, mio_kr, period_words
from tvaers.kernel.action import may
from tvaers.kernel.errors import Conflict, NotAllowed, Problem
from tvaers.web.budget import draft_words, frame
from tvaers.web.budget.draft_forms import DraftForm, initial_of
from tvaers.web.budget.unit_names import my_units, unit_name
from tvaers.web.design.parts import Cell, Column, Figure, Kind, Row, Status, Table
from tvaers.web.problems import into_form, shows_problems

STATES: dict[str, Kind] = {
    "writing": "wait", "submitted": "info", "taken": "ok", "declined": "warning", "withdrawn": "neutral",
}  # fmt: skip


def trail_of(catalogue: queries.Catalogue, *steps: str) -> list[dict[str, str]]:
    """The way to a page of the units' proposals to a catalogue."""
    first = {"title": f"Forslag til {catalogue.title}"}
    if steps:
        first["url"] = reverse("budget:drafts", args=[catalogue.pk])
    return [frame.home(), first, *({"title": one} for one in steps)]


@require_safe
@shows_problems
def drafts(request: HttpRequest, pk: int) -> HttpResponse:
    """Forslagene til et katalog, og hvad der er tilbage af rammerne."""
    user: Any = request.user
    catalogue = queries.open_catalogue(user, pk)
    own, keeps = my_units(user), may(user, "budget.set_unit_frame", catalogue)
    if not own and not keeps and not policies.may_see_drafts(user, catalogue):
        raise NotAllowed(what="Enhedernes forslag er for enhederne og budgetkontoret.")
    context = {
        "catalogue": catalogue, "trail": trail_of(catalogue), "writes": bool(own), "keeps": keeps,
        "frames": _frames(user, catalogue, keeps=keeps), "table": _table(user, catalogue),
    }  # fmt: skip
    return render(request, "budget/drafts.html", context)


def _table(user: Any, catalogue: queries.Catalogue) -> Table:
    year = str(catalogue.year)
    rows = [
        Row(cells=[
            Cell(text=one.title, href=reverse("budget:draft", args=[one.pk]), header=True),
            Cell(text=unit_name(catalogue, one.unit)), Cell(text=one.theme), Cell(text=mio(_span(one, year))),
            Cell(status=state_of(one)),
        ])
        for one in process_queries.drafts(user, catalogue)
    ]  # fmt: skip
    amount = f"{year} (mio. kr.)"
    titles = ("Forslag", "Enhed", "Tema", amount, "Hvor langt")
    columns = [Column(key=one, title=one, align="right" if one == amount else "left") for one in titles]
    return Table(
        caption="Forslag fra enhederne", columns=columns, rows=rows, count=len(rows), noun="forslag",
        empty="Her står enhedens forslag. Budgetkontoret ser dem, når de er indsendt.",
    )  # fmt: skip


def state_of(one: process_queries.UnitDraft) -> Status:
    """How far a proposal is."""
    return Status(text=one.get_state_display(), kind=STATES[one.state])


def _span(one: process_queries.UnitDraft, period: str) -> Interval | None:
    ends = one.amounts.get(period)
    return Interval(*ends) if ends else None


def _frames(user: Any, catalogue: queries.Catalogue, *, keeps: bool) -> Table:
    pairs = [
        (one, process_queries.room(user, catalogue, one.unit)) for one in process_queries.unit_frames(user, catalogue)
    ]
    rows = [_frame(catalogue, one, room, keeps=keeps) for one, room in pairs if room is not None]
    titles = ("Enhed", "Budget uden medicin", "Andel", "Ramme", "Brugt", "Tilbage")
    return Table(
        caption="Enhedernes rammer (mio. kr.)", rows=rows,
        columns=[Column(key=one, title=one, align="left" if one == "Enhed" else "right") for one in titles],
        empty="Ingen rammer er sat. Uden en ramme er der intet loft.",
    )  # fmt: skip


def _frame(
    catalogue: queries.Catalogue, one: process_queries.UnitFrame, room: process_queries.Room, *, keeps: bool
) -> Row:
    url = reverse("budget:unit_frame", args=[catalogue.pk]) + f"?enhed={one.unit}" if keeps else ""
    share = f"{one.share / 10:g} %".replace(".", ",")
    amounts = (mio(room.frame), mio(room.used), mio(room.remaining))
    return Row(cells=[
        Cell(text=unit_name(catalogue, one.unit), header=True, href=url), Cell(text=mio(one.base - one.medicine)),
        Cell(text=share), *(Cell(text=words) for words in amounts),
    ])  # fmt: skip


def room_figures(user: Any, catalogue: queries.Catalogue, unit: str, amount: int, beside: Any = None) -> list[Figure]:
    """The frame of a unit as it will stand with a proposal of so many kroner; nothing where there is no frame."""
    room = process_queries.room(user, catalogue, unit, beside)
    if room is None:
        return []
    left = room.remaining - amount
    return [
        Figure(label="Enhedens ramme", value=mio(room.frame), unit="mio. kr."),
        Figure(label="Brugt af andre forslag", value=mio(room.used), unit="mio. kr."),
        Figure(label="Dette forslag", value=mio(amount), unit="mio. kr."),
        Figure(label="Tilbage", value=mio(left), unit="mio. kr.",
               note="Over rammen: forslaget kan ikke indsendes" if left < 0 else ""),
    ]  # fmt: skip


@require_safe
@shows_problems
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Ét forslag fra en enhed."""
    user: Any = request.user
    found = process_queries.draft(user, pk)
    catalogue = found.catalogue
    context = {
        "draft": found, "state": state_of(found), "trail": trail_of(catalogue, found.title),
        "unit": unit_name(catalogue, found.unit), "writes": may(user, "budget.write_draft", found),
        "keeps": may(user, "budget.decline_draft", found), "figures": _amounts(found),
        "room": room_figures(user, catalogue, found.unit, weight(found.amounts, catalogue.year), found),
        "texts": [(title, words) for title, words in (("Baggrund", found.background), ("Initiativ", found.initiative),
                  ("Hvis forslaget ikke får penge", found.consequence)) if words],
    }  # fmt: skip
    return render(request, "budget/draft.html", context)


def _amounts(one: process_queries.UnitDraft) -> list[Figure]:
    return [Figure(label=period_words(period), value=mio_kr(_span(one, period))) for period in sorted(one.amounts)]


@shows_problems
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Skriv et nyt forslag for en enhed."""
    user: Any = request.user
    catalogue, units = queries.open_catalogue(user, pk), my_units(user)
    if not units:
        raise NotAllowed(what="Du skriver ikke for nogen enhed.", do="Bed din administrator om rollen.")
    place = draft_words.NEW.format(pk)
    words = draft_words.kept(request, place)
    form = DraftForm(request.POST or None, outline=process_queries.outline(user, catalogue), units=units, initial=words)
    if form.is_valid():
        try:
            made = actions.begin_draft(
                actor=user, catalogue=catalogue, unit=form.cleaned_data["unit"], text=form.text()
            )
        except Problem as problem:
            into_form(form, problem)
        else:
            draft_words.drop(request, place)
            messages.success(request, "Forslaget er gemt. Det er ikke indsendt endnu.")
            return redirect("budget:draft", made.pk)
    context = {
        "form": form, "title": "Nyt forslag", "trail": trail_of(catalogue, "Nyt forslag"),
        "room": _room_written(user, catalogue, form, units[0][0]), "room_url": reverse("budget:draft_room", args=[pk]),
        "back": reverse("budget:drafts", args=[pk]), "words": words, "keep_url": reverse("budget:keep_new", args=[pk]),
    }  # fmt: skip
    return render(request, "budget/draft_form.html", context)


@shows_problems
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Ret et forslag. When somebody else was first, both wordings are shown; nothing written is lost."""
    user: Any = request.user
    found = process_queries.draft(user, pk)
    frame.require(user, "budget.write_draft", found)
    catalogue, place = found.catalogue, draft_words.OLD.format(pk)
    words = draft_words.kept(request, place)
    form = DraftForm(request.POST or None, outline=process_queries.outline(user, catalogue), units=[],
                     initial=words or initial_of(found))  # fmt: skip
    differs: list[tuple[str, str, str]] = []
    if form.is_valid():
        try:
            actions.write_draft(actor=user, draft=found, text=form.text(), version=_seen(request, found))
        except Problem as problem:
            into_form(form, problem)
            differs = form.differences(process_queries.draft(user, pk)) if isinstance(problem, Conflict) else []
        else:
            draft_words.drop(request, place)
            messages.success(request, "Forslaget er gemt.")
            return redirect("budget:draft", pk)
    context = {
        "form": form, "title": "Ret forslaget", "trail": trail_of(catalogue, found.title, "Ret"), "differs": differs,
        "version": (not form.is_bound and words.get("version")) or process_queries.draft(user, pk).version,
        "words": words,
        "keep_url": reverse("budget:keep_old", args=[pk]), "back": reverse("budget:draft", args=[pk]),
        "room": _room_written(user, catalogue, form, found.unit, found),
        "room_url": reverse("budget:draft_room", args=[catalogue.pk]), "draft": found,
    }  # fmt: skip
    return render(request, "budget/draft_form.html", context)


def _seen(request: HttpRequest, found: process_queries.UnitDraft) -> int:
    """The version that the reader's form was made from; the newest where the form does not say."""
    words = request.POST.get("version", "")
    return int(words) if words.isdecimal() and len(words) < 10 else found.version


def _room_written(
    user: Any, catalogue: queries.Catalogue, form: DraftForm, unit: str, beside: Any = None
) -> list[Figure]:
    """The frame with what stands in the form now; an amount that cannot be read counts as none."""
    year = str(catalogue.year)
    if form.is_bound:
        form.is_valid()
        ends = [form.cleaned_data.get(f"{end}_{year}") for end in ("high", "low")]
        amount = next((one for one in ends if one is not None), 0)
        unit = form.cleaned_data.get("unit") or unit
    else:
        amount = weight(beside.amounts, catalogue.year) if beside else 0
    return room_figures(user, catalogue, unit, max(0, amount), beside)


@require_POST
@shows_problems
def room(request: HttpRequest, pk: int) -> HttpResponse:
    """Rammen, mens der skrives: the figures alone, for the form to put in. Nothing is kept."""
    user: Any = request.user
    catalogue, units = queries.open_catalogue(user, pk), my_units(user)
    number = request.POST.get("draft", "")
    beside = process_queries.draft(user, int(number)) if number.isdecimal() and len(number) < 10 else None
    form = DraftForm(request.POST, outline=process_queries.outline(user, catalogue), units=[] if beside else units)
    first = beside.unit if beside else next((key for key, _ in units), "")
    return render(request, "budget/draft_room.html", {"room": _room_written(user, catalogue, form, first, beside)})
