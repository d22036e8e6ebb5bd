"""Fejlsendte: which messages came to the wrong unit, from whom, and what to do about each."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tvaers.engine.messages import actions, policies, queries
from tvaers.kernel.errors import Problem
from tvaers.web.design.charts import Bar, BarChart
from tvaers.web.design.parts import Cell
from tvaers.web.messages import words
from tvaers.web.messages.frame import page_of, require, table, ways
from tvaers.web.messages.traffic import MONTHS
from tvaers.web.problems import shows_problems


@shows_problems
def listing(request: HttpRequest) -> HttpResponse:
    """Fejlsendte meddelelser."""
    require(request.user)
    page = page_of(queries.misdirected(request.user), request)
    counts = queries.misdirected_by_sender(request.user)
    rows = [
        [Cell(text=name, header=True), Cell(text=f"{MONTHS[month.month - 1]} {month.year}"), Cell(text=str(count))]
        for name, month, count in counts
    ]
    columns: Any = [("Afsender", "left"), ("Måned", "left"), ("Fejlsendte", "right")]
    context = {
        "ways": ways(request),
        "items": [_item(request.user, one) for one in page],
        "page": page,
        "chart": _chart(counts),
        "table": table("Fejlsendte pr. afsender og måned", columns, rows, "Ingen meddelelser er landet forkert."),
        "receivers": queries.current_locations(request.user),
    }
    return render(request, "messages/misdirected.html", context)


@shows_problems
@require_POST
def handle(request: HttpRequest, pk: int) -> HttpResponse:
    """Send retur, send videre, eller behold."""
    user: Any = request.user
    chosen, receiver = request.POST.get("handled", ""), request.POST.get("to", "")
    if chosen not in ("returned", "forwarded", "kept"):
        raise Problem(what="Vælg, hvad der skal ske med meddelelsen.")
    to = queries.location(user, int(receiver)) if receiver.isdecimal() and len(receiver) < 19 else None
    actions.handle_misdirected(actor=user, message=queries.message(user, pk), handled=chosen, to=to)  # type: ignore[arg-type]
    messages.success(request, f"Meddelelsen er registreret: {words.HANDLED[chosen].lower()}.")
    return redirect("messages:misdirected")


def _item(user: Any, row: Any) -> dict[str, Any]:
    message = row.message
    return {
        "row": row,
        "message": message,
        "standard": words.STANDARDS.get(message.standard, message.standard),
        "handled": words.HANDLED[row.handled],
        "is_letter": message.standard == queries.LETTER,
        "may_handle": not row.handled and policies.may_handle_misdirected(user, message),
        "may_read": policies.may_read(user, message),
    }


def _chart(counts: Any) -> BarChart | None:
    """A bar for each month, all senders together."""
    months: dict[Any, int] = {}
    for _, month, count in counts:
        months[month] = months.get(month, 0) + count
    if not months:
        return None
    bars = [
        Bar(label=f"{MONTHS[month.month - 1]} {month.year}", value=count, text=str(count))
        for month, count in sorted(months.items())
    ]
    return BarChart(
        title=f"{bars[-1].text} fejlsendte i {bars[-1].label}",
        bars=bars,
        label_heading="Måned",
        value_heading="Fejlsendte",
    )
