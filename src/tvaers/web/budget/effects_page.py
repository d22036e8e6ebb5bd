"""Helårsvirkninger: what do earlier decisions do to this budget, and is each of them confirmed?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tvaers.engine.budget import actions, composition, process_queries, queries
from tvaers.engine.budget.wording import mio
from tvaers.kernel.action import may
from tvaers.kernel.errors import NotFound
from tvaers.web.budget import frame
from tvaers.web.budget.fields import one_of, words_field
from tvaers.web.design.parts import Cell, Column, Figure, Kind, Row, Status, Table
from tvaers.web.forums.sheets import Sheet, answer
from tvaers.web.problems import shows_problems

KINDS: dict[str, Kind] = {"open": "wait", "confirmed": "ok", "rejected": "warning"}
STEP = 10_000
"""Kroner of the last decimal shown, so that the columns have equal ones."""


class ConfirmForm(forms.Form):
    """What becomes of an effect in this budget."""

    state = one_of("Hvad skal der ske?", [("confirmed", "Bekræft den for dette budget"),
                                          ("rejected", "Genprioritér pengene")])  # fmt: skip
    reason = words_field("Begrundelse", required=False, help_text="Skal skrives, når pengene genprioriteres.")


@login_not_required
@require_safe
@shows_problems
def effects(request: HttpRequest, pk: int) -> HttpResponse:
    """Helårsvirkningerne af tidligere aftaler."""
    user: Any = request.user
    version = queries.version(user, pk)
    keeps = may(user, "budget.confirm_effect", version)
    context = {
        **frame.of_version(user, version, "budget:effects"), "takes": may(user, "budget.take_effects", version),
        "figures": _figures(user, version.catalogue), "table": _table(user, version, keeps=keeps),
    }  # fmt: skip
    return render(request, "budget/effects.html", context)


def _figures(user: Any, catalogue: queries.Catalogue) -> list[Figure]:
    sums = process_queries.effects_sum(user, catalogue, catalogue.year)
    return [
        Figure(label=f"Stiger i {catalogue.year}", value=mio(sums.up), unit="mio. kr."),
        Figure(label=f"Falder i {catalogue.year}", value=mio(sums.down), unit="mio. kr."),
        Figure(label="Tilsammen", value=mio(sums.whole), unit="mio. kr.", note="Uden det, der genprioriteres"),
        Figure(label="Skal bekræftes", value=str(sums.unconfirmed)),
    ]


def _table(user: Any, version: queries.Version, *, keeps: bool) -> Table:
    found = list(process_queries.effects(user, version.catalogue))
    years = sorted({year for one in found for year in one.profile})
    rows = [
        Row(cells=[
            Cell(text=one.label, header=True,
                 href=reverse("budget:confirm_effect", args=[version.pk, one.pk]) if keeps else ""),
            Cell(text=one.origin), *(Cell(text=mio(one.profile.get(year), STEP)) for year in years),
            Cell(text="Ét år" if one.is_one_off else "Varig"),
            Cell(status=Status(text=one.get_state_display(), kind=KINDS[one.state])), Cell(text=one.reason),
        ])
        for one in found
    ]  # fmt: skip
    columns = [
        Column(key="virkning", title="Virkning"), Column(key="aftale", title="Besluttet i"),
        *(Column(key=year, title=year, align="right") for year in years), Column(key="slags", title="Slags"),
        Column(key="tilstand", title="Hvor langt"), Column(key="hvorfor", title="Begrundelse"),
    ]  # fmt: skip
    return Table(
        caption="Helårsvirkninger (ændring i mio. kr.)", columns=columns, rows=rows, count=len(rows),
        noun="helårsvirkning" if len(rows) == 1 else "helårsvirkninger",
        empty="Her står virkningerne af tidligere aftaler, når budgetkontoret har hentet dem.",
    )  # fmt: skip


@require_POST
@shows_problems
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Hent de helårsvirkninger, som regionens regler kender."""
    user: Any = request.user
    version = queries.version(user, pk)
    laid = composition.effects_laid_down(version.catalogue)
    new = actions.take_effects(actor=user, catalogue=version.catalogue, effects=laid)
    messages.success(request, f"{new} nye helårsvirkninger er hentet." if new else "Der er ingen nye helårsvirkninger.")
    return redirect("budget:effects", pk)


@shows_problems
def confirm(request: HttpRequest, pk: int, effect: int) -> HttpResponse:
    """Bekræft en helårsvirkning for dette budget, eller genprioritér pengene."""
    user: Any = request.user
    version, found = queries.version(user, pk), process_queries.effect(user, effect)
    if found.catalogue_id != version.catalogue_id:
        raise NotFound(what="Helårsvirkningen hører til et andet katalog.")
    frame.require(user, "budget.confirm_effect", found)

    def do(given: dict[str, Any]) -> None:
        actions.confirm_effect(actor=user, effect=found, state=given["state"], reason=given["reason"])

    amounts = ", ".join(f"{year}: {mio(amount)}" for year, amount in sorted(found.profile.items()))
    sheet = Sheet(
        title="Tag stilling til helårsvirkningen", verb="Gem", said="Der er taget stilling til helårsvirkningen.",
        lead=f"{found.label} ({found.origin}). Mio. kr.: {amounts}. Næste år skal den bekræftes igen.",
        back=reverse("budget:effects", args=[pk]),
        trail=frame.of_version(user, version, "budget:effects", "Tag stilling")["trail"],
    )  # fmt: skip
    initial = {"state": "" if found.state == "open" else found.state, "reason": found.reason}
    return answer(request, ConfirmForm(request.POST or None, initial=initial), sheet, do)
