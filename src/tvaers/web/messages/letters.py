"""Indbakke og breve: read a correspondence, answer it, send it on, and write from a case."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tvaers.engine.cases import queries as cases
from tvaers.engine.citizens import queries as citizens
from tvaers.engine.messages import actions, queries
from tvaers.engine.messages.actions import Letter
from tvaers.engine.messages.files import case_of
from tvaers.engine.messages.message import Message
from tvaers.engine.parties.queries import name_of
from tvaers.kernel.errors import NotFound, Problem
from tvaers.web.design.parts import Cell, Status
from tvaers.web.links import to
from tvaers.web.messages import files, untold, words
from tvaers.web.messages.forms import LetterForm, ReplyForm
from tvaers.web.messages.frame import page_of, require, table, ways
from tvaers.web.problems import into_form, shows_problems


@shows_problems
def inbox(request: HttpRequest) -> HttpResponse:
    """Indbakke: what has been written to us, and what has nobody read?"""
    require(request.user, "messages.see")
    unread = request.GET.get("laest") == "nej"
    page = page_of(queries.inbox(request.user, unread=unread), request)
    rows = [
        [
            Cell(text=words.clock_time(one.received_at)),
            Cell(text=_subject(one), href=to("messages:letter", one.pk), header=True),
            Cell(text=one.sender_name or one.sender_sor),
            Cell(text=_masked(one.citizen)),
            Cell(status=Status(text="Læst", kind="neutral") if one.read_at else Status(text="Ulæst", kind="info")),
        ]
        for one in page
    ]
    columns: Any = [("Modtaget", "left"), ("Hvad", "left"), ("Fra", "left"), ("Borger", "left"), ("Læst", "left")]
    found = table(
        "Indbakke", columns, rows, "Der er ingen breve. Når nogen skriver til jer, står brevet her.", page, "breve"
    )
    context = {"ways": ways(request), "table": found, "unread": unread, "count": queries.unread_count(request.user)}
    return render(request, "messages/inbox.html", context)


@shows_problems
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """En korrespondance: what has been written, in which order, and about whom?"""
    row = queries.message(request.user, pk)
    return render(request, "messages/letter.html", _shown(request, row))


@shows_problems
@require_POST
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Markér som læst."""
    user: Any = request.user
    actions.read(actor=user, message=queries.message(user, pk))
    messages.success(request, "Meddelelsen er markeret som læst.")
    return redirect("messages:letter", pk)


