"""The versions of a plan: a list, each as it was, and two beside each other."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tvaers.engine.workplans import queries
from tvaers.web.problems import shows_problems
from tvaers.web.workplans import frame, tables

NOW = ("", "Planen, som den er nu")


class CompareForm(forms.Form):
    """Which two versions to compare; the later may be the plan as it is now."""

    foer = forms.ChoiceField(label="Før", required=False)
    efter = forms.ChoiceField(label="Nu", required=False)

    def __init__(self, *args: Any, versions: list[queries.Version], **options: Any) -> None:
        super().__init__(*args, **options)
        numbers = [(one.number, f"Version {one.number}") for one in versions]
        self.fields["foer"].choices = [("", "Den seneste version"), *numbers]  # type: ignore[attr-defined]
        self.fields["efter"].choices = [NOW, *numbers]  # type: ignore[attr-defined]

    def chosen(self, name: str) -> str:
        """A chosen version; "" when none is, or the address is wrong."""
        return str(self.cleaned_data.get(name, "")) if self.is_valid() else ""


@require_safe
@shows_problems
def versions(request: HttpRequest, key: str) -> HttpResponse:
    """Planens versioner, den nyeste først."""
    plan = queries.plan(request.user, key)
    found = queries.versions(request.user, plan)
    context = {**frame.of_plan(request.user, plan, "Versioner"), "table": tables.versions(plan, found),
               "compare": CompareForm(versions=found)}  # fmt: skip
    return render(request, "workplans/versions.html", context)


@require_safe
@shows_problems
def version(request: HttpRequest, key: str, number: str) -> HttpResponse:
    """Én version, som den blev udgivet."""
    plan = queries.plan(request.user, key)
    found = queries.version(request.user, plan, number)
    context = {**frame.of_plan(request.user, plan, f"Version {found.number}"), "version": found,
               "table": tables.of_version(found.document), "tracks": found.document["tracks"]}  # fmt: skip
    return render(request, "workplans/version.html", context)


@require_safe
@shows_problems
def compare(request: HttpRequest, key: str) -> HttpResponse:
    """To versioner side om side: hvad er nyt, ændret og udgået?"""
    user: Any = request.user
    plan = queries.plan(user, key)
    form = CompareForm(request.GET, versions=queries.versions(user, plan))
    before, after = (queries.version(user, plan, form.chosen(name)) if form.chosen(name) else None
                     for name in ("foer", "efter"))  # fmt: skip
    context = {**frame.of_plan(user, plan, "Sammenlign"), "form": form,
               "table": tables.changes(queries.compared(user, plan, before, after)),
               "text": queries.compared_text(user, plan, before, after)}  # fmt: skip
    return render(request, "workplans/compare.html", context)
