"""A run's receipt: what it was made of, what it came to, and whether its sums hold."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tvaers.engine.settlement import queries
from tvaers.web.design import charts, danish
from tvaers.web.design.parts import Cell, Column, Figure, Row, Table
from tvaers.web.problems import shows_problems
from tvaers.web.settlement import words
from tvaers.web.settlement.links import maybe, run_trail

ADDRESSES = {"held": "settlement:held", "open": "settlement:open", "out_of_scope": "settlement:out-of-scope"}
IN_OERE = frozenset({"lines", "balance"})
BOOKED = {
    "new": ("Nye linjer", "også rækker, der nu er tilbageholdt"),
    "reversed": ("Tilbageførte linjer", ""),
    "unchanged": ("Uændrede rækker", "set efter; intet er skrevet"),
    "gone": ("Rækker, der er faldet væk", ""),
    "released": ("Tilbageholdte rækker set efter igen", "det, de ventede på, kan være kommet"),
}


@shows_problems
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """Hvad kom der ud af afregningen, og stemmer den?"""
    found = queries.run(request.user, pk)
    counts = words.ordered(found.totals["counts"], [table["name"] for table in found.edition.document["tables"]])
    trail = run_trail(found)
    context = {
        "run": found,
        "trail": [*trail[:-1], {"title": trail[-1]["title"]}],
        "period": words.period(found),
        "figures": figures(found),
        "chart": outcome_chart(counts),
        "counts": counts_table(found, counts),
        "discount": discount_table(request.user, found),
        "controls": controls(found),
        "controls_hold": all(control["holds"] for control in found.totals["controls"]),
        "booked": booked(found),
        "warnings": found.totals["warnings"],
        "statements": statements_table(request.user, found),
        "facts": facts(found),
        "rows": input_table(found),
        "agreement_url": maybe("agreements:agreement", found.edition.agreement.package),
        "whatif_url": maybe("settlement:whatif") if queries.may_whatif(request.user, found) else "",
        "others": queries.runs(request.user).filter(book=found.book).exclude(pk=pk).defer("edition__document"),
    }
    return render(request, "settlement/run.html", context)


def discount_table(user: Any, run: Any) -> Table | None:
    """The discount by clause and direction (BA-4.1f); None when no line pays a share of a tariff."""
    found = queries.discount(user, run)
    if not found:
        return None
    rows = [
        Row(
            cells=[
                Cell(text=f"{words.party(each.payer, run.ends)} til {words.party(each.payee, run.ends)}", header=True),
                Cell(text=f"{each.clause} {words.clause_heading(run, each.clause)}"),
                *(Cell(text=danish.oere_number(amount)) for amount in (each.value, each.paid, each.amount)),
            ]
        )
        for each in found
    ]
    return Table(
        caption="Rabat i forhold til den fulde takst",
        columns=[
            Column(key="parties", title="Betaler og modtager"),
            Column(key="clause", title="Bestemmelse"),
            Column(key="value", title="Fuld takst i kr.", align="right"),
            Column(key="paid", title="Afregnet i kr.", align="right"),
            Column(key="amount", title="Rabat i kr.", align="right"),
        ],
        rows=rows,
    )


def sums(counts: dict[str, dict[str, int]]) -> dict[str, int]:
    """How many rows came to each outcome, over all tables."""
    return {kind: sum(table.get(kind, 0) for table in counts.values()) for kind in words.OUTCOMES}


def figures(found: Any) -> list[Figure]:
    """The rows by outcome; each but the settled leads to its own list."""
    addresses = {"settled": reverse("settlement:lines", args=[found.pk])}
    addresses |= {kind: reverse(name, args=[found.pk]) for kind, name in ADDRESSES.items()}
    return [
        Figure(label=words.OUTCOMES[kind], value=danish.whole(number), unit="rækker", url=addresses.get(kind, ""))
        for kind, number in sums(found.totals["counts"]).items()
        if number or kind != "outside_period"
    ]


def outcome_chart(counts: dict[str, dict[str, int]]) -> charts.BarChart | None:
    """Rows by outcome; what is not settled is drawn hollow."""
    by_kind = sums(counts)
    total = sum(by_kind.values())
    if not total:
        return None
    return charts.BarChart(
        title=f"{danish.whole(by_kind['settled'])} af {words.counted(total, 'række', 'rækker')} er afregnet",
        description="Hvad der blev af rækkerne i aktiviteten.",
        bars=[
            charts.Bar(label=words.OUTCOMES[kind], value=number, text=danish.whole(number), outline=kind != "settled")
            for kind, number in by_kind.items()
        ],
        label_heading="Udfald",
        value_heading="Rækker",
    )


def counts_table(found: Any, counts: dict[str, dict[str, int]]) -> Table:
    """Rows by table and outcome."""
    rows = [
        Row(
            cells=[
                Cell(text=words.table_of(found, name)["title"], header=True),
                *(Cell(text=danish.whole(table.get(kind, 0))) for kind in words.OUTCOMES),
            ]
        )
        for name, table in counts.items()
        if any(table.values())
    ]
    total = [Cell(text="I alt", header=True), *(Cell(text=danish.whole(number)) for number in sums(counts).values())]
    return Table(
        caption="Rækker efter slags og udfald",
        columns=[
            Column(key="table", title="Slags"),
            *(Column(key=kind, title=title, align="right") for kind, title in words.OUTCOMES.items()),
        ],
        rows=[*rows, Row(cells=total, total=True)] if rows else [],
        empty="Afregningen så ikke på nogen rækker.",
    )


def controls(found: Any) -> list[dict[str, Any]]:
    """The control sums of the run with both sides as text."""
    return [
        {
            "words": control["words"],
            "left": _side(control["name"], control["left"]),
            "right": _side(control["name"], control["right"]),
            "holds": control["holds"],
        }
        for control in found.totals["controls"]
    ]


def _side(name: str, number: int) -> str:
    return danish.kroner(number) if name in IN_OERE else danish.whole(number)


def booked(found: Any) -> list[Figure]:
    """What a later run of a book wrote; nothing for the first, where everything is new."""
    return [
        Figure(label=label, value=danish.whole(found.booked[name]), note=note)
        for name, (label, note) in BOOKED.items()
        if name in found.booked
    ]


def statements_table(user: Any, found: Any) -> Table:
    """The run's statements that the user may see."""
    statements = list(queries.statements(user).filter(run=found))
    rows = [
        Row(
            cells=[
                Cell(
                    text=f"{words.party(one.payer, found.ends)} til {words.party(one.payee, found.ends)}",
                    href=reverse("settlement:statement", args=[one.pk]),
                    header=True,
                ),
                Cell(status=words.statement_status(one.state)),
                Cell(text=danish.whole(one.lines)),
                Cell(text=danish.oere_number(one.amount)),
            ]
        )
        for one in statements
    ]
    return Table(
        caption="Opgørelser",
        columns=[
            Column(key="parties", title="Betaler og modtager"),
            Column(key="state", title="Status"),
            Column(key="lines", title="Linjer", align="right"),
            Column(key="amount", title="Beløb i kr.", align="right"),
        ],
        rows=rows,
        count=len(rows),
        noun="opgørelse" if len(rows) == 1 else "opgørelser",
        empty="Her kommer de opgørelser, som dine parter betaler eller får penge for. Afregningen gav ingen.",
    )


