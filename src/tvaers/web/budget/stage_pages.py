"""A catalogue's way: each step on a page of its own, with what it asks for and what follows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from tvaers.engine.budget import actions, queries
from tvaers.engine.budget.composition import composition
from tvaers.engine.forums import queries as forum_queries
from tvaers.kernel.action import may
from tvaers.kernel.errors import NotFound
from tvaers.web.budget import frame
from tvaers.web.forums.sheets import Sheet, answer
from tvaers.web.problems import shows_problems

Given = dict[str, Any]


class Reason(forms.Form):
    """Why."""

    reason = forms.CharField(label="Hvorfor?", widget=forms.Textarea(attrs={"rows": 3}), max_length=300)


class Publish(forms.Form):
    """Why it goes out although something is open; empty where nothing is."""

    despite = forms.CharField(label="Hvorfor udgives det, selv om noget er åbent?", required=False, max_length=300,
                              widget=forms.Textarea(attrs={"rows": 3}))  # fmt: skip


class Present(forms.Form):
    """The forum that treats the catalogue."""

    forum = forms.ChoiceField(label="Forum")

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["forum"] = forms.ChoiceField(label="Forum", choices=choices)


class Name(forms.Form):
    """What the round is called."""

    name = forms.CharField(label="Rundens navn", max_length=200, initial="Budgetforhandling")


@dataclass(frozen=True)
class Step:
    """A step on the way: the action that allows it, its words, its form, and what it does."""

    action: str
    title: str
    verb: str
    said: str
    lead: str
    form: Callable[..., forms.Form]
    do: Callable[[Any, queries.Version, Given], str | None]


def _check(user: Any, version: queries.Version, _: Given) -> None:
    actions.take_findings(actor=user, version=version)
    actions.send_to_check(actor=user, version=version)


def _back(user: Any, version: queries.Version, given: Given) -> None:
    actions.send_back(actor=user, version=version, reason=given["reason"])


def _present(user: Any, version: queries.Version, given: Given) -> None:
    actions.present(actor=user, version=version, forum=forum_queries.forum(user, given["forum"]))


def _publish(user: Any, version: queries.Version, given: Given) -> None:
    actions.publish(actor=user, version=version, despite=given["despite"])


def _discard(user: Any, version: queries.Version, given: Given) -> None:
    actions.discard(actor=user, version=version, reason=given["reason"])


def _revise(user: Any, version: queries.Version, given: Given) -> str:
    made = actions.revise(actor=user, version=version, note=given["reason"])
    return reverse("budget:catalogue", args=[made.pk])


def _round(user: Any, version: queries.Version, given: Given) -> str:
    needs, rules = composition(version)
    made = actions.open_round(actor=user, version=version, name=given["name"], rules=rules, needs=needs)
    return reverse("budget:round", args=[made.pk])


STEPS = {
    "tjek": Step("budget.send_to_check", "Send til kvalitetstjek", "Send til kvalitetstjek",
                 "Kataloget er sendt til kvalitetstjek.",
                 "Tallene bliver tjekket, og kladden kan ikke rettes, mens den er til tjek.", forms.Form, _check),
    "tilbage": Step("budget.send_back", "Tilbage til kladde", "Send tilbage", "Kataloget er en kladde igen.",
                    "Så kan tallene rettes igen.", Reason, _back),
    "tema": Step("budget.present", "Tema i forretningsudvalget", "Sæt punktet på", "Punktet er lagt i pipelinen.",
                 "Kataloget bliver et punkt i forummets pipeline.", Present, _present),
    "udgiv": Step("budget.publish", "Udgiv kataloget", "Udgiv", "Kataloget er udgivet.",
                  "Alle kan læse det uden at logge ind. Det kan ikke ændres bagefter: en ændring er en ny version.",
                  Publish, _publish),
    "ny-version": Step("budget.revise", "Begynd en ny version", "Begynd", "Kladden til en ny version er klar.",
                       "Den udgivne version gælder, til den nye er udgivet.", Reason, _revise),
    "kasser": Step("budget.discard", "Kassér kladden", "Kassér", "Kladden er kasseret.",
                   "Kladden bliver stående, men kan ikke ændres mere.", Reason, _discard),
    "runde": Step("budget.open_round", "Åbn en forhandlingsrunde", "Åbn runden", "Runden er åben.",
                  "Reglerne ligger fast, fra runden åbner. En runde, der er åben, lukker.", Name, _round),
}  # fmt: skip
BY_EVENT = {"check": "tjek", "return": "tilbage", "present": "tema", "publish": "udgiv", "negotiate": "runde"}


def links(user: Any, version: queries.Version) -> list[dict[str, str]]:
    """The steps that may come next, for those who keep the budget."""
    names = [BY_EVENT[one.name] for one in queries.steps(version) if one.name in BY_EVENT]
    names += ["kasser"] if version.state == "draft" else []
    names += ["ny-version"] if version.state in ("published", "negotiating") else []
    return [
        {"title": STEPS[name].title, "url": reverse("budget:step", args=[version.pk, name])}
        for name in names
        if may(user, STEPS[name].action, version)
    ]


@shows_problems
def step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Ét skridt på katalogets vej."""
    user: Any = request.user
    version = queries.version(user, pk)
    found = STEPS.get(name)
    if found is None:
        raise NotFound(what="Det skridt findes ikke.")
    frame.require(user, found.action, version)
    more = {"choices": [(one.key, one.name) for one in forum_queries.forums(user)]} if found.form is Present else {}
    lacking = " ".join(queries.lacking(user, version)) if name == "udgiv" else ""
    sheet = Sheet(
        title=found.title, verb=found.verb, said=found.said, lead=f"{found.lead} {lacking}".strip(),
        back=reverse("budget:catalogue", args=[pk]),
        trail=frame.of_version(user, version, "budget:catalogue", found.title)["trail"],
    )  # fmt: skip
    form = found.form(request.POST if request.method == "POST" else None, **more)
    return answer(request, form, sheet, lambda given: found.do(user, version, given))
