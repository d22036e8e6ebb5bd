"""One statement: is this bill right? And its steps: sent, approved, paid."""

from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tvaers.engine.settlement import actions, queries
from tvaers.engine.settlement.lifecycle import STATEMENT
from tvaers.engine.settlement.lines import LineFilter
from tvaers.kernel.action import may
from tvaers.kernel.errors import NotAllowed, Problem
from tvaers.web.design import danish
from tvaers.web.design.parts import Confirm, Event, Figure, Link
from tvaers.web.problems import shows_problems, tell
from tvaers.web.settlement import statement_content, words
from tvaers.web.settlement.held import reasons
from tvaers.web.settlement.line_list import line_list, may_question
from tvaers.web.settlement.links import maybe, run_trail, statement_downloads
from tvaers.web.settlement.listing import Listing


@dataclass(frozen=True)
class Move:
    """A step that a person may take with a statement: its address, its action, and what the page says about it."""

    event: str
    address: str
    action: str
    verb: str
    done: str
    undo: str


MOVES = {
    move.event: move
    for move in (
        Move(
            "send",
            "settlement:statement-send",
            "settlement.send_statement",
            "Send opgørelsen",
            "Opgørelsen er sendt.",
            "Nej. Fejl rettes i den næste afregning.",
        ),
        Move(
            "approve",
            "settlement:statement-approve",
            "settlement.approve_statement",
            "Godkend opgørelsen",
            "Opgørelsen er godkendt.",
            "Nej. Fejl rettes i den næste afregning.",
        ),
        Move(
            "pay",
            "settlement:statement-pay",
            "settlement.pay_statement",
            "Registrér betalingen",
            "Betalingen er registreret.",
            "Nej.",
        ),
    )
}
ACTIONS = {"send": actions.send_statement, "approve": actions.approve_statement, "pay": actions.pay_statement}


@shows_problems
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    """Er denne regning rigtig?"""
    found = queries.statement(request.user, pk)
    run, lines = found.run, statement_content.groups_of(request.user, found)
    lines_url = reverse("settlement:lines", args=[run.pk])
    listing = Listing(lines_url, {"betaler": found.payer, "modtager": found.payee})
    held = reasons(request.user, run, LineFilter(kind="held", payer=found.payer, payee=found.payee))
    context = {
        **preview(request, run, listing),
        "bill": found,
        "trail": [*run_trail(run), {"title": f"Opgørelse nr. {found.pk}"}],
        "title": headline(found),
        "period": words.period(run),
        "status": words.statement_status(found.state),
        "figures": figures(found, held),
        "moves": moves(request.user, found),
        "question_url": _question_url(request.user, found, listing),
        "steps": steps(found),
        "contents": statement_content.contents(run, lines, listing),
        "months": statement_content.months(lines),
        "controls": statement_content.controls(found, lines),
        "questioned": statement_content.questioned(request.user, found),
        "held": statement_content.held_table(run, found, held),
        "files": statement_downloads(found),
    }
    return render(request, "settlement/statement.html", context)


@shows_problems
def step(request: HttpRequest, pk: int, event: str) -> HttpResponse:
    """Bekræft og udfør et skridt: send, godkend eller registrér betaling."""
    user: Any = request.user
    found = queries.statement(user, pk)
    move, page = MOVES[event], reverse("settlement:statement", args=[pk])
    if not may(user, move.action, found):
        raise NotAllowed(what="Det har du ikke adgang til.", why="Skridtet kræver en rolle, som du ikke har her.")
    if request.method == "POST":
        try:
            ACTIONS[event](actor=user, statement=found)
        except NotAllowed:
            raise
        except Problem as problem:
            tell(request, problem)
        else:
            messages.success(request, move.done)
        return redirect(page)
    if not STATEMENT.may(found.state, event):
        messages.info(
            request, f"Opgørelsen er {words.statement_status(found.state).text.lower()}. Der er ikke mere at gøre her."
        )
        return redirect(page)
    trail = [*run_trail(found.run), {"title": f"Opgørelse nr. {pk}", "url": page}, {"title": move.verb}]
    return render(
        request, "settlement/confirm.html", {"trail": trail, "confirm": confirmation(found, move), "title": move.verb}
    )


