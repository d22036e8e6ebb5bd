"""Writing in an edition: changes to clauses, the responsibility for treatment, and the economy that waits for it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from tvaers.engine.approvals import actions, queries
from tvaers.kernel import clock
from tvaers.kernel.errors import NotFound
from tvaers.web.approvals.frame import require, sheet
from tvaers.web.approvals.inputs import text_field
from tvaers.web.days import Day
from tvaers.web.forums.sheets import answer
from tvaers.web.problems import shows_problems


class ChangeForm(forms.Form):
    """A change of one clause: the wording now, as recommended, and as decided."""

    clause = forms.CharField(label="Bestemmelse", max_length=60, help_text="Fx § 4 eller afsnit 2.1.")
    before = text_field("Ordlyden nu", rows=4, help_text="Tom, når bestemmelsen er ny.")
    recommended = text_field("Indstillet ordlyd", rows=4, help_text="Tom, når bestemmelsen foreslås slettet.")
    reason = forms.CharField(label="Begrundelse", required=False, max_length=300)
    is_decided = forms.BooleanField(label="Ordlyden er besluttet", required=False)
    decided = text_field("Besluttet ordlyd", rows=4, help_text="Sæt hak ovenfor, når den er besluttet. Tom: udgår.")

    def clean(self) -> dict[str, Any]:
        """A decided wording belongs to a decision."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("decided") and not given.get("is_decided"):
            self.add_error("is_decided", "Sæt hak, når ordlyden er besluttet, eller slet den besluttede ordlyd.")
        return given


@shows_problems
def change(request: HttpRequest, pk: int, number: int = 0) -> HttpResponse:
    """Skriv en ændring af en bestemmelse, eller ret en; `number` counts them from 1."""
    user: Any = request.user
    found = queries.proposal(user, pk)
    require(user, "approvals.change", found)
    rows = list(found.changes.all())
    if number > len(rows):
        raise NotFound(what="Ændringen findes ikke.")
    row = rows[number - 1] if number else None
    names = ("clause", "before", "recommended", "reason", "is_decided", "decided")
    form = ChangeForm(request.POST or None, initial={one: getattr(row, one) for one in names} if row else None)
    if row is not None:
        form.fields["clause"].disabled = True
    title = f"Ret ændringen af {row.clause}" if row else "Ny ændring"
    page = sheet(found, title, "Gem ændringen", said="Ændringen er gemt.", anchor="aendringer")

    def do(given: dict[str, Any]) -> None:
        decided = given["decided"] if given.pop("is_decided") else None
        actions.change(actor=user, proposal=found, **{**given, "decided": decided})

    return answer(request, form, page, do)


class AgreedForm(forms.Form):
    """When the responsibility for treatment was agreed."""

    on = Day(required=True, label="Aftalt den")


@shows_problems
def clear_treatment(request: HttpRequest, pk: int) -> HttpResponse:
    """Notér, at behandlingsansvaret er aftalt, så økonomien kan skrives."""
    user: Any = request.user
    found = queries.proposal(user, pk)
    require(user, "approvals.clear_treatment", found)
    lead = "Først når det er aftalt, hvem der har behandlingsansvaret, kan økonomien skrives."
    page = sheet(found, "Behandlingsansvaret er aftalt", "Lås økonomien op", lead=lead, said="Økonomien kan skrives.",
                 anchor="oekonomi")  # fmt: skip

    def do(given: dict[str, Any]) -> None:
        actions.clear_treatment(actor=user, proposal=found, on=given["on"])

    return answer(request, AgreedForm(request.POST or None, initial={"on": clock.today()}), page, do)


class EconomyForm(forms.Form):
    """What the edition says of money."""

    text = text_field("Økonomi", rows=8)


@shows_problems
def economy(request: HttpRequest, pk: int) -> HttpResponse:
    """Skriv økonomien."""
    user: Any = request.user
    found = queries.proposal(user, pk)
    require(user, "approvals.write_economy", found)
    page = sheet(found, "Økonomi", "Gem økonomien", said="Økonomien er gemt.", anchor="oekonomi")

    def do(given: dict[str, Any]) -> None:
        actions.write_economy(actor=user, proposal=found, text=given["text"])

    return answer(request, EconomyForm(request.POST or None, initial={"text": found.economy}), page, do)