def facts(found: Any) -> list[dict[str, Any]]:
    """What the run was made of: enough to make it again and get the same lines."""
    edition = found.edition
    listed = [
        ("Periode", words.period(found)),
        ("Aftale", edition.agreement.title),
        ("Udgave", f"{edition.content_hash[:16]}, registreret {danish.moment(edition.recorded_at)}"),
        ("Afregnet", danish.moment(found.finished_at)),
        ("Af", found.settled_by),
        ("Bog", f"{found.book.title}, afregning nr. {found.number}"),
        ("Kvittering", found.receipt),
        ("Aktivitetens fingeraftryk", found.input_hash),
        ("Programmets version", found.code_version),
        ("Regnemaskine", found.engine),
    ]
    if edition.overrides:
        changed = ", ".join(f"{name} = {value}" for name, value in edition.overrides.items())
        listed.append(("Ændrede værdier", changed))
    return [{"label": label, "value": value} for label, value in listed]


def input_table(found: Any) -> Table:
    """How many rows of activity there were, table by table."""
    return Table(
        caption="Aktivitet, der gik ind",
        columns=[Column(key="table", title="Tabel"), Column(key="rows", title="Rækker", align="right")],
        rows=[
            Row(cells=[Cell(text=words.ACTIVITY.get(name, name), header=True), Cell(text=danish.whole(number))])
            for name, number in words.ordered(found.input_rows, words.ACTIVITY).items()
        ],
    )
