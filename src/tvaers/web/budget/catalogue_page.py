"""Ét budgetkatalog: what is proposed, theme by theme, and what does it cost this year, next year and for good?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tvaers.engine.budget import queries, round_queries
from tvaers.engine.budget.catalogue import Catalogue, Interval, Proposal
from tvaers.engine.budget.totals import is_saving, pressure, savings, sum_of, theme_sums
from tvaers.engine.budget.wording import mio, period_words, step_of
from tvaers.web.budget import files, frame, stage_pages
from tvaers.web.budget.words import state_of
from tvaers.web.design.charts import Bar, BarChart
from tvaers.web.design.parts import Cell, Column, Figure, Row, Status, Table
from tvaers.web.problems import shows_problems

KINDS = (("", "Alle"), ("opdrift", "Opdrift"), ("omstilling", "Omstilling"), ("uomgaengelig", "Uomgængelige"),
         ("politisk", "Fra de politiske udvalg"), ("frit", "Kan vælges fra"))  # fmt: skip


class Filter(forms.Form):
    """Which proposals to show."""

    soeg = forms.CharField(label="Søg i titel og virksomhed", required=False, max_length=100)
    tema = forms.ChoiceField(label="Tema", required=False)
    slags = forms.ChoiceField(label="Slags", choices=KINDS, required=False)

    def __init__(self, *args: Any, catalogue: Catalogue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        themes = [(one.number, f"{one.number} {one.title}") for one in catalogue.themes]
        self.fields["tema"] = forms.ChoiceField(label="Tema", choices=[("", "Alle"), *themes], required=False)

    def passes(self, proposal: Proposal) -> bool:
        """Whether a proposal is among those asked for; a wrong address asks for all."""
        if not self.is_valid():
            return True
        asked, kind = self.cleaned_data, self.cleaned_data["slags"]
        words = f"{proposal.title} {proposal.departments or ''}".casefold()
        kinds = {
            "opdrift": not is_saving(proposal), "omstilling": is_saving(proposal),
            "uomgaengelig": proposal.is_unavoidable, "politisk": proposal.is_political is True,
            "frit": not proposal.is_unavoidable,
        }  # fmt: skip
        return (
            asked["soeg"].strip().casefold() in words
            and asked["tema"] in ("", proposal.theme)
            and kinds.get(kind, True)
        )

    @property
    def is_asked(self) -> bool:
        """Whether anything is asked for."""
        return self.is_valid() and any(self.cleaned_data.values())


@login_not_required
@require_safe
@shows_problems
def catalogue(request: HttpRequest, pk: int) -> HttpResponse:
    """Kataloget: temaer, forslag og beløb."""
    user: Any = request.user
    version = queries.version(user, pk)
    read = queries.read(user, version)
    filter = Filter(request.GET, catalogue=read)
    shown = [one for one in read.proposals if filter.passes(one)]
    context = {
        **frame.of_version(user, version, "budget:catalogue"), "state": state_of(version), "filter": filter,
        "figures": _figures(read), "picture": _picture(read),
        "steps": stage_pages.links(user, version), "rounds": round_queries.rounds(user, version),
        "exercise": round_queries.published_round(version),
        "table": table(version.pk, read, shown, by_theme=not filter.is_asked),
    }  # fmt: skip
    return render(request, "budget/catalogue.html", context)


def _figures(read: Catalogue) -> list[Figure]:
    year = read.periods[0] if read.periods else ""
    grows, saves = pressure(read, year), savings(read, year)
    step = step_of(grows, saves)
    return [
        Figure(label=f"Opdrift {year} (mio. kr.)", value=mio(grows, step)),
        Figure(label=f"Omstillinger {year} (mio. kr.)", value=mio(saves, step)),
        Figure(label="Forslag", value=str(len(read.proposals)), note=f"{len(read.themes)} temaer"),
    ]


def _picture(read: Catalogue) -> BarChart:
    """The growth of each theme: the bar reaches to the high end, the number tells both."""
    year = read.periods[0] if read.periods else ""
    sums = [(theme, amount) for theme, amount in theme_sums(read, year) if amount.high > 0]
    step = step_of(*(amount for _, amount in sums))
    largest = max(sums, key=lambda one: one[1].high, default=None)
    title = f"Tema {largest[0].number} fylder mest: {mio(largest[1], step)} mio. kr." if largest else "Ingen opdrift"
    bars = [
        Bar(label=f"{theme.number} {theme.title}", value=amount.high, text=mio(amount, step),
            outline=theme.is_externally_financed)
        for theme, amount in sums
    ]  # fmt: skip
    return BarChart(
        title=title, bars=bars, label_heading="Tema", value_heading="Mio. kr.",
        description=f"Opdrift i {year}. En hul søjle er betalt af andre penge og er ikke med i totalen.",
    )  # fmt: skip


def table(pk: int, read: Catalogue, shown: Sequence[Proposal], *, by_theme: bool) -> Table:
    """The proposals with a figure per period; each theme with its sum when all are shown."""
    periods = [*read.periods]
    step = step_of(*(one.total(period) for one in read.proposals for period in periods))
    rows: list[Row] = []
    for theme in read.themes:
        own = [one for one in shown if one.theme == theme.number]
        rows += [_proposal(pk, one, periods, step) for one in own]
        if by_theme and own:
            rows.append(_sum(f"{theme.number} {theme.title} i alt", own, periods, step))
    if shown and len(shown) != len(read.proposals):
        rows.append(_sum("De viste i alt", shown, periods, step))
    numbers = [Column(key=one, title=period_words(one), align="right") for one in periods]
    return Table(
        caption="Budgetforslag i mio. kr.", rows=rows, count=len(shown), noun="forslag",
        columns=[Column(key="nr", title="Nr."), Column(key="forslag", title="Forslag"), *numbers,
                 Column(key="maerke", title="Mærke")],
        empty="Ingen forslag passer. Vælg noget andet, eller nulstil.", downloads=files.catalogue_links(pk),
    )  # fmt: skip


def _proposal(pk: int, one: Proposal, periods: Sequence[str], step: int) -> Row:
    mark = Cell(status=Status(text="Uomgængelig", kind="warning")) if one.is_unavoidable else Cell()
    return Row(cells=[
        Cell(text=one.key), Cell(text=one.title, href=reverse("budget:proposal", args=[pk, one.key]), header=True),
        *(Cell(text=mio(one.total(period), step)) for period in periods), mark,
    ])  # fmt: skip


def _sum(label: str, own: Sequence[Proposal], periods: Sequence[str], step: int) -> Row:
    sums: list[Interval | None] = [sum_of(own, period) for period in periods]
    return Row(
        total=True, cells=[Cell(), Cell(text=label, header=True), *(Cell(text=mio(one, step)) for one in sums), Cell()]
    )
