"""Fund: what does not fit in a catalogue, and what have we done about it?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tvaers.engine.budget import actions, policies, queries
from tvaers.engine.budget.catalogue import Interval
from tvaers.engine.budget.wording import mio, period_words
from tvaers.kernel.action import may
from tvaers.kernel.errors import NotAllowed
from tvaers.web.budget import frame
from tvaers.web.budget.fields import MioField
from tvaers.web.design.parts import Figure, Kind, Status
from tvaers.web.forums.sheets import Sheet, answer
from tvaers.web.problems import shows_problems

KINDS = {
    "error": ("Fejl", "Summer og tal, der ikke passer"), "inconsistency": ("Modsigelse", "To steder siger hver sit"),
    "label": ("Mærkat", "Overskrifter, årstal, numre og tomme felter"),
    "rounding": ("Afrunding", "Passer inden for afrundingen"),
}  # fmt: skip
STATES: dict[str, Kind] = {"open": "warning", "explained": "info", "corrected": "ok", "gone": "neutral"}


class Filter(forms.Form):
    """Which findings to show."""

    slags = forms.ChoiceField(label="Slags", required=False,
                              choices=[("", "Alle"), *((one, words[0]) for one, words in KINDS.items())])  # fmt: skip
    tilstand = forms.ChoiceField(label="Tilstand", required=False, choices=[
        ("", "Alle"), ("open", "Åbne"), ("explained", "Forklarede"), ("corrected", "Rettede")])  # fmt: skip


@require_safe
@shows_problems
def findings(request: HttpRequest, pk: int) -> HttpResponse:
    """Fundene, det værste først, og det, læsningen var i tvivl om."""
    user: Any = request.user
    version = queries.version(user, pk)
    if not policies.may_see_drafts(user, version):
        raise NotAllowed(what="Fundene er for dem, der arbejder med budgettet i regionen.")
    filter = Filter(request.GET)
    found = list(queries.findings(user, version).exclude(state="gone"))
    asked = filter.cleaned_data if filter.is_valid() else {"slags": "", "tilstand": ""}
    shown = [one for one in found if asked["slags"] in ("", one.kind) and asked["tilstand"] in ("", one.state)]
    groups = [(title, lead, [_told(one) for one in shown if one.kind == kind])
              for kind, (title, lead) in KINDS.items()]  # fmt: skip
    context = {
        **frame.of_version(user, version, "budget:findings"), "filter": filter, "count": len(found),
        "groups": [one for one in groups if one[2]], "doubts": queries.doubts(user, version),
        "figures": _figures(found), "open": version.state == "draft" and may(user, "budget.correct", version),
    }  # fmt: skip
    return render(request, "budget/findings.html", context)


def _told(one: queries.Finding) -> tuple[queries.Finding, Status, str]:
    """A finding with its state as a sign and its difference in words."""
    ends = one.told.get("difference")
    off = f"{mio(Interval(*sorted(ends)))} mio. kr." if ends and one.told.get("unit") else ""
    return one, Status(text=one.get_state_display(), kind=STATES[one.state]), off


def _figures(found: list[queries.Finding]) -> list[Figure]:
    return [
        Figure(label=title, value=str(sum(one.kind == kind and one.state == "open" for one in found)), note="åbne")
        for kind, (title, _) in KINDS.items()
    ]


@require_POST
@shows_problems
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Tjek tallene igen."""
    user: Any = request.user
    count = actions.take_findings(actor=user, version=queries.version(user, pk))
    messages.success(request, f"Tallene er tjekket. {count} fund er åbne.")
    return redirect("budget:findings", pk)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label="Begrundelse", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


def _settled(
    request: HttpRequest, pk: int, finding: int, verb: tuple[str, str, str], do: Callable[..., Any]
) -> HttpResponse:
    """A page with the finding and a reason; `verb` is the heading, the button and what is said afterwards."""
    user: Any = request.user
    version = queries.version(user, pk)
    found = queries.finding(user, version, finding)
    frame.require(user, "budget.explain", found)
    title, button, said = verb

    def done(given: dict[str, Any]) -> str:
        do(actor=user, finding=found, reason=given["reason"])
        return reverse("budget:findings", args=[pk]) + f"#fund-{finding}"

    sheet = Sheet(
        title=title, verb=button, said=said, lead=f"{found.told['where']}: {found.told['reason']}",
        back=reverse("budget:findings", args=[pk]),
        trail=frame.of_version(user, version, "budget:findings", title)["trail"],
    )  # fmt: skip
    return answer(request, ReasonForm(request.POST or None), sheet, done)


