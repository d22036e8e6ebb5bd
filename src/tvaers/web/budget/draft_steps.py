"""What happens to a unit's proposal: sent in, withdrawn, taken in or declined; and the frames of the units."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from tvaers.engine.budget import actions, process_queries, queries
from tvaers.engine.budget.locking import WRITTEN
from tvaers.kernel.errors import Conflict, Problem
from tvaers.web.budget import frame
from tvaers.web.budget.draft_pages import trail_of
from tvaers.web.budget.fields import MioField, PercentField, mio_text, words_field
from tvaers.web.budget.unit_names import unit_choices
from tvaers.web.forums.sheets import Sheet, answer
from tvaers.web.problems import shows_problems, tell


@require_POST
@shows_problems
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Indsend forslaget til budgetkontoret."""
    user: Any = request.user
    try:
        actions.submit_draft(actor=user, draft=process_queries.draft(user, pk))
    except Problem as problem:
        tell(request, problem)
    else:
        messages.success(request, "Forslaget er indsendt til budgetkontoret.")
    return redirect("budget:draft", pk)


@require_POST
@shows_problems
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Træk forslaget tilbage."""
    user: Any = request.user
    actions.withdraw_draft(actor=user, draft=process_queries.draft(user, pk))
    messages.success(request, "Forslaget er trukket tilbage. Rammen er fri igen.")
    return redirect("budget:draft", pk)


@require_POST
@shows_problems
def take_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Optag forslaget i katalogets kladde."""
    user: Any = request.user
    found = process_queries.draft(user, pk)
    version = queries.versions(user, found.catalogue).filter(state__in=WRITTEN).first()
    if version is None:
        problem = Conflict(what="Kataloget har ingen kladde.", do="Begynd en ny version, og optag forslaget i den.")
        tell(request, problem)
        return redirect("budget:draft", pk)
    try:
        made = actions.take_in_draft(actor=user, version=version, unit_draft=found)
    except Problem as problem:
        tell(request, problem)
        return redirect("budget:draft", pk)
    messages.success(request, f"Forslaget er optaget som budgetbrik {made.key}.")
    return redirect("budget:proposal", version.pk, made.key)


class DeclineForm(forms.Form):
    """Why a proposal does not come along."""

    reason = words_field("Hvorfor kommer forslaget ikke med?", help_text="Enheden kan læse det.")


@shows_problems
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Lad være med at optage forslaget."""
    user: Any = request.user
    found = process_queries.draft(user, pk)
    frame.require(user, "budget.decline_draft", found)

    def do(given: dict[str, Any]) -> None:
        actions.decline_draft(actor=user, draft=found, reason=given["reason"])

    sheet = Sheet(
        title="Optag ikke forslaget", verb="Optag det ikke", said="Forslaget er ikke optaget. Enheden kan se hvorfor.",
        lead=found.title, back=reverse("budget:draft", args=[pk]),
        trail=trail_of(found.catalogue, found.title, "Optag ikke"),
    )  # fmt: skip
    return answer(request, DeclineForm(request.POST or None), sheet, do)


class FrameForm(forms.Form):
    """A unit's frame: the share of its adopted budget, medicine taken out first (BUD-13)."""

    base = MioField(label="Enhedens vedtagne budget")
    medicine = MioField(label="Heraf medicin")
    share = PercentField(label="Andel i procent", required=True)

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = forms.ChoiceField(label="Enhed", choices=units)
        self.order_fields(["unit"])


@shows_problems
def unit_frame(request: HttpRequest, pk: int) -> HttpResponse:
    """Sæt en enheds ramme."""
    user: Any = request.user
    catalogue = queries.open_catalogue(user, pk)
    frame.require(user, "budget.set_unit_frame", catalogue)
    version = queries.versions(user, catalogue).first()
    unit = request.GET.get("enhed", "")
    kept = process_queries.unit_frames(user, catalogue).filter(unit=unit).first()
    initial = {"unit": unit, "medicine": "0", "share": "0,5"}
    if kept is not None:
        share = f"{kept.share / 10:g}".replace(".", ",")
        initial |= {"base": mio_text(kept.base), "medicine": mio_text(kept.medicine), "share": share}
    form = FrameForm(request.POST or None, units=unit_choices(user, version) if version else [], initial=initial)

    def do(given: dict[str, Any]) -> None:
        actions.set_unit_frame(actor=user, catalogue=catalogue, **given)

    sheet = Sheet(
        title="Sæt en enheds ramme", verb="Gem rammen", said="Rammen er sat.",
        lead="Enheden kan foreslå for en andel af sit vedtagne budget. Medicinen bliver trukket fra først.",
        back=reverse("budget:drafts", args=[pk]), trail=trail_of(catalogue, "Ramme"),
    )  # fmt: skip
    return answer(request, form, sheet, do)
