"""Find det bedste sæt: given what we value, which proposals are best that the rules allow, and what would flip each?

Nothing is stored until somebody takes the set into the composition.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tvaers.engine.budget import actions, policies
from tvaers.engine.budget import round_queries as queries
from tvaers.engine.budget.choosing import Ask, Flip, Limit, Result, choose, quarters, why
from tvaers.engine.budget.composing import WHOLE, Need, Rules
from tvaers.engine.budget.standings import shapes_of
from tvaers.engine.budget.wording import mio
from tvaers.kernel.errors import Problem
from tvaers.web.budget.board import kroner_of
from tvaers.web.budget.scenario_pages import context_of
from tvaers.web.design.parts import Cell, Column, Figure, Row, Status, Table
from tvaers.web.problems import into_form, shows_problems

VIEWS = (("nominal", "Ved opstillingens risiko"), ("worst", "Ved maksimum, som det værste kan gå"),
         ("robust", "Robust: så mange valgte, som jeg skriver, går værst"))  # fmt: skip
WISHES = (("must", "Skal med"), *((str(one), f"{one} point") for one in (5, 4, 3, 2, 1, 0)), ("never", "Må ikke med"))
SECONDS = 12.0
"""The longest that the choosing may take, and again what is told of flips."""


class WishForm(forms.Form):
    """What somebody values: a wish for each proposal, how careful to be, and a limit on next year."""

    view = forms.ChoiceField(label="Hvor forsigtigt?", choices=VIEWS, initial="nominal")
    gamma = forms.IntegerField(label="Hvor mange må gå værst?", min_value=0, max_value=500, initial=3, required=False)
    most = forms.CharField(label="Højst så meget mere næste år (mio. kr.)", required=False)
    parts = forms.BooleanField(label="Puljer må tages delvist", required=False,
                               help_text="I fjerdedele. En del af puljen giver den samme del af pointene.")  # fmt: skip

    def __init__(self, *args: Any, needs: Sequence[Need], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.free = [one for one in needs if one.unavoidable < WHOLE]
        for one in self.free:
            self.fields[f"n-{one.key}"] = forms.ChoiceField(
                label=f"{one.key} {one.title}", choices=WISHES, initial="must" if _saves(one) else "1", required=False
            )

    def clean_most(self) -> int | None:
        """The limit in whole kroner, None without one."""
        words = self.cleaned_data["most"]
        if not words.strip():
            return None
        try:
            return kroner_of(words)
        except ValueError:
            raise forms.ValidationError(f"»{words}« er ikke et beløb i mio. kr. Skriv fx 12,5.") from None

    def wishes(self) -> Iterable[tuple[str, str]]:
        """Each proposal's key and wish."""
        return ((one.key, self.cleaned_data[f"n-{one.key}"] or "0") for one in self.free)

    def ask(self, needs: tuple[Need, ...], rules: Rules) -> Ask:
        """What is asked of the choosing."""
        wishes, given = dict(self.wishes()), self.cleaned_data
        limits = () if given["most"] is None or not rules.told else (Limit(rules.told[0], most=given["most"]),)
        return Ask(
            needs, rules, points={key: int(one) for key, one in wishes.items() if one.isdigit()},
            must=frozenset(key for key, one in wishes.items() if one == "must"),
            never=frozenset(key for key, one in wishes.items() if one == "never"),
            limits=limits, view=given["view"], gamma=given["gamma"] or 0, seconds=SECONDS,
            parts=quarters(self.free, rules) if given["parts"] else {},
        )  # fmt: skip


def _saves(need: Need) -> bool:
    return all(one.high <= 0 for one in need.amounts.values()) and any(one.low < 0 for one in need.amounts.values())


@shows_problems
def best(request: HttpRequest, slug: str) -> HttpResponse:
    """Find det bedste sæt, og brug det i opstillingen."""
    user: Any = request.user
    found = queries.scenario(user, slug)
    needs, rules, _ = shapes_of(found)
    form = WishForm(request.POST or None, needs=needs)
    may = policies.may_compose(user, found) and found.round.closed_at is None
    context = {**context_of(user, found, "Det bedste sæt"), "form": form, "may": may}
    if request.method == "POST" and form.is_valid():
        try:
            ask = form.ask(needs, rules)
            result = choose(ask)
            if "brug" in request.POST and result.choices:
                actions.replace_choices(actor=user, scenario=found, choices=result.choices, version=found.version)
                messages.success(request, "Sættet er taget ind i opstillingen.")
                return redirect(reverse("budget:board", args=[slug]))
            context |= _told(ask, result, rules, needs)
        except Problem as problem:
            into_form(form, problem)
    return render(request, "budget/best.html", context)


def _told(ask: Ask, result: Result, rules: Rules, needs: Sequence[Need]) -> dict[str, Any]:
    keys = [one.key for one in needs if one.unavoidable < WHOLE]
    flips = why(ask, result, keys) if result.status == "optimal" else ()
    figures = []
    if result.stand is not None:
        left = result.stand.pot("health").room
        figures = [
            Figure(label="Point", value=str(result.points), note=f"Højst muligt: {result.bound}"),
            Figure(label="Valgt", value=str(len(result.choices)), note="forslag"),
            Figure(label="Plads ved valgt risiko", value=mio(left.at if left else None), unit="mio. kr."),
        ]
    return {"result": result, "figures": figures, "table": _table(result, flips, needs, rules.hard)}


def _table(result: Result, flips: Sequence[Flip], needs: Sequence[Need], period: str) -> Table:
    texts = {one.key: one.text for one in flips}
    rows = [
        Row(cells=[Cell(text=one.key), Cell(text=one.title, header=True), Cell(text=mio(one.amounts.get(period))),
                   Cell(status=Status(text="Med", kind="ok") if one.key in result.keys else Status(text="Ikke med")),
                   Cell(text=texts.get(one.key) or result.left_out.get(one.key, ""))])
        for one in sorted(needs, key=lambda one: (one.key not in result.keys, one.key))
        if one.unavoidable < WHOLE
    ]  # fmt: skip
    columns = [Column(key="nr", title="Nr."), Column(key="forslag", title="Forslag"),
               Column(key="beloeb", title=f"{period} (mio. kr.)", align="right"), Column(key="svar", title="Svar"),
               Column(key="hvad", title="Hvad skal der til, før det vender?")]  # fmt: skip
    return Table(caption="Sættet", columns=columns, rows=rows, count=len(rows), noun="forslag")
