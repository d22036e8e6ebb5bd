"""Statusskemaer: what was asked, who has answered, and the matrix of what supports which guiding mark."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tvaers.engine.yearwheel import queries
from tvaers.engine.yearwheel.starting import to_draw_up
from tvaers.kernel.action import may
from tvaers.web import table_file
from tvaers.web.design import danish
from tvaers.web.design.parts import Cell, Column, Link, Row, Status, Table
from tvaers.web.problems import shows_problems
from tvaers.web.yearwheel import frame


@require_safe
@shows_problems
def requests(request: HttpRequest) -> HttpResponse:
    """Skemaerne, dem der venter på dig først."""
    user: Any = request.user
    found = list(queries.requests(user).prefetch_related("receivers"))
    titles = ("Skema", "Forum", "Svarfrist", "Svar", "Status")
    rows = [Row(cells=_cells(one)) for one in found]
    table = Table(caption="Statusskemaer", columns=[Column(key=one, title=one) for one in titles], rows=rows,
                  count=len(rows), noun="skemaer",
                  empty="Her står de skemaer, du har sendt, eller som du skal svare på.")  # fmt: skip
    context = {**frame.of("yearwheel:requests"), "table": table, "to_answer": queries.to_answer(user),
               "to_draw_up": to_draw_up(user),
               "may_ask": may(user, "yearwheel.draw_up")}  # fmt: skip
    return render(request, "yearwheel/requests.html", context)


def _cells(one: queries.StatusRequest) -> list[Cell]:
    receivers = list(one.receivers.all())
    answered = sum(each.answered_at is not None for each in receivers)
    sent = Status(text="Sendt", kind="info") if one.sent_at else Status(text="Ikke sendt", kind="wait")
    done = Status(text="Alle har svaret", kind="ok")
    return [
        Cell(text=one.title, href=reverse("yearwheel:request", args=[one.slug]), header=True),
        Cell(text=one.forum.audit_name()), Cell(text=danish.day(one.due)), Cell(text=f"{answered} af {len(receivers)}"),
        Cell(status=done if answered == len(receivers) else sent),
    ]  # fmt: skip


@require_safe
@shows_problems
def one_request(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Ét skema: hvem har svaret, og hvad støtter hvilke pejlemærker?"""
    user: Any = request.user
    found = queries.request(user, slug)
    matrix = queries.matrix(user, found)
    table = matrix_table(matrix)
    if request.GET.get("format") == "xlsx":
        return table_file.xlsx(table, f"statusmatrix-{slug}")
    replies, keeps = queries.replies(user, found), may(user, "yearwheel.send", found)
    context = {
        **frame.of("yearwheel:requests", (found.title, "")), "request_": found, "matrix": matrix, "table": table,
        "replies": _replies(user, replies), "keeps": keeps, "sees_all": queries.sees_answers(user, found),
        "waiting": [one for one in replies if one.answered_at is None],
        "answers": _answers(found, replies),
    }  # fmt: skip
    return render(request, "yearwheel/request.html", context)


def matrix_table(matrix: queries.Matrix) -> Table:
    """Agreements and efforts down, marks across, with counts per mark and per row."""
    columns = [Column(key="line", title="Aftale eller indsats"), Column(key="who", title="Svar fra")]
    columns += [Column(key=mark, title=title) for mark, title in matrix.marks.items()]
    columns.append(Column(key="sum", title="I alt", align="right"))
    rows = [Row(cells=_line(line, matrix)) for line in matrix.lines]
    if rows:
        counts = [Cell(text=str(number)) for number in matrix.columns.values()]
        rows.append(Row(total=True, cells=[Cell(text="I alt", header=True), Cell(), *counts,
                                           Cell(text=str(matrix.total))]))  # fmt: skip
    noun = "aftale eller indsats" if len(matrix.lines) == 1 else "aftaler og indsatser"
    return Table(caption="Matrix", columns=columns, rows=rows, count=len(matrix.lines), noun=noun,
                 downloads=[Link(title="Hent som XLSX", url="?format=xlsx")],
                 empty="Ingen har svaret endnu. Kladder er ikke med.")  # fmt: skip


def _line(line: queries.Line, matrix: queries.Matrix) -> list[Cell]:
    ticks = [Cell(text="Ja" if mark in line.ticks else "–") for mark in matrix.marks]
    return [Cell(text=line.title, header=True), Cell(text=line.receiver), *ticks,
            Cell(text=str(queries.row_sum(line, matrix.marks)))]  # fmt: skip


def _replies(user: Any, found: list[queries.Receiver]) -> Table:
    titles = ("Modtager", "Status", "Mindet om", "Næste skridt")
    rows = [Row(cells=_reply(user, one)) for one in found]
    return Table(caption="Svar", columns=[Column(key=one, title=one) for one in titles], rows=rows, count=len(rows),
                 noun="modtager" if len(rows) == 1 else "modtagere")  # fmt: skip


def _reply(user: Any, one: queries.Receiver) -> list[Cell]:
    step = Cell(text="Se svaret", href=reverse("yearwheel:reply", args=[one.slug]))
    if one.answered_at is not None and may(user, "yearwheel.reopen", one):
        step = Cell(text="Åbn igen", href=reverse("yearwheel:reopen", args=[one.slug]))
    elif one.answered_at is None and one.request.sent_at and may(user, "yearwheel.answer", one):
        step = Cell(text="Svar", href=reverse("yearwheel:reply", args=[one.slug]))
    reminded = danish.day(one.reminded_at.date()) if one.reminded_at else ""
    return [Cell(text=one.name, header=True), Cell(status=frame.reply_status(one)), Cell(text=reminded), step]


def _answers(found: queries.StatusRequest, replies: list[queries.Receiver]) -> list[dict[str, Any]]:
    """Each question with what was answered, and who left it empty."""
    answered = [one for one in replies if one.answered_at is not None]
    return [
        {"question": question,
         "said": [(one.name, text) for one in answered if (text := _answer(one, number))],
         "silent": [one.name for one in answered if not _answer(one, number)]}
        for number, question in enumerate(found.questions)
    ]  # fmt: skip


def _answer(one: queries.Receiver, number: int) -> str:
    return str(one.answers[number]) if number < len(one.answers) else ""
