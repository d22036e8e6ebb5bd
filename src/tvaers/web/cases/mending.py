"""Mending: put right what was given with an event, or annul one that should not have been registered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tvaers.engine.cases import actions, queries
from tvaers.engine.cases.actions import Given
from tvaers.engine.cases.given import RECORD, fields_of, read_time
from tvaers.kernel.case_events import ENGINE_EVENTS
from tvaers.kernel.case_types import CaseType, EventSpec
from tvaers.kernel.clock import COPENHAGEN
from tvaers.kernel.errors import NotFound, Problem
from tvaers.web.cases import history
from tvaers.web.cases.conflicts import version_seen
from tvaers.web.cases.forms import OWN, EventForm, as_input
from tvaers.web.problems import into_form, shows_problems


def _reason(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=f"Mindst {actions.SHORTEST_REASON} tegn. Grunden står i forløbets historie.",
    )


class MendForm(EventForm):
    """The event's own fields as they stand, and why they must be changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop(RECORD, None)
        if "at" in self.fields:
            self.fields["at"].help_text = ""
        self.fields["reason"] = _reason("Hvorfor skal det rettes?")
        self.fields["reason"].widget.is_required = False

    @property
    def values(self) -> dict[str, Any]:
        """The raw values by field, without the reason; an empty one for what stood there and is taken out."""
        emptied = {name: "" for name in self.kept if name not in OWN and self.raw(name) in (None, "", [], {})}
        return {name: raw for name, raw in {**super().values, **emptied}.items() if name != "reason"}


class AnnulForm(forms.Form):
    """Why an event should not have been registered."""

    use_required_attribute = False
    reason = _reason("Hvorfor skal det annulleres?")


@shows_problems
def mend(request: HttpRequest, number: str, place: int) -> HttpResponse:
    """Ret en hændelse: de gamle oplysninger bliver stående i historien."""
    row, deed, type = _deed(request, number, place)
    spec: EventSpec = deed.spec
    newest = deed.corrected_by or deed.row
    fields = fields_of(type, spec)
    initial = {name: as_input(fields[name], kept) for name, kept in newest.data.items() if name in fields}
    initial["at"] = newest.at.astimezone(COPENHAGEN).strftime("%Y-%m-%dT%H:%M")
    form = MendForm(request.POST or None, type=type, event=spec, case_data=row.data, initial=initial, kept=initial)

    def correct(**common: Any) -> None:
        written = request.POST.get("at", "")
        at = read_time(written) if written and written != initial["at"] else None
        actions.correct(given=Given(form.values), at=at, **common)

    if _done(request, row, place, form, correct):
        messages.success(request, f"»{spec.label}« er rettet.")
        return redirect("cases:case", number)
    return render(request, "cases/mend.html", _context(row, deed, type, form))


@shows_problems
def annul(request: HttpRequest, number: str, place: int) -> HttpResponse:
    """Annullér en hændelse: den bliver stående i historien som annulleret."""
    row, deed, type = _deed(request, number, place)
    form = AnnulForm(request.POST or None)
    if _done(request, row, place, form, actions.annul):
        messages.success(request, f"»{deed.spec.label}« er annulleret.")
        return redirect("cases:case", number)
    return render(request, "cases/annul.html", _context(row, deed, type, form))


def _done(request: HttpRequest, row: Any, place: int, form: forms.Form, change: Callable[..., Any]) -> bool:
    """Whether the change was posted and is made; a refusal is put in the form."""
    if request.method != "POST":
        return False
    form.is_valid()
    version = version_seen(request, row.version)
    try:
        change(actor=request.user, case=row, number=place, reason=request.POST.get("reason", ""), version=version)
    except Problem as problem:
        form.errors.clear()
        into_form(form, problem)
        return False
    return True


def _deed(request: HttpRequest, number: str, place: int) -> tuple[Any, Any, CaseType]:
    """The case, and the row of its history that the reader wants to change. NotFound for a row that is none."""
    row = queries.case(request.user, number)
    type = queries.as_core(row).type
    found = next((one for one in queries.deeds(row, type) if one.row.number == place), None)
    if found is None or found.spec is None or found.row.kind != "event" or found.row.event in ENGINE_EVENTS:
        raise NotFound(what="Den hændelse findes ikke i forløbet.")
    return row, found, type


def _context(row: Any, deed: Any, type: CaseType, form: forms.Form) -> dict[str, Any]:
    old = history.entries([deed], (), type)[0]
    return {"row": row, "spec": deed.spec, "old": old, "form": form, "version": row.version, "place": deed.row.number}
