"""Kunne ikke tages ind: which messages a fault of ours stopped, why, and who may try them again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tvaers.engine.messages import actions, policies, queries
from tvaers.engine.parties.queries import name_of
from tvaers.kernel.action import may
from tvaers.web.design.parts import Cell, Status
from tvaers.web.messages import words
from tvaers.web.messages.frame import page_of, require_any, table, ways
from tvaers.web.problems import shows_problems

READERS = (policies.TRAFFIC, "messages.try_parked")
DONE = {"dropped": Status(text="Opgivet", kind="neutral")}
OUTCOMES = {
    "accepted": Status(text="Taget ind", kind="ok"),
    "stored-not-shown": Status(text="Taget ind, vises ikke", kind="ok"),
    "duplicate": Status(text="Var kommet igen i mellemtiden", kind="neutral"),
    "rejected": Status(text="Afvist: følger ikke standarden", kind="warning"),
}


class Reason(forms.Form):
    """Why a message is given up."""

    why = forms.CharField(
        label="Hvorfor opgiver du meddelelsen?", max_length=300,
        help_text="Indholdet bliver slettet. Skriv ingen CPR-numre.",
    )  # fmt: skip


@shows_problems
def listing(request: HttpRequest) -> HttpResponse:
    """Kunne ikke tages ind."""
    require_any(request.user, READERS)
    found = queries.parked(request.user)
    page = page_of(found.filter(state="waiting"), request)
    done = [
        [Cell(text=_sender(one), header=True), Cell(text=words.clock_time(one.message.received_at)),
         Cell(status=OUTCOMES[one.taken.outcome] if one.taken else DONE[one.state]),
         Cell(text=f"{one.handled_by} {words.clock_time(one.handled_at)}"), Cell(text=one.why)]
        for one in found.exclude(state="waiting")[:50]
    ]  # fmt: skip
    columns: Any = [(title, "left") for title in ("Afsender", "Modtaget", "Hvad der skete", "Af", "Grund")]
    context = {
        "ways": ways(request), "items": [_item(request.user, one) for one in page], "page": page,
        "table": table("Behandlet", columns, done, "Ingen er behandlet endnu.", noun="linjer"),
    }  # fmt: skip
    return render(request, "messages/parked.html", context)


@shows_problems
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Prøv igen."""
    user: Any = request.user
    row = actions.try_parked(actor=user, parked=queries.parked_one(user, pk))
    if row.state == "waiting":
        messages.warning(request, f"Det gik galt igen: {row.fault}. Meddelelsen bliver stående. Giv driften besked.")
    else:
        messages.success(request, f"Meddelelsen er behandlet: {OUTCOMES[row.taken.outcome].text.lower()}.")  # type: ignore[union-attr]
    return redirect("messages:parked")


@shows_problems
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Opgiv meddelelsen."""
    user: Any = request.user
    form = Reason(request.POST)
    why = form.cleaned_data["why"] if form.is_valid() else ""
    actions.drop_parked(actor=user, parked=queries.parked_one(user, pk), why=why)
    messages.success(request, "Meddelelsen er opgivet, og indholdet er slettet.")
    return redirect("messages:parked")


def _item(user: Any, row: Any) -> dict[str, Any]:
    message = row.message
    return {
        "row": row,
        "sender": _sender(row),
        "standard": words.STANDARDS.get(message.standard, message.standard) or "Ukendt slags",
        "party": name_of(message.party) if message.party else "Modtageren kendes ikke",
        "who": ", ".join(queries.who_may_try(message.party)),
        "may_try": may(user, "messages.try_parked", row),
        "may_drop": may(user, "messages.drop_parked", row),
        "form": Reason(auto_id=f"id_%s_{row.pk}"),
        "answered": bool(message.answer_code),
    }


def _sender(row: Any) -> str:
    return str(row.message.sender_name or row.message.sender_sor or "Ukendt afsender")
