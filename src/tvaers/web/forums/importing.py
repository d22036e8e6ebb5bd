"""Indlæs et referat: the file, then what was read beside the text and what will happen, and one button."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tvaers.engine.forums import actions, queries
from tvaers.engine.forums.importing_preview import Foreseen, foresee
from tvaers.engine.forums.reading import Minutes, read_minutes, without_names
from tvaers.engine.forums.reading.front import front
from tvaers.engine.forums.reading.model import Item
from tvaers.engine.forums.reading.pieces import Finding, Place
from tvaers.engine.forums.reading.tables import OUTCOME_WORDS
from tvaers.engine.workplans.actions import link_minutes
from tvaers.kernel.errors import NotFound, Problem
from tvaers.web.forums import frame
from tvaers.web.forums.import_forms import MinutesForm, SettleForm
from tvaers.web.problems import into_form, shows_problems
from tvaers.web.waiting_files import Shelf, WaitingFile

SHELF = Shelf("referater-i-gang", "minutes_draft", "referat")
LEAD = "Vælg et referat, der er skrevet et andet sted. Du ser, hvad der er læst, før noget bliver gemt."
FINDINGS = {"missing": ("Mangler", "error"), "warning": ("Passer ikke", "warning"), "unsure": ("Usikkert", "info")}


@dataclass(frozen=True)
class Told:
    """A finding as the page shows it: its words, its sort as a sign, and where in the text it is."""

    what: str
    why: str
    sort: str
    kind: str
    place: Place | None
    anchor: str


@shows_problems
def start(request: HttpRequest, key: str = "") -> HttpResponse:
    """Vælg filen. Without a forum, the one that the reader recognises is taken."""
    user: Any = request.user
    forum = queries.forum(user, key) if key else None
    frame.require(user, "forums.import_minutes", forum)
    form = MinutesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        name, content = form.cleaned_data["file"]
        try:
            found = queries.forum(user, key or _recognised(content, name))
            frame.require(user, "forums.import_minutes", found)
            read_minutes(content, name)
        except Problem as problem:
            into_form(form, problem)
        else:
            said = {"names": form.cleaned_data["people"] == "names"}
            SHELF.keep(request, WaitingFile(name, content, said))
            return redirect("forums:import_review", found.key)
    shared = frame.of_forum(user, forum, "forums:meetings", "Indlæs et referat") if forum else {
        "trail": [frame.home(), {"title": "Indlæs et referat"}]
    }  # fmt: skip
    back = reverse("forums:meetings", args=[key]) if key else reverse("forums:home")
    return render(request, "forums/import_upload.html", {**shared, "form": form, "lead": LEAD, "back": back})


def _recognised(content: bytes, name: str) -> str:
    """The key of the forum that the file says. Problem when it is not one that we know."""
    head = read_minutes(content, name).head
    if not head.forum.known:
        what = (
            f"»{head.forum.written}« er ikke et forum, vi kender." if head.forum.written else "Forummet er ikke nævnt."
        )
        raise Problem(what=what, do="Gå til forummet under Møder, og indlæs referatet dér.")
    return head.forum.known


@shows_problems
def review(request: HttpRequest, key: str) -> HttpResponse:
    """Se, hvad der er læst, ved siden af teksten; svar på det usikre, og indlæs."""
    user: Any = request.user
    forum = queries.forum(user, key)
    frame.require(user, "forums.import_minutes", forum)
    try:
        draft = SHELF.kept(request)
    except NotFound as problem:
        messages.error(request, str(problem))
        return redirect("forums:import", key)
    minutes = read_minutes(draft.content, draft.name)
    minutes = minutes if draft.said["names"] else without_names(minutes)
    form = SettleForm(request.POST or None, minutes=minutes)
    if request.method == "POST" and form.is_valid() and "indlaes" in request.POST:
        made = _taken(request, forum, minutes, form, draft)
        if made is not None:
            return redirect("forums:meeting", made.pk)
    foreseen, hindrance = _foreseen(user, forum, minutes, form)
    context = {
        **frame.of_forum(user, forum, "forums:meetings", "Indlæs et referat"), "form": form, "draft": draft,
        "minutes": minutes, "told": list(_told(minutes)), "items": list(_items(minutes)), "foreseen": foreseen,
        "hindrance": hindrance, "lines": [(_anchor(one.place), one) for one in front(draft.content, draft.name).lines],
        "other": minutes.head.forum.known if minutes.head.forum.known not in ("", forum.key) else "",
    }  # fmt: skip
    return render(request, "forums/import_review.html", context)


def _taken(request: HttpRequest, forum: queries.Forum, minutes: Minutes, form: SettleForm, draft: WaitingFile) -> Any:
    """The meeting that came of it; None when it was refused, and the form says why."""
    user: Any = request.user
    upload = actions.Attachment(draft.name, BytesIO(draft.content)) if form.cleaned_data.get("keep") else None
    try:
        made = actions.import_minutes(actor=user, forum=forum, minutes=minutes, settled=form.settled(), upload=upload)
    except Problem as problem:
        into_form(form, problem)
        return None
    SHELF.drop(request)
    linked = link_minutes(actor=user, meeting=made)
    told = f" Det taler om {linked} af arbejdsplanens aktiviteter." if linked else ""
    messages.success(request, f"Referatet af {made} er indlæst.{told} Se det igennem, og følg op på det, der er åbent.")
    return made


def _foreseen(
    user: Any, forum: queries.Forum, minutes: Minutes, form: SettleForm
) -> tuple[Foreseen | None, Problem | None]:
    """What will happen; or why it cannot."""
    try:
        return foresee(actor=user, forum=forum, minutes=minutes, settled=form.settled()), None
    except Problem as problem:
        return None, problem


def _anchor(place: Place | None) -> str:
    return f"t{place.page or 0}-{place.number}" if place else ""


def _told(minutes: Minutes) -> Iterator[Told]:
    """The findings, what is missing first."""
    order = list(FINDINGS)
    found: list[Finding] = sorted(minutes.findings, key=lambda one: order.index(one.kind))
    for one in found:
        sort, kind = FINDINGS[one.kind]
        yield Told(one.what, one.why, sort, kind, one.place, _anchor(one.place))


def _items(minutes: Minutes) -> Iterator[tuple[Item, str, str, list[tuple[Any, str, str]]]]:
    """Each item with its anchor, its outcome in words, and its points with theirs."""
    for item in minutes.items:
        points = [(one, OUTCOME_WORDS[one.outcome], _anchor(one.place)) for one in item.points]
        yield item, _anchor(item.place), OUTCOME_WORDS[item.outcome], points
