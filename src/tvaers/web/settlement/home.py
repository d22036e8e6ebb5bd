"""The front page of settlement: what waits for me, and what the newest runs came to."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tvaers.engine.settlement import queries
from tvaers.web.design import danish
from tvaers.web.design.parts import Cell, Column, Row, Table
from tvaers.web.problems import shows_problems
from tvaers.web.settlement import words
from tvaers.web.settlement.held import shorten
from tvaers.web.settlement.links import maybe

MOST = 20
WAITS = {"send": "Skal sendes", "approve": "Skal godkendes", "pay": "Skal betales"}


@shows_problems
def home(request: HttpRequest) -> HttpResponse:
    """Hvad venter på mig, og hvad kom de nyeste afregninger til?"""
    user = request.user
    waiting, objections = waiting_statements(user), list(queries.objections_to_answer(user))
    runs = newest_runs(user)
    context = {
        "trail": [{"title": "Afregning"}],
        "lead": lead(len(waiting), len(objections), bool(runs)),
        "waiting": _waiting_table(waiting) if waiting else None,
        "objections": _objections_table(objections) if objections else None,
        "runs": runs_table(user, runs) if runs else None,
        "scenarios_url": maybe("settlement:scenarios"),
        "objections_url": maybe("settlement:objections"),
    }
    return render(request, "settlement/home.html", context)


def lead(statements: int, objections: int, has_runs: bool) -> str:
    """What waits, in one sentence."""
    parts = [words.counted(statements, "opgørelse", "opgørelser")] if statements else []
    parts += [words.counted(objections, "indsigelse", "indsigelser")] if objections else []
    if parts:
        return f"{' og '.join(parts)} venter på dig."
    return "Intet venter på dig." if has_runs else ""


def waiting_statements(user: Any) -> list[tuple[str, Any]]:
    """The statements whose next step is the user's, with the step.

    One in dispute waits for the answer instead, and what a party bears itself waits for nobody.
    """
    return [
        (event, statement)
        for event in WAITS
        for statement in queries.waiting_statements(user, event)
        .exclude(state="disputed")
        .exclude(payer=F("payee"))
        .defer("run__edition__document")
    ]


def newest_runs(user: Any) -> list[Any]:
    """The newest run of each book, the newest first."""
    newest = queries.runs(user).order_by("book_id", "-number").distinct("book_id").values("pk")
    return list(queries.runs(user).filter(pk__in=newest).defer("edition__document")[:MOST])


def runs_table(user: Any, runs: Iterable[Any]) -> Table:
    """What the runs came to for the user's parties."""
    runs = list(runs)
    amounts = queries.statements(user).filter(run__in=runs).order_by().values("run").annotate(amount=Sum("amount"))
    by_run = {row["run"]: row["amount"] for row in amounts}
    return Table(
        caption="Nyeste afregninger",
        columns=[
            Column(key="book", title="Afregning"),
            Column(key="period", title="Periode"),
            Column(key="when", title="Afregnet"),
            Column(key="held", title="Holdt tilbage nu", align="right"),
            Column(key="amount", title="Opgørelser i kr.", align="right"),
        ],
        rows=[
            Row(
                cells=[
                    Cell(
                        text=f"{run.book.title}, nr. {run.number}",
                        href=reverse("settlement:run", args=[run.pk]),
                        header=True,
                    ),
                    Cell(text=words.period(run)),
                    Cell(text=danish.day(run.finished_at.date())),
                    _held_cell(user, run),
                    Cell(text=danish.oere_number(by_run.get(run.pk, 0))),
                ]
            )
            for run in runs
        ],
    )


def _held_cell(user: Any, run: Any) -> Cell:
    """How many rows the run's book holds back now, leading to them."""
    held = queries.book_standing(user, run.book).get("held")
    if held is None:
        return Cell(text="ingen")
    return Cell(text=words.counted(held.lines, "række", "rækker"), href=reverse("settlement:held", args=[run.pk]))


def _waiting_table(waiting: list[tuple[str, Any]]) -> Table:
    return Table(
        caption="Opgørelser, der venter på dig",
        columns=[
            Column(key="parties", title="Opgørelse"),
            Column(key="period", title="Periode"),
            Column(key="next", title="Næste skridt"),
            Column(key="amount", title="Beløb i kr.", align="right"),
        ],
        rows=[
            Row(
                cells=[
                    Cell(
                        text=" til ".join(words.party(code, one.run.ends) for code in (one.payer, one.payee)),
                        href=reverse("settlement:statement", args=[one.pk]),
                        header=True,
                    ),
                    Cell(text=words.period(one.run)),
                    Cell(text=WAITS[event]),
                    Cell(text=danish.oere_number(one.amount)),
                ]
            )
            for event, one in waiting[:MOST]
        ],
        count=len(waiting),
        noun="opgørelse" if len(waiting) == 1 else "opgørelser",
    )


def _objections_table(objections: list[Any]) -> Table:
    return Table(
        caption="Indsigelser, du skal svare på",
        columns=[
            Column(key="objection", title="Indsigelse"),
            Column(key="raised", title="Gjort"),
            Column(key="statement", title="Opgørelse"),
        ],
        rows=[
            Row(
                cells=[
                    Cell(text=shorten(one.reason, 80), href=maybe("settlement:objection", one.pk), header=True),
                    Cell(text=danish.day(one.raised_at.date())),
                    Cell(text=f"Nr. {one.statement_id}", href=reverse("settlement:statement", args=[one.statement_id])),
                ]
            )
            for one in objections[:MOST]
        ],
        count=len(objections),
        noun="indsigelse" if len(objections) == 1 else "indsigelser",
    )
