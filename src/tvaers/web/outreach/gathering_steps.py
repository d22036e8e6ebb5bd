"""The steps of an event: announced, its programme written, opened, signed up for and off, and who came noted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from tvaers.engine.forums import queries as forum_queries
from tvaers.engine.outreach import actions, queries
from tvaers.engine.yearwheel import queries as yearwheel
from tvaers.web.forums import frame
from tvaers.web.forums.sheets import Sheet, answer
from tvaers.web.outreach.forms import AnnounceForm, AttendanceForm, ProgrammeForm, SignUpForm
from tvaers.web.outreach.forum_page import NAME
from tvaers.web.problems import shows_problems


@shows_problems
def announce(request: HttpRequest, key: str) -> HttpResponse:
    """Lav et arrangement."""
    user: Any = request.user
    forum = forum_queries.forum(user, key)
    frame.require(user, "outreach.announce", forum)
    form = AnnounceForm(request.POST or None, forums=forum_queries.forums(user).exclude(pk=forum.pk),
                        contacts=_contacts(user))  # fmt: skip
    sheet = Sheet(title="Nyt arrangement", verb="Lav arrangementet", back=reverse(NAME, args=[key]),
                  lead="Du åbner for tilmelding bagefter. Først da får de inviterede en mail.",
                  said="Arrangementet er lavet.",
                  trail=frame.of_forum(user, forum, NAME, "Nyt arrangement")["trail"])  # fmt: skip

    def do(given: dict[str, Any]) -> str:
        register, area, post = (*given.pop("contacts").split("|"), "", "", "")[:3]
        made = actions.announce(actor=user, forum=forum, register=register, area=area, post=post, **given)
        return reverse("outreach:gathering", args=[made.slug])

    return answer(request, form, sheet, do)


def _contacts(user: Any) -> list[tuple[str, str]]:
    """Every area of every register, and each post in it where there are several: as "register|area|post"."""
    found = []
    for register in yearwheel.registers(user):
        posts = [(one.id, one.title) for one in register.type.posts]
        for area, title in register.areas.items():
            found.append((f"{register.key}|{area}", f"{register.title}: {title}"))
            if len(posts) > 1:
                found += [(f"{register.key}|{area}|{id}", f"{register.title}: {title}, {post}") for id, post in posts]
    return found


def _bare(request: HttpRequest) -> forms.Form:
    """A form without fields: its button alone says yes."""
    return forms.Form(request.POST if request.method == "POST" else None)


def _sheet(user: Any, found: queries.Gathering, title: str, verb: str, said: str, lead: str = "") -> Sheet:
    return Sheet(title=title, verb=verb, said=said, lead=lead or found.meeting.title,
                 back=reverse("outreach:gathering", args=[found.slug]),
                 trail=frame.of_forum(user, found.forum, NAME, title)["trail"])  # fmt: skip


@shows_problems
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """Skriv programmet."""
    user: Any = request.user
    found = queries.gathering(user, slug)
    frame.require(user, "outreach.set_programme", found)
    lines = "\n".join("; ".join(one[part] for part in ("at", "title", "who")) for one in found.programme)
    form = ProgrammeForm(request.POST or None, initial={"points": lines})

    def do(_given: dict[str, Any]) -> None:
        actions.set_programme(actor=user, gathering=found, points=form.lines())

    return answer(request, form, _sheet(user, found, "Program", "Gem programmet", "Programmet er gemt."), do)


@shows_problems
def open_sign_up(request: HttpRequest, slug: str) -> HttpResponse:
    """Åbn for tilmelding."""
    user: Any = request.user
    found = queries.gathering(user, slug)
    frame.require(user, "outreach.open_sign_up", found)
    lead = "Alle i de inviterede fora og de inviterede kontaktpersoner får en mail. Arrangementet bliver synligt."
    sheet = _sheet(user, found, "Åbn for tilmelding", "Åbn, og send invitationer", "Tilmeldingen er åben.", lead)

    def do(_given: dict[str, Any]) -> None:
        actions.open_sign_up(actor=user, gathering=found)

    return answer(request, _bare(request), sheet, do)


@shows_problems
def sign_up(request: HttpRequest, slug: str) -> HttpResponse:
    """Tilmeld dig selv eller en kollega."""
    user: Any = request.user
    found = queries.gathering(user, slug)
    frame.require(user, "outreach.sign_up", found)
    form = SignUpForm(request.POST or None, sides=found.sides, forums=found.forums.order_by("name"),
                      initial={"name": user.title or "", "email": user.email})  # fmt: skip

    def do(given: dict[str, Any]) -> None:
        actions.sign_up(actor=user, gathering=found, **given)

    return answer(request, form, _sheet(user, found, "Tilmelding", "Tilmeld", "Deltageren er tilmeldt."), do)


@shows_problems
def sign_off(request: HttpRequest, slug: str) -> HttpResponse:
    """Meld en deltager fra."""
    user: Any = request.user
    row = queries.registration(user, slug)
    frame.require(user, "outreach.sign_off", row)
    lead = f"{row.name} bliver meldt fra, og pladsen bliver ledig."
    sheet = _sheet(user, row.gathering, "Meld fra", "Meld fra", "Deltageren er meldt fra.", lead)

    def do(_given: dict[str, Any]) -> None:
        actions.sign_off(actor=user, registration=row)

    return answer(request, _bare(request), sheet, do)


@shows_problems
def attendance(request: HttpRequest, slug: str) -> HttpResponse:
    """Notér, hvem der kom."""
    user: Any = request.user
    found = queries.gathering(user, slug)
    frame.require(user, "outreach.note_attendance", found)
    rows = {one.slug: one for one in queries.registrations(user, found)}
    guests = [(key, f"{one.name}, {one.organisation}".rstrip(", ")) for key, one in rows.items()]
    came = [key for key, one in rows.items() if one.attended]
    form = AttendanceForm(request.POST or None, guests=guests, initial={"present": came})
    sheet = _sheet(user, found, "Fremmøde", "Gem fremmødet", "Fremmødet er noteret.")

    def do(given: dict[str, Any]) -> None:
        actions.note_attendance(actor=user, gathering=found, present=[rows[key] for key in given["present"]])

    return answer(request, form, sheet, do)
