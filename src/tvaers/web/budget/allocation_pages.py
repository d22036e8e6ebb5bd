"""Udmøntning: an agreed amount given out to units, accounts and quarters, so that the parts make up the whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from tvaers.engine.budget import actions, process_queries, queries
from tvaers.engine.budget.wording import mio_kr
from tvaers.kernel.errors import NotFound
from tvaers.web.budget import frame
from tvaers.web.budget.fields import MioField, day_field, mio_text
from tvaers.web.budget.unit_names import unit_choices, unit_name
from tvaers.web.forums.sheets import Sheet, answer
from tvaers.web.problems import shows_problems

BLANK, MOST = 4, 100
"""How many empty parts stand below those that are there, and how many parts a form has at most."""
NAMES = ("unit", "account", "quarter", "amount", "director")
YEAR = "0"
"""The choice that means all four quarters."""
QUARTERS = [("", "Vælg"), (YEAR, "Alle fire"), *((str(one), f"{one}. kvartal") for one in range(1, 5))]


class PartsForm(forms.Form):
    """The parts of a line, each on a row; a row without an amount is left out."""

    def __init__(
        self, data: Any, *, units: list[tuple[str, str]], count: int, cases: list[tuple[str, str]], directed: bool,
        initial: dict[str, Any],
    ) -> None:  # fmt: skip
        super().__init__(data, initial=initial)
        self.count, self.is_pool = count, bool(cases)
        if cases:
            self.fields["case"] = forms.ChoiceField(label="Udmøntningssag", choices=cases)
        for place in range(count):
            self.fields |= {f"{name}_{place}": field for name, field in _fields(units, directed=directed).items()}

    def rows(self) -> list[list[BoundField]]:
        """The fields, a part at a time."""
        return [
            [self[f"{name}_{place}"] for name in NAMES if f"{name}_{place}" in self.fields]
            for place in range(self.count)
        ]

    def clean(self) -> dict[str, Any]:
        """A part with an amount has a unit, an account and a quarter too."""
        given: dict[str, Any] = super().clean() or {}
        for place in range(self.count):
            if given.get(f"amount_{place}") is None:
                continue
            for name in ("unit", "account", "quarter"):
                if not given.get(f"{name}_{place}"):
                    self.add_error(f"{name}_{place}", f"Skal udfyldes, når del {place + 1} har et beløb.")
        return given

    def parts(self) -> list[actions.Part]:
        """The parts that have an amount; one for the whole year is four."""
        given = self.cleaned_data
        return [
            actions.Part(given[f"unit_{place}"], given[f"account_{place}"], quarter, amount,
                         given.get(f"director_{place}", ""))
            for place in range(self.count) if given[f"amount_{place}"] is not None
            for quarter, amount in quarters_of(given[f"quarter_{place}"], given[f"amount_{place}"])
        ]  # fmt: skip

    def total(self) -> int:
        """What the amounts that can be read come to, in kroner, also where something else is wrong."""
        self.is_valid()
        return sum(self.cleaned_data.get(f"amount_{place}") or 0 for place in range(self.count))


def quarters_of(chosen: str, amount: int) -> list[tuple[int, int]]:
    """The quarter and its kroner; of the whole year four parts as even as whole kroner can be, their sum the amount."""
    if chosen != YEAR:
        return [(int(chosen), amount)]
    marks = [amount * quarter // 4 for quarter in range(5)]
    return [(quarter, marks[quarter] - marks[quarter - 1]) for quarter in range(1, 5)]


def _fields(units: list[tuple[str, str]], *, directed: bool) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {
        "unit": forms.ChoiceField(label="Enhed", choices=[("", "Vælg"), *units], required=False),
        "account": forms.CharField(label="Konto", max_length=60, required=False),
        "quarter": forms.ChoiceField(label="Kvartal", choices=QUARTERS, required=False),
        "amount": MioField(label="Mio. kr.", required=False, help_text=""),
    }
    if directed:
        fields["director"] = forms.CharField(label="Ansvarlig direktør", max_length=200, required=False)
    return fields


def _initial(parts: Sequence[process_queries.Allocation]) -> dict[str, Any]:
    held: dict[str, Any] = {"case": next((str(one.case_id) for one in parts if one.case_id), "")}
    for place, one in enumerate(parts):
        held |= {f"{name}_{place}": getattr(one, name) for name in NAMES}
        held[f"amount_{place}"] = mio_text(one.amount)
    return held


def _line(user: Any, pk: int, line: int) -> tuple[queries.Version, process_queries.AgreedLine]:
    version, found = queries.version(user, pk), process_queries.line(user, line)
    if found.agreement.catalogue_version_id != version.pk:
        raise NotFound(what="Beløbet hører til en anden aftale.")
    return version, found


def _trail(user: Any, version: queries.Version, title: str) -> list[dict[str, str]]:
    trail: list[dict[str, str]] = frame.of_version(user, version, "budget:agreement", title)["trail"]
    return trail


@shows_problems
def allocate(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """Udmønt et aftalt beløb."""
    user: Any = request.user
    version, found = _line(user, pk, line)
    frame.require(user, "budget.allocate", found)
    parts, cases = list(found.allocations.order_by("unit", "quarter", "account")), list(found.cases.order_by("pk"))
    units = unit_choices(user, version)
    units += [(key, unit_name(version.catalogue, key)) for key in {one.unit for one in parts} - dict(units).keys()]
    form = PartsForm(
        request.POST or None, units=units, count=min(len(parts) + BLANK, MOST), directed=found.is_administrative,
        cases=[(str(one.pk), f"{one.title} ({one.decided_on:%d-%m-%Y})") for one in cases], initial=_initial(parts),
    )  # fmt: skip

    def do(given: dict[str, Any]) -> None:
        case = process_queries.case(user, found, int(given["case"])) if given.get("case") else None
        actions.allocate(actor=user, line=found, parts=form.parts(), case=case)

    name = found.title if found.is_administrative else f"{found.key} {found.title}"
    sheet = Sheet(
        title=f"Udmønt {name}", verb="Gem udmøntningen", said="Udmøntningen er gemt.",
        lead=f"Der er aftalt {mio_kr(found.amount)} {_told(found)}".strip(), template="budget/allocate.html",
        back=reverse("budget:agreement", args=[pk]), trail=_trail(user, version, "Udmønt"),
        context={"line": found, "version": version, "cases": cases, "sums": _sums(form, found, parts)},
    )  # fmt: skip
    return answer(request, form, sheet, do)


def _told(line: process_queries.AgreedLine) -> str:
    if line.is_pool:
        return "til en pulje. Den skal have en politisk sag, før den kan udmøntes, og den må have en rest."
    return "Delene skal tilsammen give beløbet." + (" Hver del har en direktør." if line.is_administrative else "")


def _sums(form: PartsForm, line: process_queries.AgreedLine, parts: Sequence[process_queries.Allocation]) -> str:
    """What the parts come to and what is left: those that are written, else those that are kept."""
    total = form.total() if form.is_bound else sum(one.amount for one in parts)
    left = line.amount - total
    if not left:
        told = "Det er hele beløbet."
    else:
        is_over = (left < 0) == (line.amount > 0)
        told = f"Det er {mio_kr(abs(left))} for meget." if is_over else f"Der mangler {mio_kr(left)}"
    return f"Delene er tilsammen {mio_kr(total)} {told}"


class CaseForm(forms.Form):
    """The political case that lets a pool be given out (BUD-15)."""

    title = forms.CharField(label="Sagens titel", max_length=300)
    decided_on = day_field("Hvornår er den besluttet?")
    journal = forms.CharField(label="Journalnummer", required=False, max_length=60)


@shows_problems
def case(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """Notér den politiske sag, der udmønter en pulje."""
    user: Any = request.user
    version, found = _line(user, pk, line)
    frame.require(user, "budget.open_case", found)

    def do(given: dict[str, Any]) -> None:
        actions.open_case(actor=user, line=found, **given)

    sheet = Sheet(
        title="Notér en udmøntningssag", verb="Notér sagen", said="Sagen er noteret. Nu kan puljen udmøntes.",
        lead=f"{found.key} {found.title}. Sagen kommer efter budgetaftalen.",
        back=reverse("budget:allocate", args=[pk, line]), trail=_trail(user, version, "Udmøntningssag"),
    )  # fmt: skip
    return answer(request, CaseForm(request.POST or None), sheet, do)


@require_POST
@shows_problems
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Afslut udmøntningen, når alt er fordelt."""
    user: Any = request.user
    version = queries.version(user, pk)
    actions.finish_allocation(actor=user, agreement=process_queries.agreement(user, version))
    messages.success(request, "Udmøntningen er afsluttet. Nu kan enhederne følge op.")
    return redirect("budget:agreement", pk)
