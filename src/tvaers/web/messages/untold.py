"""Kunne ikke sendes: which letters did not get through by MedCom, why, and who is told another way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tvaers.engine.cases import queries as cases
from tvaers.engine.messages import actions, queries
from tvaers.engine.messages.actions import Told
from tvaers.engine.messages.queries import Outgoing
from tvaers.engine.parties.queries import name_of
from tvaers.kernel import clock
from tvaers.kernel.action import may
from tvaers.kernel.errors import NotFound, Problem
from tvaers.web.links import to
from tvaers.web.messages import words
from tvaers.web.messages.frame import page_of, require_any, ways
from tvaers.web.problems import into_form, shows_problems

TELLERS = ("messages.send", "cases.act")


class Moment(forms.DateTimeField):
    """A day and a time in Denmark, with the browser's own picker."""

    def prepare_value(self, value: Any) -> Any:
        """A moment as Danish time without a zone, as the picker wants it."""
        return value.astimezone(clock.COPENHAGEN).replace(tzinfo=None) if isinstance(value, datetime) else value


class ToldForm(forms.Form):
    """How and when the receiver was told."""

    how = forms.CharField(
        label="Hvordan gav du besked?", max_length=300,
        help_text="For eksempel: Ringet til visitator på vagt. Skriv ingen CPR-numre.",
    )  # fmt: skip
    at = Moment(
        label="Hvornår?", input_formats=["%Y-%m-%dT%H:%M"],
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
    )  # fmt: skip


@shows_problems
def listing(request: HttpRequest) -> HttpResponse:
    """Kunne ikke sendes: what must my unit tell another way?"""
    require_any(request.user, TELLERS)
    page = page_of(queries.untold(request.user), request)
    items = [line(request.user, one) for one in page]
    return render(request, "messages/untold.html", {"ways": ways(request), "items": items, "page": page})


@shows_problems
def tell(request: HttpRequest, pk: int) -> HttpResponse:
    """Meldt på anden måde."""
    user: Any = request.user
    row = queries.lost_letter(user, pk)
    form = ToldForm(request.POST or None, initial={"at": clock.now()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.tell_otherwise(actor=user, letter=row, told=Told(**form.cleaned_data))
        except Problem as problem:
            into_form(form, problem)
        else:
            messages.success(request, "Det er registreret, at modtageren har fået besked på anden måde.")
            return redirect(_case_url(user, row) or "messages:untold")
    return render(request, "messages/tell.html", {"form": form, "one": line(user, row)})


def line(user: Any, row: Outgoing) -> dict[str, Any]:
    """One letter that failed: what it was, to whom, why it failed, and the ways to its case and to telling of it."""
    case_url = _case_url(user, row)
    return {
        "row": row,
        "what": row.notice.label if row.notice else words.CATEGORIES.get(row.category, "Brev"),
        "receiver": row.receiver_name or name_of(row.receiver_party),
        "why": queries.why_lost(row),
        "case": row.case if case_url else None,
        "case_url": case_url,
        "tell_url": tell_url(user, row),
    }


def _case_url(user: Any, row: Outgoing) -> str:
    """The way to a letter's case; "" where it has none or the user does not see it."""
    if row.case is None:
        return ""
    try:
        return to("cases:case", cases.case(user, row.case.number).number)
    except NotFound:
        return ""


@dataclass(frozen=True)
class Fate:
    """What became of a word that goes by MedCom. `tell_url` leads to telling of it otherwise, for those who may."""

    text: str
    failed: bool = False
    tell_url: str = ""


def fates(user: Any, case: Any) -> dict[int, Fate]:
    """What became of each word of a case that has gone by MedCom or failed, by the notice's key."""
    return {key: _fate(user, row) for key, row in queries.letters_of_notices(case).items()}


def _fate(user: Any, row: Outgoing) -> Fate:
    why = queries.why_lost(row)
    if not why:
        return Fate(words.STATES[row.state].text)
    told = f" Meldt på anden måde {words.clock_time(row.told_at)}: {row.told_how}" if row.told_at else ""
    return Fate(f"Kunne ikke sendes med MedCom. {why}{told}", True, tell_url(user, row))


def tell_url(user: Any, row: Outgoing) -> str:
    """The way to telling of a letter otherwise; "" when it is told, and for those who may not."""
    able = queries.why_lost(row) and row.told_at is None and may(user, "messages.tell_otherwise", row)
    return to("messages:tell", row.pk) if able else ""
