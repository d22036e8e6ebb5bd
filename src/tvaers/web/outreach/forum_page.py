"""Deling: what a forum holds, has sent on and written to its members, and how the forums below it are doing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tvaers.engine.forums import queries as forums
from tvaers.engine.outreach import queries
from tvaers.kernel.action import may
from tvaers.web.design import danish
from tvaers.web.design.parts import Cell, Column, Row, Status, Table
from tvaers.web.forums import frame
from tvaers.web.problems import shows_problems

NAME = "outreach:forum"


@require_safe
@shows_problems
def overview(request: HttpRequest, key: str) -> HttpResponse:
    """Forummets arrangementer, udsendelser og beskeder, og de fora, der hører under det."""
    user: Any = request.user
    forum = forums.forum(user, key)
    networks = queries.networks(user, forum)
    context = {
        **frame.of_forum(user, forum, NAME), "events": events(list(queries.gatherings(user, forum))),
        "circulars": _circulars(user, forum), "posts": _posts(user, forum),
        "networks": _networks(networks) if networks else None, "may_announce": may(user, "outreach.announce", forum),
        "may_send": may(user, "outreach.circulate", forum), "may_write": may(user, "outreach.post", forum),
        "sendings": [one for one, _ in queries.sendings(user, forum)],
    }  # fmt: skip
    return render(request, "outreach/forum.html", context)


def table(caption: str, titles: tuple[str, ...], cells: list[list[Cell]], nouns: tuple[str, str], empty: str) -> Table:
    """A table of rows of cells; `nouns` is what one and several are called."""
    return Table(caption=caption, columns=[Column(key=one, title=one) for one in titles],
                 rows=[Row(cells=one) for one in cells], count=len(cells), noun=nouns[len(cells) != 1],
                 empty=empty)  # fmt: skip


def events(found: list[queries.Gathering]) -> Table:
    """Events with when they are, and whether one can sign up."""
    cells = [
        [Cell(text=one.meeting.title, href=reverse("outreach:gathering", args=[one.slug]), header=True),
         Cell(text=danish.moment(one.meeting.starts_at)), Cell(text=one.forum.name), Cell(status=status_of(one))]
        for one in found
    ]  # fmt: skip
    return table("Arrangementer", ("Arrangement", "Hvornår", "Forum", "Tilmelding"), cells,
                 ("arrangement", "arrangementer"), "Her kommer konferencer, kurser og møder på tværs.")  # fmt: skip


def status_of(one: queries.Gathering) -> Status:
    """Whether one can sign up for an event."""
    text, kind = queries.SIGN_UP[queries.sign_up_state(one)]
    return Status(text=text, kind=kind)  # type: ignore[arg-type]


def _circulars(user: Any, forum: forums.Forum) -> Table:
    cells = []
    for one in queries.circulars(user, forum):
        log = queries.deliveries(user, one)
        reached = f"{sum(row.is_received for row in log)} af {len(log)}"
        cells.append(
            [
                Cell(text=one.title, href=reverse("outreach:circular", args=[one.slug]), header=True),
                Cell(text=danish.day(one.sent_at.date())),
                Cell(text=one.matter.number),
                Cell(text=reached),
            ]
        )
    return table("Sendt videre", ("Titel", "Sendt", "Sag", "Modtaget"), cells, ("udsendelse", "udsendelser"),
                 "Her står det, forummet har sendt videre til andre fora.")  # fmt: skip


def _posts(user: Any, forum: forums.Forum) -> Table:
    cells = [
        [Cell(text=one.subject, href=reverse("outreach:post", args=[one.slug]), header=True), Cell(text=one.sender),
         Cell(text=danish.moment(one.at)), Cell(text=one.matter.number if one.matter else "")]
        for one in queries.posts(user, forum)
    ]  # fmt: skip
    return table("Beskeder til medlemmerne", ("Emne", "Fra", "Sendt", "Sag"), cells, ("besked", "beskeder"),
                 "Her ligger det, medlemmerne skriver til hinanden mellem møderne.")  # fmt: skip


def _networks(found: list[queries.Network]) -> Table:
    """The forums below: who to call, when they meet, and whether they have been quiet for a year."""
    cells = []
    for one in found:
        state = Status(text="Intet møde i et år", kind="warning") if one.is_quiet else Status(text="Mødes", kind="ok")
        cells.append(
            [
                Cell(text=one.forum.name, href=reverse("forums:forum", args=[one.forum.key]), header=True),
                Cell(text=", ".join(one.contact)),
                _meeting(one.next),
                _minutes(one.minutes),
                Cell(status=state),
            ]
        )
    titles = ("Forum", "Kontakt", "Næste møde", "Seneste referat", "Status")
    return table("Fora og netværk under dette", titles, cells, ("forum", "fora"), "")


def _meeting(found: forums.Meeting | None) -> Cell:
    if found is None:
        return Cell(text="Ikke planlagt")
    return Cell(text=danish.day(found.starts_at.date()), href=reverse("forums:meeting", args=[found.pk]))


def _minutes(found: forums.Meeting | None) -> Cell:
    if found is None:
        return Cell(text="Intet")
    return Cell(text=danish.day(found.starts_at.date()), href=reverse("forums:minutes", args=[found.pk]))
