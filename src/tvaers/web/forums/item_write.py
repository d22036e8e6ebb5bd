"""Writing items: a new matter with its item, the text of one, answers to remarks, how follow-ups go."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tvaers.engine.forums import actions, desk, queries
from tvaers.kernel.action import may
from tvaers.kernel.errors import Conflict, NotFound, Problem
from tvaers.web.forums import frame, tables
from tvaers.web.forums.decision_forms import AnswerForm, ConditionForm, ProgressForm
from tvaers.web.forums.item_forms import ItemForm, NewItemForm, differences, initial_of, others_of
from tvaers.web.forums.sheets import Sheet, answer
from tvaers.web.problems import into_form, shows_problems

LONGEST_VERSION = 9
"""The most digits of a version."""


@shows_problems
def new(request: HttpRequest, key: str) -> HttpResponse:
    """Opret en sag og dens punkt i forummet."""
    user: Any = request.user
    forum = queries.forum(user, key)
    frame.require(user, "forums.open_matter", forum)
    ahead = queries.meetings(user, forum).filter(state__in=("planned", "called"))
    coming = queries.coming(user, forum)
    others = queries.forums(user).exclude(pk=forum.pk)
    initial = {"meeting": request.GET.get("moede") or (coming.pk if coming else None)}
    form = NewItemForm(request.POST or None, meetings=ahead, forums=others, initial=initial)
    if form.is_valid():
        try:
            made = _opened(user, forum, form)
        except Problem as problem:
            into_form(form, problem)
        else:
            messages.success(request, "Punktet ligger i pipelinen.")
            return redirect("forums:item", made.slug)
    shared = frame.of_forum(user, forum, "forums:pipeline", "Nyt punkt")
    back = reverse("forums:pipeline", args=[key])
    return render(request, "forums/item_form.html", {**shared, "form": form, "title": "Nyt punkt", "back": back,
                                                     "verb": "Læg punktet i pipelinen"})  # fmt: skip


def _opened(user: Any, forum: queries.Forum, form: NewItemForm) -> queries.Item:
    given = form.cleaned_data
    matter = actions.open_matter(actor=user, forum=forum, title=given["title"], journal=given["journal"],
                                 route=form.route(forum.key), is_closed=given["is_closed"])  # fmt: skip
    return actions.propose(
        actor=user, forum=forum, matter=matter, kinds=given["kinds"], role=given["role"], sections=form.sections(),
        points=form.points(), meeting=given["meeting"], awaits=given["awaits"], is_oral=given["is_oral"],
        is_closed=given["is_closed"],
    )  # fmt: skip


@shows_problems
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """Ret et punkts tekst. When somebody else was first, both wordings are shown; nothing written is lost."""
    user: Any = request.user
    item = desk.item_at(user, slug)
    frame.require(user, "forums.write_item", item)
    form = ItemForm(request.POST or None, initial=initial_of(item), points=item.points.count(),
                    others=len(others_of(item)))  # fmt: skip
    context: dict[str, Any] = {}
    if form.is_valid():
        try:
            _written(user, item, form, _version_seen(request, item))
        except Problem as problem:
            into_form(form, problem)
            if isinstance(problem, Conflict):
                item = desk.item_at(user, slug)
                context["differs"] = differences(form, item)
        else:
            messages.success(request, "Punktet er gemt.")
            return redirect("forums:item", slug)
    shared = frame.of_forum(user, item.forum, "forums:meetings", item.title)
    verb = "Gem alligevel" if context.get("differs") else "Gem punktet"
    back = reverse("forums:item", args=[slug])
    return render(request, "forums/item_form.html", {**shared, **context, "form": form, "version": item.version,
                                                     "title": "Ret punktet", "back": back, "verb": verb})  # fmt: skip


def _version_seen(request: HttpRequest, item: queries.Item) -> int:
    """The version that the reader's form was made from; the newest where the form does not say."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) <= LONGEST_VERSION else item.version


def _written(user: Any, item: queries.Item, form: ItemForm, version: int) -> None:
    given = form.cleaned_data
    wanted = {name: given[name] for name in ("title", "kinds", "journal", "awaits", "is_closed")}
    actions.write_item(actor=user, item=item, sections=form.sections(), points=form.points(), version=version,
                       **wanted)  # fmt: skip


@shows_problems
def answer_remark(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Besvar en bemærkning eller et forbehold."""
    user: Any = request.user
    item = desk.item_at(user, slug)
    row = item.remarks.filter(number=number).first()
    if row is None:
        raise NotFound(what="Bemærkningen findes ikke.")
    frame.require(user, "forums.answer_remark", row)
    sheet = _sheet(user, item, f"Besvar {row.get_kind_display().lower()}", "Gem svaret", row.text, "Svaret er gemt.")

    def do(given: dict[str, Any]) -> None:
        actions.answer_remark(actor=user, remark=row, answer=given["answer"])

    return answer(request, AnswerForm(request.POST or None, initial={"answer": row.answer}), sheet, do)


@shows_problems
def progress(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Vis en opfølgning, og meld, hvordan den går."""
    user: Any = request.user
    item = desk.item_at(user, slug)
    rows = sorted(item.followups.all(), key=lambda one: one.pk)
    if not 1 <= number <= len(rows):
        raise NotFound(what="Opfølgningen findes ikke.")
    row = rows[number - 1]
    may_change = may(user, "forums.progress", row)
    if request.method == "POST":
        frame.require(user, "forums.progress", row)
    sheet = _sheet(user, item, "Opfølgning", "Gem", row.text, "Det er noteret.", template="forums/followup.html",
                   row=row, status=tables.followup_status(row), may_change=may_change)  # fmt: skip
    form = ProgressForm(request.POST or None, initial={"state": row.state, "evidence": row.evidence})

    def do(given: dict[str, Any]) -> None:
        actions.progress(actor=user, followup=row, **given)

    return answer(request, form, sheet, do)


@shows_problems
def condition(request: HttpRequest, slug: str) -> HttpResponse:
    """Meld, at det, som punktet afventer, er sket."""
    user: Any = request.user
    item = desk.item_at(user, slug)
    frame.require(user, "forums.meet_condition", item)
    lead = f"Punktet afventer {item.awaits}." if item.awaits else "Punktet afventer ikke noget."
    sheet = _sheet(user, item, "Det er sket", "Meld, at det er sket", lead, "Punktet afventer ikke mere.")

    def do(given: dict[str, Any]) -> None:
        actions.meet_condition(actor=user, item=item, words=given["words"])

    return answer(request, ConditionForm(request.POST or None), sheet, do)


def _sheet(
    user: Any, item: queries.Item, title: str, verb: str, lead: str, said: str, template: str = "forums/form.html",
    **context: Any,
) -> Sheet:  # fmt: skip
    back = reverse("forums:item", args=[item.slug])
    trail = frame.of_forum(user, item.forum, "forums:meetings", item.title)["trail"]
    trail[-1]["url"] = back
    return Sheet(title=title, verb=verb, lead=lead, said=said, back=back, trail=[*trail, {"title": title}],
                 template=template, context={"item": item, **context})  # fmt: skip
