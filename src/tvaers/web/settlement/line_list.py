"""A page of a run's lines as it is drawn: headings, lines, count and sum, and the way to other pages."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from tvaers.engine.settlement import queries
from tvaers.engine.settlement.lines import Line, LinePage
from tvaers.engine.settlement.reasons import rules_by_origin
from tvaers.kernel.action import may
from tvaers.web.design import danish
from tvaers.web.design.parts import Column, Link
from tvaers.web.settlement import words
from tvaers.web.settlement.links import maybe
from tvaers.web.settlement.listing import KINDS, PAGE_SIZE, Listing

OBJECTIONABLE = ("sent", "disputed")


@dataclass(frozen=True)
class ShownLine:
    """A line in the table: its address ("" when it has no page), and its texts in the order of the columns."""

    id: str
    url: str
    day: str
    source: str
    table: str
    why: str
    payer: str
    payee: str
    amount: str
    is_reversal: bool


def line_list(request: HttpRequest, run: Any, listing: Listing) -> dict[str, Any]:
    """The template context of `settlement/line_list.html`."""
    found = queries.line_page(request.user, run, listing.filter, offset=listing.offset, limit=PAGE_SIZE)
    statement, objection_new = statement_to_question(request.user, run, listing), maybe("settlement:objection-new")
    return {
        "run": run,
        "listing": listing,
        "columns": columns(listing),
        "lines": shown_lines(run, found.rows),
        "count": found.count,
        "summary": summary(listing, found),
        "page_text": page_text(listing, found),
        "previous_url": listing.url(side=str(listing.page - 1)) if listing.page > 1 else "",
        "next_url": listing.url(side=str(listing.page + 1)) if listing.offset + PAGE_SIZE < found.count else "",
        "downloads": [Link(title="CSV", url=csv_url(run, listing))],
        "statement": statement if objection_new else None,
        "objection_new": objection_new,
    }


def shown_lines(run: Any, lines: Iterable[Line]) -> list[ShownLine]:
    """Lines in words; parties by the names they had on the run's last day."""
    rules = rules_by_origin(run)
    return [_shown(run, line, str(rules[line.origin, line.rule]["reason"])) for line in lines]


def _shown(run: Any, line: Line, reason: str) -> ShownLine:
    is_settled = line.kind == "settled"
    return ShownLine(
        id=line.id or "",
        url=line_url(run, line),
        day=danish.day(line.day),
        source=words.source_of(run, line),
        table=words.table_of(run, line.table)["title"],
        why=f"{line.clause} {words.clause_heading(run, line.clause)}" if is_settled else reason,
        payer=words.party(line.payer, run.ends),
        payee=words.party(line.payee, run.ends),
        amount=danish.oere_number(line.amount),
        is_reversal=line.entry == -1,
    )


def line_url(run: Any, line: Line) -> str:
    """The page of a line in this run; "" for what has no day yet and so no number."""
    return f"{reverse('settlement:line', args=[line.id])}?{urlencode({'koersel': run.pk})}" if line.id else ""


def csv_url(run: Any, listing: Listing) -> str:
    """The same list as a file."""
    slags = {kind: word for word, kind in KINDS.items()}[listing.kind]
    file = replace(listing, base=reverse("settlement:lines-csv", args=[run.pk]))
    return file.url(slags=slags)


def columns(listing: Listing) -> list[Column]:
    """The headings; those that can be sorted by are links."""
    is_settled = listing.kind == "settled"
    plan = (
        ("day", "Dag", True),
        ("source", "Nummer", True),
        ("amount", "Beløb i kr.", True),
        ("table", "Slags", False),
        ("clause", "Bestemmelse" if is_settled else "Grund", is_settled),
        ("payer", "Betaler", False),
        ("payee", "Modtager", False),
    )
    return [
        Column(
            key=key,
            title=title,
            align="right" if key == "amount" else "left",
            sort_url=listing.sort_url(key) if can_sort else "",
            sorted=listing.sorted_by(key) if can_sort else "",  # type: ignore[arg-type]
        )
        for key, title, can_sort in plan
    ]


def summary(listing: Listing, found: LinePage) -> str:
    """How many there are and what they come to, in a sentence."""
    if not found.count:
        return "Ingen linjer passer til filteret."
    noun = words.counted(found.count, "linje", "linjer")
    return f"{noun}, i alt {danish.kroner(found.amount)}"


def page_text(listing: Listing, found: LinePage) -> str:
    """Where in the list this page is."""
    pages = max(1, -(-found.count // PAGE_SIZE))
    return f"Side {danish.whole(listing.page)} af {danish.whole(pages)}" if pages > 1 else ""


def statement_to_question(user: Any, run: Any, listing: Listing) -> Any | None:
    """The statement that the listed lines belong to, if the user may question its lines now; else None."""
    wanted = listing.filter
    if listing.kind != "settled" or not (wanted.payer and wanted.payee):
        return None
    found = queries.statements(user).filter(run=run, payer=wanted.payer, payee=wanted.payee).first()
    return found if found and may_question(user, found) else None


def may_question(user: Any, statement: Any) -> bool:
    """Whether the user may object to lines of a statement, and its state allows it."""
    return statement.state in OBJECTIONABLE and may(user, "settlement.object", statement)
