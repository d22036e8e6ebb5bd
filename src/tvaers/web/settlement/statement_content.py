"""What a statement is made of: by clause, by month, its control sums, and the lines that are questioned or held."""

from typing import Any

from django.urls import reverse

from tvaers.engine.settlement import queries
from tvaers.kernel.money import portion
from tvaers.web.design import charts, danish
from tvaers.web.design.parts import Cell, Column, Row, Table
from tvaers.web.settlement import words
from tvaers.web.settlement.held import shorten
from tvaers.web.settlement.links import maybe
from tvaers.web.settlement.listing import Listing

MILLION = 100_000_000
"""A million kroner in øre."""


Groups = list[dict[str, Any]]
"""Lines by clause and month: clause, month, lines, amount in øre. Read once for a page and rolled up here."""


def groups_of(user: Any, statement: Any) -> Groups:
    """The lines of a statement by clause and month."""
    return queries.line_sums(user, statement.run, queries.statement_filter(statement), "clause", "month")


def rolled_up(groups: Groups, by: str) -> Groups:
    """The groups with one column left, in its order."""
    names = sorted({group[by] for group in groups if group[by] is not None})
    return [{by: name, **_total([group for group in groups if group[by] == name])} for name in names]


def _total(groups: Groups) -> dict[str, int]:
    return {column: sum(group[column] for group in groups) for column in ("lines", "amount")}


def contents(run: Any, lines: Groups, listing: Listing) -> dict[str, Any]:
    """The sum by clause as a chart and a table whose clauses lead to their lines."""
    groups = sorted(rolled_up(lines, "clause"), key=lambda group: -group["amount"])
    return {"chart": _clause_chart(run, groups), "table": _clause_table(run, groups, listing)}


def _clause_chart(run: Any, groups: list[dict[str, Any]]) -> charts.BarChart | None:
    total = sum(group["amount"] for group in groups)
    if not groups or total <= 0:
        return None
    first = groups[0]
    share = 100 * portion(first["amount"], 100, total)
    return charts.BarChart(
        title=f"{danish.percent(share)} kommer fra {first['clause']} {words.clause_heading(run, first['clause'])}",
        description="Opgørelsens beløb efter bestemmelse.",
        bars=[
            charts.Bar(
                label=shorten(f"{group['clause']} {words.clause_heading(run, group['clause'])}"),
                value=group["amount"],
                text=danish.kroner(group["amount"]),
            )
            for group in groups
        ],
        label_heading="Bestemmelse",
    )


def _clause_table(run: Any, groups: list[dict[str, Any]], listing: Listing) -> Table:
    rows = [
        Row(
            cells=[
                Cell(
                    text=f"{group['clause']} {words.clause_heading(run, group['clause'])}",
                    href=listing.url(bestemmelse=group["clause"]),
                    header=True,
                ),
                Cell(text=danish.whole(group["lines"])),
                Cell(text=danish.oere_number(group["amount"])),
            ]
        )
        for group in groups
    ]
    total = Row(
        cells=[
            Cell(text="I alt", header=True),
            Cell(text=danish.whole(sum(group["lines"] for group in groups))),
            Cell(text=danish.oere_number(sum(group["amount"] for group in groups))),
        ],
        total=True,
    )
    return Table(
        caption="Efter bestemmelse",
        columns=[
            Column(key="clause", title="Bestemmelse"),
            Column(key="lines", title="Linjer", align="right"),
            Column(key="amount", title="Beløb i kr.", align="right"),
        ],
        rows=[*rows, total] if rows else [],
        empty="Her kommer de bestemmelser, som opgørelsens linjer er regnet efter.",
    )


