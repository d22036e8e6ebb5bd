"""Aftalen: what was agreed, who signed, what was left out, and what is late."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tvaers.engine.budget import actions, policies, process_queries, queries, round_queries
from tvaers.engine.budget.wording import mio, mio_kr, period_words
from tvaers.kernel.action import may
from tvaers.kernel.errors import NotAllowed
from tvaers.web.budget import frame
from tvaers.web.budget.fields import MioField, day_field, one_of, words_field
from tvaers.web.budget.scenario_pages import context_of
from tvaers.web.budget.unit_names import unit_choices, unit_name
from tvaers.web.design.parts import Cell, Column, Figure, Kind, Row, Status, Table
from tvaers.web.forums.sheets import Sheet, answer
from tvaers.web.problems import shows_problems

ADMINISTRATIVE = 3
"""How many parts of the frame that the region must find itself can be written at once."""
SETTLED: dict[str, Kind] = {"": "wait", "internal": "info", "later": "neutral"}


class AgreeForm(forms.Form):
    """Who signed and when, and what the administration must find (BUD-11)."""

    signed_on = day_field("Hvornår blev aftalen indgået?")

    def __init__(self, *args: Any, groups: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signed_by"] = forms.MultipleChoiceField(
            label="Hvem har skrevet under?", choices=groups, widget=forms.CheckboxSelectMultiple
        )
        for place in range(1, ADMINISTRATIVE + 1):
            self.fields[f"label_{place}"] = forms.CharField(
                label=f"Administrativ omprioritering {place}", required=False, max_length=60
            )
            self.fields[f"amount_{place}"] = MioField(label=f"Beløb {place}", required=False)

    def clean(self) -> dict[str, Any]:
        """A name and an amount belong together, and no name stands twice."""
        given: dict[str, Any] = super().clean() or {}
        seen: set[str] = set()
        for place in range(1, ADMINISTRATIVE + 1):
            name, amount = given.get(f"label_{place}", ""), given.get(f"amount_{place}")
            if bool(name) != (amount is not None) and f"amount_{place}" not in self.errors:
                self.add_error(f"amount_{place}", "Skriv både navn og beløb, eller lad begge være tomme.")
            if name and name in seen:
                self.add_error(f"label_{place}", "Navnet står der allerede.")
            seen.add(name)
        return given

    def administrative(self) -> dict[str, int]:
        """What the administration must find, in kroner by name."""
        pairs = [(self.cleaned_data[f"label_{place}"], self.cleaned_data[f"amount_{place}"])
                 for place in range(1, ADMINISTRATIVE + 1)]  # fmt: skip
        return {name: amount for name, amount in pairs if name}


@shows_problems
def agree(request: HttpRequest, slug: str) -> HttpResponse:
    """Notér en budgetaftale ud fra rundens fælles opstilling."""
    user: Any = request.user
    found = round_queries.scenario(user, slug)
    if not may(user, "budget.agree", found):
        raise NotAllowed(what="Aftalen noteres af budgetchefen.", do="Bed budgetchefen om det.")
    groups = list(round_queries.groups(user, str(policies.party_of(found))))
    form = AgreeForm(request.POST or None, groups=[(str(one.pk), one.name) for one in groups])
    version = found.round.catalogue_version

    def do(given: dict[str, Any]) -> str:
        signed = [one for one in groups if str(one.pk) in given["signed_by"]]
        actions.agree(actor=user, scenario=found, signed_by=signed, signed_on=given["signed_on"],
                      administrative=form.administrative())  # fmt: skip
        return reverse("budget:agreement", args=[version.pk])

    sheet = Sheet(
        title="Notér budgetaftalen", verb="Notér aftalen", said="Aftalen er noteret. Runden er lukket.",
        lead=f"Aftalen bygger på opstillingen {found.name}. Alle kan læse den, og runden lukker for altid.",
        back=reverse("budget:board", args=[slug]), trail=context_of(user, found, "Aftale")["trail"],
    )  # fmt: skip
    return answer(request, form, sheet, do)


@login_not_required
@require_safe
@shows_problems
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """Budgetaftalen."""
    user: Any = request.user
    version = queries.version(user, pk)
    found = process_queries.agreement(user, version)
    lines = list(process_queries.lines(user, found).prefetch_related("allocations"))
    rejected = process_queries.rejections(user, found)
    keeps = may(user, "budget.allocate", found)
    context = {
        **frame.of_version(user, version, "budget:agreement"), "agreement": found, "keeps": keeps,
        "alerts": process_queries.alerts(user, found), "figures": _figures(lines, version.catalogue.year),
        "lines": _lines(version, lines, keeps=keeps), "rejections": _rejections(version, rejected, keeps=keeps),
        "rejected": rejected, "unsettled": sum(not one.state for one in rejected) if keeps else 0,
        "administers": any(one.is_administrative for one in lines),
        "follows": process_queries.allocations(user, found).exists(),
        "lacking": process_queries.lacking(found) if keeps and version.state == "agreed" else (),
    }  # fmt: skip
    return render(request, "budget/agreement.html", context)


def _figures(lines: list[process_queries.AgreedLine], year: int) -> list[Figure]:
    amounts = [one.amount for one in lines if not one.is_administrative]
    return [
        Figure(label=f"Opdrift {year}", value=mio(sum(one for one in amounts if one > 0)), unit="mio. kr."),
        Figure(label=f"Omstillinger {year}", value=mio(sum(one for one in amounts if one < 0)), unit="mio. kr."),
        Figure(label="Budgetbrikker", value=str(len(amounts))),
    ]


def _lines(version: queries.Version, lines: list[process_queries.AgreedLine], *, keeps: bool) -> Table:
    periods = list(version.periods)
    rows = [
        Row(cells=[
            Cell(text=one.title if one.is_administrative else f"{one.key} {one.title}", header=True,
                 href="" if one.is_administrative else reverse("budget:proposal", args=[version.pk, one.key])),
            *(Cell(text=mio(one.amounts.get(period))) for period in periods), Cell(text=_sort(one)),
            *([_given_out(version, one)] if keeps else []),
        ])
        for one in lines
    ]  # fmt: skip
    columns = [
        Column(key="beloeb", title="Aftalt"),
        *(Column(key=one, title=period_words(one), align="right") for one in periods),
        Column(key="slags", title="Slags"),
        *([Column(key="udmoent", title="Udmøntet", align="right")] if keeps else []),
    ]  # fmt: skip
    return Table(caption="Det, der er aftalt (mio. kr.)", columns=columns, rows=rows, count=len(rows), noun="beløb")


def _sort(one: process_queries.AgreedLine) -> str:
    if one.is_administrative:
        return "Administrativ omprioritering"
    return "Pulje" if one.is_pool else ""


def _given_out(version: queries.Version, one: process_queries.AgreedLine) -> Cell:
    """How much of a line is given out, leading to where it is done."""
    total = sum(part.amount for part in one.allocations.all())
    url = reverse("budget:allocate", args=[version.pk, one.pk])
    return Cell(text=f"{mio(total)} af {mio(one.amount)}", href=url)


def _rejections(version: queries.Version, found: list[process_queries.Rejection], *, keeps: bool) -> Table:
    rows = [
        Row(cells=[
            Cell(text=f"{one.key} {one.title}", header=True,
                 href=reverse("budget:settle", args=[version.pk, one.pk]) if keeps else ""),
            Cell(text=mio(one.amount)), Cell(status=Status(text=one.get_state_display(), kind=SETTLED[one.state])),
            Cell(text=unit_name(version.catalogue, one.unit) if one.unit else ""), Cell(text=one.reason),
        ])
        for one in found
    ]  # fmt: skip
    columns = [
        Column(key="brik", title="Budgetbrik"), Column(key="beloeb", title="Mindste beløb", align="right"),
        Column(key="tilstand", title="Hvad sker der?"), Column(key="enhed", title="Enhed"),
        Column(key="hvorfor", title="Begrundelse"),
    ]  # fmt: skip
    return Table(
        caption="Det, der blev valgt fra (mio. kr.)", columns=columns, rows=rows, count=len(rows),
        noun="budgetbrik" if len(rows) == 1 else "budgetbrikker", empty="Intet, der kostede noget, blev valgt fra.",
    )  # fmt: skip


class SettleForm(forms.Form):
    """What becomes of something that was not chosen (BUD-14)."""

    state = one_of("Hvad sker der med det?", [("internal", "Enheden løser det internt"),
                                              ("later", "Det kommer igen i en senere budgetrunde")])  # fmt: skip
    reason = words_field("Begrundelse", required=False)

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = forms.ChoiceField(label="Enhed", choices=[("", "Ingen"), *units], required=False)


@shows_problems
def settle(request: HttpRequest, pk: int, rejection: int) -> HttpResponse:
    """Notér, hvad der sker med det fravalgte."""
    user: Any = request.user
    version = queries.version(user, pk)
    found = process_queries.rejection(user, process_queries.agreement(user, version), rejection)
    frame.require(user, "budget.settle_rejection", found)
    units = unit_choices(user, version)
    units += [(one, unit_name(version.catalogue, one)) for one in found.units if one not in dict(units)]
    first = found.unit or (found.units[0] if found.units else "")
    form = SettleForm(request.POST or None, units=units,
                      initial={"state": found.state, "unit": first, "reason": found.reason})  # fmt: skip

    def do(given: dict[str, Any]) -> None:
        actions.settle_rejection(actor=user, rejection=found, state=given["state"], unit=given["unit"],
                                 reason=given["reason"])  # fmt: skip

    started = " Initiativet er i gang, så enheden må selv løse det." if found.is_started else ""
    sheet = Sheet(
        title=f"Afklar fravalget af {found.key}", verb="Gem afklaringen", said="Fravalget er afklaret.",
        lead=f"{found.title}. Det ville mindst koste {mio_kr(found.amount)}.{started}".replace("kr..", "kr."),
        back=reverse("budget:agreement", args=[pk]) + "#fravalgt",
        trail=frame.of_version(user, version, "budget:agreement", "Afklar fravalg")["trail"],
    )  # fmt: skip
    return answer(request, form, sheet, do)


class SettleAllForm(forms.Form):
    """What becomes of everything that nobody has said anything of yet."""

    state = SettleForm.base_fields["state"]
    reason = words_field("Begrundelse", required=False)


@shows_problems
def settle_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Notér det samme for alt det fravalgte, som mangler en afklaring. Alt eller intet bliver noteret."""
    user: Any = request.user
    version = queries.version(user, pk)
    found = process_queries.agreement(user, version)
    frame.require(user, "budget.settle_rejection", found)
    waiting = [one for one in process_queries.rejections(user, found) if not one.state]

    def do(given: dict[str, Any]) -> None:
        with transaction.atomic():
            for one in waiting:
                unit = one.unit or (one.units[0] if one.units else "")
                actions.settle_rejection(actor=user, rejection=one, unit=unit, **given)

    sheet = Sheet(
        title="Afklar resten af det fravalgte", verb=f"Afklar {len(waiting)} budgetbrikker", said="Resten er afklaret.",
        lead=f"{len(waiting)} fravalgte budgetbrikker mangler en afklaring. De får alle den samme. "
             "Løser enhederne det internt, er det hver gang den enhed, budgetbrikken nævner først.",
        back=reverse("budget:agreement", args=[pk]) + "#fravalgt",
        trail=frame.of_version(user, version, "budget:agreement", "Afklar resten")["trail"],
    )  # fmt: skip
    return answer(request, SettleAllForm(request.POST or None), sheet, do)


class ReportForm(forms.Form):
    """The day the report was sent."""

    on = day_field("Hvilken dag blev status sendt?")


@shows_problems
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Notér, at forretningsudvalget har fået status på de administrative omprioriteringer."""
    user: Any = request.user
    version = queries.version(user, pk)
    found = process_queries.agreement(user, version)
    frame.require(user, "budget.report_administration", found)

    def do(given: dict[str, Any]) -> None:
        actions.report_administration(actor=user, agreement=found, on=given["on"])

    sheet = Sheet(
        title="Status på administrative omprioriteringer", verb="Notér status", said="Status er noteret.",
        lead=f"Forretningsudvalget skal have status senest {found.report_due:%d-%m-%Y}.",
        back=reverse("budget:agreement", args=[pk]),
        trail=frame.of_version(user, version, "budget:agreement", "Status")["trail"],
    )  # fmt: skip
    return answer(request, ReportForm(request.POST or None), sheet, do)
