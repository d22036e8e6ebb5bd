"""One form on a page of its own: shown, checked, sent, and shown again with everything that was written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tvaers.kernel.errors import Problem
from tvaers.web.problems import into_form


@dataclass(frozen=True)
class Sheet:
    """The words around a form. `back` is where "Fortryd" leads, and where one is led afterwards by default.

    `template` can put something beside the form; `context` is what it needs.
    """

    title: str
    verb: str
    back: str
    lead: str = ""
    said: str = ""
    trail: list[dict[str, str]] = field(default_factory=list)
    template: str = "forums/form.html"
    context: dict[str, Any] = field(default_factory=dict)


def answer(
    request: HttpRequest, form: forms.Form, sheet: Sheet, do: Callable[[dict[str, Any]], str | None]
) -> HttpResponse:
    """The page of the form; after a good post, what `do` gives is the address that comes next.

    A Problem of `do` stands at the top of the form, with the fields as they were written.
    """
    if request.method == "POST" and form.is_valid():
        try:
            following = do(form.cleaned_data)
        except Problem as problem:
            into_form(form, problem)
        else:
            if sheet.said:
                messages.success(request, sheet.said)
            return redirect(following or sheet.back)
    return render(request, sheet.template, {"form": form, "sheet": sheet, "trail": sheet.trail, **sheet.context})
