"""Meddelelsescentraler: who delivers and fetches messages, for which parties, and how one gets a key."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tvaers.engine.messages import actions, queries
from tvaers.engine.parties.queries import name_of
from tvaers.kernel.errors import Problem
from tvaers.web.messages import words
from tvaers.web.messages.frame import require, ways
from tvaers.web.problems import into_form, shows_problems

NEEDS = "messages.keep_broker"


class BrokerForm(forms.Form):
    """A broker that is to have a key."""

    name = forms.CharField(
        label="Navn", max_length=80, help_text="Er navnet på listen, får centralen en ny nøgle, og den gamle holder op."
    )
    parties = forms.CharField(
        label="Parter, den henter for", required=False, max_length=1000,
        help_text="Parternes koder med komma imellem, fx 0615, 1082. Tomt betyder alle.",
    )  # fmt: skip

    def codes(self) -> tuple[str, ...]:
        """The codes of the parties, each once."""
        written = (one.strip() for one in self.cleaned_data["parties"].split(","))
        return tuple(dict.fromkeys(one for one in written if one))


@shows_problems
def listing(request: HttpRequest) -> HttpResponse:
    """Meddelelsescentraler. A new key is shown in the answer to the form, and never again."""
    user: Any = request.user
    require(user, NEEDS)
    form, made = BrokerForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.keep_broker(actor=user, name=form.cleaned_data["name"], parties=form.codes())
            form = BrokerForm()
        except Problem as problem:
            into_form(form, problem)
    items = [_item(one) for one in queries.brokers(user)]
    answer = render(
        request, "messages/brokers.html", {"ways": ways(request), "items": items, "form": form, "made": made}
    )
    answer["Cache-Control"] = "private, no-store"
    return answer


@shows_problems
@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Luk for en meddelelsescentral."""
    user: Any = request.user
    row = actions.stop_broker(actor=user, broker=queries.broker(user, pk))
    messages.success(request, f"{row.name} er lukket ude. Nøglen virker ikke mere.")
    return redirect("messages:brokers")


def _item(row: Any) -> dict[str, Any]:
    return {
        "row": row,
        "parties": ", ".join(name_of(code) for code in row.parties) or "Alle parter",
        "state": words.LET_IN[row.active],
        "keyed": words.clock_time(row.keyed_at),
    }
