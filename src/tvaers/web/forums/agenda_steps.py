"""The steps with an agenda that need no page of their own: put on, take off, order, send."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from tvaers.engine.forums import actions, desk, queries
from tvaers.kernel.errors import Conflict, Problem
from tvaers.web.design.parts import Confirm
from tvaers.web.forums import frame, words
from tvaers.web.forums.meeting_page import Written, page
from tvaers.web.problems import shows_problems, tell


@shows_problems
@require_POST
def put_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Sæt de valgte punkter på dagsordenen, i den rækkefølge de står i.

    Each item is its own step: what can be put on is, and the others are shown with the reason why not.
    """
    user: Any = request.user
    meeting = queries.meeting(user, pk)
    frame.require(user, "forums.arrange", meeting)
    chosen = [request.POST["one"]] if request.POST.get("one") else request.POST.getlist("item")
    reason = request.POST.get("reason", "")
    left, faults, done = [], [] if chosen else ["Du har ikke valgt nogen punkter. Sæt kryds ved mindst ét."], 0
    for slug in chosen:
        item = desk.item_at(user, slug)
        try:
            actions.put_on_agenda(actor=user, item=item, meeting=meeting, override=reason)
            done += 1
        except Problem as problem:
            left.append(slug)
            faults.append(f"{item.title}: {problem.what} {problem.why} {problem.do}")
    if done:
        noun = "punkt er" if done == 1 else "punkter er"
        messages.success(request, f"{done} {noun} sat på dagsordenen.")
    if faults:
        return page(request, queries.meeting(user, pk), Written(faults, left, reason))
    return redirect("forums:meeting", pk)


@shows_problems
@require_POST
def arrange(request: HttpRequest, pk: int) -> HttpResponse:
    """Giv dagsordenen en rækkefølge: by one item's buttons, or by the numbers of them all."""
    user: Any = request.user
    meeting = queries.meeting(user, pk)
    order = [item for item, _ in queries.agenda(user, meeting)]
    if slug := request.POST.get("off"):
        return _off(request, meeting, desk.item_at(user, slug))
    for name, step in (("up", -1), ("down", 1)):
        if slug := request.POST.get(name):
            return _save(request, meeting, _moved(order, slug, step), focus=f"{name}-{slug}")
    places = [(item.slug, request.POST.get(f"place-{item.slug}", "")) for item in order]
    if faults := [f"»{text}« er ikke et nummer." for _, text in places if not text.strip().isdecimal()]:
        return page(request, meeting, Written(faults, places=places))
    return _save(request, meeting, by_number(order, [int(text) for _, text in places]))


def _moved(order: list[queries.Item], slug: str, step: int) -> list[queries.Item]:
    place = next((place for place, item in enumerate(order) if item.slug == slug), None)
    if place is None or not 0 <= place + step < len(order):
        return order
    found = list(order)
    found[place], found[place + step] = found[place + step], found[place]
    return found


def by_number(order: list[queries.Item], wanted: list[int]) -> list[queries.Item]:
    """The items by the numbers that were written. Where two have the same, the one that was moved comes first when it
    moved up, and last when it moved down.
    """

    def rank(place: int) -> tuple[float, int]:
        number, stood = wanted[place], place + 1
        return (number - 0.5 if number < stood else number + 0.5 if number > stood else number, place)

    return [order[place] for place in sorted(range(len(order)), key=rank)]


def _save(request: HttpRequest, meeting: queries.Meeting, order: list[queries.Item], focus: str = "") -> HttpResponse:
    user: Any = request.user
    actions.arrange(actor=user, meeting=meeting, order=[item.pk for item in order])
    if not focus:
        messages.success(request, "Rækkefølgen er gemt.")
    return redirect(reverse("forums:meeting", args=[meeting.pk]) + f"#{focus or 'dagsorden'}")


def _off(request: HttpRequest, meeting: queries.Meeting, item: queries.Item) -> HttpResponse:
    user: Any = request.user
    try:
        actions.take_off_agenda(actor=user, item=item)
        messages.success(request, f"»{item.title}« er taget af dagsordenen.")
    except Conflict as problem:
        tell(request, problem)
    return redirect("forums:meeting", meeting.pk)


@shows_problems
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Udsend dagsordenen, efter et sidste blik."""
    user: Any = request.user
    meeting = queries.meeting(user, pk)
    frame.require(user, "forums.send_agenda", meeting)
    if request.method == "POST":
        actions.send_agenda(actor=user, meeting=meeting)
        messages.success(request, "Dagsordenen er udsendt.")
        return redirect("forums:meeting", pk)
    agenda = queries.agenda(user, meeting)
    closed = sum(words.is_hidden(item) for item, _ in agenda)
    people = queries.receivers(user, meeting.forum, words.day_of(meeting))
    hidden = f", heraf {closed} lukkede, som kun forummet ser" if closed else ""
    confirm = Confirm(
        title="Udsend dagsordenen?", what=f"Dagsordenen med {len(agenda)} punkter{hidden} bliver synlig.",
        who=f"{len(people)} på forummets liste, og alle med adgang til fora ser de åbne punkter.",
        undo="Du kan stadig rette den og udsende den igen.", verb="Udsend dagsordenen",
        action_url=reverse("forums:send_agenda", args=[pk]), cancel_url=reverse("forums:meeting", args=[pk]),
    )  # fmt: skip
    shared = frame.of_forum(user, meeting.forum, "forums:meetings", str(meeting))
    return render(request, "forums/confirm.html", {**shared, "meeting": meeting, "confirm": confirm,
                                                   "title": "Udsend dagsordenen"})  # fmt: skip
