"""What the pages of objections show: tables, the sentence on top, the corrections and the history."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Sum
from django.urls import reverse

from tvaers.engine.agreements.wording import word
from tvaers.engine.settlement import queries
from tvaers.engine.settlement.activity_tables import TABLES
from tvaers.engine.settlement.lifecycle import OBJECTION
from tvaers.engine.settlement.lines import Line
from tvaers.engine.settlement.proposals import Proposal
from tvaers.web.design import danish
from tvaers.web.design.parts import Cell, Column, Event, Row, Table
from tvaers.web.settlement import words
from tvaers.web.settlement.held import shorten
from tvaers.web.settlement.line_list import line_url

MOST = 100
Entry = tuple[str, int, Line | None]
"""An objected line: its id, its amount in øre as it was then, and the line where it is still found."""


def trail(*, is_last: bool = True) -> list[dict[str, str]]:
    """The way to the list of objections."""
    here = {"title": "Indsigelser"} if is_last else {"title": "Indsigelser", "url": reverse("settlement:objections")}
    return [{"title": "Afregning", "url": reverse("settlement:home")}, here]


def table(caption: str, found: Any, empty: str) -> Table:
    """Objections, the newest first, with what they are about."""
    counted = found.annotate(count=Count("lines"), amount=Sum("lines__amount"))
    rows = list(counted.defer("statement__run__edition__document")[:MOST])
    count = found.count()
    return Table(
        caption=caption,
        columns=[
            Column(key="number", title="Indsigelse"),
            Column(key="sides", title="Betaler og modtager"),
            Column(key="raised", title="Sendt", align="right"),
            Column(key="lines", title="Linjer", align="right"),
            Column(key="amount", title="Beløb i kr.", align="right"),
            Column(key="state", title="Status"),
        ],
        rows=[Row(cells=_cells(one)) for one in rows],
        count=count,
        noun="indsigelse" if count == 1 else "indsigelser",
        page_text=f"De {MOST} nyeste vises." if count > MOST else "",
        empty=empty,
    )


def proposal_tables(found: Sequence[Proposal]) -> list[Table]:
    """The objections that cases give reason to, each with the way to raise it; no table when there are none."""
    columns = [
        Column(key="line", title="Gør indsigelse mod"),
        Column(key="case", title="Forløb"),
        Column(key="sides", title="Betaler og modtager"),
        Column(key="amount", title="Beløb i kr.", align="right"),
    ]
    rows = [Row(cells=_proposed(one)) for one in found]
    caption = "Foreslået af et forløb"
    return [Table(caption=caption, columns=columns, rows=rows, count=len(rows), noun="forslag")] if rows else []


def _proposed(one: Proposal) -> list[Cell]:
    day = one.statement.run.ends
    asked = urlencode({"statement": one.statement.pk, "line": one.line.id, "forloeb": one.case})
    return [
        Cell(text=one.line.id, href=f"{reverse('settlement:objection-new')}?{asked}", header=True),
        Cell(text=one.case, href=reverse("cases:case", args=[one.case])),
        Cell(text=f"{words.party(one.statement.payer, day)} til {words.party(one.statement.payee, day)}"),
        Cell(text=danish.oere_number(one.line.amount or 0)),
    ]


def _cells(one: Any) -> list[Cell]:
    day = one.statement.run.ends
    payer, payee = (words.party(code, day) for code in (one.statement.payer, one.statement.payee))
    return [
        Cell(
            text=f"Nr. {one.pk}: {shorten(one.reason, 60)}",
            href=reverse("settlement:objection", args=[one.pk]),
            header=True,
        ),
        Cell(text=f"{payer} til {payee}"),
        Cell(text=danish.day(one.raised_at.date())),
        Cell(text=danish.whole(one.count)),
        Cell(text=danish.oere_number(one.amount)),
        Cell(status=words.objection_status(one.state)),
    ]


def entries(user: Any, found: Any) -> list[Entry]:
    """The lines of an objection, each looked up in the run that it stands in."""
    run = found.statement.run
    looked_up = [(one, queries.find_line(user, one.line, run)) for one in found.lines.order_by("pk")]
    return [(one.line, one.amount, line[1] if line else None) for one, line in looked_up]


def line_table(run: Any, shown: list[Entry]) -> Table:
    """Lines with their amounts and the sum."""
    rows = [Row(cells=_line_cells(run, amount, line)) for _, amount, line in shown]
    amount = Cell(text=danish.oere_number(sum(entry[1] for entry in shown)))
    total = Row(cells=[Cell(text="I alt", header=True), amount, Cell(), Cell()], total=True)
    return Table(
        caption="Linjer",
        columns=[
            Column(key="source", title="Nummer"),
            Column(key="amount", title="Beløb i kr.", align="right"),
            Column(key="day", title="Dag", align="right"),
            Column(key="clause", title="Bestemmelse"),
        ],
        rows=[*rows, total] if rows else [],
        count=len(rows),
        noun="linje" if len(rows) == 1 else "linjer",
    )


def _line_cells(run: Any, amount: int, line: Line | None) -> list[Cell]:
    sum_cell = Cell(text=danish.oere_number(amount))
    if line is None:
        return [Cell(text="Linjen er ikke fundet", header=True), sum_cell, Cell(), Cell()]
    return [
        Cell(text=words.source_of(run, line), href=line_url(run, line), header=True),
        sum_cell,
        Cell(text=danish.day(line.day)),
        Cell(text=f"{line.clause} {words.clause_heading(run, line.clause)}"),
    ]


def lead(found: Any) -> str:
    """What the parties disagree about, in one sentence."""
    sums = found.lines.aggregate(count=Count("pk"), amount=Sum("amount"))
    payer = words.party(found.statement.payer, found.statement.run.ends)
    lines = words.counted(sums["count"], "linje", "linjer")
    verb = "er" if found.state in ("raised", "rejected") else "var"
    return f"{payer} {verb} uenig i {lines} på i alt {danish.kroner(sums['amount'] or 0)}"


def turn(found: Any, is_mine: bool) -> str:
    """Whose move it is."""
    payee = words.party(found.statement.payee, found.statement.run.ends)
    return {
        "raised": "Det er din tur til at svare." if is_mine else f"{payee} skal svare.",
        "accepted": "Rettelsen bliver bogført i den næste afregning.",
        "corrected": "Rettelsen er bogført.",
        "rejected": "Linjerne står ved magt. Betaleren kan gøre indsigelse igen.",
        "withdrawn": "Linjerne står ved magt.",
    }[found.state]


def corrections(found: Any) -> list[str]:
    """What an accepted objection corrects, in sentences without repeats."""
    return list(dict.fromkeys(_sentence(one) for one in found.corrections.select_related("applied_in").order_by("pk")))


def _sentence(correction: Any) -> str:
    booked = f" Bogført i afregning nr. {correction.applied_in.number}." if correction.applied_in else ""
    if correction.change.get("withdraw"):
        return f"Linjerne trækkes tilbage.{booked}"
    labels = {column.name: column for column in TABLES[correction.table].columns}
    changes = [
        f"{labels[name].label} bliver {_value(labels[name].kind, value)}" for name, value in correction.change.items()
    ]
    return f"{'; '.join(changes)}.{booked}"


def _value(kind: str, value: Any) -> str:
    """A corrected fact in words."""
    if kind == "oere":
        return danish.kroner(value).removesuffix(".")
    if kind == "date":
        return danish.day(date.fromisoformat(value))
    if kind == "timestamp":
        when = datetime.fromisoformat(value)
        return f"{danish.day(when)} kl. {when:%H.%M}"
    return words.party(value, None) if kind in ("region", "municipality") else word(str(value))


def events(found: Any) -> list[Event]:
    """The history, oldest first."""
    return [
        Event(
            when=step.at,
            who=step.by,
            what="Indsigelse" if step.event == "raise" else words.event_label(OBJECTION, step.event),
            note=step.text,
            correction=step.event == "correct",
        )
        for step in found.steps.all()
    ]
