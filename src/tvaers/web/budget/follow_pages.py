"""Opfølgning: what came of each part that was given out, by quarter and unit, and who follows it up?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tvaers.engine.budget import actions, process_queries, queries
from tvaers.engine.budget.wording import mio, mio_kr
from tvaers.kernel import clock
from tvaers.kernel.action import may
from tvaers.kernel.errors import NotFound
from tvaers.web.budget import frame
from tvaers.web.budget.fields import MioField, mio_text, words_field
from tvaers.web.budget.unit_names import unit_name
from tvaers.web.design.charts import Bar, BarChart
from tvaers.web.design.parts import Cell, Column, Event, Row, Table
from tvaers.web.forums.sheets import Sheet, answer
from tvaers.web.problems import shows_problems

FOLLOWED = ("allocated", "followed")
NUMBERS = ("Udmøntet", "Realiseret", "Forskel")


@require_safe
@shows_problems
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Opfølgningen på det, der er udmøntet."""
    user: Any = request.user
    version = queries.version(user, pk)
    agreement = process_queries.agreement(user, version)
    unit = request.GET.get("enhed", "")
    everything = process_queries.progress(user, agreement)
    shown = [one for one in everything if unit in ("", one.allocation.unit)]
    units = sorted({(one.allocation.unit, unit_name(version.catalogue, one.allocation.unit)) for one in everything})
    context = {
        **frame.of_version(user, version, "budget:agreement", "Opfølgning"), "units": units, "unit": unit,
        "alerts": process_queries.alerts(user, agreement), "is_open": version.state in FOLLOWED,
        "picture": _picture(shown) if shown else None, "quarters": _quarters(shown),
        "table": _table(user, version, shown),
    }  # fmt: skip
    return render(request, "budget/follow.html", context)


def _by_quarter(shown: Sequence[process_queries.Progress]) -> dict[int, list[process_queries.Progress]]:
    found: defaultdict[int, list[process_queries.Progress]] = defaultdict(list)
    for one in shown:
        found[one.allocation.quarter].append(one)
    return dict(sorted(found.items()))


def _picture(shown: Sequence[process_queries.Progress]) -> BarChart:
    """What was given out (hollow) and what came of it (filled), quarter by quarter."""
    bars = []
    for quarter, own in _by_quarter(shown).items():
        planned = sum(one.allocation.amount for one in own)
        came = _came(own)
        bars += [
            Bar(label=f"{quarter}. kvartal, udmøntet", value=planned, text=mio(planned), outline=True),
            Bar(
                label=f"{quarter}. kvartal, realiseret",
                value=came or 0,
                text="ikke oplyst" if came is None else mio(came),
            ),
        ]
    missing = sum(one.realised is None for one in shown)
    title = f"{missing} af {len(shown)} dele mangler opfølgning" if missing else "Alle dele er fulgt op"
    return BarChart(title=title, bars=bars, label_heading="Kvartal", value_heading="Mio. kr.",
                    description="Hul søjle: det, der er udmøntet. Fyldt søjle: det, der er realiseret.")  # fmt: skip


def _quarters(shown: Sequence[process_queries.Progress]) -> Table:
    """The sums of each quarter; the difference is of what has been followed up."""
    rows = [_quarter(quarter, own) for quarter, own in _by_quarter(shown).items()]
    titles = ("Kvartal", *NUMBERS, "Mangler")
    columns = [Column(key=one, title=one, align="left" if one == "Kvartal" else "right") for one in titles]
    return Table(caption="Kvartal for kvartal (mio. kr.)", columns=columns, rows=rows,
                 empty="Her står kvartalerne, når beløbene er udmøntet.")  # fmt: skip


def _quarter(quarter: int, own: Sequence[process_queries.Progress]) -> Row:
    planned, came = sum(one.allocation.amount for one in own), _came(own)
    apart = mio(None) if came is None else _signed(sum(one.difference or 0 for one in own))
    missing = sum(one.realised is None for one in own)
    told = (mio(planned), mio(came), apart, str(missing))
    return Row(cells=[Cell(text=f"{quarter}. kvartal", header=True), *(Cell(text=words) for words in told)])


