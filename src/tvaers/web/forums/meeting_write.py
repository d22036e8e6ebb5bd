"""Writing meetings: planned, moved, described, cancelled, begun."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tvaers.engine.forums import actions, desk, queries
from tvaers.kernel import clock
from tvaers.kernel.errors import Problem
from tvaers.web.design import danish
from tvaers.web.design.parts import Confirm
from tvaers.web.forums import frame, words
from tvaers.web.forums.meeting_forms import CancelForm, LeaderForm, MeetingForm, ThemeForm, WhenForm, theme_initial
from tvaers.web.forums.sheets import Sheet, answer
from tvaers.web.problems import into_form, shows_problems


@shows_problems
def new(request: HttpRequest, key: str) -> HttpResponse:
    """Planlæg et møde."""
    user: Any = request.user
    forum = queries.forum(user, key)
    frame.require(user, "forums.call_meeting", forum)
    shared = frame.of_forum(user, forum, "forums:meetings", "Nyt møde")
    sheet = Sheet(title="Planlæg et møde", verb="Planlæg mødet", back=reverse("forums:meetings", args=[key]),
                  lead="Forummets faste punkter kommer selv på dagsordenen.", said="Mødet er planlagt.",
                  trail=shared["trail"])  # fmt: skip

    def do(given: dict[str, Any]) -> str:
        theme = given.pop("theme")
        made = actions.call_meeting(actor=user, forum=forum, **given)
        if theme is not None:
            actions.describe_meeting(actor=user, meeting=made, theme=theme, title=given["title"])
        return reverse("forums:meeting", args=[made.pk])

    return answer(request, MeetingForm(request.POST or None, forum=forum), sheet, do)


@shows_problems
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Flyt et møde, eller ret sted, form og frist."""
    user: Any = request.user
    meeting = queries.meeting(user, pk)
    frame.require(user, "forums.move_meeting", meeting)
    initial = {name: getattr(meeting, name) for name in ("starts_at", "ends_at", "place", "form")}
    form = WhenForm(request.POST or None, initial=initial)
    form.fields["items_due"].help_text = "Lad feltet stå tomt, så flytter fristen med mødet."
    lead = "Det, der er på dagsordenen, bliver stående. Kalenderen hos dem, der er inviteret, følger med."
    sheet = _sheet(user, meeting, "Flyt eller ret mødet", "Gem mødet", lead, "Mødet er ændret.")

    def do(given: dict[str, Any]) -> None:
        actions.move_meeting(actor=user, meeting=meeting, **given)

    return answer(request, form, sheet, do)


@shows_problems
def describe(request: HttpRequest, pk: int) -> HttpResponse:
    """Skriv mødets tema og titel."""
    user: Any = request.user
    meeting = queries.meeting(user, pk)
    frame.require(user, "forums.describe_meeting", meeting)
    form = ThemeForm(request.POST or None, initial=theme_initial(meeting))
    lead = "»Intet tema« og »ikke udfyldt endnu« er ikke det samme."
    sheet = _sheet(user, meeting, "Tema og titel", "Gem", lead, "Temaet er gemt.")

    def do(given: dict[str, Any]) -> None:
        actions.describe_meeting(actor=user, meeting=meeting, theme=given["theme"], title=given["title"])

    return answer(request, form, sheet, do)


@shows_problems
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Begynd mødet: fra nu noteres beslutningerne."""
    user: Any = request.user
    meeting = queries.meeting(user, pk)
    frame.require(user, "forums.hold", meeting)
    seated = queries.persons(user).filter(sittings__forum=meeting.forum).distinct()
    form = LeaderForm(request.POST or None, persons=seated, initial={"leader": _leader(user, meeting)})
    lead = "Når mødet er begyndt, kan du notere fremmøde og beslutninger på hvert punkt."
    if words.day_of(meeting) > clock.today():
        lead += f" Dagen er {words.away(words.day_of(meeting))}: dagsordenen kan ikke rettes, når mødet er begyndt."
    sheet = _sheet(user, meeting, "Begynd mødet", "Begynd mødet", lead, "Mødet er begyndt.")

    def do(given: dict[str, Any]) -> None:
        actions.hold(actor=user, meeting=meeting, leader=given["leader"])

    return answer(request, form, sheet, do)


def _leader(user: Any, meeting: queries.Meeting) -> int | None:
    """Who will lead: whoever is said to, else the chair when there is one; with a shared chair it must be said."""
    chairs = [one.person for one in desk.attendance(user, meeting) if one.seat == "Formand"]
    return meeting.leader_id or (chairs[0] if len(chairs) == 1 else None)


@shows_problems
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Aflys et møde: skriv hvorfor, se en gang til, aflys."""
    user: Any = request.user
    meeting = queries.meeting(user, pk)
    frame.require(user, "forums.cancel_meeting", meeting)
    form, confirm = CancelForm(request.POST or None), None
    if form.is_valid():
        if "bekraeft" not in request.POST:
            confirm = _confirm(user, meeting, form.cleaned_data["reason"])
        elif _cancelled(request, form, meeting):
            messages.success(request, "Mødet er aflyst. Punkterne er tilbage i pipelinen.")
            return redirect("forums:meetings", meeting.forum.key)
    sheet = _sheet(user, meeting, "Aflys mødet", "Se, hvad der sker", "Punkterne går tilbage i pipelinen.", "")
    return render(request, "forums/form.html", {"form": form, "sheet": sheet, "trail": sheet.trail,
                                                "confirm": confirm})  # fmt: skip


def _cancelled(request: HttpRequest, form: CancelForm, meeting: queries.Meeting) -> bool:
    user: Any = request.user
    try:
        actions.cancel_meeting(actor=user, meeting=meeting, reason=form.cleaned_data["reason"])
    except Problem as problem:
        into_form(form, problem)
        return False
    return True


def _confirm(user: Any, meeting: queries.Meeting, reason: str) -> Confirm:
    waiting = sum(not item.standing for item, _ in queries.agenda(user, meeting))
    back = "1 punkt går" if waiting == 1 else f"{waiting} punkter går"
    return Confirm(
        title=f"Aflys mødet {danish.moment(meeting.starts_at)}?",
        what=f"{back} tilbage i pipelinen. De faste punkter bortfalder. Grund: {reason}",
        who=f"{len(queries.receivers(user, meeting.forum, words.day_of(meeting)))} på forummets liste får det at vide "
            "i kalenderen.",
        undo="Nej. Planlæg et nyt møde, hvis det alligevel skal holdes.", verb="Aflys mødet",
        action_url=reverse("forums:cancel_meeting", args=[meeting.pk]),
        cancel_url=reverse("forums:meeting", args=[meeting.pk]), fields={"reason": reason, "bekraeft": "ja"},
    )  # fmt: skip


def _sheet(user: Any, meeting: queries.Meeting, title: str, verb: str, lead: str, said: str) -> Sheet:
    shared = frame.of_forum(user, meeting.forum, "forums:meetings", title)
    return Sheet(title=title, verb=verb, lead=lead, said=said, back=reverse("forums:meeting", args=[meeting.pk]),
                 trail=shared["trail"])  # fmt: skip
