"""What a forum sends on and writes to its members, and a meeting outside the plan."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tvaers.engine.forums import actions as forum_actions
from tvaers.engine.forums import desk
from tvaers.engine.forums import queries as forum_queries
from tvaers.engine.outreach import actions, queries
from tvaers.web.design import danish
from tvaers.web.design.parts import Cell, Kind, Status, Table
from tvaers.web.forums import frame
from tvaers.web.forums.sheets import Sheet, answer
from tvaers.web.outreach.forms import CirculateForm, ExtraForm, PostForm
from tvaers.web.outreach.forum_page import NAME, table
from tvaers.web.problems import shows_problems

STATES: dict[str, tuple[str, Kind]] = {
    "received": ("Modtaget, venter på et møde", "wait"), "placed": ("Modtaget", "ok"), "treated": ("Behandlet", "ok"),
    "withdrawn": ("Trukket tilbage", "warning"),
}  # fmt: skip


@require_safe
@shows_problems
def circular(request: HttpRequest, slug: str) -> HttpResponse:
    """En udsendelse, og hvor den er i hvert forum."""
    user: Any = request.user
    found = queries.circular(user, slug)
    log = queries.deliveries(user, found)
    context = {**frame.of_forum(user, found.forum, NAME, found.title), "circular": found, "log": _log(log),
               "reached": sum(one.is_received for one in log), "all": len(log)}  # fmt: skip
    return render(request, "outreach/circular.html", context)


def _log(found: list[queries.Delivery]) -> Table:
    cells = []
    for one in found:
        text, kind = STATES[one.state]
        met = one.meeting
        day = (
            Cell(text=danish.day(met.starts_at.date()), href=reverse("forums:meeting", args=[met.pk]))
            if met
            else Cell()
        )
        cells.append([Cell(text=one.forum.name, header=True), Cell(status=Status(text=text, kind=kind)), day])
    return table("Modtagere", ("Forum", "Status", "Møde"), cells, ("forum", "fora"), "")


@shows_problems
def circulate(request: HttpRequest, key: str) -> HttpResponse:
    """Send noget videre til andre fora; what the agreement has the forum send on comes filled in."""
    user: Any = request.user
    forum = forum_queries.forum(user, key)
    frame.require(user, "outreach.circulate", forum)
    declared = {one.id: (one, receivers) for one, receivers in queries.sendings(user, forum)}
    wanted = request.GET.get("udsendelse", "")
    form = CirculateForm(request.POST or None, request.FILES or None, forums=_receivers(user, declared.get(wanted)),
                         initial=_initial(declared.get(wanted)))  # fmt: skip
    sheet = Sheet(title="Send videre", verb="Send", back=reverse(NAME, args=[key]), said="Det er sendt videre.",
                  lead="Det bliver et punkt på hvert forums næste møde. Bilaget følger med.",
                  template="outreach/circulate.html",
                  trail=frame.of_forum(user, forum, NAME, "Send videre")["trail"])  # fmt: skip

    def do(given: dict[str, Any]) -> str:
        file = given.pop("file")
        upload = forum_actions.Attachment(file.name, file) if file else None
        sending = wanted if wanted in declared else ""
        made = actions.circulate(actor=user, forum=forum, upload=upload, sending=sending, **given)
        return reverse("outreach:circular", args=[made.slug])

    return answer(request, form, sheet, do)


Declared = tuple[queries.Sending, list[forum_queries.Forum]] | None


def _receivers(user: Any, declared: Declared) -> Any:
    """The forums to choose among: those of the declaration that exist, else all."""
    found = forum_queries.forums(user)
    return found.filter(pk__in=[one.pk for one in declared[1]]) if declared else found


def _initial(declared: Declared) -> dict[str, Any]:
    if declared is None:
        return {}
    sending, receivers = declared
    return {
        "title": sending.title,
        "text": sending.text,
        "kinds": list(sending.kinds),
        "in_turn": sending.in_turn,
        "is_closed": sending.closed,
        "receivers": [] if sending.choose else [one.pk for one in receivers],
    }


@require_safe
@shows_problems
def post(request: HttpRequest, slug: str) -> HttpResponse:
    """En besked mellem medlemmerne."""
    user: Any = request.user
    found = queries.post(user, slug)
    context = {**frame.of_forum(user, found.forum, NAME, found.subject), "post": found,
               "reached": found.letters.count()}  # fmt: skip
    return render(request, "outreach/post.html", context)


@shows_problems
def write(request: HttpRequest, key: str) -> HttpResponse:
    """Skriv til medlemmerne."""
    user: Any = request.user
    forum = forum_queries.forum(user, key)
    frame.require(user, "outreach.post", forum)
    sheet = Sheet(title="Skriv til medlemmerne", verb="Send", back=reverse(NAME, args=[key]),
                  said="Beskeden er på vej.", lead="Alle med en plads i dag får den på mail. Den bliver også her.",
                  trail=frame.of_forum(user, forum, NAME, "Skriv til medlemmerne")["trail"])  # fmt: skip

    def do(given: dict[str, Any]) -> str:
        number = given.pop("matter").strip()
        matter = forum_queries.matter(user, number) if number else None
        made = actions.post(actor=user, forum=forum, matter=matter, **given)
        return reverse("outreach:post", args=[made.slug])

    return answer(request, PostForm(request.POST or None), sheet, do)


@shows_problems
def extra(request: HttpRequest, slug: str) -> HttpResponse:
    """Indkald et ekstra møde om en sag, der ikke kan vente."""
    user: Any = request.user
    item = desk.item_at(user, slug)
    frame.require(user, "outreach.call_extra", item)
    sheet = Sheet(title="Ekstra møde", verb="Indkald", back=reverse("forums:item", args=[slug]),
                  said="Mødet er planlagt, og sagen er på dagsordenen.", lead=item.title,
                  trail=frame.of_forum(user, item.forum, "forums:pipeline", "Ekstra møde")["trail"])  # fmt: skip

    def do(given: dict[str, Any]) -> str:
        made = actions.call_extra(actor=user, item=item, **given)
        return reverse("forums:meeting", args=[made.pk])

    return answer(request, ExtraForm(request.POST or None), sheet, do)
