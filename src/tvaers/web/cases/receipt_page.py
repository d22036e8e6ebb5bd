"""Kvittering: what became of what I reported? Asked with a code, so that nobody is known by it."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tvaers.engine.cases import receipts
from tvaers.web.problems import shows_problems


class CodeForm(forms.Form):
    """The code on the receipt."""

    code = forms.CharField(
        label="Koden på din kvittering",
        help_text="16 tegn, fx K7QX-2M4D-9WPA-TR3H. Store og små bogstaver er det samme.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Skriv koden."},
    )


@shows_problems
def receipt(request: HttpRequest) -> HttpResponse:
    """Se status med koden fra kvitteringen. The code is posted, so that it stands in no address and no log."""
    form = CodeForm(request.POST or None)
    told = None
    if request.method == "POST" and form.is_valid():
        told = receipts.told(form.cleaned_data["code"])
        if told is None:
            form.add_error("code", "Koden kendes ikke. Se efter, om den er skrevet rigtigt.")
    return render(request, "cases/receipt.html", {"form": form, "told": told})
