"""Writing about agreements: a party's signature, and a concrete agreement under an agreement."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tvaers.engine.agreements import actions, queries, reading
from tvaers.engine.parties import queries as parties
from tvaers.kernel.action import may
from tvaers.kernel.errors import NotAllowed, Problem
from tvaers.web.agreements.forms import SignForm, SubAgreementForm
from tvaers.web.agreements.pages import frame
from tvaers.web.design import danish, parts
from tvaers.web.links import to
from tvaers.web.problems import into_form, shows_problems

REGISTERS = "action:agreements.register_subagreement"


@shows_problems
def sign(request: HttpRequest, package: str, party: str) -> HttpResponse:
    """Underskriv: write who and when, look once more, then sign."""
    found = queries.agreement(request.user, package)
    _require(request.user, "agreements.sign", party)
    form = SignForm(request.POST or None)
    confirm = None
    if form.is_valid():
        given = form.cleaned_data
        if "bekraeft" not in request.POST:
            confirm = _confirm(found, party, given)
        elif _signed(request, form, found, party):
            messages.success(request, f"Underskriften for {parties.name_of(party)} er registreret.")
            return redirect(to("agreements:agreement", package) + "#underskrifter")
    context = {
        **frame(found, queries.edition(found).document, "Registrér underskrift"),
        "form": form,
        "confirm": confirm,
        "party": parties.name_of(party),
    }
    return render(request, "agreements/sign.html", context)


@shows_problems
def register(request: HttpRequest, package: str) -> HttpResponse:
    """Ny underaftale: what is it about, on which clause, from when to when?"""
    user: Any = request.user
    found = queries.agreement(user, package)
    _require(user, "agreements.register_subagreement", found)
    document = queries.edition(found).document
    choices = [(one["id"], f"{one['id']} {one['heading']}") for one in reading.clauses(document)]
    meant = next((one["id"] for one in reading.clauses(document) if REGISTERS in one["executed_by"]), choices[0][0])
    form = SubAgreementForm(request.POST or None, clauses=choices, initial={"clause": meant})
    if form.is_valid():
        try:
            made = actions.register_subagreement(actor=user, agreement=found, **form.cleaned_data)
        except Problem as problem:
            into_form(form, problem)
        else:
            messages.success(request, f"Underaftale nr. {made.number} om {made.subject} er registreret.")
            return redirect(to("agreements:agreement", package) + "#underaftaler")
    context = {**frame(found, document, "Ny underaftale"), "form": form}
    return render(request, "agreements/register.html", context)


def _signed(request: HttpRequest, form: SignForm, found: Any, party: str) -> bool:
    """Sign; a problem goes to the top of the form."""
    user: Any = request.user
    try:
        actions.sign(actor=user, agreement=found, party=party, **form.cleaned_data)
    except Problem as problem:
        into_form(form, problem)
        return False
    return True


def _confirm(found: Any, party: str, given: dict[str, Any]) -> parts.Confirm:
    name = parties.name_of(party)
    signed_on: date = given["signed_on"]
    return parts.Confirm(
        title=f"Registrér underskriften for {name}?",
        what=f"{given['signed_by']} har underskrevet {found.title} den {danish.day(signed_on)}.",
        who="Alle, der må se aftalen. Handlingen står også i loggen.",
        undo="Nej. Hver part underskriver én gang.",
        verb="Registrér underskriften",
        action_url=to("agreements:sign", found.package, party),
        cancel_url=to("agreements:agreement", found.package),
        fields={"signed_by": given["signed_by"], "signed_on": signed_on.isoformat(), "bekraeft": "ja"},
    )


def _require(user: Any, action: str, subject: Any) -> None:
    if not may(user, action, subject):
        raise NotAllowed(
            what="Det har du ikke adgang til.",
            why="Det gør den aftaleansvarlige hos en af aftalens parter.",
            do="Bed din administrator om rollen, hvis du skal kunne det.",
        )