@shows_problems
def explain(request: HttpRequest, pk: int, finding: int) -> HttpResponse:
    """Forklar fundet: tallet bliver, som det er."""
    return _settled(request, pk, finding, ("Forklar fundet", "Gem forklaringen", "Fundet er forklaret."),
                    actions.explain)  # fmt: skip


@shows_problems
def reopen(request: HttpRequest, pk: int, finding: int) -> HttpResponse:
    """Åbn fundet igen."""
    return _settled(request, pk, finding, ("Genåbn fundet", "Genåbn", "Fundet er åbent igen."), actions.reopen)


class CorrectForm(forms.Form):
    """Which figure, what it should be, and why. Both ends in mio. kr.; an empty low end makes the cell empty."""

    cell = forms.ChoiceField(label="Hvilket tal?")
    low = MioField(label="Nyt beløb, eller minimum (mio. kr.)", required=False,
                   help_text="Uden beløb bliver feltet tomt. Tomt er ikke nul.")  # fmt: skip
    high = MioField(label="Maksimum, hvis det er et interval (mio. kr.)", required=False, help_text="")
    reason = forms.CharField(label="Begrundelse", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)

    def __init__(self, *args: Any, figures: list[queries.Figure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.cell), f"{one.row}, {period_words(one.column)}: {one.printed or 'tomt'} ({one.table})")
                   for one in figures]  # fmt: skip
        self.fields["cell"] = forms.ChoiceField(label="Hvilket tal?", choices=[("", "Vælg tallet"), *choices])
        self.order_fields(["cell"])

    def amount(self) -> Interval | None:
        """The new amount; None empties the cell."""
        low = self.cleaned_data["low"]
        return None if low is None else Interval.of(low, self.cleaned_data["high"])


def pointed_at(where: str, figures: list[queries.Figure]) -> str:
    """The figure that a finding's place names by row and column; "" where none, or more than one, fits."""
    fits = [str(one.cell) for one in figures
            if f"»{one.row}«" in where and where.endswith(f"kolonnen {period_words(one.column)}")]  # fmt: skip
    return fits[0] if len(fits) == 1 else ""


@shows_problems
def correct(request: HttpRequest, pk: int, finding: int) -> HttpResponse:
    """Ret et tal, som fundet peger på. Det trykte bliver stående ved siden af."""
    user: Any = request.user
    version = queries.version(user, pk)
    found = queries.finding(user, version, finding)
    frame.require(user, "budget.correct", version)
    known = {one.key for one in queries.proposals(user, version)}
    key = found.told["object"] if found.told["object"] in known else ""
    figures = queries.figures(user, version, key)
    initial = {"cell": pointed_at(found.told["where"], figures)}
    form = CorrectForm(request.POST or None, figures=figures, initial=initial)

    def do(given: dict[str, Any]) -> str:
        cell = queries.cell(user, version, int(given["cell"]))
        actions.correct(actor=user, version=version, cell=cell, amount=form.amount(), reason=given["reason"],
                        finding=found)  # fmt: skip
        return reverse("budget:findings", args=[pk]) + f"#fund-{finding}"

    sheet = Sheet(
        title="Ret et tal", verb="Ret tallet", said="Tallet er rettet. Det trykte står stadig ved siden af.",
        lead=f"{found.told['where']}: {found.told['reason']}", back=reverse("budget:findings", args=[pk]),
        trail=frame.of_version(user, version, "budget:findings", "Ret et tal")["trail"],
    )  # fmt: skip
    return answer(request, form, sheet, do)


class AnswerForm(forms.Form):
    """Which reading is the right one."""

    answer = forms.CharField(label="Hvilken læsning er den rigtige?", max_length=1000)


@shows_problems
def doubt(request: HttpRequest, pk: int, doubt: int) -> HttpResponse:
    """Afklar, hvad læsningen var i tvivl om."""
    user: Any = request.user
    version = queries.version(user, pk)
    found = queries.doubt(user, version, doubt)
    frame.require(user, "budget.answer_doubt", found)

    def do(given: dict[str, Any]) -> str:
        actions.answer_doubt(actor=user, doubt=found, answer=given["answer"])
        return reverse("budget:findings", args=[pk]) + "#tvivl"

    readings = f" Mulige læsninger: {'; '.join(found.choices)}." if found.choices else ""
    sheet = Sheet(
        title="Afklar tvivlen", verb="Gem svaret", said="Tvivlen er afklaret.", lead=f"{found.text}{readings}",
        back=reverse("budget:findings", args=[pk]),
        trail=frame.of_version(user, version, "budget:findings", "Afklar tvivlen")["trail"],
    )  # fmt: skip
    return answer(request, AnswerForm(request.POST or None), sheet, do)
