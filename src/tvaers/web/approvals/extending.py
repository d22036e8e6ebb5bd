"""Adding to an edition's way after it was laid: a step with its reason, and the day it is to be ready by."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from tvaers.engine.approvals import actions, queries
from tvaers.engine.forums import queries as fora
from tvaers.engine.parties import queries as parties
from tvaers.web.approvals.frame import require, sheet
from tvaers.web.approvals.inputs import chosen, text_field
from tvaers.web.approvals.new import ORGANISATION
from tvaers.web.days import Day
from tvaers.web.forums.sheets import answer
from tvaers.web.problems import shows_problems

KINDS = (("forum", "Et forum"), ("party", "En part, der godkender"), ("hearing", "En høring"))


Choices = list[tuple[str, str]]


class StepForm(forms.Form):
    """A step more: what it is, where it comes, and why."""

    kind = forms.ChoiceField(label="Hvad skal føjes til?", choices=KINDS, widget=forms.RadioSelect)
    forum = forms.ModelChoiceField(
        queryset=fora.Forum.objects.none(), label="Forum", required=False, to_field_name="key",
        empty_label="Vælg et forum",
    )  # fmt: skip
    party = forms.ChoiceField(label="Part", required=False)
    title = forms.CharField(label="Hvad hedder høringen?", required=False, max_length=200)
    before = forms.ModelChoiceField(
        queryset=queries.Step.objects.none(), label="Kommer før", required=False,
        empty_label="Efter de fora og høringer, der er", help_text="Parter svarer ved siden af hinanden.",
    )  # fmt: skip
    due = Day(label="Svarfrist")
    reason = text_field("Hvorfor kommer trinnet til?", rows=2, required=True)

    def __init__(self, *args: Any, forums: Any, parties: Choices, heard: Choices, steps: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["forum"].queryset = forums  # type: ignore[attr-defined]
        self.fields["party"].choices = [("", "Vælg en part"), *parties]  # type: ignore[attr-defined]
        self.fields["before"].queryset = steps  # type: ignore[attr-defined]
        self.fields["before"].label_from_instance = lambda one: one.title  # type: ignore[attr-defined]
        if heard:
            self.fields["heard"] = chosen(heard, "Hvem høres?", required=False)
            self.order_fields(["kind", "forum", "party", "title", "heard", "before", "due", "reason"])

    def given(self) -> dict[str, Any]:
        """What the action takes of the sort of step that was chosen."""
        given = self.cleaned_data
        shared = {"reason": given["reason"], "due": given["due"]}
        placed = {**shared, "before": given["before"]}
        if given["kind"] == "forum":
            return {**placed, "forum": given["forum"]}
        if given["kind"] == "party":
            return {**shared, "party": given["party"]}
        return {**placed, "heard": given.get("heard", ()), "title": given["title"]}


class ReadyForm(forms.Form):
    """The day that an edition is to be ready by."""

    on = Day(label="Klar senest", help_text="Lad feltet stå tomt, hvis der ingen frist er.")


def _parties() -> Choices:
    """Whoever can approve an agreement: regions, municipalities and the organisations of doctors."""
    rows = [*parties.regions(), *parties.municipalities(), *parties.list_parties(ORGANISATION)]
    return [(one.code or one.key, one.name) for one in rows]


@shows_problems
def add_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Føj et trin til vejen."""
    user: Any = request.user
    found = queries.proposal(user, pk)
    require(user, "approvals.add_step", found)
    page = sheet(found, "Føj et trin til vejen", "Føj trinnet til", lead=str(found), said="Trinnet er på vejen.",
                 anchor="vejen")  # fmt: skip
    steps = found.steps.exclude(kind="party").order_by("position")
    there = [(code, parties.name_of(code)) for code in queries.parties_of(user, found)]
    form = StepForm(request.POST or None, forums=fora.forums(user), parties=_parties(), heard=there, steps=steps)

    def do(_given: dict[str, Any]) -> None:
        actions.add_step(actor=user, proposal=found, **form.given())

    return answer(request, form, page, do)


@shows_problems
def ready_by(request: HttpRequest, pk: int) -> HttpResponse:
    """Sæt den dag, udgaven skal være klar."""
    user: Any = request.user
    found = queries.proposal(user, pk)
    require(user, "approvals.set_ready_by", found)
    page = sheet(found, "Hvornår skal udgaven være klar?", "Gem dagen", lead=str(found), said="Dagen er gemt.",
                 anchor="vejen")  # fmt: skip

    def do(given: dict[str, Any]) -> None:
        actions.set_ready_by(actor=user, proposal=found, on=given["on"])

    return answer(request, ReadyForm(request.POST or None, initial={"on": found.ready_by}), page, do)
