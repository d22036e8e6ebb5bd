"""Relevante sager: for whom do we keep notices, on which basis, and from when?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tvaers.engine.access.queries import standings
from tvaers.engine.citizens import queries as citizens
from tvaers.engine.messages import actions, queries
from tvaers.engine.messages.actions import Asked, RelationGiven
from tvaers.engine.parties.queries import name_of
from tvaers.kernel import clock
from tvaers.kernel.errors import Problem
from tvaers.web.days import Day
from tvaers.web.design import danish
from tvaers.web.design.parts import Cell, Status
from tvaers.web.links import to
from tvaers.web.messages.frame import page_of, require, table, ways
from tvaers.web.problems import into_form, shows_problems

NEEDS = "messages.register_relation"


class CprField(forms.CharField):
    """A CPR number, posted and never in an address."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"})

    def clean(self, value: Any) -> Any:
        """The number as a value that hides itself."""
        try:
            return citizens.Cpr(super().clean(value))
        except Problem as problem:
            raise forms.ValidationError(f"{problem.what} {problem.why}") from None


class Days(forms.Form):
    """On which basis, and from when to when."""

    basis = forms.CharField(label="Hjemmel", max_length=150, help_text="Paragraf og lov, fx serviceloven § 83.")
    starts = Day(label="Fra", required=True)
    ends = Day(label="Til")


class RelationForm(Days):
    """A relevant case that is not in Tværs."""

    cpr = CprField(label="Borgerens CPR-nummer", help_text="Nummeret gemmes krypteret og vises ikke igen.")
    party = forms.ChoiceField(label="Part")

    def __init__(self, *args: Any, user: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        codes = dict.fromkeys(one.scope for one in standings(user) if NEEDS in one.role.permissions)
        self.fields["party"].choices = [(code, name_of(code)) for code in codes]  # type: ignore[attr-defined]
        self.order_fields(["cpr", "party", "basis", "starts", "ends"])


class LookUpForm(forms.Form):
    """Whom to look up, and why."""

    cpr = CprField(label="Borgerens CPR-nummer")
    reason = forms.CharField(
        label="Hvorfor slår du borgeren op?", max_length=150,
        help_text="Mindst 10 tegn. Grunden og dit navn bliver skrevet i loggen.",
    )  # fmt: skip


@shows_problems
def listing(request: HttpRequest) -> HttpResponse:
    """Relevante sager: the list, and the form for a new one."""
    user: Any = request.user
    require(user, NEEDS)
    form = RelationForm(request.POST or None, user=user, initial={"starts": clock.today()})
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("party", "basis", "starts", "ends")}
        if _registered(request, form, RelationGiven(form.cleaned_data["cpr"], **given)):
            return redirect("messages:relations")
    page = page_of(queries.relations(user), request)
    found = table(
        "Relevante sager", COLUMNS, [_row(one) for one in page],
        "I har ingen registreret. Advis om en borger gemmes kun, når der er et forløb i Tværs eller en sag her.",
        page, "sager",
    )  # fmt: skip
    return _page(request, "messages/relations.html", {"table": found, "form": form})


@shows_problems
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Ret dagene, eller afslut en relevant sag."""
    user: Any = request.user
    row = queries.relation(user, pk)
    form = Days(request.POST or None, initial={"basis": row.basis, "starts": row.starts, "ends": row.ends})
    form.fields["basis"].disabled = True
    if request.method == "POST" and form.is_valid():
        given = RelationGiven(row.citizen, row.party, row.basis, form.cleaned_data["starts"], form.cleaned_data["ends"])
        if _registered(request, form, given):
            return redirect("messages:relations")
    masked = citizens.masked_cpr(row.citizen) or row.citizen.pseudonym
    return _page(request, "messages/relation.html", {"row": row, "form": form, "masked": masked})


@shows_problems
def look_up(request: HttpRequest) -> HttpResponse:
    """Slå en borger op. The number is posted, and the log keeps who, whom and why."""
    user: Any = request.user
    require(user, NEEDS)
    form, found = LookUpForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        asked, reason = Asked(form.cleaned_data["cpr"]), form.cleaned_data["reason"]
        try:
            rows = [_row(one) for one in actions.look_up_relations(actor=user, asked=asked, reason=reason)]
            found = table("Jeres relevante sager", COLUMNS, rows, "I har ingen relevant sag registreret for borgeren.")
        except Problem as problem:
            into_form(form, problem)
    return _page(request, "messages/look_up.html", {"form": form, "table": found})


COLUMNS: Any = [
    ("Borger", "left"),
    ("Part", "left"),
    ("Hjemmel", "left"),
    ("Fra", "left"),
    ("Til", "left"),
    ("Tilstand", "left"),
]


def _row(one: Any) -> list[Cell]:
    today = clock.today()
    ended, begun = one.ends is not None and one.ends < today, one.starts <= today
    state = (
        Status(text="Slut") if ended else Status(text="Gælder", kind="ok") if begun else Status(text="Begynder senere")
    )
    shown = citizens.masked_cpr(one.citizen) or one.citizen.pseudonym
    return [
        Cell(text=shown, href=to("messages:relation", one.pk), header=True), Cell(text=name_of(one.party)),
        Cell(text=one.basis), Cell(text=danish.day(one.starts)), Cell(text=danish.day(one.ends) if one.ends else ""),
        Cell(status=state),
    ]  # fmt: skip


def _registered(request: HttpRequest, form: forms.Form, relation: RelationGiven) -> bool:
    user: Any = request.user
    try:
        actions.register_relation(actor=user, relation=relation)
    except Problem as problem:
        into_form(form, problem)
        return False
    messages.success(request, "Den relevante sag er gemt.")
    return True


def _page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    answer = render(request, template, context | {"ways": ways(request)})
    answer["Cache-Control"] = "private, no-store"
    return answer
