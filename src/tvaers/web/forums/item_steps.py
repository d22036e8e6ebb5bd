"""The steps with an item: record a decision, a remark, a follow-up; conclude and reopen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from tvaers.engine.forums import actions, desk, queries
from tvaers.engine.forums.papers import paper
from tvaers.kernel.errors import Conflict, NotAllowed, NotFound, Problem
from tvaers.web.forums import item_page
from tvaers.web.forums.decision_forms import FollowupForm, RemarkForm
from tvaers.web.problems import into_form, shows_problems, tell


@shows_problems
@require_POST
def decide(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Notér beslutningen på et indstillingspunkt; 0 er hele punktet."""
    user: Any = request.user
    item = desk.item_at(user, slug)
    point = item.points.filter(number=number).first() if number else None
    if number and point is None:
        raise NotFound(what="Indstillingspunktet findes ikke.")
    form = item_page.decision_form(user, item, point, request.POST)

    def do(given: dict[str, Any]) -> None:
        actions.decide(actor=user, item=item, point=number or None, **given)

    name = f"decide-{number}"
    return _answer(request, item, name, form, do, "Beslutningen er noteret.", f"punkt-{number}")


@shows_problems
@require_POST
def remark(request: HttpRequest, slug: str) -> HttpResponse:
    """Notér en bemærkning eller et forbehold."""
    user: Any = request.user
    item = desk.item_at(user, slug)

    def do(given: dict[str, Any]) -> None:
        must = given.pop("must")
        actions.remark(actor=user, item=item, must_be_met_first=must, **given)

    form = RemarkForm(request.POST, item=item, prefix="b")
    return _answer(request, item, "remark", form, do, "Bemærkningen er noteret.", "bemaerkninger")


@shows_problems
@require_POST
def follow_up(request: HttpRequest, slug: str) -> HttpResponse:
    """Opret en opfølgning."""
    user: Any = request.user
    item = desk.item_at(user, slug)

    def do(given: dict[str, Any]) -> None:
        actions.follow_up(actor=user, item=item, **given)

    form = FollowupForm(request.POST, item=item, persons=queries.persons(user), prefix="o")
    return _answer(request, item, "follow_up", form, do, "Opfølgningen er oprettet.", "opfoelgning")


def _answer(
    request: HttpRequest, item: queries.Item, name: str, form: forms.Form, do: Callable[[dict[str, Any]], None],
    said: str, place: str,
) -> HttpResponse:  # fmt: skip
    """Take the step and go back to where it was taken; else the page again with the form as it was written.

    When the item can no longer take the step, its page has no such form: the problem's own page gives the words back.
    """
    if form.is_valid():
        try:
            do(dict(form.cleaned_data))
        except (Conflict, NotAllowed):
            raise
        except Problem as problem:
            into_form(form, problem)
        else:
            messages.success(request, said)
            return redirect(reverse("forums:item", args=[item.slug]) + f"#{place}")
    return item_page.page(request, item, {name: form})


@shows_problems
@require_POST
def conclude(request: HttpRequest, slug: str) -> HttpResponse:
    """Afslut punktet: sagen går videre, standser eller udskydes."""
    user: Any = request.user
    item = desk.item_at(user, slug)
    try:
        done = actions.conclude(actor=user, item=item)
        messages.success(request, f"Punktet er afsluttet. {_onward(user, done)}")
    except Conflict as problem:
        tell(request, problem)
    return redirect("forums:item", slug)


def _onward(user: Any, item: queries.Item) -> str:
    """What follows of the decision, in a sentence."""
    after = [one for one in queries.course(user, item.matter) if one.follows_id == item.pk]
    if not after:
        return "Sagen går ikke videre." if item.state != "treated" or item.matter.route else ""
    meeting = f" til {after[0].meeting}" if after[0].meeting else ""
    return f"Sagen ligger nu i pipelinen for {after[0].forum.name}{meeting}."


@shows_problems
@require_POST
def reopen(request: HttpRequest, slug: str) -> HttpResponse:
    """Genåbn et punkt, der er afsluttet forkert."""
    user: Any = request.user
    item = desk.item_at(user, slug)
    try:
        actions.reopen(actor=user, item=item)
        messages.success(request, "Punktet er åbent igen. Det, der fulgte af beslutningen, er trukket tilbage.")
    except Conflict as problem:
        tell(request, problem)
    return redirect("forums:item", slug)


@shows_problems
@require_POST
def attach(request: HttpRequest, slug: str) -> HttpResponse:
    """Læg et bilag på et punkt."""
    user: Any = request.user
    item = desk.item_at(user, slug)
    given = request.FILES.get("file")
    try:
        if given is None:
            raise Problem(what="Der er ikke valgt en fil.", do="Vælg filen, og prøv igen.")
        actions.attach(actor=user, item=item, upload=actions.Attachment(given.name or "", given))
    except NotAllowed:
        raise
    except Problem as problem:
        tell(request, problem)
    else:
        messages.success(request, "Bilaget ligger på punktet.")
    return redirect(f"{reverse('forums:item', args=[slug])}#bilag")


@shows_problems
@require_POST
def detach(request: HttpRequest, slug: str) -> HttpResponse:
    """Fjern et bilag fra et punkt."""
    user: Any = request.user
    found = paper(user, slug)
    if found.item is None:
        raise NotFound(what="Bilaget hører ikke til et punkt.")
    try:
        actions.detach(actor=user, paper=found)
    except Conflict as problem:
        tell(request, problem)
    else:
        messages.success(request, "Bilaget er fjernet.")
    return redirect(f"{reverse('forums:item', args=[found.item.slug])}#bilag")
