"""Every recurring part with made-up data: empty, a little, much, and with faults; shown by `design/showcase.html`."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tvaers.kernel.clock import COPENHAGEN
from tvaers.web.design import charts, parts
from tvaers.web.design.danish import kroner, oere_number

NOON = datetime(2022, 8, 22, 14, 0, tzinfo=COPENHAGEN)
READING = parts.Reading(
    id="A1",
    problem="Aftalen siger ikke, om taksten følger indlæggelsen eller udskrivningen.",
    choice="Taksten er den, der gjaldt i udskrivningsåret.",
    url="#laesning-a1",
)


class ObjectionForm(forms.Form):
    """A form with one field of each sort."""

    reason = forms.ChoiceField(label="Grund", choices=[("", "Vælg"), ("letter", "Meddelelsesbrev mangler")])
    text = forms.CharField(
        label="Hvad er forkert?",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Skriv det, som modparten skal tjekke.",
    )
    since = forms.DateField(
        label="Gælder fra",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="Lad feltet stå tomt, hvis det gælder hele perioden.",
    )
    kind = forms.ChoiceField(
        label="Hvad vil du have?", choices=[("fix", "Rettelse"), ("answer", "Svar")], widget=forms.RadioSelect
    )
    copy = forms.BooleanField(label="Send mig en kopi", required=False)


class FilterForm(forms.Form):
    """A filter as it stands above a list."""

    q = forms.CharField(label="Søg i linjerne", required=False)
    level = forms.ChoiceField(label="Niveau", required=False, choices=[("", "Alle"), ("h", "Højt specialiseret")])


def page(request: HttpRequest) -> HttpResponse:
    """The parts page."""
    return render(request, "design/showcase.html", context())


def context() -> dict[str, Any]:
    """Everything that the parts page shows."""
    return {
        "trail": [{"title": "Afregning", "url": "#"}, {"title": "Opgørelser", "url": "#"}, {"title": "Juli 2022"}],
        "figures": figures(),
        "explanation": explanation(),
        "reading": READING,
        "few": lines_table(6),
        "many": wide_table(),
        "nothing": parts.Table(
            caption="Indsigelser",
            columns=[],
            rows=[],
            empty="Her kommer de linjer, som modparten sætter spørgsmål ved.",
        ),
        "bars": made_of(),
        "differences": differences(),
        "steps": rate_history(),
        "line": trend(),
        "no_bars": charts.BarChart(title="Ingen linjer i august 2022", bars=()),
        "events": events(),
        "blank": ObjectionForm(auto_id="ny_%s"),
        "faulty": ObjectionForm({"text": "", "since": "2022-07-01", "kind": "answer"}),
        "filter": FilterForm(auto_id="filter_%s"),
        "confirm": confirmation(),
    }


def figures() -> list[parts.Figure]:
    """Key figures: money, a count, and one that nobody has told."""
    return [
        parts.Figure(label="I alt", value=oere_number(124_853_268_80), unit="kr.", note="12.480 linjer"),
        parts.Figure(label="Tilbageholdt", value=oere_number(1_204_500_00), unit="kr.", url="#", note="96 linjer"),
        parts.Figure(label="Ændring fra juni", value="+3,2", unit="%"),
        parts.Figure(label="Svartid", value="ikke oplyst"),
    ]


def explanation() -> dict[str, Any]:
    """An amount with everything that can be said about it."""
    return {
        "sentence": "Region Midtjylland betaler 168.688,80 kr., fordi behandlingen er højt specialiseret "
        "og afregnes med 90 % af DRG-taksten.",
        "facts": [
            {"label": "Niveau", "value": "Højt specialiseret"},
            {"label": "Udskrevet", "value": date(2022, 7, 14)},
            {"label": "Meddelelsesbrev", "value": None},
        ],
        "steps": [
            {"label": "DRG-takst 2022, gruppe 05MP11", "value": 187_432_00, "unit": "øre"},
            {"label": "Sats for højt specialiseret", "value": 9_000, "unit": "bp"},
        ],
        "result": 168_688_80,
        "rounding": "Beløbet går op i hele øre, så intet er rundet.",
        "clause": {
            "id": "BA-3.2a",
            "heading": "Højt specialiseret behandling",
            "summary": "Hjemregionen betaler 90 % af DRG-taksten.",
            "place": "Benyttelsesaftalen 2021-22, afsnit 3.2",
            "url": "#",
        },
        "values": [
            {
                "heading": "Sats",
                "value": 9_000,
                "unit": "bp",
                "from": date(2021, 1, 1),
                "source": "Benyttelsesaftalen, afsnit 3.2",
                "url": "#",
            },
            {
                "heading": "DRG-takst 05MP11",
                "value": 187_432_00,
                "unit": "øre",
                "from": date(2022, 1, 1),
                "to": date(2022, 12, 31),
                "source": "Takstsystem 2022",
                "reading": "A1",
            },
        ],
        "readings": [READING],
        "not_met": [{"rule": "Tillæg for tolk", "clause": "BA-3.5", "missing": "Der er ikke registreret tolk."}],
        "report_url": "#",
    }


def lines_table(count: int) -> parts.Table:
    """A statement of a few lines with its sum."""
    columns = [
        parts.Column(key="line", title="Linje", sort_url="#", sorted="ascending"),
        parts.Column(key="clause", title="Bestemmelse", sort_url="#"),
        parts.Column(key="status", title="Status"),
        parts.Column(key="amount", title="Beløb (kr.)", align="right"),
    ]
    states = [
        parts.Status(text="Afregnet", kind="ok"),
        parts.Status(text="Tilbageholdt", kind="wait"),
        parts.Status(text="Indsigelse", kind="warning"),
    ]
    rows = [
        parts.Row(
            cells=[
                parts.Cell(text=f"2022-07-{n:05}", href="#", header=True),
                parts.Cell(text="BA-3.2a Højt specialiseret"),
                parts.Cell(status=states[n % 3]),
                parts.Cell(text=oere_number(n * 1_234_567 - 2_000_000)),
            ]
        )
        for n in range(1, count + 1)
    ]
    total = [
        parts.Cell(text="I alt", header=True),
        parts.Cell(),
        parts.Cell(),
        parts.Cell(text=oere_number(13_925_907)),
    ]
    files = [parts.Link(title="XLSX", url="#"), parts.Link(title="CSV", url="#"), parts.Link(title="PDF", url="#")]
    return parts.Table(
        caption="Linjer i opgørelsen",
        columns=columns,
        rows=[*rows, parts.Row(cells=total, total=True)],
        count=12_480,
        noun="linjer",
        page_text="Side 2 af 250",
        previous_url="#",
        next_url="#",
        downloads=files,
    )


def wide_table() -> parts.Table:
    """A table that is wider than any phone."""
    months = [
        "januar",
        "februar",
        "marts",
        "april",
        "maj",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "december",
    ]
    columns = [parts.Column(key="party", title="Betaler")] + [
        parts.Column(key=m, title=m, align="right") for m in months
    ]
    rows = [
        parts.Row(
            cells=[parts.Cell(text=name, header=True)] + [parts.Cell(text=oere_number(n * step)) for n in range(1, 13)]
        )
        for name, step in (("Region Midtjylland", 91_234_567), ("Region Nordjylland", 45_611_100))
    ]
    return parts.Table(caption="Betaling måned for måned, kr.", columns=columns, rows=rows, count=2)


def made_of() -> charts.BarChart:
    """What a statement is made of; the part that is not decided is hollow."""
    amounts = (
        ("Højt specialiseret, 90 %", 83_412_000_00, False),
        ("Hoved- og regionsfunktion, 70 %", 39_812_768_80, False),
        ("Tolk og medicin, 100 %", 424_000_00, False),
        ("Tilbageholdt, ikke med i summen", 1_204_500_00, True),
    )
    bars = [charts.Bar(label=label, value=oere, text=kroner(oere), outline=hollow) for label, oere, hollow in amounts]
    return charts.BarChart(
        title="To tredjedele af juli er højt specialiseret behandling",
        bars=bars,
        description="Opgørelsen for juli 2022 fordelt på bestemmelser.",
    )


def differences() -> charts.BarChart:
    """Changes with both signs."""
    changes = (("Region Midtjylland", -4_120_000_00), ("Region Nordjylland", 2_950_000_00), ("Privathospitaler", 0))
    bars = [
        charts.Bar(label=label, value=oere, text=f"{'+' if oere > 0 else ''}{kroner(oere)}") for label, oere in changes
    ]
    return charts.BarChart(
        title="Med 85 % ville Midtjylland betale 4,1 mio. kr. mindre",
        bars=bars,
        label_heading="Betaler",
        value_heading="Forskel",
    )


def rate_history() -> charts.StepChart:
    """A parameter with three values."""
    steps = [
        charts.Step(start=date(2011, 1, 1), value=8_500, text="85 %", note="Aftalen 2011-14"),
        charts.Step(start=date(2015, 1, 1), value=9_000, text="90 %", note="Tillæg af 2014"),
        charts.Step(start=date(2021, 1, 1), value=7_000, text="70 %", note="Benyttelsesaftalen 2021-22"),
    ]
    return charts.StepChart(
        title="Satsen faldt til 70 % i 2021", steps=steps, until=date(2022, 12, 31), value_heading="Sats"
    )


def trend() -> charts.LineChart:
    """Twelve months with a gap and a goal."""
    values = [412, 398, 441, 430, None, 389, 372, 366, 371, 350, 344, 338]
    points = [
        charts.Point(label=f"{i:02}-2022", value=v, text="ikke oplyst" if v is None else str(v))
        for i, v in enumerate(values, 1)
    ]
    return charts.LineChart(
        title="Tilbageholdte linjer er faldet siden foråret",
        points=points,
        goal=300,
        goal_text="Mål: 300",
        value_heading="Linjer",
    )


def events() -> list[parts.Event]:
    """What happened to a line."""
    return [
        parts.Event(when=NOON, who="Afregningen, Region Nordjylland", what="Linjen blev afregnet", url="#"),
        parts.Event(
            when=NOON.replace(day=24, hour=9),
            who="Økonomi, Region Midtjylland",
            what="Indsigelse: meddelelsesbrevet mangler",
            note="Vi kan ikke finde brevet i vores postkasse.",
        ),
        parts.Event(
            when=date(2022, 9, 1),
            who="Afregningen, Region Nordjylland",
            what="Linjen blev ført tilbage og skrevet igen",
            correction=True,
        ),
    ]


def confirmation() -> parts.Confirm:
    """The last look before an objection is sent."""
    return parts.Confirm(
        title="Send indsigelsen?",
        what="3 linjer bliver sat i bero, til Region Nordjylland har svaret.",
        who="Afregningen i begge regioner.",
        cost="Ikke noget nu. Bliver indsigelsen godtaget, falder opgørelsen med 48.210,00 kr.",
        undo="Ja. Du kan trække den tilbage, indtil der er svaret.",
        verb="Send indsigelsen",
        action_url="#",
        cancel_url="#",
        fields={"lines": "1,2,3"},
    )
