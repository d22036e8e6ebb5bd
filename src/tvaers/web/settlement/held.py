"""The rows of a run that were not settled: held, not finished, or outside the agreement; by reason and one by one."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tvaers.engine.settlement import queries
from tvaers.engine.settlement.lines import LineFilter
from tvaers.web.design import charts, danish
from tvaers.web.design.parts import Cell, Column, Row, Table
from tvaers.web.problems import shows_problems
from tvaers.web.settlement import words
from tvaers.web.settlement.line_list import csv_url, line_list
from tvaers.web.settlement.lines import wants_part
from tvaers.web.settlement.links import run_trail
from tvaers.web.settlement.listing import Listing, read_listing

PAGES = {
    "held": (
        "settlement:held",
        "Hvad er holdt tilbage, og hvorfor?",
        "De bliver afregnet af sig selv, når grunden er væk. Beløbet er det, der ville være skyldigt.",
    ),
    "open": (
        "settlement:open",
        "Hvad er ikke afsluttet?",
        "De bliver afregnet, når de er afsluttet. De har intet beløb endnu.",
    ),
    "out_of_scope": (
        "settlement:out-of-scope",
        "Hvad er uden for aftalen?",
        "De er talt med, så intet bliver væk. De har intet beløb i aftalen.",
    ),
}


@shows_problems
def outcomes(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """De rækker, der ikke blev afregnet."""
    run = queries.run(request.user, pk)
    name, title, lead = PAGES[kind]
    listing = read_listing(reverse(name, args=[pk]), request.GET, kind)
    context = {**line_list(request, run, listing)}
    if wants_part(request):
        return render(request, "settlement/line_list.html", {**context, "is_part": True})
    groups = reasons(request.user, run, LineFilter(kind=kind))
    page = {
        **context,
        "trail": [*run_trail(run), {"title": words.OUTCOMES[kind]}],
        "title": title,
        "lead": lead,
        "groups": _table(run, listing, groups) if groups else None,
        "chart": _chart(kind, groups),
        "chosen": next((group for group in groups if group["name"] == listing.filter.rule), None),
        "all_url": replace(listing, values={}).url(),
        "csv": csv_url(run, replace(listing, values={})),
        "is_later": run.number > 1,
    }
    return render(request, "settlement/outcomes.html", page)


def reasons(user: Any, run: Any, wanted: LineFilter) -> list[dict[str, Any]]:
    """What the rows that fit wait for: table, rule name, reason, count and øre; the greatest amount first.

    An amount of 0 means that none of the rows has one, such as when no tariff is known.
    """
    rules = words.rules_by_name(run)
    groups = queries.line_sums(user, run, wanted, "table", "name", "clause")
    named = [
        {
            **group,
            "title": words.table_of(run, group["table"])["title"],
            "reason": str(rules.get(group["name"], {}).get("reason", group["name"])),
        }
        for group in groups
    ]
    return sorted(named, key=lambda group: (-group["amount"], -group["lines"], group["reason"]))


def _table(run: Any, listing: Listing, groups: list[dict[str, Any]]) -> Table:
    has_amount = listing.kind == "held"
    amount_column = [Column(key="amount", title="Beløb i kr.", align="right")] if has_amount else []
    rows = [
        Row(
            cells=[
                Cell(text=group["title"]),
                Cell(text=group["reason"], href=listing.url(regel=group["name"]), header=True),
                Cell(text=danish.whole(group["lines"])),
                *([Cell(text=danish.oere_number(group["amount"] or None))] if has_amount else []),
            ]
        )
        for group in groups
    ]
    total = [Cell(text=""), Cell(text="I alt", header=True), Cell(text=danish.whole(sum(g["lines"] for g in groups)))]
    total += [Cell(text=danish.oere_number(sum(g["amount"] for g in groups)))] if has_amount else []
    return Table(
        caption="Efter grund",
        columns=[
            Column(key="table", title="Slags"),
            Column(key="reason", title="Grund"),
            Column(key="lines", title="Rækker", align="right"),
            *amount_column,
        ],
        rows=[*rows, Row(cells=total, total=True)],
    )


def _chart(kind: str, groups: list[dict[str, Any]]) -> charts.BarChart | None:
    """Held amounts by reason, when more than one reason has an amount."""
    known = [group for group in groups if group["amount"]]
    if kind != "held" or len(known) < 2:
        return None
    total, first = sum(group["amount"] for group in known), known[0]
    return charts.BarChart(
        title=f"{danish.kroner(total)} er holdt tilbage; mest i {first['title'].lower()}",
        description="Tilbageholdt beløb efter grund.",
        bars=[
            charts.Bar(
                label=shorten(f"{group['title']}: {group['reason']}"),
                value=group["amount"],
                text=danish.kroner(group["amount"]),
                outline=True,
            )
            for group in known
        ],
        label_heading="Grund",
    )


def shorten(text: str, most: int = 46) -> str:
    """Text that fits beside a bar on a phone; cut between words."""
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0].rstrip('.,:')} …"