def preview(request: HttpRequest, run: Any, listing: Listing) -> dict[str, Any]:
    """The first lines of a statement as they stand on its page: sorting and paging are for the page of lines."""
    part = line_list(request, run, listing)
    columns = [replace(column, sort_url="", sorted="") for column in part["columns"]]
    more = {"all_url": listing.url(), "previous_url": "", "next_url": ""} if part["next_url"] else {}
    return {**part, "columns": columns, **more}


def headline(found: Any) -> str:
    """Who pays whom how much; a negative sum is paid back."""
    payer, payee = (words.party(code, found.run.ends) for code in (found.payer, found.payee))
    if found.payer == found.payee:
        return f"{payer} bærer selv {danish.kroner(found.amount)}"
    if found.amount < 0:
        return f"{payee} betaler {danish.kroner(-found.amount)} tilbage til {payer}"
    return f"{payer} betaler {danish.kroner(found.amount)} til {payee}"


def moves(user: Any, found: Any) -> list[Link]:
    """The steps that the state allows and that the user may take; none with what a party bears itself."""
    if found.payer == found.payee:
        return []
    allowed = [MOVES[event.name] for event in STATEMENT.allowed(found.state) if event.name in MOVES]
    return [
        Link(title=move.verb, url=reverse(move.address, args=[found.pk]))
        for move in allowed
        if may(user, move.action, found)
    ]


def confirmation(found: Any, move: Move) -> Confirm:
    """What a step does, who sees it, what it costs, and whether it can be undone."""
    payer, payee = (words.party(code, found.run.ends) for code in (found.payer, found.payee))
    due = found.amount - queries.questioned_amount(found)
    approved = queries.approved_amount(found)
    amount = {"send": found.amount, "approve": due, "pay": approved if approved is not None else found.amount}[
        move.event
    ]
    what = {
        "send": f"{payer} får opgørelsen for {words.period(found.run)} til godkendelse.",
        "approve": f"Du godkender på {payer}s vegne, at der skyldes {danish.kroner(due)}{_left_out(found, due)}",
        "pay": f"Det bliver noteret, at {payer} har betalt. Tværs flytter ingen penge.",
    }[move.event]
    return Confirm(
        title=f"{move.verb}?",
        what=what,
        who=f"{payer} og {payee}",
        cost=danish.kroner(amount),
        undo=move.undo,
        verb=move.verb,
        action_url=reverse(move.address, args=[found.pk]),
        cancel_url=reverse("settlement:statement", args=[found.pk]),
    )


def _left_out(found: Any, due: int) -> str:
    if due == found.amount:
        return ""
    return f" Linjer med en åben indsigelse, i alt {danish.kroner(found.amount - due)}, er ikke med."


def figures(found: Any, held: list[dict[str, Any]]) -> list[Figure]:
    """The total and what it should be compared with."""
    open_amount = queries.questioned_amount(found)
    approved = queries.approved_amount(found)
    shown = [
        Figure(label="Opgørelsen i alt", value=danish.oere_number(found.amount), unit="kr.", note=_line_count(found)),
        Figure(label="Under indsigelse", value=danish.oere_number(open_amount), unit="kr."),
    ]
    if approved is not None:
        left = found.amount - approved
        note = f"{danish.kroner(left)} var under indsigelse og er ikke med" if left else ""
        shown.append(Figure(label="Godkendt", value=danish.oere_number(approved), unit="kr.", note=note))
    else:
        shown.append(Figure(label="Kan godkendes nu", value=danish.oere_number(found.amount - open_amount), unit="kr."))
    held_amount, held_rows = sum(group["amount"] for group in held), sum(group["lines"] for group in held)
    note = f"{words.counted(held_rows, 'række', 'rækker')}, ikke med i opgørelsen"
    return [*shown, Figure(label="Holdt tilbage", value=danish.oere_number(held_amount), unit="kr.", note=note)]


def _line_count(found: Any) -> str:
    return words.counted(found.lines, "linje", "linjer")


def steps(found: Any) -> list[Event]:
    """The life of a statement, oldest first: made, then each step with who and when."""
    made = Event(
        when=found.run.finished_at, who=found.run.settled_by, what=f"Opgjort i afregning nr. {found.run.number}"
    )
    later = [
        Event(when=step.at, who=step.by, what=words.event_label(STATEMENT, step.event), note=step.text)
        for step in found.steps.all()
    ]
    return [made, *later]


def _question_url(user: Any, found: Any, listing: Listing) -> str:
    """Where lines are chosen to be questioned; "" when the user may not."""
    return listing.url() if maybe("settlement:objection-new") and may_question(user, found) else ""