def _came(own: Sequence[process_queries.Progress]) -> int | None:
    """What has come of some parts, in kroner; None while nobody has said anything, which is not zero."""
    said = [one.realised for one in own if one.realised is not None]
    return sum(said) if said else None


def _signed(kroner: int | None) -> str:
    return f"{'+' if (kroner or 0) > 0 else ''}{mio(kroner)}"


def _table(user: Any, version: queries.Version, shown: Sequence[process_queries.Progress]) -> Table:
    rows = [_row(user, version, one) for one in shown]
    titles = ("Beløb", "Enhed", "Konto", "Kvartal", *NUMBERS, "Ejer")
    columns = [Column(key=one, title=one, align="right" if one in NUMBERS else "left") for one in titles]
    return Table(
        caption="Del for del (mio. kr.)", columns=columns, rows=rows, count=len(rows),
        noun="del" if len(rows) == 1 else "dele",
        empty="Her står de dele, der er udmøntet til dig eller din enhed.",
    )  # fmt: skip


def _row(user: Any, version: queries.Version, one: process_queries.Progress) -> Row:
    part = one.allocation
    opens = version.state in FOLLOWED and may(user, "budget.realise", part)
    name = part.line.title if part.line.is_administrative else f"{part.line.key} {part.line.title}"
    return Row(cells=[
        Cell(text=name, header=True, href=reverse("budget:realise", args=[version.pk, part.pk]) if opens else ""),
        Cell(text=unit_name(version.catalogue, part.unit)), Cell(text=part.account), Cell(text=f"{part.quarter}."),
        Cell(text=mio(part.amount)), Cell(text=mio(one.realised)),
        Cell(text=mio(None) if one.difference is None else _signed(one.difference)),
        Cell(text=one.owner or part.director),
    ])  # fmt: skip


class RealiseForm(forms.Form):
    """What came of a part, and who owns the task."""

    amount = MioField(label="Realiseret i kvartalet")
    owner = forms.CharField(label="Hvem følger op?", max_length=200)
    words = words_field("Bemærkning", required=False)


@shows_problems
def realise(request: HttpRequest, pk: int, allocation: int) -> HttpResponse:
    """Skriv, hvad der er realiseret i kvartalet."""
    user: Any = request.user
    version, part = queries.version(user, pk), process_queries.allocation(user, allocation)
    if part.line.agreement.catalogue_version_id != version.pk:
        raise NotFound(what="Udmøntningen hører til en anden aftale.")
    frame.require(user, "budget.realise", part)
    said = list(part.realised.all())
    initial = {"amount": mio_text(said[-1].amount), "owner": said[-1].owner} if said else {"owner": part.director}

    def do(given: dict[str, Any]) -> None:
        actions.realise(actor=user, allocation=part, **given)

    sheet = Sheet(
        title=f"Følg op på {part.line.title}", verb="Gem opfølgningen", said="Opfølgningen er gemt.",
        lead=f"{unit_name(version.catalogue, part.unit)}, konto {part.account}, {part.quarter}. kvartal: "
             f"{mio_kr(part.amount)} er udmøntet.",
        back=reverse("budget:follow", args=[pk]), template="budget/realise.html",
        trail=frame.of_version(user, version, "budget:agreement", "Opfølgning", part.line.title)["trail"],
        context={"events": [_event(one) for one in reversed(said)]},
    )  # fmt: skip
    sheet.trail[-2]["url"] = sheet.back
    return answer(request, RealiseForm(request.POST or None, initial=initial), sheet, do)


def _event(one: process_queries.Realised) -> Event:
    return Event(when=one.at.astimezone(clock.COPENHAGEN), who=one.by, what=f"{mio_kr(one.amount)} Ejer: {one.owner}",
                 note=one.words)  # fmt: skip
