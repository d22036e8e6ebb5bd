"""What if: turn parameters of a settled period, see the difference, and save it under a name if it is worth keeping."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from tvaers.engine.settlement import actions, queries
from tvaers.kernel.action import may
from tvaers.kernel.errors import NotAllowed, NotFound, Problem
from tvaers.web.problems import into_form, shows_problems
from tvaers.web.settlement import words
from tvaers.web.settlement.whatif_form import MOST_SETS, WhatIfForm, field_name, set_count
from tvaers.web.settlement.whatif_result import result

MOST_RUNS = 30


class SaveForm(forms.Form):
    """The name that a what-if is saved under, and the party that it is saved for."""

    name = forms.CharField(
        label="Navn", max_length=120, error_messages={"required": "Skriv et navn, så I kan finde scenariet igen."}
    )
    owner = forms.ChoiceField(label="Gem for", help_text="Kun denne part kan se scenariet.")

    def __init__(self, data: Any, owners: list[tuple[str, str]]) -> None:
        super().__init__(data, auto_id="gem_%s")
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]


@shows_problems
def whatif(request: HttpRequest) -> HttpResponse:
    """Hvad nu hvis værdierne var nogle andre?"""
    user: Any = request.user
    given = request.POST if request.method == "POST" else request.GET
    runs = _runs(user)
    if not runs:
        return render(request, "settlement/whatif.html", {"trail": trail(), "run": None})
    run = _chosen(runs, given.get("koersel", ""))
    parameters = queries.adjustable_parameters(run)
    count = set_count(given)
    wants_result = "beregn" in given or request.method == "POST"
    form = WhatIfForm(given if wants_result or count > 1 else None, parameters, count)
    outcome = _outcome(user, run, form) if wants_result else None
    saving = _save_form(user, run, None)
    if request.method == "POST" and outcome:
        saving = _save_form(user, run, request.POST)
        saved = _save(user, saving, run, outcome)
        if saved is not None:
            return redirect("settlement:scenario", saved.pk)
    context = {
        "trail": trail(),
        "run": run,
        "runs": [(one.pk, run_name(one)) for one in runs],
        "period": words.period(run),
        "form": form,
        "has_faults": wants_result and not form.is_valid(),
        "count": count,
        "can_add": count < MOST_SETS,
        "saving": saving if saving.fields["owner"].choices else None,  # type: ignore[attr-defined]
        "kept": _kept(given),
        **(result(run, outcome) if outcome else {}),
    }
    return render(request, "settlement/whatif.html", context)


def trail(last: str = "Hvad nu hvis?") -> list[dict[str, str]]:
    """The way to the what-if pages."""
    return [
        {"title": "Afregning", "url": reverse("settlement:home")},
        {"title": "Scenarier", "url": reverse("settlement:scenarios")},
        {"title": last},
    ]


def run_name(run: Any) -> str:
    """A run by its book, number and period."""
    return f"{run.book.title}, nr. {run.number}: {words.period(run)}"


def again_url(scenario: Any) -> str:
    """The address that computes a saved scenario again."""
    values = QueryDict(mutable=True)
    values.update({"koersel": str(scenario.run_id), "antal": str(min(len(scenario.sets), MOST_SETS)), "beregn": "1"})
    for number, one in enumerate(scenario.sets[:MOST_SETS], start=1):
        values.update({field_name(number, name): text for name, text in one.items()})
    return f"{reverse('settlement:whatif')}?{values.urlencode()}"


def _runs(user: Any) -> list[Any]:
    """The newest runs that the user may compute on."""
    newest = queries.runs(user).defer("edition__document")[:MOST_RUNS]
    return [run for run in newest if queries.may_whatif(user, run)]


def _chosen(runs: list[Any], text: str) -> Any:
    """The run that the address names; the newest when it names none. Raises NotFound."""
    if not text:
        return runs[0]
    found = next((run for run in runs if str(run.pk) == text), None)
    if found is None:
        raise NotFound(what="Afregningen findes ikke, eller du kan ikke regne på den.")
    return found


def _outcome(user: Any, run: Any, form: WhatIfForm) -> Any | None:
    """The outcome of a valid form; a Problem becomes one of its faults."""
    if not form.is_valid():
        return None
    try:
        return queries.what_if(user, run, form.sets())
    except NotAllowed:
        raise
    except Problem as problem:
        into_form(form, problem)
        return None


def _save_form(user: Any, run: Any, data: Any) -> SaveForm:
    codes = [code for code in run.edition.agreement.parties if may(user, "settlement.save_scenario", code)]
    return SaveForm(data, owners=[(code, words.party(code, run.ends)) for code in codes])


def _save(user: Any, saving: SaveForm, run: Any, outcome: Any) -> Any | None:
    """The saved scenario; None when the form has faults."""
    if not saving.is_valid():
        return None
    try:
        return actions.save_scenario(
            actor=user,
            owner=saving.cleaned_data["owner"],
            name=saving.cleaned_data["name"],
            run=run,
            sets=outcome.sets,
            result=outcome.as_data(),
        )
    except NotAllowed:
        raise
    except Problem as problem:
        into_form(saving, problem)
        return None


def _kept(given: QueryDict) -> list[tuple[str, str]]:
    """The values of the address, for the form that saves."""
    skipped = ("csrfmiddlewaretoken", "name", "owner")
    return [(name, str(given[name])) for name in given if name not in skipped]