@shows_problems
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Svar på et brev."""
    row = queries.message(request.user, pk)
    sender = queries.location_with(row.sender_sor, row.sender_gln)
    form = ReplyForm(request.POST or None, request.FILES or None, user=request.user)
    if sender is None:
        form.add_error(
            None, "Afsenderen står ikke i registeret over lokationsnumre. Registrér nummeret, før du svarer."
        )
    elif request.method == "POST" and _sent(request, form, row, sender, "reply-message"):
        return redirect("messages:letter", pk)
    context = {"row": row, "form": form, "title": "Svar på brevet", "verb": "Send svaret", "to": row.sender_name}
    return render(request, "messages/write.html", context)


@shows_problems
def forward(request: HttpRequest, pk: int) -> HttpResponse:
    """Send et brev videre."""
    row = queries.message(request.user, pk)
    form = ReplyForm(request.POST or None, request.FILES or None, user=request.user, chooses=True)
    if request.method == "POST" and _sent(request, form, row, form.receiver(), "forward-message"):
        return redirect("messages:letter", pk)
    context = {"row": row, "form": form, "title": "Send brevet videre", "verb": "Send videre", "to": ""}
    return render(request, "messages/write.html", context)


@shows_problems
def new(request: HttpRequest, number: str) -> HttpResponse:
    """Skriv et brev fra et forløb."""
    user: Any = request.user
    case = cases.case(user, number)
    form = LetterForm(request.POST or None, request.FILES or None, user=user, parties=_own(user, case))
    if request.method == "POST" and form.is_valid():
        try:
            sent_letter = actions.send(actor=user, letter=form.letter(case=case))
            _tell(request, sent_letter)
            return redirect("messages:case", number)
        except Problem as problem:
            into_form(form, problem)
    context = {"case": case, "form": form, "title": "Skriv et brev", "verb": "Send brevet"}
    return render(request, "messages/write.html", context)


@shows_problems
def of_case(request: HttpRequest, number: str) -> HttpResponse:
    """Et forløbs meddelelser: notices and letters, oldest first."""
    user: Any = request.user
    case = cases.case(user, number)
    found = queries.received(user, case)
    letters = [_line(user, one) for one in found if one.row.standard == queries.LETTER]
    notices = [_line(user, one) for one in found if one.row.standard != queries.LETTER]
    context = {"case": case, "letters": letters, "notices": notices, "may_write": bool(_own(user, case))}
    return render(request, "messages/case.html", context | {"ways": ways(request)})


@shows_problems
def sent_list(request: HttpRequest) -> HttpResponse:
    """Sendt: which of our letters has nobody answered, and which must go another way?"""
    require(request.user, "messages.see")
    page = page_of(queries.outgoing(request.user).exclude(standard="acknowledgement"), request)
    rows = [
        [
            Cell(text=words.clock_time(one.created_at)),
            Cell(text=words.CATEGORIES.get(one.category, "Brev"), href=to("messages:sent_letter", one.pk), header=True),
            Cell(text=one.receiver_name),
            Cell(status=words.state(one)),
            Cell(text=str(one.attempts), align="right"),
        ]
        for one in page
    ]
    columns: Any = [("Skrevet", "left"), ("Hvad", "left"), ("Til", "left"), ("Tilstand", "left"), ("Forsøg", "right")]
    found = table(
        "Sendte breve", columns, rows, "I har ikke skrevet til nogen endnu. Skriv fra et forløb.", page, "breve"
    )
    return render(request, "messages/sent.html", {"ways": ways(request), "table": found})


@shows_problems
def sent(request: HttpRequest, pk: int) -> HttpResponse:
    """Et brev, vi har sendt: is it received, or must it go another way?"""
    user: Any = request.user
    row = queries.sent(user, pk)
    if request.method == "POST":
        actions.send_again(actor=user, letter=row)
        messages.success(request, "Brevet ligger klar til at blive sendt igen.")
        return redirect("messages:sent_letter", pk)
    return render(
        request,
        "messages/letter.html",
        _shown(request, row) | {"ours": True, "state": words.state(row), "tell_url": untold.tell_url(user, row)},
    )


def _shown(request: HttpRequest, row: Any) -> dict[str, Any]:
    """The context of one correspondence."""
    thread = [_line(request.user, one) for one in queries.correspondence(request.user, row)]
    return {
        "row": row,
        "thread": thread,
        "case": case_of(request.user, row),
        "masked": _masked(row.citizen),
        "subject": _subject(row),
        "is_letter": row.standard == queries.LETTER,
        "trail": to("messages:inbox"),
    }


def _line(user: Any, exchange: queries.Exchange) -> dict[str, Any]:
    """One message as it is shown: when, which way, by whom, and its newest text."""
    row = exchange.row
    message = queries.letter_of(row)
    return {
        "at": exchange.at,
        "ours": exchange.ours,
        "row": row,
        "state": words.state(row) if exchange.ours else None,
        "title": _subject(row),
        "who": name_of(row.party) if exchange.ours else row.sender_name or row.sender_sor,
        "texts": _own_texts(message),
        "files": files.lines(user, row, ours=exchange.ours),
        "note": row.alternative if exchange.ours else row.note,
    }


def _own_texts(message: Message | None) -> list[Any]:
    """The texts that this very message adds: the newest, as the earlier ones have messages of their own."""
    if message is None or message.letter is None:
        return []
    texts = message.letter.texts
    newest = max((one.written for one in texts if one.written), default=None)
    return [one for one in texts if one.written == newest] if newest else list(texts)


def _subject(row: Any) -> str:
    if row.standard == queries.LETTER:
        return words.CATEGORIES.get(row.category, row.category or "Brev")
    return words.activity(getattr(row, "activity", "")) or words.STANDARDS.get(row.standard, "Meddelelse")


def _masked(citizen: Any) -> str:
    return citizens.masked_cpr(citizen) if citizen else ""


def _own(user: Any, case: Any) -> list[tuple[str, str]]:
    """The parties of the case that the user writes for."""
    codes = [one.party for one in case.parties.all() if queries.writes_for(user, one.party)]
    return [(code, name_of(code)) for code in dict.fromkeys(codes)]


def _sent(request: HttpRequest, form: ReplyForm, row: Any, receiver: Any, activity: Any) -> bool:
    user: Any = request.user
    kept = queries.letter_of(row)
    if kept is None or kept.letter is None:
        raise NotFound(what="Der er intet brev at svare på.")
    if not form.is_valid():
        return False
    signed = {name: form.cleaned_data[name] for name in ("text", "attachments", "author", "function", "phone")}
    answer = Letter(
        party=row.party,
        to=receiver,
        category=kept.letter.category,
        topic=kept.letter.topic,
        activity=activity,
        priority=kept.letter.priority,
        answers=row,
        **signed,
    )
    try:
        _tell(request, actions.send(actor=user, letter=answer))
    except Problem as problem:
        into_form(form, problem)
        return False
    return True


def _tell(request: HttpRequest, row: Any) -> None:
    if row.state == "other_way":
        messages.warning(request, f"Modtageren kan ikke få brevet gennem MedCom. {row.alternative}")
    else:
        messages.success(request, "Brevet ligger klar og bliver sendt om lidt.")