def months(lines: Groups) -> charts.LineChart | None:
    """The sum month by month; None for a single month. A month without lines is 0."""
    sums = {group["month"]: group["amount"] for group in rolled_up(lines, "month")}
    if len(sums) < 2:
        return None
    greatest = max(sums, key=lambda name: sums[name])
    return charts.LineChart(
        title=f"Mest i {words.whole_month(greatest)}: {danish.kroner(sums[greatest])}",
        description="Opgørelsens beløb måned for måned, efter den dag linjerne hører til.",
        points=[
            charts.Point(label=words.month(name), value=sums.get(name, 0), text=danish.kroner(sums.get(name, 0)))
            for name in month_names(min(sums), max(sums))
        ],
        label_heading="Måned",
        value_heading="Beløb",
        axis_text=short_kroner,
    )


def month_names(first: str, last: str) -> list[str]:
    """The months from "2021-11" to "2022-02", both included."""
    start, end = (int(text[:4]) * 12 + int(text[5:]) - 1 for text in (first, last))
    return [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in range(start, end + 1)]


def short_kroner(oere: int) -> str:
    """An amount that fits on an axis: "250.000" or "12,5 mio."."""
    if abs(oere) < MILLION:
        return danish.whole(portion(oere, 1, 100))
    return f"{oere / MILLION:.1f}".replace(".", ",").removesuffix(",0") + " mio."


def controls(statement: Any, lines: Groups) -> list[dict[str, Any]]:
    """The sums that must hold for this statement, counted again now from its lines."""
    counted = _total(lines)
    return [
        {
            "words": "Linjernes sum er opgørelsens beløb",
            "left": danish.kroner(counted["amount"]),
            "right": danish.kroner(statement.amount),
            "holds": counted["amount"] == statement.amount,
        },
        {
            "words": "Antallet af linjer er det, opgørelsen siger",
            "left": danish.whole(counted["lines"]),
            "right": danish.whole(statement.lines),
            "holds": counted["lines"] == statement.lines,
        },
    ]


def questioned(user: Any, statement: Any) -> Table | None:
    """The lines that objections were raised about, newest objection first; None when there are none."""
    run = statement.run
    objections = queries.objections(user).filter(statement=statement).prefetch_related("lines")
    rows = [
        Row(
            cells=[
                Cell(
                    text=words.shown_number(run, line.line),
                    href=f"{reverse('settlement:line', args=[line.line])}?koersel={statement.run_id}",
                ),
                Cell(
                    text=f"Nr. {objection.pk}: {shorten(objection.reason, 60)}",
                    href=maybe("settlement:objection", objection.pk),
                ),
                Cell(status=words.objection_status(objection.state)),
                Cell(text=danish.oere_number(line.amount)),
            ]
        )
        for objection in objections
        for line in objection.lines.all()
    ]
    if not rows:
        return None
    return Table(
        caption="Linjer med indsigelse",
        columns=[
            Column(key="line", title="Linje"),
            Column(key="objection", title="Indsigelse"),
            Column(key="state", title="Svar"),
            Column(key="amount", title="Beløb i kr.", align="right"),
        ],
        rows=rows,
        count=len(rows),
        noun="linje" if len(rows) == 1 else "linjer",
    )


def held_table(run: Any, statement: Any, groups: list[dict[str, Any]]) -> Table | None:
    """What is held between the same two parties in the same run, by reason; None when nothing is."""
    if not groups:
        return None
    listing = Listing(
        reverse("settlement:lines", args=[run.pk]), {"betaler": statement.payer, "modtager": statement.payee}
    )
    return Table(
        caption="Holdt tilbage",
        columns=[
            Column(key="reason", title="Grund"),
            Column(key="lines", title="Rækker", align="right"),
            Column(key="amount", title="Beløb i kr.", align="right"),
        ],
        rows=[
            Row(
                cells=[
                    Cell(
                        text=f"{group['title']}: {group['reason']}",
                        href=listing.url(slags="tilbageholdt", regel=group["name"]),
                        header=True,
                    ),
                    Cell(text=danish.whole(group["lines"])),
                    Cell(text=danish.oere_number(group["amount"] or None)),
                ]
            )
            for group in groups
        ],
    )
