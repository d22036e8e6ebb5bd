"""The steps of a status form: drawn up, sent, answered, reminded of, opened again, laid on an item."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from tvaers.engine.forums import desk
from tvaers.engine.forums import queries as forums
from tvaers.engine.yearwheel import actions, queries
from tvaers.engine.yearwheel.starting import wanted
from tvaers.kernel.action import may
from tvaers.kernel.errors import Problem
from tvaers.web.forums.sheets import Sheet, answer
from tvaers.web.problems import shows_problems
from tvaers.web.yearwheel import frame
from tvaers.web.yearwheel.request_forms import ItemForm, ReasonForm, RequestForm, lines_of, rows_of

NAME = "yearwheel:requests"


@shows_problems
def choose(request: HttpRequest) -> HttpResponse:
    """Hvilket forum spørger? Med ét forum vises skemaet med det samme."""
    user: Any = request.user
    kept = [one for one in forums.my_forums(user) if may(user, "yearwheel.draw_up", one)]
    frame.require(user, "yearwheel.draw_up", kept[0] if kept else None)
    if len(kept) == 1:
        return redirect("yearwheel:new_request", kept[0].key)
    return render(request, "yearwheel/choose.html", {**frame.of(NAME, ("Nyt skema", "")), "kept": kept})


@shows_problems
def new(request: HttpRequest, key: str) -> HttpResponse:
    """Lav et statusskema. Det bliver ikke sendt endnu."""
    user: Any = request.user
    forum = forums.forum(user, key)
    frame.require(user, "yearwheel.draw_up", forum)
    key_of_duty = request.GET.get("forpligtelse", "")
    duty = wanted(user, key_of_duty) if key_of_duty else None
    begun = {"title": duty.obligation.title, "text": duty.obligation.type.text, "due": duty.due} if duty else {}
    form = RequestForm(request.POST or None, user=user, forum=forum, initial=begun)
    sheet = Sheet(title="Nyt statusskema", verb="Gem skemaet", back=reverse(NAME),
                  lead="Klynger og organisationer skriver deres egne indsatser. Du ser skemaet, før du sender det.",
                  said="Skemaet er gemt. Det er ikke sendt endnu.",
                  trail=frame.of(NAME, ("Nyt skema", ""))["trail"])  # fmt: skip

    def do(given: dict[str, Any]) -> str:
        groups = [forums.forum(user, one) for one in given.pop("groups")]
        made = actions.draw_up(
            actor=user, forum=forum, groups=groups, obligation=duty.obligation if duty else None, **given
        )
        return reverse("yearwheel:request", args=[made.slug])

    return answer(request, form, sheet, do)


@require_POST
@shows_problems
def step(request: HttpRequest, slug: str, verb: str) -> HttpResponse:
    """Send, slet eller mind om et skema."""
    user: Any = request.user
    found = queries.request(user, slug)
    if verb == "slet":
        actions.withdraw(actor=user, request=found)
        messages.success(request, "Skemaet er slettet.")
        return redirect(NAME)
    if verb == "send":
        actions.send(actor=user, request=found)
        messages.success(request, "Skemaet er sendt til modtagerne.")
    else:
        number = actions.remind(actor=user, request=found)
        messages.success(
            request, f"{number} modtagere er mindet om skemaet." if number > 1 else "Modtageren er mindet."
        )
    return redirect("yearwheel:request", slug)


@shows_problems
def reply(request: HttpRequest, slug: str) -> HttpResponse:
    """Svar på et skema: sæt kryds ved det, hver indsats støtter. En kladde kan gemmes undervejs."""
    user: Any = request.user
    found = queries.receiver(user, slug)
    marks, fault, spare = found.request.marks, None, 3
    lines, answers = found.lines, list(found.answers)
    may_write = may(user, "yearwheel.answer", found) and found.answered_at is None
    if request.method == "POST":
        lines = _with_given(lines_of(request.POST, marks), found)
        answers = [request.POST.get(f"svar-{n}", "")[:10_000] for n in range(len(found.request.questions))]
        try:
            return _kept(request, found, lines, answers)
        except Problem as problem:
            fault, spare = problem, 1
            lines = [one for one in lines if one["title"].strip() or one["ticks"] or one["note"]]
    answers += [""] * (len(found.request.questions) - len(answers))
    context = {
        **frame.of(NAME, (found.request.title, reverse("yearwheel:request", args=[found.request.slug])),
                   (found.name, "")),
        "receiver": found, "rows": rows_of(lines, marks, spare=spare if may_write else 0), "fault": fault,
        "questions": list(zip(found.request.questions, answers, strict=False)), "may_write": may_write,
        "status": frame.reply_status(found),
    }  # fmt: skip
    return render(request, "yearwheel/reply.html", context, status=400 if fault else 200)


def _with_given(lines: list[dict[str, Any]], found: queries.Receiver) -> list[dict[str, Any]]:
    given = {one["title"] for one in found.lines if one["given"]}
    return [{**one, "given": one["title"] in given} for one in lines]


def _kept(
    request: HttpRequest, found: queries.Receiver, lines: list[dict[str, Any]], answers: list[str]
) -> HttpResponse:
    """The answer sent, or kept as a draft. Problem leaves everything as it was written."""
    raw = request.POST.get("version", "")
    given: dict[str, Any] = {"actor": request.user, "receiver": found, "lines": lines, "answers": answers,
             "version": int(raw) if raw.isdigit() else None}  # fmt: skip
    if "send" in request.POST:
        actions.answer(**given)
        messages.success(request, "Svaret er sendt.")
        return redirect("yearwheel:request", found.request.slug)
    actions.save_draft(**given)
    messages.success(request, "Kladden er gemt. Svaret er ikke sendt endnu.")
    return redirect("yearwheel:reply", found.slug)


@shows_problems
def reopen(request: HttpRequest, slug: str) -> HttpResponse:
    """Åbn et svar igen, så modtageren kan rette det."""
    user: Any = request.user
    found = queries.receiver(user, slug)
    frame.require(user, "yearwheel.reopen", found)
    back = reverse("yearwheel:request", args=[found.request.slug])
    sheet = Sheet(title=f"Åbn svaret fra {found.name}", verb="Åbn svaret", back=back, said="Svaret er åbnet igen.",
                  lead="Svaret går ud af matrixen, til modtageren har sendt det igen.",
                  trail=frame.of(NAME, (found.request.title, back), ("Åbn svaret", ""))["trail"])  # fmt: skip

    def do(given: dict[str, Any]) -> None:
        actions.reopen(actor=user, receiver=found, reason=given["reason"])

    return answer(request, ReasonForm(request.POST or None), sheet, do)


@shows_problems
def lay_on(request: HttpRequest, slug: str) -> HttpResponse:
    """Læg matrixen på et punkt som tekst."""
    user: Any = request.user
    found = queries.request(user, slug)
    frame.require(user, "yearwheel.lay_on", found)
    open_items = [one for one in forums.items(user).filter(state__in=("pipeline", "agenda"), standing="")
                  if may(user, "forums.write_item", one)]  # fmt: skip
    form = ItemForm(request.POST or None, items=open_items)
    back = reverse("yearwheel:request", args=[slug])
    sheet = Sheet(title="Læg matrixen på et punkt", verb="Læg den på", back=back, said="Matrixen ligger på punktet.",
                  lead="Den kommer som et afsnit. Lægger du den på igen, erstatter den nye den gamle.",
                  trail=frame.of(NAME, (found.title, back), ("Læg på et punkt", ""))["trail"])  # fmt: skip

    def do(given: dict[str, Any]) -> str:
        item = actions.lay_on(actor=user, request=found, item=desk.item_at(user, given["item"]))
        return reverse("forums:item", args=[item.slug])

    return answer(request, form, sheet, do)
